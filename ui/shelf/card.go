package shelf

import (
	"fyne.io/fyne/v2"

	"casefolio/app/shelf"
	"casefolio/ui/kit"
)

// card is one paper: what it is, its current version, and what can be done.
func (p *Page) card(i shelf.Item) fyne.CanvasObject {
	used := !i.RetiredAt.IsZero()
	title := kit.Strong(i.Title)
	top := kit.Row(8, 0, title)
	if used {
		top = kit.Row(8, 0, title, kit.NewBadge(kit.T("shelf.badge.retired"), kit.ToneNeutral))
	}
	box := kit.VBox(6, top)
	if i.Note != "" {
		box.Add(kit.Muted(i.Note).Wrapped())
	}
	versions := i.Versions
	if !p.open[i.ID] {
		versions = versions[:min(1, len(versions))]
	}
	for n, v := range versions {
		if n > 0 {
			box.Add(kit.Hairline())
		}
		box.Add(p.version(v, n == 0, used))
	}
	box.Add(p.deeds(i, used))
	return kit.NewCard(box)
}

func (p *Page) version(v shelf.Version, current, retired bool) fyne.CanvasObject {
	line := kit.T("shelf.version", "date", v.Dated, "file", v.FileName, "size", kit.FileSize(v.Size))
	words := kit.VBox(2, kit.Body(line).Wrapped())
	if v.Note != "" {
		words.Add(kit.Muted(v.Note).Wrapped())
	}
	if v.Cases > 0 {
		words.Add(kit.Small(kit.T("shelf.used", "count", kit.Count(v.Cases))))
	}
	deeds := kit.HBox(6, kit.NewQuiet(kit.T("shelf.open"), func() { p.look(v) }))
	if p.caseID != "" && p.c.DeletedAt.IsZero() && !retired {
		give := kit.NewButton
		if current {
			give = kit.NewPrimary
		}
		deeds.Add(give(kit.T("shelf.give"), func() { p.give(v) }))
	}
	return kit.Row(8, 0, words, deeds)
}

func (p *Page) deeds(i shelf.Item, retired bool) fyne.CanvasObject {
	row := kit.Flow(6)
	if !retired {
		row.Add(kit.NewButton(kit.T("shelf.new_version"), func() { p.pickVersion(i) }))
	}
	row.Add(kit.NewButton(kit.T("shelf.edit"), func() { p.edit(i) }))
	if n := len(i.Versions) - 1; n > 0 {
		label := kit.T("shelf.older", "count", kit.Count(n))
		if p.open[i.ID] {
			label = kit.T("shelf.fewer")
		}
		row.Add(kit.NewQuiet(label, func() {
			p.open[i.ID] = !p.open[i.ID]
			p.fill(true)
		}))
	}
	label := kit.T("shelf.retire")
	if retired {
		label = kit.T("shelf.reuse")
	}
	row.Add(kit.NewQuiet(label, func() { p.retire(i, !retired) }))
	return row
}
