package cases

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/ui/intake"
	"casefolio/ui/kit"
)

// outcome tells what became of the case. It waits until there is something to
// agree on, and for the buyer's satisfaction until the buyer can be asked.
func (s *inspector) outcome(c cases.Case) fyne.CanvasObject {
	told, visited := known(c)
	if !told && !visited && c.Stage.Index() < cases.Resolution.Index() {
		return nil
	}
	lists := s.page.deps.Lists
	rows := []fyne.CanvasObject{
		label("remedy"),
		s.choices(lists.Remedies, c, "remedy", func(c *cases.Case) *string { return &c.Remedy }),
		named("cost", c.Cost.String()),
		named("recovered", c.Recovered.String()),
	}
	if visited || c.Stage.Index() >= cases.FollowUp.Index() {
		rows = append(rows, label("satisfaction"), s.satisfaction(c), named("followed_up", s.page.zones().Stamp(c.FollowedUp)))
	}
	for _, text := range []struct{ key, value string }{
		{"follow_up", c.FollowUp}, {"lesson", c.Lesson}, {"prevention", c.Prevention},
	} {
		if text.value != "" {
			rows = append(rows, label(text.key), paragraph(text.value))
		}
	}
	edit := kit.T("cases.change")
	if !told && !visited {
		edit = kit.T("cases.outcome.edit")
		rows = append(rows, kit.Muted(kit.T("cases.outcome.none")).Wrapped())
	}
	if c.DeletedAt.IsZero() {
		rows = append(rows, kit.HBox(0, kit.NewQuiet(edit, s.page.editOutcome)))
	}
	return section(kit.T("cases.section.outcome"), rows...)
}

// known tells whether anything is said of the outcome, and of the follow-up.
func known(c cases.Case) (told, visited bool) {
	told = c.Remedy != "" || c.Cost.Given() || c.Recovered.Given() || c.Lesson != "" || c.Prevention != ""
	visited = c.FollowUp != "" || c.Satisfaction != 0 || !c.FollowedUp.IsZero()
	return told, visited
}

// satisfaction is the buyer's score, set with one tap.
func (s *inspector) satisfaction(c cases.Case) fyne.CanvasObject {
	now := ""
	if c.Satisfaction != 0 {
		now = strconv.Itoa(c.Satisfaction)
	}
	return chips(s.page.deps.Lists.Satisfactions, now, func(id string) {
		is := c
		is.Satisfaction, _ = strconv.Atoi(id) // none is zero
		s.keep(c, is, "satisfaction", id)
	})
}

// editOutcome opens the form of the case at what became of it.
func (p *Page) editOutcome() {
	if id, ok := p.writable(); ok {
		p.deps.Shell.Go(intake.OutcomeRoute(id))
	}
}
