package replies

import (
	"slices"

	"fyne.io/fyne/v2"

	"casefolio/app/replies"
	"casefolio/ui/kit"
)

// gaps asks in place for what the text lacks: a field for every placeholder
// without a value, and for those that were filled by hand.
type gaps struct {
	p      *Page
	box    *fyne.Container
	fields map[string]*gapField
	order  []string
}

type gapField struct {
	entry *kit.Entry
	field *kit.Field
}

func newGaps(p *Page) *gaps {
	return &gaps{p: p, box: kit.VBox(8), fields: map[string]*gapField{}}
}

// set shows the fields for what is missing now. Fields stay where they are
// while they are typed into.
func (g *gaps) set(missing []string) {
	want := []string{}
	for _, id := range g.order {
		if slices.Contains(missing, id) || g.asks(id) {
			want = append(want, id)
		}
	}
	add := func(id string) {
		if !slices.Contains(want, id) && g.p.words.known(id) {
			want = append(want, id)
		}
	}
	for _, id := range missing {
		add(id)
	}
	for _, v := range g.p.draft.Places {
		if g.asks(v.Name) {
			add(v.Name)
		}
	}
	if !slices.Equal(want, g.order) {
		g.order = want
		g.build()
	}
	for id, f := range g.fields {
		hint := ""
		if slices.Contains(missing, id) {
			hint = kit.T("replies.gap.hint")
		} else if i := slices.IndexFunc(g.p.draft.Places, func(v replies.Place) bool { return v.Name == id }); i >= 0 {
			v := g.p.draft.Places[i]
			f.entry.SetPlaceHolder(g.p.draft.Text[v.Start:v.End])
		}
		f.field.WithHint(hint)
	}
}

// asks tells whether a placeholder with a value keeps its field: the seller
// typed it, or it is theirs to say and only suggested.
func (g *gaps) asks(id string) bool {
	return g.p.has(id) && (g.p.draft.Typed[id] != "" || slices.Contains(theirs(), id))
}

// theirs are what no fact of a case can know: when, and how much.
func theirs() []string { return []string{"deadline", "arrival", "offer", "extra", "return_by"} }

func (g *gaps) build() {
	g.box.RemoveAll()
	var cells []fyne.CanvasObject
	kept := map[string]*gapField{}
	for _, id := range g.order {
		f := g.fields[id]
		if f == nil {
			f = g.field(id)
		}
		kept[id] = f
		cells = append(cells, f.field)
	}
	g.fields = kept
	if len(cells) > 0 {
		g.box.Add(kit.Columns(min(2, len(cells)), 12, cells...))
	}
	show(g.box, len(cells) > 0)
}

func (g *gaps) field(id string) *gapField {
	f := &gapField{entry: kit.NewEntry()}
	f.entry.SetText(g.p.draft.Typed[id])
	f.field = kit.NewField(g.p.words.name(id), false, kit.WithoutBars(f.entry))
	f.entry.SetPlaceHolder(g.p.values()[g.p.draft.Lang][id])
	f.entry.OnChanged = func(text string) { g.p.fillGap(id, text) }
	f.entry.OnSubmitted = func(string) { g.next(id) }
	f.entry.OnEscape = g.p.focusText
	return f
}

// next gives the keys to the next gap, or to the text when there is none.
func (g *gaps) next(after string) {
	missing := g.p.missing()
	from := slices.Index(g.order, after) + 1
	for i := range g.order {
		if id := g.order[(from+i)%len(g.order)]; slices.Contains(missing, id) {
			g.focus(id)
			return
		}
	}
	g.p.focusText()
}

func (g *gaps) focus(id string) {
	if f := g.fields[id]; f != nil {
		g.p.panes.CloseOver()
		g.p.canvas().Focus(f.entry)
	}
}

// fillGap puts what is typed into all places of a placeholder.
func (p *Page) fillGap(id, text string) {
	caret := p.editor.caret()
	was := p.draft.Text
	p.draft = p.draft.Fill(id, text, p.values())
	c := changeOf(was, p.draft.Text)
	at, _, ok := c.of(caret, caret)
	if !ok {
		at = c.from + c.n
	}
	p.followFindings(c)
	p.editor.write(at)
	p.changed()
}

// missing are the placeholders that have no value.
func (p *Page) missing() []string { return p.draft.Gaps() }

// has tells whether a value of a placeholder stands in the text.
func (p *Page) has(name string) bool {
	return slices.ContainsFunc(p.draft.Places, func(v replies.Place) bool { return v.Name == name })
}
