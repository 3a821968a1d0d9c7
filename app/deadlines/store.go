package deadlines

import (
	"context"
	"errors"
	"time"

	"casefolio/app/records"
)

// Store is what the service needs from the workspace. What is due is derived:
// it is in no journal and can be made again.
type Store interface {
	records.Store

	// DueFacts reads what the clocks of one case are counted from. kinds are
	// those of the records.
	DueFacts(ctx context.Context, caseID string, kinds []string) (Facts, error)
	// RecountDue takes up to limit cases in which something has happened, and
	// keeps what count makes of them in the place of what was there. left is how
	// many cases wait after that. Where another basis than the one named was
	// remembered meanwhile nothing is counted: ErrBasis.
	RecountDue(ctx context.Context, basis string, limit int, kinds []string, count func(Facts) []Item) (done, left int, err error)
	// BaseDue remembers what all items are counted by; another basis than the one
	// before lets all cases wait to be counted again.
	BaseDue(ctx context.Context, basis string) error

	// DueItems lists running items, the most urgent first.
	DueItems(ctx context.Context, q Filter) ([]Item, error)
	CountDue(ctx context.Context, q Filter) (int, error)
	// NextDue is the first moment after now at which an item becomes due or is to
	// be sent, or a snooze ends; zero where there is none.
	NextDue(ctx context.Context, now time.Time) (time.Time, error)
}

// ErrBasis says that items are counted by another basis by now.
var ErrBasis = errors.New("due items: counted by another basis")

// Filter selects items of one section, as the clock stands at Now.
type Filter struct {
	Section  Section
	Kinds    []ItemKind // none: all
	Now      time.Time
	Midnight time.Time // the end of today
	Soon     time.Time // the end of what counts as soon
	Limit    int

	After, Until time.Time // instead of a section: SendBy or Due lies between
	Cases        []string  // instead of a section: what has a date in these cases
}

// LongestBuffer bounds how long before a due date its SendBy lies.
const LongestBuffer = 7 * 24 * time.Hour
