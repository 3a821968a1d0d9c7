package app

import (
	"context"
	"strings"
	"time"

	"casefolio/app/cases"
	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/records"
	"casefolio/app/remedies"
	"casefolio/app/shop"
	"casefolio/app/tables"
)

// remedyFiles gives remedies what cases, order reports and the product list
// know, and settles a case.
type remedyFiles struct {
	store  caseRecordStore
	cases  *cases.Service
	lists  *cases.Lists
	tables *tables.Service
	shop   *shop.Service
	rate   func(ctx context.Context, from, to string) (ledger.Rate, error) // typed last
	now    func() time.Time
}

var _ remedies.Files = remedyFiles{}

// Facts implements remedies.Files.
func (f remedyFiles) Facts(ctx context.Context, ref string) (remedies.Facts, error) {
	c, err := f.cases.Get(ctx, ref)
	if err != nil {
		return remedies.Facts{}, err
	}
	p, err := f.shop.Profile(ctx)
	if err != nil {
		return remedies.Facts{}, err
	}
	facts := remedies.Facts{
		CaseID: c.ID, Number: c.Number, Category: c.Category, Platform: c.Platform, Fault: c.Responsibility,
		SKU: c.SKU, Zone: c.BuyerZone, Remedy: c.Remedy, Channel: c.Channel, ShopCurrency: p.Currency,
		Spent: c.Cost, Recovered: c.Recovered, Price: c.Amount, PriceFrom: remedies.FromCase,
	}
	f.reasons(&facts)
	if err := f.order(ctx, c, &facts); err != nil {
		return facts, err
	}
	return facts, f.rates(ctx, &facts)
}

// rates finds what was typed for the money of any case.
func (f remedyFiles) rates(ctx context.Context, facts *remedies.Facts) error {
	to := facts.Price.Currency
	for _, from := range []string{facts.ShopCurrency, facts.Goods.Currency} {
		if from == "" || to == "" || from == to {
			continue
		}
		r, err := f.rate(ctx, from, to)
		if err != nil {
			return err
		}
		if r.Rate != "" {
			facts.Rates = append(facts.Rates, remedies.Rate{From: r.From, To: r.To, Rate: r.Rate})
		}
	}
	return nil
}

// reasons finds the reasons that are like the case's own.
func (f remedyFiles) reasons(facts *remedies.Facts) {
	if facts.Category == "" {
		return
	}
	facts.Categories = []string{facts.Category}
	top, _, ok := f.lists.Category(facts.Category)
	if !ok {
		return
	}
	facts.Top = top.ID
	for _, c := range f.lists.AllCategories() {
		if c.ID == top.ID {
			facts.UnderTop = append(facts.UnderTop, c.ID)
			for _, leaf := range c.Leaves {
				facts.UnderTop = append(facts.UnderTop, leaf.ID)
			}
		}
	}
}

// order adds what the order reports and the product list know. The price of the
// order goes before the disputed amount, unless they are of two currencies; what
// the goods cost is known only where every item of the order is in the list.
func (f remedyFiles) order(ctx context.Context, c cases.Case, facts *remedies.Facts) error {
	o, found, err := f.tables.Lookup(ctx, c.Order)
	if err != nil {
		return err
	}
	items := []tables.Item{{SKU: c.SKU, Quantity: 1}}
	if found {
		facts.Country = o.Country
		if o.Amount.Minor > 0 && (!c.Amount.Given() || o.Amount.Currency == c.Amount.Currency) {
			facts.Price, facts.PriceFrom = o.Amount, remedies.FromOrder
		}
		if len(o.Items) > 0 {
			items = o.Items
		}
		if facts.SKU == "" && !strings.Contains(o.SKUs(), ",") {
			facts.SKU = o.SKUs()
		}
	}
	cost, ok, err := f.cost(ctx, items)
	if ok {
		facts.Goods, facts.GoodsFrom = cost, remedies.FromProducts
	}
	return err
}

func (f remedyFiles) cost(ctx context.Context, items []tables.Item) (sum money.Amount, ok bool, err error) {
	for _, item := range items {
		p, found, err := f.tables.ProductBySKU(ctx, item.SKU)
		if err != nil || !found || !p.Cost.Given() || sum.Given() && p.Cost.Currency != sum.Currency {
			return sum, false, err
		}
		n := int64(max(1, item.Quantity))
		if p.Cost.Minor > mostCost/n || sum.Minor > mostCost-p.Cost.Minor*n {
			return sum, false, nil
		}
		sum = money.Amount{Minor: sum.Minor + p.Cost.Minor*n, Currency: p.Cost.Currency}
	}
	return sum, len(items) > 0, nil
}

// mostCost keeps a sum of costs far away from overflow.
const mostCost = 1_000_000_000_000_000

// Settle implements remedies.Files.
func (f remedyFiles) Settle(ctx context.Context, caseID, remedy string, rows ...records.Row) error {
	c, err := f.cases.Get(ctx, caseID)
	if err != nil {
		return err
	}
	c.Remedy, c.UpdatedAt = remedy, f.now()
	_, _, err = f.store.UpdateCaseWith(ctx, c, rows...)
	return err
}
