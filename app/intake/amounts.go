package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"casefolio/app/money"
)

// currencyFile is what the rules say about money. Codes of ISO 4217 need no
// listing, as long as they are in capitals.
type currencyFile struct {
	Signs      map[string]string `json:"signs"`
	Words      map[string]string `json:"words"`
	Weak       map[string]string `json:"weak"`        // also mean something else: they need a money word on the line
	MoneyWords []string          `json:"money_words"` // "refund", "paid"
	Careful    []string          `json:"careful"`     // codes that are words, too: they need decimals
	Context    []struct {        // what else a sign means where the text has one of the words,
		Sign  string   `json:"sign"`
		Code  string   `json:"code"`
		Words []string `json:"words"`
		Kana  bool     `json:"kana"` // or the line has Japanese letters
	} `json:"context"`
}

// moneyRules are the currencies as they are looked for.
type moneyRules struct {
	currencyFile
	names         map[string]string // signs, words and weak ones, folded
	before, after *regexp.Regexp
	noSigns       []string
}

// number is a sum with or without thousands signs. The first group must not
// follow another digit.
const number = `(\d{1,3}(?:[., ']\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,3})?)`

func (c *compiler) money(raw rules) moneyRules {
	m := moneyRules{currencyFile: raw.Currencies, names: map[string]string{}, noSigns: raw.NoSigns}
	var all []string
	for _, table := range []map[string]string{raw.Currencies.Signs, raw.Currencies.Words, raw.Currencies.Weak} {
		for name, code := range table {
			if _, err := money.ParseCurrency(code); err != nil {
				c.fail(err)
			}
			m.names[fold(name)] = code
			all = append(all, fold(name))
		}
	}
	slices.Sort(all)
	signs := alternatives(all)
	m.before = c.compile(`(?i)(`+signs+`|\b[A-Z]{3}) ?`+number, 2)
	m.after = c.compile(`(?i)(?:^|[^\d.,])`+number+`(?:[.,]-{1,2})? ?(万|萬)?(`+signs+`|[A-Z]{3}\b)`, 3)
	return m
}

// amounts looks for a currency before or after a number.
func (r *Recogniser) amounts(s *scan) {
	for _, m := range s.matches(r.money.before, 8*maxHits) {
		if isDigit(s.after(m[5])) || isDigit(s.before(m[2])) || s.inNumber(m[5]) {
			continue // 45€50 has its sign in the middle
		}
		r.amount(s, m[2], m[3], m[4], m[5], "")
	}
	for _, m := range s.matches(r.money.after, 8*maxHits) {
		more := group(s.text, m, 2)
		if cents := centsAfter.FindStringSubmatch(s.text[m[7]:min(len(s.text), m[7]+3)]); cents != nil && s.text[m[7]-1] > 0x7F {
			more = "." + cents[1]
		}
		r.amount(s, m[6], m[7], m[2], m[3], more)
	}
}

// inNumber tells whether a sum goes on behind its end as a date or number.
func (s *scan) inNumber(end int) bool {
	a := s.after(end)
	return (a == '.' || a == ',' || a == '-' || a == '/' || a == ':') && end+1 < len(s.text) && isDigit(s.text[end+1])
}

// centsAfter is what stands behind the sign in 45€50.
var centsAfter = regexp.MustCompile(`^(\d{2})(?:\D|$)`)

// amount keeps the sum between start and end with the currency between from
// and to; more is 万, or the cents behind the sign.
func (r *Recogniser) amount(s *scan, from, to, start, end int, more string) {
	name := s.text[from:to]
	code, ok := r.currency(s, name, from, to, s.text[start:end])
	if !ok {
		return
	}
	value := decimal(s.text[start:end], money.Scale(code))
	switch {
	case strings.HasPrefix(more, ".") && !strings.Contains(value, "."):
		value += more
		to += len(more) - 1
	case more != "" && more[0] != '.':
		value = tenThousand(value)
	}
	a, err := money.Parse(value, code)
	if err != nil {
		return
	}
	s.add(Hit{Kind: Amount, Value: a.String(), Start: min(from, start), End: max(to, end)}, true)
}

// currency is what a sign, word or code means here.
func (r *Recogniser) currency(s *scan, name string, from, to int, number string) (string, bool) {
	if !s.standsAlone(from, to) && !isDigit(s.before(from)) {
		return "", false
	}
	for _, word := range r.money.noSigns {
		if strings.HasPrefix(word, name) && strings.HasPrefix(s.text[to:], word[len(name):]) {
			return "", false
		}
	}
	folded := fold(name)
	code, known := r.money.names[folded]
	if !known {
		if strings.ToUpper(name) != name {
			return "", false
		}
		cur, err := money.ParseCurrency(name)
		if err != nil || slices.Contains(r.money.Careful, name) && !strings.ContainsAny(number, ".,") {
			return "", false
		}
		return cur, true
	}
	if _, weak := r.money.Weak[folded]; weak && !r.speaksOfMoney(s, from) {
		return "", false
	}
	return r.inContext(s, strings.TrimSuffix(folded, "."), code, from), true
}

// inContext is what a sign means in this text: code where nothing says more.
func (r *Recogniser) inContext(s *scan, sign, code string, pos int) string {
	for _, c := range r.money.Context {
		if fold(c.Sign) != sign {
			continue
		}
		kana := c.Kana && strings.IndexFunc(s.text[s.lineStart(pos):s.lineEnd(pos)], isKana) >= 0
		if kana || slices.ContainsFunc(c.Words, nearby{s, 0, len(s.text)}.says) {
			return c.Code
		}
	}
	return code
}

func isKana(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }

func (r *Recogniser) speaksOfMoney(s *scan, pos int) bool {
	line := s.folded[s.lineStart(pos):s.lineEnd(pos)]
	return slices.ContainsFunc(r.money.MoneyWords, func(w string) bool { return strings.Contains(line, w) })
}

// decimal writes a sum with a point. A single sign with three digits behind it
// parts thousands, except where the currency has three decimals.
func decimal(text string, scale int) string {
	text = strings.NewReplacer(" ", "", "'", "").Replace(text)
	last := strings.LastIndexAny(text, ".,")
	if last < 0 {
		return text
	}
	whole, frac := text[:last], text[last+1:]
	thousands := len(frac) == 3 && (scale != 3 || strings.ContainsAny(whole, ".,")) && whole != "0"
	if thousands && strings.ContainsAny(whole, ".,") && !strings.Contains(whole, text[last:last+1]) {
		thousands = false // 1.234,567
	}
	whole = strings.NewReplacer(".", "", ",", "").Replace(whole)
	if thousands {
		return whole + frac
	}
	return whole + "." + frac
}

// tenThousand multiplies a decimal by 10,000 (万).
func tenThousand(value string) string {
	whole, frac, _ := strings.Cut(value, ".")
	for len(frac) < 4 {
		frac += "0"
	}
	if frac[4:] == "" {
		return whole + frac
	}
	return whole + frac[:4] + "." + frac[4:]
}
