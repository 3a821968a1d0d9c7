package deadlines

import (
	"time"

	"casefolio/app/records"
)

// Facts are what the clocks of one case are counted from. Zero times are
// unknown.
type Facts struct {
	CaseID, Number, Customer string
	Channel                  string // id of the lists, or the seller's own words
	Zone                     string // IANA name of the buyer's zone
	Stage                    string
	Closed                   bool // archived or in the trash: nothing runs
	Received, Occurred       time.Time
	CreatedAt                time.Time
	FollowedUp               time.Time   // when the buyer was last asked
	Replied                  time.Time   // first message of the seller after Received
	Asked                    []time.Time // messages of the buyer after Received and the seller's last, in order
	Moves                    []Move      // the oldest first
	Choices                  []Choice
	Parcel                   Parcel
	Records                  []records.Row // promise, answer, wait, snooze and what Sources read
}

// Move is a step from one stage to another.
type Move struct {
	From, To string
	At       time.Time
}

// Choice is a programme of a case.
type Choice struct {
	ID, ProgrammeID string
	ChosenAt        time.Time
	Due             time.Time // typed; goes before any period
	AnsweredAt      time.Time // something was submitted: the clock stands
	ReopenedAt      time.Time // the clock began again
}

// Parcel is what tracking says that clocks can begin with.
type Parcel struct{ Moved, Delivered time.Time }

// Rule is how long a programme gives to answer. Without Spans nothing is known.
type Rule struct {
	Title    string
	Spans    []Span // one after the other; business days are WorkDays
	StartsAt string // "notice", "delivered" …: programmes.Starts
	Source   string
	Note     string
	NoteZH   string
}

// ShopHours are the working hours of the shop.
type ShopHours struct {
	Zone     *time.Location
	WorkDays []int // 1 Monday to 7 Sunday
	From, To Clock
}

// Source reads what is due from the records of other nouns.
type Source interface {
	Kinds() []string // of records
	// DueOf lists what is due in the records of one case. Kind, Title, RefID,
	// Start, Due, Stopped and Text are filled; Key is made of Kind and RefID.
	DueOf(rows []records.Row) []Item
}
