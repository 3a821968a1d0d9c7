// Package tasks keeps what is to be done about a case, what caused it, and how
// the buyer was visited afterwards.
package tasks

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// The names of the kinds of records.
const (
	TaskKind  = "task"
	CauseKind = "cause"
	VisitKind = "visit"
)

// Task is something to be done about a case.
type Task struct {
	Text   string    `json:"text"`
	Owner  string    `json:"owner,omitempty"` // whose it is; empty: the seller's
	Due    time.Time `json:"due,omitzero"`    // with the zone it was given in; zero: whenever
	DoneAt time.Time `json:"done_at,omitzero"`
	Note   string    `json:"note,omitempty"`
}

// Done tells whether it is done.
func (t Task) Done() bool { return !t.DoneAt.IsZero() }

// Late tells whether it should have been done by now.
func (t Task) Late(now time.Time) bool { return !t.Done() && !t.Due.IsZero() && t.Due.Before(now) }

// Validity is whether a complaint is valid, or a matter is solved.
type Validity string

// The answers; the empty one is not known yet.
const (
	Yes    Validity = "yes"
	Partly Validity = "partly"
	No     Validity = "no"
)

// Validities are the answers in the order in which they are offered.
func Validities() []Validity { return []Validity{Yes, Partly, No} }

func (v Validity) known() bool { return v == "" || slices.Contains(Validities(), v) }

// Cause is why a case came about. A case has one; who is responsible stands in
// the case itself, too, and is changed with it.
type Cause struct {
	Root           string   `json:"root,omitempty"`           // id of rules/causes.json, or the seller's own words
	Responsibility string   `json:"responsibility,omitempty"` // as of the case
	Share          int      `json:"share,omitempty"`          // in per cent, of the responsible; 0: not said
	Valid          Validity `json:"valid,omitempty"`          // the complaint
	Note           string   `json:"note,omitempty"`
}

// Empty tells whether nothing is said.
func (c Cause) Empty() bool { return c == Cause{} }

// ReviewChange is what became of the buyer's review.
type ReviewChange string

// What became of a review; the empty one is that nobody looked.
const (
	ReviewNone    ReviewChange = "none"    // it stands as it was
	ReviewChanged ReviewChange = "changed" // the buyer changed it
	ReviewRemoved ReviewChange = "removed"
)

// ReviewChanges are all of them.
func ReviewChanges() []ReviewChange { return []ReviewChange{ReviewNone, ReviewChanged, ReviewRemoved} }

// MostScore and MostStars bound what a buyer gives; the least is 1.
const (
	MostScore = 5
	MostStars = 5
)

// Visit is one time that the buyer was asked after the remedy (回访).
type Visit struct {
	At      time.Time `json:"at,omitzero"`
	Channel string    `json:"channel,omitempty"` // id of the lists, or own words
	Score   int       `json:"score,omitempty"`   // of the buyer's satisfaction, 1 to MostScore; 0: not given
	Solved  Validity  `json:"solved,omitempty"`
	Said    string    `json:"said,omitempty"` // what the buyer says

	Review       ReviewChange `json:"review,omitempty"`
	ReviewBefore int          `json:"review_before,omitempty"` // stars, 1 to MostStars; 0: none or not known
	ReviewAfter  int          `json:"review_after,omitempty"`
	Reopened     bool         `json:"reopened,omitempty"` // it is not over: the case is worked on again
	OpenPoints   string       `json:"open_points,omitempty"`
	Next         time.Time    `json:"next,omitzero"` // when to ask again

	Typed *Flat `json:"typed,omitempty"` // of the first visit: what stood in the case before
}

// Flat is what a case itself says of the follow-up.
type Flat struct {
	FollowUp     string    `json:"follow_up,omitempty"`
	Satisfaction int       `json:"satisfaction,omitempty"`
	FollowedUp   time.Time `json:"followed_up,omitzero"`
}

// TaskEntry, CauseEntry and VisitEntry are the records as they are kept.
type (
	TaskEntry  = records.Entry[Task]
	CauseEntry = records.Entry[Cause]
	VisitEntry = records.Entry[Visit]
)

// Tasks, Causes and Visits are the kinds of records.
func Tasks() records.Kind[Task]   { return records.Kind[Task]{Name: TaskKind, Check: (*Task).check} }
func Causes() records.Kind[Cause] { return records.Kind[Cause]{Name: CauseKind, Check: (*Cause).check} }
func Visits() records.Kind[Visit] { return records.Kind[Visit]{Name: VisitKind, Check: (*Visit).check} }

const (
	maxLine = 500  // characters of what stands on one line
	maxText = 4000 // and of what may have several
	minYear = 1990
	maxYear = 2200
)

// sane tells whether a time may be meant; zero is none.
func sane(t time.Time) bool { return t.IsZero() || t.Year() >= minYear && t.Year() <= maxYear }

// tidy makes texts valid and trims them. Those of one line lose their breaks.
func tidy(lines, texts []*string) error {
	for _, l := range lines {
		*l = strings.Join(strings.Fields(strings.ToValidUTF8(*l, "\uFFFD")), " ")
		if utf8.RuneCountInString(*l) > maxLine {
			return fault.New("task.long")
		}
	}
	for _, t := range texts {
		*t = strings.TrimSpace(strings.ToValidUTF8(*t, "\uFFFD"))
		if utf8.RuneCountInString(*t) > maxText {
			return fault.New("task.long")
		}
	}
	return nil
}

// check tidies a task. Its faults are "task.empty", "task.time", "task.long".
func (t *Task) check() error {
	if err := tidy([]*string{&t.Text, &t.Owner}, []*string{&t.Note}); err != nil {
		return err
	}
	if t.Text == "" {
		return fault.New("task.empty")
	}
	if !sane(t.Due) || !sane(t.DoneAt) {
		return fault.New("task.time")
	}
	return nil
}

// check tidies a cause. Its faults are "task.share", "task.answer", "task.long".
func (c *Cause) check() error {
	if err := tidy([]*string{&c.Root, &c.Responsibility}, []*string{&c.Note}); err != nil {
		return err
	}
	if c.Responsibility == "" {
		c.Share = 0
	}
	if c.Share < 0 || c.Share > 100 {
		return fault.New("task.share")
	}
	if !c.Valid.known() {
		return fault.New("task.answer")
	}
	return nil
}

// check tidies a visit. Its faults are "task.visit_time", "task.next",
// "task.score", "task.answer", "task.long".
func (v *Visit) check() error {
	if err := tidy([]*string{&v.Channel}, []*string{&v.Said, &v.OpenPoints}); err != nil {
		return err
	}
	switch {
	case v.At.IsZero() || !sane(v.At):
		return fault.New("task.visit_time")
	case !v.Next.IsZero() && (!sane(v.Next) || !v.Next.After(v.At)):
		return fault.New("task.next")
	case !v.counts():
		return fault.New("task.score")
	case !v.Solved.known() || v.Review != "" && !slices.Contains(ReviewChanges(), v.Review):
		return fault.New("task.answer")
	}
	if v.Review == "" || v.Review == ReviewRemoved { // nothing is known, or nothing is left
		v.ReviewAfter = 0
	}
	return nil
}

// counts tells whether score and stars are in their bounds.
func (v Visit) counts() bool {
	stars := func(n int) bool { return n >= 0 && n <= MostStars }
	return v.Score >= 0 && v.Score <= MostScore && stars(v.ReviewBefore) && stars(v.ReviewAfter)
}

// Sorted are tasks as they are looked at: what is open first, the earliest due
// at the top and what has no time last, then what is done, the latest first.
func Sorted(all []TaskEntry) []TaskEntry {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b TaskEntry) int {
		x, y := a.Is, b.Is
		switch {
		case x.Done() != y.Done():
			return order(y.Done())
		case x.Done():
			return y.DoneAt.Compare(x.DoneAt)
		case x.Due.IsZero() != y.Due.IsZero():
			return order(y.Due.IsZero())
		}
		return cmp.Or(x.Due.Compare(y.Due), a.CreatedAt.Compare(b.CreatedAt), strings.Compare(a.ID, b.ID))
	})
	return all
}

func order(first bool) int {
	if first {
		return -1
	}
	return 1
}

// byTime orders visits, the oldest first.
func byTime(all []VisitEntry) []VisitEntry {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b VisitEntry) int {
		return cmp.Or(a.Is.At.Compare(b.Is.At), a.CreatedAt.Compare(b.CreatedAt), strings.Compare(a.ID, b.ID))
	})
	return all
}

// typed is what the seller typed into a case since its visits said something
// else; nil where that is nothing.
type typed struct {
	followUp     *string
	satisfaction *int
	followedUp   *time.Time
}

// since finds what was typed. What the latest visit says itself goes before it.
func (f Facts) since(visits []VisitEntry, e VisitEntry) (t typed) {
	if len(visits) == 0 {
		return t
	}
	was := flat(visits, *visits[0].Is.typedBefore())
	latest := e.DeletedAt.IsZero() && !slices.ContainsFunc(visits, func(x VisitEntry) bool { return x.ID != e.ID && x.Is.At.After(e.Is.At) })
	if f.FollowUp != was.FollowUp && !(latest && e.Is.words() != "") {
		t.followUp = &f.FollowUp
	}
	if f.Satisfaction != was.Satisfaction && !(latest && e.Is.Score != 0) {
		t.satisfaction = &f.Satisfaction
	}
	if !f.FollowedUp.Equal(was.FollowedUp) && !latest {
		t.followedUp = &f.FollowedUp
	}
	return t
}

// over puts what was typed over what visits say.
func (t typed) over(is Flat) Flat {
	if t.followUp != nil {
		is.FollowUp = *t.followUp
	}
	if t.satisfaction != nil {
		is.Satisfaction = *t.satisfaction
	}
	if t.followedUp != nil {
		is.FollowedUp = *t.followedUp
	}
	return is
}

// JoinVisits brings the visits of a case into another. to and from are what the
// cases say of the follow-up; kept and left is what they say then, and moved are
// the visits as they are to be kept in the other.
func JoinVisits(to, from Flat, ours, theirs []VisitEntry) (kept Flat, moved []VisitEntry, left Flat) {
	before, own := to, typed{}
	if len(ours) > 0 {
		before = *ours[0].Is.typedBefore()
		own = Facts{Flat: to}.since(ours, VisitEntry{})
	}
	moved = slices.Clone(theirs)
	for i := range moved {
		moved[i].Is.Typed = &before
	}
	kept = own.over(flat(append(slices.Clone(ours), moved...), before))
	left = Facts{Flat: from}.since(theirs, VisitEntry{}).over(*theirs[0].Is.typedBefore())
	return kept, moved, left
}

// words are what a case says of the follow-up after the visit.
func (v Visit) words() string { return cmp.Or(v.Said, v.OpenPoints) }

// typedBefore is what the case said before the first visit.
func (v Visit) typedBefore() *Flat {
	if v.Typed == nil {
		return &Flat{}
	}
	return v.Typed
}

// flat is what a case says of the follow-up once there are visits: the latest
// time, the latest score, the latest words. What none of them says stays as it
// was before them.
func flat(visits []VisitEntry, is Flat) Flat {
	scored, said := false, false
	for i, e := range slices.Backward(byTime(visits)) {
		if i == len(visits)-1 {
			is.FollowedUp = e.Is.At
		}
		if e.Is.Score != 0 && !scored {
			is.Satisfaction, scored = e.Is.Score, true
		}
		if words := e.Is.words(); words != "" && !said {
			is.FollowUp, said = words, true
		}
	}
	return is
}
