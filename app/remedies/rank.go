package remedies

import (
	"slices"

	"casefolio/app/money"
)

// Verdict is the place of an option among the others.
type Verdict string

// The verdicts.
const (
	First Verdict = "first"
	Next  Verdict = "next"
	Then  Verdict = "then"  // after those two
	Extra Verdict = "extra" // with another offer, not instead of one
	Last  Verdict = "last"  // the last resort
	Poor  Verdict = "poor"  // something else serves both sides better
	Unfit Verdict = "unfit" // it does not answer what is wrong
	Never Verdict = "never" // may not be asked for
)

// Ranked is an option in its place, with the code of the reason.
type Ranked struct {
	Line
	Verdict Verdict
	Reason  string
}

// The places of options; a lower one comes first. Those below extraPlace are
// offers of their own.
const (
	wayPlace     = 8
	owedPlace    = 10
	explainPlace = 12
	partPlace    = 15
	firstPlace   = 20
	lawPlace     = 25
	sharePlace   = 30
	mendPlace    = 45
	resendPlace  = 50
	behindPlace  = 55
	extraPlace   = 60
	lastPlace    = 70
	poorPlace    = 80
	unfitPlace   = 85
	neverPlace   = 90
)

// The groups of reasons that the order looks at.
const (
	notReceived = "not_received"
	underWay    = "under_way" // not received, but it may still come
	partMissing = "part_missing"
	refundOwed  = "refund_owed"
)

// The party that is not the seller's side.
const buyersFault = "buyer"

// ranking is what the order looks at.
type ranking struct {
	table            Table
	input            Input
	gone, part, owed bool // nothing arrived, a part is missing, money is owed
	way              bool // nothing arrived yet
	buyers, known    bool // the buyer's own doing; whose doing it is, is known
	free             bool // what is done must be free for the buyer
	resendLeft       money.Amount
}

// Rank puts options in the order in which they are best offered. It does not go
// by what is left alone: a discount comes first because the goods stay and
// nothing is shipped, a second shipment may be shared only where it need not be
// free, and a refund comes last unless it is owed.
func (r *Rules) Rank(in Input, t Table, f Facts) []Ranked {
	k := ranking{
		table: t, input: in,
		gone: r.in(notReceived, f) || r.in(underWay, f), way: r.in(underWay, f), part: r.in(partMissing, f), owed: r.in(refundOwed, f),
		buyers: f.Fault == buyersFault, known: f.Fault != "",
		resendLeft: money.Amount{Minor: t.Untroubled.Minor - t.Resend.Minor + in.Recovery.Minor},
	}
	for _, w := range r.Warnings(f) {
		k.free = k.free || w.Free && slices.Contains(w.Options, SharedResend)
	}
	type placed struct {
		Ranked
		place int
	}
	all := make([]placed, len(t.Lines))
	for i, l := range t.Lines {
		all[i].Line = l
		all[i].place, all[i].Reason = k.place(l)
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		switch {
		case a.place != b.place:
			return a.place - b.place
		case a.Left.Minor > b.Left.Minor:
			return -1
		case a.Left.Minor < b.Left.Minor:
			return 1
		}
		return 0
	})
	out := make([]Ranked, len(all))
	for i, p := range all {
		out[i] = p.Ranked
		out[i].Verdict = verdict(p.place, i)
	}
	return out
}

func verdict(place, i int) Verdict {
	switch {
	case place >= neverPlace:
		return Never
	case place >= unfitPlace:
		return Unfit
	case place >= poorPlace:
		return Poor
	case place >= lastPlace:
		return Last
	case place >= extraPlace:
		return Extra
	case i == 0:
		return First
	case i == 1:
		return Next
	}
	return Then
}

// place is where an option comes, and why.
func (k ranking) place(l Line) (int, string) {
	switch l.Option.Kind {
	case Explain:
		return k.explain()
	case Discount:
		return k.discount(l)
	case SharedResend:
		return k.shared(l)
	case FreeResend:
		return k.resend()
	case ReplacementPart:
		return k.spare()
	case ReturnRefund:
		return k.sendBack(l)
	case RefundOnly:
		return k.refund()
	}
	return extraPlace + 5, "coupon"
}

func (k ranking) explain() (int, string) {
	switch {
	case k.way:
		return wayPlace, "explain_under_way"
	case k.buyers && !k.owed:
		return explainPlace, "explain_first"
	}
	return extraPlace, "explain_with"
}

func (k ranking) discount(l Line) (int, string) {
	switch {
	case k.owed:
		return unfitPlace, "refund_is_owed"
	case k.gone:
		return unfitPlace, "nothing_to_keep"
	case k.table.Resend.Minor > 0 && l.Left.Minor < k.resendLeft.Minor:
		return behindPlace, "discount_above_resend"
	case k.buyers:
		return lawPlace, "discount_goodwill"
	case k.free:
		return firstPlace, "discount_by_choice"
	}
	return firstPlace, "discount_first"
}

func (k ranking) shared(l Line) (int, string) {
	switch {
	case k.free:
		return neverPlace, "must_be_free"
	case k.owed:
		return unfitPlace, "refund_is_owed"
	case k.table.Resend.Minor == 0:
		return sharePlace, "costs_missing"
	case l.Over && k.known && !k.buyers: // who caused it should not gain by it
		return behindPlace, "shared_gains"
	case l.Over:
		return sharePlace, "shared_over"
	}
	return sharePlace, "shared_fair"
}

func (k ranking) resend() (int, string) {
	switch {
	case k.owed:
		return unfitPlace, "refund_is_owed"
	case k.buyers:
		return lastPlace, "free_not_owed"
	case k.gone:
		return owedPlace, "resend_owed"
	case k.free:
		return lawPlace, "resend_by_law"
	case k.table.Resend.Minor == 0:
		return resendPlace, "costs_missing"
	}
	return resendPlace, "resend_whole"
}

func (k ranking) spare() (int, string) {
	switch {
	case k.owed:
		return unfitPlace, "refund_is_owed"
	case k.gone:
		return unfitPlace, "nothing_to_keep"
	case k.part:
		return partPlace, "part_mends"
	}
	return mendPlace, "part_maybe"
}

func (k ranking) sendBack(l Line) (int, string) {
	switch {
	case k.gone:
		return unfitPlace, "nothing_to_return"
	case l.SellerPays.Minor-l.Resold.Minor > l.BuyerGets.Minor:
		return poorPlace, "return_costs_more"
	case k.input.FreightBack.Minor == 0 && l.Resold.Minor == 0:
		return lastPlace, "costs_missing"
	}
	return lastPlace, "return_saves"
}

func (k ranking) refund() (int, string) {
	switch {
	case k.owed:
		return owedPlace, "refund_owed"
	case k.gone:
		return behindPlace, "refund_not_received"
	}
	return lastPlace + 5, "refund_last"
}
