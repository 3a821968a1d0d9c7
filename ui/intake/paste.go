package intake

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/cases"
	"casefolio/app/intake"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// recognisePause is how long typing rests before the text is looked through.
const recognisePause = 200 * time.Millisecond

// shownOffers is how many recognised values stand below the pasted text.
const shownOffers = 24

// fieldBytes is how much pasted text the field takes. The toolkit's field gets
// slow beyond it, so a longer text is kept whole beside the field, which shows
// its beginning and cannot be typed into.
const fieldBytes = 32 << 10

// pastePane is the left side: what was pasted and what was recognised in it.
type pastePane struct {
	page    *Page
	entry   *textEntry
	view    *textView // in the entry's place while nothing is typed
	whole   string    // the text where it is longer than the field takes
	long    *fyne.Container
	size    *kit.Text
	offers  *fyne.Container
	files   *filePane
	room    *widthLayout // for offers and files
	note    *kit.Text
	last    []offer
	ordered values // of the order report
	looked  string // order numbers that were looked up
	found   intake.Found
	said    verdicts
	pause   *time.Timer
	dock    *fyne.Container
	content fyne.CanvasObject
}

func newPastePane(p *Page) *pastePane {
	s := &pastePane{page: p, offers: kit.Flow(6), note: kit.Small(kit.T("intake.paste.note")).Wrapped()}
	s.entry = &textEntry{left: func() {}, cancel: p.cancel}
	s.entry.MultiLine = true
	s.entry.Wrapping = fyne.TextWrapWord
	s.entry.PlaceHolder = kit.T("intake.paste.placeholder")
	s.entry.OnChanged = func(string) {
		s.recogniseLater()
		if !p.form.filling {
			p.form.touched = true
			p.typed()
		}
	}
	s.entry.paste = s.takeOver
	s.entry.pasted = s.rest
	s.entry.ExtendBaseWidget(s.entry)
	s.view = newTextView(s)
	s.entry.left, s.entry.entered = func() { s.view.show() }, s.view.hide
	s.size = kit.Small(" ").Wrapped()
	s.long = kit.Row(8, 0, s.size, kit.NewQuiet(kit.T("intake.paste.clear"), func() {
		s.set("")
		p.typed()
	}))
	s.long.Hide()
	head := kit.VBox(4, p.heading, kit.Small(kit.T("intake.paste.hint")).Wrapped())
	s.files = newFilePane(p)
	s.room = &widthLayout{changed: func(float32) { s.label() }}
	foot := kit.Pad(kit.VBox(8, s.long, container.New(s.room, kit.VBox(8, s.files.content, s.offers)), s.note), 10, 0, 0, 0)
	s.dock = container.New(pasteLayout{foot}, kit.Pad(head, 0, 0, 10, 0), container.NewStack(s.entry, s.view.content), container.NewVScroll(foot))
	s.content = kit.Pad(s.dock, 18, 20, 16, 20)
	return s
}

// text is all that was pasted.
func (s *pastePane) text() string {
	if s.whole != "" {
		return s.whole
	}
	return s.entry.Text
}

// takeOver takes what does not belong into the field, and tells so: the names
// of files that were copied, and a text that is too long for the field.
func (s *pastePane) takeOver(text string) bool {
	if paths := uievidence.Files(text); len(paths) > 0 {
		s.files.add(paths)
		return true
	}
	if len(s.entry.Text)+len(text) <= fieldBytes {
		return false
	}
	if s.entry.Text != "" {
		text = s.entry.Text + "\n" + text
	}
	s.set(text)
	s.rest()
	s.page.form.touched = true
	s.page.typed()
	return true
}

// set shows a text without taking it for typing.
func (s *pastePane) set(text string) {
	s.whole = ""
	shown := text
	if len(text) > fieldBytes {
		s.whole = text
		shown = strings.ToValidUTF8(text[:fieldBytes], "") + "…"
	}
	s.page.form.filling = true
	s.entry.Enable()
	s.entry.SetText(shown)
	s.page.form.filling = false
	if s.whole == "" {
		s.long.Hide()
	} else {
		s.entry.Disable()
		s.size.SetText(kit.T("intake.paste.long", "size", kit.FileSize(int64(len(text)))))
		s.long.Show()
	}
	s.view.show()
	s.dock.Refresh()
	s.recognise()
}

// rest shows the marks after a paste; what is typed next goes on in the field.
func (s *pastePane) rest() {
	if s.entry.Text != "" && s.view.show() {
		s.page.deps.Shell.Window().Canvas().Focus(s.view.text)
	}
}

// recogniseLater looks through the text when typing rests.
func (s *pastePane) recogniseLater() {
	if s.page.deps.Shell.Tasks().Inline() {
		s.recognise()
		return
	}
	if s.pause != nil {
		s.pause.Stop()
	}
	s.pause = time.AfterFunc(recognisePause, func() { fyne.Do(s.recognise) })
}

// recognise looks through the text off the window's thread; a newer look
// replaces an older one.
func (s *pastePane) recognise() {
	text := s.text()
	kit.Run(s.page.deps.Shell.Tasks(), "intake/recognise", func(context.Context) (intake.Found, error) {
		if strings.TrimSpace(text) == "" {
			return intake.Found{}, nil
		}
		return s.page.offered(s.page.deps.Recogniser.Recognise(text)), nil
	}, func(found intake.Found, err error) {
		if err != nil {
			s.page.deps.Shell.ShowError(err)
			return
		}
		s.found = found
		s.offer()
	})
}

// offer shows what was recognised, as the seller has judged it so far.
func (s *pastePane) offer() {
	found := s.said.apply(s.found, s.text())
	s.view.mark(found.Hits)
	s.show(offers(found, s.page.deps.Now().Location()))
	s.lookUp(found.Hits)
}

// show fills empty fields and offers everything as chips.
func (s *pastePane) show(all []offer) {
	same := slices.EqualFunc(all, s.last, func(a, b offer) bool { return a.hit.Kind == b.hit.Kind && a.hit.Value == b.hit.Value })
	s.last = all
	form := s.page.form
	form.takeOver(fill(form.values(), form.recognised, all, s.ordered))
	s.page.showFilled()
	if same {
		return
	}
	s.offers.RemoveAll()
	for i, o := range all {
		if i == shownOffers {
			break
		}
		tone := kit.ToneInfo
		if o.asked || o.hit.Kind == intake.Category || o.hit.Kind == intake.Demand {
			tone = kit.ToneSoon
		}
		chip := kit.NewChip("", tone, nil)
		chip.OnTapped = func() { s.tapped(o, chip) }
		s.offers.Add(chip)
	}
	s.label()
	s.dock.Refresh()
}

// label writes the chips as long as there is room for them.
func (s *pastePane) label() {
	room := s.room.width
	if room == 0 {
		room = 320
	}
	for i, o := range s.offers.Objects[:min(len(s.offers.Objects), len(s.last))] {
		o.(*kit.Chip).SetText(fitted(s.offerText(s.last[i]), room-chipEdges))
	}
	for i, path := range s.files.paths {
		s.files.content.Objects[i].(*kit.Chip).SetText(kit.T("intake.files.chip",
			"name", middle(filepath.Base(path), int(room/11)-4)))
	}
}

// chipEdges is what a chip needs beside its text.
const chipEdges = 18

// fitted shortens a line until it is no wider than width.
func fitted(s string, width float32) string {
	wide := func(s string) bool {
		return fyne.MeasureText(s, theme.Size(theme.SizeSmall), fyne.TextStyle{}).Width > width
	}
	if !wide(s) {
		return s
	}
	runes := []rune(s)
	for len(runes) > 1 && wide(string(runes)+"…") {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// offerText writes "Order no. · 302-8841276-2210751".
func (s *pastePane) offerText(o offer) string {
	return kit.T("intake.hit", "kind", kit.T("intake_field.hit."+o.hit.Kind), "value", shortened(s.valueText(o), 60))
}

// valueText writes a value as the seller reads it.
func (s *pastePane) valueText(o offer) string {
	h := o.hit
	zone := s.page.deps.Now().Location()
	switch h.Kind {
	case intake.Category:
		return s.page.deps.Lists.CategoryName(h.Value, kit.Language())
	case intake.Platform:
		return cases.Name(s.page.deps.Lists.Platforms, h.Value, kit.Language())
	case intake.Date:
		if h.Other != "" {
			return kit.T("intake.either", "one", calmDate(h.Value, zone), "other", calmDate(h.Other, zone))
		}
		return calmDate(h.Value, zone)
	case intake.Tracking:
		if carrier, ok := h.Carrier(); ok {
			return kit.T("intake.carrier", "number", h.Value, "carrier", carrierText(carrier.Name(kit.Language()), h.Wrong))
		}
	}
	return h.Value
}

// tapped takes an offer, or asks which reading of an ambiguous one is meant.
func (s *pastePane) tapped(o offer, chip *kit.Chip) {
	if o.hit.Other == "" {
		s.take(o)
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(chip)
	s.view.ask(o.hit, at.AddXY(0, chip.Size().Height))
}

// take puts an offered value into the form because the seller says so, whatever
// stands there. A date goes to the field that is empty, first to when it
// happened.
func (s *pastePane) take(o offer) {
	form := s.page.form
	for key, value := range o.fields {
		if key == fieldReceived && form.values()[fieldOccurred] == "" {
			key = fieldOccurred
		}
		form.put(key, value)
		form.mark(key, false) // the seller's own choice from now on
	}
	form.touched = true
	s.page.typed()
}
