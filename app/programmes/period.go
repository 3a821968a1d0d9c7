package programmes

import (
	"errors"
	"regexp"
	"strconv"
)

// Period is a duration of ISO 8601 as rules state it: whole years, months,
// days and hours. Weeks become days, because days may be business days.
type Period struct{ Years, Months, Days, Hours int }

var errPeriod = errors.New("not a period such as P7D, P2W, P9M or PT48H")

// periodShape is ISO 8601 without fractions, minutes and seconds, which no
// rule has.
var periodShape = regexp.MustCompile(`^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(\d{1,4})H)?$`)

// ParsePeriod reads a period longer than nothing.
func ParsePeriod(s string) (Period, error) {
	parts := periodShape.FindStringSubmatch(s)
	if parts == nil {
		return Period{}, errPeriod
	}
	var n [5]int
	for i, digits := range parts[1:] {
		if digits != "" {
			n[i], _ = strconv.Atoi(digits) // the shape lets four digits pass
		}
	}
	p := Period{Years: n[0], Months: n[1], Days: 7*n[2] + n[3], Hours: n[4]}
	if p == (Period{}) {
		return p, errPeriod
	}
	return p, nil
}

// String writes the period as ParsePeriod reads it; nothing for no time.
func (p Period) String() string {
	part := func(n int, unit string) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n) + unit
	}
	days := part(p.Years, "Y") + part(p.Months, "M") + part(p.Days, "D")
	hours := part(p.Hours, "H")
	switch {
	case hours != "":
		return "P" + days + "T" + hours
	case days != "":
		return "P" + days
	}
	return ""
}

// checkClock tells whether period, counting and start fit together: hours are
// counted as hours, days as calendar or business days, and business days have
// no months.
func checkClock(within string, counting Counting, starts string) error {
	if within == "" {
		if counting != "" || starts != "" {
			return errors.New("counting or start without a period")
		}
		return nil
	}
	p, err := ParsePeriod(within)
	if err != nil {
		return err
	}
	onlyHours := p == Period{Hours: p.Hours}
	switch counting {
	case Hours:
		if !onlyHours {
			return errors.New("days counted as hours")
		}
	case Calendar, Business:
		if p.Hours != 0 || counting == Business && (p.Years != 0 || p.Months != 0) {
			return errors.New("the period does not fit its counting")
		}
	default:
		return errors.New("unknown counting")
	}
	if !known(Starts(), starts) {
		return errors.New("unknown start")
	}
	return nil
}
