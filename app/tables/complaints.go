package tables

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
)

// complaintRow is a row that will become a case.
type complaintRow struct {
	row    int
	fields Complaint
	closed bool
}

// readComplaints checks every row and leaves out those that are in the
// workspace or higher up in the list already.
func (r *rowReader) readComplaints(ctx context.Context) error {
	traces, err := r.s.store.CaseTraces(ctx)
	if err != nil {
		return err
	}
	known := map[string]string{} // the number of a case
	for _, t := range traces {
		known[traceKey(t.Order, t.Customer, t.Story, t.Received.In(r.zone))] = t.Number
	}
	seen := map[string]int{} // a row
	return r.each(ctx, func() (string, string) {
		c, received := r.complaint()
		checked, remarks := r.s.filer.Check(c, r.plan.Mapping.Currency)
		for _, one := range remarks {
			one.Row = r.row.No
			if one.Code == "nothing" { // nothing else is worth saying
				r.remarks = []Remark{one}
				return r.first(), ""
			}
			switch {
			case r.said(one.Field):
			case one.Code == "required" && r.plan.Mapping.Column(one.Field) < 0:
				r.once(one.Field, one.Code)
			default:
				r.remarks = append(r.remarks, one)
			}
		}
		key := traceKey(c["order"], c["customer"], c["story"], received)
		if number := known[key]; number != "" && key != "" {
			r.remark("", "duplicate", number, true)
		} else if row := seen[key]; row > 0 && key != "" {
			r.remark("", "twice", strconv.Itoa(row), true)
		}
		seen[key] = r.row.No
		if !(Line{Remarks: r.remarks}).Stopped() {
			r.plan.complaints = append(r.plan.complaints, complaintRow{r.row.No, checked, r.closed()})
		}
		return joined(c["customer"], c["order"]), c["story"]
	})
}

// once says of the whole table what holds for every row of it.
func (r *rowReader) once(field, code string) {
	one := Remark{Field: field, Code: code}
	if !slices.Contains(r.plan.Remarks, one) {
		r.plan.Remarks = append(r.plan.Remarks, one)
	}
}

// said tells whether the row has a remark about a field already.
func (r *rowReader) said(field string) bool {
	return field != "" && slices.ContainsFunc(r.remarks, func(x Remark) bool { return x.Field == field })
}

// complaint turns the row into the fields of the intake form. A complaint
// without a date of its own is of the day on which it happened.
func (r *rowReader) complaint() (Complaint, time.Time) {
	c := Complaint{}
	times := map[string]When{}
	for _, id := range r.plan.Mapping.Fields {
		field, ok := r.s.rules.field(r.plan.Mapping.Kind, id)
		if !ok || id == "state" || r.text(id) == "" {
			continue
		}
		r.put(c, field, times)
	}
	c["received"] = cmp.Or(c["received"], c["occurred"])
	switch {
	case c["received"] != "" || r.said("received"):
	case r.plan.Mapping.Column("received") < 0 && r.plan.Mapping.Column("occurred") < 0:
		r.once("received", "no_date")
	default:
		r.remark("received", "no_date", "", false)
	}
	c["platform"] = cmp.Or(c["platform"], r.plan.Mapping.Platform)
	c["shop"] = cmp.Or(c["shop"], r.plan.Mapping.Shop)
	if at := times["received"]; !at.IsZero() {
		return c, at.Time
	}
	return c, times["occurred"].Time
}

// put reads one field of the row into the complaint.
func (r *rowReader) put(c Complaint, field Field, times map[string]When) {
	cell := r.cell(field.ID)
	switch field.Type {
	case TypeDate:
		times[field.ID] = r.when(field.ID, true)
		c[field.ID] = writeTime(times[field.ID])
	case TypeAmount:
		if a := r.amount(field.ID, currencyOf(field.ID)); a.Given() {
			c[field.ID], c[currencyOf(field.ID)] = a.Decimal(), a.Currency
		}
	case TypeCurrency: // stands with its amount
	case TypeID:
		c[field.ID] = cell.Text
		if cell.Kind == CellLossy {
			r.remark(field.ID, "lossy", cell.Text, false)
		}
	default:
		c[field.ID] = r.s.rules.listed(field.ID, cell.Text)
	}
}

// currencyOf is the field of the currency of an amount.
func currencyOf(amount string) string {
	if amount == "amount" {
		return "currency"
	}
	return amount + "_currency"
}

// writeTime writes a time as the form of a case reads it.
func writeTime(w When) string {
	switch {
	case w.IsZero():
		return ""
	case w.DateOnly:
		return w.Format(time.DateOnly)
	}
	return w.Format(time.RFC3339)
}

// closed tells whether the row's complaint is over.
func (r *rowReader) closed() bool {
	state := headerKey(r.text("state"))
	return r.plan.Mapping.Closed || state != "" && slices.ContainsFunc(r.s.rules.Closed, func(word string) bool {
		return headerKey(word) == state
	})
}

// traceKey is the same for complaints that are one: the same order, customer
// and day. Without an order number the story has to be the same, too. A key
// that says too little is empty.
func traceKey(order, customer, story string, received time.Time) string {
	order, customer = NumberKey(order), strings.ToLower(strings.Join(strings.Fields(customer), " "))
	if order == "" {
		if customer == "" && strings.TrimSpace(story) == "" {
			return ""
		}
		order = "\n" + strings.Join(strings.Fields(story), " ")
	}
	return order + "\n" + customer + "\n" + received.Format(time.DateOnly)
}
