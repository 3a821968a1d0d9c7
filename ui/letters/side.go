package letters

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/dossier/letter"
	"casefolio/app/programmes"
	"casefolio/ui/kit"
)

// buildSide lists the facts that the letter speaks of, the evidence that it
// rests on and the paragraphs that could be added.
func (p *Page) buildSide() {
	p.side.RemoveAll()
	p.addOffers()
	p.addFacts()
	p.addEvidence()
	p.side.Refresh()
	p.column.Refresh()
}

// addOffers shows paragraphs that linked exhibits bear out and that the letter
// does not have.
func (p *Page) addOffers() {
	offers := p.state.desk.Offers(p.letter())
	if len(offers) == 0 {
		return
	}
	box := kit.VBox(8, kit.Heading(kit.T("letters.offers")))
	for _, o := range offers {
		box.Add(kit.NewCard(kit.Row(8, 0, kit.NewPassage(p.spans(p.state.desk.Fill(letter.Letter{Text: strings.TrimPrefix(o.Text, "- "), Values: p.values}))[1:]...),
			kit.NewButton(kit.T("letters.offers.add"), func() {
				p.write(p.state.desk.Insert(p.letter(), o).Text)
				p.buildSide()
			}))))
	}
	p.side.Add(box)
}

// addFacts makes a field for every fact of the template, the unknown ones first.
func (p *Page) addFacts() {
	p.facts, p.inputs = map[string]*widget.Entry{}, map[string]*kit.Field{}
	d := p.state.desk
	known := d.Values(nil)
	var gaps, there []fyne.CanvasObject
	for _, id := range d.Template.Facts(d.Lang) {
		if !p.offers(id) {
			continue
		}
		e := widget.NewEntry()
		e.SetText(p.values[id])
		e.SetPlaceHolder(known[id])
		e.OnChanged = func(text string) {
			p.typed(id, text)
		}
		field := kit.NewField(p.factName(id), false, e)
		p.facts[id], p.inputs[id] = e, field
		if known[id] == "" {
			gaps = append(gaps, field)
		} else {
			there = append(there, field)
		}
	}
	if len(gaps)+len(there) > 0 {
		p.side.Add(kit.VBox(8, kit.Heading(kit.T("letters.facts")), kit.Small(kit.T("letters.facts.note")).Wrapped(),
			kit.Columns(2, 12, append(gaps, there...)...)))
	}
}

// offers tells whether the seller may type a fact: a supplier's letter has no
// place for those that tell who the buyer is.
func (p *Page) offers(id string) bool {
	for _, h := range p.d.Letters.Placeholders() {
		if h.ID == id {
			return p.state.desk.Template.To != letter.ToSupplier || h.Supplier
		}
	}
	return false
}

// typed takes a fact. A text that is still the template's follows it, as a fact
// may bring a sentence with it.
func (p *Page) typed(id, value string) {
	untouched := p.raw() == p.state.desk.Compose(p.values).Text
	if strings.TrimSpace(value) == "" {
		delete(p.values, id)
	} else {
		p.values[id] = value
	}
	if again := p.state.desk.Compose(p.values).Text; untouched && again != p.raw() {
		p.write(again)
	}
	p.changed()
}

// addEvidence lists what the letter rests on, with the exhibits for it.
func (p *Page) addEvidence() {
	d := p.state.desk
	box := kit.VBox(6, kit.Heading(kit.T("letters.evidence")), kit.Small(kit.T("letters.evidence.note")).Wrapped())
	for _, key := range d.Template.Evidence() {
		labels := []string{}
		for _, r := range d.Linked(key) {
			labels = append(labels, r.Label)
		}
		state := kit.NewBadge(strings.Join(labels, kit.T("letters.comma")), kit.ToneGood)
		line := kit.Row(8, 0, kit.Body(d.Name(key, kit.Language())), state)
		if offered := p.state.offered[key]; len(labels) == 0 && len(offered) > 0 {
			line.Add(kit.NewButton(kit.T("letters.evidence.offer", "exhibit", offered[0].Label()), func() {
				p.link(key, map[string]bool{}, map[string]bool{offered[0].ID: true})
			}))
		}
		line.Add(kit.NewQuiet(kit.T("letters.evidence.link"), func() { p.askLink(key) }))
		if len(labels) > 0 {
			line.Add(kit.NewQuiet(kit.T("letters.evidence.insert"), func() { p.insert("{e:" + key + "}") }))
		}
		box.Add(line)
	}
	p.side.Add(box)
}

// askLink lets the seller choose the exhibits for a piece of evidence.
func (p *Page) askLink(key string) {
	canvas := p.d.Shell.Window().Canvas()
	title := kit.T("letters.link.title", "label", p.state.desk.Name(key, kit.Language()))
	if len(p.state.exhibits) == 0 {
		kit.Tell(canvas, title, kit.T("letters.link.none"), "")
		return
	}
	was, now := map[string]bool{}, map[string]bool{}
	for _, r := range p.state.desk.Linked(key) {
		was[r.Original()], now[r.Original()] = true, true
	}
	chips := kit.VBox(6)
	var first fyne.Focusable
	for _, e := range p.state.exhibits {
		chip := kit.NewChip(exhibitText(e), kit.ToneNeutral, nil)
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
	d := kit.NewDialog(canvas, title, chips)
	d.SetWidth(560)
	d.SetButtons(kit.NewButton(kit.T("letters.cancel"), func() { d.Hide() }), kit.NewPrimary(kit.T("letters.link.done"), func() {
		d.Hide()
		p.link(key, was, now)
	}))
	d.Show()
	canvas.Focus(first)
}

// exhibitText is an exhibit in a line.
func exhibitText(e programmes.Exhibit) string {
	text := []rune(strings.Join(strings.Fields(e.Title), " "))
	if len(text) == 0 {
		text = []rune(e.FileName)
	}
	const most = 44
	if len(text) > most {
		text = append(text[:most], '…')
	}
	return e.Label() + "  " + string(text)
}

// link makes what is linked to a piece of evidence what the seller chose.
func (p *Page) link(key string, was, now map[string]bool) {
	caseID := p.state.desk.Case.ID
	var added []programmes.Mark
	var removed []string
	for _, e := range p.state.exhibits {
		switch {
		case now[e.ID] && !was[e.ID]:
			added = append(added, programmes.Mark{Key: key, ExhibitID: e.ID})
		case was[e.ID] && !now[e.ID]:
			removed = append(removed, e.ID)
		}
	}
	kit.Run(p.d.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		for _, id := range removed {
			if err := p.d.Evidence.Unlink(ctx, caseID, key, id); err != nil {
				return struct{}{}, err
			}
		}
		if len(added) == 0 {
			return struct{}{}, nil
		}
		return struct{}{}, p.d.Evidence.Link(ctx, caseID, added...)
	}, func(_ struct{}, err error) {
		p.d.Shell.ShowError(err)
		p.refresh()
	})
}
