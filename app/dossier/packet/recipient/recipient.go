// Package recipient holds what those who receive evidence take: how many pages,
// bytes and files, in colour or grey, in which formats. The facts come from a
// data file; what the seller changes or adds is kept apart.
package recipient

import (
	"slices"
	"strings"
	"time"
)

// OwnPrefix begins the ids of recipients that the seller added.
const OwnPrefix = "own."

// Kinds lists what a recipient can be.
func Kinds() []string {
	return []string{"network", "processor", "platform", "carrier", "supplier", "authority", "own"}
}

// SourceKinds lists where a limit can have been read.
func SourceKinds() []string {
	return []string{"official", "official_api", "psp_docs", "third_party", "none"}
}

// Audiences lists for whom a packet can be made; the names are those of package
// audience.
func Audiences() []string { return []string{"outside", "supplier"} }

// MaskKinds lists the kinds of terms that can be masked unless the seller says
// otherwise; the names are those of package redact.
func MaskKinds() []string { return []string{"name", "contact", "address", "order"} }

// Recipient is somebody who takes a packet, with the limits. A nil limit is
// none, or one that is not known. Bytes are decimal: 1 MB is 1,000,000.
type Recipient struct {
	ID    string            `json:"id"`
	Names map[string]string `json:"names"` // "en", "zh"
	Kind  string            `json:"kind"`  // of Kinds

	Pages      *int   `json:"pages"`       // of a file, at most
	PagesTotal *int   `json:"pages_total"` // of all files together
	BytesFile  *int64 `json:"bytes_file"`
	BytesTotal *int64 `json:"bytes_total"`
	Files      *int   `json:"files"`

	Grey        bool     `json:"grey"`     // black and white only
	Formats     []string `json:"formats"`  // "pdf", "jpg" …; packets are PDF in any case
	Paper       string   `json:"paper"`    // "a4", "letter"; empty: any
	MinText     float64  `json:"min_text"` // points; 0: any size
	MinDPI      int      `json:"min_dpi"`  // of pictures; 0: none
	MaxDPI      int      `json:"max_dpi"`  // 0: none
	Blank       bool     `json:"blank"`    // blank pages are taken
	Links       bool     `json:"links"`    // links to other places are taken
	Attachments bool     `json:"attachments"`
	Slots       bool     `json:"slots"` // one file for each piece of evidence

	Parties    []string `json:"parties"`    // names in the rules of programmes
	Programmes []string `json:"programmes"` // words of the programme's name, for recipients that take a part of a party's programmes; empty: all
	Audience   string   `json:"audience"`   // of Audiences
	Mask       []string `json:"mask"`       // of MaskKinds: masked unless the seller says otherwise

	SourceTitle string            `json:"source_title"`
	SourceURL   string            `json:"source_url"`
	SourceKind  string            `json:"source_kind"` // of SourceKinds
	AsOf        string            `json:"as_of"`       // 2026-11-22
	Verified    bool              `json:"verified"`
	Note        map[string]string `json:"note"`

	Own     bool `json:"own"`     // added by the seller; nothing of it was shipped
	Changed bool `json:"changed"` // by the seller
}

// Name is the name in lang, "zh" or "en", or in one of them where lang is
// something else; one stands in for the other where it is missing.
func (r Recipient) Name(lang string) string { return in(r.Names, lang) }

// NoteIn is the note in lang; it may be empty.
func (r Recipient) NoteIn(lang string) string { return in(r.Note, lang) }

func in(texts map[string]string, lang string) string {
	if t := texts[lang]; t != "" {
		return t
	}
	for _, lang := range []string{"en", "zh"} {
		if t := texts[lang]; t != "" {
			return t
		}
	}
	return ""
}

// dateLayout is how AsOf is written.
const dateLayout = "2006-01-02"

// Stale tells whether the limits are older than a year on the day of now. What
// the seller added carries no date and is never stale.
func (r Recipient) Stale(now time.Time) bool {
	asOf, err := time.ParseInLocation(dateLayout, r.AsOf, now.Location())
	return err == nil && asOf.AddDate(1, 0, 0).Before(now)
}

// Fits tells whether a programme of a party goes to the recipient.
func (r Recipient) Fits(party, programme string) bool {
	return slices.Contains(r.Parties, party) && (len(r.Programmes) == 0 ||
		slices.ContainsFunc(r.Programmes, func(word string) bool { return strings.Contains(programme, word) }))
}
