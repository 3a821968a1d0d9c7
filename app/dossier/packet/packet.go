// Package packet makes what a recipient is given as evidence: files that keep
// to its limits, in the order that the programme asks for, with nothing in them
// that is not for others. What does not fit is refused with what to leave out;
// nothing is cut silently.
package packet

import (
	"casefolio/app/dossier/block"
	"casefolio/app/dossier/packet/recipient"
	"casefolio/app/fault"
	"casefolio/app/redact"
)

// Recipient is somebody who takes a packet, with the limits.
type Recipient = recipient.Recipient

// Request is what a packet is made of. Empty fields follow the case and the
// shop profile.
type Request struct {
	Case      string // number or id
	Recipient string // id
	Lang      string // "zh", "en", "both"
	Paper     string // "a4", "letter"; a recipient's own comes first
	Programme string // id of any programme, one of the case's or not; empty: the last chosen

	Exhibits  []string      // ids or labels, the ones to hand over; nil: the default choice
	Documents []string      // ids or labels of PDF originals that are handed over as they are
	Mask      []redact.Term // nil: what is kept for the case, and the kinds that the recipient's preset names
	Letter    []block.Block // set after the head of the first file; nil: none
	LetterIn  string        // language of the letter; empty: not known
}

// Plan is what a packet would be. Preflight makes it without writing anything.
type Plan struct {
	Case      string    `json:"case"` // its number
	Recipient Recipient `json:"recipient"`
	Programme string    `json:"programme"` // title and reason; empty: none
	Lang      string    `json:"lang"`
	Paper     string    `json:"paper"`

	Files   []PlannedFile `json:"files"`
	Items   []Item        `json:"items"`    // what is in, in its order
	LeftOut []Left        `json:"left_out"` // every other exhibit of the case
	Missing []Slot        `json:"missing"`  // evidence that the programme requires and nothing is there for
	Checks  []Check       `json:"checks"`
	Notes   []Note        `json:"notes"`
	Savings []Saving      `json:"savings"` // largest first; empty where it fits
	Steps   []Step        `json:"steps"`   // what was done so that it fits
	Masked  []redact.Term `json:"masked"`

	Fits  bool  `json:"fits"`
	Pages int   `json:"pages"` // of all files
	Bytes int64 `json:"bytes"`
}

// PlannedFile is one file of a packet.
type PlannedFile struct {
	No       int      `json:"no"` // from 1
	Name     string   `json:"name"`
	Slot     string   `json:"slot,omitempty"` // label of the piece of evidence, where the recipient takes one file for each
	Exhibits []string `json:"exhibits"`       // labels
	Document string   `json:"document,omitempty"`
	Pages    int      `json:"pages"`
	Bytes    int64    `json:"bytes"`
}

// Slot is a piece of evidence that the programme asks for.
type Slot struct {
	Key   string `json:"key"`
	Label string `json:"label"` // in the language of the paper
}

// Item is an exhibit of the packet.
type Item struct {
	ExhibitID string `json:"exhibit_id"`
	Label     string `json:"label"` // E-03
	Name      string `json:"name"`  // masked, as it stands on paper
	Kind      string `json:"kind"`
	Slot      Slot   `json:"slot"` // the first that it is linked to; zero: none
	File      int    `json:"file"` // where it begins, from 1
	Page      int    `json:"page"` // within that file, from 1
	Copy      string `json:"copy,omitempty"`
	Bytes     int64  `json:"bytes"`
	Pages     int    `json:"pages"`
}

// Why an exhibit is left out; the texts are packet.left.<code>.
const (
	LeftChosen   = "chosen"   // the seller did not choose it
	LeftUnlinked = "unlinked" // others are linked to what the programme asks for
	LeftDocument = "document" // a document is not printed, only handed over as it is
	LeftMasked   = "masked"   // a document that cannot be searched while something is masked
	LeftPacket   = "packet"   // submitted before
	LeftOriginal = "original" // a redacted copy goes in its place
	LeftFault    = "fault"    // it cannot be shown
)

// Left is an exhibit that is not in the packet.
type Left struct {
	ExhibitID string `json:"exhibit_id"`
	Label     string `json:"label"`
	Name      string `json:"name"`
	Code      string `json:"code"`
	Other     string `json:"other,omitempty"` // label of the exhibit that stands in its place
}

// Check is one limit with what the packet has. Limit is nil where there is none.
// Sizes of text are tenths of a point; of "grey", "blank" and
// "pages_known" the value is how many pages or files fail, and the limit 0.
type Check struct {
	What  string `json:"what"` // "pages", "pages_total", "bytes_file", "bytes_total", "files", "grey", "text", "blank", "pages_known"
	File  int    `json:"file"` // the file that has most; 0: all together
	Value int64  `json:"value"`
	Limit *int64 `json:"limit"`
	OK    bool   `json:"ok"`
}

// Note is something to know before the packet is sent; the texts are
// packet.note.<code>.
type Note struct {
	Code    string `json:"code"`
	Label   string `json:"label,omitempty"` // of the exhibit
	File    int    `json:"file,omitempty"`
	Page    int    `json:"page,omitempty"`
	Count   int    `json:"count,omitempty"`
	Refused bool   `json:"refused"` // the recipient refuses it
}

// Saving is what leaving out an exhibit saves.
type Saving struct {
	ExhibitID string `json:"exhibit_id"`
	Label     string `json:"label"`
	Slot      string `json:"slot,omitempty"` // label of the piece of evidence that it is for
	Bytes     int64  `json:"bytes"`
	Pages     int    `json:"pages"`
	Enough    bool   `json:"enough"` // of the smallest set that makes it fit
}

// Step is one thing that was done so that the packet fits; the texts are
// packet.step.<code>.
type Step struct {
	Code  string `json:"code"` // "grey", "pictures", "split", "slots", "text", "photos"
	Value int    `json:"value,omitempty"`
}

// Result is what was written.
type Result struct {
	Dir   string `json:"dir"`
	Files []File `json:"files"`
	Plan  Plan   `json:"plan"`

	// Pages and bytes of all files as they were planned.
	PlannedPages int   `json:"planned_pages"`
	PlannedBytes int64 `json:"planned_bytes"`
}

// File is one written file.
type File struct {
	Path     string   `json:"path"`
	SHA256   string   `json:"sha256"`
	Pages    int      `json:"pages"`
	Bytes    int64    `json:"bytes"`
	Exhibits []string `json:"exhibits"`
}

// Refused is the error of a packet that does not fit: the fault
// "packet.refused" with the plan that says why and what to leave out.
type Refused struct {
	Plan Plan
	err  *fault.Error
}

func (r *Refused) Error() string { return r.err.Error() }

// Refuse is the error of a plan that does not fit.
func (p Plan) Refuse() error {
	return &Refused{Plan: p, err: fault.New("packet.refused", "recipient", p.Recipient.Name(p.Lang), "number", p.Case)}
}

// Unwrap gives the fault.
func (r *Refused) Unwrap() error { return r.err }
