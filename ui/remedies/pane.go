package remedies

import (
	"context"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/cases"
	"casefolio/app/remedies"
	"casefolio/ui/kit"
)

// Pane compares the remedies of one case.
type Pane struct {
	deps     Deps
	c        cases.Case
	writable bool
	state    state
	sheet    remedies.Sheet   // with what was changed and is not kept yet
	saved    remedies.Figures // as they are kept
	picked   []remedies.Option
	shown    []remedies.Option // the rows, in their order on screen
	lang     string            // of the offer to the buyer
	queue    []keeping         // figures that wait to be kept
	sending  string            // the case whose figures are being kept

	scroll  *kit.Scroller
	figures *figureCards
	sizes   *sizes
	table   *fyne.Container
	notes   *fyne.Container
	choice  *fyne.Container
	ladder  *fyne.Container
	past    *fyne.Container
}

var _ kit.CasePane = (*Pane)(nil)

// slot is the pane's place among the window's tasks.
const slot = "remedies/pane"

// NewPane returns an empty pane.
func NewPane(deps Deps) *Pane {
	p := &Pane{
		deps: deps, scroll: kit.NewScroller(kit.VBox(0)), table: container.NewStack(), notes: kit.VBox(6),
		choice: kit.VBox(6), ladder: kit.VBox(8), past: kit.VBox(4),
	}
	p.figures = newFigureCards(p)
	p.sizes = newSizes(p)
	return p
}

// Content implements kit.CasePane.
func (p *Pane) Content() fyne.CanvasObject { return p.scroll }

// Show implements kit.CasePane. What was shown of the same case stays until the
// new state is read.
func (p *Pane) Show(c cases.Case, writable bool) {
	if c.ID != p.c.ID {
		p.figures.leave()
		p.sizes.leave()
	}
	p.commit() // what a key has moved and the case was left with
	stay := c.ID == p.c.ID && writable == p.writable
	p.c, p.writable = c, writable
	if !stay {
		p.picked, p.shown, p.lang = nil, nil, ""
		p.sheet, p.saved, p.state = remedies.Sheet{}, remedies.Figures{}, state{}
		p.scroll.SetContent(kit.VBox(0), false)
	}
	if c.ID == "" {
		p.deps.Shell.Tasks().Cancel(slot)
		return
	}
	kit.Run(p.deps.Shell.Tasks(), slot, func(ctx context.Context) (state, error) {
		return p.deps.load(ctx, c.ID)
	}, func(s state, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.take(s, stay)
	})
}

// take shows what was read. Figures that the workspace has not yet stay.
func (p *Pane) take(s state, stay bool) {
	own, saved := p.sheet.Own, p.saved
	sending, moved := stay && p.keeps(), stay && p.dirty()
	p.state, p.saved, p.sheet = s, s.sheet.Own, s.sheet
	if sending {
		p.saved = saved
	}
	if sending || moved {
		p.sheet = p.deps.Remedies.Rules().Work(s.sheet.Facts, s.sheet.Shop, own)
	}
	if p.lang == "" {
		p.lang = p.deps.Remedies.Rules().LanguageOf(s.sheet.Facts)
	}
	p.order()
	head := kit.Row(8, 0, kit.Heading(kit.T("remedies.title")))
	if p.writable {
		head.Add(kit.NewQuiet(kit.T("remedies.defaults"), p.askDefaults))
	}
	main := kit.VBox(12, head, p.figures.content, p.sizes.content, p.table)
	p.fill()
	all := container.New(&splitLayout{}, main, p.notes, p.choice, p.ladder, p.past)
	p.scroll.SetContent(kit.Pad(all, 12, 14, 18, 2), stay)
}

// order puts the rows into the order in which they are best offered.
func (p *Pane) order() {
	p.shown = p.shown[:0:0]
	for _, r := range p.sheet.Ranked {
		p.shown = append(p.shown, r.Option)
	}
	p.picked = slices.DeleteFunc(p.picked, func(o remedies.Option) bool { return !slices.Contains(p.shown, o) })
}

// fill shows the sheet.
func (p *Pane) fill() {
	p.figures.show()
	p.sizes.show()
	p.fillTable()
	p.fillNotes()
	p.fillLadder()
	p.fillChoice()
	p.fillPast()
	p.scroll.Settle()
}

// edit changes a figure and shows what it makes of the comparison. Rows keep
// their place until the change is kept.
func (p *Pane) edit(own remedies.Figures) {
	p.sheet = p.deps.Remedies.Rules().Work(p.sheet.Facts, p.sheet.Shop, own)
	p.follow()
	p.fill()
}

// follow gives rows and picks of a kind that has one option the size it has now.
func (p *Pane) follow() {
	for _, list := range [][]remedies.Option{p.shown, p.picked} {
		for i, o := range list {
			if now := p.ofKind(o.Kind); len(now) == 1 {
				list[i] = now[0].Option
			}
		}
	}
}

func (p *Pane) ofKind(k remedies.Kind) []remedies.Ranked {
	var all []remedies.Ranked
	for _, r := range p.sheet.Ranked {
		if r.Option.Kind == k {
			all = append(all, r)
		}
	}
	return all
}

// row finds the line of an option.
func (p *Pane) row(o remedies.Option) (remedies.Ranked, bool) {
	i := slices.IndexFunc(p.sheet.Ranked, func(r remedies.Ranked) bool { return r.Option == o })
	if i < 0 {
		return remedies.Ranked{}, false
	}
	return p.sheet.Ranked[i], true
}

func (p *Pane) dirty() bool { return !reflect.DeepEqual(p.sheet.Own, p.saved) }

// keeping is figures on their way into the workspace.
type keeping struct {
	caseID  string
	was, is remedies.Figures
}

// commit keeps what was changed. One save goes after the other; what changes
// meanwhile waits as one.
func (p *Pane) commit() {
	if p.c.ID == "" || !p.writable || !p.dirty() {
		return
	}
	k := keeping{p.c.ID, p.saved, p.sheet.Own}
	p.saved = k.is
	p.keep(k)
}

func (p *Pane) keep(k keeping) {
	if n := len(p.queue); n > 0 && p.queue[n-1].caseID == k.caseID {
		p.queue[n-1].is = k.is
	} else {
		p.queue = append(p.queue, k)
	}
	p.pump()
}

// keeps tells whether figures of the case that is shown are on their way.
func (p *Pane) keeps() bool {
	return p.sending == p.c.ID || slices.ContainsFunc(p.queue, func(k keeping) bool { return k.caseID == p.c.ID })
}

// pump keeps the next figures that wait.
func (p *Pane) pump() {
	if p.sending != "" || len(p.queue) == 0 {
		return
	}
	k := p.queue[0]
	p.queue, p.sending = p.queue[1:], k.caseID
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.deps.Remedies.SaveFigures(ctx, k.caseID, k.is)
	}, func(_ struct{}, err error) {
		p.sending = ""
		if err != nil {
			p.deps.Shell.ShowError(err)
			p.changed(k.caseID)
		} else {
			p.kept(k)
		}
		p.pump()
	})
}

// kept tells of figures that were kept, with a way back.
func (p *Pane) kept(k keeping) {
	p.deps.Shell.Toast(kit.T("remedies.saved"), kit.Action{Label: kit.T("remedies.undo"), Do: func() {
		if p.c.ID == k.caseID {
			p.edit(k.was)
			p.commit()
			return
		}
		p.keep(keeping{k.caseID, k.is, k.was})
	}})
	p.changed(k.caseID)
}

// did tells of a deed, with a way back, and reads the case anew.
func (p *Pane) did(caseID, words string, undo func(ctx context.Context) error, more ...kit.Action) {
	actions := slices.Clone(more)
	if undo != nil {
		actions = append(actions, kit.Action{Label: kit.T("remedies.undo"), Do: func() {
			p.run(undo, func() { p.changed(caseID) })
		}})
	}
	p.deps.Shell.Toast(words, actions...)
	p.changed(caseID)
}

func (p *Pane) changed(caseID string) {
	if p.c.ID == caseID {
		p.Show(p.c, p.writable)
	}
	if p.deps.Changed != nil {
		p.deps.Changed(caseID)
	}
}

// run does a deed; done is for its success.
func (p *Pane) run(deed func(ctx context.Context) error, done func()) {
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, deed(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			p.Show(p.c, p.writable)
			return
		}
		done()
	})
}
