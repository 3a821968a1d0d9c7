package tables

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"casefolio/app/fault"
)

// Limits of a table. They are far above what a report of a small shop holds.
const (
	maxFile    = 64 << 20  // bytes
	maxUnzip   = 256 << 20 // bytes of all parts of a workbook that are read
	maxRows    = 200_000
	maxColumns = 500
	maxCells   = 4_000_000
	maxCell    = 100_000 // bytes; Excel itself keeps 32,767 characters
)

// CellKind tells how sure the text of a cell is.
type CellKind uint8

// The kinds of cells.
const (
	CellText   CellKind = iota
	CellNumber          // written out from a number of a workbook
	CellDate            // "2006-01-02 15:04:05", from a date of a workbook
	CellLossy           // a number that its program has rounded: digits are gone
)

// Cell is one cell. Text is trimmed and never has invalid UTF-8.
type Cell struct {
	Text string
	Kind CellKind
}

// Row is one row that is not empty. No counts from 1, as a spreadsheet does.
type Row struct {
	No    int
	Cells []Cell
}

// Cell returns the cell of a column, an empty one beyond the end.
func (r Row) Cell(column int) Cell {
	if column < 0 || column >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[column]
}

// Table is a sheet of a file with its line of headings found.
type Table struct {
	FileName string
	SHA256   string   // of the file
	Format   string   // "csv", "tsv", "xlsx"
	Encoding string   // of a text file
	Sheet    string   // of a workbook
	Sheets   []string // all sheets of a workbook that can be seen
	HeaderNo int      // row of the headings, from 1
	Header   []string
	Rows     []Row // below the headings
	width    int

	mu     sync.Mutex
	proofs map[proofOf]evidence // what columns prove, once asked
}

// proofOf names a question about a column.
type proofOf struct {
	column int
	ask    string
}

// proof answers a question about a column once: it takes a look at every row.
func (t *Table) proof(column int, ask string, look func(*Table, int) evidence) evidence {
	t.mu.Lock()
	defer t.mu.Unlock()
	key := proofOf{column, ask}
	known, ok := t.proofs[key]
	if !ok {
		known = look(t, column)
		if t.proofs == nil {
			t.proofs = map[proofOf]evidence{}
		}
		t.proofs[key] = known
	}
	return known
}

// Samples returns the first different values of a column, at most n.
func (t *Table) Samples(column, n int) []string {
	var found []string
	seen := map[string]bool{"": true}
	for _, r := range t.Rows {
		if v := r.Cell(column).Text; !seen[v] {
			seen[v] = true
			if found = append(found, v); len(found) == n {
				break
			}
		}
	}
	return found
}

// Signature is a hash of the headings: tables with the same one are mapped
// alike.
func (t *Table) Signature() string {
	h := sha256.New()
	for _, name := range t.Header {
		key := headerKey(name)
		_, _ = io.WriteString(h, strconv.Itoa(len(key))+":"+key) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Open reads a file. sheet names a sheet of a workbook; empty is the first one
// with something in it.
func (s *Service) Open(ctx context.Context, path, sheet string) (*Table, error) {
	name := filepath.Base(path)
	raw, err := readLimited(path, name)
	if err != nil {
		return nil, err
	}
	return s.Parse(ctx, name, raw, sheet)
}

func readLimited(path, name string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fault.Wrap(err, "file.missing", "name", name)
	}
	defer f.Close() // only read
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, fault.Wrap(err, "file.missing", "name", name)
	case info.IsDir():
		return nil, fault.New("tables.kind", "name", name)
	case info.Size() > maxFile:
		return nil, tooLarge(name)
	}
	raw, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, fault.Wrap(err, "file.missing", "name", name)
	}
	if len(raw) > maxFile {
		return nil, tooLarge(name)
	}
	return raw, nil
}

func tooLarge(name string) error {
	return fault.New("tables.large", "name", name, "limit", strconv.Itoa(maxFile>>20))
}

// Parse reads the bytes of a file. It never panics.
func (s *Service) Parse(ctx context.Context, name string, raw []byte, sheet string) (*Table, error) {
	t, rows, err := readAny(ctx, name, raw, sheet)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(raw)
	t.FileName, t.SHA256 = name, hex.EncodeToString(sum[:])
	if err := s.rules.findHeader(t, rows); err != nil {
		return nil, err
	}
	return t, nil
}

// Rows reads the rows of a file as they stand, of a workbook those of its first
// sheet with something in it, for a noun that finds its own headings. format is
// "csv", "tsv" or "xlsx".
func Rows(ctx context.Context, name string, raw []byte) (rows []Row, format string, err error) {
	t, rows, err := readAny(ctx, name, raw, "")
	if err != nil {
		return nil, "", err
	}
	return rows, t.Format, nil
}

func readAny(ctx context.Context, name string, raw []byte, sheet string) (*Table, []Row, error) {
	switch {
	case len(raw) == 0:
		return nil, nil, fault.New("file.empty", "name", name)
	case len(raw) > maxFile:
		return nil, nil, tooLarge(name)
	case isZip(raw):
		return readWorkbook(ctx, name, raw, sheet)
	case isCompound(raw):
		return nil, nil, fault.New("tables.old_excel", "name", name)
	}
	return readText(ctx, name, raw)
}

// collector gathers rows within the limits.
type collector struct {
	name  string
	rows  []Row
	cells int
}

// add keeps a row unless it is empty.
func (c *collector) add(no int, cells []Cell) error {
	for len(cells) > 0 && cells[len(cells)-1].Text == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return nil
	}
	c.cells += len(cells)
	if len(c.rows) >= maxRows || c.cells > maxCells {
		return fault.New("tables.rows", "name", c.name, "limit", strconv.Itoa(maxRows))
	}
	if len(cells) > maxColumns {
		return fault.New("tables.columns", "name", c.name, "limit", strconv.Itoa(maxColumns))
	}
	c.rows = append(c.rows, Row{No: no, Cells: cells})
	return nil
}

func longCell(name string, row int) error {
	return fault.New("tables.cell", "name", name, "row", strconv.Itoa(row), "limit", strconv.Itoa(maxCell))
}
