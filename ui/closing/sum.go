package closing

import (
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/money"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// sum is what the case came to, each line with where it is filled in as long as
// it is not.
func (p *Pane) sum() fyne.CanvasObject {
	rows := kit.VBox(7)
	for _, l := range []struct {
		key, text string
		at        cases.Place
	}{
		{"cause", p.cause(), cases.AtTasks},
		{"remedy", oneLine(cases.Name(p.deps.Lists.Remedies, p.Case.Remedy, kit.Language())), cases.AtRemedies},
		{"cost", cost(p.Case), cases.AtMoney}, {"feedback", p.feedback(), cases.AtTasks}, {"tasks", p.open(), ""},
	} {
		text := kit.Body(l.text).Wrapped()
		if l.text == "" {
			text = kit.Muted(kit.T("closing.missing." + l.key)).Wrapped()
		}
		row := kit.Row(8, 0, kit.Row(10, 1, kit.Sized(kit.Small(kit.T("closing."+l.key)), 84, 0), text))
		if l.text == "" && l.at != "" {
			p.lead(row, func() { p.goTo(l.at) })
		}
		rows.Add(row)
	}
	return kit.VBox(8, kit.Heading(kit.T("closing.sum")), kit.NewCard(rows))
}

func (p *Pane) cause() string {
	c, lang := p.state.sheet.Cause.Is, kit.Language()
	valid := ""
	if c.Valid != "" {
		valid = kit.T("tasks.valid." + string(c.Valid))
	}
	return joined(valid, cases.Name(p.deps.Lists.Responsibilities, p.Case.Responsibility, lang), p.deps.Tasks.Roots().Name(c.Root, lang))
}

// cost says what was spent, what came back, and what that leaves.
func cost(c cases.Case) string {
	if !c.Cost.Given() && !c.Recovered.Given() {
		return ""
	}
	back, net := "", ""
	if c.Recovered.Given() && c.Recovered.Minor != 0 {
		back = kit.T("closing.recovered", "amount", c.Recovered.String())
		if c.Cost.Currency == c.Recovered.Currency {
			net = kit.T("closing.net", "amount", money.Amount{Minor: c.Cost.Minor - c.Recovered.Minor, Currency: c.Cost.Currency}.String())
		}
	}
	return joined(c.Cost.String(), back, net)
}

// feedback is what the buyer said last.
func (p *Pane) feedback() string {
	score, solved := "", ""
	if n := p.Case.Satisfaction; n != 0 {
		score = cases.Name(p.deps.Lists.Satisfactions, kit.Count(n), kit.Language())
	}
	if v, ok := p.state.sheet.Latest(); ok && v.Is.Solved != "" {
		solved = kit.T("tasks.solved." + string(v.Is.Solved))
	}
	day := ""
	if at := p.Case.FollowedUp; !at.IsZero() {
		day = at.In(p.deps.Now().Location()).Format(time.DateOnly)
	}
	return joined(day, solved, score, p.Case.FollowUp)
}

// open counts what is not done, and says so where all is.
func (p *Pane) open() string {
	s := p.state.sheet
	switch n := s.Open(); {
	case n > 0:
		return kit.T("closing.tasks.open", "count", kit.Count(n))
	case len(s.Tasks) > 0:
		return kit.T("closing.tasks.done", "count", kit.Count(len(s.Tasks)))
	}
	return ""
}

// end is what is missing, and the ways into the archive and onto paper.
func (p *Pane) end() fyne.CanvasObject {
	box := kit.VBox(10, kit.Heading(kit.T("closing.end")))
	archived := p.Case.Stage == cases.Archive
	if archived {
		box.Add(kit.HBox(0, kit.NewBadge(kit.T("closing.archived"), kit.ToneGood)))
	} else {
		box.Add(p.gaps())
	}
	deeds := kit.Flow(8)
	if !archived && p.Writable {
		deeds.Add(kit.NewPrimary(kit.T("closing.close"), p.close))
	}
	if p.Writable {
		deeds.Add(kit.NewButton(kit.T("closing.print"), p.print))
		deeds.Add(kit.NewQuiet(kit.T("closing.look"), p.look))
	}
	box.Add(deeds)
	return box
}

// shownGaps is how many gaps are named.
const shownGaps = 12

// gaps names what the checklists miss on the way into the archive.
func (p *Pane) gaps() fyne.CanvasObject {
	gaps := p.state.board.Gaps(cases.Archive)
	if len(gaps) == 0 {
		return kit.Body(kit.T("closing.complete")).Wrapped().Colored(theme.ColorGood)
	}
	box := kit.VBox(3, kit.Muted(kit.T("closing.gaps", "count", kit.Count(len(gaps)))).Wrapped())
	for i, g := range gaps {
		if i == shownGaps {
			box.Add(kit.Muted(kit.T("closing.gaps.more", "count", kit.Count(len(gaps)-i))))
			break
		}
		row := kit.Row(8, 0, kit.Body(kit.T("closing.gap", "item", g.Item.Name(kit.Language()),
			"stage", cases.Name(p.deps.Lists.Stages, string(g.Stage), kit.Language()))).Wrapped())
		if g.Item.At != "" {
			p.lead(row, func() { p.toGap(g) })
		}
		box.Add(row)
	}
	return box
}

// lead puts the way to what is missing behind its line.
func (p *Pane) lead(row *fyne.Container, to func()) {
	if p.goTo != nil && p.Writable {
		row.Add(kit.NewQuiet(kit.T("steps.lead"), to))
	}
}

// toGap leads to where something that is missing is done; what is typed here has
// its field.
func (p *Pane) toGap(g cases.Gap) {
	switch {
	case g.Item.At != cases.AtClosing:
		p.goTo(g.Item.At)
	case p.words != nil && g.Item.When == cases.HasLesson:
		p.deps.Shell.Window().Canvas().Focus(p.words.lesson)
	case p.words != nil:
		p.deps.Shell.Window().Canvas().Focus(p.words.prevention)
	}
}

// joined puts a middle dot between what is there, on one line.
func joined(parts ...string) string {
	var kept []string
	for _, s := range parts {
		if s = oneLine(s); s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, " · ")
}

// oneLine folds white space and drops what cannot be shown on a line.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}
