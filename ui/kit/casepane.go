package kit

import (
	"fyne.io/fyne/v2"

	"casefolio/app/cases"
)

// CasePane is a part of the case page that a noun of its own fills: a tab of
// the file or a section of the inspector.
type CasePane interface {
	Content() fyne.CanvasObject
	// Show shows a case. It reads what it needs through Run and is called again
	// after every change of the case; nothing may be changed unless writable.
	Show(c cases.Case, writable bool)
}
