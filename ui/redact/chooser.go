// Package redact lets the seller choose what is covered in the papers of a case
// that leave the house.
package redact

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/dossier/audience"
	"casefolio/app/redact"
	"casefolio/ui/kit"
)

// Service finds what can be covered and keeps what was chosen.
type Service interface {
	Candidates(ctx context.Context, caseRef string) ([]redact.Candidate, error)
	Masking(ctx context.Context, caseRef string) ([]redact.Term, error)
	KeepMasking(ctx context.Context, caseRef string, terms []redact.Term) error
}

// Deps is what the choice needs.
type Deps struct {
	Shell   kit.Shell
	Service Service
}

// slotFind is the search for candidates: a newer one ends the older.
const slotFind = "redact/find"

// entry is a term that can be covered.
type entry struct {
	redact.Candidate
	on, own bool // own: the seller's word, which goes when it is taken off
}

// Chooser shows what can be covered, by kind, with what is covered ticked.
type Chooser struct {
	deps    Deps
	caseRef string
	changed func([]redact.Term)
	to      audience.Audience

	entries []entry
	loaded  bool                // before, nobody knows what is kept, and nothing may be kept in its place
	ready   func()              // called when that is so; may be nil
	further map[redact.Kind]int // terms shown beyond the first
	note    *kit.Text
	groups  *fyne.Container
	foot    *fyne.Container // to add a word
	word    *kit.Entry
	reason  *kit.Entry
	add     *kit.Button
	first   fyne.Focusable
}

// NewChooser returns the choice for a case; Load fills it. changed, which may
// be nil, is told of every change. Nothing is kept before Keep.
func NewChooser(deps Deps, caseRef string, changed func([]redact.Term)) *Chooser {
	c := &Chooser{deps: deps, caseRef: caseRef, changed: changed, to: audience.Outside, further: map[redact.Kind]int{}}
	c.groups = kit.VBox(14, kit.Muted(kit.T("masking.finding")))
	c.word, c.reason = kit.NewEntry(), kit.NewEntry()
	c.word.SetPlaceHolder(kit.T("masking.word"))
	c.reason.SetPlaceHolder(kit.T("masking.reason"))
	c.add = kit.NewButton(kit.T("masking.add"), c.addWord)
	c.word.OnSubmitted = func(string) { c.addWord() }
	c.reason.OnSubmitted = func(string) { c.addWord() }
	c.note = kit.Small(kit.T("masking.note")).Wrapped()
	c.foot = kit.VBox(4, kit.Heading(kit.T("masking.own")), kit.Row(8, 0, kit.Columns(2, 8, c.word, c.reason), c.add))
	return c
}

// Object is what belongs into the window, where all of it scrolls.
func (c *Chooser) Object() fyne.CanvasObject { return kit.VBox(16, c.note, c.groups, c.foot) }

// fixed is the same where only the terms scroll.
func (c *Chooser) fixed() fyne.CanvasObject {
	return kit.Dock(kit.Pad(c.note, 0, 0, 10, 0), kit.Pad(c.foot, 10, 0, 0, 0), kit.Scroll(kit.Pad(c.groups, 0, 14, 0, 0)))
}

// First is what to give the focus to.
func (c *Chooser) First() fyne.Focusable {
	if c.first != nil {
		return c.first
	}
	return c.word
}

// SetAudience says who the paper is for: a supplier never reads who the buyer
// is, whatever is ticked.
func (c *Chooser) SetAudience(a audience.Audience) {
	if c.to != a {
		c.to = a
		c.show()
	}
}

// Load finds the candidates in the background.
func (c *Chooser) Load() {
	type found struct {
		offered []redact.Candidate
		kept    []redact.Term
	}
	kit.Run(c.deps.Shell.Tasks(), slotFind, func(ctx context.Context) (f found, err error) {
		if f.offered, err = c.deps.Service.Candidates(ctx, c.caseRef); err != nil {
			return f, err
		}
		f.kept, err = c.deps.Service.Masking(ctx, c.caseRef)
		return f, err
	}, func(f found, err error) {
		if err != nil {
			c.groups.Objects = []fyne.CanvasObject{kit.Muted(kit.T("masking.failed")).Wrapped()}
			c.groups.Refresh()
			c.deps.Shell.ShowError(err)
			return
		}
		typed := c.entries // in the meantime
		c.entries, c.loaded = entriesOf(f.offered, f.kept), true
		for _, e := range typed {
			c.put(e.Term)
		}
		c.show()
		if c.ready != nil {
			c.ready()
		}
	})
}

// entriesOf lists what is offered, then what is kept and not found any more.
func entriesOf(offered []redact.Candidate, kept []redact.Term) []entry {
	all := make([]entry, 0, len(offered)+len(kept))
	for _, o := range offered {
		all = append(all, entry{Candidate: o})
	}
	for _, k := range kept {
		i := slices.IndexFunc(all, func(e entry) bool { return e.Kind == k.Kind && e.Text == k.Text })
		if i < 0 {
			i, all = len(all), append(all, entry{Candidate: redact.Candidate{Term: k}, own: k.Kind == redact.Word})
		}
		all[i].on, all[i].Reason = true, k.Reason
	}
	return all
}

// Terms are what is ticked.
func (c *Chooser) Terms() []redact.Term {
	terms := []redact.Term{}
	for _, e := range c.entries {
		if e.on {
			terms = append(terms, e.Term)
		}
	}
	return terms
}

// Keep keeps what is ticked for all papers of the case to come, and then goes
// on. Nothing happens before the choice is loaded.
func (c *Chooser) Keep(then func([]redact.Term)) {
	if !c.loaded {
		return
	}
	terms := c.Terms()
	kit.Run(c.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, c.deps.Service.KeepMasking(ctx, c.caseRef, terms)
	}, func(_ struct{}, err error) {
		if err != nil {
			c.deps.Shell.ShowError(err)
			return
		}
		then(terms)
	})
}

// always tells whether a term is covered for this audience whatever is ticked.
func (c *Chooser) always(e entry) bool {
	return c.to == audience.Supplier && (e.Kind == redact.Name || e.Kind == redact.Contact || e.Kind == redact.Address)
}

func (c *Chooser) tell() {
	if c.changed != nil {
		c.changed(c.Terms())
	}
}

// addWord takes the seller's own word over.
func (c *Chooser) addWord() {
	word := strings.Join(strings.Fields(c.word.Text), " ")
	if word == "" {
		c.deps.Shell.Window().Canvas().Focus(c.word)
		return
	}
	c.put(redact.Term{Kind: redact.Word, Text: word, Reason: strings.TrimSpace(c.reason.Text)})
	c.word.SetText("")
	c.reason.SetText("")
	c.show()
	c.tell()
	c.deps.Shell.Window().Canvas().Focus(c.word)
}

// put ticks a word of the seller's own, which may be there already.
func (c *Chooser) put(word redact.Term) {
	i := slices.IndexFunc(c.entries, func(e entry) bool { return e.Kind == redact.Word && e.Text == word.Text })
	if i < 0 {
		i, c.entries = len(c.entries), append(c.entries, entry{own: true})
	}
	c.entries[i].Term, c.entries[i].on = word, true
}
