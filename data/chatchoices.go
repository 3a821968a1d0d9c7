package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"casefolio/app/evidence"
)

// ReadingChoices returns what the seller chose about the reading of a chat.
func (w *Workspace) ReadingChoices(ctx context.Context, exhibitID string) (evidence.Choices, error) {
	return readChoices(ctx, w.reader, exhibitID)
}

func readChoices(ctx context.Context, q querier, exhibitID string) (evidence.Choices, error) {
	var c evidence.Choices
	var raw string
	err := q.QueryRowContext(ctx, `SELECT choices FROM chat_choices WHERE exhibit_id = ?`, exhibitID).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return c, nil
	}
	if err != nil {
		return c, explain(err)
	}
	return c, json.Unmarshal([]byte(raw), &c)
}

func (t *tx) putChoices(exhibitID string, c evidence.Choices) error {
	return t.exec(`INSERT INTO chat_choices (exhibit_id, choices, updated_at) VALUES (?, ?, ?)
		ON CONFLICT (exhibit_id) DO UPDATE SET choices = excluded.choices, updated_at = excluded.updated_at`,
		exhibitID, asJSON(c), micros(t.at))
}

// KeepChoices keeps how a chat was read when it came in.
func (w *Workspace) KeepChoices(ctx context.Context, exhibitID string, c evidence.Choices, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		e, err := t.exhibit(exhibitID)
		if err != nil {
			return err
		}
		if err := t.putChoices(exhibitID, c); err != nil {
			return err
		}
		return t.logExhibit("chat.chosen", e, map[string]string{"choices": asJSON(c)})
	})
}

// rememberSpeaker keeps the role of a sender among the choices of a chat, so
// that reading it again does not forget it.
func (t *tx) rememberSpeaker(exhibitID, sender string, role evidence.Role) error {
	c, err := readChoices(t.ctx, t, exhibitID)
	if err != nil {
		return err
	}
	known := false
	for i := range c.People {
		if p := &c.People[i]; p.As == sender || p.As == "" && p.Name == sender {
			p.Role, known = role, true
		}
	}
	if !known {
		c.People = append(slices.Clone(c.People), evidence.Person{Name: sender, Role: role})
	}
	return t.putChoices(exhibitID, c)
}

// Patterns lists the learned shapes of pasted chats by name.
func (w *Workspace) Patterns(ctx context.Context) ([]evidence.Pattern, error) {
	return list(ctx, w.reader, func(r row) (p evidence.Pattern, err error) {
		var raw string
		if err = r.Scan(&raw); err == nil {
			err = json.Unmarshal([]byte(raw), &p)
		}
		return p, err
	}, `SELECT pattern FROM chat_patterns ORDER BY name`)
}

// KeepPattern keeps a learned shape under its name.
func (w *Workspace) KeepPattern(ctx context.Context, p evidence.Pattern, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		err := t.exec(`INSERT INTO chat_patterns (id, name, pattern, updated_at) VALUES (?, ?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET pattern = excluded.pattern, updated_at = excluded.updated_at`,
			newID(), p.Name, asJSON(p), micros(t.at))
		if err != nil {
			return err
		}
		return t.log("pattern.kept", "", p.Name, map[string]string{"pattern": asJSON(p)})
	})
}

// ForgetPattern takes a learned shape away. One that is not there changes
// nothing.
func (w *Workspace) ForgetPattern(ctx context.Context, name string, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		done, err := t.ExecContext(ctx, `DELETE FROM chat_patterns WHERE name = ?`, name)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return t.log("pattern.forgotten", "", name, map[string]string{})
	})
}
