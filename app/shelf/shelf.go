// Package shelf keeps the shop's own papers: policies, product pages, test
// reports, the packing standard. Each is an item with dated versions; a version
// never changes, so that a case that was given one keeps it.
package shelf

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/fault"
)

// Kind is what a paper is about.
type Kind string

// The kinds of papers.
const (
	Policy   Kind = "policy"
	Shipping Kind = "shipping"
	Product  Kind = "product"
	Report   Kind = "report"
	Packing  Kind = "packing"
	Other    Kind = "other"
)

// Kinds lists the kinds in the order in which they are offered.
func Kinds() []Kind { return []Kind{Policy, Shipping, Product, Report, Packing, Other} }

// Limits of what is typed, in characters.
const (
	MaxTitle = 120
	MaxNote  = 2000
)

// MaxFile is the largest file of a version, in bytes.
const MaxFile = 512 << 20

// Item is a paper of the shop. Versions stand the newest first.
type Item struct {
	ID                   string
	Kind                 Kind
	Title, Note          string
	CreatedAt, UpdatedAt time.Time
	RetiredAt            time.Time // zero while it is in use
	Versions             []Version
}

// Current is the version that is offered first. An item has at least one.
func (i Item) Current() Version {
	if len(i.Versions) == 0 {
		return Version{}
	}
	return i.Versions[0]
}

// Version is a paper as it was from a day on. Dated is that day, 2006-01-02, of
// no zone.
type Version struct {
	ID, ItemID string
	No         int // 1 for the first that was added
	Dated      string
	Note       string
	FileName   string
	Size       int64
	SHA256     string // lower-case hex of the bytes, which lie in the vault
	AddedAt    time.Time
	Cases      int // that were given it
}

// File is the file of a new version.
type File struct {
	Name string
	Open func() (io.ReadCloser, error)
}

// LocalFile is a file on this machine.
func LocalFile(path string) File {
	return File{Name: filepath.Base(path), Open: func() (io.ReadCloser, error) { return os.Open(path) }}
}

// Query asks for items: those that hold every word of Text in title, note or
// file name. Retired adds the ones that are no longer in use.
type Query struct {
	Text    string
	Retired bool
}

// Store is what the service needs from the workspace. Every method that changes
// something writes the journal entry in the same transaction.
type Store interface {
	// PutPaper copies a file into the vault; more than limit bytes is the fault
	// "file.too_large".
	PutPaper(ctx context.Context, r io.Reader, limit int64) (sha256 string, size int64, err error)
	ShelfItems(ctx context.Context, q Query) ([]Item, error)           // by kind and title
	ShelfItem(ctx context.Context, id string) (Item, error)            // fault "shelf.unknown"
	ShelfVersion(ctx context.Context, id string) (Item, error)         // its item with that version alone
	AddShelfItem(ctx context.Context, i Item, v Version) (Item, error) // assigns ids
	AddShelfVersion(ctx context.Context, v Version) (Item, error)
	EditShelfItem(ctx context.Context, i Item, at time.Time) error
	RetireShelfItem(ctx context.Context, id string, retired bool, at time.Time) error
}

// Service keeps the shelf.
type Service struct {
	store Store
	now   func() time.Time
}

// NewService returns a service on store.
func NewService(store Store, now func() time.Time) *Service {
	return &Service{store: store, now: now}
}

// List returns the items that a query asks for.
func (s *Service) List(ctx context.Context, q Query) ([]Item, error) {
	return s.store.ShelfItems(ctx, q)
}

// Get returns one item with all its versions.
func (s *Service) Get(ctx context.Context, id string) (Item, error) {
	return s.store.ShelfItem(ctx, id)
}

// Version returns the item of a version with that version alone.
func (s *Service) Version(ctx context.Context, id string) (Item, error) {
	return s.store.ShelfVersion(ctx, id)
}

// Today is the day that a version is dated unless the seller says otherwise.
func (s *Service) Today() string { return s.now().Format(time.DateOnly) }

// Add puts a new paper on the shelf with its first version.
func (s *Service) Add(ctx context.Context, i Item, v Version, f File) (Item, error) {
	i, err := tidy(i)
	if err != nil {
		return Item{}, err
	}
	if v, err = s.version(ctx, v, f); err != nil {
		return Item{}, err
	}
	i.CreatedAt = v.AddedAt
	return s.store.AddShelfItem(ctx, i, v)
}

// AddVersion adds a version to an item. Cases that were given an older one keep
// it. The bytes of a version that is there already are the fault "shelf.same".
func (s *Service) AddVersion(ctx context.Context, itemID string, v Version, f File) (Item, error) {
	i, err := s.store.ShelfItem(ctx, itemID)
	if err != nil {
		return Item{}, err
	}
	v.ItemID = itemID
	if v, err = s.version(ctx, v, f); err != nil {
		return Item{}, err
	}
	for _, old := range i.Versions {
		if old.SHA256 == v.SHA256 {
			return Item{}, fault.New("shelf.same", "date", old.Dated)
		}
	}
	return s.store.AddShelfVersion(ctx, v)
}

// Edit changes what an item is called and what is noted about it.
func (s *Service) Edit(ctx context.Context, i Item) error {
	i, err := tidy(i)
	if err != nil {
		return err
	}
	return s.store.EditShelfItem(ctx, i, s.now())
}

// Retire takes an item out of use, or back into it. What cases were given stays.
func (s *Service) Retire(ctx context.Context, id string, retired bool) error {
	return s.store.RetireShelfItem(ctx, id, retired, s.now())
}

// version checks a new version and keeps its bytes.
func (s *Service) version(ctx context.Context, v Version, f File) (Version, error) {
	v.Dated, v.Note, v.FileName = strings.TrimSpace(v.Dated), strings.TrimSpace(v.Note), f.Name
	if _, err := time.Parse(time.DateOnly, v.Dated); err != nil {
		return v, fault.Wrap(err, "shelf.date", "date", v.Dated)
	}
	if utf8.RuneCountInString(v.Note) > MaxNote {
		return v, fault.New("shelf.too_long", "limit", strconv.Itoa(MaxNote))
	}
	r, err := f.Open()
	if err != nil {
		return v, fault.File(err, f.Name)
	}
	defer r.Close()
	v.SHA256, v.Size, err = s.store.PutPaper(ctx, r, MaxFile)
	switch {
	case fault.Is(err, "file.too_large"):
		return v, fault.Wrap(err, "file.too_large", "name", f.Name, "limit", strconv.Itoa(MaxFile>>20))
	case err != nil && ctx.Err() == nil:
		return v, fault.File(err, f.Name)
	case err == nil && v.Size == 0:
		return v, fault.New("file.empty", "name", f.Name)
	}
	v.AddedAt = s.now()
	return v, err
}

func tidy(i Item) (Item, error) {
	i.Title, i.Note = strings.Join(strings.Fields(i.Title), " "), strings.TrimSpace(i.Note)
	switch {
	case i.Title == "":
		return i, fault.New("shelf.title")
	case utf8.RuneCountInString(i.Title) > MaxTitle:
		return i, fault.New("shelf.too_long", "limit", strconv.Itoa(MaxTitle))
	case utf8.RuneCountInString(i.Note) > MaxNote:
		return i, fault.New("shelf.too_long", "limit", strconv.Itoa(MaxNote))
	case !slices.Contains(Kinds(), i.Kind):
		return i, fault.New("shelf.kind")
	}
	return i, nil
}
