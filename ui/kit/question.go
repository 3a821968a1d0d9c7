package kit

import (
	"context"

	"fyne.io/fyne/v2"

	"casefolio/app/fault"
)

// Question is a dialog that asks for something to be kept, and says at its field
// what is wrong. What is asked stays on screen until it is kept.
type Question struct {
	shell  Shell
	caseID string
	dialog *Dialog
	fields []questionField
	busy   bool
}

// questionField is a field with the faults that belong to it.
type questionField struct {
	field *Field
	codes []string
}

// NewQuestion returns a dialog about a case, without fields.
func NewQuestion(shell Shell, caseID string) *Question {
	return &Question{shell: shell, caseID: caseID}
}

// Field makes a field at which faults with these codes are told.
func (a *Question) Field(label string, required bool, input fyne.CanvasObject, codes ...string) *Field {
	return a.At(NewField(label, required, input), codes...)
}

// At tells faults with these codes at a field.
func (a *Question) At(f *Field, codes ...string) *Field {
	a.fields = append(a.fields, questionField{f, codes})
	return f
}

// Show asks. deed returns what is run with that which stands in the fields; done
// is for its success.
func (a *Question) Show(title, verb string, body fyne.CanvasObject, first fyne.Focusable, deed func() (func(ctx context.Context) error, error), done func(Back)) {
	canvas := a.shell.Window().Canvas()
	a.dialog = NewDialog(canvas, title, body)
	a.dialog.SetWidth(560)
	a.dialog.SetButtons(NewButton(T("kit.cancel"), a.dialog.Hide), NewPrimary(verb, func() { a.save(deed, done) }))
	a.dialog.Show()
	canvas.Focus(first)
}

func (a *Question) save(deed func() (func(ctx context.Context) error, error), done func(Back)) {
	if a.busy {
		return
	}
	for _, f := range a.fields {
		f.field.Clear()
	}
	work, err := deed()
	if err != nil {
		a.tell(err)
		return
	}
	a.busy = true
	Do(a.shell, a.caseID, work, func(back Back, err error) {
		a.busy = false
		if err != nil {
			a.tell(err)
			return
		}
		a.dialog.Hide()
		done(back)
	})
}

func (a *Question) tell(err error) {
	for _, f := range a.fields {
		for _, code := range f.codes {
			if fault.Is(err, code) {
				sentence, _ := FaultText(err)
				f.field.SetError(sentence)
				return
			}
		}
	}
	a.shell.ShowError(err)
}
