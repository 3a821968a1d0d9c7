// Package deadlines counts the clocks of a case: the seller's own standards,
// the periods of platforms, promises, tasks and what is waited for. The
// arithmetic is pure; what is due is derived from the facts and the records of
// a case and can be counted again at any time.
package deadlines

import (
	"time"

	"casefolio/app/records"
)

// ItemKind tells what kind of clock an item is.
type ItemKind string

// The kinds of items.
const (
	FirstResponse ItemKind = "first_response"
	Resolution    ItemKind = "resolution"
	Programme     ItemKind = "programme"
	Promised      ItemKind = "promise"
	Waiting       ItemKind = "wait"
	FollowUp      ItemKind = "follow_up"
	Task          ItemKind = "task"
	Return        ItemKind = "return"        // the seller's next step
	ReturnWindow  ItemKind = "return_window" // the buyer's time to send back
	Unsent        ItemKind = "reply"         // a reply was copied, and nobody has said whether it went out
	Hard          ItemKind = "hard"          // on the list of hard cases; has no due date
)

// ItemKinds lists the kinds.
func ItemKinds() []ItemKind {
	return []ItemKind{
		FirstResponse, Resolution, Programme, Promised, Waiting, FollowUp, Task, Return, ReturnWindow, Unsent,
		Hard,
	}
}

// Where a due date comes from: the ends of text keys "due.why.<why>".
const (
	WhyStandard = "standard" // the seller's own standard for the channel
	WhyRule     = "rule"     // the period of a programme
	WhyTyped    = "typed"    // a date that the seller typed; it goes before any period
)

// Item is one clock of a case. Its JSON is how the workspace keeps what it
// derived, not a format for others.
type Item struct {
	Key      string   `json:"key"` // stable: kind and what it is about; a snooze is kept under it
	Kind     ItemKind `json:"kind"`
	CaseID   string   `json:"case_id"`
	Number   string   `json:"number,omitempty"` // of the case
	Customer string   `json:"customer,omitempty"`
	Title    string   `json:"title,omitempty"` // the seller's words or the name of the programme; empty where the kind says all
	RefID    string   `json:"ref_id"`          // the record, the programme, or the case
	For      string   `json:"for,omitempty"`   // of a wait: who is waited for

	Start  time.Time `json:"start,omitzero"`   // when the clock began
	Due    time.Time `json:"due,omitzero"`     // zero: none is known, as for a wait without an end or an open pause
	SendBy time.Time `json:"send_by,omitzero"` // Due less a buffer, never before Start
	Zone   string    `json:"zone,omitempty"`   // IANA name of the buyer's zone

	Paused    bool      `json:"paused,omitempty"`  // it waits for the buyer; Due is zero until it goes on
	Stopped   bool      `json:"stopped,omitempty"` // nothing is to be done before Due
	StoppedAt time.Time `json:"stopped_at,omitzero"`

	Why     string    `json:"why,omitempty"`    // WhyStandard, WhyRule, WhyTyped
	From    string    `json:"from,omitempty"`   // what started the clock
	Span    Span      `json:"span,omitzero"`    // how long it runs; zero for a typed date
	Source  string    `json:"source,omitempty"` // of the rule, with its date
	Text    string    `json:"text,omitempty"`   // a note of the seller, or the note of the rule in English
	TextZH  string    `json:"text_zh,omitempty"`
	Snoozed time.Time `json:"snoozed,omitzero"` // kept off the board until then
}

// What starts clocks.
const (
	FromReceived  = "received"  // the complaint
	FromAsked     = "asked"     // the buyer wrote again
	FromReopened  = "reopened"  // the case or the programme
	FromChosen    = "chosen"    // the programme: what it counts from is not known
	FromStage     = "stage"     // the case came to the stage of follow-up
	FromDelivered = "delivered" // by tracking
	FromShipped   = "shipped"   // by tracking: first seen moving
)

// Running tells whether something is still to be done by Due.
func (i Item) Running() bool { return !i.Paused && !i.Stopped }

// Late tells whether the time is over at now.
func (i Item) Late(now time.Time) bool { return i.Running() && !i.Due.IsZero() && i.Due.Before(now) }

// Promise is something that the buyer was told with a time: record "promise".
type Promise struct {
	Text     string    `json:"text"`
	Due      time.Time `json:"due,omitzero"`
	MadeAt   time.Time `json:"made_at,omitzero"`
	Channel  string    `json:"channel,omitempty"`
	KeptAt   time.Time `json:"kept_at,omitzero"`
	BrokenAt time.Time `json:"broken_at,omitzero"` // it was given up
	Note     string    `json:"note,omitempty"`
}

// Answer is a reply that went to the buyer: record "answer". It stops the
// clock of the first response.
type Answer struct {
	At      time.Time `json:"at,omitzero"`
	Channel string    `json:"channel,omitempty"`
	Note    string    `json:"note,omitempty"`
	UseID   string    `json:"use_id,omitempty"` // the reply that it was
}

// Who is waited for.
const (
	ForBuyer    = "buyer" // pauses the clock of the resolution
	ForCarrier  = "carrier"
	ForSupplier = "supplier"
	ForPlatform = "platform"
	ForOther    = "other"
)

// Waits lists who can be waited for.
func Waits() []string { return []string{ForBuyer, ForCarrier, ForSupplier, ForPlatform, ForOther} }

// Wait is that the seller can do nothing until somebody else has: record "wait".
type Wait struct {
	For     string    `json:"for"`
	Since   time.Time `json:"since,omitzero"`
	Until   time.Time `json:"until,omitzero"` // when to ask again; zero: open
	EndedAt time.Time `json:"ended_at,omitzero"`
	Note    string    `json:"note,omitempty"`
}

// Snooze keeps an item off the board for a while: record "snooze".
type Snooze struct {
	Item  string    `json:"item"` // its key
	Until time.Time `json:"until,omitzero"`
}

// Standard is what the seller keeps to on a channel: record "standard", without
// a case. The one without a channel is for all others and holds the buffer.
type Standard struct {
	Channel    string `json:"channel"`             // id of the lists; "": every other
	First      Span   `json:"first,omitzero"`      // first response; zero: no clock
	Resolution Span   `json:"resolution,omitzero"` // until the remedy is carried out; zero: no clock
	FollowUp   Span   `json:"follow_up,omitzero"`  // from the stage of follow-up until the buyer is asked; zero: no clock
	Buffer     Span   `json:"buffer,omitzero"`     // minutes or hours; zero: as the one without a channel, and there a tenth, two hours at most
	Changed    bool   `json:"-"`                   // the seller changed it
}

// Holiday is a day on which nobody works, or a day of the weekend that is worked.
type Holiday struct {
	Day     Day               `json:"day"`
	Names   map[string]string `json:"names,omitempty"` // zh, en; one of the seller's own has the same in both
	Working bool              `json:"working,omitempty"`

	Unverified bool `json:"unverified,omitempty"` // worked out, not read in the source
}

// Holidays are the public holidays of a place, or the shop's own days off.
type Holidays struct {
	ID       string            `json:"id"` // "cn", "us", "uk" …; OwnDays for the shop's own
	Names    map[string]string `json:"names"`
	Zones    []string          `json:"zones"` // a shop in one of them follows it unless the seller says otherwise
	Days     []Holiday         `json:"days"`  // in order
	Source   string            `json:"source"`
	URL      string            `json:"url"`
	AsOf     string            `json:"as_of"` // 2026-11-22
	Verified bool              `json:"verified"`
	Note     string            `json:"note,omitempty"`
	NoteZH   string            `json:"note_zh,omitempty"`
	Follow   bool              `json:"-"` // the shop does not work on these days
	Changed  bool              `json:"-"` // the seller changed days or whether it is followed
}

// OwnDays is the id of the shop's own days off.
const OwnDays = "own"

// The kinds of records.
var (
	PromiseKind  = records.Kind[Promise]{Name: "promise", Check: (*Promise).check}
	AnswerKind   = records.Kind[Answer]{Name: "answer", Check: (*Answer).check}
	WaitKind     = records.Kind[Wait]{Name: "wait", Check: (*Wait).check}
	SnoozeKind   = records.Kind[Snooze]{Name: "snooze", Check: (*Snooze).check}
	StandardKind = records.Kind[Standard]{Name: "standard", Check: (*Standard).check}
	CalendarKind = records.Kind[HolidayChange]{Name: "calendar", Check: (*HolidayChange).check}
)
