package command

import (
	"cmp"
	"strings"
	"time"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/submissions"
)

// submissionRecordCmd keeps what was handed in.
type submissionRecordCmd struct {
	JSON      bool     `name:"json" help:"${json}"`
	Recipient string   `required:"" placeholder:"ID" help:"${submission_recipient}"`
	Channel   string   `default:"portal" help:"${submission_channel}"`
	At        string   `placeholder:"TIME" help:"${submission_at}"`
	Programme string   `placeholder:"ID" help:"${submission_programme}"`
	Note      string   `placeholder:"TEXT" help:"${submission_note}"`
	Case      string   `arg:"" help:"${case_ref}"`
	Files     []string `arg:"" optional:"" help:"${submission_files}"`
}

// noProgramme is how the command line says that a submission answers none.
const noProgramme = "none"

// Run records the submission and tells where it stands.
func (c submissionRecordCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	to, err := s.app.Cases.Get(s.ctx, c.Case)
	if err != nil {
		return err
	}
	at, err := s.typedTime(c.At)
	if err != nil {
		return err
	}
	name, parties, err := s.recipient(c.Recipient)
	if err != nil {
		return err
	}
	switch c.Programme {
	case "":
		if c.Programme, err = s.app.SubmissionProgramme(s.ctx, to.ID, parties); err != nil {
			return err
		}
	case noProgramme:
		c.Programme = ""
	}
	done, err := s.app.Submissions.Record(s.ctx, submissions.Draft{
		CaseID: to.ID, RecipientID: c.Recipient, Recipient: name, ProgrammeID: c.Programme,
		Channel: c.Channel, Note: c.Note, At: at, Files: c.Files,
	})
	if err != nil {
		return err
	}
	return s.showSubmissions(c.JSON, true, done)
}

// typedTime reads a time as it is typed, in the seller's zone; the zero time
// for nothing.
func (s *session) typedTime(text string) (time.Time, error) {
	at, ok := cases.ParseTime(text, s.profile.Location())
	if !ok {
		return at, fault.New("command.time", "time", text)
	}
	return at, nil
}

// submissionListCmd lists submissions: of one case, or all that wait for their
// answer.
type submissionListCmd struct {
	JSON bool   `name:"json" help:"${json}"`
	Case string `arg:"" optional:"" help:"${submission_case}"`
}

// Run writes one line a submission, or a JSON array of them.
func (c submissionListCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	var all []submissions.Submission
	var err error
	if c.Case == "" {
		all, err = s.app.Submissions.Open(s.ctx)
	} else {
		var of cases.Case
		if of, err = s.app.Cases.Get(s.ctx, c.Case); err == nil {
			all, err = s.app.Submissions.List(s.ctx, of.ID)
		}
	}
	if err != nil {
		return err
	}
	return s.showSubmissions(c.JSON, false, all...)
}

// submissionAnswerCmd keeps what the recipient decided.
type submissionAnswerCmd struct {
	JSON   bool     `name:"json" help:"${json}"`
	Result string   `required:"" enum:"won,partly,lost" help:"${submission_result}"`
	Amount string   `placeholder:"SUM" help:"${submission_amount}"`
	Reason string   `placeholder:"TEXT" help:"${submission_reason}"`
	Text   string   `placeholder:"TEXT" help:"${submission_text}"`
	At     string   `placeholder:"TIME" help:"${submission_answered}"`
	ID     string   `arg:"" help:"${submission_id}"`
	Files  []string `arg:"" optional:"" help:"${submission_answer_files}"`
}

// Run records the answer.
func (c submissionAnswerCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	was, err := s.app.Submissions.Get(s.ctx, c.ID)
	if err != nil {
		return err
	}
	of, err := s.app.Cases.Get(s.ctx, was.CaseID)
	if err != nil {
		return err
	}
	at, err := s.typedTime(c.At)
	if err != nil {
		return err
	}
	amount, err := submissions.ParseAmount(c.Amount, cmp.Or(of.Amount.Currency, s.profile.Currency))
	if err != nil {
		return err
	}
	done, err := s.app.Submissions.Answer(s.ctx, was.ID, submissions.Decision{
		Result: submissions.Result(c.Result), Amount: amount, Reason: c.Reason, Answer: c.Text, At: at, Files: c.Files,
	})
	if err != nil {
		return err
	}
	return s.showSubmissions(c.JSON, true, done)
}

// submissionTakeBackCmd undoes what was recorded by mistake.
type submissionTakeBackCmd struct {
	Files bool   `help:"${submission_trash}"`
	ID    string `arg:"" help:"${submission_id}"`
}

// Run takes the submission back.
func (c submissionTakeBackCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	done, err := s.app.Submissions.TakeBack(s.ctx, c.ID, c.Files)
	if err != nil {
		return err
	}
	return s.say("command.submission.taken_back", "recipient", done.Recipient)
}

// submissionOut is a submission as it is printed.
type submissionOut struct {
	ID          string      `json:"id"`
	Case        string      `json:"case"`
	RecipientID string      `json:"recipient_id"`
	Recipient   string      `json:"recipient"`
	Programme   string      `json:"programme"` // whose clock stands still; empty: none
	Channel     string      `json:"channel"`
	Note        string      `json:"note"`
	At          string      `json:"at"`
	Recorded    string      `json:"recorded"`
	Seq         int64       `json:"seq"` // last entry of the journal that it covers
	Head        string      `json:"head"`
	Files       []frozenOut `json:"files"`
	There       []string    `json:"evidence_present"`
	Missing     []string    `json:"evidence_missing"` // required, without what does not apply
	Result      string      `json:"result"`           // empty: no answer yet
	Amount      string      `json:"amount"`
	Currency    string      `json:"currency"`
	Reason      string      `json:"reason"`
	Text        string      `json:"text"`
	Answered    string      `json:"answered"`
	AnswerFiles []frozenOut `json:"answer_files"`
}

// frozenOut is an exhibit of a submission as it is printed.
type frozenOut struct {
	Exhibit string `json:"exhibit"`
	File    string `json:"file"`
	Size    int64  `json:"size"`
	SHA256  string `json:"sha256"`
	Trashed bool   `json:"trashed,omitempty"`
}

func (s *session) submissionOut(sub submissions.Submission) (submissionOut, error) {
	out := submissionOut{
		ID: sub.ID, RecipientID: sub.RecipientID, Recipient: sub.Recipient, Programme: sub.ProgrammeID,
		Channel: sub.Channel, Note: sub.Note, At: stamp(sub.At), Recorded: stamp(sub.RecordedAt), Seq: sub.Seq, Head: sub.Head,
		There: []string{}, Missing: []string{}, Result: string(sub.Result), Reason: sub.Reason, Text: sub.Answer,
		Answered: stamp(sub.AnsweredAt),
	}
	if sub.Amount.Given() {
		out.Amount, out.Currency = sub.Amount.Decimal(), sub.Amount.Currency
	}
	for _, e := range sub.Evidence {
		switch {
		case e.There:
			out.There = append(out.There, e.Key)
		case e.Required && !e.Waived:
			out.Missing = append(out.Missing, e.Key)
		}
	}
	of, err := s.app.Cases.Get(s.ctx, sub.CaseID)
	if err != nil {
		return out, err
	}
	out.Case = of.Number
	if out.Files, err = s.frozenOut(sub.ExhibitIDs); err != nil {
		return out, err
	}
	out.AnswerFiles, err = s.frozenOut(sub.AnswerExhibits)
	return out, err
}

func (s *session) frozenOut(ids []string) ([]frozenOut, error) {
	out := make([]frozenOut, len(ids))
	for i, id := range ids {
		e, err := s.app.Evidence.Get(s.ctx, id)
		if err != nil {
			return nil, err
		}
		out[i] = frozenOut{e.Label(), e.FileName, e.Size, e.SHA256, !e.DeletedAt.IsZero()}
	}
	return out, nil
}

// showSubmissions writes submissions for programs, a single one as an object,
// or one line each for people.
func (s *session) showSubmissions(asJSON, single bool, all ...submissions.Submission) error {
	out, rows := make([]submissionOut, len(all)), make([][]string, len(all))
	for i, sub := range all {
		var err error
		if out[i], err = s.submissionOut(sub); err != nil {
			return err
		}
		result := s.text("command.submission.open")
		if sub.Answered() {
			result = s.text("submissions.result." + string(sub.Result))
		}
		labels := make([]string, len(out[i].Files))
		for k, f := range out[i].Files {
			labels[k] = f.Exhibit
		}
		rows[i] = []string{out[i].Case, s.when(sub.At), sub.Recipient, strings.Join(labels, " "), result, sub.Amount.String(), sub.ID}
	}
	switch {
	case asJSON && single:
		return s.print(out[0])
	case asJSON:
		return s.print(out)
	case len(all) == 0:
		return s.say("command.submission.none")
	}
	return s.table(rows)
}

// recipient is the name of a preset in the seller's language, and whose
// programmes it answers.
func (s *session) recipient(id string) (name string, parties []string, err error) {
	all, err := s.app.Packets.List(s.ctx)
	if err != nil {
		return "", nil, err
	}
	for _, r := range all {
		if r.ID == id {
			return r.Name(s.lang), r.Parties, nil
		}
	}
	return "", nil, fault.New("recipient.unknown", "recipient", id)
}
