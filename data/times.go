package data

import (
	"database/sql"
	"time"
)

// stamp writes a time that a person or a source stated, with its offset;
// nothing where it is unknown. RFC 3339 has four digits for the year and
// minutes for the offset: a time that has more is kept in UTC, and one that UTC
// cannot name either counts as unknown.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	if _, offset := t.Zone(); offset%60 != 0 || !fourDigits(t) {
		t = t.UTC()
	}
	if !fourDigits(t) {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

func fourDigits(t time.Time) bool { return t.Year() >= 0 && t.Year() <= 9999 }

// parseStamp reads what stamp wrote; the zero time for nothing.
func parseStamp(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339Nano, s)
}

// micros is an instant of the program's own, for a column that is NULL where
// the time is zero.
func micros(t time.Time) sql.NullInt64 {
	if t.IsZero() {
		return sql.NullInt64{}
	}
	return sql.NullInt64{Int64: t.UnixMicro(), Valid: true}
}

// instant reads a column of microseconds into the zone of the workspace clock.
func (w *Workspace) instant(v sql.NullInt64) time.Time {
	if !v.Valid {
		return time.Time{}
	}
	return time.UnixMicro(v.Int64).In(w.now().Location())
}
