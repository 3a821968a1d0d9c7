package evidence

import (
	"fmt"
	"slices"
)

// factRule is a fact that statuses of a parcel can support.
type factRule struct {
	ID      string `json:"id"`
	Asked   bool   `json:"asked"`   // worth saying when nothing supports it
	Passing bool   `json:"passing"` // true only until the next event says otherwise
	// WeakenedBy are facts that, at the same time or later, leave less of it:
	// a parcel that was handed to a neighbour, or came back.
	WeakenedBy []string `json:"weakened_by"`
	DeniedBy   []string `json:"denied_by"` // facts that rule it out whenever they are supported
}

// Support is what a record of tracking supports, or does not.
type Support struct {
	ID     string // of rules/tracking.json: "delivered", "signed"
	Holds  bool   // false: nothing in the record supports it
	WeakBy string // the fact that leaves less of it; empty: none does
	Event  Event  // the first event that supports it, of a passing one the last
}

func (t trackRules) checkFacts(supports map[string][]string) error {
	known := map[string]bool{}
	for _, f := range t.Facts {
		if known[f.ID] || f.ID == "" {
			return fmt.Errorf("fact %q stands twice", f.ID)
		}
		known[f.ID] = true
	}
	check := func(owner string, ids []string) error {
		for _, id := range ids {
			if !known[id] {
				return fmt.Errorf("%s: fact %q is not listed", owner, id)
			}
		}
		return nil
	}
	for _, f := range t.Facts {
		if err := check(f.ID, append(f.WeakenedBy, f.DeniedBy...)); err != nil {
			return err
		}
	}
	for id, facts := range supports {
		if err := check(id, facts); err != nil {
			return err
		}
	}
	return nil
}

// Facts tells what a record supports: every fact that its events speak for, and
// those that a dispute usually asks for although nothing does. Lines of the
// seller's own support nothing, as the carrier did not write them.
func (r *Readers) Facts(events []Event) []Support {
	var told []Event
	for _, e := range Sorted(events) {
		if !e.Own && e.Milestone != "" {
			told = append(told, e)
		}
	}
	if len(told) == 0 {
		return nil
	}
	var out []Support
	for _, rule := range r.track.facts {
		if f := r.track.fact(rule, told); f.Holds || rule.Asked {
			out = append(out, f)
		}
	}
	return out
}

// fact judges one fact by the events that tell something, oldest first.
func (r *trackReader) fact(rule factRule, told []Event) Support {
	out := Support{ID: rule.ID}
	at := r.supporter(rule.ID, told, 0)
	if rule.Passing {
		at = r.supporter(rule.ID, told, len(told)-1)
	}
	for _, other := range rule.DeniedBy {
		if r.supporter(other, told, 0) >= 0 {
			at = -1
		}
	}
	if at < 0 {
		return out
	}
	out.Holds, out.Event = true, told[at]
	for _, other := range rule.WeakenedBy {
		if r.supporter(other, told, at) >= 0 {
			out.WeakBy = other
			break
		}
	}
	return out
}

// supporter is the index of the first event from i on that supports a fact, or
// -1.
func (r *trackReader) supporter(fact string, told []Event, i int) int {
	for ; i < len(told); i++ {
		if slices.Contains(r.supports[told[i].Milestone], fact) {
			return i
		}
	}
	return -1
}
