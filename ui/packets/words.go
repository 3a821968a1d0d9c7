package packets

import (
	"strconv"
	"strings"
	"unicode"

	"casefolio/app/evidence"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// Recipients count in decimal units: 1 MB is 1,000,000 bytes.
const (
	kilo = 1000
	mega = 1000 * kilo
)

// megabytes writes bytes in MB, with as many decimals as are worth reading.
func megabytes(n int64) string {
	if n < mega {
		return decimals(n, 2) + " MB"
	}
	return decimals(n, 1) + " MB"
}

// limit writes a limit in MB: as it was given, but that less than 10 MB is 10.
func limit(n int64) string { return decimals(n, 3) }

// decimals writes bytes in MB with at most so many decimals.
func decimals(n int64, most int) string {
	text := strconv.FormatFloat(float64(n)/mega, 'f', most, 64)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}

// size writes bytes in the unit that reads best.
func size(n int64) string {
	if n >= mega {
		return megabytes(n)
	}
	return kit.Count(int((n+kilo-1)/kilo)) + " KB"
}

// counted is the text of many with their number, or that of one.
func counted(many, one string, n int, args ...string) string {
	if n == 1 {
		return kit.T(one, args...)
	}
	return kit.T(many, append(args, "count", kit.Count(n))...)
}

// exhibitTitle is what an exhibit is called, on one line.
func exhibitTitle(e evidence.Exhibit) string { return oneLine(uievidence.Title(e)) }

// joined puts what is not empty side by side.
func joined(words ...string) string {
	out := words[:0:0]
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " · ")
}

// oneLine folds white space and drops what cannot be shown on a line.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}
