package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/ui/theme"
)

// How long a toast stays.
const (
	toastTime       = 4 * time.Second
	toastActionTime = 10 * time.Second
)

// Toaster shows results at the foot of the window. It stands over the page in
// a stack and never takes a click beside its toast.
type Toaster struct {
	box   *fyne.Container
	timer *time.Timer
	shown int // grows with every toast; tells a late timer that its toast is gone
	keeps bool
}

// NewToaster returns an empty one. With keep, toasts stay until the next.
func NewToaster(keep bool) *Toaster {
	return &Toaster{box: container.New(footLayout{}), keeps: keep}
}

// Object is what belongs on top of the window's content.
func (t *Toaster) Object() fyne.CanvasObject { return t.box }

// Show replaces the present toast.
func (t *Toaster) Show(text string, actions ...Action) {
	label := newText(text, theme.SizeBody, theme.ColorRailInk, false).Wrapped()
	row := []fyne.CanvasObject{newToastText(label)}
	for _, a := range actions {
		b := NewButton(a.Label, func() {
			t.Hide()
			a.Do()
		})
		row = append(row, b)
	}
	back := newPaint(theme.ColorRail, 8, fyne.Size{})
	back.stroke = theme.ColorRailActive
	t.box.Objects = []fyne.CanvasObject{container.NewStack(back, Pad(Row(12, 0, row...), 9, 14, 9, 14))}
	t.box.Refresh()
	t.shown++
	if t.keeps {
		return
	}
	if t.timer != nil {
		t.timer.Stop()
	}
	stay := toastTime
	if len(actions) > 0 {
		stay = toastActionTime
	}
	mine := t.shown
	t.timer = time.AfterFunc(stay, func() {
		fyne.Do(func() {
			if t.shown == mine {
				t.Hide()
			}
		})
	})
}

// Hide takes the toast away.
func (t *Toaster) Hide() {
	t.shown++
	t.box.Objects = nil
	t.box.Refresh()
}

// newToastText gives the words the width of one line, up to a limit.
func newToastText(label *Text) fyne.CanvasObject {
	w := fyne.MeasureText(label.Text(), theme.Size(theme.SizeBody), fyne.TextStyle{}).Width + 6
	return Sized(label, min(w, 460), 0)
}

// footLayout puts its one object at the foot, in the middle.
type footLayout struct{}

func (footLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (footLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		w := min(o.MinSize().Width, size.Width-24)
		h := heightAt(o, w)
		o.Move(fyne.NewPos((size.Width-w)/2, size.Height-h-20))
	}
}
