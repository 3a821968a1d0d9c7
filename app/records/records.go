// Package records keeps what belongs to a case beside its facts and its
// evidence: tasks, promises, money, offers. Each kind is a struct of its own
// noun, kept whole as JSON, with one entry in the journal for every change.
// Kinds without a case hold what the seller sets up for all of them.
package records

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"casefolio/app/fault"
)

// MaxBody is how many bytes the JSON of one record may have.
const MaxBody = 256 << 10

// Meta is what every record has.
type Meta struct {
	ID, CaseID string // UUIDv7; CaseID is empty for the whole workspace
	Kind       string
	Revision   int64 // grows by one with every change; a change must name the one it read

	CreatedAt, UpdatedAt, DeletedAt time.Time // DeletedAt is zero outside the trash
}

// Row is a record as it is kept.
type Row struct {
	Meta
	Body json.RawMessage
}

// Query asks for records, the oldest first.
type Query struct {
	CaseID string   // empty: those of the whole workspace
	Any    bool     // of all cases outside the trash, whatever CaseID says
	Kinds  []string // none: all
	Trash  bool     // with those that were removed
}

// Store is what is needed from the workspace.
type Store interface {
	// PutRecords keeps rows as one deed: a row without an id is new, the others
	// change. What is removed has a DeletedAt; what stands there already changes
	// nothing. A stale revision is the fault "record.changed".
	PutRecords(ctx context.Context, at time.Time, rows ...Row) ([]Row, error)
	Record(ctx context.Context, id string) (Row, error) // fault "record.unknown"
	Records(ctx context.Context, q Query) ([]Row, error)
}

// Entry is a record of one kind.
type Entry[T any] struct {
	Meta
	Is T
}

// Kind is how one kind of record is named and checked.
type Kind[T any] struct {
	Name  string         // "task", "promise" …
	Check func(*T) error // tidies what was typed and returns a fault; may be nil
}

// Row checks an entry and writes it as it is kept.
func (k Kind[T]) Row(e Entry[T]) (Row, error) {
	if k.Check != nil {
		if err := k.Check(&e.Is); err != nil {
			return Row{}, err
		}
	}
	body, err := json.Marshal(e.Is)
	if err != nil {
		return Row{}, err
	}
	if len(body) > MaxBody {
		return Row{}, fault.New("record.long")
	}
	e.Kind = k.Name
	return Row{Meta: e.Meta, Body: body}, nil
}

// New is an entry that is not kept yet. An empty caseID means the workspace.
func (k Kind[T]) New(caseID string, is T) Entry[T] {
	return Entry[T]{Meta: Meta{CaseID: caseID, Kind: k.Name}, Is: is}
}

// Read is the entry that a row holds.
func (k Kind[T]) Read(r Row) (e Entry[T], err error) {
	e.Meta = r.Meta
	return e, json.NewDecoder(bytes.NewReader(r.Body)).Decode(&e.Is)
}

// Box holds the records of one kind.
type Box[T any] struct {
	Kind[T]
	store Store
	now   func() time.Time
}

// NewBox returns the box of a kind.
func NewBox[T any](store Store, now func() time.Time, kind Kind[T]) *Box[T] {
	return &Box[T]{kind, store, now}
}

// List returns the records of a case, or of the workspace, the oldest first.
func (b *Box[T]) List(ctx context.Context, caseID string) ([]Entry[T], error) {
	return b.read(ctx, Query{CaseID: caseID, Kinds: []string{b.Name}})
}

// All returns those of all cases outside the trash.
func (b *Box[T]) All(ctx context.Context) ([]Entry[T], error) {
	return b.read(ctx, Query{Any: true, Kinds: []string{b.Name}})
}

func (b *Box[T]) read(ctx context.Context, q Query) ([]Entry[T], error) {
	rows, err := b.store.Records(ctx, q)
	if err != nil {
		return nil, err
	}
	all := make([]Entry[T], len(rows))
	for i, r := range rows {
		if all[i], err = b.Read(r); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Get finds a record, also in the trash. Another kind's is unknown, too.
func (b *Box[T]) Get(ctx context.Context, id string) (e Entry[T], err error) {
	row, err := b.store.Record(ctx, id)
	if err == nil && row.Kind != b.Name {
		err = fault.New("record.unknown")
	}
	if err != nil {
		return e, err
	}
	return b.Read(row)
}

// Add keeps a new record.
func (b *Box[T]) Add(ctx context.Context, caseID string, is T) (Entry[T], error) {
	return b.Put(ctx, b.New(caseID, is))
}

// Put keeps an entry, a new one or one that was read and changed.
func (b *Box[T]) Put(ctx context.Context, e Entry[T]) (Entry[T], error) {
	row, err := b.Row(e)
	if err != nil {
		return e, err
	}
	rows, err := b.store.PutRecords(ctx, b.now(), row)
	if err != nil {
		return e, err
	}
	return b.Read(rows[0])
}

// Remove puts a record into the trash.
func (b *Box[T]) Remove(ctx context.Context, id string) error { return b.bin(ctx, id, b.now()) }

// Restore takes a record out of the trash.
func (b *Box[T]) Restore(ctx context.Context, id string) error { return b.bin(ctx, id, time.Time{}) }

func (b *Box[T]) bin(ctx context.Context, id string, deleted time.Time) error {
	e, err := b.Get(ctx, id)
	if err != nil || e.DeletedAt.IsZero() == deleted.IsZero() {
		return err
	}
	e.DeletedAt = deleted
	row, err := b.Row(e)
	if err != nil {
		return err
	}
	_, err = b.store.PutRecords(ctx, b.now(), row)
	return err
}
