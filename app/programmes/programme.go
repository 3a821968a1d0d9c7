// Package programmes holds what platforms, payment services, card networks and
// carriers ask of a seller in a dispute: how long there is to answer and which
// evidence is wanted. The facts come from a data file; what the seller changes
// in them is kept apart. For a case it tells which of the evidence is there.
package programmes

import (
	"slices"
	"strings"
	"time"
)

// Counting tells how the days of a period are counted.
type Counting string

// The ways of counting.
const (
	Calendar Counting = "calendar"
	Business Counting = "business"
	Hours    Counting = "hours"
)

// Countings lists the ways of counting.
func Countings() []Counting { return []Counting{Calendar, Business, Hours} }

// Starts lists the events that can start a clock.
func Starts() []string {
	return []string{
		"notice", "message_received", "request", "decision", "case_closed", "dispute_opened", "delivered",
		"scheduled_delivery", "shipped", "first_scan", "complaint",
	}
}

// SourceKinds lists where a fact can have been read.
func SourceKinds() []string {
	return []string{"official", "official_api", "official_old", "psp_docs", "third_party", "none"}
}

// OwnPrefix begins the ids of programmes and evidence that the seller added.
const OwnPrefix = "own."

// Item is one piece of evidence that a programme asks for. Key stands in the
// vocabulary, or begins with OwnPrefix and brings its own Label.
type Item struct {
	Key      string `json:"key"`
	Required bool   `json:"required"`
	Note     string `json:"note"`
	NoteZH   string `json:"note_zh"`
	Label    string `json:"-"` // the seller's words; empty: the vocabulary's
}

// NoteIn is the note in lang; one without a translation, as the name of a
// field of an interface, is the same in both.
func (i Item) NoteIn(lang string) string { return in(lang, i.Note, i.NoteZH) }

// Programme is one programme and reason: "PayPal claim, item not received".
type Programme struct {
	ID         string   `json:"id"`
	Name       string   `json:"programme"`
	Party      string   `json:"party"`
	Reason     string   `json:"reason"`
	ReasonZH   string   `json:"reason_zh"`
	ReasonCode string   `json:"reason_code"` // the party's own; may be empty
	Topics     []string `json:"topics"`      // ids of Rules.Topics
	Channels   []string `json:"channels"`    // by which it reaches the seller; empty: any

	RespondWithin string   `json:"respond_within"` // ISO 8601; empty: unknown, or not the seller's clock
	Counting      Counting `json:"counting"`
	StartsAt      string   `json:"starts_at"`
	OuterLimit    string   `json:"outer_limit"` // of the merchant's bank; never the seller's due date
	Note          string   `json:"respond_note"`
	NoteZH        string   `json:"respond_note_zh"`
	Tip           string   `json:"tips_en"` // one line of advice
	TipZH         string   `json:"tips_zh"`

	Evidence []Item `json:"evidence"`

	SourceTitle      string `json:"source_title"`
	SourceURL        string `json:"source_url"`
	SourceKind       string `json:"source_kind"`
	AsOf             string `json:"as_of"`       // 2026-11-22
	AsOfBasis        string `json:"as_of_basis"` // what the date is of
	DeadlineVerified bool   `json:"deadline_verified"`
	EvidenceVerified bool   `json:"evidence_verified"`
	Verified         bool   `json:"verified"`

	Own         bool `json:"-"` // added by the seller; nothing of it was shipped
	OwnClock    bool `json:"-"` // the seller set period, counting or start
	OwnNote     bool `json:"-"`
	OwnEvidence bool `json:"-"`
}

// Title is party and programme, without saying the party twice.
func (p Programme) Title() string {
	if p.Party == "" || strings.HasPrefix(p.Name, p.Party) {
		return p.Name
	}
	return p.Party + " · " + p.Name
}

// ReasonIn is the reason in lang, "zh" or "en".
func (p Programme) ReasonIn(lang string) string { return in(lang, p.Reason, p.ReasonZH) }

// NoteIn is the note in lang. One that the seller wrote is the same in both.
func (p Programme) NoteIn(lang string) string { return in(lang, p.Note, p.NoteZH) }

// TipIn is the advice in lang; it may be empty.
func (p Programme) TipIn(lang string) string { return in(lang, p.Tip, p.TipZH) }

// Changed tells whether the seller changed something of what was shipped.
func (p Programme) Changed() bool { return !p.Own && (p.OwnClock || p.OwnNote || p.OwnEvidence) }

// Period is the time to answer; ok is false where none is known.
func (p Programme) Period() (period Period, ok bool) {
	period, err := ParsePeriod(p.RespondWithin)
	return period, err == nil
}

// dateLayout is how AsOf is written.
const dateLayout = "2006-01-02"

// Stale tells whether the facts are older than a year on the day of now. What
// the seller added carries no date and is never stale.
func (p Programme) Stale(now time.Time) bool {
	asOf, err := time.ParseInLocation(dateLayout, p.AsOf, now.Location())
	return err == nil && asOf.AddDate(1, 0, 0).Before(now)
}

// item finds an item by its key.
func (p Programme) item(key string) (Item, bool) {
	i := slices.IndexFunc(p.Evidence, func(i Item) bool { return i.Key == key })
	if i < 0 {
		return Item{}, false
	}
	return p.Evidence[i], true
}

// in picks the text of a language; English stands in for a missing one.
func in(lang, en, zh string) string {
	if lang == "zh" && zh != "" {
		return zh
	}
	return en
}
