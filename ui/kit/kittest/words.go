package kittest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"casefolio/ui/kit"
)

// Words collects the visible texts below o.
func Words(o fyne.CanvasObject) []string {
	if o == nil || !o.Visible() {
		return nil
	}
	if t, ok := o.(*canvas.Text); ok {
		return []string{t.Text}
	}
	var out []string
	for _, child := range children(o) {
		out = append(out, Words(child)...)
	}
	return out
}

// Button finds the visible button with a label below o, or nil.
func Button(o fyne.CanvasObject, label string) *kit.Button {
	if o == nil || !o.Visible() {
		return nil
	}
	if b, ok := o.(*kit.Button); ok && b.Text() == label {
		return b
	}
	for _, child := range children(o) {
		if b := Button(child, label); b != nil {
			return b
		}
	}
	return nil
}

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}
