package submissions

import (
	"strings"

	"golang.org/x/text/width"

	"casefolio/app/money"
)

// ParseAmount reads a sum as it is typed: "19.50", "19.50 USD", "EUR 5". usual
// is its currency where none is named. Nothing typed is no amount. The faults
// are those of money.Parse.
func ParseAmount(text, usual string) (money.Amount, error) {
	text = strings.TrimSpace(width.Narrow.String(text))
	if text == "" {
		return money.Amount{}, nil
	}
	isLetter := func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }
	number, code := strings.TrimFunc(text, isLetter), usual
	if before, after, found := strings.Cut(text, number); found && before+after != "" {
		code = before + after
	}
	return money.Parse(number, code)
}
