package evidence

import (
	"fmt"
	"regexp"
	"sort"
	"strings"
)

// numberFormat is the form of a carrier's tracking numbers.
type numberFormat struct {
	Carrier  string   `json:"carrier"`
	Name     string   `json:"name"`
	Regex    string   `json:"regex"`
	Check    string   `json:"check"` // algorithm of the check digit, or empty
	Priority int      `json:"priority"`
	Valid    []string `json:"valid"`
	Invalid  []string `json:"invalid"`
	Source   string   `json:"source"`
	Verified bool     `json:"verified"`

	pattern *regexp.Regexp
}

// loose is the priority from which a format is so common (bare digits) that a
// number needs a label before it to be believed.
const loose = 40

func compileFormats(formats []numberFormat) error {
	for i := range formats {
		f := &formats[i]
		var err error
		if f.pattern, err = regexp.Compile(f.Regex); err != nil {
			return err
		}
		if _, known := checkDigits[f.Check]; !known && f.Check != "" {
			return fmt.Errorf("%s %s: check %q is unknown", f.Carrier, f.Name, f.Check)
		}
		for _, n := range f.Valid {
			if !f.matches(n) {
				return fmt.Errorf("%s %s: example %q is refused", f.Carrier, f.Name, n)
			}
		}
		for _, n := range f.Invalid {
			if f.matches(n) {
				return fmt.Errorf("%s %s: counter-example %q is taken", f.Carrier, f.Name, n)
			}
		}
	}
	sort.SliceStable(formats, func(i, j int) bool { return formats[i].Priority < formats[j].Priority })
	return nil
}

func (f *numberFormat) matches(number string) bool {
	return f.pattern.MatchString(number) && (f.Check == "" || checkDigits[f.Check](number))
}

// checkDigits holds the algorithms by their names in rules/tracking.json.
var checkDigits = map[string]func(string) bool{
	"s10":         checkS10,
	"ups_1z":      checkUPS,
	"ups_waybill": func(s string) bool { return checkWeighted(s[1:], 1, 2) },
	"mod10_3_1":   func(s string) bool { return mod10(lastDigits(s, map[int]int{30: 22, 34: 22}[len(s)])) },
	"mod10_1_3":   func(s string) bool { return mod10(lastDigits(s, 15)) },
	"usps20":      func(s string) bool { return mod10(s) || mod10("91"+s) },
	"fedex12":     func(s string) bool { return checkFedEx(s, [3]int{3, 1, 7}) },
	"fedex34":     func(s string) bool { return checkFedEx(lastDigits(s, 14), [3]int{1, 7, 3}) },
	"mod7":        checkMod7,
}

// lastDigits returns the last n characters; n 0 means all.
func lastDigits(s string, n int) string {
	if n > 0 && n < len(s) {
		return s[len(s)-n:]
	}
	return s
}

// checkS10 is the rule of the Universal Postal Union for two letters, eight
// digits, a check digit and a country.
func checkS10(s string) bool {
	sum := 0
	for i, weight := range [...]int{8, 6, 4, 2, 3, 5, 9, 7} {
		sum += weight * int(s[2+i]-'0')
	}
	check := 11 - sum%11
	switch check {
	case 10:
		check = 0
	case 11:
		check = 5
	}
	return check == int(s[10]-'0')
}

func checkUPS(s string) bool {
	sum := 0
	for i, c := range []byte(s[2 : len(s)-1]) {
		v := int(c - '0')
		if c >= 'A' {
			v = (int(c) - 3) % 10
		}
		if i%2 == 1 {
			v *= 2
		}
		sum += v
	}
	return (10-sum%10)%10 == int(s[len(s)-1]-'0')
}

// checkWeighted adds digits times alternating weights from the left.
func checkWeighted(s string, odd, even int) bool {
	sum := 0
	for i, c := range []byte(s[:len(s)-1]) {
		if i%2 == 0 {
			sum += odd * int(c-'0')
		} else {
			sum += even * int(c-'0')
		}
	}
	return (10-sum%10)%10 == int(s[len(s)-1]-'0')
}

// mod10 weighs the digits 3, 1, 3, 1 … from the right, beside the check digit.
func mod10(s string) bool {
	sum, weight := 0, 3
	for i := len(s) - 2; i >= 0; i-- {
		sum += weight * int(s[i]-'0')
		weight = 4 - weight
	}
	return (10-sum%10)%10 == int(s[len(s)-1]-'0')
}

func checkFedEx(s string, weights [3]int) bool {
	sum := 0
	for i := range len(s) - 1 {
		sum += weights[i%3] * int(s[i]-'0')
	}
	return sum%11%10 == int(s[len(s)-1]-'0')
}

// checkMod7 is the rule for ten digits; the form of eleven has none.
func checkMod7(s string) bool {
	if len(s) != 10 {
		return true
	}
	value := 0
	for _, c := range []byte(s[:9]) {
		value = (value*10 + int(c-'0')) % 7
	}
	return value == int(s[9]-'0')
}

// parcelOf recognises a number that is known to be one; ok is false where no
// carrier's format fits.
func (r *trackReader) parcelOf(number string) (Parcel, int, bool) {
	number = strings.Map(func(c rune) rune {
		if c == ' ' || c == '-' || isMark(c) || isBlank(c) {
			return -1
		}
		return c
	}, strings.ToUpper(number))
	for i := range r.formats {
		if f := &r.formats[i]; f.matches(number) {
			return Parcel{Number: number, Carrier: f.Carrier}, f.Priority, true
		}
	}
	return Parcel{Number: number}, 0, false
}

// findParcel looks for the tracking number of a text: behind a label first,
// then anywhere, in the surest format. sure is false when it finds none.
func (r *trackReader) findParcel(lines []line) (best Parcel, sure bool) {
	priority := loose
	for i, l := range lines {
		if i >= sampleLines {
			break
		}
		if p, ok := r.labelledParcel(l.text); ok {
			return p, true
		}
		for _, word := range strings.FieldsFunc(l.text, notInNumber) {
			if len(word) < 9 || len(word) > 40 {
				continue
			}
			if p, prio, ok := r.parcelOf(word); ok && prio < priority {
				best, priority, sure = p, prio, true
			}
		}
	}
	return best, sure
}

func notInNumber(c rune) bool {
	return c > 'z' || !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')
}

// labelledParcel reads "Tracking number: …". Behind such a label a number is
// taken even when no format fits, as carriers invent new ones.
func (r *trackReader) labelledParcel(text string) (Parcel, bool) {
	label, value, ok := labelled(text)
	if !ok || !r.labels.number[label] {
		return Parcel{}, false
	}
	if p, _, ok := r.parcelOf(value); ok {
		return p, true
	}
	word, _, _ := strings.Cut(value, " ")
	p, _, ok := r.parcelOf(word)
	digits := strings.Count(strings.Map(asZero, p.Number), "0")
	if ok || len(p.Number) >= 8 && len(p.Number) <= 40 && digits*2 >= len(p.Number) && !strings.ContainsFunc(p.Number, notInNumber) {
		return p, true
	}
	return Parcel{}, false
}

func asZero(c rune) rune {
	if c >= '0' && c <= '9' {
		return '0'
	}
	return -1
}
