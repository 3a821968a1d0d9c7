// Package remedies compares what can be offered to a buyer: what each offer
// gives the buyer, what it costs the seller, and what it leaves of the order.
// It puts the offers in an order with a reason for each, says where the law or a
// platform speaks against one, and keeps what was offered and answered.
//
// All arithmetic is exact and in whole minor units. A part of an amount is
// rounded once, half to even, so that no direction is favoured.
package remedies

import (
	"context"
	"time"

	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/records"
)

// Kind is what is done for the buyer; its values are the remedies of the lists.
type Kind string

// The kinds of remedies.
const (
	Explain         Kind = "explain"
	Discount        Kind = "discount"
	SharedResend    Kind = "shared_resend"
	FreeResend      Kind = "free_resend"
	ReplacementPart Kind = "replacement_part"
	ReturnRefund    Kind = "return_refund"
	RefundOnly      Kind = "refund_only"
	Coupon          Kind = "coupon"
)

// Kinds lists the kinds, the mildest first.
func Kinds() []Kind {
	return []Kind{Explain, Discount, SharedResend, FreeResend, ReplacementPart, ReturnRefund, RefundOnly, Coupon}
}

func (k Kind) known() bool {
	for _, is := range Kinds() {
		if k == is {
			return true
		}
	}
	return false
}

// Sized tells whether an option of the kind says how much.
func (k Kind) Sized() bool {
	switch k {
	case Discount, SharedResend, ReturnRefund, RefundOnly, Coupon:
		return true
	}
	return false
}

// Whole is all of an amount in basis points.
const Whole = 10_000

// Option is one remedy with its size. Share is a part of the price in basis
// points: what the buyer is given as a discount, a refund or a coupon, or bears
// of a second shipment. An Amount that is given stands instead of it. A refund
// without either is all of the price.
type Option struct {
	Kind   Kind         `json:"kind"`
	Share  int64        `json:"share,omitempty"`
	Amount money.Amount `json:"amount,omitzero"`
}

// What is what the buyer gets beside money.
type What string

// What a buyer may get.
const (
	Nothing  What = ""
	NewGoods What = "new"  // the goods once more
	Part     What = "part" // a spare part
	Kept     What = "kept" // the goods stay with the buyer
)

// Past is what is known of another case that was settled with a remedy.
type Past struct {
	CaseID, SKU, Category string
	Remedy                string
	Share                 int64 // of the price in basis points, as it was accepted; 0: not known
	Amount, Cost          money.Amount
	Satisfaction          int // 1 to 5; 0: not known
}

// PastQuery asks for settled cases that are like one, the latest first. A case
// is like it by one of the categories or, where SKU is given, by its product.
type PastQuery struct {
	Besides    string // id of the case that asks
	SKU        string
	Categories []string
	Since      time.Time // settled cases that were changed after
	Limit      int
}

// Store is what the service needs from the workspace.
type Store interface {
	records.Store
	PastRemedies(ctx context.Context, q PastQuery) ([]Past, error)
}

// Files knows the cases. The program joins it with the store.
type Files interface {
	// Facts is what is known of a case, by its id or number, for a comparison.
	Facts(ctx context.Context, ref string) (Facts, error)
	// Settle keeps records of a case and its remedy as one deed.
	Settle(ctx context.Context, caseID, remedy string, rows ...records.Row) error
}

// Origin is where a figure comes from.
type Origin string

// The origins of figures.
const (
	FromNowhere  Origin = ""
	Typed        Origin = "typed"
	FromShop     Origin = "shop" // what the seller set for all cases
	FromCase     Origin = "case"
	FromOrder    Origin = "order"   // of an order report
	FromProducts Origin = "product" // of the product list
)

// Rate is what one unit of a currency is in another, as a decimal.
type Rate struct{ From, To, Rate string }

// Facts is what the program knows of a case. Amounts may be in any currency.
type Facts struct {
	CaseID, Number       string
	Category, Top        string // listed id of the reason, and of the top above it
	Platform, Fault      string // listed id or the seller's own words; whose responsibility it is
	SKU, Zone, Country   string // zone by its IANA name, country as a report writes it; may be empty
	Remedy               string // what was agreed already
	Price, Goods         money.Amount
	Spent                money.Amount // what the complaint cost already; no option takes it off
	Recovered            money.Amount // what came back already from a carrier or a supplier
	PriceFrom, GoodsFrom Origin
	ShopCurrency         string
	Categories, UnderTop []string // ids that count as the same leaf, and as the same top
	Channel              string
	Rates                []Rate // typed elsewhere; those of the figures go before them
}

// errUnknown is a kind that there is not.
func errUnknown(k Kind) error { return fault.New("remedy.kind", "kind", string(k)) }
