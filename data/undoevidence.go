package data

import (
	"database/sql"
	"encoding/json"
	"strconv"
	"strings"

	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/submissions"
)

// binBack moves an exhibit into the trash or out of it.
func (t *tx) binBack(s step, in bool) error {
	e, err := t.exhibit(s.Subject)
	if err != nil || !e.DeletedAt.IsZero() == in {
		return err
	}
	if in {
		return t.bin(e, micros(t.at), "exhibit.trashed")
	}
	return t.bin(e, sql.NullInt64{}, "exhibit.restored")
}

func (t *tx) titleBack(s step) error {
	e, err := t.exhibit(s.Subject)
	if err != nil {
		return err
	}
	return t.retitle(e, s.Facts["old"])
}

func (t *tx) turnBack(s step) error {
	e, err := t.exhibit(s.Subject)
	if err != nil {
		return err
	}
	quarters := 0
	if was := s.before["turn"]; was != "" {
		if quarters, err = strconv.Atoi(was); err != nil {
			return err
		}
	}
	return t.turn(e, quarters)
}

func (t *tx) citedBack(s step) error {
	e, err := t.exhibit(s.Subject)
	if err != nil {
		return err
	}
	var seqs []int
	for no := range strings.SplitSeq(s.Facts["message"], ",") {
		seq, err := strconv.Atoi(no)
		if err != nil {
			return err
		}
		seqs = append(seqs, seq)
	}
	return t.citeMessages(e, seqs, s.Facts["cited"] == "")
}

func (t *tx) translatedBack(s step) error {
	e, err := t.exhibit(s.Subject)
	if err != nil {
		return err
	}
	seq, err := strconv.Atoi(s.Facts["message"])
	if err != nil {
		return err
	}
	source, text, _ := strings.Cut(s.before[translationFact+s.Facts["message"]], "\n")
	return t.translate(e, seq, text, source)
}

func (t *tx) speakerBack(s step) error {
	e, err := t.exhibit(s.Subject)
	if err != nil {
		return err
	}
	var was, left []spoken
	for fact, to := range map[string]*[]spoken{"old": &was, "new": &left} {
		if err := json.Unmarshal([]byte(s.Facts[fact]), to); err != nil || len(*to) == 0 {
			return fault.New("undo.changed")
		}
	}
	sender := s.Facts["sender"]
	is, err := t.roles(e.ID, sender)
	if err != nil {
		return err
	}
	if asJSON(is) != asJSON(left) {
		return fault.New("undo.changed")
	}
	choices, err := t.rawChoices(`chat_choices`, e.ID)
	if err != nil {
		return err
	}
	if err := t.putRawChoices(`chat_choices`, e.ID, s.Facts["choices"]); err != nil {
		return err
	}
	return t.setRoles(e, sender, was, is, choices)
}

// eventBack says of an event what was said before: nothing, or what stood
// there.
func (t *tx) eventBack(s step) error {
	x, err := t.exhibit(s.Subject)
	if err != nil {
		return err
	}
	seq, err := strconv.Atoi(s.Facts["event"])
	if err != nil {
		return err
	}
	was, err := t.told(x.ID, seq)
	if err != nil && !fault.Is(err, "event.unknown") {
		return err
	}
	value, own := s.before[eventFact+s.Facts["event"]], seq >= evidence.FirstOwn
	is := evidence.Event{Seq: seq, Own: own}
	if value == "" {
		err = t.exec(`DELETE FROM event_changes WHERE exhibit_id = ? AND seq = ?`, x.ID, seq)
	} else if is, err = eventFrom(seq, value, own); err == nil {
		err = t.putChange(x.ID, is)
	}
	if err != nil {
		return err
	}
	if err := t.countEvents(x.ID); err != nil {
		return err
	}
	return t.logEventBack(x, is, was, value != "")
}

// logEventBack seals the entry about an event that is as it was: there tells
// whether the seller had said something of it.
func (t *tx) logEventBack(x evidence.Exhibit, is, was evidence.Event, there bool) error {
	action := "event.changed"
	switch {
	case !there && is.Own:
		return t.logExhibit("event.removed", x, eventDetail(was, evidence.Event{}))
	case !there:
		read, err := t.told(x.ID, is.Seq)
		if err != nil {
			return err
		}
		action, is = "event.reverted", read
	case was.Seq == 0:
		action = "event.added"
	}
	if !is.Own {
		is.Text = was.Text
	}
	return t.logExhibit(action, x, eventDetail(is, was))
}

// eventFrom reads what eventValue wrote.
func eventFrom(seq int, value string, own bool) (e evidence.Event, err error) {
	parts := strings.SplitN(value, "\n", 5)
	if len(parts) < 5 {
		return e, fault.New("undo.changed")
	}
	e = evidence.Event{
		Seq: seq, Own: own, Milestone: parts[2], Place: parts[3], Text: parts[4],
		ZoneKnown: strings.Contains(parts[1], "zone "), DateOnly: strings.Contains(parts[1], "date "),
		PlaceZone: strings.Contains(parts[1], "place "),
	}
	e.At, err = parseStamp(parts[0])
	return e, err
}

// submissionFrom sets what a seller can change of a submission from what
// submissionFacts made of it.
func submissionFrom(s *submissions.Submission, facts map[string]string) (err error) {
	s.RecipientID, s.Recipient, s.ProgrammeID, s.Programme = facts["recipient_id"], facts["recipient"], facts["programme"], facts["name"]
	s.Channel, s.Note, s.Result, s.Reason, s.Answer = facts["channel"], facts["note"], submissions.Result(facts["result"]), facts["reason"], facts["answer"]
	s.AnswerExhibits = strings.Fields(facts["answer_exhibits"])
	if s.At, err = parseStamp(facts["at"]); err != nil {
		return err
	}
	if s.AnsweredAt, err = parseStamp(facts["answered_at"]); err != nil {
		return err
	}
	if s.Amount, err = parseAmount(facts["amount"]); err != nil {
		return err
	}
	s.Evidence = nil
	return json.Unmarshal([]byte(facts["evidence"]), &s.Evidence)
}
