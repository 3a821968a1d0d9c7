// Package returns keeps the way of a return from the buyer's wish to the
// refund: its steps, what is due next, and a sentence on its state for the buyer.
package returns

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/records"
)

// State is where a return stands.
type State string

// The states in their natural order; Declined and Cancelled end a return at any
// of them. Any may be left out: a buyer who pays the parcel gets no label.
const (
	Asked     State = "asked"
	Approved  State = "approved"
	LabelSent State = "label_sent"
	OnItsWay  State = "on_its_way"
	Received  State = "received"
	Inspected State = "inspected"
	Refunded  State = "refunded"
	Declined  State = "declined"
	Cancelled State = "cancelled"
)

// Way lists the states that lead to the refund, in their order.
func Way() []State {
	return []State{Asked, Approved, LabelSent, OnItsWay, Received, Inspected, Refunded}
}

// States lists all states.
func States() []State { return append(Way(), Declined, Cancelled) }

// Index is the state's place on the way, or -1.
func (s State) Index() int { return slices.Index(Way(), s) }

// rank is the state's place among all states, the ends last.
func (s State) rank() int { return slices.Index(States(), s) }

// Step is one state that was reached.
type Step struct {
	State    State        `json:"state"`
	At       time.Time    `json:"at"`            // with the zone it was given in
	Cost     money.Amount `json:"cost,omitzero"` // a line of the ledger; of Refunded: what the buyer got back
	Tracking string       `json:"tracking,omitzero"`
	Note     string       `json:"note,omitzero"`
	Due      time.Time    `json:"due,omitzero"` // until when the next step should be reached
	Ref      string       `json:"ref,omitzero"` // by which the line of the ledger names it
}

// Entry is a step as it is kept.
type Entry = records.Entry[Step]

// Steps is the kind of a step's record.
func Steps() records.Kind[Step] { return records.Kind[Step]{Name: "return_step", Check: (*Step).check} }

const (
	maxText = 2000 // characters
	minYear = 1990
	maxYear = 2200
)

// names lists them as they are written in a command.
func names(all []State) string {
	text := ""
	for i, one := range all {
		if i > 0 {
			text += ", "
		}
		text += string(one)
	}
	return text
}

// check tidies a step. Its faults are "return.state", "return.time",
// "return.due", "return.cost", "return.long" and those of money.
func (s *Step) check() error {
	if !slices.Contains(States(), s.State) {
		return fault.New("return.state", "state", string(s.State), "states", names(States()))
	}
	sane := func(t time.Time) bool { return t.Year() >= minYear && t.Year() <= maxYear }
	if !sane(s.At) {
		return fault.New("return.time")
	}
	if !s.Due.IsZero() && (!sane(s.Due) || s.Due.Before(s.At)) {
		return fault.New("return.due")
	}
	for _, text := range []*string{&s.Tracking, &s.Note} {
		if *text = strings.TrimSpace(strings.ToValidUTF8(*text, "\uFFFD")); utf8.RuneCountInString(*text) > maxText {
			return fault.New("return.long")
		}
	}
	if s.Cost.Given() {
		code, err := money.ParseCurrency(s.Cost.Currency)
		if err != nil {
			return err
		}
		s.Cost.Currency = code
		if s.Cost.Minor < 0 {
			return fault.New("return.cost")
		}
		if s.Cost.Minor == 0 {
			s.Cost = money.Amount{}
		}
	}
	return nil
}

// Ends tells whether a state ends a return.
func (s State) Ends() bool { return s == Refunded || s == Declined || s == Cancelled }

// Track is how a return stands.
type Track struct {
	Steps   []Entry // of the present return, the oldest first
	Earlier []Entry // of those before
	Now     State   // the last that was reached; empty: none was asked for
	Over    bool    // nothing more is awaited
	Next    []State // what may follow, the likeliest first
	Due     time.Time
}

// At is the last step of a state in the present return.
func (t Track) At(s State) (Entry, bool) {
	for _, e := range slices.Backward(t.Steps) {
		if e.Is.State == s {
			return e, true
		}
	}
	return Entry{}, false
}

// TrackOf orders steps by their time; those of one time, as within a minute or
// on a day without a time, as they were kept. What is asked for after the end of
// a return begins another.
func TrackOf(all []Entry) Track {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Entry) int {
		return cmp.Or(a.Is.At.Compare(b.Is.At), a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.Is.State.rank(), b.Is.State.rank()), strings.Compare(a.ID, b.ID))
	})
	begin, ended := 0, false
	for i, e := range all {
		if e.Is.State == Asked && ended {
			begin, ended = i, false
		}
		ended = ended || e.Is.State.Ends()
	}
	t := Track{Steps: all[begin:], Earlier: all[:begin]}
	if n := len(t.Steps); n > 0 {
		last := t.Steps[n-1].Is
		t.Now = last.State
		_, refunded := t.At(Refunded)
		if t.Over = refunded || last.State.Ends(); !t.Over {
			t.Due = last.Due
		}
	}
	t.Next = t.next()
	return t
}

// next is what may follow. A wish may be declined, what was inspected, too; goods
// may still come after the refund, and who declined may think again.
func (t Track) next() []State {
	var next []State
	switch t.Now {
	case "":
	case Declined:
		next = []State{Approved}
	case Cancelled:
	case Asked:
		next = []State{Approved, LabelSent, OnItsWay, Declined, Cancelled}
	default:
		next = slices.Clone(Way()[t.Now.Index()+1:])
		if _, done := t.At(Refunded); done {
			next = slices.DeleteFunc(next, func(s State) bool { return s == Refunded })
			if t.Now == Refunded {
				next = t.stillComing()
			}
			break
		}
		if t.Now == Received || t.Now == Inspected {
			next = append(next, Declined)
		}
		next = append(next, Cancelled)
	}
	if t.Now == "" || t.Over {
		next = append(next, Asked)
	}
	return next
}

// stillComing is what of the goods' way is missing after a refund in advance. Of
// a return that was never sent, nothing is.
func (t Track) stillComing() []State {
	var next []State
	if _, sent := t.At(OnItsWay); sent {
		for _, s := range []State{Received, Inspected} {
			if _, there := t.At(s); !there {
				next = append(next, s)
			}
		}
	}
	return next
}
