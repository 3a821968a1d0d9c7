package readiness

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/programmes"
	"casefolio/ui/kit"
	"casefolio/ui/submissions"
	"casefolio/ui/theme"
)

// facts is the card of the programme: who asks, by when, and where that is
// known from.
func (p *Page) facts() fyne.CanvasObject {
	one := p.state.now.Programme
	if p.state.now.Gone {
		rows := kit.VBox(8, kit.Body(kit.T("readiness.gone", "id", oneLine(one.ID))).Wrapped().Colored(theme.ColorLate))
		rows.Add(p.deeds())
		return kit.NewCard(rows)
	}
	rows := kit.VBox(6,
		kit.Row(8, 0, kit.Heading(nameOf(one)).Wrapped(), badge(one)),
		kit.Body(oneLine(one.ReasonIn(kit.Language()))).Wrapped(),
		p.due(), p.clock(one))
	if stopped := stoppedText(p.state.now.Choice, p.deps.Now().Location()); stopped != "" {
		rows.Add(kit.Row(8, 0, kit.Strong(stopped).Wrapped().Colored(theme.ColorGood),
			kit.NewQuiet(kit.T("readiness.submissions"), func() { p.deps.Shell.Go(submissions.Route(p.state.c.ID)) })))
	}
	if one.OuterLimit != "" {
		if limit, err := programmes.ParsePeriod(one.OuterLimit); err == nil {
			rows.Add(kit.Small(kit.T("readiness.fact.outer", "period", periodText(limit, programmes.Calendar))).Wrapped())
		}
	}
	if note := oneLine(one.NoteIn(kit.Language())); note != "" {
		rows.Add(kit.Muted(note).Wrapped())
	}
	if tip := oneLine(one.TipIn(kit.Language())); tip != "" {
		rows.Add(kit.Body(kit.T("readiness.fact.tip", "text", tip)).Wrapped())
	}
	p.source(rows, one)
	rows.Add(p.deeds())
	return kit.NewCard(rows)
}

// badge says how far a programme can be relied on.
func badge(one programmes.Programme) *kit.Badge {
	switch {
	case one.Own:
		return kit.NewBadge(kit.T("readiness.own"), kit.ToneInfo)
	case one.Changed():
		return kit.NewBadge(kit.T("readiness.changed"), kit.ToneInfo)
	case one.Verified:
		return kit.NewBadge(kit.T("readiness.verified"), kit.ToneGood)
	}
	return kit.NewBadge(kit.T("readiness.unverified"), kit.ToneSoon)
}

// due is the date that the seller typed. It goes before any rule.
func (p *Page) due() fyne.CanvasObject {
	due := p.state.now.Choice.Due
	text, verb := kit.Muted(kit.T("readiness.due.none")), "readiness.due.set"
	if !due.IsZero() {
		text, verb = kit.Strong(kit.T("readiness.due", "time", due.In(p.deps.Now().Location()).Format(kit.StampLayout))), "readiness.due.change"
		if due.Before(p.deps.Now()) && !p.state.now.Choice.Stopped() {
			text.Colored(theme.ColorLate)
		}
	}
	row := kit.HBox(4, text.Whole())
	if p.state.writable() {
		row.Add(kit.NewQuiet(kit.T(verb), p.askDue))
	}
	return row
}

// clock is the time to answer that the rules name, with its doubts.
func (p *Page) clock(one programmes.Programme) fyne.CanvasObject {
	period, ok := one.Period()
	if !ok {
		return kit.Muted(kit.T("readiness.fact.no_period")).Wrapped()
	}
	flow := kit.Flow(8, kit.Body(kit.T("readiness.fact.within",
		"period", periodText(period, one.Counting), "start", kit.T("readiness.start."+one.StartsAt))).Whole())
	switch {
	case one.OwnClock || one.Own:
		flow.Add(kit.NewBadge(kit.T("readiness.fact.deadline_own"), kit.ToneInfo))
	case !one.DeadlineVerified:
		flow.Add(kit.NewBadge(kit.T("readiness.fact.deadline_unverified"), kit.ToneSoon))
	}
	return flow
}

// source adds where the facts are from and how old they are. What the seller
// added has no source.
func (p *Page) source(rows *fyne.Container, one programmes.Programme) {
	if one.Own {
		return
	}
	if one.Stale(p.deps.Now()) {
		rows.Add(kit.Body(kit.T("readiness.stale", "date", one.AsOf)).Wrapped().Colored(theme.ColorSoon))
	}
	line := kit.Row(4, 0, kit.Small(kit.T("readiness.fact.source", "kind", kit.T("readiness.source."+one.SourceKind), "date", one.AsOf)).Wrapped())
	if one.SourceURL != "" {
		line.Add(kit.NewQuiet(kit.T("readiness.fact.copy"), func() {
			fyne.CurrentApp().Clipboard().SetContent(one.SourceURL)
			p.deps.Shell.Toast(kit.T("readiness.copied", "text", one.SourceURL))
		}))
	}
	var parts []string
	if one.ReasonCode != "" {
		parts = append(parts, kit.T("readiness.fact.code", "code", oneLine(one.ReasonCode)))
	}
	if one.SourceTitle != "" {
		parts = append(parts, oneLine(one.SourceTitle))
	}
	if len(parts) > 0 {
		rows.Add(kit.Small(strings.Join(parts, " · ")).Wrapped())
	}
	rows.Add(line)
}

func (p *Page) deeds() fyne.CanvasObject {
	flow := kit.Flow(8)
	if !p.state.now.Gone {
		flow.Add(kit.NewButton(kit.T("readiness.edit"), func() { p.edit(p.state.now.Programme) }))
	}
	if p.state.writable() {
		flow.Add(kit.NewQuiet(kit.T("readiness.drop"), p.drop))
	}
	return kit.Pad(flow, 4, 0, 0, 0)
}

// askDue lets the seller type the date that stands on the platform's page.
func (p *Page) askDue() {
	c, zone := p.state.now.Choice, p.deps.Now().Location()
	entry := kit.NewEntry()
	if !c.Due.IsZero() {
		entry.SetText(c.Due.In(zone).Format(kit.StampLayout))
	}
	entry.SetPlaceHolder(p.deps.Now().AddDate(0, 0, 3).Format(kit.StampLayout))
	field := kit.NewField(kit.T("readiness.due.label"), false, entry)
	d := kit.NewDialog(p.deps.Shell.Window().Canvas(), kit.T("readiness.due.title"), field)
	save := func() {
		due, ok := cases.ParseTime(entry.Text, zone)
		if !ok {
			field.SetError(kit.T("readiness.due.wrong"))
			p.deps.Shell.Window().Canvas().Focus(entry)
			return
		}
		d.Hide()
		if c.Stopped() && due.After(c.Due) {
			p.askReopen(c, due)
			return
		}
		p.setDue(c, due)
	}
	entry.OnSubmitted = func(string) { save() }
	d.SetButtons(kit.NewButton(kit.T("readiness.cancel"), d.Hide), kit.NewPrimary(kit.T("readiness.save"), save))
	d.Show()
	p.deps.Shell.Window().Canvas().Focus(entry)
}

// askReopen asks what a later date means after something was submitted.
func (p *Page) askReopen(c programmes.Choice, due time.Time) {
	d := kit.NewDialog(p.deps.Shell.Window().Canvas(), kit.T("readiness.reopen.title"), kit.Body(kit.T("readiness.reopen.hint",
		"recipient", oneLine(c.AnsweredTo), "due", due.In(p.deps.Now().Location()).Format(kit.StampLayout))).Wrapped())
	d.SetButtons(kit.NewButton(kit.T("readiness.reopen.no"), func() { d.Hide(); p.setDue(c, due) }),
		kit.NewPrimary(kit.T("readiness.reopen.yes"), func() {
			d.Hide()
			p.do(func(ctx context.Context) error {
				_, err := p.deps.Programmes.Reopen(ctx, c.CaseID, c.ProgrammeID, due)
				return err
			}, nil)
		}))
	d.Show()
}

func (p *Page) setDue(c programmes.Choice, due time.Time) {
	p.do(func(ctx context.Context) error {
		_, err := p.deps.Programmes.Choose(ctx, c.CaseID, c.ProgrammeID, due)
		return err
	}, nil)
}
