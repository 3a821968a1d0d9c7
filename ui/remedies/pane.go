package remedies

import (
	"context"
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/remedies"
	"casefolio/ui/kit"
)

// Pane compares the remedies of one case.
type Pane struct {
	*kit.CaseBody[state]
	deps    Deps
	state   state
	sheet   remedies.Sheet   // with what was changed and is not kept yet
	saved   remedies.Figures // as they are kept
	picked  []remedies.Option
	shown   []remedies.Option // the rows, in their order on screen
	lang    string            // of the offer to the buyer
	queue   []keeping         // figures that wait to be kept
	sending string            // the case whose figures are being kept

	figures *figureCards
	sizes   *sizes
	table   *fyne.Container
	notes   *fyne.Container
	choice  *fyne.Container
	ladder  *fyne.Container
	past    *fyne.Container
}

var _ kit.CasePane = (*Pane)(nil)

// NewPane returns an empty pane.
func NewPane(deps Deps) *Pane {
	p := &Pane{
		deps: deps, table: container.NewStack(), notes: kit.VBox(6), choice: kit.VBox(6), ladder: kit.VBox(8), past: kit.VBox(4),
	}
	p.CaseBody = kit.NewCaseBody(deps.Shell, kit.CaseParts[state]{
		Slot: "remedies/pane", Read: deps.load, Fill: p.take, Leave: p.leave, Changed: deps.Changed,
	})
	p.figures = newFigureCards(p)
	p.sizes = newSizes(p)
	return p
}

// leave keeps what was moved and typed before a case is shown.
func (p *Pane) leave(stay bool) {
	if !stay {
		p.figures.leave()
		p.sizes.leave()
	}
	p.commit() // what a key has moved and the case was left with
	if !stay {
		p.picked, p.shown, p.lang = nil, nil, ""
		p.sheet, p.saved, p.state = remedies.Sheet{}, remedies.Figures{}, state{}
	}
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
	if p.Writable {
		head.Add(kit.NewQuiet(kit.T("remedies.defaults"), p.askDefaults))
	}
	main := kit.VBox(12, head, p.figures.content, p.sizes.content, p.table)
	p.fill()
	all := container.New(&splitLayout{}, main, p.notes, p.choice, p.ladder, p.past)
	p.Scroll.SetContent(kit.Pad(all, 12, 14, 18, 2), stay)
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
	p.Scroll.Settle()
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
	caseID string
	is     remedies.Figures
}

// commit keeps what was changed. One save goes after the other; what changes
// meanwhile waits as one.
func (p *Pane) commit() {
	if p.Case.ID == "" || !p.Writable || !p.dirty() {
		return
	}
	k := keeping{p.Case.ID, p.sheet.Own}
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
	return p.sending == p.Case.ID || slices.ContainsFunc(p.queue, func(k keeping) bool { return k.caseID == p.Case.ID })
}

// pump keeps the next figures that wait.
func (p *Pane) pump() {
	if p.sending != "" || len(p.queue) == 0 {
		return
	}
	k := p.queue[0]
	p.queue, p.sending = p.queue[1:], k.caseID
	kit.Do(p.deps.Shell, k.caseID, func(ctx context.Context) error {
		return p.deps.Remedies.SaveFigures(ctx, k.caseID, k.is)
	}, func(back kit.Back, err error) {
		p.sending = ""
		if err != nil {
			p.deps.Shell.ShowError(err)
			p.Changed(k.caseID)
		} else {
			p.Did(back, kit.T("remedies.saved"))
		}
		p.pump()
	})
}
