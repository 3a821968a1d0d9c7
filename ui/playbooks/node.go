package playbooks

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/ui/kit"
)

// head is what the chosen line is called, and what can be done with a category.
func (p *Page) head(r row) fyne.CanvasObject {
	box := kit.VBox(8, kit.Title(r.name).Wrapped())
	if r.term.ID == "" {
		box.Add(kit.Muted(kit.T("playbook.about." + r.id)).Wrapped())
		return box
	}
	var about []string
	if other := r.term.Name(twin()); other != r.name {
		about = append(about, other)
	}
	if n := p.uses[r.id]; n > 0 {
		about = append(about, kit.T("category.uses", "count", kit.Count(n)))
	}
	if len(about) > 0 {
		box.Add(kit.Muted(strings.Join(about, " · ")).Wrapped())
	}
	box.Add(kit.Flow(8, p.deeds(r)...))
	if r.term.Hidden {
		box.Add(kit.Muted(kit.T("category.hidden.hint")).Wrapped())
	}
	return box
}

// deeds are the buttons of a category.
func (p *Page) deeds(r row) []fyne.CanvasObject {
	top, place, last := p.place(r)
	deeds := []fyne.CanvasObject{kit.NewButton(kit.T("category.rename"), func() { p.rename(r) })}
	shown := kit.T("category.hide")
	own := p.hiddenItself(r)
	if own {
		shown = kit.T("category.show")
	}
	if own || !r.term.Hidden {
		deeds = append(deeds, kit.NewButton(shown, func() { p.hide(r, !own) }))
	}
	up := kit.NewButton(kit.T("category.up"), func() { p.move(r, top, place-1) }).Repeating()
	down := kit.NewButton(kit.T("category.down"), func() { p.move(r, top, place+1) }).Repeating()
	if place == 0 {
		up.Disable()
	}
	if place == last {
		down.Disable()
	}
	deeds = append(deeds, up, down)
	if r.leaf {
		var to *kit.Button
		to = kit.NewButton(kit.T("category.to"), func() { p.moveMenu(to, r, top) })
		deeds = append(deeds, to)
	} else {
		deeds = append(deeds, kit.NewButton(kit.T("category.add_leaf"), func() { p.add(r.id) }))
	}
	if r.term.Own && p.uses[r.id] == 0 {
		deeds = append(deeds, kit.NewQuiet(kit.T("category.remove"), func() { p.remove(r) }))
	}
	return deeds
}

// place finds the top of a category, its place and the last place there.
func (p *Page) place(r row) (top string, at, last int) {
	all := p.d.Lists.AllCategories()
	for i, t := range all {
		if t.ID == r.id {
			return "", i, len(all) - 1
		}
		for k, leaf := range t.Leaves {
			if leaf.ID == r.id {
				return t.ID, k, len(t.Leaves) - 1
			}
		}
	}
	return "", 0, 0
}

// hiddenItself tells a hidden category from a leaf of a hidden top.
func (p *Page) hiddenItself(r row) bool {
	top, leaf, _ := p.d.Lists.Category(r.id)
	if leaf.ID != "" {
		return leaf.Hidden
	}
	return top.Hidden
}

func (p *Page) hide(r row, hidden bool) {
	done := kit.T("category.hid", "name", r.name)
	if !hidden {
		done = kit.T("category.shown", "name", r.name)
	}
	p.do(func(ctx context.Context) (cases.TreeDeed, error) { return p.d.Tree.Hide(ctx, r.id, hidden) }, done, nil)
}

func (p *Page) move(r row, top string, place int) {
	p.do(func(ctx context.Context) (cases.TreeDeed, error) { return p.d.Tree.Move(ctx, r.id, top, place) },
		kit.T("category.moved", "name", r.name), nil)
}

// moveMenu offers the other tops.
func (p *Page) moveMenu(at fyne.CanvasObject, r row, top string) {
	var items []*fyne.MenuItem
	for _, t := range p.d.Lists.AllCategories() {
		if t.ID != top {
			items = append(items, fyne.NewMenuItem(t.Name(kit.Language()), func() { p.move(r, t.ID, len(t.Leaves)) }))
		}
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(at)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.d.Shell.Window().Canvas(), pos.AddXY(0, at.Size().Height))
}

func (p *Page) remove(r row) {
	p.do(func(ctx context.Context) (cases.TreeDeed, error) { return p.d.Tree.Remove(ctx, r.id) },
		kit.T("category.removed", "name", r.name), nil)
}

// add asks for the names of a new category, below a top or, for an empty id, of
// a new top.
func (p *Page) add(top string) {
	title := kit.T("category.add_top")
	if top != "" {
		title = kit.T("category.add_below", "name", p.d.cardName(top))
	}
	p.ask(title, kit.T("category.add.verb"), nil, func(ctx context.Context, names map[string]string) (cases.TreeDeed, error) {
		return p.d.Tree.Add(ctx, top, names)
	}, "category.added")
}

func (p *Page) rename(r row) {
	p.ask(kit.T("category.rename"), kit.T("category.rename.verb"), r.term.Names, func(ctx context.Context, names map[string]string) (cases.TreeDeed, error) {
		return p.d.Tree.Rename(ctx, r.id, names)
	}, "category.renamed")
}

// ask asks for names. What is wrong is said at the field, and nothing typed is
// lost.
func (p *Page) ask(title, verb string, names map[string]string, deed func(context.Context, map[string]string) (cases.TreeDeed, error), done string) {
	p.editor.save()
	canvas := p.d.Shell.Window().Canvas()
	entries := map[string]*kit.Entry{}
	fields := kit.VBox(10)
	var first *kit.Field
	for _, lang := range []string{kit.Language(), twin()} {
		e := kit.NewEntry()
		e.SetText(names[lang])
		entries[lang] = e
		f := kit.NewField(kit.T("category.name."+lang), false, e)
		if first == nil {
			first = f
		} else {
			f.WithHint(kit.T("category.name.hint"))
		}
		fields.Add(f)
	}
	dialog := kit.NewDialog(canvas, title, fields)
	busy := false
	save := func() {
		if busy {
			return
		}
		busy = true
		typed := map[string]string{}
		for lang, e := range entries {
			typed[lang] = e.Text
		}
		kit.Run(p.d.Shell.Tasks(), "", func(ctx context.Context) (cases.TreeDeed, error) {
			return deed(context.WithoutCancel(ctx), typed)
		}, func(d cases.TreeDeed, err error) {
			busy = false
			switch {
			case fault.Is(err, "category.name"), fault.Is(err, "category.long"), fault.Is(err, "category.twice"):
				sentence, hint := kit.FaultText(err)
				first.SetError(sentence + " " + hint)
				canvas.Focus(entries[kit.Language()])
				return
			case err != nil:
				p.d.Shell.ShowError(err)
				return
			}
			dialog.Hide()
			p.chosen = d.ID
			p.Reload()
			p.d.Shell.Toast(kit.T(done, "name", p.d.cardName(d.ID)), kit.Action{Label: kit.T("category.undo"), Do: func() { p.undo(d) }})
		})
	}
	dialog.SetButtons(kit.NewButton(kit.T("playbook.cancel"), dialog.Hide), kit.NewPrimary(verb, save))
	dialog.Show()
	canvas.Focus(entries[kit.Language()])
}
