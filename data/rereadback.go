package data

import (
	"maps"
	"slices"
	"strconv"

	"casefolio/app/evidence"
	"casefolio/app/fault"
)

// readingWas is all that was read of an exhibit, with what the seller added to
// it. Reading again keeps it, because the journal has no more than its hash.
type readingWas struct {
	exhibit     evidence.Exhibit
	messages    []evidence.Message
	events      []evidence.Event
	corrections []evidence.Event
	chat, track string // the choices as they were kept, empty for none
}

// keepReading remembers the reading of an exhibit that is about to be replaced.
// messages are those of it, or nil where they are not known yet.
func (t *tx) keepReading(e evidence.Exhibit, messages []evidence.Message) (err error) {
	was := readingWas{exhibit: e, messages: messages}
	if messages == nil {
		if was.messages, err = readMessages(t.ctx, t, e.ID); err != nil {
			return err
		}
	}
	if was.events, err = readEvents(t.ctx, t, e.ID); err != nil {
		return err
	}
	told, err := list(t.ctx, t, scanTold, toldEvents+` ORDER BY seq`, e.ID)
	if err != nil {
		return err
	}
	was.corrections = slices.DeleteFunc(told, func(e evidence.Event) bool { return e.Own || e.Was == nil })
	for table, to := range map[string]*string{`chat_choices`: &was.chat, `track_choices`: &was.track} {
		if *to, err = t.rawChoices(table, e.ID); err != nil {
			return err
		}
	}
	if t.were == nil {
		t.were = map[string]readingWas{}
	}
	t.were[e.ID] = was
	return nil
}

// rereadBack puts the reading back that an entry took the place of.
func (t *tx) rereadBack(s step) error {
	first, _ := t.w.done.of(s.Seq)
	was, ok := t.w.done.was(first.First, s.Subject)
	if !ok {
		return fault.New("undo.reading")
	}
	is, err := t.exhibit(s.Subject)
	if err != nil {
		return err
	}
	old, err := readMessages(t.ctx, t, is.ID)
	if err != nil {
		return err
	}
	if err := t.keepReading(is, old); err != nil {
		return err
	}
	now := t.were[is.ID]
	was.exhibit.Title = is.Title
	detail := map[string]string{"reading": reading(was.messages, was.events)}
	if s.Action == "chat.reread" {
		maps.Copy(detail, map[string]string{
			"kind": string(was.exhibit.Kind), "choices.old": now.chat, "choices.new": was.chat,
			"old": strconv.Itoa(len(old)), "new": strconv.Itoa(len(was.messages)),
		})
		if err := t.replaceMessages(was.exhibit, was.messages, detail, old); err != nil {
			return err
		}
	} else {
		maps.Copy(detail, map[string]string{"choices": was.track, "count": strconv.Itoa(len(was.events))})
	}
	if err := t.replaceEvents(was.exhibit, was.events); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM event_changes WHERE exhibit_id = ? AND seq < ?`, is.ID, evidence.FirstOwn); err != nil {
		return err
	}
	for table, raw := range map[string]string{`chat_choices`: was.chat, `track_choices`: was.track} {
		if err := t.putRawChoices(table, is.ID, raw); err != nil {
			return err
		}
	}
	if err := t.logExhibit(s.Action, is, detail); err != nil {
		return err
	}
	return t.correctBack(is, was.corrections)
}

// correctBack corrects events again as the seller had.
func (t *tx) correctBack(e evidence.Exhibit, corrections []evidence.Event) error {
	for _, c := range corrections {
		read, err := t.told(e.ID, c.Seq)
		if err != nil {
			return err
		}
		c.Was = nil
		if err := t.putChange(e.ID, c); err != nil {
			return err
		}
		if err := t.logExhibit("event.changed", e, eventDetail(c, read)); err != nil {
			return err
		}
	}
	return t.countEvents(e.ID)
}

// putRawChoices keeps choices as they were kept before, or none.
func (t *tx) putRawChoices(table, exhibitID, raw string) error {
	if raw == "" {
		return t.exec(`DELETE FROM `+table+` WHERE exhibit_id = ?`, exhibitID)
	}
	return t.exec(`INSERT INTO `+table+` (exhibit_id, choices, updated_at) VALUES (?, ?, ?)
		ON CONFLICT (exhibit_id) DO UPDATE SET choices = excluded.choices, updated_at = excluded.updated_at`,
		exhibitID, raw, micros(t.at))
}
