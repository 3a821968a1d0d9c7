package evidence_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"casefolio/app/evidence"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

// canvasPane is the picture as the mouse and the keys find it.
type canvasPane interface {
	fyne.CanvasObject
	fyne.Focusable
	fyne.Draggable
	fyne.Shortcutable
	desktop.Mouseable
}

func (b *bench) pane(t *testing.T) canvasPane {
	t.Helper()
	var found canvasPane
	b.Walk(func(o fyne.CanvasObject) {
		if p, ok := o.(canvasPane); ok {
			found = p
		}
	})
	if found == nil {
		t.Fatal("no picture")
	}
	return found
}

// drag draws across a part of the pane, given in shares of it.
func drag(p canvasPane, x1, y1, x2, y2 float32) {
	s := p.Size()
	from, to := fyne.NewPos(s.Width*x1, s.Height*y1), fyne.NewPos(s.Width*x2, s.Height*y2)
	p.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}})
	p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}, Dragged: fyne.NewDelta(to.X-from.X, to.Y-from.Y)})
	p.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: to}})
	p.DragEnd()
}

func click(p canvasPane, x, y float32) {
	at := fyne.NewPos(p.Size().Width*x, p.Size().Height*y)
	p.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	p.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
}

func TestMarksOnAPicture(t *testing.T) {
	b := open(t, kit.English)
	e := b.addPhoto(t)
	page := uievidence.NewPage(b.deps, e.ID)
	b.Show(page)
	kept := func() []evidence.Mark {
		m, err := b.s.Evidence.Marks(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		return m.List
	}
	b.Tap(t, kit.T("viewer.marks"))
	p := b.pane(t)
	drag(p, 0.45, 0.3, 0.55, 0.5)
	b.Tap(t, kit.T("viewer.marks.redact"))
	drag(p, 0.5, 0.6, 0.6, 0.8)
	drag(p, 0.5, 0.6, 0.501, 0.6) // a slip
	b.Tap(t, kit.T("viewer.marks.number"))
	click(p, 0.5, 0.5)
	if got := kept(); len(got) != 3 || got[0].Kind != evidence.MarkArrow || got[1].Kind != evidence.MarkRedact || got[2].Kind != evidence.MarkNumber {
		t.Fatalf("%+v", got)
	}
	p.TypedShortcut(&fyne.ShortcutUndo{})
	p.TypedShortcut(&fyne.ShortcutUndo{})
	if len(kept()) != 1 {
		t.Errorf("after two steps back: %+v", kept())
	}
	p.TypedShortcut(&fyne.ShortcutRedo{})
	if got := kept(); len(got) != 2 {
		t.Errorf("after a step forth: %+v", got)
	}
	b.Tap(t, kit.T("viewer.marks.erase"))
	click(p, 0.5, 0.4)
	if got := kept(); len(got) != 1 || got[0].Kind != evidence.MarkRedact {
		t.Errorf("after erasing the arrow: %+v", got)
	}
	b.Picture(t, "marks")
	b.Tap(t, kit.T("viewer.marks.copy"))
	list, err := b.s.Evidence.List(t.Context(), b.c.ID)
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	if made := list[1]; made.CopyOf != e.ID || made.Redactions != 1 || made.Picture.Width != e.Picture.Width {
		t.Errorf("%+v", made)
	}
	if b.Has(kit.T("viewer.marks.hint.erase")) {
		t.Error("the tools are still there")
	}
	b.Show(uievidence.NewPage(b.deps, list[1].ID))
	if kittest.Button(b.Window().Content(), kit.T("viewer.marks.original", "label", "E-01")) == nil {
		t.Error("the copy does not lead to its original")
	}
	// The marks can be changed for another copy.
	b.Show(uievidence.NewPage(b.deps, e.ID))
	b.pane(t).TypedRune('m')
	if len(kept()) != 1 || !b.Has(kit.T("viewer.marks.hint.arrow")) {
		t.Error("the marks are lost")
	}
}

func TestKeysOfAPicture(t *testing.T) {
	b := open(t, kit.English)
	e := b.addPhoto(t)
	b.addText(t, "a note without any meaning")
	b.Show(uievidence.NewPage(b.deps, e.ID))
	p := b.pane(t)
	turn := func() int {
		got, err := b.s.Evidence.Get(t.Context(), e.ID)
		if err != nil {
			t.Fatal(err)
		}
		return got.Picture.Turn
	}
	p.TypedRune('r')
	if turn() != 1 {
		t.Errorf("turned to %d", turn())
	}
	b.pane(t).TypedRune('l')
	b.pane(t).TypedRune('l')
	if turn() != 3 {
		t.Errorf("turned to %d", turn())
	}
	b.pane(t).TypedRune('1')
	if !b.Has("100 %") {
		t.Error("not at its own size")
	}
	b.pane(t).TypedRune('0')
	for _, key := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyEscape, fyne.KeyDelete} {
		b.pane(t).TypedKey(&fyne.KeyEvent{Name: key})
	}
	b.pane(t).TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	if !b.Has("E-02") {
		t.Error("the next exhibit is not shown")
	}
}

// A picture that is opened to be covered is covered by the first drag.
func TestOpenedToBeCovered(t *testing.T) {
	b := open(t, kit.English)
	e := b.addPhoto(t)
	b.Show(uievidence.NewPage(b.deps, uievidence.Covering(e.ID).ID))
	drag(b.pane(t), 0.45, 0.3, 0.55, 0.5)
	m, err := b.s.Evidence.Marks(t.Context(), e)
	if err != nil || len(m.List) != 1 || m.List[0].Kind != evidence.MarkRedact {
		t.Errorf("%+v %v", m.List, err)
	}
}
