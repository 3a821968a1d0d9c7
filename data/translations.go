package data

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"
	"time"

	"casefolio/app/evidence"
	"casefolio/app/fault"
)

// TranslateMessage keeps a translation beside a message; an empty text takes it
// away. Keeping what is there already changes nothing. A message that the
// exhibit does not have is the fault "message.unknown".
func (w *Workspace) TranslateMessage(ctx context.Context, exhibitID string, seq int, text, source string, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		e, err := t.exhibit(exhibitID)
		if err != nil {
			return err
		}
		return t.translate(e, seq, text, source)
	})
}

func (t *tx) translate(e evidence.Exhibit, seq int, text, source string) error {
	var wasText, wasSource string
	err := t.QueryRowContext(t.ctx, `SELECT coalesce(t.text, ''), coalesce(t.source, '')
			FROM messages m LEFT JOIN message_translations t ON t.exhibit_id = m.exhibit_id AND t.seq = m.seq
			WHERE m.exhibit_id = ? AND m.seq = ?`, e.ID, seq).Scan(&wasText, &wasSource)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return fault.New("message.unknown", "exhibit", e.Label(), "message", strconv.Itoa(seq))
	case err != nil:
		return err
	case text == wasText && source == wasSource:
		return nil
	}
	if err := t.putTranslation(e, seq, text, source); err != nil {
		return err
	}
	return t.logExhibit("message.translated", e, map[string]string{
		"message": strconv.Itoa(seq), "text": text, "source": source,
	})
}

func (t *tx) putTranslation(e evidence.Exhibit, seq int, text, source string) error {
	var err error
	if text == "" {
		err = t.exec(`DELETE FROM message_translations WHERE exhibit_id = ? AND seq = ?`, e.ID, seq)
	} else {
		err = t.exec(`INSERT INTO message_translations (id, exhibit_id, seq, text, source, updated_at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (exhibit_id, seq) DO UPDATE SET text = excluded.text, source = excluded.source, updated_at = excluded.updated_at`,
			newID(), e.ID, seq, text, source, micros(t.at))
	}
	if err != nil {
		return err
	}
	messages, err := readMessages(t.ctx, t, e.ID)
	if err != nil {
		return err
	}
	return t.putSearchText(e.ID, e.CaseID, exhibitSearchText(e, messages))
}

// translationFact begins the name of the fact of a translation, as comparing
// rows with the journal names it; the number of its message follows.
const translationFact = "translation."

func translation(text, source string) string {
	if text == "" {
		return ""
	}
	return source + "\n" + text // a source has one line
}

// translationFacts adds the translations of an exhibit to its facts, with an
// empty one for each that the journal knows and the rows do not.
func (c *comparer) translationFacts(e evidence.Exhibit, facts map[string]string) error {
	for name := range c.rows[e.ID] {
		if strings.HasPrefix(name, translationFact) {
			facts[name] = ""
		}
	}
	all, err := list(c.ctx, c.q, func(r row) (f fact, err error) {
		var text, source string
		err = r.Scan(&f.name, &text, &source)
		f.value = translation(text, source)
		return f, err
	}, `SELECT seq, text, source FROM message_translations WHERE exhibit_id = ?`, e.ID)
	for _, f := range all {
		facts[translationFact+f.name] = f.value
	}
	return err
}
