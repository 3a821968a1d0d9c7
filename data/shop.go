package data

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"casefolio/app/shop"
)

// Profile returns the saved shop profile.
func (w *Workspace) Profile(ctx context.Context) (p shop.Profile, found bool, err error) {
	raw, err := readProfile(ctx, w.reader)
	if err != nil || raw == nil {
		return p, false, err
	}
	return p, true, json.Unmarshal(raw, &p)
}

func readProfile(ctx context.Context, q querier) ([]byte, error) {
	raw, err := scanOne[[]byte](q.QueryRowContext(ctx, `SELECT value FROM settings WHERE name = 'profile'`))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return raw, explain(err)
}

// SaveProfile keeps the profile. The journal names the fields that changed.
func (w *Workspace) SaveProfile(ctx context.Context, p shop.Profile, at time.Time) error {
	is, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return w.write(ctx, at, func(t *tx) error {
		was, err := readProfile(ctx, t)
		if err != nil {
			return err
		}
		changed, err := changedKeys(was, is)
		if err != nil || len(changed) == 0 {
			return err
		}
		err = t.exec(`INSERT INTO settings (id, name, value, updated_at) VALUES (?, 'profile', ?, ?)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
			newID(), string(is), micros(t.at))
		if err != nil {
			return err
		}
		return t.log("profile.saved", "", "", map[string]string{"fields": strings.Join(changed, ",")})
	})
}

// changedKeys names the keys whose values differ between two JSON objects.
func changedKeys(was, is []byte) ([]string, error) {
	before, after := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	if was != nil {
		if err := json.Unmarshal(was, &before); err != nil {
			return nil, err
		}
	}
	if err := json.Unmarshal(is, &after); err != nil {
		return nil, err
	}
	maps.DeleteFunc(after, func(key string, value json.RawMessage) bool { return bytes.Equal(before[key], value) })
	return slices.Sorted(maps.Keys(after)), nil
}
