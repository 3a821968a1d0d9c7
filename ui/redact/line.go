package redact

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/dossier/audience"
	"casefolio/app/redact"
	"casefolio/ui/kit"
)

// slotKept reads what is kept for a case.
const slotKept = "redact/kept"

// Line tells in one line how much is covered and leads to the choice.
type Line struct {
	widget.BaseWidget
	deps    Deps
	caseRef string
	changed func([]redact.Term)
	to      audience.Audience
	terms   []redact.Term
	known   bool
	words   *kit.Text
	choose  *kit.Button
}

// NewLine returns the line; Load fills it. changed, which may be nil, is told
// when another choice was kept for the case.
func NewLine(deps Deps, caseRef string, changed func([]redact.Term)) *Line {
	l := &Line{deps: deps, caseRef: caseRef, changed: changed, to: audience.Outside, words: kit.Body(" ").Wrapped()}
	l.choose = kit.NewButton(kit.T("masking.choose"), l.ask)
	l.ExtendBaseWidget(l)
	return l
}

// Load reads what is kept.
func (l *Line) Load() {
	kit.Run(l.deps.Shell.Tasks(), slotKept, func(ctx context.Context) ([]redact.Term, error) {
		return l.deps.Service.Masking(ctx, l.caseRef)
	}, func(terms []redact.Term, err error) {
		if err != nil {
			l.deps.Shell.ShowError(err)
			return
		}
		l.set(terms)
	})
}

// SetAudience says who the paper is for.
func (l *Line) SetAudience(a audience.Audience) {
	l.to = a
	l.tell()
}

// Button leads to the choice.
func (l *Line) Button() *kit.Button { return l.choose }

func (l *Line) set(terms []redact.Term) {
	l.terms, l.known = terms, true
	l.tell()
}

func (l *Line) tell() {
	if !l.known {
		return
	}
	key := "masking.line"
	switch {
	case l.to == audience.Supplier && len(l.terms) == 0:
		key = "masking.line.supplier"
	case l.to == audience.Supplier:
		key = "masking.line.supplier_more"
	case len(l.terms) == 0:
		key = "masking.line.none"
	case len(l.terms) == 1:
		key = "masking.line.one"
	}
	l.words.SetText(kit.T(key, "count", kit.Count(len(l.terms))))
	l.Refresh()
}

func (l *Line) ask() {
	Ask(l.deps, l.caseRef, l.to, func(terms []redact.Term) {
		l.set(terms)
		if l.changed != nil {
			l.changed(terms)
		}
	})
}

// CreateRenderer implements fyne.Widget.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.VBox(6, l.words, kit.HBox(0, l.choose)))
}

// Ask lets the seller choose in a dialog and keeps the choice for the case; then
// is told of it.
func Ask(deps Deps, caseRef string, to audience.Audience, then func([]redact.Term)) {
	const wide, high = 620, 460
	canvas := deps.Shell.Window().Canvas()
	c := NewChooser(deps, caseRef, nil)
	c.SetAudience(to)
	d := kit.NewDialog(canvas, kit.T("masking.title"), c.fixed())
	d.SetWidth(wide)
	d.Height = high
	d.OnClosed = func() { deps.Shell.Tasks().Cancel(slotFind) }
	keep := kit.NewPrimary(kit.T("masking.keep"), func() {
		c.Keep(func(terms []redact.Term) {
			d.Hide()
			then(terms)
		})
	})
	keep.Disable()
	c.ready = keep.Enable
	d.SetButtons(kit.NewButton(kit.T("kit.cancel"), d.Hide), keep)
	d.Show()
	c.Load()
}
