package intake

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/ui/kit"
)

// input is what a field is typed into.
type input interface {
	fyne.Focusable
	fyne.CanvasObject
	SetText(string)
	SetPlaceHolder(string)
}

// field is one fact of the form.
type field struct {
	key     string
	box     *kit.Field
	input   input
	get     func() string
	set     func(string)
	terms   []cases.Term
	changed func(value string) // beside the form's own bookkeeping; may be nil
}

// setTerms changes what a choice offers.
func (fd *field) setTerms(terms []cases.Term) {
	value := fd.get()
	fd.terms = terms
	fd.input.(*kit.Combo).SetOptions(termNames(terms))
	fd.set(value)
}

func (fd *field) boxed(label string) *field {
	var shown fyne.CanvasObject = fd.input
	if e, ok := fd.input.(*textEntry); !ok || !e.MultiLine {
		shown = kit.WithoutBars(fd.input)
	}
	fd.box = kit.NewField(label, false, shown)
	return fd
}

// textEntry is a text that tells when it is left. paste, which may be nil, may
// take a pasted text in the entry's place; pasted and entered, which may be nil,
// are told of a paste and of the focus.
type textEntry struct {
	widget.Entry
	left, cancel    func()
	paste           func(text string) bool
	pasted, entered func()
}

// TypedShortcut implements fyne.Shortcutable.
func (e *textEntry) TypedShortcut(s fyne.Shortcut) {
	if p, ok := s.(*fyne.ShortcutPaste); ok && e.paste != nil && p.Clipboard != nil && e.paste(p.Clipboard.Content()) {
		return
	}
	e.Entry.TypedShortcut(s)
	if _, ok := s.(*fyne.ShortcutPaste); ok && e.pasted != nil {
		e.pasted()
	}
}

// FocusGained implements fyne.Focusable.
func (e *textEntry) FocusGained() {
	if e.entered != nil {
		e.entered()
	}
	e.Entry.FocusGained()
}

// FocusLost implements fyne.Focusable.
func (e *textEntry) FocusLost() {
	e.Entry.FocusLost()
	e.left()
}

func (e *textEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.cancel()
		return
	}
	e.Entry.TypedKey(k)
}

// AcceptsTab lets Tab move on from texts of several lines, too.
func (e *textEntry) AcceptsTab() bool { return false }

func newTextField(f *form, key string) *field {
	e := &textEntry{left: func() { f.left(key) }, cancel: f.page.cancel}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	return newEntryField(f, key, e)
}

// newTimeField shows a time without its seconds and in the seller's zone. The
// exact time is kept for as long as the seller does not touch it.
func newTimeField(f *form, key string) *field {
	fd := newTextField(f, key)
	plain, put := fd.get, fd.set
	exact, shown := "", ""
	fd.set = func(s string) {
		exact, shown = s, calmTime(s, f.page.deps.Now().Location())
		put(shown)
	}
	fd.get = func() string {
		if s := plain(); s != shown {
			return s
		}
		return exact
	}
	fd.input.SetPlaceHolder("2026-11-09 22:14")
	return fd
}

func newLongField(f *form, key string, rows int) *field {
	e := &textEntry{left: func() { f.left(key) }, cancel: f.page.cancel}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(rows)
	return newEntryField(f, key, e)
}

func newEntryField(f *form, key string, e *textEntry) *field {
	e.ExtendBaseWidget(e)
	fd := &field{key: key, input: e, get: func() string { return e.Text }, set: e.SetText}
	e.OnChanged = func(s string) {
		if !f.filling && fd.changed != nil {
			fd.changed(s)
		}
		f.edited(key)
	}
	return fd.boxed(fieldLabel(key, required()[key]))
}

func newChoiceField(f *form, key string, terms []cases.Term) *field {
	e := kit.NewCombo(termNames(terms))
	e.OnLeft = func() { f.left(key) }
	fd := &field{key: key, input: e, terms: terms}
	fd.get = func() string { return termID(fd.terms, e.Text) }
	fd.set = func(id string) { e.SetText(cases.Name(fd.terms, id, kit.Language())) }
	e.OnChanged = func(string) {
		if !f.filling && fd.changed != nil {
			fd.changed(fd.get())
		}
		f.edited(key)
	}
	return fd.boxed(fieldLabel(key, required()[key]))
}

func termNames(terms []cases.Term) []string {
	names := make([]string, len(terms))
	for i, t := range terms {
		names[i] = t.Name(kit.Language())
	}
	return names
}

// termID is the listed id of a name in any language, or the seller's own words.
func termID(terms []cases.Term, text string) string {
	text = strings.TrimSpace(text)
	for _, t := range terms {
		if strings.EqualFold(t.ID, text) {
			return t.ID
		}
		for _, name := range t.Names {
			if strings.EqualFold(name, text) {
				return t.ID
			}
		}
	}
	return text
}

// categoryField is the reason tree as two rows of chips.
type categoryField struct {
	form  *form
	lists *cases.Lists
	value string
	box   *kit.Field
	tops  *fyne.Container
	sub   *fyne.Container
}

func newCategoryField(f *form, lists *cases.Lists) *categoryField {
	c := &categoryField{form: f, lists: lists, tops: kit.Flow(6), sub: kit.Flow(6)}
	c.box = kit.NewField(fieldLabel(fieldCategory, required()[fieldCategory]), false, kit.VBox(6, c.tops, c.sub))
	c.show()
	return c
}

// set takes a top, a leaf or the seller's own words.
func (c *categoryField) set(id string) {
	c.value = id
	c.show()
}

// choose is a tap by the seller.
func (c *categoryField) choose(id string) {
	c.set(id)
	c.box.Clear()
	c.form.edited(fieldCategory)
}

func (c *categoryField) show() {
	lang := kit.Language()
	top, leaf, listed := c.lists.Category(c.value)
	c.tops.RemoveAll()
	c.sub.RemoveAll()
	for _, t := range c.lists.Categories() {
		chip := kit.NewChip(t.Name(lang), kit.ToneNeutral, func() { c.choose(t.ID) })
		chip.SetSelected(listed && t.ID == top.ID)
		c.tops.Add(chip)
		if !listed || t.ID != top.ID {
			continue
		}
		for _, l := range t.Leaves {
			sub := kit.NewChip(l.Name(lang), kit.ToneInfo, func() { c.choose(l.ID) })
			sub.SetSelected(l.ID == leaf.ID)
			c.sub.Add(sub)
		}
	}
	if c.value != "" && !listed {
		own := kit.NewChip(shortened(c.value, 24), kit.ToneNeutral, nil)
		own.SetSelected(true)
		c.sub.Add(own)
	}
	if len(c.sub.Objects) == 0 {
		c.sub.Hide()
	} else {
		c.sub.Show()
	}
	c.box.Refresh()
}

// shortened is the beginning of a text on one line, at most n characters long.
func shortened(s string, n int) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) <= n {
		return string(runes)
	}
	return string(runes[:n]) + "…"
}
