package cases

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/readiness"
	"casefolio/ui/theme"
)

// inspector is the right pane: what the case is about, and the judgements that
// are set with one tap.
type inspector struct {
	page    *Page
	scroll  *kit.Scroller
	content *fyne.Container
	made    string
	ready   *readiness.Section
	nouns   []kit.CasePane    // sections that other nouns fill, as in deps
	foot    *fyne.Container   // what can be done with the case as a whole
	judged  fyne.CanvasObject // the section of judgements
}

func newInspector(p *Page) *inspector {
	s := &inspector{page: p, scroll: kit.NewScroller(kit.VBox(0)), foot: container.NewStack()}
	s.content = kit.Dock(nil, s.foot, s.scroll)
	s.ready = readiness.NewSection(readiness.Deps{
		Shell: p.deps.Shell, Programmes: p.deps.Programmes, Cases: p.deps.Cases, Lists: p.deps.Lists, Now: p.deps.Now,
	}, s.scroll.Settle)
	for _, section := range p.deps.Sections {
		s.nouns = append(s.nouns, section.Make(p.changed))
	}
	return s
}

// show takes over a file; an empty one shows nothing.
func (s *inspector) show(f file) {
	stay := s.made == f.c.ID
	s.made = f.c.ID
	box := kit.VBox(18)
	if f.c.ID != "" {
		s.addNouns(box, false)
		s.judged = s.judgement(f)
		for _, section := range []fyne.CanvasObject{
			s.ready.Content(), s.submitted(f), s.order(f), s.customer(f.c), s.judged, s.ladder(f),
		} {
			if section != nil {
				box.Add(section)
			}
		}
		s.addNouns(box, true)
		box.Add(s.evidence(f))
		for _, noun := range s.nouns {
			noun.Show(f.c, f.c.DeletedAt.IsZero())
		}
	}
	s.showDeeds(f.c)
	s.scroll.SetContent(kit.Pad(box, 18, 16, 16, 16), stay)
	if s.page.deps.Programmes != nil {
		s.ready.Show(f.c.ID, f.c.DeletedAt.IsZero())
	}
}

// reveal brings the judgements into sight.
func (s *inspector) reveal() {
	if s.judged != nil {
		s.scroll.Reveal(s.judged)
	}
}

// addNouns adds the sections of other nouns that stand above or below the facts.
func (s *inspector) addNouns(box *fyne.Container, below bool) {
	for i, noun := range s.nouns {
		if s.page.deps.Sections[i].Below == below {
			box.Add(noun.Content())
		}
	}
}

// section is a heading over its lines; empty lines are left out. Folded away it
// stays so under its key.
func section(key, title string, rows ...fyne.CanvasObject) *kit.Fold {
	box := kit.VBox(5)
	for _, r := range rows {
		if r != nil {
			box.Add(r)
		}
	}
	return kit.NewFold("case."+key, title, "", box)
}

// line is a fact that speaks for itself, or nil without one.
func line(value string) fyne.CanvasObject {
	if value = oneLine(value); value == "" {
		return nil
	}
	return kit.Body(value).Wrapped()
}

// named is a fact that needs its name, or nil without one.
func named(key, value string) fyne.CanvasObject {
	if value = oneLine(value); value == "" {
		return nil
	}
	return kit.Body(kit.T("cases.named", "name", kit.T("intake_field."+key), "value", value)).Wrapped()
}

// label stands above chips, nearer to them than to the line before.
func label(key string) fyne.CanvasObject {
	return kit.Pad(kit.Small(kit.T("intake_field."+key)), 5, 0, 0, 0)
}

// copied is a fact with a way to copy it, or nil without one. Its name
// stands above it where key is given.
func (s *inspector) copied(key, value string) fyne.CanvasObject {
	if value = oneLine(value); value == "" {
		return nil
	}
	row := kit.Row(4, 0, kit.Body(value).Wrapped(), kit.NewQuiet(kit.T("cases.copy"), func() {
		fyne.CurrentApp().Clipboard().SetContent(value)
		s.page.deps.Shell.Toast(kit.T("cases.copied", "text", value))
	}))
	if key == "" {
		return row
	}
	return kit.VBox(0, label(key), row)
}

func (s *inspector) order(f file) fyne.CanvasObject {
	c, lang := f.c, kit.Language()
	lists := s.page.deps.Lists
	rows := []fyne.CanvasObject{
		s.copied("", c.Order),
		line(joinWords(c.Product, c.SKU)),
		line(c.Amount.String()),
		s.copied("tracking", c.Tracking),
		s.foundNumber(f),
		line(joinWords(cases.Name(lists.Platforms, c.Platform, lang), c.Shop, cases.Name(lists.Channels, c.Channel, lang))),
		named("occurred", s.page.zones().Both(c.Occurred)),
	}
	if c.Order == "" && c.Product == "" && c.SKU == "" {
		rows = append(rows, kit.Muted(kit.T("cases.fact.no_order")).Wrapped())
	}
	return section("order", kit.T("cases.section.order"), rows...)
}

// foundNumber offers the tracking number of the evidence to a case without
// one; it is nil where there is nothing to offer.
func (s *inspector) foundNumber(f file) fyne.CanvasObject {
	number := uievidence.NumberFor(f.c, f.exhibits)
	if number == "" || !f.c.DeletedAt.IsZero() {
		return nil
	}
	return kit.VBox(2,
		kit.Body(kit.T("cases.number.found", "number", oneLine(number))).Wrapped().Colored(theme.ColorSoon),
		kit.HBox(0, kit.NewQuiet(kit.T("viewer.take_number"), func() { s.page.adder.TakeNumber(f.c.ID, number) })))
}

func (s *inspector) customer(c cases.Case) fyne.CanvasObject {
	return section("customer", kit.T("cases.section.customer"),
		line(c.Customer),
		s.copied("", c.Contact),
		named("buyer_zone", c.BuyerZone),
		label("customer_type"),
		s.choices(s.page.deps.Lists.CustomerTypes, c, "customer_type", func(c *cases.Case) *string { return &c.CustomerType }),
	)
}

// judgement holds what the seller decides: category, severity, responsibility.
func (s *inspector) judgement(f file) fyne.CanvasObject {
	lists := s.page.deps.Lists
	c := f.c
	name := lists.CategoryName(c.Category, kit.Language())
	var change *kit.Button
	change = kit.NewQuiet(kit.T("cases.change"), func() { s.categoryMenu(change, c) })
	if name == "" {
		name = kit.T("cases.fact.no_category")
	}
	return section("judgement", kit.T("cases.section.judgement"),
		label("category"),
		kit.Row(4, 0, kit.Body(oneLine(name)).Wrapped(), change),
		label("severity"),
		s.choices(lists.Severities, c, "severity", func(c *cases.Case) *string { return &c.Severity }),
		label("responsibility"),
		s.choices(lists.Responsibilities, c, "responsibility", func(c *cases.Case) *string { return &c.Responsibility }),
	)
}

// choices are chips of which one may be set; tapping the set one clears it.
func (s *inspector) choices(terms []cases.Term, c cases.Case, fact string, field func(*cases.Case) *string) fyne.CanvasObject {
	return chips(terms, *field(&c), func(value string) { s.set(c, fact, field, value) })
}

// chips offer terms, of which now is the one that is set; choose is told the
// tapped one, or nothing for the one that is set.
func chips(terms []cases.Term, now string, choose func(id string)) fyne.CanvasObject {
	lang := kit.Language()
	flow := kit.Flow(6)
	listed := false
	for _, t := range terms {
		listed = listed || t.ID == now
		chip := kit.NewChip(t.Name(lang), kit.ToneNeutral, func() {
			value := t.ID
			if value == now {
				value = ""
			}
			choose(value)
		})
		chip.SetSelected(t.ID == now)
		flow.Add(chip)
	}
	if now != "" && !listed {
		own := kit.NewChip(firstWords(now, 16), kit.ToneNeutral, nil)
		own.SetSelected(true)
		flow.Add(own)
	}
	return flow
}

// set changes one judgement.
func (s *inspector) set(c cases.Case, fact string, field func(*cases.Case) *string, value string) {
	is := c
	*field(&is) = value
	s.keep(c, is, fact, value)
}

// keep saves a case whose fact now has another value.
func (s *inspector) keep(was, is cases.Case, fact, value string) {
	if _, ok := s.page.writable(); !ok {
		return
	}
	s.page.save(was, is, kit.T("cases.set", "fact", kit.T("intake_field."+fact), "value", s.page.deps.factText(fact, value)))
}

// factText writes the value of a judgement.
func (d Deps) factText(fact, value string) string {
	lang := kit.Language()
	lists := d.Lists
	switch {
	case value == "":
		return kit.T("cases.fact.unset")
	case fact == "customer_type":
		return cases.Name(lists.CustomerTypes, value, lang)
	case fact == "severity":
		return cases.Name(lists.Severities, value, lang)
	case fact == "responsibility":
		return cases.Name(lists.Responsibilities, value, lang)
	}
	return lists.CategoryName(value, lang)
}

// categoryMenu offers the two levels of the reason tree.
func (s *inspector) categoryMenu(at fyne.CanvasObject, c cases.Case) {
	lang := kit.Language()
	field := func(c *cases.Case) *string { return &c.Category }
	var tops []*fyne.MenuItem
	for _, top := range s.page.deps.Lists.Categories() {
		item := fyne.NewMenuItem(top.Name(lang), func() { s.set(c, "category", field, top.ID) })
		if len(top.Leaves) > 0 {
			var leaves []*fyne.MenuItem
			for _, leaf := range top.Leaves {
				leaves = append(leaves, fyne.NewMenuItem(leaf.Name(lang), func() { s.set(c, "category", field, leaf.ID) }))
			}
			item.ChildMenu = fyne.NewMenu("", leaves...)
		}
		tops = append(tops, item)
	}
	canvas := s.page.deps.Shell.Window().Canvas()
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(at)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", tops...), canvas, pos.AddXY(0, at.Size().Height))
}

// evidence says which kinds are there and which are not yet.
func (s *inspector) evidence(f file) fyne.CanvasObject {
	count := map[evidence.Kind]int{}
	for _, e := range f.exhibits {
		if e.Source != evidence.FromPacket { // which says nothing that the others do not
			count[e.Kind]++
		}
	}
	rows := []fyne.CanvasObject{}
	for _, k := range []evidence.Kind{evidence.Chat, evidence.Tracking, evidence.Photo, evidence.Email, evidence.Document} {
		name := uievidence.KindText(k)
		if n := count[k]; n > 0 {
			rows = append(rows, kit.Body(kit.T("cases.check.there", "kind", name, "count", strconv.Itoa(n))))
		} else if k != evidence.Email && k != evidence.Document {
			rows = append(rows, kit.Body(kit.T("cases.check.missing", "kind", name)).Colored(theme.ColorMuted))
		}
	}
	if n := count[evidence.Text]; n > 0 {
		rows = append(rows, kit.Body(kit.T("cases.check.there", "kind", uievidence.KindText(evidence.Text), "count", strconv.Itoa(n))))
	}
	return section("evidence", kit.T("cases.section.evidence"), rows...).Shut() // the tab says more
}

// showDeeds puts what can be done with the case below the sections, where it
// stays in sight.
func (s *inspector) showDeeds(c cases.Case) {
	s.foot.RemoveAll()
	if c.ID == "" || !c.DeletedAt.IsZero() {
		return
	}
	flow := kit.Flow(8, kit.NewButton(kit.T("cases.edit"), s.page.edit)) // its keys would cost a second line
	for _, d := range s.page.deps.Deeds {
		flow.Add(kit.NewQuiet(d.Label, func() { d.Do(c, s.page.changed) }))
	}
	flow.Add(kit.NewQuiet(kit.T("cases.trash.verb"), s.page.trash))
	s.foot.Add(kit.VBox(0, kit.Hairline(), kit.Pad(flow, 8, 16, 8, 16)))
}
