package tasks

import (
	"fyne.io/fyne/v2"

	"casefolio/ui/kit"
)

// object is the entry over what can be chosen with one tap.
func (w *when) object() fyne.CanvasObject {
	if len(w.chips) == 0 {
		return w.entry
	}
	row := kit.Flow(6)
	for _, c := range w.chips {
		row.Add(c)
	}
	return kit.VBox(6, w.entry, row)
}
