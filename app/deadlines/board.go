package deadlines

import "time"

// Section is a part of the board. An item stands in one of them: what is late
// or due today stands there, whatever its kind.
type Section string

// The sections in their order.
const (
	SectionOverdue  Section = "overdue"
	SectionToday    Section = "today"     // to be sent before the seller's midnight
	SectionSoon     Section = "soon"      // within SoonDays after today; no promise, wait or follow-up
	SectionPromised Section = "promised"  // promises that are due later
	SectionWaiting  Section = "waiting"   // what is waited for, until then or without an end
	SectionFollowUp Section = "follow_up" // follow-ups that are due later
	SectionHard     Section = "hard"

	// SectionAll is no part of the board: all that runs and is due from now on,
	// snoozed or not, as for a calendar file.
	SectionAll Section = "all"
)

// SoonDays is how many days after today count as soon.
const SoonDays = 3

// Sections lists the sections in their order.
func Sections() []Section {
	return []Section{
		SectionOverdue, SectionToday, SectionSoon, SectionPromised, SectionWaiting, SectionFollowUp, SectionHard,
	}
}

// Query asks for the board.
type Query struct {
	PerSection int        // how many items of each section; 0: 50
	Sections   []Section  // none: all
	Kinds      []ItemKind // none: all
}

// Group is a section of the board.
type Group struct {
	Section Section
	Total   int    // of all, not only of Items
	Items   []Item // the most urgent first
}

// Board is what is due, as of At.
type Board struct {
	At     time.Time
	Groups []Group // those asked for, in their order, empty ones too
}

// Counts is how many items the sections have.
type Counts struct {
	Overdue, Today, Soon, Promised, Waiting, FollowUp, Hard int

	Next time.Time // when the counts change next by the clock alone; zero: not foreseen
}

// Urgent is what the rail shows: what is late and what is due today.
func (c Counts) Urgent() int { return c.Overdue + c.Today }
