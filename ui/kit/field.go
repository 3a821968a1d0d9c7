package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// Field is an input under its label, with room for what is wrong or a hint
// below it.
type Field struct {
	widget.BaseWidget
	Input fyne.CanvasObject

	label *Text
	note  *Text
	hint  string
	wrong bool
}

// NewField returns a field. A required one carries a mark after its label.
func NewField(label string, required bool, input fyne.CanvasObject) *Field {
	if required {
		label = T("kit.required", "label", label)
	}
	f := &Field{
		Input: input,
		label: newText(label, theme.SizeSmall, theme.ColorMuted, false).Whole(),
		note:  newText("", theme.SizeSmall, theme.ColorMuted, false).Wrapped(),
	}
	f.note.Hide()
	f.ExtendBaseWidget(f)
	return f
}

// WithHint shows a line below the input while nothing is wrong.
func (f *Field) WithHint(s string) *Field {
	f.hint = s
	if !f.wrong {
		f.show(s, theme.ColorMuted)
	}
	return f
}

// SetError says below the input what is wrong with it; an empty text clears it.
func (f *Field) SetError(text string) {
	if text == "" {
		f.Clear()
		return
	}
	f.wrong = true
	f.show(T("kit.wrong", "text", text), theme.ColorLate)
}

// Clear takes the error away.
func (f *Field) Clear() {
	f.wrong = false
	f.show(f.hint, theme.ColorMuted)
}

// HasError tells whether the field shows an error.
func (f *Field) HasError() bool { return f.wrong }

// Error is the text of the error that is shown, with its sign, or empty.
func (f *Field) Error() string {
	if f.wrong {
		return f.note.Text()
	}
	return ""
}

// SetLabel changes the label.
func (f *Field) SetLabel(s string) { f.label.SetText(s) }

func (f *Field) show(s string, c fyne.ThemeColorName) {
	f.note.SetText(s)
	f.note.Colored(c)
	if s == "" {
		f.note.Hide()
	} else {
		f.note.Show()
	}
	f.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(VBox(3, f.label, f.Input, f.note))
}
