// Package tables reads order reports, product lists and old complaint lists
// from CSV, TSV and XLSX files, maps their columns to what the program knows,
// and keeps what they hold. A table is foreign input: every reader has limits
// and ends in a clear sentence instead of a panic.
package tables

import (
	"strings"
	"time"

	"golang.org/x/text/width"

	"casefolio/app/money"
)

// When is a time as a report states it, with the zone it was given in, or in
// the seller's zone where the report names none. The zero value is unknown.
type When struct {
	time.Time
	DateOnly bool // no time of day was given
}

// Item is one line of an order.
type Item struct {
	SKU, Title string
	Quantity   int
	Price      money.Amount // of one piece; not given where the report has line totals only
	Total      money.Amount // of the line; not given where the report has prices only
}

// Order is one order of a platform's report. Texts are empty, amounts not
// given and times zero where the report says nothing.
type Order struct {
	ID               string // permanent global id (UUIDv7)
	Platform, Number string
	Shop             string
	Buyer            string // the buyer's name, or the recipient's where there is no other
	Contact          string // e-mail address, else telephone
	Country, City    string // where it was sent, as the report writes it
	Amount           money.Amount
	Ordered, Shipped When
	Carrier          string
	Tracking         string
	Items            []Item
	UpdatedAt        time.Time // when it was last taken from a report
}

// SKUs lists the SKUs of the order, each once, separated by commas.
func (o Order) SKUs() string { return o.join(func(i Item) string { return i.SKU }) }

// Titles lists the titles of the order's items, each once, separated by commas.
func (o Order) Titles() string { return o.join(func(i Item) string { return i.Title }) }

func (o Order) join(of func(Item) string) string {
	var all []string
	seen := map[string]bool{"": true}
	for _, i := range o.Items {
		if v := of(i); !seen[v] {
			seen[v] = true
			all = append(all, v)
		}
	}
	return strings.Join(all, ", ")
}

// Product is one line of the seller's product list.
type Product struct {
	ID             string // permanent global id (UUIDv7)
	SKU            string
	NameZH, NameEN string
	Cost           money.Amount // what one piece costs the seller
	Weight         int64        // milligrams; 0 is unknown
	Supplier       string
	UpdatedAt      time.Time
}

// Name is the product's name in lang ("zh", "en"), the other one where lang has
// none.
func (p Product) Name(lang string) string {
	if lang == "zh" && p.NameZH != "" || p.NameEN == "" {
		return p.NameZH
	}
	return p.NameEN
}

// NumberKey makes order numbers and SKUs comparable that differ in letter
// case, in the width of their characters, in blanks, in the kind of dash or in
// a leading "#".
func NumberKey(number string) string {
	key := strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\u00a0' || r == '\u3000' || r == '\t' || r == '\n' || r == '\r' || r == '\ufeff' || r == '\u200b':
			return -1
		case r >= '\u2010' && r <= '\u2015' || r == '\u2212' || r == '\uff0d':
			return '-'
		}
		return r
	}, number)
	return strings.TrimPrefix(strings.ToUpper(width.Narrow.String(key)), "#")
}
