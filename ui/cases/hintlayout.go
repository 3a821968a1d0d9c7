package cases

import (
	"fyne.io/fyne/v2"

	"casefolio/ui/kit"
)

// hintLayout says in the drop area what can be dropped, in fewer words where
// the long ones would take a second line from the timeline.
type hintLayout struct {
	hint  *kit.DropHint
	width float32
}

// wideHint is the width from which the long words are used.
const wideHint = 440

func (l *hintLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (l *hintLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if size.Width != l.width {
		l.width = size.Width
		keys := kit.ShortcutLabel(fyne.KeyV)
		text := kit.T("cases.drop.brief", "paste", keys)
		if size.Width >= wideHint {
			text = kit.T("cases.drop", "paste", keys)
		}
		l.hint.SetText(text)
	}
	o[0].Move(fyne.Position{})
	o[0].Resize(size)
}
