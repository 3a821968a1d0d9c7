package tables

import (
	"context"

	"fyne.io/fyne/v2"

	"casefolio/app/tables"
	"casefolio/ui/kit"
)

// mostPast is how many past imports the page lists.
const mostPast = 20

// choose is the first step: what can be imported, and what was.
type choose struct {
	p      *Page
	object fyne.CanvasObject
	find   *find
	past   *fyne.Container
}

// columnWidth keeps lines readable in a wide window.
const columnWidth = 820

func newChoose(p *Page) *choose {
	c := &choose{p: p, find: newFind(p), past: kit.VBox(4)}
	about := kit.VBox(10, kit.Muted(kit.T("tables.intro")).Wrapped())
	for _, kind := range tables.Kinds() {
		about.Add(kit.VBox(2, kit.Strong(kit.T("tables.kind."+string(kind))),
			kit.Body(kit.T("tables.about."+string(kind))).Wrapped()))
	}
	column := kit.VBox(16, about,
		kit.Sized(kit.NewDropHint(kit.T("tables.drop")), 0, 72),
		kit.HBox(0, kit.NewPrimary(kit.T("tables.choose"), p.pick).WithKeys(kit.ShortcutLabel(fyne.KeyO))),
		kit.Hairline(), kit.Heading(kit.T("tables.past")), c.find.object, c.past)
	c.object = kit.Scroll(kit.Pad(kit.MaxWidth(column, columnWidth), 18, 18, 24, 18))
	return c
}

// past is what was imported so far.
type past struct {
	all              []tables.Import
	orders, products int
}

func (c *choose) reload() {
	kit.Run(c.p.deps.Shell.Tasks(), slotPast, func(ctx context.Context) (now past, err error) {
		if now.all, err = c.p.deps.Tables.Imports(ctx); err == nil {
			now.orders, now.products, err = c.p.deps.Tables.Counts(ctx)
		}
		return now, err
	}, func(now past, err error) {
		if err != nil {
			c.p.deps.Shell.ShowError(err)
			return
		}
		c.show(now)
	})
}

func (c *choose) show(now past) {
	c.past.Objects = nil
	if len(now.all) == 0 {
		c.past.Add(kit.Muted(kit.T("tables.past.none")))
	} else {
		c.past.Add(kit.Body(kit.T("tables.past.counts", "orders", kit.Count(now.orders), "products", kit.Count(now.products))).Wrapped())
	}
	for n, i := range now.all {
		if n == mostPast {
			c.past.Add(kit.Small(kit.T("tables.past.more", "count", kit.Count(len(now.all)-n))))
			break
		}
		c.past.Add(kit.Hairline())
		c.past.Add(c.row(i))
	}
	c.past.Refresh()
}

func (c *choose) row(i tables.Import) fyne.CanvasObject {
	line := kit.T("tables.past.line", "kind", kit.T("tables.kind."+string(i.Kind)), "new", kit.Count(i.New),
		"changed", kit.Count(i.Changed), "refused", kit.Count(i.Refused))
	when := i.At.In(c.p.deps.Now().Location()).Format(kit.StampLayout)
	words := kit.VBox(2, kit.NewPath(i.FileName), kit.Body(when+" · "+line).Wrapped())
	switch {
	case !i.UndoneAt.IsZero():
		return kit.Row(8, 0, words, kit.NewBadge(kit.T("tables.undone.badge"), kit.ToneNeutral))
	case i.Kind == tables.Complaints && i.New > 0:
		return kit.Row(8, 0, words, kit.NewQuiet(kit.T("tables.undo"), func() { c.p.undo(i) }))
	}
	return words
}
