package app

import (
	"context"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/ledger"
	"casefolio/app/records"
	"casefolio/app/returns"
	"casefolio/app/shop"
)

// caseRecordStore changes a case and its records as one deed.
type caseRecordStore interface {
	records.Store
	UpdateCaseWith(ctx context.Context, c cases.Case, rows ...records.Row) (cases.Case, []records.Row, error)
	// MoveCaseWith does so and moves the case to another stage.
	MoveCaseWith(ctx context.Context, c cases.Case, m cases.StageMove, rows ...records.Row) ([]records.Row, error)
}

// ledgerFiler joins the ledger with cases, evidence and the shop.
type ledgerFiler struct {
	store    caseRecordStore
	cases    *cases.Service
	evidence *evidence.Service
	shop     *shop.Service
	now      func() time.Time
}

var _ ledger.Filer = ledgerFiler{}

// LedgerFacts implements ledger.Filer.
func (f ledgerFiler) LedgerFacts(ctx context.Context, ref string) (ledger.Facts, error) {
	c, err := f.cases.Get(ctx, ref)
	if err != nil {
		return ledger.Facts{}, err
	}
	p, err := f.shop.Profile(ctx)
	return ledger.Facts{
		CaseID: c.ID, Number: c.Number, Order: c.Order, Price: c.Amount, Cost: c.Cost, Recovered: c.Recovered,
		Shop: p.Currency, Revision: c.Revision,
	}, err
}

// FileLedger implements ledger.Filer.
func (f ledgerFiler) FileLedger(ctx context.Context, is ledger.Facts, rows ...records.Row) ([]records.Row, error) {
	c, err := f.cases.Get(ctx, is.CaseID)
	if err != nil {
		return nil, err
	}
	if !c.DeletedAt.IsZero() {
		return nil, fault.New("ledger.trashed", "number", c.Number)
	}
	c.Cost, c.Recovered, c.Revision, c.UpdatedAt = is.Cost, is.Recovered, is.Revision, f.now()
	_, kept, err := f.store.UpdateCaseWith(ctx, c, rows...)
	return kept, err
}

// ExhibitLabel implements ledger.Filer.
func (f ledgerFiler) ExhibitLabel(ctx context.Context, id string) (string, error) {
	e, err := f.evidence.Get(ctx, id)
	if err != nil {
		return "", err
	}
	return e.Label(), nil
}

// OrderCosts is what the order of a case itself cost as far as the comparison of
// remedies knows it, as lines for the ledger. It is nil where the two count in
// different currencies.
func (s *Services) OrderCosts(ctx context.Context, caseID string) ([]ledger.Line, error) {
	sheet, err := s.Remedies.Sheet(ctx, caseID)
	if err != nil {
		return nil, err
	}
	f, err := ledgerFiler{cases: s.Cases, shop: s.Shop}.LedgerFacts(ctx, caseID)
	if err != nil {
		return nil, err
	}
	var lines []ledger.Line
	for _, l := range []ledger.Line{
		{Kind: ledger.Goods, Amount: sheet.Input.Goods}, {Kind: ledger.FreightOut, Amount: sheet.Input.FreightOut},
		{Kind: ledger.Fee, Amount: sheet.Input.Fee},
	} {
		if l.Amount.Minor > 0 && l.Amount.Currency == f.Currency() {
			l.Order = true
			lines = append(lines, l)
		}
	}
	return lines, nil
}

// returnFiler lets the money of a return flow into the ledger.
type returnFiler struct{ ledger *ledger.Service }

var _ returns.Filer = returnFiler{}

// FileReturn implements returns.Filer.
func (f returnFiler) FileReturn(ctx context.Context, caseID string, s returns.Step, gone bool, x returns.Exchange, row records.Row) (records.Row, error) {
	var line *ledger.Line
	if s.Cost.Given() && !gone {
		line = &ledger.Line{
			Kind: returnCost(s.State), Amount: s.Cost, Rate: x.Rate, RateDate: x.Date, At: s.At, Note: s.Note,
		}
	}
	rows, err := f.ledger.Follow(ctx, caseID, s.Ref, line, row)
	if err != nil {
		return row, err
	}
	return rows[len(rows)-1], nil
}

// returnCost is what the cost of a step is for.
func returnCost(s returns.State) ledger.Kind {
	switch s {
	case returns.Refunded:
		return ledger.Refund
	case returns.Approved, returns.LabelSent, returns.OnItsWay:
		return ledger.FreightBack
	}
	return ledger.Other
}
