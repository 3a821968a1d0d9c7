package ledger

import (
	"encoding/json"
	"strings"
	"time"
	"unicode"

	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/returns"
	"casefolio/ui/kit"
)

func kindText(k ledger.Kind) string    { return kit.T("ledger.kind." + string(k)) }
func fromText(who string) string       { return kit.T("ledger.from." + who) }
func stateText(s returns.State) string { return kit.T("ledger.state." + string(s)) }

// lineText names a line: "Refund EUR 12.00".
func lineText(l ledger.Line) string {
	return kit.T("ledger.line", "kind", kindText(l.Kind), "amount", l.Amount.String())
}

// signed writes a sum with its sign before the currency.
func signed(a money.Amount) string {
	sign := "+"
	switch {
	case a.Minor < 0:
		sign = "−"
		a.Minor = -a.Minor
	case a.Minor == 0:
		sign = ""
	}
	return sign + a.String()
}

func minus(a money.Amount) money.Amount {
	a.Minor = -a.Minor
	return a
}

// Sentences are the words of the journal for the records of money and returns,
// by their kind; see Sentence.
func Sentences() map[string]func(action string, old, is json.RawMessage) string {
	return map[string]func(action string, old, is json.RawMessage) string{
		"money": MoneySentence, "money_typed": TypedSentence, "money_rate": RateSentence, "return_step": StepSentence,
	}
}

// MoneySentence says what happened to a line.
func MoneySentence(action string, old, is json.RawMessage) string {
	var was, now ledger.Line
	if json.Unmarshal(is, &now) != nil {
		return kit.T("ledger.journal.foreign")
	}
	if action == "record.changed" && json.Unmarshal(old, &was) == nil {
		return kit.T("ledger.journal.changed", "old", lineText(was), "new", lineText(now))
	}
	return spoken("money", action, lineText(now))
}

// StepSentence says what happened to a step of a return.
func StepSentence(action string, _, is json.RawMessage) string {
	var now returns.Step
	if json.Unmarshal(is, &now) != nil {
		return kit.T("ledger.journal.foreign")
	}
	what := stateText(now.State)
	if now.Cost.Given() {
		what += " · " + now.Cost.String()
	}
	return spoken("step", action, what)
}

// RateSentence says that a rate was typed.
func RateSentence(_ string, _, is json.RawMessage) string {
	var r ledger.Rate
	if json.Unmarshal(is, &r) != nil {
		return kit.T("ledger.journal.foreign")
	}
	return kit.T("ledger.journal.rate", "from", r.From, "to", r.To, "rate", r.Rate)
}

// TypedSentence says that typed sums gave way to counted ones, or came back.
func TypedSentence(string, json.RawMessage, json.RawMessage) string {
	return kit.T("ledger.journal.typed")
}

// spoken is the sentence of what can be added, changed, removed and restored.
func spoken(noun, action, what string) string {
	_, deed, _ := strings.Cut(action, ".")
	switch deed {
	case "added", "changed", "removed", "restored":
		return kit.T("ledger.journal."+noun+"."+deed, "what", oneLine(what))
	}
	return oneLine(what)
}

// oneLine folds white space and drops what cannot be shown on a line.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}

// day writes the date of an instant in the seller's zone.
func (p *Pane) day(t time.Time) string { return t.In(p.deps.Now().Location()).Format("2006-01-02") }

// stamp writes an instant in the seller's zone.
func (p *Pane) stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(p.deps.Now().Location()).Format(kit.StampLayout)
}

// ledgerRate is the rate that stands in a line.
func ledgerRate(l ledger.Line) ledger.Rate {
	return ledger.Rate{From: l.Amount.Currency, To: l.To, Rate: l.Rate, Date: l.RateDate}
}
