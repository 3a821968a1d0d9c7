package remedies

import (
	"context"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/records"
	"casefolio/app/remedies"
	"casefolio/ui/kit"
)

// askReply shows the offer in words, in the buyer's language with the seller's
// beside it, copies it and keeps it in the ladder.
func (p *Pane) askReply() {
	rules, lines, caseID := p.deps.Remedies.Rules(), p.pickedLines(), p.Case.ID
	if len(lines) == 0 {
		return
	}
	canvas := p.deps.Shell.Window().Canvas()
	text := kit.NewLongEntry(7)
	own := kit.Muted("").Wrapped()
	chips := kit.Flow(6)
	all := map[string]*kit.Chip{}
	show := func(lang string) {
		p.lang = lang
		for id, chip := range all {
			chip.SetSelected(id == lang)
		}
		text.SetText(rules.TwoOptions(lines, lang))
		own.SetText(rules.TwoOptions(lines, kit.Language()))
		shown(own, lang != kit.Language())
	}
	for _, l := range rules.Languages() {
		all[l.ID] = kit.NewChip(l.Name, kit.ToneNeutral, func() { show(l.ID) })
		chips.Add(all[l.ID])
	}
	show(p.lang)
	d := kit.NewDialog(canvas, kit.T("remedies.reply.title"), kit.VBox(10, chips, text, own, kit.Small(kit.T("remedies.reply.hint")).Wrapped()))
	d.SetWidth(620)
	copied := func() string {
		fyne.CurrentApp().Clipboard().SetContent(text.Text)
		d.Hide()
		return text.Text
	}
	written := func() map[string]string {
		texts := map[string]string{}
		for _, l := range rules.Languages() {
			texts[l.ID] = rules.TwoOptions(lines, l.ID)
		}
		texts[p.lang] = text.Text
		return texts
	}
	buttons := []*kit.Button{
		kit.NewButton(kit.T("remedies.cancel"), d.Hide),
		kit.NewButton(kit.T("remedies.reply.copy"), func() {
			copied()
			p.deps.Shell.Toast(kit.T("remedies.reply.copied"), p.toReply(caseID, written())...)
		}),
	}
	keep := func() { p.offer(caseID, lines, copied(), p.toReply(caseID, written())...) }
	if p.deps.Reply == nil {
		buttons = append(buttons, kit.NewPrimary(kit.T("remedies.reply.keep"), keep))
	} else {
		buttons = append(buttons, kit.NewButton(kit.T("remedies.reply.keep"), keep),
			kit.NewPrimary(kit.T("remedies.reply.into"), func() {
				d.Hide()
				p.deps.Reply(caseID, p.lang, written())
			}))
	}
	d.SetButtons(buttons...)
	d.Show()
	canvas.Focus(text)
}

// toReply leads to the reply, with the options in it.
func (p *Pane) toReply(caseID string, texts map[string]string) []kit.Action {
	if p.deps.Reply == nil {
		return nil
	}
	lang := p.lang
	return []kit.Action{{Label: kit.T("remedies.reply.into"), Do: func() { p.deps.Reply(caseID, lang, texts) }}}
}

// offer keeps options in the ladder that were offered together.
func (p *Pane) offer(caseID string, lines []remedies.Line, text string, more ...kit.Action) {
	all := make([]remedies.Offer, len(lines))
	for i, l := range lines {
		all[i] = remedies.Offer{Option: l.Option, Share: l.Share, Text: text, Channel: p.Case.Channel}
		if l.Option.Kind.Sized() {
			all[i].Size = l.Size
		} else {
			all[i].Share = 0
		}
	}
	p.Do(func(ctx context.Context) error {
		_, err := p.deps.Remedies.Offer(ctx, caseID, all...)
		return err
	}, func(back kit.Back) {
		p.picked = nil
		p.Did(back, kit.T("remedies.offered"), more...)
	})
}

// askAnswer asks when and what the buyer answered.
func (p *Pane) askAnswer(e records.Entry[remedies.Offer]) {
	answers := []remedies.Answer{remedies.Accepted, remedies.Declined, remedies.Counter}
	names := make([]string, len(answers))
	for i, a := range answers {
		names[i] = answerText(a)
	}
	canvas, zone := p.deps.Shell.Window().Canvas(), p.deps.Now().Location()
	which := kit.NewSegments(names, 2, nil)
	at, note := kit.NewEntry(), kit.NewLongEntry(3)
	at.SetText(p.deps.Now().Format(kit.StampLayout))
	when := kit.NewField(kit.T("remedies.answer.at"), true, at)
	d := kit.NewDialog(canvas, kit.T("remedies.answer.title", "what", optionWords(e.Is)), kit.VBox(10,
		which, when, kit.NewField(kit.T("remedies.answer.note"), false, note).WithHint(kit.T("remedies.answer.note.hint"))))
	d.SetWidth(480)
	save := func() {
		t, ok := cases.ParseTime(at.Text, zone)
		err := fault.New("remedy.time")
		if ok && !t.IsZero() && e.Is.OfferedAt.Sub(t) > 0 {
			if e.Is.OfferedAt.Sub(t).Minutes() >= 1 {
				ok, err = false, fault.New("remedy.early")
			} else { // the same minute
				t = e.Is.OfferedAt
			}
		}
		if !ok || t.IsZero() {
			sentence, _ := kit.FaultText(err)
			when.SetError(sentence)
			return
		}
		d.Hide()
		p.answer(e, remedies.Reply{Answer: answers[max(0, which.Selected())], At: t, Note: note.Text})
	}
	d.SetButtons(kit.NewButton(kit.T("remedies.cancel"), d.Hide), kit.NewPrimary(kit.T("remedies.answer.save"), save))
	d.Show()
	canvas.Focus(note)
}

// askDefaults asks for what the seller sets for all cases.
func (p *Pane) askDefaults() {
	caseID := p.Case.ID
	kit.Run(p.deps.Shell.Tasks(), "", p.deps.Remedies.Defaults, func(was remedies.Figures, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		if p.Case.ID == caseID { // else another was opened meanwhile
			p.showDefaults(caseID, was)
		}
	})
}

func (p *Pane) showDefaults(caseID string, was remedies.Figures) {
	f := newDefaults(p.sheet, was)
	canvas := p.deps.Shell.Window().Canvas()
	d := kit.NewDialog(canvas, kit.T("remedies.defaults.title"), kit.VBox(10,
		kit.Muted(kit.T("remedies.defaults.hint")).Wrapped(), kit.Columns(2, 12, f.fields()...)))
	d.SetWidth(560)
	d.SetButtons(kit.NewButton(kit.T("remedies.cancel"), d.Hide), kit.NewPrimary(kit.T("remedies.defaults.save"), func() {
		is, ok := f.figures()
		if !ok {
			return
		}
		d.Hide()
		p.keepDefaults(caseID, is, func() {
			p.deps.Shell.Toast(kit.T("remedies.defaults.saved"), kit.Action{Label: kit.T("undo.undo"), Do: func() {
				p.keepDefaults(caseID, was, func() {})
			}})
		})
	}))
	d.Show()
	canvas.Focus(f.first())
}

// keepDefaults keeps what counts for all cases. It belongs to none, so that the
// undo of a case does not know of it.
func (p *Pane) keepDefaults(caseID string, is remedies.Figures, done func()) {
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.deps.Remedies.SaveFigures(ctx, "", is)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
		} else {
			done()
		}
		p.Changed(caseID)
	})
}
