package evidence

import (
	"context"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// eraser is the tool that takes marks away.
const eraser evidence.MarkKind = "erase"

// reach is how near to a mark the eraser must come, in the window's units.
const reach = 12

// pen draws marks over a picture. The picture itself is not changed; a copy is
// made of both.
type pen struct {
	v       *photoView
	tool    evidence.MarkKind
	marks   evidence.Marks
	pending evidence.Mark // while it is drawn; no kind: none
	undone  [][]evidence.Mark
	before  [][]evidence.Mark
}

// mark begins to draw, where it was left the last time.
func (v *photoView) mark() { v.markWith(evidence.MarkArrow) }

func (v *photoView) markWith(tool evidence.MarkKind) {
	kit.Run(v.page.deps.Shell.Tasks(), "viewer/marks", func(ctx context.Context) (evidence.Marks, error) {
		return v.page.deps.Evidence.Marks(ctx, v.e)
	}, func(m evidence.Marks, err error) {
		if err != nil {
			v.page.deps.Shell.ShowError(err)
			return
		}
		m.Turn = v.e.Picture.Turn
		v.pen = &pen{v: v, tool: tool, marks: m}
		v.pane.draw, v.pane.short = v.pen, v.pen.shortcut
		v.pen.show()
	})
}

// end goes back to looking; the marks are kept.
func (p *pen) end() {
	v := p.v
	v.pen, v.pane.draw, v.pane.short = nil, nil, nil
	v.pane.over.Objects = nil
	v.pane.over.Refresh()
	v.showTools()
}

func (p *pen) escape() {
	if p.pending.Kind != "" {
		p.pending = evidence.Mark{}
		p.draw()
		return
	}
	p.end()
}

func (p *pen) show() {
	p.v.showTools()
	p.draw()
}

// tools are the buttons while marks are made.
func (p *pen) tools() []fyne.CanvasObject {
	var row []fyne.CanvasObject
	for _, kind := range []evidence.MarkKind{
		evidence.MarkArrow, evidence.MarkBox, evidence.MarkText, evidence.MarkNumber, evidence.MarkRedact, eraser,
	} {
		c := kit.NewChip(kit.T("viewer.marks."+string(kind)), kit.ToneNeutral, func() {
			p.tool = kind
			p.show()
		})
		c.SetSelected(kind == p.tool)
		row = append(row, c)
	}
	undo, redo := kit.NewButton(kit.T("viewer.marks.undo"), p.undo), kit.NewButton(kit.T("viewer.marks.redo"), p.redo)
	if len(p.before) == 0 {
		undo.Disable()
	}
	if len(p.undone) == 0 {
		redo.Disable()
	}
	save := kit.NewPrimary(kit.T("viewer.marks.copy"), p.save)
	if len(p.marks.List) == 0 {
		save.Disable()
	}
	return append(row, undo, redo, save, kit.NewButton(kit.T("viewer.marks.done"), p.end),
		kit.Pad(kit.Small(kit.T("viewer.marks.hint."+string(p.tool))).Whole(), 6, 0, 0, 0))
}

func (p *pen) shortcut(s fyne.Shortcut) {
	switch s.ShortcutName() {
	case (&fyne.ShortcutUndo{}).ShortcutName():
		p.undo()
	case (&fyne.ShortcutRedo{}).ShortcutName():
		p.redo()
	}
}

// change replaces the marks, with a way back, and keeps them.
func (p *pen) change(list []evidence.Mark) {
	p.before = append(p.before, p.marks.List)
	p.undone = nil
	p.put(list)
}

func (p *pen) put(list []evidence.Mark) {
	p.marks.List = list
	p.show()
	e, m := p.v.e, p.marks
	kit.Run(p.v.page.deps.Shell.Tasks(), "viewer/marks/keep", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.v.page.deps.Evidence.KeepMarks(context.WithoutCancel(ctx), e, m)
	}, func(_ struct{}, err error) { p.v.page.deps.Shell.ShowError(err) })
}

func (p *pen) undo() {
	if n := len(p.before); n > 0 {
		list := p.before[n-1]
		p.before, p.undone = p.before[:n-1], append(p.undone, p.marks.List)
		p.put(list)
	}
}

func (p *pen) redo() {
	if n := len(p.undone); n > 0 {
		list := p.undone[n-1]
		p.undone, p.before = p.undone[:n-1], append(p.before, p.marks.List)
		p.put(list)
	}
}

func (p *pen) add(m evidence.Mark) { p.change(append(slices.Clone(p.marks.List), m)) }

// drawn implements drawer: what is drawn by dragging.
func (p *pen) drawn(from, to fyne.Position, done bool) {
	switch p.tool {
	case evidence.MarkArrow, evidence.MarkBox, evidence.MarkRedact:
	default:
		return
	}
	p.pending = evidence.Mark{
		Kind: p.tool, X1: float64(from.X), Y1: float64(from.Y), X2: float64(to.X), Y2: float64(to.Y),
	}
	if !done {
		p.draw()
		return
	}
	m := p.pending
	p.pending = evidence.Mark{}
	s := p.v.pane.size
	if wide, high := math.Abs(m.X2-m.X1)*float64(s.Width), math.Abs(m.Y2-m.Y1)*float64(s.Height); wide+high < reach || m.Kind != evidence.MarkArrow && min(wide, high) < 2 {
		p.draw() // a slip of the hand
		return
	}
	p.add(m)
}

// pointed implements drawer: what is done by a click.
func (p *pen) pointed(at fyne.Position) {
	x, y := float64(at.X), float64(at.Y)
	switch p.tool {
	case evidence.MarkNumber:
		p.add(evidence.Mark{Kind: evidence.MarkNumber, X1: x, Y1: y})
	case evidence.MarkText:
		// After the click is over, which would take the focus from the field.
		kit.Run(p.v.page.deps.Shell.Tasks(), "", func(context.Context) (struct{}, error) { return struct{}{}, nil },
			func(struct{}, error) { p.ask(x, y) })
	case eraser:
		for i := len(p.marks.List) - 1; i >= 0; i-- {
			if p.near(p.marks.List[i], at) {
				p.change(slices.Delete(slices.Clone(p.marks.List), i, i+1))
				return
			}
		}
	}
}

// ask lets the seller write a label.
func (p *pen) ask(x, y float64) {
	entry := kit.NewLongEntry(2)
	d := kit.NewDialog(p.v.page.deps.Shell.Window().Canvas(), kit.T("viewer.marks.text.title"),
		kit.NewField(kit.T("viewer.marks.text.field"), false, entry))
	d.SetButtons(kit.NewButton(kit.T("viewer.cancel"), d.Hide), kit.NewPrimary(kit.T("viewer.marks.text.verb"), func() {
		d.Hide()
		if text := strings.TrimSpace(entry.Text); text != "" {
			p.add(evidence.Mark{Kind: evidence.MarkText, X1: x, Y1: y, Text: text})
		}
	}))
	d.Show()
	p.v.page.deps.Shell.Window().Canvas().Focus(entry)
}

// near tells whether a point is on a mark or close to it.
func (p *pen) near(m evidence.Mark, at fyne.Position) bool {
	s := p.v.pane.size
	w, h := float64(s.Width), float64(s.Height)
	x, y := float64(at.X)*w, float64(at.Y)*h
	x1, y1, x2, y2 := m.X1*w, m.Y1*h, m.X2*w, m.Y2*h
	switch m.Kind {
	case evidence.MarkArrow:
		length := math.Hypot(x2-x1, y2-y1)
		along := max(0, min(length, ((x-x1)*(x2-x1)+(y-y1)*(y2-y1))/length))
		return math.Hypot(x-x1-(x2-x1)*along/length, y-y1-(y2-y1)*along/length) < reach
	case evidence.MarkNumber:
		return math.Hypot(x-x1, y-y1) < float64(p.letter())+reach
	case evidence.MarkText:
		lines := p.lines(m.Text)
		x2, y2 = x1, y1+float64(p.letter())*1.3*float64(len(lines))
		for _, l := range lines {
			x2 = max(x2, x1+float64(fyne.MeasureText(l, p.letter(), fyne.TextStyle{}).Width))
		}
	}
	left, right, top, foot := min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
	return x > left-reach && x < right+reach && y > top-reach && y < foot+reach
}

// save makes the copy and says what became of it.
func (p *pen) save() {
	v, e, m := p.v, p.v.e, p.marks
	word := kit.T("viewer.marks.word")
	if m.Redactions() > 0 {
		word = kit.T("viewer.marks.word.redacted")
	}
	ctx, cancel := context.WithCancel(context.Background())
	progress := v.page.deps.Shell.Progress(kit.T("viewer.marks.making"), cancel)
	var made evidence.Exhibit
	kit.DoBeside(v.page.deps.Shell, e.CaseID, func(task context.Context) (err error) {
		defer cancel()
		task, stop := context.WithCancel(task)
		defer stop()
		defer context.AfterFunc(ctx, stop)()
		made, err = v.page.deps.Evidence.MarkedCopy(task, e, m, evidence.CopyName(e, word))
		return err
	}, func(back kit.Back, err error) {
		progress.Close()
		if err != nil {
			v.page.deps.Shell.ShowError(err)
			return
		}
		p.end()
		v.page.Reload()
		key := "viewer.marks.made"
		if made.Redactions > 0 {
			key = "viewer.marks.made.redacted"
		}
		kit.Did(v.page.deps.Shell, kit.T(key, "label", made.Label(), "original", e.Label()), back,
			kit.Action{Label: kit.T("viewer.marks.see"), Do: func() {
				v.page.deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: made.ID})
			}})
	})
}
