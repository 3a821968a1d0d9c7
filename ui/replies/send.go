package replies

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/deadlines/words"
	"casefolio/app/replies"
	"casefolio/ui/due"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// keep keeps what is written, so that a crash loses nothing.
func (p *Page) keep() {
	if p.pause != nil {
		p.pause.Stop()
		p.pause = nil
	}
	p.since = time.Time{}
	if !p.writable() || same(p.draft, p.aside) {
		return
	}
	caseID, draft := p.state.c.ID, p.draft
	kit.RunInOrder(p.d.Shell.Tasks(), func(ctx context.Context) (struct{}, error) { // an older one must not come last
		return struct{}{}, p.d.Replies.Save(ctx, caseID, draft)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		p.aside = draft
		p.tellKept()
	})
}

// same tells whether two drafts have the same in them.
func same(a, b replies.Draft) bool {
	a.UpdatedAt, b.UpdatedAt = time.Time{}, time.Time{}
	return asJSON(a) == asJSON(b)
}

func (p *Page) tellKept() {
	p.status.SetText("")
	if strings.TrimSpace(p.draft.Text) != "" && same(p.draft, p.aside) {
		p.status.SetText(kit.T("replies.kept"))
	}
}

// tellWhy says what keeps the reply from being copied.
func (p *Page) tellWhy() {
	text, ink := "", theme.ColorSoon
	missing, blocks := p.missing(), p.blocks()
	switch {
	case len(missing) > 0:
		text = kit.T("replies.missing", "names", p.namesOf(missing))
	case len(blocks) > 0:
		text, ink = kit.T("replies.blocked", "name", p.ruleName(blocks[0].Rule)), theme.ColorLate
	}
	p.why.Colored(ink).SetText(text)
	show(p.why, text != "")
	p.tellKept()
}

// namesOf are placeholders as the seller reads them.
func (p *Page) namesOf(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = p.words.name(id)
	}
	return strings.Join(names, kit.T("replies.comma"))
}

// copyOut puts the reply on the clipboard and keeps that version. One with gaps
// or something that must not go out leads to it instead.
func (p *Page) copyOut() {
	if !p.writable() || p.copy.Disabled() {
		return
	}
	p.look()
	if strings.TrimSpace(p.draft.Text) == "" {
		p.d.Shell.Toast(kit.T("replies.empty"))
		return
	}
	if missing := p.missing(); len(missing) > 0 {
		p.d.Shell.Toast(kit.T("replies.missing", "names", p.namesOf(missing)))
		p.gaps.focus(missing[0])
		return
	}
	if blocks := p.blocks(); len(blocks) > 0 {
		p.d.Shell.Toast(kit.T("replies.blocked", "name", p.ruleName(blocks[0].Rule)),
			kit.Action{Label: kit.T("replies.pass.verb"), Do: func() { p.askPass(blocks[0]) }})
		p.jump(blocks[0])
		return
	}
	c, draft, values := p.state.c, p.draft, p.values()
	kit.Do(p.d.Shell, c.ID, func(ctx context.Context) error {
		if err := p.d.Replies.Save(ctx, c.ID, draft); err != nil {
			return err
		}
		copied, err := p.d.Replies.Copy(ctx, c.ID, draft, values)
		if err != nil || copied.Is.Draft == draft.ID {
			return err
		}
		draft.ID = copied.Is.Draft // the former went out meanwhile, as from the board of today
		return p.d.Replies.Save(ctx, c.ID, draft)
	}, func(back kit.Back, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		p.aside, p.draft.ID = draft, draft.ID
		fyne.CurrentApp().Clipboard().SetContent(draft.Text)
		if files := draft.Files; len(files) > 0 {
			p.d.Shell.Toast(kit.T("replies.copied.files", "names", namesOfFiles(files)),
				kit.Action{Label: kit.T("replies.file.all"), Do: func() { p.saveAll(files) }})
		} else {
			p.d.Shell.Toast(kit.T("replies.copied", "keys", kit.ShortcutLabel(fyne.KeyD)))
		}
		p.refresh()
	})
}

// sentBar asks what became of the version that was copied last.
type sentBar struct {
	p       *Page
	entry   replies.Entry
	on      bool
	says    *kit.Text
	content *kit.Card
}

func newSentBar(p *Page) *sentBar {
	b := &sentBar{p: p, says: kit.Body(" ").Wrapped()}
	b.content = kit.NewCard(kit.VBox(7, b.says, kit.Flow(8,
		kit.NewPrimary(kit.T("replies.sent.yes"), b.confirm).WithKeys(kit.ShortcutLabel(fyne.KeyD)),
		kit.NewButton(kit.T("replies.sent.how"), b.ask),
		kit.NewQuiet(kit.T("replies.sent.no"), b.drop))))
	b.content.Hide()
	return b
}

func (b *sentBar) set(e replies.Entry, on bool) {
	b.entry, b.on = e, on
	if on {
		b.says.SetText(kit.T("replies.sent.ask", "time", due.Words().Moment(e.Is.CopiedAt, b.p.d.Now()),
			"text", shortened(oneLine(e.Is.Text), 60)))
	}
	show(b.content, on)
}

// confirm says that the version went out now, in the way that is likely.
func (b *sentBar) confirm() {
	if !b.on {
		return
	}
	p, e := b.p, b.entry
	p.keep() // not after the draft is gone
	var how replies.Sending
	kit.Do(p.d.Shell, e.CaseID, func(ctx context.Context) (err error) {
		if how, err = p.d.Replies.Likely(ctx, e.ID); err == nil {
			_, err = p.d.Replies.Sent(ctx, e.ID, how)
		}
		return err
	}, func(back kit.Back, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		p.sent(how, back)
	})
}

// sent says that the version is kept as sent, and begins anew.
func (p *Page) sent(how replies.Sending, back kit.Back) {
	said := kit.T("replies.sent.done")
	if how.Promise != nil {
		said = kit.T("replies.sent.promised", "time", due.Words().Moment(how.Promise.Due, p.d.Now()))
	}
	kit.Did(p.d.Shell, said, back)
	p.done = back
	p.again()
	p.canvas().Unfocus() // the keys take it back
}

// takeBack takes back that the last reply was sent, as long as no other was begun:
// an empty text has nothing to take back itself.
func (p *Page) takeBack() bool {
	if !p.draft.Empty() || p.done.None() {
		return false
	}
	back := p.done
	p.done = kit.Back{}
	p.d.Shell.TakeBack(back)
	return true
}

// again begins anew with what is kept.
func (p *Page) again() {
	p.made = false
	p.Reload()
}

// drop says that the version was not sent.
func (b *sentBar) drop() {
	if !b.on {
		return
	}
	p, e := b.p, b.entry
	kit.Do(p.d.Shell, e.CaseID, func(ctx context.Context) error { return p.d.Replies.Drop(ctx, e.ID) }, func(back kit.Back, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		kit.Did(p.d.Shell, kit.T("replies.sent.dropped"), back)
		p.refresh()
	})
}

// tellClock says how long there is for the answer.
func (p *Page) tellClock() {
	i := p.state.clock
	p.clock.SetText("")
	if p.made && !i.Start.IsZero() {
		state := words.StateOf(i, p.d.Now())
		ink := theme.ColorMuted
		switch state {
		case words.Late:
			ink = theme.ColorLate
		case words.Soon:
			ink = theme.ColorSoon
		}
		p.clock.Colored(ink).SetText(kit.T("replies.clock", "what", due.Words().Title(i), "left", due.Words().Left(i, p.d.Now())))
	}
}
