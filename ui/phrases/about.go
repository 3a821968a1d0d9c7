package phrases

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/phrases"
	"casefolio/ui/kit"
)

// fillHead says what the phrase is, when to use it, how it was used, and what
// can be done with it.
func (s *sheet) fillHead() {
	f := s.phrase
	title := []fyne.CanvasObject{kit.Title(phrases.Pick(f.Titles, kit.Language())).Wrapped()}
	badges := []fyne.CanvasObject{}
	for _, t := range s.p.d.Library.Tones() {
		if t.ID == f.Tone {
			badges = append(badges, kit.NewBadge(name(t.Names), kit.ToneNeutral))
		}
	}
	switch {
	case f.Trashed:
		badges = append(badges, kit.NewBadge(kit.T("phrases.badge.trash"), kit.ToneSoon))
	case f.Own:
		badges = append(badges, kit.NewBadge(kit.T("phrases.badge.own"), kit.ToneInfo))
	case f.Edited:
		badges = append(badges, kit.NewBadge(kit.T("phrases.badge.edited"), kit.ToneInfo))
	}
	s.head.Objects = nil
	s.head.Add(kit.Row(8, 0, append(title, kit.HBox(6, badges...))...))
	s.head.Add(kit.Muted(s.p.place(f)).Wrapped())
	if when := phrases.Pick(f.When, kit.Language()); when != "" {
		s.head.Add(kit.Body(kit.T("phrases.when", "when", when)).Wrapped())
	}
	if not := phrases.Pick(f.Not, kit.Language()); not != "" {
		s.head.Add(kit.Body(kit.T("phrases.not", "not", not)).Wrapped())
	}
	s.head.Add(kit.Small(statText(s.p.state.stats[f.ID], s.p.d.Now())).Wrapped())
	s.head.Add(kit.Flow(6, s.deeds(f)...))
	s.head.Refresh()
}

// place is where the phrase stands in the library: its step, what it fits, and
// its shortcut.
func (p *Page) place(f phrases.Phrase) string {
	var all []string
	for _, g := range p.d.Library.Groups() {
		if g.ID == f.Group {
			all = append(all, name(g.Names))
		}
	}
	if f.Category != "" {
		all = append(all, p.d.Lists.CategoryName(f.Category, kit.Language()))
	}
	if f.Stage != "" {
		all = append(all, nameIn(terms(p.d.Lists.Stages), f.Stage))
	}
	if f.Platform != "" {
		all = append(all, nameIn(terms(p.d.Lists.Platforms), f.Platform))
	}
	if f.Shortcut != "" {
		all = append(all, kit.T("phrases.shortcut", "shortcut", f.Shortcut))
	}
	return strings.Join(all, " · ")
}

// deeds are the buttons of a phrase.
func (s *sheet) deeds(f phrases.Phrase) []fyne.CanvasObject {
	p := s.p
	if f.Trashed {
		return []fyne.CanvasObject{kit.NewButton(kit.T("phrases.restore"), p.restore)}
	}
	star := kit.T("phrases.favour")
	if f.Favourite {
		star = kit.T("phrases.unfavour")
	}
	deeds := []fyne.CanvasObject{
		kit.NewButton(kit.T("phrases.edit"), p.edit).WithKeys(kit.ShortcutLabel(fyne.KeyE)),
		kit.NewButton(star, p.favour).WithKeys(kit.ShortcutLabel(fyne.KeyL)),
		kit.NewButton(kit.T("phrases.duplicate"), p.duplicate),
	}
	if f.Edited {
		deeds = append(deeds, kit.NewButton(kit.T("phrases.reset"), p.reset))
	}
	return append(deeds, kit.NewQuiet(kit.T("phrases.trash"), p.trash))
}

// statText says how often a phrase was used and what became of those cases.
func statText(s phrases.Stat, now time.Time) string {
	if s.Count == 0 {
		return kit.T("phrases.stat.never")
	}
	days := int(day(now).Sub(day(s.Last.In(now.Location()))).Hours()/24 + 0.5)
	last := kit.T("phrases.stat.days", "days", kit.Count(days))
	switch days {
	case 0:
		last = kit.T("phrases.stat.today")
	case 1:
		last = kit.T("phrases.stat.yesterday")
	}
	text := kit.T("phrases.stat", "count", kit.Count(s.Count), "last", last)
	if s.Cases > 0 {
		text += kit.T("phrases.stat.cases", "cases", kit.Count(s.Cases), "closed", kit.Count(s.Closed))
	}
	if s.Rated > 0 {
		text += kit.T("phrases.stat.mean", "mean", strconv.FormatFloat(s.Mean, 'f', 1, 64), "count", kit.Count(s.Rated))
	}
	return text
}

func day(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// fillFiles lists what goes with the phrase.
func (s *sheet) fillFiles() {
	f := s.phrase
	s.files.Objects = nil
	if !f.Trashed {
		add := kit.NewQuiet(kit.T("phrases.files.add"), s.p.attach)
		s.files.Add(kit.Row(8, 0, kit.Heading(kit.T("phrases.files")), add))
	}
	if len(f.Files) == 0 {
		s.files.Add(kit.Muted(kit.T("phrases.files.none")).Wrapped())
	}
	for _, file := range f.Files {
		row := kit.Row(8, 0, kit.Body(file.Name), kit.Small(kit.FileSize(file.Bytes)).Whole(),
			kit.NewQuiet(kit.T("phrases.files.open"), func() { s.p.look(file) }),
			kit.NewQuiet(kit.T("phrases.files.remove"), func() { s.p.detach(f, file) }))
		s.files.Add(row)
	}
	s.files.Refresh()
}
