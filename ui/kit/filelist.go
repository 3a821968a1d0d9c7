package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// fileList is the list of a folder with the keys that a file window has. It
// shows by itself which line the keys are at, because the toolkit's list keeps
// its place when another folder is shown.
type fileList struct {
	widget.List
	p    *picker
	at   int
	keys bool // it has the focus

	tapped time.Time // the last tap
	again  int       // the line that a second tap would take; -1: none
}

func newFileList(p *picker) *fileList {
	l := &fileList{p: p}
	l.Length = func() int { return len(p.entries) }
	l.CreateItem = newFileRow
	l.UpdateItem = l.fill
	l.OnSelected = func(i int) {
		l.Unselect(i)
		l.tap(i, time.Now())
	}
	l.ExtendBaseWidget(l)
	return l
}

// tap chooses a line. The second tap of a double click takes the file, as
// everybody expects; after a folder it does nothing, because the pointer is
// over another line by then.
func (l *fileList) tap(i int, now time.Time) {
	second := now.Sub(l.tapped) < DoubleClick
	l.tapped = now
	if i >= len(l.p.entries) {
		return
	}
	if second && l.again != i {
		if l.again < 0 {
			return
		}
		second = false
	}
	l.at = i
	if second {
		l.p.entered(i)
		return
	}
	l.again = i
	if l.p.entries[i].folder {
		l.again = -1
	}
	l.p.tapped(i)
}

// FocusGained implements fyne.Focusable.
func (l *fileList) FocusGained() { l.keys = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *fileList) FocusLost() { l.keys = false; l.Refresh() }

// TypedRune implements fyne.Focusable: letters look for a name.
func (l *fileList) TypedRune(r rune) {
	if r != ' ' {
		l.p.find(r)
	}
}

// TypedKey implements fyne.Focusable.
func (l *fileList) TypedKey(e *fyne.KeyEvent) {
	if escaped(l, e) {
		return
	}
	switch e.Name {
	case fyne.KeyDown:
		l.moveTo(l.at + 1)
	case fyne.KeyUp:
		l.moveTo(l.at - 1)
	case fyne.KeyPageDown:
		l.moveTo(l.at + 8)
	case fyne.KeyPageUp:
		l.moveTo(l.at - 8)
	case fyne.KeyHome:
		l.moveTo(0)
	case fyne.KeyEnd:
		l.moveTo(len(l.p.entries) - 1)
	case fyne.KeyBackspace:
		l.p.up()
	case fyne.KeySpace:
		if l.at < len(l.p.entries) {
			l.p.tapped(l.at)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		l.p.entered(l.at)
	}
}

func (l *fileList) moveTo(i int) {
	l.at = max(0, min(i, len(l.p.entries)-1))
	l.ScrollTo(l.at)
	l.Refresh()
}

func newFileRow() fyne.CanvasObject {
	row := Row(8, 1, widget.NewIcon(fynetheme.FileIcon()), Body(""), Small("").Whole(), Sized(Small("").Aligned(fyne.TextAlignTrailing), 62, 0))
	return container.NewStack(newPaint("", 4, fyne.Size{}), Pad(row, 4, 6, 4, 6))
}

func (l *fileList) fill(i widget.ListItemID, o fyne.CanvasObject) {
	parts := o.(*fyne.Container).Objects
	row := parts[1].(*fyne.Container).Objects[0].(*fyne.Container).Objects
	icon, name, at := row[0].(*widget.Icon), row[1].(*Text), row[2].(*Text)
	size := row[3].(*fyne.Container).Objects[0].(*Text)
	e := l.p.entries[i]
	chosen := l.p.selected[e.name]
	back := fyne.ThemeColorName("")
	if chosen || (l.keys && i == l.at) {
		back = theme.ColorSelected
	}
	stroke := fyne.ThemeColorName("")
	if l.keys && i == l.at {
		stroke = theme.ColorAccent
	}
	parts[0].(*paint).set(back, stroke)
	name.SetText(e.name)
	at.SetText(e.at.Local().Format(StampLayout))
	switch {
	case e.folder:
		icon.SetResource(fynetheme.FolderIcon())
	case chosen:
		icon.SetResource(fynetheme.ConfirmIcon())
	default:
		icon.SetResource(fynetheme.FileIcon())
	}
	if e.folder {
		size.SetText("")
	} else {
		size.SetText(FileSize(e.size))
	}
	o.Refresh()
}
