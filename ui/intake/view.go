package intake

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/intake"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// textView shows the pasted text with what was recognised in it, in the place
// of the entry. A tap on a mark asks what to do with it, any other tap or key
// goes on in the entry.
type textView struct {
	pane    *pastePane
	text    *kit.Marked
	frame   *canvas.Rectangle
	hits    []intake.Hit // one for each mark
	scroll  *container.Scroll
	content *fyne.Container
}

func newTextView(s *pastePane) *textView {
	inset := theme.Size(fynetheme.SizeNameInnerPadding)
	v := &textView{pane: s, text: kit.NewMarked(), frame: canvas.NewRectangle(theme.Color(theme.ColorCard))}
	v.frame.CornerRadius = theme.Size("inputRadius")
	v.frame.StrokeWidth = 1
	v.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(inset, inset, inset, inset), v.text))
	v.content = container.NewStack(v.frame, v.scroll)
	v.content.Hide()
	v.text.OnTapped = func(mark int, e *fyne.PointEvent) {
		if mark >= 0 {
			v.ask(v.hits[mark], e.AbsolutePosition)
			return
		}
		v.edit()
		if s.whole == "" { // the cursor goes where the tap was
			at := e.Position.AddXY(inset, inset-v.scroll.Offset.Y)
			s.entry.Tapped(&fyne.PointEvent{Position: at, AbsolutePosition: e.AbsolutePosition})
		}
	}
	v.text.OnHovered = v.hovered
	v.text.OnRune = func(r rune) { v.edit(); s.entry.TypedRune(r) }
	v.text.OnKey = func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			s.page.cancel()
			return
		}
		v.edit()
		s.entry.TypedKey(e)
	}
	v.text.OnShortcut = func(c fyne.Shortcut) {
		if s.whole != "" {
			if p, ok := c.(*fyne.ShortcutPaste); ok && p.Clipboard != nil {
				s.takeOver(s.whole + "\n" + p.Clipboard.Content())
			}
			return
		}
		v.edit()
		s.entry.TypedShortcut(c)
	}
	v.text.OnFocus = v.focused
	v.text.OnTab = s.page.toForm
	v.focused(false)
	return v
}

func (v *textView) focused(on bool) {
	v.frame.FillColor = theme.Color(theme.ColorCard)
	v.frame.StrokeColor = theme.Color(theme.ColorFieldLine)
	if on {
		v.frame.StrokeColor = theme.Color(theme.ColorAccent)
	}
	v.frame.Refresh()
}

// show puts the view in the entry's place, unless there is nothing to show.
func (v *textView) show() bool {
	if v.pane.entry.Text == "" {
		v.hide()
		return false
	}
	if v.text.Text() != v.pane.entry.Text {
		v.mark(nil) // the old places are no more
	}
	v.pane.entry.Hide()
	v.content.Show()
	return true
}

// hide gives the place back to the entry.
func (v *textView) hide() {
	v.content.Hide()
	v.pane.entry.Show()
}

// edit goes on in the entry; a text that is too long for it is only shown.
func (v *textView) edit() {
	if v.pane.whole != "" {
		return
	}
	v.hide()
	v.pane.page.deps.Shell.Window().Canvas().Focus(v.pane.entry)
}

// mark shows hits of the text, the first where two overlap: facts in blue,
// what speaks for a category or asks for something in yellow.
func (v *textView) mark(hits []intake.Hit) {
	text := v.pane.entry.Text
	var marks []kit.Mark
	v.hits = v.hits[:0:0]
	end := 0
	for _, h := range hits {
		if h.Start < end || h.End > len(text) || h.Event || h.Kind == intake.Platform {
			continue
		}
		tone := kit.ToneInfo
		switch {
		case h.Wrong:
			tone = kit.ToneLate
		case h.Kind == intake.Category || h.Kind == intake.Demand || h.Derived || h.Other != "":
			tone = kit.ToneSoon
		}
		marks = append(marks, kit.Mark{Start: h.Start, End: h.End, Tone: tone})
		v.hits = append(v.hits, h)
		end = h.End
	}
	v.text.Set(text, marks)
}

// hovered says below the text what a mark was taken for.
func (v *textView) hovered(mark int) {
	said := kit.T("intake.paste.note")
	if mark >= 0 {
		said = v.pane.hitText(v.hits[mark])
	}
	v.pane.note.SetText(said)
}

// ask offers what can be done with a hit: take it, read it in another way, take
// it for something else, or leave it alone.
func (v *textView) ask(h intake.Hit, at fyne.Position) {
	s := v.pane
	head := fyne.NewMenuItem(shortened(s.hitText(h), 60), nil)
	head.Disabled = true
	items := []*fyne.MenuItem{head, fyne.NewMenuItemSeparator()}
	for _, o := range readings(h, s.page.deps.Now().Location()) {
		items = append(items, fyne.NewMenuItem(kit.T("intake.mark.take", "value", shortened(s.valueText(o), 40)), func() { s.take(o) }))
	}
	kinds := fyne.NewMenuItem(kit.T("intake.mark.kind"), nil)
	var sub []*fyne.MenuItem
	for _, kind := range intake.Kinds() {
		if kind != h.Kind {
			sub = append(sub, fyne.NewMenuItem(kit.T("intake_field.hit."+kind), func() { s.judge(h, kind) }))
		}
	}
	kinds.ChildMenu = fyne.NewMenu("", sub...)
	items = append(items, kinds, fyne.NewMenuItem(kit.T("intake.mark.dismiss"), func() { s.judge(h, "") }))
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), s.page.deps.Shell.Window().Canvas(), at)
}

// hitText writes what a hit was taken for, with what is to be said about it.
func (s *pastePane) hitText(h intake.Hit) string {
	text := kit.T("intake.hit", "kind", kit.T("intake_field.hit."+h.Kind), "value", s.valueText(offer{hit: h}))
	note := ""
	switch {
	case h.Wrong:
		note = kit.T("intake.mark.wrong")
	case h.Other != "":
		note = kit.T("intake.mark.ambiguous")
	case h.Derived:
		note = kit.T("intake.mark.derived")
	case h.Kind == intake.Tracking:
		var names []string
		for _, m := range h.Carriers {
			names = append(names, m.Carrier.Name(kit.Language()))
		}
		note = strings.Join(names[:min(3, len(names))], " / ")
	}
	if note == "" {
		return text
	}
	return kit.T("intake.hit", "kind", text, "value", note)
}
