package tables

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"casefolio/app/money"
)

// rowReader reads the rows of a table by its mapping.
type rowReader struct {
	s    *Service
	plan *Plan
	zone *time.Location

	row     Row
	remarks []Remark // about the present row
}

// each goes through all rows; title and detail are what the list shows of one.
func (r *rowReader) each(ctx context.Context, read func() (title, detail string)) error {
	for i, row := range r.plan.Table.Rows {
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		r.row, r.remarks = row, nil
		title, detail := read()
		r.plan.Lines = append(r.plan.Lines, Line{row.No, title, detail, r.remarks})
	}
	return nil
}

func (r *rowReader) remark(field, code, value string, stops bool) {
	r.remarks = append(r.remarks, Remark{Row: r.row.No, Field: field, Code: code, Value: value, Stops: stops})
}

func (r *rowReader) cell(field string) Cell { return r.row.Cell(r.plan.Mapping.Column(field)) }

func (r *rowReader) text(field string) string { return r.cell(field).Text }

// first is the first text of the row, to tell it by where nothing else does.
func (r *rowReader) first() string {
	for _, c := range r.row.Cells {
		if c.Text != "" {
			return c.Text
		}
	}
	return ""
}

// id reads a number that is a name. One that has lost digits names nothing.
func (r *rowReader) id(field string, stops bool) string {
	c := r.cell(field)
	if c.Kind != CellLossy {
		return c.Text
	}
	r.remark(field, "lossy", c.Text, stops)
	return ""
}

// when reads a time; stops says that the row is not taken where it cannot be
// read.
func (r *rowReader) when(field string, stops bool) When {
	c := r.cell(field)
	if c.Text == "" {
		return When{}
	}
	at, ok := r.s.rules.date(c.Text, r.plan.Mapping.DateOrder, r.zone)
	switch {
	case !ok:
		r.remark(field, "time", c.Text, stops)
	case serial.MatchString(c.Text):
		r.remark(field, "serial", at.Format(time.DateOnly), false)
	}
	return at
}

// amount reads an amount in the currency of its sign, of the currency's column,
// or of the mapping.
func (r *rowReader) amount(field, currencyField string) money.Amount {
	c := r.cell(field)
	if c.Text == "" {
		return money.Amount{}
	}
	currency := r.currency(currencyField)
	a, code := r.s.rules.amount(c, r.plan.Mapping.Decimal, currency)
	switch code {
	case "":
	case "rounded":
		r.remark(field, code, c.Text+" → "+a.Decimal(), false)
	case "sign":
		r.remark(field, code, c.Text+" ≠ "+currency, false)
	default:
		r.remark(field, code, c.Text, false)
	}
	return a
}

func (r *rowReader) currency(field string) string {
	text := r.text(field)
	if text == "" {
		return r.plan.Mapping.Currency
	}
	if code, err := money.ParseCurrency(text); err == nil {
		return code
	}
	if code := r.s.rules.Currencies[text]; code != "" {
		return code
	}
	if all := r.s.rules.BareSigns[text]; slices.Contains(all, r.plan.Mapping.Currency) { // "$" alone
		return r.plan.Mapping.Currency
	}
	r.remark(field, "currency", text, false)
	return ""
}

// readOrders gathers the rows of each order.
func (r *rowReader) readOrders(ctx context.Context) error {
	at := map[string]int{} // index by platform and number
	last := -1
	err := r.each(ctx, func() (string, string) {
		number, item := r.id("order", true), r.item()
		if !strings.ContainsFunc(number, unicode.IsDigit) { // a line below the table: "2 records"
			number = ""
		}
		platform := r.plan.Mapping.Platform
		if p := r.text("platform"); p != "" {
			platform = r.s.filer.Listed("platform", r.s.rules.listed("platform", p))
		}
		hasItem := item.SKU != "" || item.Title != ""
		if number == "" {
			switch {
			case r.cell("order").Kind == CellLossy:
			case last >= 0 && hasItem && r.text("order") == "":
				o := &r.plan.orders[last]
				o.Items = append(o.Items, item)
				r.remark("order", "continued", o.Number, false)
				return o.Number, item.Title
			default:
				r.remark("order", "no_order", r.text("order"), true)
			}
			return cmp.Or(r.text("order"), r.first()), item.Title
		}
		key := platform + "\n" + NumberKey(number)
		i, known := at[key]
		if !known {
			i = len(r.plan.orders)
			at[key] = i
			r.plan.orders = append(r.plan.orders, Order{Platform: platform, Number: number})
		}
		last = i
		o := &r.plan.orders[i]
		r.fill(o)
		if hasItem {
			o.Items = append(o.Items, item)
		}
		return number, joined(o.Buyer, item.Title)
	})
	for i := range r.plan.orders {
		if o := &r.plan.orders[i]; !o.Amount.Given() {
			o.Amount = summed(*o)
		}
	}
	return err
}

func (r *rowReader) item() Item {
	item := Item{SKU: r.id("sku", false), Title: r.text("title"), Quantity: 1}
	if q := r.text("quantity"); q != "" {
		n, ok := count(q)
		if !ok {
			r.remark("quantity", "number", q, false)
			n = 0
		}
		item.Quantity = n
	}
	item.Price, item.Total = r.amount("price", "currency"), r.amount("line_total", "currency")
	return item
}

// fill takes from a row what the order does not have yet.
func (r *rowReader) fill(o *Order) {
	for _, f := range []struct {
		to   *string
		from []string
	}{
		{&o.Shop, []string{"shop"}}, {&o.Buyer, []string{"buyer", "recipient"}}, {&o.Contact, []string{"email", "phone"}},
		{&o.Country, []string{"country"}}, {&o.City, []string{"city"}}, {&o.Carrier, []string{"carrier"}},
	} {
		for _, name := range f.from {
			if *f.to == "" {
				*f.to = r.text(name)
			}
		}
	}
	if o.Shop == "" {
		o.Shop = r.plan.Mapping.Shop
	}
	if o.Tracking == "" {
		o.Tracking = r.id("tracking", false)
	}
	if !o.Amount.Given() {
		o.Amount = r.amount("amount", "currency")
	}
	if o.Ordered.IsZero() {
		o.Ordered = r.when("ordered", false)
	}
	if o.Shipped.IsZero() {
		o.Shipped = r.when("shipped", false)
	}
}

// summed adds up the lines of an order for which no amount was given. All lines
// need a value of one currency.
func summed(o Order) money.Amount {
	var sum money.Amount
	for _, i := range o.Items {
		line := i.Total
		if !line.Given() && i.Price.Given() && i.Price.Minor <= maxLine {
			line = money.Amount{Minor: i.Price.Minor * int64(i.Quantity), Currency: i.Price.Currency}
		}
		if !line.Given() || line.Minor > maxLine || sum.Given() && sum.Currency != line.Currency {
			return money.Amount{}
		}
		sum = money.Amount{Minor: sum.Minor + line.Minor, Currency: line.Currency}
	}
	return sum
}

// maxLine keeps sums from overflowing: a line of ten billion.
const maxLine = 1_000_000_000_000

// readProducts reads one product a row; the last row of a SKU counts.
func (r *rowReader) readProducts(ctx context.Context) error {
	at := map[string]int{}
	return r.each(ctx, func() (string, string) {
		p := Product{
			SKU: r.id("sku", true), NameZH: r.text("name_zh"), NameEN: r.text("name_en"), Supplier: r.text("supplier"),
			Cost: r.amount("cost", "currency"),
		}
		for _, unit := range []struct {
			field string
			unit  Type
		}{{"weight_g", TypeGrams}, {"weight_kg", TypeKilos}} {
			c := r.cell(unit.field)
			if c.Text == "" {
				continue
			}
			mg, ok := r.s.rules.weight(c, r.plan.Mapping.Decimal, unit.unit)
			if !ok {
				r.remark(unit.field, "number", c.Text, false)
			}
			p.Weight = mg
		}
		title := r.cell("sku").Text
		if p.SKU == "" {
			if title == "" {
				r.remark("sku", "no_sku", "", true)
			}
			return title, joined(p.NameZH, p.NameEN)
		}
		key := NumberKey(p.SKU)
		if i, known := at[key]; known {
			r.remark("sku", "again", p.SKU, false)
			r.plan.products[i] = p
		} else {
			at[key] = len(r.plan.products)
			r.plan.products = append(r.plan.products, p)
		}
		return title, joined(p.NameZH, p.NameEN)
	})
}

func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " · " + b
}
