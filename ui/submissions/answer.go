package submissions

import (
	"cmp"
	"context"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/fault"
	"casefolio/app/submissions"
	"casefolio/ui/kit"
)

// answerForm asks what a recipient decided.
type answerForm struct {
	*form
	result  submissions.Result
	results map[submissions.Result]*kit.Chip
	amount  *kit.Entry
	reason  *kit.Entry
}

// askAnswer records what the recipient decided, or changes it.
func (s *Section) askAnswer(e entry) {
	f := &answerForm{form: newForm(s.deps, s.state), results: map[submissions.Result]*kit.Chip{}}
	at := e.AnsweredAt
	if at.IsZero() {
		at = s.deps.Now().Truncate(time.Minute)
	}
	f.files = newFileRows(s.deps.Shell, kit.T("submissions.files.pick"), nil)
	body := kit.VBox(12, f.resultField(), f.amountField(e), f.reasonField(e.Reason),
		f.noteField(kit.T("submissions.field.answer"), e.Answer, 4),
		f.atField(kit.T("submissions.field.answered"), at))
	if len(e.answers) > 0 {
		body.Add(kit.VBox(4, kit.Small(kit.T("submissions.answer.files.kept")), s.chips(e.answers)))
	}
	body.Add(f.files.content(kit.T("submissions.answer.files"), kit.T("submissions.answer.files.hint")))
	if e.Answered() {
		body.Add(kit.HBox(0, kit.NewQuiet(kit.T("submissions.unanswer"), func() {
			s.deps.Shell.Confirm(kit.T("submissions.unanswer.title"), kit.T("submissions.unanswer.hint"), kit.T("submissions.unanswer"), true, func() {
				f.dialog.Hide()
				s.unanswer(e)
			})
		})))
	}
	f.choose(e.Result)
	f.show(kit.T("submissions.answer.title", "recipient", oneLine(e.Recipient)), kit.T("submissions.answer.verb"), body,
		f.results[cmp.Or(e.Result, submissions.Won)], func(ctx context.Context) (submissions.Submission, error) { return f.keep(ctx, e, at) },
		func(sub submissions.Submission, back kit.Back) {
			kit.Did(s.deps.Shell, kit.T("submissions.answer.kept", "recipient", oneLine(sub.Recipient), "result", ResultText(sub.Result)), back)
			s.reload()
		})
}

// keep records the answer. was is the time that the dialog began with.
func (f *answerForm) keep(ctx context.Context, e entry, was time.Time) (submissions.Submission, error) {
	at, err := f.time(was)
	if err != nil {
		return submissions.Submission{}, err
	}
	amount, err := submissions.ParseAmount(f.amount.Text, f.currency(e))
	if err != nil {
		return submissions.Submission{}, fault.Wrap(err, "submission.amount")
	}
	return f.deps.Records.Answer(ctx, e.ID, submissions.Decision{
		Result: f.result, Amount: amount, Reason: f.reason.Text, Answer: f.note.Text, At: at, Files: f.files.paths,
	})
}

func (f *answerForm) resultField() fyne.CanvasObject {
	flow := kit.Flow(6)
	for _, r := range submissions.Results() {
		chip := kit.NewChip(ResultText(r), kit.ToneNeutral, func() { f.choose(r) })
		f.results[r] = chip
		flow.Add(chip)
	}
	return f.field(kit.T("submissions.field.result"), true, flow, "submission.result")
}

func (f *answerForm) choose(r submissions.Result) {
	f.result = r
	for of, chip := range f.results {
		chip.SetSelected(of == r)
	}
}

// currency is that of an amount that names none.
func (f *answerForm) currency(e entry) string {
	return cmp.Or(e.Amount.Currency, f.state.c.Amount.Currency)
}

func (f *answerForm) amountField(e entry) fyne.CanvasObject {
	f.amount = f.line()
	if e.Amount.Given() {
		f.amount.SetText(e.Amount.String())
	}
	if f.state.c.Amount.Given() {
		f.amount.SetPlaceHolder(f.state.c.Amount.String())
	}
	return f.field(kit.T("submissions.field.amount"), false, f.amount, "submission.amount").
		WithHint(kit.T("submissions.field.amount.hint"))
}

func (f *answerForm) reasonField(text string) fyne.CanvasObject {
	f.reason = f.line()
	f.reason.SetText(text)
	return f.field(kit.T("submissions.field.reason"), false, f.reason)
}

// unanswer takes a wrong answer away.
func (s *Section) unanswer(e entry) {
	s.deps.do(e.CaseID, func(ctx context.Context) error {
		_, err := s.deps.Records.Unanswer(ctx, e.ID)
		return err
	}, func(back kit.Back) {
		s.reload()
		kit.Did(s.deps.Shell, kit.T("submissions.unanswered"), back)
	})
}
