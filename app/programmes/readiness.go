package programmes

import (
	"fmt"
	"slices"
	"time"
)

// Choice is a programme that was chosen for a case. Due is the date that the
// seller typed from the platform's page; it goes before any period of the
// rules and is zero where none was typed.
type Choice struct {
	ID, CaseID  string
	ProgrammeID string
	ChosenAt    time.Time
	Due         time.Time

	AnsweredAt time.Time // when what was asked for first went out, which stops the clock; zero: it runs
	AnsweredTo string    // to whom
	ReopenedAt time.Time // when it was started again: what went out before counts no longer; zero: never
}

// Stopped tells whether nothing is to be done before Due.
func (c Choice) Stopped() bool { return !c.AnsweredAt.IsZero() }

// Exhibit is what is known of an exhibit here. Text is folded: title, file
// name, numbers and messages in small letters, the beginning of long ones.
type Exhibit struct {
	ID         string
	No         int
	Kind       string
	Title      string
	FileName   string
	Parcel     string   // number of the parcel that it follows
	Milestones []string // of its tracking events
	Roles      []string // who speaks in it
	Text       string
}

// Label is the exhibit's number as printed: E-01.
func (e Exhibit) Label() string { return fmt.Sprintf("E-%02d", e.No) }

// Mark ties an exhibit to a piece of evidence within a case, or, without an
// exhibit, says why that evidence does not apply. Marks belong to the case: a
// second programme that asks for the same finds them in place.
type Mark struct {
	ID, CaseID string
	Key        string
	ExhibitID  string // empty: the evidence does not apply
	Reason     string
	At         time.Time
}

// Slot is a piece of evidence asked for, with what the case has for it.
type Slot struct {
	Item
	Exhibits []Exhibit // by number, without the trash
	Waived   bool      // the seller says that it does not apply
	Reason   string    // why
}

// Satisfied tells whether something is there for the slot.
func (s Slot) Satisfied() bool { return len(s.Exhibits) > 0 }

// Missing tells whether the slot is required, applies and is empty.
func (s Slot) Missing() bool { return s.Required && !s.Satisfied() && !s.Waived }

// counts tells whether the slot counts for the percentage.
func (s Slot) counts() bool { return s.Required && (s.Satisfied() || !s.Waived) }

// Readiness is how far a case is ready for one programme. Without a choice it
// is empty.
type Readiness struct {
	CaseID    string
	Choice    Choice
	Programme Programme
	Gone      bool // the rules know the programme no longer
	Slots     []Slot
}

// Chosen tells whether the case has a programme at all.
func (r Readiness) Chosen() bool { return r.Choice.ProgrammeID != "" }

// Required counts the required slots that apply, and those of them that are
// satisfied.
func (r Readiness) Required() (done, of int) {
	for _, s := range r.Slots {
		if s.counts() {
			of++
			if s.Satisfied() {
				done++
			}
		}
	}
	return done, of
}

// Optional counts the optional slots, and those of them that are satisfied.
func (r Readiness) Optional() (done, of int) {
	for _, s := range r.Slots {
		if !s.Required && (s.Satisfied() || !s.Waived) {
			of++
			if s.Satisfied() {
				done++
			}
		}
	}
	return done, of
}

// Percent is the share of the required slots that are satisfied, rounded down,
// so that 100 means all. Slots that do not apply are left out, optional ones
// do not count. ok is false where nothing is required.
func (r Readiness) Percent() (percent int, ok bool) {
	done, of := r.Required()
	if of == 0 {
		return 0, false
	}
	return 100 * done / of, true
}

// Missing lists the required slots that apply and are empty, in their order.
func (r Readiness) Missing() []Slot {
	var missing []Slot
	for _, s := range r.Slots {
		if s.Missing() {
			missing = append(missing, s)
		}
	}
	return missing
}

// assess puts marks and exhibits into the slots of a programme. Marks of
// exhibits that are not listed, as those in the trash, tick nothing.
func assess(p Programme, marks []Mark, exhibits []Exhibit) []Slot {
	by := make(map[string]Exhibit, len(exhibits))
	for _, e := range exhibits {
		by[e.ID] = e
	}
	slots := make([]Slot, len(p.Evidence))
	at := make(map[string]int, len(slots))
	for i, item := range p.Evidence {
		slots[i].Item, at[item.Key] = item, i
	}
	for _, m := range marks {
		i, asked := at[m.Key]
		if !asked {
			continue
		}
		if m.ExhibitID == "" {
			slots[i].Waived, slots[i].Reason = true, m.Reason
		} else if e, there := by[m.ExhibitID]; there {
			slots[i].Exhibits = append(slots[i].Exhibits, e)
		}
	}
	for _, s := range slots {
		slices.SortFunc(s.Exhibits, func(a, b Exhibit) int { return a.No - b.No })
	}
	return slots
}
