package kit

import "fyne.io/fyne/v2"

// Settle lets the scroller around o follow when o takes another height. What
// stands in no scroller, or is not shown yet, stays as it is.
func Settle(o fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	if s := scrollerAround(c.Content(), o); s != nil {
		s.Settle()
	}
}

// scrollerAround is the innermost scroller below o that target stands in, or nil.
func scrollerAround(o, target fyne.CanvasObject) *Scroller {
	for _, child := range parts(o) {
		if s := scrollerAround(child, target); s != nil {
			return s
		}
	}
	if s, ok := o.(*Scroller); ok && holds(s.scroll.Content, target) {
		return s
	}
	return nil
}
