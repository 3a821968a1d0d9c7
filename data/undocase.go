package data

import (
	"database/sql"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/redact"
)

// inverses make undone what an entry of each action did. An action that is
// missing here is named in the package undo with the reason.
var inverses = map[string]func(*tx, step) error{
	"case.created":  func(t *tx, s step) error { return t.binCase(s.Subject, true, "case.trashed") },
	"case.trashed":  func(t *tx, s step) error { return t.binCase(s.Subject, false, "case.restored") },
	"case.restored": func(t *tx, s step) error { return t.binCase(s.Subject, true, "case.trashed") },
	"case.updated":  (*tx).factsBack,
	"stage.moved":   (*tx).stageBack,
	"masking.kept":  (*tx).maskingBack,

	"record.added":    (*tx).recordBack,
	"record.changed":  (*tx).recordBack,
	"record.removed":  (*tx).recordBack,
	"record.restored": (*tx).recordBack,

	"programme.chosen":  (*tx).choiceBack,
	"programme.dropped": (*tx).choiceBack,
	"slot.linked":       (*tx).unmark,
	"slot.waived":       (*tx).unmark,
	"slot.unlinked":     (*tx).markAgain,
	"slot.applies":      (*tx).markAgain,
	"letter.saved":      (*tx).letterBack,
	"letter.removed":    (*tx).letterBack,

	"submission.recorded":   func(t *tx, s step) error { return t.takeBack(s.Subject, true) },
	"submission.taken_back": func(t *tx, s step) error { return t.takeBack(s.Subject, false) },
	"submission.restored":   func(t *tx, s step) error { return t.takeBack(s.Subject, true) },
	"submission.answered":   (*tx).answerBack,
	"submission.unanswered": (*tx).answerBack,
	"submission.corrected":  (*tx).submissionBack,

	"exhibit.added":      func(t *tx, s step) error { return t.binBack(s, true) },
	"exhibit.trashed":    func(t *tx, s step) error { return t.binBack(s, false) },
	"exhibit.restored":   func(t *tx, s step) error { return t.binBack(s, true) },
	"exhibit.retitled":   (*tx).titleBack,
	"exhibit.turned":     (*tx).turnBack,
	"message.cited":      (*tx).citedBack,
	"message.translated": (*tx).translatedBack,
	"speaker.set":        (*tx).speakerBack,
	"event.added":        (*tx).eventBack,
	"event.changed":      (*tx).eventBack,
	"event.removed":      (*tx).eventBack,
	"event.reverted":     (*tx).eventBack,
}

func init() { // they ask for inverses themselves
	inverses["chat.reread"], inverses["tracking.reread"] = (*tx).rereadBack, (*tx).rereadBack
}

func (t *tx) factsBack(s step) error {
	c, err := t.caseByID(s.Subject)
	if err != nil {
		return err
	}
	for name := range strings.SplitSeq(s.Facts["fields"], ",") {
		if err := setFact(&c, name, s.old(name)); err != nil {
			return err
		}
	}
	_, err = t.updateCase(c)
	return err
}

// setFact sets a fact of a case from what factsOf made of it.
func setFact(c *cases.Case, name, value string) (err error) {
	if to, ok := textFacts(c)[name]; ok {
		*to = value
		return nil
	}
	switch name {
	case "amount":
		c.Amount, err = parseAmount(value)
	case "cost":
		c.Cost, err = parseAmount(value)
	case "recovered":
		c.Recovered, err = parseAmount(value)
	case "occurred":
		c.Occurred, err = parseStamp(value)
	case "received":
		c.Received, err = parseStamp(value)
	case "followed_up":
		c.FollowedUp, err = parseStamp(value)
	case "satisfaction":
		c.Satisfaction, err = parseScore(value)
	default:
		err = fault.New("undo.changed")
	}
	return err
}

// textFacts are the facts of a case that are texts, by their names.
func textFacts(c *cases.Case) map[string]*string {
	return map[string]*string{
		"customer": &c.Customer, "contact": &c.Contact, "shop": &c.Shop, "platform": &c.Platform, "channel": &c.Channel,
		"order": &c.Order, "sku": &c.SKU, "product": &c.Product, "tracking": &c.Tracking, "category": &c.Category,
		"severity": &c.Severity, "customer_type": &c.CustomerType, "responsibility": &c.Responsibility,
		"buyer_zone": &c.BuyerZone, "story": &c.Story, "demand": &c.Demand, "remedy": &c.Remedy,
		"follow_up": &c.FollowUp, "lesson": &c.Lesson, "prevention": &c.Prevention,
	}
}

func parseScore(value string) (int, error) {
	if value == "" {
		return 0, nil
	}
	return strconv.Atoi(value)
}

// parseAmount reads what money.Amount.String wrote.
func parseAmount(value string) (money.Amount, error) {
	if value == "" {
		return money.Amount{}, nil
	}
	currency, number, _ := strings.Cut(value, " ")
	return money.Parse(number, currency)
}

// droppedMove is a stage move that was taken back, as the journal keeps it. It
// leaves the list of moves, from which clocks and papers are made; the journal
// tells of both.
type droppedMove struct {
	Reason string `json:"reason"`
	At     int64  `json:"at"` // microseconds
	Gaps   string `json:"gaps,omitempty"`
}

func (t *tx) stageBack(s step) error {
	from, to := s.Facts["to"], s.Facts["from"] // the other way round
	err := t.exec(`UPDATE cases SET revision = revision + 1, stage = ?, updated_at = ? WHERE id = ?`, to, micros(t.at), s.CaseID)
	if err != nil {
		return err
	}
	detail := map[string]string{"from": from, "to": to, "reason": ""}
	var was droppedMove
	if raw := s.Facts["dropped"]; raw != "" {
		if err := json.Unmarshal([]byte(raw), &was); err != nil {
			return err
		}
		detail["reason"] = was.Reason
		if was.Gaps != "" {
			detail["gaps"] = was.Gaps
		}
		err = t.exec(`INSERT INTO stage_moves (id, case_id, from_stage, to_stage, reason, at) VALUES (?, ?, ?, ?, ?, ?)`,
			s.Subject, s.CaseID, from, to, was.Reason, was.At)
	} else {
		was.Gaps = s.Facts["gaps"]
		err = t.QueryRowContext(t.ctx, `DELETE FROM stage_moves WHERE id = ? RETURNING reason, at`, s.Subject).Scan(&was.Reason, &was.At)
		detail["dropped"] = asJSON(was)
	}
	if err != nil {
		return err
	}
	return t.log("stage.moved", s.CaseID, s.Subject, detail)
}

func (t *tx) maskingBack(s step) error {
	terms := []redact.Term{}
	if was := s.before["masking"]; was != "" {
		if err := json.Unmarshal([]byte(was), &terms); err != nil {
			return err
		}
	}
	return t.keepMasking(s.Subject, terms)
}

func (t *tx) recordBack(s step) error {
	is, err := t.w.record(t.ctx, t, s.Subject)
	if err != nil {
		return err
	}
	if old := s.Facts["old"]; old != "" {
		is.Body = json.RawMessage(old)
	}
	switch s.Action {
	case "record.added", "record.restored":
		is.DeletedAt = t.at
	case "record.removed":
		is.DeletedAt = time.Time{}
	}
	_, err = t.putRecord(is)
	return err
}

// choiceBack gives a case the programme that it had, or takes it away.
func (t *tx) choiceBack(s step) error {
	if err := t.touch(s.CaseID); err != nil {
		return err
	}
	if s.before == nil {
		c, err := t.choice(s.CaseID, s.Facts["programme"])
		if err != nil {
			return err
		}
		if err := t.exec(`DELETE FROM case_programmes WHERE id = ?`, s.Subject); err != nil {
			return err
		}
		return t.logChoice("programme.dropped", s.Subject, c)
	}
	due, err := parseStamp(s.before["due"])
	if err != nil {
		return err
	}
	var reopened sql.NullInt64
	if was := s.before["reopened"]; was != "" {
		reopened.Valid = true
		if reopened.Int64, err = strconv.ParseInt(was, 10, 64); err != nil {
			return err
		}
	}
	err = t.exec(`INSERT INTO case_programmes (id, case_id, programme_id, due, chosen_at, reopened_at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET due = excluded.due, reopened_at = excluded.reopened_at`,
		s.Subject, s.CaseID, s.before["programme"], stamp(due), micros(s.first), reopened)
	if err != nil {
		return err
	}
	c, err := t.choice(s.CaseID, s.before["programme"])
	if err != nil {
		return err
	}
	return t.logChoice("programme.chosen", s.Subject, c)
}

func (t *tx) unmark(s step) error { return t.removeMark(s.CaseID, s.Facts["key"], s.Facts["exhibit"]) }

// markAgain puts a mark back under the id that it had.
func (t *tx) markAgain(s step) error {
	if err := t.touch(s.CaseID); err != nil {
		return err
	}
	key, exhibit, reason := s.Facts["key"], s.Facts["exhibit"], s.before["reason"]
	err := t.exec(`INSERT INTO evidence_slots (id, case_id, key, exhibit_id, reason, at) VALUES (?, ?, ?, nullif(?, ''), ?, ?)`,
		s.Subject, s.CaseID, key, exhibit, reason, micros(t.at))
	if err != nil {
		return err
	}
	action := "slot.waived"
	if exhibit != "" {
		action = "slot.linked"
	}
	return t.log(action, s.CaseID, s.Subject, map[string]string{
		"key": key, "exhibit": exhibit, "label": s.Facts["label"], "reason": reason,
	})
}

// letterBack gives a letter the text that it had, or takes it away.
func (t *tx) letterBack(s step) error {
	if err := t.touch(s.CaseID); err != nil {
		return err
	}
	was := s.before
	if was == nil {
		if err := t.exec(`DELETE FROM letters WHERE id = ?`, s.Subject); err != nil {
			return err
		}
		return t.log("letter.removed", s.CaseID, s.Subject, map[string]string{"template": s.Facts["template"], "lang": s.Facts["lang"]})
	}
	err := t.exec(`INSERT INTO letters (id, case_id, template_id, lang, text, facts, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET text = excluded.text, facts = excluded.facts, updated_at = excluded.updated_at`,
		s.Subject, s.CaseID, was["template"], was["lang"], was["text"], was["facts"], micros(t.at))
	if err != nil {
		return err
	}
	return t.log("letter.saved", s.CaseID, s.Subject, map[string]string{
		"template": was["template"], "lang": was["lang"], "text": was["text"], "facts": was["facts"],
	})
}

func (t *tx) takeBack(id string, back bool) error {
	was, err := t.submission(id)
	if err != nil {
		return err
	}
	action, taken := "submission.restored", sql.NullInt64{}
	if back {
		action, taken = "submission.taken_back", micros(t.at)
	}
	if err := t.exec(`UPDATE submissions SET taken_back_at = ? WHERE id = ?`, taken, id); err != nil {
		return err
	}
	_, err = t.logSubmission(action, id, &was)
	return err
}

// answerBack gives a submission the answer that it had, or none.
func (t *tx) answerBack(s step) error {
	was, err := t.submission(s.Subject)
	if err != nil {
		return err
	}
	is := was
	if err := submissionFrom(&is, s.before); err != nil {
		return err
	}
	if err := t.setAnswer(is, is.AnswerExhibits); err != nil {
		return err
	}
	action := "submission.answered"
	if !is.Answered() {
		action = "submission.unanswered"
	}
	_, err = t.logSubmission(action, s.Subject, &was)
	return err
}

// submissionBack says of a submission what was said before.
func (t *tx) submissionBack(s step) error {
	was, err := t.submission(s.Subject)
	if err != nil {
		return err
	}
	is := was
	if err := submissionFrom(&is, s.before); err != nil {
		return err
	}
	if err := t.setSubmission(is); err != nil {
		return err
	}
	_, err = t.logSubmission("submission.corrected", s.Subject, &was)
	return err
}
