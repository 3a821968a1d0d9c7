package links

import (
	"context"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/links"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// mostFound bounds what the finder lists.
const mostFound = 50

// find lets the seller find another case.
func (p *Pane) find(title string, take func(c cases.Case)) {
	var f *kit.Finder
	var rows []kit.Found
	asked, known := "", false
	count := " "
	f = kit.NewFinder(p.d.Shell.Window().Canvas(), title, kit.T("links.find.hint"), func(words string) ([]kit.Found, string) {
		if known && words == asked {
			return rows, count
		}
		asked, known = words, true
		rows, count = nil, " " // Enter must not take what fitted other words
		kit.Run(p.d.Shell.Tasks(), "links/find", func(ctx context.Context) (cases.Page, error) {
			return p.d.Cases.List(ctx, cases.Query{Group: cases.All, Search: words, Limit: mostFound})
		}, func(page cases.Page, err error) {
			if err != nil {
				p.d.Shell.ShowError(err)
				return
			}
			rows = p.found(page.Cases, take)
			count = kit.T("links.find.count", "count", kit.Count(len(rows)))
			if page.Next.ID != "" {
				count = kit.T("links.find.more", "count", kit.Count(len(rows)))
			}
			if f != nil && f.Shown() {
				f.Refill()
			}
		})
		return rows, count
	})
	f.Show()
}

func (p *Pane) found(all []cases.Case, take func(cases.Case)) []kit.Found {
	var rows []kit.Found
	for _, c := range all {
		if c.ID == p.c.ID {
			continue
		}
		rows = append(rows, kit.Found{
			Name:  joined(c.Number, c.Customer),
			Below: joined(c.Order, c.Product, cases.Name(p.d.Lists.Platforms, c.Platform, kit.Language())),
			Badge: cases.Name(p.d.Lists.Stages, string(c.Stage), kit.Language()), Tone: kit.ToneNeutral,
			Take: func() { take(c) },
		})
	}
	return rows
}

// askTie ties another case: which one, and what they have to do with each other.
func (p *Pane) askTie() {
	p.find(kit.T("links.tie.title"), func(c cases.Case) {
		kinds := links.Ties()
		names := make([]string, len(kinds))
		for i, k := range kinds {
			names[i] = tieName(links.Link{Kind: k})
		}
		chosen := p.likely(c)
		note := kit.NewEntry()
		note.SetPlaceHolder(kit.T("links.tie.note"))
		segments := kit.NewSegments(names, chosen, func(i int) { chosen = i })
		p.ask(kit.T("links.tie.to", "number", c.Number), kit.VBox(10, kit.Muted(joined(c.Customer, c.Order, c.Product)).Wrapped(), segments, note),
			kit.T("links.tie.verb"), func() { p.tieTo(caseOf(c), kinds[chosen], note.Text) })
	})
}

// likely is the place among the ties of what two cases seem to have in common.
func (p *Pane) likely(c cases.Case) int {
	switch {
	case c.Order != "" && c.Order == p.c.Order:
		return 1
	case c.Tracking != "" && c.Tracking == p.c.Tracking:
		return 2
	}
	return 0
}

func caseOf(c cases.Case) links.Case { return links.Case{ID: c.ID, Number: c.Number} }

// askMerge merges with another case: into this one or the other way.
func (p *Pane) askMerge() {
	p.find(kit.T("links.merge.title"), func(c cases.Case) {
		keep, lose := p.c, c
		says := kit.Body(" ").Wrapped()
		say := func() {
			says.SetText(kit.T("links.merge.body", "from", lose.Number, "into", keep.Number))
		}
		say()
		segments := kit.NewSegments([]string{
			kit.T("links.merge.here", "number", p.c.Number), kit.T("links.merge.there", "number", c.Number),
		}, 0, func(i int) {
			if keep, lose = p.c, c; i == 1 {
				keep, lose = c, p.c
			}
			say()
		})
		p.ask(kit.T("links.merge.with", "number", c.Number),
			kit.VBox(10, kit.Muted(joined(c.Customer, c.Order, c.Product)).Wrapped(), segments, says),
			kit.T("links.merge.verb"), func() {
				p.doThen(func(ctx context.Context) error { return p.d.Links.Merge(ctx, keep.ID, lose.ID) },
					kit.T("links.merged", "from", lose.Number, "into", keep.Number), func() {
						if keep.ID != p.c.ID {
							p.open(keep.ID)
						}
					})
			})
	})
}

// ask asks with a verb.
func (p *Pane) ask(title string, body fyne.CanvasObject, verb string, do func()) {
	d := kit.NewDialog(p.d.Shell.Window().Canvas(), title, body)
	d.SetWidth(520)
	d.SetButtons(kit.NewButton(kit.T("links.cancel"), d.Hide), kit.NewPrimary(verb, func() {
		d.Hide()
		do()
	}))
	d.Show()
}

// askSplit makes a new case of a part of this one.
func (p *Pane) askSplit() {
	id := p.c.ID
	kit.Run(p.d.Shell.Tasks(), "links/split", func(ctx context.Context) ([]evidence.Exhibit, error) {
		return p.d.Evidence.List(ctx, id)
	}, func(all []evidence.Exhibit, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		if p.c.ID == id {
			p.askPart(all)
		}
	})
}

func (p *Pane) askPart(all []evidence.Exhibit) {
	id := p.c.ID
	facts := map[links.Group]bool{links.Buyer: true, links.Order: true}
	chosen := map[string]bool{}
	move := true
	body := kit.VBox(6, kit.Muted(kit.T("links.split.body")).Wrapped(), kit.Strong(kit.T("links.split.facts")))
	for _, g := range links.Groups() {
		body.Add(kit.NewCheck(kit.T("links.group."+string(g)), facts[g], func(on bool) { facts[g] = on }))
	}
	body.Add(kit.Strong(kit.T("links.split.evidence")))
	any := false
	for _, e := range all {
		if e.Source == evidence.FromPacket {
			continue
		}
		any = true
		body.Add(kit.NewCheck(e.Label()+"  "+uievidence.Title(e), false, func(on bool) { chosen[e.ID] = on }))
	}
	if any {
		body.Add(kit.Hairline())
		body.Add(kit.NewCheck(kit.T("links.split.move"), move, func(on bool) { move = on }))
	} else {
		body.Add(kit.Muted(kit.T("links.split.no_evidence")))
	}
	p.ask(kit.T("links.split.title", "number", p.c.Number), body, kit.T("links.split.verb"), func() {
		part := links.Part{Move: move}
		for _, g := range links.Groups() {
			if facts[g] {
				part.Groups = append(part.Groups, g)
			}
		}
		for _, e := range all {
			if chosen[e.ID] {
				part.Exhibits = append(part.Exhibits, e.ID)
			}
		}
		made := ""
		p.doThen(func(ctx context.Context) (err error) {
			made, err = p.d.Links.Split(ctx, id, part)
			return err
		}, kit.T("links.split.done"), func() { p.open(made) })
	})
}
