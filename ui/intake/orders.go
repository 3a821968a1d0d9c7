package intake

import (
	"context"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/intake"
	"casefolio/app/tables"
	"casefolio/ui/kit"
)

// ordered is an order of a report, and the seller's own name of its product.
type ordered struct {
	order   tables.Order
	product string
}

// lookUp asks the order reports for the order numbers of the text. What they
// know fills the form where the seller has typed nothing.
func (s *pastePane) lookUp(hits []intake.Hit) {
	var numbers []string
	for _, h := range hits {
		if h.Kind == intake.Order && len(numbers) < 5 {
			numbers = append(numbers, h.Value)
		}
	}
	key := strings.Join(numbers, "\n")
	if s.page.deps.Orders == nil || key == s.looked {
		return
	}
	s.looked = key
	language := kit.Language()
	kit.Run(s.page.deps.Shell.Tasks(), "intake/order", func(ctx context.Context) (*ordered, error) {
		for _, n := range numbers {
			o, ok, err := s.page.deps.Orders.Lookup(ctx, n)
			if err != nil {
				return nil, err
			}
			if ok {
				p, _, err := s.page.deps.Orders.ProductBySKU(ctx, o.SKUs())
				return &ordered{o, p.Name(language)}, err
			}
		}
		return nil, nil
	}, func(found *ordered, err error) {
		if err != nil {
			s.page.deps.Shell.ShowError(err)
			return
		}
		s.ordered = orderValues(found)
		s.page.form.ordered = s.ordered
		s.show(s.last)
	})
}

// orderValues are the fields of the form that an order of a report fills.
func orderValues(found *ordered) values {
	if found == nil {
		return nil
	}
	o := found.order
	f := cases.Form{
		Customer: o.Buyer, Contact: o.Contact, Platform: o.Platform, Shop: o.Shop, Order: o.Number,
		SKU: o.SKUs(), Product: found.product, Tracking: o.Tracking,
	}
	if f.Product == "" {
		f.Product = o.Titles()
	}
	if o.Amount.Given() {
		f.Amount, f.Currency = o.Amount.Decimal(), o.Amount.Currency
	}
	return valuesOf(f)
}
