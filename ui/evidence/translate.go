package evidence

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// translationText is what stands under a message that has a translation.
func translationText(m evidence.Message) string {
	source := m.TranslationSource
	if source == evidence.Self {
		source = kit.T("viewer.translation.self")
	}
	return kit.T("viewer.translation", "text", m.Translation, "source", source)
}

// deed names what can be done with a message, or nothing.
func (v *chatView) deed(m evidence.Message) string {
	switch {
	case m.Body == "" || !v.x.e.DeletedAt.IsZero():
		return ""
	case m.Translation != "":
		return kit.T("viewer.translate.change")
	}
	return kit.T("viewer.translate")
}

// translate asks for the translation of a message and where it is from. The
// dialog stays until it is kept; one in which something was typed does not go
// with Esc.
func (v *chatView) translate(m evidence.Message) {
	p := v.page
	text, source := kit.NewLongEntry(4), kit.NewEntry()
	text.SetText(m.Translation)
	if m.TranslationSource != evidence.Self {
		source.SetText(m.TranslationSource)
	}
	if m.Translation == "" {
		source.SetText(p.translator)
	}
	original := kit.Body(printable(bounded(m.Body))).Wrapped().Clamped(8)
	d := kit.NewDialog(p.deps.Shell.Window().Canvas(), kit.T("viewer.translate.title"), kit.VBox(12,
		kit.NewField(kit.T("viewer.translate.original"), false, original),
		kit.NewField(kit.T("viewer.translate.text"), false, text).WithHint(kit.T("viewer.translate.hint")),
		kit.NewField(kit.T("viewer.translate.source"), false, source).WithHint(kit.T("viewer.translate.source.hint"))))
	d.SetWidth(520)
	text.OnChanged = func(s string) { d.NoEscape = s != m.Translation }
	save := func() { v.keep(m, text.Text, source.Text, d.Hide) }
	source.OnSubmitted = func(string) { save() }
	d.SetButtons(kit.NewButton(kit.T("viewer.cancel"), d.Hide), kit.NewPrimary(kit.T("viewer.translate.save"), save))
	d.Show()
	p.deps.Shell.Window().Canvas().Focus(text)
}

// keep keeps a translation, says so and offers the way back.
func (v *chatView) keep(m evidence.Message, text, source string, then func()) {
	p, id := v.page, v.x.e.ID
	p.do(func(ctx context.Context) error { return p.deps.Evidence.Translate(ctx, id, m.Seq, text, source) }, func(back kit.Back) {
		then()
		p.translator = source
		p.Reload()
		done := kit.T("viewer.translated")
		if text == "" {
			done = kit.T("viewer.translated.removed")
		}
		kit.Did(p.deps.Shell, done, back)
	})
}

// link is a deed as small as the line that it stands in; without a name it is
// not there.
type link struct {
	widget.BaseWidget
	text   *kit.Text
	tapped func()
}

func newLink() *link {
	l := &link{text: kit.Small(" ").Whole().Colored(theme.ColorAccent)}
	l.ExtendBaseWidget(l)
	return l
}

func (l *link) set(name string, tapped func()) {
	l.text.SetText(name)
	l.tapped = tapped
	l.Hidden = name == ""
}

// Tapped implements fyne.Tappable.
func (l *link) Tapped(*fyne.PointEvent) { l.tapped() }

// Cursor implements desktop.Cursorable.
func (l *link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (l *link) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.text) }
