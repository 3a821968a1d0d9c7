package kittest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"casefolio/ui/kit"
)

// Reach fails where something that can be tapped would not get the tap,
// because something without a deed of its own lies over it, and returns how
// many were tried. It asks, as the window's driver does, for the topmost thing
// under the pointer that takes a click.
func (s *Shell) Reach(t testing.TB) int {
	t.Helper()
	root := s.window.Content()
	if top := s.window.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	var all []target
	collect(root, fyne.Position{}, box{size: s.window.Canvas().Size()}, &all)
	tried := 0
	for _, one := range all {
		at := fyne.NewPos(one.pos.X+one.o.Size().Width/2, one.pos.Y+one.o.Size().Height/2)
		if !deed(one.o) || !one.clip.holds(at) {
			continue
		}
		tried++
		if got := hit(all, at); !deed(got) {
			t.Errorf("%T %q at %v is covered by %T", one.o, Words(one.o), at, got)
		}
	}
	return tried
}

// target is one thing that takes clicks, where it is and what shows of it.
type target struct {
	o    fyne.CanvasObject
	pos  fyne.Position
	clip box
}

type box struct {
	pos  fyne.Position
	size fyne.Size
}

func (b box) holds(p fyne.Position) bool {
	return p.X >= b.pos.X && p.Y >= b.pos.Y && p.X < b.pos.X+b.size.Width && p.Y < b.pos.Y+b.size.Height
}

// collect lists what takes clicks in the order it is painted.
func collect(o fyne.CanvasObject, offset fyne.Position, clip box, all *[]target) {
	if !o.Visible() {
		return
	}
	pos := o.Position().Add(offset)
	if _, ok := o.(fyne.Scrollable); ok {
		clip = box{pos, o.Size()}
	}
	if clickable(o) {
		*all = append(*all, target{o, pos, clip})
	}
	switch x := o.(type) {
	case *fyne.Container:
		for _, child := range x.Objects {
			collect(child, pos, clip, all)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(x).Objects() {
			collect(child, pos, clip, all)
		}
	}
}

// clickable is the driver's own rule.
func clickable(o fyne.CanvasObject) bool {
	switch o.(type) {
	case fyne.Tappable, fyne.SecondaryTappable, fyne.DoubleTappable, fyne.Focusable, desktop.Mouseable:
		return true
	}
	return false
}

// hit is what gets a click at p.
func hit(all []target, p fyne.Position) fyne.CanvasObject {
	for i := len(all) - 1; i >= 0; i-- {
		if (box{all[i].pos, all[i].o.Size()}).holds(p) && all[i].clip.holds(p) {
			return all[i].o
		}
	}
	return nil
}

// deed tells whether a tap on o does something.
func deed(o fyne.CanvasObject) bool {
	switch x := o.(type) {
	case *kit.Card:
		return x.OnTapped != nil
	case *kit.Chip:
		return x.OnTapped != nil
	case *kit.Button:
		return x.OnTapped != nil
	}
	_, ok := o.(fyne.Tappable)
	return ok
}
