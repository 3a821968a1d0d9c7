package intake

import (
	"regexp"
	"strings"

	"casefolio/app/money"
)

var (
	emailShape = regexp.MustCompile(`[A-Za-z0-9._%+…-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b`)
	// A postal number of the Universal Postal Union's standard S10: service, eight
	// digits and a check digit, country.
	s10Shape = regexp.MustCompile(`\b[A-Z]{2} ?\d{3} ?\d{3} ?\d{3} ?[A-Z]{2}\b`)

	amountBefore = regexp.MustCompile(`(?i)(?:(US\$|HK\$|NT\$|AU?\$|CA?\$|R\$|MX\$|[$€£¥￥])|\b(USD|EUR|GBP|JPY|CNY|RMB|CAD|AUD|HKD|CHF|SEK|PLN|MXN|BRL)) ?(\d[\d.,]{0,14})`)
	amountAfter  = regexp.MustCompile(`(?i)\b(\d[\d.,]{0,14}) ?(?:([€£円元])|(US-?Dollars?|dollars?|euros?|USD|EUR|GBP|JPY|CNY|RMB|CAD|AUD|CHF|SEK|PLN|yen)\b|(美元|欧元|英镑|日元))`)
)

func (r *Recogniser) emails(s *scan) {
	for _, m := range emailShape.FindAllStringIndex(s.text, maxHits) {
		s.add(Email, s.text[m[0]:m[1]], m[0], m[1], true)
	}
}

// orders looks for the shapes of order numbers, the particular ones first. The
// platform is offered where the shape belongs to one.
func (r *Recogniser) orders(s *scan) {
	for _, shape := range r.orderShapes {
		for _, m := range shape.re.FindAllStringSubmatchIndex(s.text, maxHits) {
			number := s.text[m[2]:m[3]]
			if !strings.ContainsAny(number, "0123456789") || r.isTracking(number) {
				continue
			}
			if s.add(Order, number, m[2], m[3], true) && shape.platform != "" {
				s.add(Platform, shape.platform, m[2], m[3], false)
			}
		}
	}
}

// tracking looks for the shapes of carriers, then for what a label names.
func (r *Recogniser) tracking(s *scan) {
	for _, m := range s10Shape.FindAllStringIndex(s.text, maxHits) {
		number := strings.ReplaceAll(s.text[m[0]:m[1]], " ", "")
		if s10Check(number) {
			s.add(Tracking, number, m[0], m[1], true)
		}
	}
	for _, shapes := range [][]*regexp.Regexp{r.carriers, r.trackingLabels} {
		for _, re := range shapes {
			for _, m := range re.FindAllStringSubmatchIndex(s.text, maxHits) {
				number := s.text[m[2]:m[3]]
				if strings.ContainsAny(number, "0123456789") && !wrongS10(number) {
					s.add(Tracking, strings.ToUpper(number), m[2], m[3], true)
				}
			}
		}
	}
}

func (r *Recogniser) isTracking(number string) bool {
	for _, re := range r.carriers {
		if m := re.FindString(number); m == number && m != "" {
			return true
		}
	}
	return s10Shape.FindString(number) == number && s10Check(number)
}

// wrongS10 tells whether number has the shape of S10 without its check digit.
func wrongS10(number string) bool {
	return len(number) == 13 && s10Shape.FindString(number) == number && !s10Check(number)
}

// s10Check verifies the check digit of a 13-character S10 number.
func s10Check(number string) bool {
	if len(number) != 13 {
		return false
	}
	sum := 0
	for i, weight := range []int{8, 6, 4, 2, 3, 5, 9, 7} {
		sum += weight * int(number[2+i]-'0')
	}
	want := 11 - sum%11
	switch want {
	case 10:
		want = 0
	case 11:
		want = 5
	}
	return int(number[10]-'0') == want
}

// amounts looks for a currency before or after a number.
func (r *Recogniser) amounts(s *scan) {
	for _, m := range amountBefore.FindAllStringSubmatchIndex(s.text, maxHits) {
		r.amount(s, group(s.text, m, 1)+group(s.text, m, 2), group(s.text, m, 3), m[0], m[1])
	}
	for _, m := range amountAfter.FindAllStringSubmatchIndex(s.text, maxHits) {
		r.amount(s, group(s.text, m, 2)+group(s.text, m, 3)+group(s.text, m, 4), group(s.text, m, 1), m[0], m[1])
	}
}

func group(text string, m []int, n int) string {
	if m[2*n] < 0 {
		return ""
	}
	return text[m[2*n]:m[2*n+1]]
}

func (r *Recogniser) amount(s *scan, sign, number string, start, end int) {
	trimmed := strings.TrimRight(number, ".,")
	if s.text[end-1] == '.' || s.text[end-1] == ',' {
		end -= len(number) - len(trimmed)
	}
	a, err := money.Parse(trimmed, r.currency(s.text, sign))
	if err != nil {
		return
	}
	s.add(Amount, a.String(), start, end, true)
}

func (r *Recogniser) currency(text, sign string) string {
	if sign == "¥" || sign == "￥" {
		if strings.IndexFunc(text, isKana) >= 0 {
			return "JPY"
		}
		return "CNY"
	}
	if code := r.currencies[strings.ToLower(sign)]; code != "" {
		return code
	}
	return sign
}

func isKana(r rune) bool { return r >= 0x3041 && r <= 0x30FF }
