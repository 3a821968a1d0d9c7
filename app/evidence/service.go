package evidence

import (
	"context"
	"io"
	"time"
)

// Blob is an original in the vault.
type Blob struct {
	SHA256  string
	Size    int64
	Existed bool // the same bytes were there already
}

// Vault keeps originals by their SHA-256 and pictures derived from them.
type Vault interface {
	// Put copies r into the vault: temp file, hash, fsync, rename. More than
	// limit bytes is the fault "file.too_large"; nothing stays behind then.
	Put(ctx context.Context, r io.Reader, limit int64) (Blob, error)
	// Open reads an original; a lost one is the fault "vault.missing".
	Open(sha256 string) (io.ReadSeekCloser, error)
	// Derived returns the path of a picture made from an original ("thumb",
	// "page"), which may not exist yet. Derived files can be made again.
	Derived(sha256, name string) string
	// PutDerived writes a derived picture under its final name at once.
	PutDerived(sha256, name string, data []byte) error
}

// Store is what the service needs from the database. Every method that changes
// something writes the journal entry in the same transaction.
type Store interface {
	// AddCaptures assigns ID and No and adds all or none. What the case has
	// already is not added again; what was removed comes back.
	AddCaptures(ctx context.Context, list []Capture) ([]Kept, error)
	SameOriginal(ctx context.Context, sha256, exceptCase string) ([]Twin, error) // neither case nor exhibit in the trash
	Within(ctx context.Context, parentID string) ([]Exhibit, error)              // by No, without the trash
	Exhibit(ctx context.Context, id string) (Exhibit, error)
	Exhibits(ctx context.Context, caseID string) ([]Exhibit, error)        // by No, without the trash
	RemovedExhibits(ctx context.Context, caseID string) ([]Exhibit, error) // by No, the trash alone
	Messages(ctx context.Context, exhibitID string) ([]Message, error)
	Events(ctx context.Context, exhibitID string) ([]Event, error)
	RetitleExhibit(ctx context.Context, id, title string, at time.Time) error
	SetSpeaker(ctx context.Context, exhibitID, sender string, role Role, at time.Time) error
	TranslateMessage(ctx context.Context, exhibitID string, seq int, text, source string, at time.Time) error // "" removes; fault "message.unknown"
	MessageStore
	MarkStore
	TrackStore
	TrashExhibit(ctx context.Context, id string, at time.Time) error
	RestoreExhibit(ctx context.Context, id string, at time.Time) error
}

// Input is one thing to capture. Open may be called more than once.
type Input struct {
	Name    string // file name, or empty for pasted text
	Source  Source
	ModTime time.Time // what the file system says; zero for a paste
	Open    func() (io.ReadCloser, error)

	Title        string // the seller's words, where there are some already
	ParentID     string // the exhibit that it came within
	CopyOf       string // the exhibit that it is a copy of
	Redactions   int    // places that are covered in it
	Part         string // which part of that
	ShelfVersion string // the version of a paper of the shop that it is
}

// Options help the readers where the original is silent.
type Options struct {
	Zone    *time.Location // for times that state no zone; nil: the clock's
	Buyer   string         // the customer's name, to tell the speakers of a chat apart
	Contact string         // the customer's mail address, or how else they are reached
	Seller  []string       // the seller's and the shops' names

	BuyerZone    *time.Location      // nil: unknown
	TrackColumns map[string][]string // of tracking tables that were mapped before, by signature

	Choices  Choices   // how the seller wants a chat to be read
	Patterns []Pattern // shapes of pasted chats that were learned
}

// Capture is an original in the vault with what was read from it.
type Capture struct {
	Exhibit  Exhibit
	Messages []Message
	Events   []Event
	Within   int // the place in the list of what it came within; -1: in nothing
}

// Kept is what became of a capture.
type Kept struct {
	Exhibit  Exhibit
	Known    bool // the case had the same bytes: this is the exhibit that was there
	Restored bool // it had been removed and is back
}

// Twin is an exhibit of another case with the same bytes.
type Twin struct {
	ExhibitID, CaseID, CaseNumber string
	No                            int
}

// Label is the exhibit's number as printed: E-01.
func (t Twin) Label() string { return Exhibit{No: t.No}.Label() }

// Added is the outcome for one of many inputs.
type Added struct {
	Name      string
	Exhibit   Exhibit // zero when Err is not nil
	Known     bool    // the case had the same bytes: this is the exhibit that was there
	Restored  bool    // it had been removed and is back
	Elsewhere []Twin  // the same bytes in other cases
	Err       error
}

// Service captures exhibits and gives them back.
type Service struct {
	store   Store
	vault   Vault
	readers *Readers
	now     func() time.Time

	decoding turns // of pictures that are being decoded
	letters  letters
}

// NewService returns a service on store and vault.
func NewService(store Store, vault Vault, readers *Readers, now func() time.Time) *Service {
	return &Service{store: store, vault: vault, readers: readers, now: now, decoding: newTurns(), letters: letters{files: readers.files}}
}
