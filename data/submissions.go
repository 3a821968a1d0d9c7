package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/money"
	"casefolio/app/submissions"
)

// AddSubmission keeps a record with its files, which lie in the vault already:
// all or none. A file that the case has already is the exhibit that is there.
func (w *Workspace) AddSubmission(
	ctx context.Context, s submissions.Submission, files []evidence.Capture,
) (kept submissions.Submission, err error) {
	err = w.write(ctx, s.RecordedAt, func(t *tx) error {
		if err := t.touch(s.CaseID); err != nil {
			return err
		}
		exhibits, err := t.addCaptures(files)
		if err != nil {
			return err
		}
		s.ID, s.ExhibitIDs = newID(), exhibits
		if err := t.onlyOnce(s); err != nil {
			return err
		}
		if s.Seq, s.Head, err = t.lastEntry(); err != nil {
			return err
		}
		if err := t.insertSubmission(s); err != nil {
			return err
		}
		if err := t.linkSubmission(s.ID, partPacket, exhibits); err != nil {
			return err
		}
		kept, err = t.logSubmission("submission.recorded", s.ID, nil)
		return err
	})
	return kept, err
}

// addCaptures adds files as exhibits and returns the ids of those that were
// given, without what came within them.
func (t *tx) addCaptures(files []evidence.Capture) ([]string, error) {
	kept, err := t.keepCaptures(files)
	if err != nil {
		return nil, err
	}
	var ids []string
	for i, k := range kept {
		if files[i].Within < 0 && !slices.Contains(ids, k.Exhibit.ID) {
			ids = append(ids, k.Exhibit.ID)
		}
	}
	return ids, nil
}

// onlyOnce refuses what is recorded already: the same files to the same
// recipient at the same time.
func (t *tx) onlyOnce(s submissions.Submission) error {
	all, err := t.w.submissions(t.ctx, t, `WHERE s.case_id = ? AND s.taken_back_at IS NULL`, s.CaseID)
	for _, o := range all {
		if o.Recipient == s.Recipient && o.At.Equal(s.At) && o.Note == s.Note && slices.Equal(o.ExhibitIDs, s.ExhibitIDs) {
			return fault.New("submission.twice", "recipient", s.Recipient)
		}
	}
	return err
}

// lastEntry is the number and the hash of the last entry of the journal.
func (t *tx) lastEntry() (seq int64, head string, err error) {
	head = journal.Genesis()
	err = t.QueryRowContext(t.ctx, `SELECT seq, head FROM journal ORDER BY seq DESC LIMIT 1`).Scan(&seq, &head)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return seq, head, err
}

func (t *tx) insertSubmission(s submissions.Submission) error {
	asked, err := json.Marshal(s.Evidence)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO submissions (id, case_id, recipient_id, recipient, programme_id, programme, channel, note,
		at, seq, head, evidence, result, amount_minor, amount_currency, reason, answer, answered_at, recorded_at, taken_back_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0, '', '', '', '', ?, NULL)`,
		s.ID, s.CaseID, s.RecipientID, s.Recipient, s.ProgrammeID, s.Programme, s.Channel, s.Note,
		stamp(s.At), s.Seq, s.Head, string(asked), micros(t.at))
}

func (t *tx) linkSubmission(id, part string, exhibits []string) error {
	no := 0
	return insertAll(t, `INSERT INTO submission_exhibits (id, submission_id, exhibit_id, part, no) VALUES (?, ?, ?, ?, ?)`,
		exhibits, func(exhibit string) []any {
			no++
			return []any{newID(), id, exhibit, part, no}
		})
}

// AnswerSubmission keeps what was decided, in the place of an answer before, and
// the files that came beside those of that.
func (w *Workspace) AnswerSubmission(
	ctx context.Context, s submissions.Submission, files []evidence.Capture,
) (kept submissions.Submission, err error) {
	at := time.Time{}
	if len(files) > 0 {
		at = files[0].Exhibit.AddedAt
	}
	err = w.write(ctx, at, func(t *tx) error {
		was, err := t.counting(s.ID)
		if err != nil {
			return err
		}
		came, err := t.addCaptures(files)
		if err != nil {
			return err
		}
		exhibits := was.AnswerExhibits
		for _, id := range came {
			if !slices.Contains(exhibits, id) {
				exhibits = append(exhibits, id)
			}
		}
		if err := t.setAnswer(s, exhibits); err != nil {
			return err
		}
		kept, err = t.logSubmission("submission.answered", s.ID, &was)
		return err
	})
	return kept, err
}

func (t *tx) setAnswer(s submissions.Submission, exhibits []string) error {
	err := t.exec(`UPDATE submissions SET result = ?, amount_minor = ?, amount_currency = ?, reason = ?, answer = ?, answered_at = ?
		WHERE id = ?`, s.Result, s.Amount.Minor, s.Amount.Currency, s.Reason, s.Answer, stamp(s.AnsweredAt), s.ID)
	if err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM submission_exhibits WHERE submission_id = ? AND part = ?`, s.ID, partAnswer); err != nil {
		return err
	}
	return t.linkSubmission(s.ID, partAnswer, exhibits)
}

// UnanswerSubmission takes an answer away. Without one nothing happens.
func (w *Workspace) UnanswerSubmission(ctx context.Context, id string, at time.Time) (kept submissions.Submission, err error) {
	err = w.write(ctx, at, func(t *tx) error {
		was, err := t.counting(id)
		if kept = was; err != nil || !was.Answered() {
			return err
		}
		s := was
		s.Result, s.Amount, s.Reason, s.Answer, s.AnsweredAt = submissions.Open, money.Amount{}, "", "", time.Time{}
		if err := t.setAnswer(s, nil); err != nil {
			return err
		}
		kept, err = t.logSubmission("submission.unanswered", id, &was)
		return err
	})
	return kept, err
}

// CorrectSubmission keeps what was said wrong about a submission. What stands
// there already changes nothing.
func (w *Workspace) CorrectSubmission(
	ctx context.Context, s submissions.Submission, at time.Time,
) (kept submissions.Submission, err error) {
	err = w.write(ctx, at, func(t *tx) error {
		was, err := t.counting(s.ID)
		if err != nil {
			return err
		}
		s.ExhibitIDs, s.AnswerExhibits = was.ExhibitIDs, was.AnswerExhibits
		if kept = was; len(changedFacts(was, s)) == 0 {
			return nil
		}
		if err := t.setSubmission(s); err != nil {
			return err
		}
		kept, err = t.logSubmission("submission.corrected", s.ID, &was)
		return err
	})
	return kept, err
}

// setSubmission sets what can be corrected.
func (t *tx) setSubmission(s submissions.Submission) error {
	asked, err := json.Marshal(s.Evidence)
	if err != nil {
		return err
	}
	return t.exec(`UPDATE submissions SET recipient_id = ?, recipient = ?, programme_id = ?, programme = ?, channel = ?, note = ?,
		at = ?, evidence = ? WHERE id = ?`,
		s.RecipientID, s.Recipient, s.ProgrammeID, s.Programme, s.Channel, s.Note, stamp(s.At), string(asked), s.ID)
}

// counting is a submission that was not taken back.
func (t *tx) counting(id string) (submissions.Submission, error) {
	s, err := t.submission(id)
	if err == nil && !s.TakenBackAt.IsZero() {
		err = fault.New("submission.taken_back")
	}
	return s, err
}

// TakeBackSubmission keeps that a submission counts no longer, or again. What
// is so already changes nothing.
func (w *Workspace) TakeBackSubmission(
	ctx context.Context, id string, back, files bool, at time.Time,
) (kept submissions.Submission, err error) {
	err = w.write(ctx, at, func(t *tx) error {
		was, err := t.submission(id)
		if kept = was; err != nil || was.TakenBackAt.IsZero() != back {
			return err
		}
		action, taken := "submission.restored", sql.NullInt64{}
		if back {
			action, taken = "submission.taken_back", micros(t.at)
		}
		if err := t.exec(`UPDATE submissions SET taken_back_at = ? WHERE id = ?`, taken, id); err != nil {
			return err
		}
		if files {
			if err := t.binFrozen(was, back); err != nil {
				return err
			}
		}
		kept, err = t.logSubmission(action, id, &was)
		return err
	})
	return kept, err
}

// binFrozen moves what was captured for a submission into the trash, as far as
// no other one holds it, or all that it holds out of it.
func (t *tx) binFrozen(s submissions.Submission, in bool) error {
	for _, id := range s.ExhibitIDs {
		e, err := t.exhibit(id)
		if err != nil {
			return err
		}
		if !in {
			if !e.DeletedAt.IsZero() {
				err = t.bin(e, sql.NullInt64{}, "exhibit.restored")
			}
		} else if e.DeletedAt.IsZero() && e.Source == evidence.FromPacket {
			var others int
			err = t.QueryRowContext(t.ctx, `SELECT count(*) FROM submission_exhibits x JOIN submissions s ON s.id = x.submission_id
				WHERE x.exhibit_id = ? AND s.id <> ? AND s.taken_back_at IS NULL`, id, s.ID).Scan(&others)
			if err == nil && others == 0 {
				err = t.bin(e, micros(t.at), "exhibit.trashed")
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}
