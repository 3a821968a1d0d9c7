package remedies

import (
	"encoding/json"
	"slices"

	"casefolio/app/money"
	"casefolio/app/remedies"
	"casefolio/ui/kit"
)

// Sentence is what the journal says of an offer or of figures; empty for what is
// neither.
func Sentence(action string, old, is json.RawMessage) string {
	var o remedies.Offer
	if json.Unmarshal(is, &o) != nil {
		return ""
	}
	if o.Option.Kind == "" {
		return figuresSentence(old, is)
	}
	what := optionWords(o)
	if what == "" {
		return ""
	}
	switch action {
	case "record.added":
		return kit.T("remedies.journal.offered", "what", what)
	case "record.removed":
		return kit.T("remedies.journal.withdrawn", "what", what)
	case "record.restored":
		return kit.T("remedies.journal.restored", "what", what)
	}
	return kit.T("remedies.journal.answered", "what", what, "answer", answerText(o.Answer))
}

// figuresSentence names the figures that differ, with their new value.
func figuresSentence(old, is json.RawMessage) string {
	var was, now remedies.Figures
	if json.Unmarshal(is, &now) != nil || len(old) > 0 && json.Unmarshal(old, &was) != nil {
		return ""
	}
	var changes []string
	tell := func(name, value string) {
		changes = append(changes, kit.T("remedies.journal.figure", "name", name, "value", value))
	}
	for _, of := range remedies.Fields() {
		if a := *now.Amount(of); a != *was.Amount(of) {
			tell(kit.T("remedies.figure."+string(of)), givenText(a))
		}
	}
	for _, p := range []struct {
		name     string
		was, now *int64
	}{
		{"fee_share", was.FeeShare, now.FeeShare}, {"resale", was.Resale, now.Resale}, {"coupon_cost", was.CouponCost, now.CouponCost},
	} {
		if shareText(p.was) != shareText(p.now) {
			tell(kit.T("remedies.figure."+p.name), shareText(p.now))
		}
	}
	for currency, rate := range now.Rates {
		if rate != was.Rates[currency] {
			tell(kit.T("remedies.journal.rate", "currency", currency), rate)
		}
	}
	slices.Sort(changes)
	for _, o := range now.Options {
		if !slices.Contains(was.Options, o) && slices.Contains(remedies.Kinds(), o.Kind) {
			changes = append(changes, optionText(o.Kind, o.Share))
		}
	}
	if len(changes) == 0 {
		return kit.T("remedies.journal.figures")
	}
	return kit.T("remedies.journal.changed", "what", joined(changes))
}

func givenText(a money.Amount) string {
	if !a.Given() {
		return kit.T("remedies.journal.none")
	}
	return a.String()
}

func shareText(share *int64) string {
	if share == nil {
		return kit.T("remedies.journal.none")
	}
	return remedies.Percent(*share)
}
