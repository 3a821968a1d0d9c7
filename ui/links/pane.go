package links

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/links"
	"casefolio/app/records"
	"casefolio/ui/kit"
)

// Pane is the section beside a case.
type Pane struct {
	d        Deps
	content  *fyne.Container
	c        cases.Case
	writable bool
}

// NewPane returns an empty section.
func NewPane(d Deps) *Pane {
	p := &Pane{d: d, content: container.NewStack()}
	p.content.Hide()
	return p
}

// Content implements kit.CasePane.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// related is what the section shows.
type related struct {
	ties    []tied
	repeats []links.Repeat
}

// tied is a tie with the case at its other end.
type tied struct {
	records.Entry[links.Link]
	other cases.Case
	gone  bool // it is not to be found
}

const slot = "links/pane"

// Show implements kit.CasePane.
func (p *Pane) Show(c cases.Case, writable bool) {
	if c.ID == "" {
		p.d.Shell.Tasks().Cancel(slot)
		p.content.Hide()
		return
	}
	kit.Run(p.d.Shell.Tasks(), slot, func(ctx context.Context) (related, error) {
		return p.d.read(ctx, c)
	}, func(r related, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		p.c, p.writable = c, writable
		p.fill(r)
	})
}

func (d Deps) read(ctx context.Context, c cases.Case) (r related, err error) {
	all, err := d.Links.List(ctx, c.ID)
	if err != nil {
		return r, err
	}
	for _, e := range all {
		other, err := d.Cases.Get(ctx, e.Is.Other)
		if err != nil && !fault.Is(err, "case.unknown") {
			return r, err
		}
		r.ties = append(r.ties, tied{e, other, err != nil})
	}
	repeats, err := d.Repeats(ctx, c)
	r.repeats = links.Telling(repeats)
	return r, err
}

func (p *Pane) fill(r related) {
	box := kit.VBox(5)
	known := map[string]bool{}
	for _, t := range r.ties {
		known[t.Is.Other] = true
		box.Add(p.tie(t))
	}
	for _, rep := range r.repeats {
		box.Add(p.repeat(rep, known))
	}
	if len(r.ties) == 0 && len(r.repeats) == 0 {
		box.Add(kit.Muted(kit.T("links.none")).Wrapped())
	}
	if p.writable {
		box.Add(kit.Flow(2,
			kit.NewQuiet(kit.T("links.tie"), p.askTie),
			kit.NewQuiet(kit.T("links.merge"), p.askMerge),
			kit.NewQuiet(kit.T("links.split"), p.askSplit),
		))
	}
	p.content.Objects = []fyne.CanvasObject{kit.NewFold("links", kit.T("links.title"), "", box)}
	p.content.Show()
	p.content.Refresh()
	kit.Settle(p.content)
}

// tie is one case that is tied: what it is, and the ways to open it and to untie
// it.
func (p *Pane) tie(t tied) fyne.CanvasObject {
	about := []string{tieName(t.Is)}
	if !t.gone {
		about = append(about, t.other.Customer, cases.Name(p.d.Lists.Stages, string(t.other.Stage), kit.Language()))
		if !t.other.DeletedAt.IsZero() {
			about = append(about, kit.T("links.in_trash"))
		}
	}
	about = append(about, t.Is.Note)
	rows := kit.VBox(1, kit.Small(joined(about...)).Wrapped())
	if len(t.Is.Taken) > 0 {
		var pairs []string
		for _, x := range t.Is.Taken {
			pairs = append(pairs, x.There+" → "+x.Here)
		}
		rows.Add(kit.Small(kit.T("links.taken", "exhibits", strings.Join(pairs, kit.T("cases.list_comma")))).Wrapped())
	}
	head := []fyne.CanvasObject{kit.NewQuiet(t.Is.Number, func() { p.open(t.Is.Other) }), kit.Spacer(0, 0)}
	if p.writable && t.Is.Kind != links.Merged && t.Is.Kind != links.Split {
		head = append(head, kit.NewQuiet(kit.T("links.untie"), func() { p.untie(t) }))
	}
	return kit.VBox(0, kit.Row(4, 1, head...), rows)
}

func (p *Pane) open(caseID string) {
	p.d.Shell.Go(kit.Route{Page: kit.PageCases, ID: caseID})
}

// repeat says what was found by one thing, with the newest cases that are not
// tied yet.
func (p *Pane) repeat(r links.Repeat, known map[string]bool) fyne.CanvasObject {
	box := kit.VBox(1, kit.Body(p.d.repeatText(r)).Wrapped())
	deeds := kit.Flow(2)
	shown := 0
	for _, seen := range r.Cases {
		if known[seen.CaseID] || shown == mostShown {
			continue
		}
		shown++
		deeds.Add(kit.NewQuiet(seen.Number, func() { p.open(seen.CaseID) }))
		if kind := r.By.Tie(); p.writable && kind != "" {
			deeds.Add(kit.NewQuiet(kit.T("links.tie.one"), func() {
				p.tieTo(links.Case{ID: seen.CaseID, Number: seen.Number}, kind, "")
			}))
		}
	}
	if shown > 0 {
		box.Add(deeds)
	}
	return box
}

// mostShown is how many cases of a repeat are offered.
const mostShown = 3

func (p *Pane) tieTo(other links.Case, kind links.Tie, note string) {
	own := links.Case{ID: p.c.ID, Number: p.c.Number}
	p.do(func(ctx context.Context) error { return p.d.Links.Tie(ctx, own, other, kind, note) },
		kit.T("links.tied", "number", other.Number))
}

func (p *Pane) untie(t tied) {
	p.do(func(ctx context.Context) error { return p.d.Links.Untie(ctx, t.ID) }, kit.T("links.untied", "number", t.Is.Number))
}

// do does a deed on the case, says so and offers the way back.
func (p *Pane) do(deed func(ctx context.Context) error, done string) {
	p.doThen(deed, done, func() {})
}

func (p *Pane) doThen(deed func(ctx context.Context) error, done string, then func()) {
	id := p.c.ID
	kit.Do(p.d.Shell, id, func(ctx context.Context) error { return deed(context.WithoutCancel(ctx)) }, func(back kit.Back, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		p.d.Changed(id)
		then()
		kit.Did(p.d.Shell, done, back)
	})
}

// joined joins what is not empty.
func joined(parts ...string) string {
	var out []string
	for _, s := range parts {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " · ")
}
