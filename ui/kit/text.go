package kit

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"casefolio/ui/theme"
)

// Text is a run of text without the toolkit's padding around it. It is one
// line that ends in an ellipsis where it does not fit, unless it is Wrapped or
// Whole.
type Text struct {
	widget.BaseWidget
	text string
	seg  *widget.TextSegment
	rich *widget.RichText
	mark *widget.Label // instead of rich for text that can be marked

	wraps bool
	lines int     // most lines; zero: as many as it needs
	width float32 // that the lines were broken for
}

func newText(s string, size fyne.ThemeSizeName, color fyne.ThemeColorName, bold bool) *Text {
	t := &Text{text: s, seg: &widget.TextSegment{Text: s, Style: widget.RichTextStyle{
		SizeName: size, ColorName: color, TextStyle: fyne.TextStyle{Bold: bold},
	}}}
	t.rich = widget.NewRichText(t.seg)
	t.rich.Wrapping = fyne.TextWrapOff
	t.rich.Truncation = fyne.TextTruncateEllipsis
	t.ExtendBaseWidget(t)
	return t
}

// Title is a page's or file's name: 18, bold.
func Title(s string) *Text { return newText(s, theme.SizeTitle, theme.ColorInk, true) }

// Heading is 14, bold.
func Heading(s string) *Text { return newText(s, theme.SizeHeading, theme.ColorInk, true) }

// Body is 13.
func Body(s string) *Text { return newText(s, theme.SizeBody, theme.ColorInk, false) }

// Strong is 13, bold.
func Strong(s string) *Text { return newText(s, theme.SizeBody, theme.ColorInk, true) }

// Muted is 13 in the secondary colour.
func Muted(s string) *Text { return newText(s, theme.SizeBody, theme.ColorMuted, false) }

// Small is 11 in the secondary colour.
func Small(s string) *Text { return newText(s, theme.SizeSmall, theme.ColorMuted, false) }

// Selectable is body text that wraps and can be marked and copied.
func Selectable(s string) *Text {
	t := &Text{text: s, mark: widget.NewLabel(s)}
	t.mark.Selectable = true
	t.mark.Wrapping = fyne.TextWrapWord
	t.mark.SizeName = theme.SizeBody
	t.ExtendBaseWidget(t)
	return t
}

// Wrapped lets the text take as many lines as it needs and returns it.
func (t *Text) Wrapped() *Text {
	t.wraps = true
	t.rich.Truncation = fyne.TextTruncateOff
	return t
}

// Clamped is Wrapped with at most so many lines; what does not fit ends in an
// ellipsis.
func (t *Text) Clamped(lines int) *Text {
	t.lines = lines
	return t.Wrapped()
}

// Whole keeps the text on one line that is never cut and returns it.
func (t *Text) Whole() *Text {
	t.rich.Truncation = fyne.TextTruncateOff
	return t
}

// Colored paints the text in a colour of the theme and returns it.
func (t *Text) Colored(name fyne.ThemeColorName) *Text {
	t.seg.Style.ColorName = name
	t.rich.Refresh()
	return t
}

// Bold switches the weight and returns the text.
func (t *Text) Bold(on bool) *Text {
	t.seg.Style.TextStyle.Bold = on
	t.restyle()
	return t
}

// Sized changes the size and returns the text.
func (t *Text) Sized(name fyne.ThemeSizeName) *Text {
	t.seg.Style.SizeName = name
	t.restyle()
	return t
}

// Aligned sets the alignment and returns the text.
func (t *Text) Aligned(a fyne.TextAlign) *Text {
	t.seg.Style.Alignment = a
	t.rich.Refresh()
	return t
}

// Text returns what is shown.
func (t *Text) Text() string { return t.text }

// SetText changes what is shown.
func (t *Text) SetText(s string) {
	if t.text == s {
		return
	}
	t.text = s
	if t.mark != nil {
		t.mark.SetText(s)
		t.Refresh()
		return
	}
	t.restyle()
}

// restyle breaks the lines again and repaints.
func (t *Text) restyle() {
	t.seg.Text = t.text
	if t.wraps {
		t.seg.Text = t.broken(t.width)
	}
	t.rich.Refresh()
	t.Refresh()
}

func (t *Text) broken(width float32) string {
	size, style := theme.Size(t.seg.Style.SizeName), t.seg.Style.TextStyle
	measure := func(s string) float32 { return fyne.MeasureText(s, size, style).Width }
	if t.lines > 0 {
		return clampText(t.text, t.lines, width, measure)
	}
	return wrapText(t.text, width, measure)
}

// Resize implements fyne.CanvasObject; wrapped text breaks its lines for the
// new width.
func (t *Text) Resize(s fyne.Size) {
	if t.wraps && s.Width != t.width {
		t.width = s.Width
		if lines := t.broken(s.Width); lines != t.seg.Text {
			t.seg.Text = lines
			t.rich.Refresh()
		}
	}
	t.BaseWidget.Resize(s)
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer { return &textRenderer{t} }

// textRenderer shows the toolkit's text without its inner padding.
type textRenderer struct{ t *Text }

func (r *textRenderer) inner() fyne.CanvasObject {
	if r.t.mark != nil {
		return r.t.mark
	}
	return r.t.rich
}

func inset() float32 { return theme.Size(fynetheme.SizeNameInnerPadding) }

func (r *textRenderer) Layout(s fyne.Size) {
	p := inset()
	r.inner().Move(fyne.NewPos(-p, -p))
	r.inner().Resize(fyne.NewSize(s.Width+2*p, s.Height+2*p))
}

func (r *textRenderer) MinSize() fyne.Size {
	p := inset()
	m := r.inner().MinSize()
	if r.t.wraps {
		m.Width = 2 * p
	}
	return fyne.NewSize(max(0, m.Width-2*p), max(0, m.Height-2*p))
}

func (r *textRenderer) Refresh()                     { r.inner().Refresh() }
func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.inner()} }
func (r *textRenderer) Destroy()                     {}
