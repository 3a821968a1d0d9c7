package closing

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/ui/kit"
)

// words is where lesson and prevention are typed. They are kept when the field
// is left, so that nothing typed can be lost by going elsewhere.
type words struct {
	pane               *Pane
	caseID             string
	lesson, prevention *kit.LongEntry
	was                learned // as the fields were filled
}

// learned is what a case taught.
type learned struct{ lesson, prevention string }

func learnedOf(c cases.Case) learned { return learned{c.Lesson, c.Prevention} }

func newWords(p *Pane) *words {
	w := &words{pane: p, caseID: p.Case.ID, lesson: kit.NewLongEntry(3), prevention: kit.NewLongEntry(4)}
	w.lesson.SetPlaceHolder(kit.T("closing.lesson.hint"))
	w.prevention.SetPlaceHolder(kit.T("closing.prevention.hint"))
	w.lesson.OnLeft, w.prevention.OnLeft = w.save, w.save
	return w
}

func (w *words) typed() learned {
	return learned{strings.TrimSpace(w.lesson.Text), strings.TrimSpace(w.prevention.Text)}
}

// fill shows a case in the fields that nobody has typed into since.
func (w *words) fill(is learned) {
	put := func(e *kit.LongEntry, before, now string) {
		if strings.TrimSpace(e.Text) == strings.TrimSpace(before) && e.Text != now {
			e.SetText(now)
		}
	}
	put(w.lesson, w.was.lesson, is.lesson)
	put(w.prevention, w.was.prevention, is.prevention)
	w.was = is
}

// changed tells whether something was typed that is not kept.
func (w *words) changed() bool {
	return w.typed() != learned{strings.TrimSpace(w.was.lesson), strings.TrimSpace(w.was.prevention)}
}

// save keeps what was typed.
func (w *words) save() {
	if !w.changed() {
		return
	}
	p, id, was, is := w.pane, w.caseID, w.was, w.typed()
	w.was = is
	kit.Do(p.deps.Shell, id, func(ctx context.Context) error { return p.deps.learn(ctx, id, is) }, func(back kit.Back, err error) {
		if err != nil {
			if w.was == is {
				w.was = was
			}
			p.deps.Shell.ShowError(err)
			return
		}
		p.Did(back, kit.T("closing.kept"))
	})
}

// learn keeps what a case taught. The case may be changed beside.
func (d Deps) learn(ctx context.Context, caseID string, is learned) (err error) {
	for range 3 {
		var c cases.Case
		if c, err = d.Cases.Get(ctx, caseID); err != nil {
			return err
		}
		c.Lesson, c.Prevention = is.lesson, is.prevention
		if _, err = d.Cases.Update(ctx, c); !fault.Is(err, "case.changed") {
			return err
		}
	}
	return err
}

// learned is the middle part: lesson and prevention, with what the playbook says
// about the latter.
func (p *Pane) learned() fyne.CanvasObject {
	box := kit.VBox(10, kit.Heading(kit.T("closing.learned")))
	if !p.Writable {
		for _, l := range []struct{ key, text string }{{"lesson", p.Case.Lesson}, {"prevention", p.Case.Prevention}} {
			if l.text != "" {
				box.Add(kit.VBox(2, kit.Small(kit.T("closing."+l.key)), kit.Body(l.text).Wrapped()))
			}
		}
		return box
	}
	if p.words == nil {
		p.words = newWords(p)
	}
	p.words.fill(learnedOf(p.Case))
	box.Add(kit.NewField(kit.T("closing.lesson"), false, p.words.lesson))
	box.Add(kit.NewField(kit.T("closing.prevention"), false, p.words.prevention))
	if s := p.suggestions(); s != nil {
		box.Add(s)
	}
	return box
}

// suggestions are the lines of the playbook that do not stand in the prevention
// yet; one tap puts a line there.
func (p *Pane) suggestions() fyne.CanvasObject {
	rows := kit.VBox(2)
	for _, line := range p.state.prevent {
		if strings.Contains(p.words.prevention.Text, line) {
			continue
		}
		rows.Add(kit.Row(6, 0, kit.Body(line).Wrapped(), kit.NewQuiet(kit.T("closing.take"), func() { p.take(line) })))
	}
	if len(rows.Objects) == 0 {
		return nil
	}
	return kit.VBox(4, kit.Small(kit.T("closing.suggested")), kit.NewCard(rows))
}

func (p *Pane) take(line string) {
	text := strings.TrimSpace(p.words.prevention.Text)
	if text != "" {
		text += "\n"
	}
	p.words.prevention.SetText(text + line)
	p.words.save()
}
