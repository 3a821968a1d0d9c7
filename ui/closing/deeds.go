package closing

import (
	"context"

	"fyne.io/fyne/v2/container"

	"casefolio/app/cases"
	"casefolio/app/dossier"
	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/compose"
	"casefolio/app/fault"
	uidossier "casefolio/ui/dossier"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// close keeps what was typed and puts the case into the archive. Where something
// is missing the reason is asked first; the journal keeps it.
func (p *Pane) close() {
	id, typed, form, was := p.Case.ID, learnedOf(p.Case), p.words, learned{}
	if form != nil {
		typed, was = form.typed(), form.was
		form.was = typed
	}
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (cases.Board, error) {
		if err := p.deps.learn(ctx, id, typed); err != nil {
			return cases.Board{}, err
		}
		return p.deps.Steps.Board(ctx, id)
	}, func(b cases.Board, err error) {
		switch {
		case err != nil:
			if form != nil {
				form.was = was
			}
			p.deps.Shell.ShowError(err)
		case len(b.Gaps(cases.Archive)) > 0:
			p.Changed(id)
			p.askReason(b)
		default:
			p.move(b.Case, "")
		}
	})
}

// askReason names what is missing and asks why the case is closed all the same.
func (p *Pane) askReason(b cases.Board) {
	canvas := p.deps.Shell.Window().Canvas()
	gaps := b.Gaps(cases.Archive)
	body := container.NewStack()
	d := kit.NewDialog(canvas, kit.T("closing.close"), body)
	list := kit.VBox(3, kit.Muted(kit.T("closing.gaps", "count", kit.Count(len(gaps)))).Wrapped())
	for i, g := range gaps {
		if i == shownGaps {
			list.Add(kit.Muted(kit.T("closing.gaps.more", "count", kit.Count(len(gaps)-i))))
			break
		}
		row := kit.Row(8, 0, kit.Body(g.Item.Name(kit.Language())).Wrapped().Colored(theme.ColorLate))
		if g.Item.At != "" {
			p.lead(row, func() {
				d.Hide()
				p.toGap(g)
			})
		}
		list.Add(row)
	}
	reason := kit.NewEntry()
	field := kit.NewField(kit.T("closing.reason"), true, reason)
	chips := kit.Flow(6)
	for _, r := range p.deps.Steps.Guide().Reasons {
		text := r.Name(kit.Language())
		chips.Add(kit.NewChip(text, kit.ToneNeutral, func() {
			reason.SetText(text)
			canvas.Focus(reason)
		}))
	}
	body.Add(kit.VBox(12, list, field, chips))
	yes := func() {
		if oneLine(reason.Text) == "" {
			field.SetError(kit.T("closing.reason.needed"))
			return
		}
		d.Hide()
		p.move(b.Case, reason.Text)
	}
	reason.OnSubmitted = func(string) { yes() }
	d.SetButtons(kit.NewButton(kit.T("closing.cancel"), d.Hide), kit.NewPrimary(kit.T("closing.still"), yes))
	d.Show()
	canvas.Focus(reason)
}

// move puts the case into the archive and offers the way back.
func (p *Pane) move(c cases.Case, reason string) {
	kit.Do(p.deps.Shell, c.ID, func(ctx context.Context) error {
		_, err := p.deps.Steps.Move(ctx, c.ID, cases.Archive, reason)
		return err
	}, func(back kit.Back, err error) {
		p.Changed(c.ID)
		switch {
		case fault.Is(err, "case.gate"): // something went missing since it was read
			p.deps.Shell.Toast(kit.T("closing.gate"))
		case err != nil:
			p.deps.Shell.ShowError(err)
		default:
			kit.Did(p.deps.Shell, kit.T("closing.closed", "number", c.Number), back,
				kit.Action{Label: kit.T("closing.print"), Do: func() { p.printCase(c) }})
		}
	})
}

// options are those of the summary for the seller; the language of the paper is
// the profile's.
func options() dossier.Options {
	return dossier.Options{Form: compose.Summary, Audience: audience.Own}
}

func (p *Pane) print() {
	if p.words != nil {
		p.words.save()
	}
	p.printCase(p.Case)
}

// printCase writes the summary and sends it to the printer, or shows it where
// the system offers no way to print.
func (p *Pane) printCase(c cases.Case) {
	job := uidossier.Job{
		CaseID: c.ID, Number: c.Number, Options: options(),
		Where: func() string { return dossier.FreePath(p.deps.Folder, c.Number, audience.Own) },
	}
	uidossier.Write(p.deps.Shell, p.deps.Dossier, job, func(r dossier.Result) {
		p.Changed(c.ID)
		send, words := p.deps.Open, uidossier.Written(r)
		if p.deps.Print != nil {
			send, words = p.deps.Print, kit.T("closing.printing", "saved", words)
		}
		var actions []kit.Action
		if p.deps.Open != nil && p.deps.Print != nil {
			actions = append(actions, kit.Action{Label: kit.T("closing.open"), Do: func() { p.send(r.Path, p.deps.Open) }})
		}
		p.deps.Shell.Toast(words, actions...)
		if send != nil {
			p.send(r.Path, send)
		}
	})
}

func (p *Pane) send(path string, to func(path string) error) {
	kit.Run(p.deps.Shell.Tasks(), "", func(context.Context) (struct{}, error) {
		return struct{}{}, to(path)
	}, func(_ struct{}, err error) { p.deps.Shell.ShowError(err) })
}

// look shows the summary before it is printed.
func (p *Pane) look() {
	if p.words != nil {
		p.words.save()
	}
	p.deps.Shell.Go(uidossier.Route(p.Case.ID, options()))
}
