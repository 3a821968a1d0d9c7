package data

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/undo"
)

// tx is one change: all of it happens or none, at one time, with its entries
// in the journal.
type tx struct {
	*sql.Tx
	ctx context.Context
	w   *Workspace
	at  time.Time

	span  undo.Span             // of the entries written so far; zero: none
	order undo.Order            // where it takes a deed back or does it again
	were  map[string]readingWas // readings that others took the place of, by exhibit
}

// write runs fn as one change. A zero at is the clock's now. When the disk
// turns out to be full the ballast is given up, so that what frees room for the
// seller can still be written.
func (w *Workspace) write(ctx context.Context, at time.Time, fn func(*tx) error) error {
	if at.IsZero() {
		at = w.now()
	}
	err := explain(w.transact(ctx, at, fn))
	if fault.Is(err, "disk.full") {
		return errors.Join(err, w.dropBallast())
	}
	return err
}

func (w *Workspace) transact(ctx context.Context, at time.Time, fn func(*tx) error) error {
	begun, err := w.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	t := &tx{Tx: begun, ctx: ctx, w: w, at: at.Round(0)}
	if err := fn(t); err != nil {
		_ = begun.Rollback() // the reason for it is the error worth telling
		return err
	}
	if err := begun.Commit(); err != nil {
		return err
	}
	w.done.keep(t)
	undo.Wrote(ctx, t.span)
	return nil
}

// exec runs a statement whose number of changed rows does not matter.
func (t *tx) exec(query string, args ...any) error {
	_, err := t.ExecContext(t.ctx, query, args...)
	return err
}

// note seals the next entry of the journal.
func (t *tx) note(d journal.Draft) (journal.Entry, error) {
	seq, head := int64(0), journal.Genesis()
	err := t.QueryRowContext(t.ctx, `SELECT seq, head FROM journal ORDER BY seq DESC LIMIT 1`).Scan(&seq, &head)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return journal.Entry{}, err
	}
	e, err := journal.Seal(d, newID(), seq+1, head, t.at)
	if err != nil {
		return journal.Entry{}, err
	}
	if t.span.Last = e.Seq; t.span.First == 0 {
		t.span.First = e.Seq
	}
	return e, t.insertEntry(e)
}
