package phrases

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/phrases"
	"casefolio/ui/kit"
)

// filter is the row of what narrows the list beside the groups. It is folded
// away until the seller asks for it.
type filter struct {
	p      *Page
	q      phrases.Query // all but the words and the group
	toggle *kit.Button
	row    *fyne.Container

	favourite, own, trash           *kit.Chip
	category, stage, platform, lang *kit.Chip
}

func newFilter(p *Page) *filter {
	f := &filter{p: p}
	f.toggle = kit.NewButton(kit.T("phrases.filter"), f.fold)
	mark := func(key string, of *bool) *kit.Chip {
		return kit.NewChip(kit.T(key), kit.ToneNeutral, func() {
			*of = !*of
			p.find()
		})
	}
	f.favourite, f.own, f.trash = mark("phrases.filter.favourite", &f.q.Favourite), mark("phrases.filter.own", &f.q.Own), mark("phrases.filter.trash", &f.q.Trash)
	f.category = f.menuChip(&f.q.Category, f.categories)
	f.stage = f.menuChip(&f.q.Stage, func() []choice { return terms(p.d.Lists.Stages) })
	f.platform = f.menuChip(&f.q.Platform, func() []choice { return terms(p.d.Lists.Platforms) })
	f.lang = f.menuChip(&f.q.Lang, languageChoices)
	f.row = kit.Flow(6, f.favourite, f.own, f.trash, f.category, f.stage, f.platform, f.lang)
	f.row.Hide()
	return f
}

// menuChip is a chip that offers a list of values, and all of them.
func (f *filter) menuChip(of *string, all func() []choice) *kit.Chip {
	var chip *kit.Chip
	chip = kit.NewChip("", kit.ToneNeutral, func() {
		set := func(id string) func() {
			return func() {
				*of = id
				f.p.find()
			}
		}
		items := []*fyne.MenuItem{fyne.NewMenuItem(kit.T("phrases.filter.any"), set(""))}
		for _, c := range all() {
			item := fyne.NewMenuItem(c.name, set(c.id))
			item.Checked = c.id == *of
			items = append(items, item)
		}
		f.p.menu(chip, items...)
	})
	return chip
}

// menu opens below an object.
func (p *Page) menu(at fyne.CanvasObject, items ...*fyne.MenuItem) {
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(at)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.d.Shell.Window().Canvas(), pos.AddXY(0, at.Size().Height))
}

func (f *filter) fold() {
	if f.row.Visible() {
		f.row.Hide()
	} else {
		f.row.Show()
	}
	f.p.panes.Refresh()
}

// show writes what is chosen on the chips.
func (f *filter) show() {
	chosen := 0
	set := func(c *kit.Chip, on bool) {
		if c.SetSelected(on); on {
			chosen++
		}
	}
	set(f.favourite, f.q.Favourite)
	set(f.own, f.q.Own)
	set(f.trash, f.q.Trash)
	named := func(c *kit.Chip, id, key string, all []choice) {
		text := kit.T(key) + " ▾"
		if id != "" {
			text = nameIn(all, id) + " ▾"
		}
		c.SetText(text)
		set(c, id != "")
	}
	named(f.category, f.q.Category, "phrases.field.category", f.categories())
	named(f.stage, f.q.Stage, "phrases.field.stage", terms(f.p.d.Lists.Stages))
	named(f.platform, f.q.Platform, "phrases.field.platform", terms(f.p.d.Lists.Platforms))
	named(f.lang, f.q.Lang, "phrases.field.lang", languageChoices())
	label := kit.T("phrases.filter")
	if chosen > 0 {
		label += " " + kit.Count(chosen)
	}
	f.toggle.SetText(label)
	f.row.Refresh()
}

// clear forgets what narrows the list.
func (f *filter) clear() { f.q = phrases.Query{} }

func terms(all []cases.Term) []choice {
	out := make([]choice, len(all))
	for i, t := range all {
		out[i] = choice{t.ID, t.Name(kit.Language())}
	}
	return out
}

// choice is one of a list: its id and how it is called.
type choice struct{ id, name string }

func nameIn(all []choice, id string) string {
	for _, c := range all {
		if c.id == id {
			return strings.TrimSpace(c.name)
		}
	}
	return id
}

// categories are those of the reason tree, leaves further in.
func (f *filter) categories() []choice { return f.p.d.categories() }

func (d Deps) categories() []choice {
	var all []choice
	for _, top := range d.Lists.AllCategories() {
		all = append(all, choice{top.ID, top.Name(kit.Language())})
		for _, leaf := range top.Leaves {
			all = append(all, choice{leaf.ID, "    " + leaf.Name(kit.Language())})
		}
	}
	return all
}

func languageChoices() []choice {
	var all []choice
	for _, l := range phrases.Spoken() {
		all = append(all, choice{l, languageName(l)})
	}
	return all
}

func languageName(id string) string { return kit.T("phrases.lang." + id) }
