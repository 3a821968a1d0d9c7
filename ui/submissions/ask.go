package submissions

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app"
	"casefolio/app/submissions"
	"casefolio/ui/kit"
)

// Ask records that something was handed in, beginning with what is known of it
// already. done is told once it is kept.
func Ask(deps Deps, d submissions.Draft, done func(submissions.Submission)) {
	kit.Run(deps.Shell.Tasks(), "submissions/ask", func(ctx context.Context) (state, error) {
		return deps.load(ctx, d.CaseID)
	}, func(s state, err error) {
		if err != nil {
			deps.Shell.ShowError(err)
			return
		}
		newForm(deps, s).record(d, done)
	})
}

// record is the dialog of a new submission.
func (f *form) record(d submissions.Draft, done func(submissions.Submission)) {
	for _, r := range f.state.recipients {
		if r.ID == d.RecipientID && d.Recipient == "" {
			d.Recipient = r.Name
		}
	}
	if d.Channel == "" {
		d.Channel = submissions.ByPortal
	}
	if d.At.IsZero() {
		d.At = f.deps.Now().Truncate(time.Minute)
	}
	f.files = newFileRows(f.deps.Shell, kit.T("submissions.files.pick"), d.Files)
	body := kit.VBox(12,
		f.recipientField(d.Recipient), f.programmeField(), f.channelField(d.Channel),
		f.atField(kit.T("submissions.field.at"), d.At),
		f.files.content(kit.T("submissions.files"), kit.T("submissions.files.hint")),
		f.noteField(kit.T("submissions.field.note"), d.Note, 2))
	f.choose(d.ProgrammeID)
	f.chosen = d.ProgrammeID != ""
	f.guess()
	var first fyne.Focusable = f.recipient
	if d.Recipient != "" {
		first = f.channel
	}
	f.show(kit.T("submissions.record.title"), kit.T("submissions.record.verb"), body, first,
		func(ctx context.Context) (submissions.Submission, error) {
			at, err := f.time(d.At)
			if err != nil {
				return submissions.Submission{}, err
			}
			to := f.to()
			return f.deps.Records.Record(ctx, submissions.Draft{
				CaseID: f.state.c.ID, RecipientID: to.ID, Recipient: to.Name, ProgrammeID: f.programme,
				Channel: channelID(f.channel.Text), Note: f.note.Text, At: at, Files: f.files.paths,
			})
		}, func(s submissions.Submission, back kit.Back) {
			kit.Did(f.deps.Shell, recorded(s), back)
			done(s)
		})
}

// recorded tells what became of a record.
func recorded(s submissions.Submission) string {
	key := "submissions.recorded"
	if s.ProgrammeID != "" {
		key = "submissions.recorded.stopped"
	}
	return kit.T(key, "recipient", oneLine(s.Recipient), "programme", oneLine(s.Programme))
}

// guess sets the programme by the recipient until the seller has chosen one.
func (f *form) guess() {
	if !f.chosen {
		f.choose(app.LikelyProgramme(f.state.choices, f.state.all, f.to().Parties))
	}
}

// askCorrect changes what was said about a submission.
func (s *Section) askCorrect(e entry) {
	f := newForm(s.deps, s.state)
	body := kit.VBox(12,
		f.recipientField(e.Recipient), f.programmeField(), f.channelField(e.Channel),
		f.atField(kit.T("submissions.field.at"), e.At), f.noteField(kit.T("submissions.field.note"), e.Note, 2),
		kit.Muted(kit.T("submissions.correct.hint")).Wrapped())
	f.chosen = true
	f.choose(e.ProgrammeID)
	f.show(kit.T("submissions.correct.title"), kit.T("submissions.correct.verb"), body, f.recipient,
		func(ctx context.Context) (submissions.Submission, error) {
			at, err := f.time(e.At)
			if err != nil {
				return submissions.Submission{}, err
			}
			to := f.to()
			if to.Name == e.Recipient { // its preset may be gone, or bear another name now
				to.ID = e.RecipientID
			}
			channel := channelID(f.channel.Text)
			return s.deps.Records.Correct(ctx, e.ID, submissions.Correction{
				RecipientID: &to.ID, Recipient: &to.Name, ProgrammeID: &f.programme, Channel: &channel, Note: &f.note.Text, At: &at,
			})
		}, func(_ submissions.Submission, back kit.Back) {
			kit.Did(s.deps.Shell, kit.T("submissions.corrected"), back)
			s.reload()
		})
}

// askTakeBack undoes what was recorded by mistake.
func (s *Section) askTakeBack(e entry) {
	canvas := s.deps.Shell.Window().Canvas()
	text := kit.T("submissions.take_back.hint")
	if e.ProgrammeID != "" {
		text = kit.T("submissions.take_back.hint.clock")
	}
	body := kit.VBox(12, kit.Body(text).Wrapped())
	files := widget.NewCheck(kit.T("submissions.take_back.files"), nil)
	if len(e.files) > 0 {
		files.SetChecked(true)
		body.Add(files)
	}
	d := kit.NewDialog(canvas, kit.T("submissions.take_back.title", "recipient", oneLine(e.Recipient)), body)
	no := kit.NewButton(kit.T("submissions.cancel"), d.Hide)
	d.SetButtons(no, kit.NewDanger(kit.T("submissions.take_back.verb"), func() {
		d.Hide()
		takeBack(s.deps, e.Submission, files.Checked, s.reload)
	}))
	d.Show()
	canvas.Focus(no)
}

// takeBack takes a submission back and offers the way back from that.
func takeBack(deps Deps, sub submissions.Submission, files bool, changed func()) {
	deps.do(sub.CaseID, func(ctx context.Context) error {
		_, err := deps.Records.TakeBack(ctx, sub.ID, files)
		return err
	}, func(back kit.Back) {
		changed()
		kit.Did(deps.Shell, kit.T("submissions.taken_back", "recipient", oneLine(sub.Recipient)), back)
	})
}

// do changes something about a case and tells how it went.
func (d Deps) do(caseID string, work func(ctx context.Context) error, done func(kit.Back)) {
	kit.Do(d.Shell, caseID, work, func(back kit.Back, err error) {
		if err != nil {
			d.Shell.ShowError(err)
			return
		}
		done(back)
	})
}
