package dossier

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/dossier"
	"casefolio/ui/kit"
)

// Limits of what is named on screen; paper names all of it.
const (
	inSentence = 3 // reasons
	inGroup    = 5 // names for one reason
	inList     = 50
)

// why says what is the matter.
func why(p dossier.Problem) string {
	return kit.T("preview.problem."+string(p.Code), "count", kit.Count(p.Count))
}

// what names the exhibit or the part of the case.
func what(p dossier.Problem) string {
	if p.Label != "" {
		return p.Label
	}
	return kit.T("preview.part." + string(p.Part))
}

// Sentence names the first problems, those of one reason together, and counts
// the others.
func Sentence(all []dossier.Problem) string {
	var reasons []string
	named := map[string][]string{} // by reason
	for _, p := range all {
		reason := why(p)
		if named[reason] == nil {
			reasons = append(reasons, reason)
		}
		named[reason] = append(named[reason], what(p))
	}
	var lines []string
	left := len(all)
	for _, reason := range reasons[:min(len(reasons), inSentence)] {
		names := named[reason][:min(len(named[reason]), inGroup)]
		left -= len(names)
		lines = append(lines, kit.T("preview.because", "what", strings.Join(names, kit.T("preview.comma")), "why", reason))
	}
	if left > 0 {
		lines = append(lines, kit.T("preview.more", "count", kit.Count(left)))
	}
	return strings.Join(lines, kit.T("preview.semicolon"))
}

// problemList names the problems one by one; a tap leads to the page.
type problemList struct {
	box    *fyne.Container
	goTo   func(page int)
	look   func(exhibitID string) // shows the picture; nil: there is no way
	clear  func(exhibitID string) // keeps that it has nothing to cover
	listed []dossier.Problem
	first  *kit.Button
}

func newProblemList(goTo func(page int)) *problemList {
	return &problemList{box: kit.VBox(4), goTo: goTo}
}

// set lists other problems.
func (l *problemList) set(all []dossier.Problem) {
	if slices.Equal(all, l.listed) && len(l.box.Objects) > 0 {
		return
	}
	l.listed, l.first = all, nil
	l.box.RemoveAll()
	if len(all) == 0 {
		l.box.Add(kit.Small(kit.T("preview.problems.none")).Wrapped())
	}
	for _, p := range all[:min(len(all), inList)] {
		words := what(p)
		if p.Page > 0 {
			words = kit.T("preview.problem_at", "what", words, "page", kit.Count(p.Page))
		}
		b := kit.NewQuiet(words, func() { l.goTo(p.Page - 1) })
		if l.first == nil {
			l.first = b
		}
		row := kit.VBox(0, kit.HBox(0, b), kit.Pad(kit.Small(why(p)).Wrapped(), 0, 0, 4, 6))
		if p.Code == dossier.Unlooked && l.look != nil {
			row.Add(kit.HBox(0, kit.NewQuiet(kit.T("preview.unlooked.open"), func() { l.look(p.ID) }),
				kit.NewQuiet(kit.T("preview.unlooked.clear"), func() { l.clear(p.ID) })))
		}
		l.box.Add(row)
	}
	if more := len(all) - inList; more > 0 {
		l.box.Add(kit.Small(kit.T("preview.more", "count", kit.Count(more))).Wrapped())
	}
	l.box.Refresh()
}
