package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"casefolio/app/fault"
	"casefolio/app/submissions"
)

// The parts that an exhibit has in a submission.
const (
	partPacket = "packet"
	partAnswer = "answer"
)

const submissionColumns = `SELECT s.id, s.case_id, s.recipient_id, s.recipient, s.programme_id, s.programme, s.channel, s.note,
	s.at, s.seq, s.head, s.evidence, s.result, s.amount_minor, s.amount_currency, s.reason, s.answer, s.answered_at,
	s.recorded_at, s.taken_back_at FROM submissions s `

func (w *Workspace) scanSubmission(r row) (s submissions.Submission, err error) {
	var at, answered, asked string
	var recorded, back sql.NullInt64
	err = r.Scan(&s.ID, &s.CaseID, &s.RecipientID, &s.Recipient, &s.ProgrammeID, &s.Programme, &s.Channel, &s.Note,
		&at, &s.Seq, &s.Head, &asked, &s.Result, &s.Amount.Minor, &s.Amount.Currency, &s.Reason, &s.Answer, &answered,
		&recorded, &back)
	if err != nil {
		return s, err
	}
	s.RecordedAt, s.TakenBackAt = w.instant(recorded), w.instant(back)
	var bad [3]error
	s.At, bad[0] = parseStamp(at)
	s.AnsweredAt, bad[1] = parseStamp(answered)
	bad[2] = json.Unmarshal([]byte(asked), &s.Evidence)
	return s, errors.Join(bad[:]...)
}

// submissions lists what a clause selects, with the exhibits of each.
func (w *Workspace) submissions(ctx context.Context, q querier, clause string, args ...any) ([]submissions.Submission, error) {
	all, err := list(ctx, q, w.scanSubmission, submissionColumns+clause, args...)
	if err != nil {
		return nil, err
	}
	for i, s := range all {
		links, err := list(ctx, q, func(r row) (l [2]string, err error) { return l, r.Scan(&l[0], &l[1]) },
			`SELECT part, exhibit_id FROM submission_exhibits WHERE submission_id = ? ORDER BY part, no`, s.ID)
		if err != nil {
			return nil, err
		}
		for _, l := range links {
			if l[0] == partAnswer {
				all[i].AnswerExhibits = append(all[i].AnswerExhibits, l[1])
			} else {
				all[i].ExhibitIDs = append(all[i].ExhibitIDs, l[1])
			}
		}
	}
	return all, nil
}

// Submissions lists the submissions of a case that count, the last first.
func (w *Workspace) Submissions(ctx context.Context, caseID string) ([]submissions.Submission, error) {
	return w.submissions(ctx, w.reader, `WHERE s.case_id = ? AND s.taken_back_at IS NULL
		ORDER BY julianday(s.at) DESC, s.id DESC`, caseID)
}

// OpenSubmissions lists those of all cases outside the trash that count and
// have no answer, the oldest first.
func (w *Workspace) OpenSubmissions(ctx context.Context) ([]submissions.Submission, error) {
	return w.submissions(ctx, w.reader, `JOIN cases c ON c.id = s.case_id
		WHERE s.result = '' AND s.taken_back_at IS NULL AND c.deleted_at IS NULL ORDER BY julianday(s.at), s.id`)
}

// SubmissionsWith lists those that count and hold an exhibit.
func (w *Workspace) SubmissionsWith(ctx context.Context, exhibitID string) ([]submissions.Submission, error) {
	return w.submissions(ctx, w.reader, `WHERE s.taken_back_at IS NULL
		AND s.id IN (SELECT submission_id FROM submission_exhibits WHERE exhibit_id = ?) ORDER BY julianday(s.at), s.id`, exhibitID)
}

// Submission returns one submission, also one that was taken back.
func (w *Workspace) Submission(ctx context.Context, id string) (submissions.Submission, error) {
	return w.findSubmission(ctx, w.reader, id)
}

func (t *tx) submission(id string) (submissions.Submission, error) {
	return t.w.findSubmission(t.ctx, t, id)
}

func (w *Workspace) findSubmission(ctx context.Context, q querier, id string) (submissions.Submission, error) {
	found, err := w.submissions(ctx, q, `WHERE s.id = ?`, id)
	if err != nil {
		return submissions.Submission{}, explain(err)
	}
	if len(found) == 0 {
		return submissions.Submission{}, fault.New("submission.unknown")
	}
	return found[0], nil
}

// logSubmission seals an entry about a submission: all that is so now, what
// changed since was, and the numbers of its exhibits for who reads it.
func (t *tx) logSubmission(action, id string, was *submissions.Submission) (submissions.Submission, error) {
	s, err := t.submission(id)
	if err != nil {
		return s, err
	}
	if err := t.touch(s.CaseID); err != nil {
		return s, err
	}
	facts := submissionFacts(s)
	for name, ids := range map[string][]string{"labels": s.ExhibitIDs, "answer_labels": s.AnswerExhibits} {
		if facts[name], err = t.labels(ids); err != nil {
			return s, err
		}
	}
	if was != nil {
		old := submissionFacts(*was)
		changed := changedFacts(*was, s)
		facts["fields"] = strings.Join(changed, ",")
		for _, name := range changed {
			facts[name+".old"] = old[name]
		}
	}
	return s, t.log(action, s.CaseID, s.ID, facts)
}

// labels are the numbers of exhibits: "E-01 E-02".
func (t *tx) labels(ids []string) (string, error) {
	all := make([]string, len(ids))
	for i, id := range ids {
		e, err := t.exhibit(id)
		if err != nil {
			return "", err
		}
		all[i] = e.Label()
	}
	return strings.Join(all, " "), nil
}

// changedFacts names what is no longer as it was.
func changedFacts(was, is submissions.Submission) []string {
	old := submissionFacts(was)
	var names []string
	for name, value := range submissionFacts(is) {
		if old[name] != value {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// submissionFacts is what the journal keeps of a submission.
func submissionFacts(s submissions.Submission) map[string]string {
	asked, _ := json.Marshal(s.Evidence) // strings and booleans always can be written
	amount := ""
	if s.Amount.Given() {
		amount = s.Amount.String()
	}
	return map[string]string{
		"recipient_id": s.RecipientID, "recipient": s.Recipient, "programme": s.ProgrammeID, "name": s.Programme,
		"channel": s.Channel, "note": s.Note, "at": stamp(s.At), "seq": strconv.FormatInt(s.Seq, 10), "head": s.Head,
		"evidence": string(asked), "exhibits": strings.Join(s.ExhibitIDs, " "),
		"result": string(s.Result), "amount": amount, "reason": s.Reason, "answer": s.Answer,
		"answered_at": stamp(s.AnsweredAt), "answer_exhibits": strings.Join(s.AnswerExhibits, " "),
		"taken_back": trashed(s.TakenBackAt),
	}
}

// submissionRows holds the submissions of a case against the journal.
func (c *comparer) submissionRows(caseID string) error {
	all, err := c.w.submissions(c.ctx, c.q, `WHERE s.case_id = ? ORDER BY s.id`, caseID)
	for _, s := range all {
		c.check(s.ID, c.number+" "+s.Recipient, submissionFacts(s))
	}
	return err
}
