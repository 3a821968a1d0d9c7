package ledger

import (
	"context"
	"log/slog"

	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/records"
)

// SetShopRate keeps the rate from a case's currency into the shop's. An empty
// rate takes it away. A case in the shop's currency needs none (fault
// "ledger.same"); one that makes too much of its sums is "ledger.large".
func (s *Service) SetShopRate(ctx context.Context, caseID, rate, date string) error {
	f, err := s.filer.LedgerFacts(ctx, caseID)
	if err != nil {
		return err
	}
	if f.Currency() == f.Shop {
		return fault.New("ledger.same", "currency", f.Shop)
	}
	e, err := s.shopRate(ctx, f)
	if err != nil {
		return err
	}
	if rate == "" {
		if e.ID == "" {
			return nil
		}
		return s.rates.Remove(ctx, e.ID)
	}
	is := Rate{f.Currency(), f.Shop, rate, date}
	if _, err := Convert(money.Amount{Minor: f.Cost.Minor + f.Recovered.Minor, Currency: is.From}, rate, is.To); err != nil {
		return err
	}
	if e.ID == "" {
		e = Rates().New(f.CaseID, is)
	}
	e.Is = is
	if e, err = s.rates.Put(ctx, e); err != nil {
		return err
	}
	s.remember(ctx, e.Is)
	return nil
}

// LastRate is the rate that was typed last for two currencies, in any case; an
// empty one where there was none.
func (s *Service) LastRate(ctx context.Context, from, to string) (Rate, error) {
	e, err := s.lastRate(ctx, from, to)
	return e.Is, err
}

func (s *Service) lastRate(ctx context.Context, from, to string) (records.Entry[Rate], error) {
	all, err := s.rates.List(ctx, "")
	for _, e := range all {
		if e.Is.From == from && e.Is.To == to {
			return e, err
		}
	}
	return records.Entry[Rate]{}, err
}

// remember keeps a rate to be offered next time. The deed that it belongs to is
// done by then, so that a failure is only logged.
func (s *Service) remember(ctx context.Context, r Rate) {
	if r.Rate == "" {
		return
	}
	e, err := s.lastRate(ctx, r.From, r.To)
	if err == nil && e.Is != r {
		if e.ID == "" {
			e = Rates().New("", r)
		}
		e.Is = r
		_, err = s.rates.Put(ctx, e)
	}
	if err != nil {
		slog.Warn("rate not remembered", "error", err)
	}
}
