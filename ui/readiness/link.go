package readiness

import (
	"context"

	"fyne.io/fyne/v2"

	"casefolio/app/programmes"
	"casefolio/ui/kit"
)

// askLink lets the seller choose what belongs to a slot. Nothing changes
// before the dialog is done.
func (p *Page) askLink(s programmes.Slot) {
	canvas := p.deps.Shell.Window().Canvas()
	label := p.deps.label(s.Item)
	was, now := map[string]bool{}, map[string]bool{}
	for _, e := range s.Exhibits {
		was[e.ID], now[e.ID] = true, true
	}
	if len(p.state.exhibits) == 0 {
		kit.Tell(canvas, kit.T("readiness.link.title", "label", label), kit.T("readiness.link.none"), "")
		return
	}
	chips := kit.VBox(6, kit.Muted(kit.T("readiness.link.note")).Wrapped())
	var first fyne.Focusable
	for _, e := range p.state.exhibits {
		chip := kit.NewChip(exhibitText(e, 40), kit.ToneNeutral, nil)
		chip.OnTapped = func() {
			now[e.ID] = !now[e.ID]
			chip.SetSelected(now[e.ID])
		}
		chip.SetSelected(now[e.ID])
		if first == nil {
			first = chip
		}
		chips.Add(kit.HBox(0, chip))
	}
	d := kit.NewDialog(canvas, kit.T("readiness.link.title", "label", label), chips)
	d.SetWidth(560)
	d.SetButtons(kit.NewButton(kit.T("readiness.cancel"), func() { d.Hide() }),
		kit.NewPrimary(kit.T("readiness.done"), func() {
			d.Hide()
			p.relink(s, was, now)
		}))
	d.Show()
	canvas.Focus(first)
}

// relink makes what is linked to a slot what the seller chose.
func (p *Page) relink(s programmes.Slot, was, now map[string]bool) {
	caseID := p.state.c.ID
	var added []programmes.Mark
	var removed []string
	for _, e := range p.state.exhibits {
		switch {
		case now[e.ID] && !was[e.ID]:
			added = append(added, programmes.Mark{Key: s.Key, ExhibitID: e.ID})
		case was[e.ID] && !now[e.ID]:
			removed = append(removed, e.ID)
		}
	}
	if len(added)+len(removed) == 0 {
		return
	}
	p.do(func(ctx context.Context) error {
		for _, id := range removed {
			if err := p.deps.Programmes.Unlink(ctx, caseID, s.Key, id); err != nil {
				return err
			}
		}
		if len(added) == 0 {
			return nil
		}
		return p.deps.Programmes.Link(ctx, caseID, added...)
	}, nil)
}

// askWaive asks why a slot does not apply.
func (p *Page) askWaive(s programmes.Slot) {
	canvas, caseID := p.deps.Shell.Window().Canvas(), p.state.c.ID
	reason := kit.NewEntry()
	field := kit.NewField(kit.T("readiness.waive.reason"), true, reason)
	d := kit.NewDialog(canvas, kit.T("readiness.waive.title", "label", p.deps.label(s.Item)), field)
	waive := func() {
		if oneLine(reason.Text) == "" {
			sentence, _ := kit.FaultText(reasonMissing())
			field.SetError(sentence)
			canvas.Focus(reason)
			return
		}
		d.Hide()
		text := reason.Text
		p.do(func(ctx context.Context) error { return p.deps.Programmes.Waive(ctx, caseID, s.Key, text) }, nil)
	}
	reason.OnSubmitted = func(string) { waive() }
	d.SetButtons(kit.NewButton(kit.T("readiness.cancel"), func() { d.Hide() }), kit.NewPrimary(kit.T("readiness.waive.verb"), waive))
	d.Show()
	canvas.Focus(reason)
}
