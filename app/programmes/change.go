package programmes

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/fault"
)

// Change is what the seller changed in one programme, or, where ProgrammeID
// begins with OwnPrefix, a programme of their own. What is nil is as shipped.
type Change struct {
	ProgrammeID string       `json:"-"`
	Name        string       `json:"name,omitempty"` // name, party and reason: of own programmes alone
	Party       string       `json:"party,omitempty"`
	Reason      string       `json:"reason,omitempty"`
	Clock       *Clock       `json:"clock,omitempty"`
	Note        *string      `json:"note,omitempty"`
	Evidence    []ItemChange `json:"evidence,omitempty"` // what is added comes in this order
	UpdatedAt   time.Time    `json:"-"`
}

// Clock is period, counting and start, which are changed together.
type Clock struct {
	RespondWithin string   `json:"respond_within"`
	Counting      Counting `json:"counting"`
	StartsAt      string   `json:"starts_at"`
}

// State is what a piece of evidence is to the seller.
type State string

// The states.
const (
	Required State = "required"
	Optional State = "optional"
	LeftOut  State = "left_out"
)

// ItemChange changes or adds one piece of evidence.
type ItemChange struct {
	Key   string  `json:"key"`
	Label string  `json:"label,omitempty"` // of a key with OwnPrefix
	State State   `json:"state"`
	Note  *string `json:"note,omitempty"`
}

// Empty tells whether nothing differs from what is shipped.
func (c Change) Empty() bool {
	return !c.Own() && c.Clock == nil && c.Note == nil && len(c.Evidence) == 0
}

// Own tells whether it is a programme of the seller's own.
func (c Change) Own() bool { return strings.HasPrefix(c.ProgrammeID, OwnPrefix) }

// Merge returns the shipped programmes as the seller changed them, and after
// them the seller's own. A change of a programme that is shipped no longer
// waits for its return.
func Merge(shipped []Programme, changes []Change) []Programme {
	by := make(map[string]Change, len(changes))
	for _, c := range changes {
		by[c.ProgrammeID] = c
	}
	merged := make([]Programme, 0, len(shipped)+len(changes))
	for _, p := range shipped {
		if c, ok := by[p.ID]; ok {
			p = c.apply(p)
		}
		merged = append(merged, p)
	}
	for _, c := range changes {
		if c.Own() {
			merged = append(merged, c.apply(Programme{
				ID: c.ProgrammeID, Name: c.Name, Party: c.Party, Reason: c.Reason, SourceKind: "none", Own: true,
			}))
		}
	}
	return merged
}

// apply returns p with the change.
func (c Change) apply(p Programme) Programme {
	if c.Clock != nil {
		p.RespondWithin, p.Counting, p.StartsAt = c.Clock.RespondWithin, c.Clock.Counting, c.Clock.StartsAt
		p.OwnClock, p.DeadlineVerified = true, false
	}
	if c.Note != nil {
		p.Note, p.NoteZH, p.OwnNote = *c.Note, "", true
	}
	if len(c.Evidence) > 0 {
		p.Evidence, p.OwnEvidence = slices.Clone(p.Evidence), true
		for _, e := range c.Evidence {
			p.Evidence = e.apply(p.Evidence)
		}
	}
	return p
}

func (c ItemChange) apply(items []Item) []Item {
	at := slices.IndexFunc(items, func(i Item) bool { return i.Key == c.Key })
	if c.State == LeftOut {
		if at >= 0 {
			items = slices.Delete(items, at, at+1)
		}
		return items
	}
	if at < 0 {
		items = append(items, Item{Key: c.Key})
		at = len(items) - 1
	}
	items[at].Required, items[at].Label = c.State == Required, c.Label
	if c.Note != nil {
		items[at].Note, items[at].NoteZH = *c.Note, ""
	}
	return items
}

// Diff is the change that makes is from the shipped programme was. Items keep
// the order of what was shipped; only what is added has an order of its own.
func Diff(was, is Programme) Change {
	c := Change{ProgrammeID: is.ID}
	if is.Own {
		c.Name, c.Party, c.Reason = is.Name, is.Party, is.Reason
	}
	if was.RespondWithin != is.RespondWithin || was.Counting != is.Counting || was.StartsAt != is.StartsAt {
		c.Clock = &Clock{is.RespondWithin, is.Counting, is.StartsAt}
	}
	if was.Note != is.Note && was.NoteZH != is.Note {
		c.Note = &is.Note
	}
	for _, i := range was.Evidence {
		if _, there := is.item(i.Key); !there {
			c.Evidence = append(c.Evidence, ItemChange{Key: i.Key, State: LeftOut})
		}
	}
	for _, i := range is.Evidence {
		before, there := was.item(i.Key)
		if there && before == i {
			continue
		}
		change := ItemChange{Key: i.Key, Label: i.Label, State: Optional}
		if i.Required {
			change.State = Required
		}
		if before.Note != i.Note && before.NoteZH != i.Note {
			change.Note = &i.Note
		}
		c.Evidence = append(c.Evidence, change)
	}
	return c
}

// Bounds of what a seller writes, in characters and entries; far beyond need.
const (
	maxName  = 200
	maxNote  = 4000
	maxItems = 100
)

// check refuses a change that makes no sense.
func (r *Rules) checkChange(c Change) error {
	if !c.Own() {
		if !slices.ContainsFunc(r.Programmes, func(p Programme) bool { return p.ID == c.ProgrammeID }) {
			return fault.New("programme.unknown", "programme", c.ProgrammeID)
		}
	} else if strings.TrimSpace(c.Name) == "" || long(c.Name, maxName) || long(c.Party, maxName) || long(c.Reason, maxName) {
		return fault.New("programme.name")
	}
	if c.Clock != nil {
		if err := checkClock(c.Clock.RespondWithin, c.Clock.Counting, c.Clock.StartsAt); err != nil {
			return fault.Wrap(err, "programme.clock")
		}
	}
	if c.Note != nil && long(*c.Note, maxNote) {
		return fault.New("programme.long")
	}
	return r.checkEvidence(c.Evidence)
}

func (r *Rules) checkEvidence(all []ItemChange) error {
	if len(all) > maxItems {
		return fault.New("programme.long")
	}
	seen := map[string]bool{}
	for _, e := range all {
		_, listed := r.vocabulary[e.Key]
		own := strings.HasPrefix(e.Key, OwnPrefix) && strings.TrimSpace(e.Label) != ""
		if !listed && !own || seen[e.Key] || !known([]State{Required, Optional, LeftOut}, e.State) {
			return fault.New("programme.evidence")
		}
		seen[e.Key] = true
		if long(e.Label, maxName) || e.Note != nil && long(*e.Note, maxNote) {
			return fault.New("programme.long")
		}
	}
	return nil
}

func long(s string, most int) bool { return !utf8.ValidString(s) || utf8.RuneCountInString(s) > most }

// OwnKey is the key of evidence that the seller names. The same words give the
// same key, so that two programmes share what is linked.
func OwnKey(label string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.Join(strings.Fields(label), " "))))
	return OwnPrefix + hex.EncodeToString(sum[:6])
}
