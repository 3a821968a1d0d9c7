package tables

import (
	"context"
	"time"
)

// Store keeps orders, products, mappings and the list of imports. Every method
// that changes something writes its journal entry in the same transaction.
type Store interface {
	// OrderByKey finds an order by NumberKey, the one taken last where several
	// platforms use the same number.
	OrderByKey(ctx context.Context, key string) (Order, bool, error)
	ProductByKey(ctx context.Context, key string) (Product, bool, error)
	// SaveOrders and SaveProducts keep all of a file or nothing of it, and count
	// what was new, changed and the same. What is there under the same key is
	// updated; fields that the file leaves empty keep their value. With try
	// nothing is kept and no entry written. progress may be nil.
	SaveOrders(ctx context.Context, i Import, orders []Order, try bool, progress func(done int)) (Import, error)
	SaveProducts(ctx context.Context, i Import, products []Product, try bool, progress func(done int)) (Import, error)

	// StartImport keeps an import that goes row by row; EndImport its counts.
	StartImport(ctx context.Context, i Import) (Import, error)
	EndImport(ctx context.Context, i Import) error
	Imports(ctx context.Context) ([]Import, error)
	// ImportedCases are the ids of the cases that an import made, in order of
	// its rows.
	ImportedCases(ctx context.Context, importID string) ([]string, error)
	CaseTraces(ctx context.Context) ([]Trace, error)
	CountTables(ctx context.Context) (orders, products int, err error)

	SaveMapping(ctx context.Context, kind Kind, signature string, mapping []byte, at time.Time) error
	// Mapping is what was last kept for tables with this line of headings, or nil.
	Mapping(ctx context.Context, kind Kind, signature string) ([]byte, error)
}

// Kind is what a table holds.
type Kind string

// The kinds of tables.
const (
	Orders     Kind = "orders"
	Products   Kind = "products"
	Complaints Kind = "cases"
)

// Kinds lists the kinds of tables.
func Kinds() []Kind { return []Kind{Orders, Products, Complaints} }

// Import is one table that was taken.
type Import struct {
	ID       string // permanent global id (UUIDv7)
	Kind     Kind
	FileName string
	SHA256   string // of the file
	Rows     int    // of the table
	New      int
	Changed  int
	Same     int
	Refused  int // rows that were not taken
	At       time.Time
	UndoneAt time.Time // zero unless it was undone
}

// Trace is what tells that a complaint is in the workspace already.
type Trace struct {
	Number          string // of the case
	Order, Customer string
	Story           string
	Received        time.Time
}

// Service reads, maps and keeps tables.
type Service struct {
	store Store
	filer Filer
	rules *Rules
	now   func() time.Time
}

// NewService returns a service. filer makes cases of complaints, now gives the
// time in the seller's zone.
func NewService(store Store, filer Filer, rules *Rules, now func() time.Time) *Service {
	return &Service{store: store, filer: filer, rules: rules, now: now}
}

// Lookup finds an order by its number, whatever blanks and letter case it is
// written with. ok is false where no report named it.
func (s *Service) Lookup(ctx context.Context, number string) (o Order, ok bool, err error) {
	key := NumberKey(number)
	if key == "" {
		return Order{}, false, nil
	}
	return s.store.OrderByKey(ctx, key)
}

// ProductBySKU finds a product of the seller's list.
func (s *Service) ProductBySKU(ctx context.Context, sku string) (p Product, ok bool, err error) {
	key := NumberKey(sku)
	if key == "" {
		return Product{}, false, nil
	}
	return s.store.ProductByKey(ctx, key)
}

// Imports lists what was taken, newest first.
func (s *Service) Imports(ctx context.Context) ([]Import, error) { return s.store.Imports(ctx) }

// Counts tells how many orders and products are kept.
func (s *Service) Counts(ctx context.Context) (orders, products int, err error) {
	return s.store.CountTables(ctx)
}

// Rules are the facts that headings are recognised by.
func (s *Service) Rules() *Rules { return s.rules }
