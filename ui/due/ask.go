package due

import (
	"fyne.io/fyne/v2"

	"casefolio/ui/kit"
)

// question is a dialog of some fields and one deed. It stays while something in
// it is wrong.
type question struct {
	canvas fyne.Canvas
	title  string
	verb   string
	body   *fyne.Container
	dialog *kit.Dialog
}

func (d *Deeds) ask(title, verb string) *question {
	return &question{canvas: d.deps.Shell.Window().Canvas(), title: title, verb: verb, body: kit.VBox(12)}
}

func (q *question) add(fields ...fyne.CanvasObject) {
	for _, f := range fields {
		q.body.Add(f)
	}
}

// show opens the dialog with the focus on its first field; keep does the deed,
// or says at a field what is wrong.
func (q *question) show(first fyne.Focusable, keep func() error) {
	q.dialog = kit.NewDialog(q.canvas, q.title, q.body)
	q.dialog.SetWidth(460)
	q.dialog.SetButtons(kit.NewButton(kit.T("kit.cancel"), q.dialog.Hide), kit.NewPrimary(q.verb, func() {
		if keep() == nil {
			q.dialog.Hide()
		}
	}))
	q.dialog.Show()
	q.canvas.Focus(first)
	if e, ok := first.(*kit.Entry); ok && e.Text != "" { // typing replaces what is offered
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}
