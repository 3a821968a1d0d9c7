package kit

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// MarkedEntry is a text of several lines that can be typed into while pieces of
// it are marked: the marks lie below the letters, so that nothing has to take
// the entry's place and the caret stays. Marks keep to their places until they
// are set anew.
type MarkedEntry struct {
	widget.Entry
	OnHovered func(mark int)              // -1 when the pointer leaves the marks
	OnCaret   func(mark int)              // a tap or a key left the caret in a mark; -1: in none
	OnFocus   func(on bool)               // may be nil
	OnPaste   func(text string) bool      // true: the text was taken elsewhere; may be nil
	OnKey     func(e *fyne.KeyEvent) bool // true: the key was taken; may be nil
	OnUndo    func() bool                 // true: something else was taken back; may be nil
	OnRune    func(r rune) bool           // true: the character was taken; may be nil

	marks    []Mark // bytes of the text
	replaced bool   // the program wrote the whole text at some time
	undoing  bool
	over     int
	inner    *container.Scroll
	layer    *fyne.Container
	spots    []spot
}

// NewMarkedEntry returns an empty entry.
func NewMarkedEntry(rows int) *MarkedEntry {
	e := &MarkedEntry{over: -1, layer: container.NewWithoutLayout()}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(rows)
	e.ExtendBaseWidget(e)
	return e
}

// SetMarks shows marks, which are in their order and do not overlap.
func (e *MarkedEntry) SetMarks(marks []Mark) {
	e.marks, e.over = marks, -1
	e.paint()
}

// Marks are the ranges that are marked.
func (e *MarkedEntry) Marks() []Mark { return e.marks }

// Caret is where the caret stands, in bytes of the text.
func (e *MarkedEntry) Caret() int {
	n := e.CursorTextOffset()
	for i := range e.Text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(e.Text)
}

// SetCaret puts the caret at a byte of the text and takes a selection away.
func (e *MarkedEntry) SetCaret(at int) {
	at = max(0, min(at, len(e.Text)))
	e.deselect()
	e.CursorRow, e.CursorColumn = e.rowOf(e.rows(), utf8.RuneCountInString(e.Text[:at]))
	e.Refresh()
}

// deselect ends a selection as a key does that only moves the caret.
func (e *MarkedEntry) deselect() {
	if e.SelectedText() != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	}
}

// Insert puts text where the caret is, in the place of what is selected. It can
// be taken back as a paste can.
func (e *MarkedEntry) Insert(text string) {
	e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: handed(text)})
}

// Replace puts another text in the place of the whole and the caret where it is
// told. It can be taken back as a paste can.
func (e *MarkedEntry) Replace(text string, caret int) {
	if at, more, ok := inserted(e.Text, text); ok {
		e.SetCaret(at)
		e.Insert(more)
		e.SetCaret(caret)
		return
	}
	if e.Text != "" {
		e.replaced = true
		e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	if text == "" { // an empty paste leaves the text alone
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	} else {
		e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: handed(text)})
	}
	e.SetCaret(caret)
}

// inserted tells where a text only got more.
func inserted(was, is string) (at int, more string, ok bool) {
	if len(is) <= len(was) {
		return 0, "", false
	}
	for at < len(was) && was[at] == is[at] {
		at++
	}
	for at > 0 && !(utf8.RuneStart(is[at]) && (at == len(was) || utf8.RuneStart(was[at]))) {
		at--
	}
	end := at + len(is) - len(was)
	return at, is[at:end], is[end:] == was[at:]
}

// Undoing tells whether a change that is told of takes back or does again.
func (e *MarkedEntry) Undoing() bool { return e.undoing }

// step takes back or does again. What the program wrote over the whole text are
// two steps for the toolkit, of which the first one empties it: they are one here,
// and nothing is told of the text between.
func (e *MarkedEntry) step(s fyne.Shortcut) {
	was, tell := e.Text, e.OnChanged
	e.OnChanged, e.undoing = nil, true
	e.Entry.TypedShortcut(s)
	if e.Text == "" && was != "" && e.replaced {
		e.Entry.TypedShortcut(s)
	}
	e.OnChanged = tell
	if tell != nil && e.Text != was {
		tell(e.Text)
	}
	e.undoing = false
}

// handed gives a text to an entry by the way of the clipboard.
type handed string

func (h handed) Content() string { return string(h) }
func (handed) SetContent(string) {}

// rows lists where each row of the wrapped text begins, in characters. The
// toolkit tells it only by its caret, which is put back.
func (e *MarkedEntry) rows() []int {
	row, column := e.CursorRow, e.CursorColumn
	defer func() { e.CursorRow, e.CursorColumn = row, column }()
	starts := []int{0}
	e.CursorColumn = 0
	for i := 1; ; i++ {
		e.CursorRow = i
		start := e.CursorTextOffset()
		if start <= starts[i-1] { // there is no such row
			return starts
		}
		starts = append(starts, start)
	}
}

func (e *MarkedEntry) rowOf(rows []int, at int) (row, column int) {
	for row+1 < len(rows) && rows[row+1] <= at {
		row++
	}
	return row, at - rows[row]
}

// paint puts a rectangle below each piece of a mark that is in sight.
func (e *MarkedEntry) paint() {
	e.layer.Objects, e.spots = nil, nil
	if e.inner != nil && len(e.marks) > 0 && e.inner.Size().Width > 0 {
		row, column := e.CursorRow, e.CursorColumn
		rows := append(e.rows(), utf8.RuneCountInString(e.Text)+1)
		for i, m := range e.marks {
			if m.Start < m.End && m.End <= len(e.Text) {
				from := utf8.RuneCountInString(e.Text[:m.Start])
				e.paintMark(i, rows, from, from+utf8.RuneCountInString(e.Text[m.Start:m.End]))
			}
		}
		e.CursorRow, e.CursorColumn = row, column
	}
	e.layer.Refresh()
}

// paintMark paints one mark, given in characters, row by row.
func (e *MarkedEntry) paintMark(mark int, rows []int, from, to int) {
	leading := fyne.MeasureText("M", theme.Size(theme.SizeBody), fyne.TextStyle{}).Height
	_, back := e.marks[mark].Tone.colors()
	for r := 0; r+1 < len(rows); r++ {
		start, end := max(from, rows[r]), min(to, rows[r+1])
		if start >= end {
			continue
		}
		if r+2 < len(rows) && end == rows[r+1] && end-1 > start { // white space at the break hangs over
			end--
		}
		left, right := e.place(r, start-rows[r]), e.place(r, end-rows[r])
		top := left.Y - e.inner.Offset.Y
		bottom := min(top+leading, e.inner.Size().Height)
		top = max(0, top)
		if top >= bottom {
			continue
		}
		rect := canvas.NewRectangle(theme.Color(back))
		rect.CornerRadius = 3
		rect.Move(e.inner.Position().AddXY(left.X-1, top))
		rect.Resize(fyne.NewSize(right.X-left.X+2, bottom-top))
		e.layer.Objects = append(e.layer.Objects, rect)
		e.spots = append(e.spots, spot{rect.Position(), rect.Size(), mark})
	}
}

// place is where a column of a row begins in the wrapped text.
func (e *MarkedEntry) place(row, column int) fyne.Position {
	e.CursorRow, e.CursorColumn = row, column
	return e.CursorPosition()
}

// hidden is how far the line of the caret lies below what is in sight.
func (e *MarkedEntry) hidden() float32 {
	leading := fyne.MeasureText("M", theme.Size(theme.SizeBody), fyne.TextStyle{}).Height
	return e.CursorPosition().Y + leading - e.inner.Offset.Y - e.inner.Size().Height
}

func (e *MarkedEntry) caretInSight() bool {
	return e.inner != nil && e.inner.Size().Height > 0 && e.hidden() <= 0
}

// followCaret scrolls to the line of the caret where the entry became lower than
// that, as it does while more is asked for below it.
func (e *MarkedEntry) followCaret() {
	if by := e.hidden(); by > 0 && e.inner != nil {
		e.inner.ScrollToOffset(e.inner.Offset.AddXY(0, by))
	}
}

// markAt is the mark at a place of the widget, or -1.
func (e *MarkedEntry) markAt(p fyne.Position) int {
	for _, s := range e.spots {
		if p.X >= s.pos.X && p.Y >= s.pos.Y && p.X < s.pos.X+s.size.Width && p.Y < s.pos.Y+s.size.Height {
			return s.mark
		}
	}
	return -1
}

// MouseIn implements desktop.Hoverable.
func (e *MarkedEntry) MouseIn(m *desktop.MouseEvent) { e.MouseMoved(m) }

// MouseMoved implements desktop.Hoverable.
func (e *MarkedEntry) MouseMoved(m *desktop.MouseEvent) { e.hover(e.markAt(m.Position)) }

// MouseOut implements desktop.Hoverable.
func (e *MarkedEntry) MouseOut() { e.hover(-1) }

func (e *MarkedEntry) hover(mark int) {
	if mark != e.over {
		e.over = mark
		if e.OnHovered != nil {
			e.OnHovered(mark)
		}
	}
}

// told tells in which mark the caret was left.
func (e *MarkedEntry) told() {
	if e.OnCaret == nil {
		return
	}
	at := e.Caret()
	for i, m := range e.marks {
		if at >= m.Start && at < m.End {
			e.OnCaret(i)
			return
		}
	}
	e.OnCaret(-1)
}

// Tapped implements fyne.Tappable.
func (e *MarkedEntry) Tapped(p *fyne.PointEvent) {
	e.Entry.Tapped(p)
	e.told()
}

// TypedKey implements fyne.Focusable.
func (e *MarkedEntry) TypedKey(k *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(k) {
		return
	}
	e.Entry.TypedKey(k)
	switch k.Name {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd:
		e.told()
	}
}

// TypedRune implements fyne.Focusable.
func (e *MarkedEntry) TypedRune(r rune) {
	if e.OnRune == nil || !e.OnRune(r) {
		e.Entry.TypedRune(r)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (e *MarkedEntry) TypedShortcut(s fyne.Shortcut) {
	if p, ok := s.(*fyne.ShortcutPaste); ok && e.OnPaste != nil && p.Clipboard != nil && e.OnPaste(p.Clipboard.Content()) {
		return
	}
	switch s.(type) {
	case *fyne.ShortcutUndo:
		if e.OnUndo == nil || !e.OnUndo() {
			e.step(s)
		}
	case *fyne.ShortcutRedo:
		e.step(s)
	default:
		e.Entry.TypedShortcut(s)
	}
}

// FocusGained implements fyne.Focusable.
func (e *MarkedEntry) FocusGained() {
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus(true)
	}
}

// FocusLost implements fyne.Focusable.
func (e *MarkedEntry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnFocus != nil {
		e.OnFocus(false)
	}
}

// AcceptsTab implements fyne.Tabbable: Tab goes on to the next field.
func (e *MarkedEntry) AcceptsTab() bool { return false }

// CreateRenderer implements fyne.Widget.
func (e *MarkedEntry) CreateRenderer() fyne.WidgetRenderer {
	r := &markedEntryRenderer{WidgetRenderer: e.Entry.CreateRenderer(), e: e}
	for _, o := range r.WidgetRenderer.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			e.inner = s
			s.OnScrolled = func(fyne.Position) { e.paint() }
		}
	}
	return r
}

// markedEntryRenderer is the toolkit's own with the marks below its text.
type markedEntryRenderer struct {
	fyne.WidgetRenderer
	e *MarkedEntry
}

func (r *markedEntryRenderer) Layout(s fyne.Size) {
	seen := r.e.caretInSight()
	r.WidgetRenderer.Layout(s)
	if seen {
		r.e.followCaret()
	}
	r.e.layer.Resize(s)
	r.e.paint()
}

func (r *markedEntryRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.e.paint() // the colours may be others
}

// Objects puts the marks right below the text.
func (r *markedEntryRenderer) Objects() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range r.WidgetRenderer.Objects() {
		if o == fyne.CanvasObject(r.e.inner) {
			out = append(out, r.e.layer)
		}
		out = append(out, o)
	}
	return out
}
