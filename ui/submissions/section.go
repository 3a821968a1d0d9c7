package submissions

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/evidence"
	"casefolio/app/submissions"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Section lists the submissions of a case, the last first, with what can be
// done about each.
type Section struct {
	deps    Deps
	changed func() // something was recorded; may be nil
	resized func() // it takes another height; may be nil
	slot    string
	caseID  string
	state   state
	content *fyne.Container
}

// NewSection returns an empty section. resized is called when it takes another
// height, changed when it has changed the case; both may be nil.
func NewSection(deps Deps, resized, changed func()) *Section {
	return &Section{deps: deps, resized: resized, changed: changed, slot: "submissions/section", content: container.NewStack()}
}

// Content is what is shown.
func (s *Section) Content() fyne.CanvasObject { return s.content }

// Show reads a case. What was shown stays until then.
func (s *Section) Show(caseID string) {
	s.caseID = caseID
	kit.Run(s.deps.Shell.Tasks(), s.slot, func(ctx context.Context) (state, error) {
		return s.deps.load(ctx, caseID)
	}, func(v state, err error) {
		if err != nil {
			s.deps.Shell.ShowError(err)
			return
		}
		s.state = v
		s.fill()
	})
}

// Ask begins a record, with what is known of it already: files that were just
// written, and their recipient.
func (s *Section) Ask(d submissions.Draft) {
	d.CaseID = s.caseID
	Ask(s.deps, d, func(submissions.Submission) { s.reload() })
}

func (s *Section) reload() {
	s.Show(s.caseID)
	if s.changed != nil {
		s.changed()
	}
}

func (s *Section) fill() {
	box := kit.VBox(10)
	head := kit.Row(8, 0, kit.Heading(kit.T("submissions.section")))
	if s.state.writable() && len(s.state.entries) > 0 {
		head.Add(kit.NewButton(kit.T("submissions.new"), func() { s.Ask(submissions.Draft{}) }))
	}
	box.Add(head)
	if len(s.state.entries) == 0 {
		box.Add(kit.Muted(kit.T("submissions.empty")).Wrapped())
		if s.state.writable() {
			box.Add(kit.HBox(0, kit.NewButton(kit.T("submissions.new"), func() { s.Ask(submissions.Draft{}) })))
		}
	}
	for _, e := range s.state.entries {
		box.Add(s.card(e))
	}
	s.content.Objects = []fyne.CanvasObject{box}
	s.content.Refresh()
	if s.resized != nil {
		s.resized()
	}
}

// card is one submission: to whom, when and by which way, what went out, how
// the journal stood, and the answer.
func (s *Section) card(e entry) fyne.CanvasObject {
	zones := kit.ZonesOf(s.deps.Now().Location(), s.state.c.BuyerZone)
	rows := kit.VBox(6, kit.Row(8, 0, kit.Heading(oneLine(e.Recipient)).Wrapped(), ResultBadge(e.Result)))
	rows.Add(kit.Body(kit.T("submissions.went", "time", zones.Both(e.At), "channel", ChannelText(e.Channel))).Wrapped())
	if e.ProgrammeID != "" {
		rows.Add(kit.Body(kit.T("submissions.answers", "programme", oneLine(s.programme(e.ProgrammeID, e.Programme)))).Wrapped())
		if there, of := asked(e.Evidence); of > 0 {
			rows.Add(kit.Small(kit.T("submissions.evidence", "done", kit.Count(there), "of", kit.Count(of))).Wrapped())
		}
	}
	if e.Note != "" {
		rows.Add(kit.Muted(oneLine(e.Note)).Wrapped())
	}
	if len(e.files) > 0 {
		rows.Add(s.chips(e.files))
	}
	rows.Add(kit.Small(kit.T("submissions.sealed", "seq", kit.Count(int(e.Seq)), "head", shortHead(e.Head),
		"time", zones.Stamp(e.RecordedAt))).Wrapped())
	if e.Answered() {
		rows.Add(kit.Hairline())
		rows.Add(s.answer(e, zones))
	}
	if s.state.writable() {
		rows.Add(kit.Pad(s.deeds(e), 4, 0, 0, 0))
	}
	return kit.NewCard(rows)
}

// answer is what the recipient decided.
func (s *Section) answer(e entry, zones kit.Zones) fyne.CanvasObject {
	line := ResultText(e.Result)
	if e.Amount.Given() {
		line = kit.T("submissions.decided.amount", "result", line, "amount", e.Amount.String())
	}
	rows := kit.VBox(4, kit.Row(8, 0, kit.Strong(line).Wrapped().Colored(resultColor(e.Result)),
		kit.Small(kit.T("submissions.answered", "time", zones.Both(e.AnsweredAt))).Whole()))
	if e.Reason != "" {
		rows.Add(kit.Body(kit.T("submissions.reason", "reason", oneLine(e.Reason))).Wrapped())
	}
	if e.Answer != "" {
		rows.Add(kit.Muted(e.Answer).Wrapped())
	}
	if len(e.answers) > 0 {
		rows.Add(s.chips(e.answers))
	}
	return rows
}

func (s *Section) deeds(e entry) fyne.CanvasObject {
	flow := kit.Flow(8)
	if e.Answered() {
		flow.Add(kit.NewQuiet(kit.T("submissions.answer.change"), func() { s.askAnswer(e) }))
	} else {
		flow.Add(kit.NewButton(kit.T("submissions.answer"), func() { s.askAnswer(e) }))
	}
	flow.Add(kit.NewQuiet(kit.T("submissions.correct"), func() { s.askCorrect(e) }))
	flow.Add(kit.NewQuiet(kit.T("submissions.take_back"), func() { s.askTakeBack(e) }))
	return flow
}

// chips lead to exhibits. One in the trash says so.
func (s *Section) chips(all []evidence.Exhibit) fyne.CanvasObject {
	flow := kit.Flow(6)
	for _, x := range all {
		text, tone := kit.T("submissions.file", "label", x.Label(), "name", shortened(oneLine(x.FileName), 40)), kit.ToneInfo
		if !x.DeletedAt.IsZero() {
			text, tone = kit.T("submissions.file.trashed", "label", x.Label()), kit.ToneSoon
		}
		flow.Add(kit.NewChip(text, tone, func() { s.deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: x.ID}) }))
	}
	return flow
}

// programme names a programme as it is called now, or as it was called then.
func (s *Section) programme(id, was string) string {
	for _, p := range s.state.all {
		if p.ID == id {
			return programmeText(p)
		}
	}
	return was
}

// ResultBadge says at a glance how a recipient decided.
func ResultBadge(r submissions.Result) *kit.Badge {
	tone := kit.ToneInfo
	switch r {
	case submissions.Won:
		tone = kit.ToneGood
	case submissions.Partly:
		tone = kit.ToneSoon
	case submissions.Lost:
		tone = kit.ToneLate
	}
	return kit.NewBadge(ResultText(r), tone)
}

func resultColor(r submissions.Result) fyne.ThemeColorName {
	switch r {
	case submissions.Won:
		return theme.ColorGood
	case submissions.Lost:
		return theme.ColorLate
	}
	return theme.ColorInk
}

// asked counts the required evidence that applied, and how much of it was there.
func asked(all []submissions.Evidence) (there, of int) {
	for _, e := range all {
		if e.Required && (e.There || !e.Waived) {
			of++
			if e.There {
				there++
			}
		}
	}
	return there, of
}
