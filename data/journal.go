package data

import (
	"context"
	"iter"
	"math"
	"strconv"
	"time"

	"casefolio/app/journal"
)

// insertEntry writes a sealed entry.
func (t *tx) insertEntry(e journal.Entry) error {
	err := t.exec(`INSERT INTO journal (seq, version, id, at, action, case_id, subject, commitment, prev, head)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Seq, e.Version, e.ID, e.At.Format(time.RFC3339Nano), e.Action, e.CaseID, e.Subject, e.Commitment, e.Prev, e.Head)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO journal_details (entry_id, salt, detail) VALUES (?, ?, ?)`, e.ID, e.Salt, e.Detail)
}

// Append seals and writes one entry in a transaction of its own.
func (w *Workspace) Append(ctx context.Context, d journal.Draft, at time.Time) (e journal.Entry, err error) {
	err = w.write(ctx, at, func(t *tx) error {
		e, err = t.note(d)
		return err
	})
	return e, err
}

const selectEntries = `SELECT j.seq, j.version, j.id, j.at, j.action, j.case_id, j.subject, j.commitment, j.prev, j.head,
	d.salt, d.detail FROM journal j LEFT JOIN journal_details d ON d.entry_id = j.id `

// scanEntry reads an entry as it stands. A time that is not written exactly as
// it was hashed comes back as the zero time, so that checking the entry finds
// it instead of reading it stopping the walk.
func scanEntry(r row) (journal.Entry, error) {
	var e journal.Entry
	var at string
	err := r.Scan(&e.Seq, &e.Version, &e.ID, &at, &e.Action, &e.CaseID, &e.Subject, &e.Commitment, &e.Prev, &e.Head,
		&e.Salt, &e.Detail)
	if t, bad := time.Parse(time.RFC3339Nano, at); bad == nil && t.Format(time.RFC3339Nano) == at {
		e.At = t
	}
	return e, err
}

// entriesAtOnce bounds how long a walk keeps an old state of the database alive.
const entriesAtOnce = 1000

// Entries walks the whole chain in order of Seq.
func (w *Workspace) Entries(ctx context.Context) iter.Seq2[journal.Entry, error] {
	return func(yield func(journal.Entry, error) bool) {
		for last := int64(math.MinInt64); ; {
			some, err := list(ctx, w.reader, scanEntry,
				selectEntries+`WHERE j.seq > ? ORDER BY j.seq LIMIT ?`, last, entriesAtOnce)
			if err != nil {
				yield(journal.Entry{}, err)
				return
			}
			for _, e := range some {
				if !yield(e, nil) {
					return
				}
				last = e.Seq
			}
			if len(some) < entriesAtOnce {
				return
			}
		}
	}
}

// CaseEntries lists the entries of one case, oldest first.
func (w *Workspace) CaseEntries(ctx context.Context, caseID string) ([]journal.Entry, error) {
	return list(ctx, w.reader, scanEntry, selectEntries+`WHERE j.case_id = ? ORDER BY j.seq`, caseID)
}

// EraseDetails takes away what the journal tells about one case: salts and
// details, so that nothing can be guessed from the commitments. The chain
// stays whole, and an entry says that it happened.
func (w *Workspace) EraseDetails(ctx context.Context, caseID string) error {
	err := w.write(ctx, time.Time{}, func(t *tx) error {
		done, err := t.ExecContext(ctx, `DELETE FROM journal_details
			WHERE entry_id IN (SELECT id FROM journal WHERE case_id = ?)`, caseID)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		if err != nil {
			return err
		}
		_, err = t.note(journal.Draft{
			Action: "details.erased", CaseID: caseID, Subject: caseID,
			Detail: map[string]string{"entries": strconv.FormatInt(n, 10)},
		})
		return err
	})
	if err != nil {
		return err
	}
	// The write-ahead log still holds the old pages until it is folded in and cut.
	_, err = w.writer.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return explain(err)
}

// Originals walks all originals that rows point to: those of every exhibit,
// the trash included, of the shelf and of phrases, and the logo.
func (w *Workspace) Originals(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		all, err := list(ctx, w.reader, scanOne[string], originals+` ORDER BY 1`)
		if err != nil {
			yield("", err)
			return
		}
		for _, sum := range all {
			if !yield(sum, nil) {
				return
			}
		}
	}
}

// originals selects the hashes that rows point to.
const originals = `SELECT sha256 FROM exhibits
	UNION SELECT sha256 FROM shelf_versions
	UNION SELECT json_extract(f.value, '$.sha256') FROM records r, json_each(r.body, '$.files') f
	WHERE r.kind IN ('phrase', 'reply') AND f.type = 'object' AND json_extract(f.value, '$.sha256') <> ''
	UNION SELECT json_extract(value, '$.logo') FROM settings
	WHERE name = 'profile' AND json_extract(value, '$.logo') <> ''`

// HashOriginal reads an original again and returns its SHA-256.
func (w *Workspace) HashOriginal(ctx context.Context, sum string) (string, error) {
	return w.hashFile(ctx, sum)
}
