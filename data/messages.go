package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"casefolio/app/evidence"
	"casefolio/app/fault"
)

// selectMessages reads messages with all that hangs on them.
const selectMessages = `SELECT m.seq, m.at, m.zone_known, m.sender, m.role, m.body, m.start_byte, m.end_byte,
	m.entry, m.fact, m.media, m.doubt, coalesce(f.media_id, ''), k.seq IS NOT NULL, coalesce(t.text, ''), coalesce(t.source, '')
	FROM messages m LEFT JOIN message_translations t ON t.exhibit_id = m.exhibit_id AND t.seq = m.seq
	LEFT JOIN message_marks k ON k.exhibit_id = m.exhibit_id AND k.seq = m.seq
	LEFT JOIN message_media f ON f.exhibit_id = m.exhibit_id AND f.seq = m.seq `

func scanMessage(r row) (m evidence.Message, err error) {
	var at string
	err = r.Scan(&m.Seq, &at, &m.ZoneKnown, &m.Sender, &m.Role, &m.Body, &m.Start, &m.End,
		&m.Entry, &m.Fact, &m.Media, &m.Doubt, &m.MediaID, &m.Cited, &m.Translation, &m.TranslationSource)
	if err == nil {
		m.At, err = parseStamp(at)
	}
	return m, err
}

// RereadChat replaces what was read from a text. Translations, marks and linked
// files go over to the message of the same entry and start; one whose message
// is gone is dropped, and the entry in the journal says so.
func (w *Workspace) RereadChat(ctx context.Context, e evidence.Exhibit, messages []evidence.Message,
	events []evidence.Event, choices evidence.Choices, at time.Time) (out evidence.Exhibit, err error) {
	err = w.write(ctx, at, func(t *tx) error {
		was, err := t.exhibit(e.ID)
		if err != nil {
			return err
		}
		old, err := readMessages(ctx, t, e.ID)
		if err != nil {
			return err
		}
		oldChoices, err := readChoices(ctx, t, e.ID)
		if err != nil {
			return err
		}
		if err := t.keepReading(was, old); err != nil {
			return err
		}
		detail := map[string]string{
			"reading": reading(messages, events), "kind": string(e.Kind), "choices.old": asJSON(oldChoices), "choices.new": asJSON(choices),
			"old": strconv.Itoa(len(old)), "new": strconv.Itoa(len(messages)),
		}
		if err := t.replaceMessages(e, carried(old, messages), detail, old); err != nil {
			return err
		}
		if err := t.replaceEvents(e, events); err != nil {
			return err
		}
		if err := t.putChoices(e.ID, choices); err != nil {
			return err
		}
		if err := t.logExhibit("chat.reread", was, detail); err != nil {
			return err
		}
		out, err = t.exhibit(e.ID)
		return err
	})
	return out, err
}

// replaceEvents writes events in place of the old ones and what else an exhibit
// says of its reading.
func (t *tx) replaceEvents(e evidence.Exhibit, events []evidence.Event) error {
	if err := t.exec(`DELETE FROM events WHERE exhibit_id = ?`, e.ID); err != nil {
		return err
	}
	if err := t.insertEvents(e.ID, events); err != nil {
		return err
	}
	return t.exec(`UPDATE exhibits SET kind = ?, format = ?, event_at = ?, message_count = ?, event_count = ?, parcel_number = ?,
		parcel_carrier = ?, problem = ? WHERE id = ?`, e.Kind, e.Format, stamp(e.EventAt), e.Messages, len(events),
		e.Parcel.Number, e.Parcel.Carrier, e.Problem, e.ID)
}

// carried gives the new messages what hangs on the old ones.
func carried(old, messages []evidence.Message) []evidence.Message {
	type place struct {
		entry string
		start int64
	}
	by := map[place]evidence.Message{}
	for _, m := range old {
		if m.Translation != "" || m.Cited || m.MediaID != "" {
			by[place{m.Entry, m.Start}] = m
		}
	}
	out := slices.Clone(messages)
	for i := range out {
		if was, ok := by[place{out[i].Entry, out[i].Start}]; ok {
			m := &out[i]
			m.Translation, m.TranslationSource, m.Cited, m.MediaID = was.Translation, was.TranslationSource, was.Cited, was.MediaID
			delete(by, place{m.Entry, m.Start})
		}
	}
	return out
}

// replaceMessages writes messages in place of the old ones and tells in detail
// which translations and marks there are now, where their numbers changed.
func (t *tx) replaceMessages(e evidence.Exhibit, messages []evidence.Message, detail map[string]string, old []evidence.Message) error {
	for _, table := range []string{"message_translations", "message_marks", "message_media", "messages"} {
		if err := t.exec(`DELETE FROM `+table+` WHERE exhibit_id = ?`, e.ID); err != nil {
			return err
		}
	}
	if err := t.insertMessages(e.ID, messages); err != nil {
		return err
	}
	was := hanging(old)
	for name := range was {
		detail[name] = "" // dropped, unless it is found again
	}
	maps.Copy(detail, hanging(messages))
	for name, value := range was {
		if detail[name] == value {
			delete(detail, name)
		}
	}
	for _, m := range messages {
		if m.Translation != "" {
			if err := t.exec(`INSERT INTO message_translations (id, exhibit_id, seq, text, source, updated_at) VALUES (?, ?, ?, ?, ?, ?)`,
				newID(), e.ID, m.Seq, m.Translation, m.TranslationSource, micros(t.at)); err != nil {
				return err
			}
		}
		if m.Cited {
			if err := t.cite(e.ID, m.Seq); err != nil {
				return err
			}
		}
		if m.MediaID != "" {
			if err := t.linkMedia(e.ID, m.Seq, m.MediaID); err != nil {
				return err
			}
		}
	}
	return t.putSearchText(e.ID, e.CaseID, exhibitSearchText(e, messages))
}

// hanging names the translations and marks of messages as the journal does.
func hanging(messages []evidence.Message) map[string]string {
	all := map[string]string{}
	for _, m := range messages {
		no := strconv.Itoa(m.Seq)
		if m.Translation != "" {
			all[translationFact+no] = translation(m.Translation, m.TranslationSource)
		}
		if m.Cited {
			all[citedFact+no] = "true"
		}
	}
	return all
}

// citedFact begins the name of the fact of a mark; the number of its message
// follows.
const citedFact = "cited."

func asJSON(v any) string {
	raw, _ := json.Marshal(v) // plain fields cannot fail
	return string(raw)
}

func (t *tx) cite(exhibitID string, seq int) error {
	return t.exec(`INSERT INTO message_marks (id, exhibit_id, seq, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		newID(), exhibitID, seq, micros(t.at))
}

func (t *tx) linkMedia(exhibitID string, seq int, mediaID string) error {
	return t.exec(`INSERT INTO message_media (id, exhibit_id, seq, media_id) VALUES (?, ?, ?, ?)
		ON CONFLICT (exhibit_id, seq) DO UPDATE SET media_id = excluded.media_id`, newID(), exhibitID, seq, mediaID)
}

// LinkMedia ties messages to the exhibits that were made of the files that they
// carry.
func (w *Workspace) LinkMedia(ctx context.Context, exhibitID string, media map[int]string, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		e, err := t.exhibit(exhibitID)
		if err != nil {
			return err
		}
		detail := map[string]string{}
		for seq, id := range media {
			if err := t.linkMedia(exhibitID, seq, id); err != nil {
				return err
			}
			detail["media."+strconv.Itoa(seq)] = id
		}
		return t.logExhibit("media.linked", e, detail)
	})
}

// CiteMessages marks messages or takes their marks away. A message that the
// exhibit does not have is the fault "message.unknown".
func (w *Workspace) CiteMessages(ctx context.Context, exhibitID string, seqs []int, cited bool, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		e, err := t.exhibit(exhibitID)
		if err != nil {
			return err
		}
		return t.citeMessages(e, seqs, cited)
	})
}

func (t *tx) citeMessages(e evidence.Exhibit, seqs []int, cited bool) error {
	var changed []string
	for _, seq := range seqs {
		is, err := t.cited(e, seq)
		if err != nil {
			return err
		}
		if is == cited {
			continue
		}
		if cited {
			err = t.cite(e.ID, seq)
		} else {
			err = t.exec(`DELETE FROM message_marks WHERE exhibit_id = ? AND seq = ?`, e.ID, seq)
		}
		if err != nil {
			return err
		}
		changed = append(changed, strconv.Itoa(seq))
	}
	if len(changed) == 0 {
		return nil
	}
	value := ""
	if cited {
		value = "true"
	}
	return t.logExhibit("message.cited", e, map[string]string{"message": strings.Join(changed, ","), "cited": value})
}

func (t *tx) cited(e evidence.Exhibit, seq int) (is bool, err error) {
	err = t.QueryRowContext(t.ctx, `SELECT k.seq IS NOT NULL FROM messages m
		LEFT JOIN message_marks k ON k.exhibit_id = m.exhibit_id AND k.seq = m.seq
		WHERE m.exhibit_id = ? AND m.seq = ?`, e.ID, seq).Scan(&is)
	if errors.Is(err, sql.ErrNoRows) {
		return false, fault.New("message.unknown", "exhibit", e.Label(), "message", strconv.Itoa(seq))
	}
	return is, err
}

// CitedMessages lists the marked messages of a case, those of the trash left
// out.
func (w *Workspace) CitedMessages(ctx context.Context, caseID string) ([]evidence.Found, error) {
	var out []evidence.Found
	exhibits, err := w.Exhibits(ctx, caseID)
	for _, e := range exhibits {
		if e.Messages == 0 {
			continue
		}
		messages, err := list(ctx, w.reader, scanMessage,
			selectMessages+`WHERE m.exhibit_id = ? AND k.seq IS NOT NULL ORDER BY m.seq`, e.ID)
		if err != nil {
			return nil, err
		}
		for _, m := range messages {
			out = append(out, evidence.Found{Exhibit: e, Message: m})
		}
	}
	return out, err
}

// FindMessages looks for messages with every word of search. The texts that the
// search box looks through tell which exhibits can hold them; only their
// messages are read.
func (w *Workspace) FindMessages(ctx context.Context, caseID, search string, limit int) ([]evidence.Found, error) {
	words := searchWords(search)
	if len(words) == 0 {
		return nil, nil
	}
	where := []string{`e.deleted_at IS NULL`, `c.deleted_at IS NULL`, `e.message_count > 0`}
	var args []any
	if caseID != "" {
		where, args = append(where, `e.case_id = ?`), append(args, caseID)
	}
	// Names of speakers are not in these texts, so one word has to stand there.
	type candidate struct{ id, number string }
	all, err := list(ctx, w.reader, func(r row) (c candidate, err error) { return c, r.Scan(&c.id, &c.number) },
		`SELECT e.id, c.number FROM exhibits e JOIN cases c ON c.id = e.case_id JOIN search_texts s ON s.id = e.id
		WHERE `+strings.Join(append(where, anyWord(words)), " AND ")+` ORDER BY c.updated_at DESC, c.id, e.no`,
		append(args, asAny(words)...)...)
	if err != nil {
		return nil, err
	}
	var out []evidence.Found
	for _, c := range all {
		if len(out) >= limit {
			break
		}
		if out, err = w.findIn(ctx, out, c.id, c.number, words, limit); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func anyWord(words []string) string {
	parts := make([]string, len(words))
	for i := range words {
		parts[i] = `instr(s.text, ?) > 0`
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

func asAny(words []string) []any {
	out := make([]any, len(words))
	for i, w := range words {
		out[i] = w
	}
	return out
}

// findIn adds the messages of one exhibit that hold every word. Only texts are
// read of those that do not.
func (w *Workspace) findIn(ctx context.Context, out []evidence.Found, id, number string, words []string, limit int) ([]evidence.Found, error) {
	e, err := w.Exhibit(ctx, id)
	if err != nil {
		return out, err
	}
	seqs, err := w.matching(ctx, id, words, limit-len(out))
	if err != nil {
		return out, err
	}
	for _, seq := range seqs {
		m, err := scanMessage(w.reader.QueryRowContext(ctx, selectMessages+`WHERE m.exhibit_id = ? AND m.seq = ?`, id, seq))
		if err != nil {
			return out, explain(err)
		}
		out = append(out, evidence.Found{Exhibit: e, Case: number, Message: m})
	}
	return out, nil
}

// matching are the numbers of the first messages that hold every word.
func (w *Workspace) matching(ctx context.Context, id string, words []string, limit int) (seqs []int, err error) {
	rows, err := w.reader.QueryContext(ctx, `SELECT m.seq, m.sender, m.body, coalesce(t.text, '')
		FROM messages m LEFT JOIN message_translations t ON t.exhibit_id = m.exhibit_id AND t.seq = m.seq
		WHERE m.exhibit_id = ? ORDER BY m.seq`, id)
	if err != nil {
		return nil, explain(err)
	}
	defer func() { err = errors.Join(err, explain(rows.Close())) }()
	var seq int
	var sender, body, translation sql.RawBytes
	for rows.Next() && len(seqs) < limit {
		if err := rows.Scan(&seq, &sender, &body, &translation); err != nil {
			return nil, explain(err)
		}
		text := plainFolded(string(sender) + "\n" + string(body) + "\n" + string(translation))
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) }) {
			seqs = append(seqs, seq)
		}
	}
	return seqs, explain(rows.Err())
}

// plainFolded is folded with a short way for texts of ASCII alone.
func plainFolded(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return folded(s)
		}
	}
	return strings.ToLower(s)
}
