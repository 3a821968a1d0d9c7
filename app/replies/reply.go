package replies

import (
	"slices"
	"strings"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// Reply is a version of a reply that was copied: record "reply". Once it was
// sent it is never changed.
type Reply struct {
	Lang      string    `json:"lang"`
	Text      string    `json:"text"`
	Pieces    []Piece   `json:"pieces,omitempty"` // Beside has its values here
	Exhibits  []string  `json:"exhibits,omitempty"`
	Files     []File    `json:"files,omitempty"`
	Passed    []Passed  `json:"passed,omitempty"`
	Draft     string    `json:"draft"` // versions of one reply have the same
	CopiedAt  time.Time `json:"copied_at,omitzero"`
	SentAt    time.Time `json:"sent_at,omitzero"`
	Channel   string    `json:"channel,omitempty"` // it was sent over
	DroppedAt time.Time `json:"dropped_at,omitzero"`
	Promise   *Promise  `json:"promise,omitempty"` // what it promised, as the seller confirmed it
}

// Promise is what a reply promises with a time.
type Promise struct {
	Text string    `json:"text"`
	Due  time.Time `json:"due,omitzero"`
}

// Sent tells whether it went to the buyer.
func (r Reply) Sent() bool { return !r.SentAt.IsZero() }

// Waits tells whether it was copied, and nobody has said what became of it.
func (r Reply) Waits() bool { return r.SentAt.IsZero() && r.DroppedAt.IsZero() }

// Entry is a reply as it is kept.
type Entry = records.Entry[Reply]

// KindName names the records of replies.
const KindName = "reply"

// Limits of what is written.
const (
	MaxText   = 32 << 10 // bytes of a reply
	maxReason = 500      // characters
	maxParts  = 500      // pieces, files, exhibits
)

// Kind is how replies are kept.
func Kind() records.Kind[Reply] { return records.Kind[Reply]{Name: KindName, Check: (*Reply).check} }

func (r *Reply) check() error {
	r.Text, r.Channel = tidy(r.Text), strings.TrimSpace(tidy(r.Channel))
	switch {
	case strings.TrimSpace(r.Text) == "":
		return fault.New("reply.empty")
	case len(r.Text) > MaxText, len(r.Channel) > maxReason, len(r.Pieces) > maxParts, len(r.Files) > maxParts, len(r.Exhibits) > maxParts:
		return fault.New("reply.long")
	case !r.SentAt.IsZero() && !r.DroppedAt.IsZero():
		return fault.New("reply.frozen")
	}
	at := 0
	for i, p := range r.Pieces {
		if p.Start < at || p.End <= p.Start || p.End > len(r.Text) {
			return fault.New("reply.pieces")
		}
		r.Pieces[i].Was, r.Pieces[i].Beside = tidy(p.Was), tidy(p.Beside)
		at = p.End
	}
	return nil
}

// sent tells whether a version of a reply went to the buyer.
func sent(all []Entry, draft string) bool {
	return slices.ContainsFunc(all, func(e Entry) bool { return e.Is.Draft == draft && e.Is.Sent() })
}

// Waiting is the version of each reply that waits for a word whether it was
// sent: the last that was copied, unless one of the same reply was sent.
func Waiting(all []Entry) (waiting []Entry) {
	last := map[string]Entry{}
	var order []string
	for _, e := range all { // the oldest first
		if _, seen := last[e.Is.Draft]; !seen {
			order = append(order, e.Is.Draft)
		}
		if l := last[e.Is.Draft]; !e.Is.CopiedAt.Before(l.Is.CopiedAt) {
			last[e.Is.Draft] = e
		}
	}
	for _, draft := range order {
		if e := last[draft]; e.Is.Waits() && !sent(all, draft) {
			waiting = append(waiting, e)
		}
	}
	return waiting
}
