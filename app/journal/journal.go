// Package journal is the append-only history of a workspace (记录链). Each
// entry carries the hash of the one before. An entry commits to its detail by
// a salted hash, so that a detail that names a person can be erased and the
// chain still holds. It shows damage and outside tampering; the owner of the
// machine could rewrite all of it.
package journal

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// Version is the version of the canonical form of an entry.
const Version = 1

// Draft is what happened, before it is sealed. Subject is the global id of the
// case or exhibit that it is about, Detail any facts worth keeping.
type Draft struct {
	Action  string // "case.created", "exhibit.added", "stage.moved" …
	CaseID  string
	Subject string
	Detail  map[string]string
}

// Entry is a sealed line of the journal. Hashes are lower-case hex.
type Entry struct {
	Seq        int64
	Version    int
	ID         string // permanent global id
	At         time.Time
	Action     string
	CaseID     string
	Subject    string
	Commitment string // SHA-256(salt ‖ detail)
	Prev, Head string
	Salt       []byte // gone after an erasure
	Detail     []byte // canonical JSON; gone after an erasure
}

// Erased tells whether the detail was erased on purpose.
func (e Entry) Erased() bool { return len(e.Detail) == 0 }

// Genesis is the head before the first entry.
var genesis = hex.EncodeToString(make([]byte, sha256.Size))

// Genesis returns the head that the first entry follows.
func Genesis() string { return genesis }

// Seal makes the entry that follows prev.
func Seal(d Draft, id string, seq int64, prev string, at time.Time) (Entry, error) {
	salt := make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return Entry{}, err
	}
	detail, err := json.Marshal(d.Detail) // map keys come out sorted
	if err != nil {
		return Entry{}, err
	}
	e := Entry{
		Seq: seq, Version: Version, ID: id, At: at, Action: d.Action, CaseID: d.CaseID,
		Subject: d.Subject, Prev: prev, Salt: salt, Detail: detail,
	}
	e.Commitment = commit(salt, detail)
	e.Head, err = e.head()
	return e, err
}

func commit(salt, detail []byte) string {
	h := sha256.New()
	h.Write(salt)
	h.Write(detail)
	return hex.EncodeToString(h.Sum(nil))
}

// head is SHA-256(prev ‖ canonical entry). The canonical form is a JSON array,
// so that no two entries can share one byte string.
func (e Entry) head() (string, error) {
	prev, err := hex.DecodeString(e.Prev)
	if err != nil {
		return "", err
	}
	canonical, err := json.Marshal([]any{
		e.Version, e.Seq, e.ID, e.At.Format(time.RFC3339Nano), e.Action, e.CaseID, e.Subject, e.Commitment,
	})
	if err != nil {
		return "", err
	}
	h := sha256.New()
	h.Write(prev)
	h.Write(canonical)
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Check tells what is wrong with e as the entry after (seq, prev), as a code
// for the verification report: "" when it is whole, "order", "link", "hash" or
// "detail".
func (e Entry) Check(seq int64, prev string) string {
	if e.Seq != seq {
		return "order"
	}
	if e.Prev != prev {
		return "link"
	}
	if e.Version != Version {
		return "version"
	}
	if head, err := e.head(); err != nil || head != e.Head {
		return "hash"
	}
	if !e.Erased() && commit(e.Salt, e.Detail) != e.Commitment {
		return "detail"
	}
	return ""
}

// Facts decodes the detail; nil after an erasure.
func (e Entry) Facts() (map[string]string, error) {
	if e.Erased() {
		return nil, nil
	}
	var m map[string]string
	if err := json.Unmarshal(e.Detail, &m); err != nil {
		return nil, fmt.Errorf("journal entry %d: %w", e.Seq, err)
	}
	return m, nil
}
