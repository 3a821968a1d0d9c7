package links

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/cases"
	"casefolio/app/links"
	"casefolio/ui/kit"
)

// Hint is what stands below a form while a case is typed: cases about the same
// order, buyer or product, and whether the new one is to be tied to them.
type Hint struct {
	d       Deps
	shown   func() // told when it takes another height
	content *fyne.Container
	asked   links.Look
	found   []links.Repeat
	wanted  map[string]bool // cases that the new one is to be tied to
}

// NewHint returns a hint that shows nothing yet; shown is told when it takes
// another height.
func NewHint(d Deps, shown func()) *Hint {
	h := &Hint{d: d, shown: shown, content: container.NewStack(), wanted: map[string]bool{}}
	h.content.Hide()
	return h
}

// Content is the hint for a page.
func (h *Hint) Content() fyne.CanvasObject { return h.content }

// Look looks for what is like a case as far as it is typed. The same again
// changes nothing.
func (h *Hint) Look(c cases.Case) {
	look := links.Look{
		Except: c.ID, Order: c.Order, Contact: c.Contact, Customer: c.Customer, Platform: c.Platform, SKU: c.SKU,
	}
	if look == h.asked {
		return
	}
	h.asked = look
	kit.Run(h.d.Shell.Tasks(), "links/hint", func(ctx context.Context) ([]links.Repeat, error) {
		return h.d.Repeats(ctx, c)
	}, func(found []links.Repeat, err error) {
		if err != nil {
			h.d.Shell.ShowError(err)
			return
		}
		h.show(found)
	})
}

// Clear forgets what was found, for the next case.
func (h *Hint) Clear() {
	h.asked, h.wanted = links.Look{}, map[string]bool{}
	h.show(nil)
}

// mostHints is how many things in common the line names, the surest first.
const mostHints = 2

func (h *Hint) show(found []links.Repeat) {
	found = links.Telling(found)
	h.found = found
	box := kit.VBox(2)
	shown := map[string]bool{} // a case is offered once, whatever it has in common
	for _, r := range found[:min(len(found), mostHints)] {
		box.Add(kit.Body(h.d.repeatText(r)).Wrapped())
		last := r.Cases[0]
		if shown[last.CaseID] {
			continue
		}
		shown[last.CaseID] = true
		deeds := kit.Flow(6, kit.NewQuiet(kit.T("links.open", "number", last.Number), func() {
			h.d.Shell.Go(kit.Route{Page: kit.PageCases, ID: last.CaseID})
		}))
		if r.By.Tie() != "" {
			deeds.Add(kit.NewCheck(kit.T("links.hint.tie"), h.wanted[last.CaseID], func(on bool) { h.wanted[last.CaseID] = on }))
		}
		box.Add(deeds)
	}
	h.content.Objects = []fyne.CanvasObject{box}
	if len(found) == 0 {
		h.content.Hide()
	} else {
		h.content.Show()
	}
	h.content.Refresh()
	h.shown()
}

// Wish is a case that a new one is to be tied to.
type Wish struct {
	Case links.Case
	Tie  links.Tie
}

// Wanted are the cases that the seller chose.
func (h *Hint) Wanted() []Wish {
	var out []Wish
	seen := map[string]bool{}
	for _, r := range h.found {
		last, kind := r.Cases[0], r.By.Tie()
		if h.wanted[last.CaseID] && !seen[last.CaseID] && kind != "" {
			seen[last.CaseID] = true
			out = append(out, Wish{links.Case{ID: last.CaseID, Number: last.Number}, kind})
		}
	}
	return out
}

// Tie ties a case that was filed. It may be called on any goroutine.
func (h *Hint) Tie(ctx context.Context, filed cases.Case, wishes []Wish) error {
	for _, w := range wishes {
		if err := h.d.Links.Tie(ctx, caseOf(filed), w.Case, w.Tie, ""); err != nil {
			return err
		}
	}
	return nil
}
