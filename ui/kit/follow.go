package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Follower scrolls a page to what the Tab key has brought the focus to. The
// toolkit tells nobody where the focus goes, so it has to look.
type Follower struct{ last fyne.Focusable }

// Look brings what has got the focus since the last look into sight.
func (f *Follower) Look(c fyne.Canvas, page fyne.CanvasObject) {
	now := c.Focused()
	if now == f.last {
		return
	}
	f.last = now
	o, ok := now.(fyne.CanvasObject)
	if !ok || page == nil {
		return
	}
	if s := scrollAround(page, o); s != nil {
		reveal(s, o)
	}
}

// reveal scrolls by no more than it takes to see o with some room around it.
func reveal(s *container.Scroll, o fyne.CanvasObject) {
	const room = 24
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(s.Content).Y
	bottom := top + o.Size().Height
	switch {
	case top < s.Offset.Y:
		s.ScrollToOffset(fyne.NewPos(0, max(0, top-room)))
	case bottom > s.Offset.Y+s.Size().Height:
		s.ScrollToOffset(fyne.NewPos(0, bottom+room-s.Size().Height))
	}
}

// scrollAround is the innermost scroller below o that target stands in, or nil.
func scrollAround(o, target fyne.CanvasObject) *container.Scroll {
	for _, child := range parts(o) {
		if s := scrollAround(child, target); s != nil {
			return s
		}
	}
	if s, ok := o.(*container.Scroll); ok && holds(s.Content, target) {
		return s
	}
	return nil
}

func holds(o, target fyne.CanvasObject) bool {
	if o == target {
		return true
	}
	for _, child := range parts(o) {
		if holds(child, target) {
			return true
		}
	}
	return false
}

// parts are the objects in o, as far as the kit knows how it is built and it
// can be seen.
func parts(o fyne.CanvasObject) []fyne.CanvasObject {
	if o == nil || !o.Visible() {
		return nil
	}
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case *Scroller:
		return []fyne.CanvasObject{o.scroll}
	case *Field:
		return []fyne.CanvasObject{o.Input}
	case *LongEntry:
		if o.inner != nil {
			return []fyne.CanvasObject{o.inner}
		}
	case *Fold:
		return []fyne.CanvasObject{o.head, o.body}
	case *Card:
		return []fyne.CanvasObject{o.content}
	case *Segments:
		return objectsOf(o.chips)
	case *Tabs:
		return append(objectsOf(o.tabs), o.more)
	case *ThreePane:
		var all []fyne.CanvasObject
		for _, p := range []*pane{o.left, o.middle, o.right} {
			if p != nil {
				all = append(all, p.content)
			}
		}
		return all
	}
	return nil
}

func objectsOf[T fyne.CanvasObject](all []T) []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(all))
	for i, o := range all {
		objects[i] = o
	}
	return objects
}
