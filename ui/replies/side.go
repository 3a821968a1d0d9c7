package replies

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/replies"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// side is the pane at the right: checks, the kind of customer, the coach, what
// can be cited.
type side struct {
	p        *Page
	types    *fyne.Container
	card     *fyne.Container
	evidence *fyne.Container
	chips    map[string]*kit.Chip
	content  *kit.Scroller
}

func newSide(p *Page) *side {
	s := &side{p: p, types: kit.Flow(5), card: kit.VBox(5), evidence: kit.VBox(5), chips: map[string]*kit.Chip{}}
	for _, t := range p.d.Lists.CustomerTypes {
		s.chips[t.ID] = kit.NewChip(t.Name(kit.Language()), kit.ToneNeutral, func() { p.chooseType(t.ID) })
		s.types.Add(s.chips[t.ID])
	}
	column := kit.VBox(16,
		kit.VBox(7, kit.Heading(kit.T("replies.checks")), p.checks.box),
		kit.VBox(7, kit.Heading(kit.T("replies.type")), kit.Small(kit.T("replies.type.note")).Wrapped(), s.types, s.card),
		kit.VBox(7, kit.Heading(kit.T("replies.evidence")), s.evidence),
		s.coach(),
	)
	s.content = kit.NewScroller(kit.Pad(column, 14, 14, 18, 14))
	return s
}

// coach are the six skills, folded away until they are wanted.
func (s *side) coach() fyne.CanvasObject {
	box := kit.VBox(9)
	lang := kit.Language()
	for _, k := range s.p.d.Replies.Coach().Skills {
		one := kit.VBox(2, kit.Strong(k.Names[lang]).Wrapped(), kit.Body(k.Aim[lang]).Wrapped())
		for _, tip := range k.Tips[lang] {
			one.Add(bullet("·", theme.ColorMuted, tip))
		}
		box.Add(one)
	}
	return kit.NewFold("replies.coach", kit.T("replies.coach"), "", box).Shut()
}

func bullet(sign string, ink fyne.ThemeColorName, text string) fyne.CanvasObject {
	return hang(kit.Strong(sign).Whole().Colored(ink), kit.Body(text).Wrapped(), nil)
}

// fill shows the card of the kind of customer and what can be cited.
func (s *side) fill() {
	of := s.p.state.c.CustomerType
	for id, chip := range s.chips {
		chip.SetSelected(id == of)
	}
	s.card.RemoveAll()
	if t, ok := s.p.d.Replies.Coach().Type(of); ok {
		s.fillCard(t)
	}
	s.fillEvidence()
	s.types.Refresh()
	s.card.Refresh()
	s.content.Settle()
}

func (s *side) fillCard(t replies.Type) {
	lang := kit.Language()
	s.card.Add(kit.Body(strings.Join(t.Traits[lang], kit.T("replies.semicolon"))).Wrapped())
	s.card.Add(kit.Strong(t.Core[lang]).Wrapped())
	s.card.Add(kit.Body(t.Manner[lang]).Wrapped())
	for _, one := range t.Do[lang] {
		s.card.Add(bullet("✓", theme.ColorGood, one))
	}
	for _, one := range t.Dont[lang] {
		s.card.Add(bullet("×", theme.ColorLate, one))
	}
	s.card.Add(kit.Small(kit.T("replies.type.words", "words", strings.Join(t.Words[lang], kit.T("replies.semicolon")))).Wrapped())
}

// fillEvidence lists the exhibits. A tap puts one on the list of what the reply
// rests on, or takes it off.
func (s *side) fillEvidence() {
	s.evidence.RemoveAll()
	if len(s.p.state.desk.Exhibits) == 0 {
		s.evidence.Add(kit.Muted(kit.T("replies.evidence.none")).Wrapped())
	} else {
		s.evidence.Add(kit.Small(kit.T("replies.evidence.note")).Wrapped())
	}
	for _, e := range s.p.state.desk.Exhibits {
		chip := kit.NewChip(e.Label, kit.ToneNeutral, func() { s.p.cite(e.ID) })
		chip.SetSelected(slices.Contains(s.p.draft.Exhibits, e.ID))
		s.evidence.Add(kit.Row(7, 1, chip, kit.Small(titleOf(e)).Clamped(2)))
	}
	s.evidence.Refresh()
	s.content.Settle()
}

// titleOf is an exhibit in the seller's words, or else what it is.
func titleOf(e replies.Exhibit) string {
	if title := oneLine(e.Title); title != "" {
		return title
	}
	return uievidence.KindText(evidence.Kind(e.Kind))
}

// cite puts an exhibit on the list of what the reply rests on, or takes it off.
func (p *Page) cite(id string) {
	if !p.writable() {
		return
	}
	all := slices.Clone(p.draft.Exhibits)
	if i := slices.Index(all, id); i >= 0 {
		all = slices.Delete(all, i, i+1)
	} else {
		all = append(all, id)
	}
	p.draft.Exhibits = all
	p.side.fillEvidence()
	p.acted()
}

// shortened is the beginning of a text, at most n characters long.
func shortened(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// chooseType keeps the seller's judgement of the customer; the one that is
// chosen is taken back.
func (p *Page) chooseType(id string) {
	if !p.writable() {
		return
	}
	c := p.state.c
	if c.CustomerType == id {
		id = ""
	}
	c.CustomerType = id
	kit.Do(p.d.Shell, c.ID, func(ctx context.Context) error {
		_, err := p.d.Cases.Update(ctx, c)
		return err
	}, func(back kit.Back, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		what := kit.T("replies.type.none")
		if id != "" {
			what = cases.Name(p.d.Lists.CustomerTypes, id, kit.Language())
		}
		kit.Did(p.d.Shell, kit.T("replies.type.set", "type", what), back)
		p.refresh()
	})
}
