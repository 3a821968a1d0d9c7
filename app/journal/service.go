package journal

import (
	"context"
	"iter"
	"time"

	"casefolio/app/fault"
)

// Store is what the service needs from the workspace.
type Store interface {
	// Entries walks the whole chain in order of Seq.
	Entries(ctx context.Context) iter.Seq2[Entry, error]
	// CaseEntries lists the entries of one case, oldest first.
	CaseEntries(ctx context.Context, caseID string) ([]Entry, error)
	// Append seals and writes one entry in a transaction of its own.
	Append(ctx context.Context, d Draft, at time.Time) (Entry, error)
	// Mismatches compares the rows with what the journal says of them.
	Mismatches(ctx context.Context) ([]Problem, error)
	// Originals walks all originals that rows point to, the trash included.
	Originals(ctx context.Context) iter.Seq2[string, error]
	// HashOriginal reads an original again and returns its SHA-256; a lost one
	// is the fault "vault.missing".
	HashOriginal(ctx context.Context, sha256 string) (string, error)
}

// Problem is one finding of a verification.
type Problem struct {
	Code    string `json:"code"`    // "journal.hash", "row.changed", "file.missing" …
	Subject string `json:"subject"` // id of the entry, number of the case, hash of the original
}

// Report is the result of a verification.
type Report struct {
	OK       bool      `json:"ok"`
	Entries  int64     `json:"entries"`
	Files    int64     `json:"files"`
	Problems []Problem `json:"problems"` // never nil
	Head     string    `json:"-"`
}

// Service reads, extends and verifies the journal.
type Service struct {
	store Store
	now   func() time.Time
}

// NewService returns a service on store.
func NewService(store Store, now func() time.Time) *Service { return &Service{store, now} }

// Note appends an entry for something that changed no row: an export, a view
// of a redacted copy, a failed verification.
func (s *Service) Note(ctx context.Context, d Draft) (Entry, error) {
	return s.store.Append(ctx, d, s.now())
}

// Case lists what happened to one case, oldest first.
func (s *Service) Case(ctx context.Context, caseID string) ([]Entry, error) {
	return s.store.CaseEntries(ctx, caseID)
}

// Verify walks the chain, holds the rows against it and reads every original
// again. A cancelled context ends it with the context's error; findings are in
// the report, not errors. progress, which may be nil, is told the number of
// originals read so far.
func (s *Service) Verify(ctx context.Context, progress func(files int64)) (Report, error) {
	r := Report{Problems: []Problem{}, Head: Genesis()}
	for e, err := range s.store.Entries(ctx) {
		if err != nil {
			return r, err
		}
		r.Entries++
		if code := e.Check(r.Entries, r.Head); code != "" {
			r.Problems = append(r.Problems, Problem{"journal." + code, e.ID})
		}
		r.Head = e.Head
	}
	found, err := s.store.Mismatches(ctx)
	if err != nil {
		return r, err
	}
	r.Problems = append(r.Problems, found...)
	for want, err := range s.store.Originals(ctx) {
		if err != nil {
			return r, err
		}
		r.Files++
		switch got, err := s.store.HashOriginal(ctx, want); {
		case ctx.Err() != nil:
			return r, ctx.Err()
		case fault.Is(err, "vault.missing"):
			r.Problems = append(r.Problems, Problem{"file.missing", want})
		case err != nil:
			r.Problems = append(r.Problems, Problem{"file.unreadable", want})
		case got != want:
			r.Problems = append(r.Problems, Problem{"file.changed", want})
		}
		if progress != nil {
			progress(r.Files)
		}
	}
	r.OK = len(r.Problems) == 0
	return r, nil
}
