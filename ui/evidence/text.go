package evidence

import (
	"context"
	"io"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// How much of a text the window shows: up to markedText bytes as text that can
// be marked, up to shownText as lines, because the toolkit's label gets slow.
const (
	markedText = 24 << 10
	shownText  = 2 << 20
)

// newTextView shows the text of an original.
func newTextView(p *Page, e evidence.Exhibit) fyne.CanvasObject {
	holder := container.NewStack(kit.Muted(kit.T("viewer.loading")))
	kit.Run(p.deps.Shell.Tasks(), "viewer/text", func(context.Context) (string, error) {
		return readText(p.deps.Evidence, e)
	}, func(text string, err error) {
		var shown fyne.CanvasObject
		switch {
		case err != nil:
			sentence, hint := kit.FaultText(err)
			shown = kit.NewEmptyState(sentence, hint, "", nil)
		case len(text) <= markedText:
			label := widget.NewLabel(text)
			label.Selectable = true
			label.Wrapping = fyne.TextWrapWord
			label.SizeName = theme.SizeBody
			shown = kit.NewCard(container.NewVScroll(label))
		default:
			shown = longText(p, e, text)
		}
		holder.Objects = []fyne.CanvasObject{shown}
		holder.Refresh()
	})
	return holder
}

// longText shows a long text as lines, with a way to copy it.
func longText(p *Page, e evidence.Exhibit, text string) fyne.CanvasObject {
	note := kit.Small("")
	if e.Size > shownText {
		note.SetText(kit.T("viewer.text.cut", "shown", kit.FileSize(shownText), "size", kit.FileSize(e.Size)))
	}
	tools := kit.Row(8, 0, note, kit.NewButton(kit.T("viewer.text.copy"), func() {
		fyne.CurrentApp().Clipboard().SetContent(text)
		p.deps.Shell.Toast(kit.T("viewer.text.copied"))
	}))
	return kit.Dock(nil, kit.Pad(tools, 8, 0, 0, 0), kit.NewCard(newTextLines(text)))
}

// textLines is a text broken into lines of one height each, of which only
// those in sight are drawn.
type textLines struct {
	widget.BaseWidget
	text    string
	lines   []string
	measure *kit.Measure
	list    *widget.List
	width   float32
}

func newTextLines(text string) *textLines {
	t := &textLines{text: text, measure: kit.NewMeasure(theme.SizeBody)}
	t.list = widget.NewList(func() int { return len(t.lines) },
		func() fyne.CanvasObject { return kit.Body(" ").Whole() },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*kit.Text).SetText(t.lines[i]) })
	t.list.HideSeparators = true
	t.list.OnSelected = func(widget.ListItemID) { t.list.UnselectAll() }
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *textLines) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.list) }

// Resize breaks the lines again when the width has changed.
func (t *textLines) Resize(s fyne.Size) {
	const bar = 14 // room for the scroll bar
	if s.Width != t.width && s.Width > bar {
		t.width = s.Width
		t.lines = strings.Split(t.measure.Wrap(t.text, s.Width-bar), "\n")
		t.list.Refresh()
	}
	t.BaseWidget.Resize(s)
}

// readText reads the beginning of an original as text.
func readText(service Service, e evidence.Exhibit) (string, error) {
	in, err := service.Original(e)
	if err != nil {
		return "", err
	}
	defer in.Close()
	raw, err := io.ReadAll(io.LimitReader(in, shownText))
	if err != nil {
		return "", err
	}
	text := strings.TrimPrefix(string(raw), "\uFEFF")
	return printable(strings.ReplaceAll(text, "\r\n", "\n")), nil
}
