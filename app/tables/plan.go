package tables

import (
	"context"
	"strconv"
	"strings"

	"casefolio/app/fault"
)

// Plan is what taking a table would do. Nothing has been kept yet.
type Plan struct {
	Table   *Table
	Mapping Mapping
	Lines   []Line   // one for every row
	Remarks []Remark // about the table as a whole; their Row is 0
	Counts  Import   // what taking it would make; cases: New and Refused only

	orders     []Order
	products   []Product
	complaints []complaintRow
}

// Line tells what one row would become.
type Line struct {
	Row     int
	Title   string // order number, SKU or customer
	Detail  string // what else tells it from others
	Remarks []Remark
}

// Stopped tells whether the row will not be taken.
func (l Line) Stopped() bool {
	for _, r := range l.Remarks {
		if r.Stops {
			return true
		}
	}
	return false
}

// Takes tells whether there is anything to take.
func (p *Plan) Takes() bool { return len(p.orders)+len(p.products)+len(p.complaints) > 0 }

// DryRun reads every row by the mapping and tells what would be made and what
// is wrong. Open questions are the fault "tables.question".
func (s *Service) DryRun(ctx context.Context, t *Table, m Mapping) (*Plan, error) {
	m, questions := s.Settle(t, m)
	if len(questions) > 0 {
		return nil, fault.New("tables.question", "what", questions[0].Code)
	}
	p := &Plan{Table: t, Mapping: m, Counts: Import{
		Kind: m.Kind, FileName: t.FileName, SHA256: t.SHA256, Rows: len(t.Rows),
	}}
	r := &rowReader{s: s, plan: p, zone: s.now().Location()}
	r.checkDigits()
	var err error
	switch m.Kind {
	case Orders:
		err = r.readOrders(ctx)
	case Products:
		err = r.readProducts(ctx)
	default:
		err = r.readComplaints(ctx)
	}
	if err != nil {
		return nil, err
	}
	for _, l := range p.Lines {
		if l.Stopped() {
			p.Counts.Refused++
		}
	}
	return p, s.count(ctx, p)
}

// count fills in how many rows are new, changed and the same.
func (s *Service) count(ctx context.Context, p *Plan) (err error) {
	refused := p.Counts.Refused
	switch p.Mapping.Kind {
	case Orders:
		p.Counts, err = s.store.SaveOrders(ctx, p.Counts, p.orders, true, nil)
	case Products:
		p.Counts, err = s.store.SaveProducts(ctx, p.Counts, p.products, true, nil)
	default:
		p.Counts.New = len(p.complaints)
	}
	p.Counts.Refused = refused
	return err
}

// Take keeps what the plan tells. Orders and products are kept all or none;
// complaints row by row, so that ending ctx between two rows keeps those that
// are done. The import says how far it came. progress may be nil.
func (s *Service) Take(ctx context.Context, p *Plan, progress func(done, total int)) (Import, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	raw, err := p.Mapping.encode()
	if err != nil {
		return Import{}, err
	}
	if err := s.store.SaveMapping(ctx, p.Mapping.Kind, p.Table.Signature(), raw, s.now()); err != nil {
		return Import{}, err
	}
	i := p.Counts
	i.At = s.now()
	switch p.Mapping.Kind {
	case Orders:
		return s.store.SaveOrders(ctx, i, p.orders, false, func(done int) { progress(done, len(p.orders)) })
	case Products:
		return s.store.SaveProducts(ctx, i, p.products, false, func(done int) { progress(done, len(p.products)) })
	}
	return s.fileAll(ctx, i, p, progress)
}

func (s *Service) fileAll(ctx context.Context, i Import, p *Plan, progress func(done, total int)) (Import, error) {
	i.New = 0
	i, err := s.store.StartImport(ctx, i)
	if err != nil {
		return i, err
	}
	for at, c := range p.complaints {
		if err = ctx.Err(); err != nil {
			break
		}
		progress(at, len(p.complaints))
		if _, err = s.filer.File(ctx, i.ID, c.row, c.fields, p.Mapping.Currency, c.closed); err != nil {
			break
		}
		i.New++
	}
	if end := s.store.EndImport(context.WithoutCancel(ctx), i); err == nil {
		err = end
	}
	return i, err
}

// Undo puts the cases that an import made into the trash and returns how many.
// progress may be nil.
func (s *Service) Undo(ctx context.Context, importID string, progress func(done, total int)) (int, error) {
	all, err := s.store.Imports(ctx)
	if err != nil {
		return 0, err
	}
	for _, i := range all {
		if i.ID == importID && i.Kind == Complaints {
			return s.undo(ctx, i, progress)
		}
	}
	return 0, fault.New("tables.undo")
}

func (s *Service) undo(ctx context.Context, i Import, progress func(done, total int)) (int, error) {
	ids, err := s.store.ImportedCases(ctx, i.ID)
	if err != nil {
		return 0, err
	}
	for n, id := range ids {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if progress != nil {
			progress(n, len(ids))
		}
		if err := s.filer.Trash(ctx, id); err != nil {
			return n, err
		}
	}
	i.UndoneAt = s.now()
	return len(ids), s.store.EndImport(ctx, i)
}

// checkDigits looks for columns of long numbers that all end in zeros from the
// sixteenth digit on: a spreadsheet has opened and saved them.
func (r *rowReader) checkDigits() {
	for column, id := range r.plan.Mapping.Fields {
		f, _ := r.s.rules.field(r.plan.Mapping.Kind, id)
		if f.Type != TypeID {
			continue
		}
		long, zeros := 0, 0
		for _, row := range r.plan.Table.Rows {
			text := row.Cell(column).Text
			if len(text) <= exactDigits || strings.Trim(text, "0123456789") != "" {
				continue
			}
			long++
			if strings.Trim(text[exactDigits:], "0") == "" {
				zeros++
			}
		}
		if long >= 3 && zeros == long {
			r.plan.Remarks = append(r.plan.Remarks, Remark{Field: id, Code: "zeros", Value: strconv.Itoa(long)})
		}
	}
}
