package cases

import (
	"slices"

	"fyne.io/fyne/v2"

	"casefolio/ui/kit"
	"casefolio/ui/submissions"
	"casefolio/ui/theme"
)

// submitted are the happenings of what was handed in and what was answered.
func submitted(f file) (hs []happening) {
	for i := range f.submitted {
		s := &f.submitted[i]
		hs = append(hs, happening{at: s.At, sent: s})
		if s.Answered() {
			hs = append(hs, happening{at: s.AnsweredAt, sent: s, answered: true})
		}
	}
	return hs
}

// submitted is the card of a submission, or of its answer. A tap leads to all of
// them.
func (m cardMaker) submitted(h happening) fyne.CanvasObject {
	s := h.sent
	badge := kit.NewBadge(kit.T("cases.card.submitted"), kit.ToneInfo)
	right, words := submissions.ChannelText(s.Channel), s.Note
	if h.answered {
		badge = submissions.ResultBadge(s.Result)
		right, words = s.Amount.String(), joinWords(s.Reason, s.Answer)
	}
	rows := []fyne.CanvasObject{head(badge, s.Recipient, m.when(h), kit.Small(oneLine(right)).Whole())}
	if !h.answered {
		for _, e := range m.file.exhibits {
			if slices.Contains(s.ExhibitIDs, e.ID) {
				rows = append(rows, kit.Muted(oneLine(joinWords(e.Label(), e.FileName))))
			}
		}
	}
	if words != "" {
		rows = append(rows, paragraph(words))
	}
	return kit.NewCard(kit.VBox(6, rows...), func() { m.deps.Shell.Go(submissions.Route(s.CaseID)) })
}

// submitted says what was handed to whom and what came of it, or is nil where
// nothing was. What is to be done about it is done on its page.
func (s *inspector) submitted(f file) fyne.CanvasObject {
	if len(f.submitted) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{}
	for _, sub := range f.submitted {
		text := kit.Body(kit.T("cases.submitted", "time", s.page.zones().Stamp(sub.At), "recipient", oneLine(sub.Recipient),
			"result", submissions.ResultText(sub.Result))).Wrapped()
		if !sub.Answered() {
			text.Colored(theme.ColorInfo)
		}
		rows = append(rows, text)
	}
	return section("submitted", kit.T("submissions.section"), append(rows,
		kit.HBox(0, kit.NewButton(kit.T("cases.submitted.open"), func() { s.page.deps.Shell.Go(submissions.Route(f.c.ID)) })))...)
}
