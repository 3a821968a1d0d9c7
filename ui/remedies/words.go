package remedies

import (
	"slices"
	"strings"

	"casefolio/app/money"
	"casefolio/app/remedies"
	"casefolio/ui/kit"
)

// kindText names a kind of remedy without its size.
func kindText(k remedies.Kind) string { return kit.T("remedies.kind." + string(k)) }

// optionText names an option with its size.
func optionText(k remedies.Kind, share int64) string {
	if !k.Sized() || share == remedies.Whole && (k == remedies.ReturnRefund || k == remedies.RefundOnly) {
		return kindText(k)
	}
	return kit.T("remedies.option."+string(k), "share", remedies.Percent(share))
}

// getsText says what the buyer has of an option.
func getsText(l remedies.Line) string {
	switch {
	case l.Option.Kind == remedies.Coupon:
		return kit.T("remedies.gets.coupon", "amount", l.BuyerGets.String())
	case l.BuyerGets.Minor > 0:
		return l.BuyerGets.String()
	case l.Goods == remedies.NewGoods:
		return kit.T("remedies.gets.new")
	case l.Goods == remedies.Part:
		return kit.T("remedies.gets.part")
	}
	return kit.T("remedies.gets.nothing")
}

// paysText says what the seller pays, and what comes off it.
func paysText(l remedies.Line) string {
	text := l.SellerPays.Decimal()
	switch {
	case l.BuyerBears.Minor > 0:
		text = kit.T("remedies.pays.less", "pays", text, "off", l.BuyerBears.Decimal())
	case l.Option.Kind == remedies.ReturnRefund:
		text = kit.T("remedies.pays.resold", "pays", text, "off", l.Resold.Decimal())
	}
	return text
}

// signed writes an amount with its sign, a true minus before a loss.
func signed(a money.Amount) string {
	if a.Minor < 0 {
		return "\u2212" + money.Amount{Minor: -a.Minor, Currency: a.Currency}.Decimal()
	}
	if a.Minor == 0 {
		return a.Decimal()
	}
	return "+" + a.Decimal()
}

// verdictBadge is the place of an option, for now where a cost of it is open.
func verdictBadge(v remedies.Verdict, open bool) *kit.Badge {
	tone := kit.ToneNeutral
	if open && (v == remedies.First || v == remedies.Next) {
		return kit.NewBadge(kit.T("remedies.verdict."+string(v)+".open"), kit.ToneSoon)
	}
	switch v {
	case remedies.First, remedies.Next:
		tone = kit.ToneGood
	case remedies.Then:
		tone = kit.ToneSoon
	case remedies.Extra:
		tone = kit.ToneInfo
	case remedies.Last, remedies.Never:
		tone = kit.ToneLate
	}
	return kit.NewBadge(kit.T("remedies.verdict."+string(v)), tone)
}

// reasonText says why an option stands where it does, and which one is agreed.
func (p *Pane) reasonText(r remedies.Ranked) string {
	even := p.sheet.Table.Even
	text := kit.T("remedies.reason."+r.Reason, "enough", even.Untouched.Amount.String(),
		"untroubled", p.sheet.Table.Untroubled.String())
	if p.sheet.Remedy == string(r.Option.Kind) {
		return kit.T("remedies.agreed", "reason", text)
	}
	return text
}

// evenTexts say at which sizes the choice turns.
func evenTexts(s remedies.Sheet) []string {
	even := s.Table.Even
	lines := []string{kit.T("remedies.even.untroubled", "left", signed(s.Table.Untroubled), "currency", s.Currency)}
	switch {
	case even.Discount.Amount.Minor < 0:
		lines = append(lines, kit.T("remedies.even.lost"))
	case even.Discount.Beyond:
		lines = append(lines, kit.T("remedies.even.never"))
	default:
		lines = append(lines, kit.T("remedies.even.discount",
			"share", remedies.Percent(even.Discount.Share), "amount", even.Discount.Amount.String()))
	}
	if s.Table.Resend.Minor == 0 { // nobody knows what it costs
		return lines
	}
	if !even.AsResend.Beyond {
		lines = append(lines, kit.T("remedies.even.resend",
			"share", remedies.Percent(even.AsResend.Share), "amount", even.AsResend.Amount.String()))
	}
	if even.Share.Amount.Minor > 0 && !even.Share.Beyond {
		lines = append(lines, kit.T("remedies.even.share",
			"amount", even.Share.Amount.String(), "enough", even.Untouched.Amount.String()))
	} else {
		lines = append(lines, kit.T("remedies.even.enough", "enough", even.Untouched.Amount.String()))
	}
	return lines
}

// originText says where a figure comes from, and what it counts as.
func originText(c remedies.Cell, of remedies.Field) string {
	var parts []string
	switch {
	case c.From != remedies.FromNowhere:
		parts = append(parts, kit.T("remedies.from."+string(c.From)))
	case of == remedies.ResendFreight:
		parts = append(parts, kit.T("remedies.from.as_first"))
	default:
		parts = append(parts, kit.T("remedies.from.nowhere"))
	}
	switch {
	case c.NoRate:
		parts = append(parts, kit.T("remedies.no_rate"))
	case c.Given.Given() && c.Counted.Currency != c.Given.Currency:
		parts = append(parts, kit.T("remedies.counted", "amount", c.Counted.String()))
	}
	return strings.Join(parts, " · ")
}

func joined(names []string) string { return strings.Join(names, kit.T("remedies.and")) }

// optionWords names an offer with what it came to.
func optionWords(o remedies.Offer) string {
	if !slices.Contains(remedies.Kinds(), o.Option.Kind) {
		return ""
	}
	text := optionText(o.Option.Kind, o.Share)
	if o.Option.Kind.Sized() && o.Size.Given() {
		return kit.T("remedies.offer.sized", "what", text, "amount", o.Size.String())
	}
	return text
}

func answerText(a remedies.Answer) string {
	switch a {
	case remedies.Accepted, remedies.Declined, remedies.Counter:
		return kit.T("remedies.answer." + string(a))
	}
	return kit.T("remedies.answer.open")
}
