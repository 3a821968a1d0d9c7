package kit

import (
	"context"

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

// Leading is a pane that leads to where something else about its case is done.
type Leading interface {
	Lead(goTo func(at cases.Place))
}

// CaseParts is what a noun gives to a CaseBody. Leave and Changed may be nil.
type CaseParts[S any] struct {
	Slot string // among the window's tasks
	Read func(ctx context.Context, caseID string) (S, error)
	// Fill puts what was read into Scroll; with stay it is the case that stood
	// there before, which keeps its place.
	Fill func(s S, stay bool)
	// Leave is told before a case is shown, while Case is still the one before:
	// without stay that goes, and what is typed in it is to be kept.
	Leave func(stay bool)
	// Changed is told after every change of a case and has the case shown again;
	// without it the pane does so itself.
	Changed func(caseID string)
}

// CaseBody is what the panes have in common that show what a noun knows of one
// case: they read it, fill a scroller and do deeds on it.
type CaseBody[S any] struct {
	Case     cases.Case // the one that is shown
	Writable bool
	Scroll   *Scroller
	shell    Shell
	parts    CaseParts[S]
}

// NewCaseBody returns an empty one.
func NewCaseBody[S any](shell Shell, parts CaseParts[S]) *CaseBody[S] {
	return &CaseBody[S]{Scroll: NewScroller(VBox(0)), shell: shell, parts: parts}
}

// Content implements CasePane.
func (b *CaseBody[S]) Content() fyne.CanvasObject { return b.Scroll }

// Show implements CasePane. What was shown of the same case stays until the new
// state is read.
func (b *CaseBody[S]) Show(c cases.Case, writable bool) {
	stay := c.ID == b.Case.ID && writable == b.Writable
	if b.parts.Leave != nil {
		b.parts.Leave(stay)
	}
	b.Case, b.Writable = c, writable
	if !stay {
		b.Scroll.SetContent(VBox(0), false)
	}
	if c.ID == "" {
		b.shell.Tasks().Cancel(b.parts.Slot)
		return
	}
	Run(b.shell.Tasks(), b.parts.Slot, func(ctx context.Context) (S, error) {
		return b.parts.Read(ctx, c.ID)
	}, func(s S, err error) {
		if err != nil {
			b.shell.ShowError(err)
			return
		}
		b.parts.Fill(s, stay)
	})
}

// Changed has a case shown again that was changed.
func (b *CaseBody[S]) Changed(caseID string) {
	switch {
	case b.parts.Changed != nil:
		b.parts.Changed(caseID)
	case b.Case.ID == caseID:
		b.Show(b.Case, b.Writable)
	}
}

// Do does a deed on the case; done is for its success.
func (b *CaseBody[S]) Do(deed func(ctx context.Context) error, done func(Back)) {
	id := b.Case.ID
	Do(b.shell, id, deed, func(back Back, err error) {
		if err != nil {
			b.shell.ShowError(err)
			b.Changed(id)
			return
		}
		done(back)
	})
}

// Did says what was done, with the way back, and shows what it has made of the
// case.
func (b *CaseBody[S]) Did(back Back, words string, more ...Action) {
	Did(b.shell, words, back, more...)
	b.Changed(back.CaseID)
}
