package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/money"
)

// told is an offer in words: amounts and shares, where they stand in a view.
type told struct {
	amounts []toldAmount
	shares  []toldShare
}

type toldAmount struct {
	decimal    string
	currencies string // codes that the sign can mean, with bars between them
	at         [2]int
}

type toldShare struct {
	points int64 // basis points
	at     [2]int
}

var percent = regexp.MustCompile(`^ ?(?:%|percent|per cent|prozent|pour cent|por ciento|per cento)`)

// offered reads what the sentences of a view that offer something offer.
func (w *work) offered(flat string, sentences [][2]int, offers func(text string, at [2]int) bool) told {
	var t told
	for _, s := range sentences {
		text := flat[s[0]:s[1]]
		if strings.ContainsAny(text, "0123456789") && offers(text, s) {
			t.read(w, text, s[0])
		}
	}
	return t
}

// read takes up the numbers of a sentence that a sign of money or a percent
// stands beside.
func (t *told) read(w *work, text string, offset int) {
	for at := 0; at < len(text); at++ {
		if !isDigit(text[at]) {
			continue
		}
		end := at
		for end < len(text) && (isDigit(text[end]) || strings.IndexByte(".,'", text[end]) >= 0 && end+1 < len(text) && isDigit(text[end+1])) {
			end++
		}
		if percent.MatchString(text[end:min(len(text), end+12)]) {
			if f, err := strconv.ParseFloat(strings.ReplaceAll(text[at:end], ",", "."), 64); err == nil && f < 1000 {
				t.shares = append(t.shares, toldShare{int64(f*100 + 0.5), [2]int{offset + at, offset + end + 1}})
			}
		} else if sign, size := signBefore(w, text[:at]); sign != "" {
			t.amounts = append(t.amounts, toldAmount{decimal(text[at:end]), sign, [2]int{offset + at - size, offset + end}})
		} else if sign, size := signBehind(w, text[end:]); sign != "" {
			t.amounts = append(t.amounts, toldAmount{decimal(text[at:end]), sign, [2]int{offset + at, offset + end + size}})
		}
		at = end
	}
}

// longestSign is how many bytes a sign of money has at most, with a space.
const longestSign = 13

// signBefore returns the currencies of the sign that a text ends with, and how
// many bytes it takes.
func signBefore(w *work, text string) (string, int) {
	sign := strings.TrimSuffix(text, " ")
	space := len(text) - len(sign)
	for n := min(len(sign), longestSign); n > 0; n-- {
		s := sign[len(sign)-n:]
		if codes := w.currency[s]; codes != "" && (s[0] >= utf8.RuneSelf || s[0] == '$' || n == len(sign) || !isWordByte(sign[len(sign)-n-1])) {
			return codes, n + space
		}
	}
	return "", 0
}

// signBehind returns those of the sign that a text begins with.
func signBehind(w *work, text string) (string, int) {
	sign := strings.TrimPrefix(text, " ")
	space := len(text) - len(sign)
	for n := min(len(sign), longestSign); n > 0; n-- {
		s := sign[:n]
		if codes := w.currency[s]; codes != "" && (s[0] >= utf8.RuneSelf || s[0] == '$' || n == len(sign) || !isWordByte(sign[n])) {
			return codes, n + space
		}
	}
	return "", 0
}

// decimal writes a number as money.Parse takes it: a point or comma before one
// or two last digits begins decimals, all others group.
func decimal(digits string) string {
	cut := strings.LastIndexAny(digits, ".,")
	plain := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, s)
	}
	if cut >= 0 && len(digits)-cut-1 <= 2 {
		return plain(digits[:cut]) + "." + plain(digits[cut+1:])
	}
	return plain(digits)
}

// same tells whether an amount in words can be this one; comparable whether
// their currencies can be the same.
func (a toldAmount) same(b money.Amount) (same, comparable bool) {
	if !strings.Contains(a.currencies, b.Currency) {
		return false, false
	}
	parsed, err := money.Parse(a.decimal, b.Currency)
	return err == nil && parsed == b, err == nil
}

// mostSaid is how much of what was told counts, the last.
const mostSaid = 60

// contradictions holds the reply against what the buyer was told before.
func (w *work) contradictions() {
	if !w.on("contradiction") || len(w.in.Said) == 0 {
		return
	}
	now := w.offered(w.flat, w.sentences, func(_ string, at [2]int) bool { return w.offering[at] })
	said := slices.Clone(w.in.Said)
	slices.SortStableFunc(said, func(a, b Said) int { return b.At.Compare(a.At) }) // the last first
	w.told = make(map[*Said]earlierTold, len(said))
	said = said[:min(len(said), mostSaid)]
	if len(now.amounts) > 0 {
		w.otherAmount(now, said)
	}
	if len(now.shares) > 0 {
		w.otherShare(now, said)
	}
	if len(now.amounts)+len(now.shares) == 0 {
		w.denied(said)
	}
	w.otherGoods(said)
	w.later(said)
}

// earlier is what one thing that was told offers.
func (w *work) earlier(s *Said) (amounts []money.Amount, shares []int64) {
	if t, ok := w.told[s]; ok {
		return t.amounts, t.shares
	}
	amounts, shares = w.readEarlier(*s)
	w.told[s] = earlierTold{amounts, shares}
	return amounts, shares
}

// earlierTold is what one thing that was told offers, read once for a check.
type earlierTold struct {
	amounts []money.Amount
	shares  []int64
}

func (w *work) readEarlier(s Said) (amounts []money.Amount, shares []int64) {
	if s.Amount.Given() {
		amounts = append(amounts, s.Amount)
	}
	if s.Share > 0 {
		shares = append(shares, s.Share)
	}
	if len(amounts)+len(shares) > 0 || s.Kind == Promise || !strings.ContainsAny(s.Text, "0123456789") {
		return amounts, shares
	}
	v := newView(clip(s.Text), nil)
	t := w.offered(strings.ReplaceAll(v.text, "\n", " "), sentences(v.text), func(text string, _ [2]int) bool {
		_, ok := w.find(offering, text)
		return ok
	})
	for _, a := range t.amounts {
		for code := range strings.SplitSeq(a.currencies, "|") {
			if parsed, err := money.Parse(a.decimal, code); err == nil {
				amounts = append(amounts, parsed)
			}
		}
	}
	for _, p := range t.shares {
		shares = append(shares, p.points)
	}
	return amounts, shares
}

// clip bounds what is read of something told before.
func clip(text string) string {
	const most = 8 << 10
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "")
	}
	return text
}

// otherAmount marks an amount that differs from all that were offered.
func (w *work) otherAmount(now told, said []Said) {
	var first *Said
	var what string
	for i := range said {
		amounts, _ := w.earlier(&said[i])
		for _, e := range amounts {
			for _, a := range now.amounts {
				same, comparable := a.same(e)
				if same {
					return
				}
				if comparable && first == nil {
					first, what = &said[i], e.String()
				}
			}
		}
	}
	if first != nil {
		w.contradicts(now.amounts[0].at, *first, what)
	}
}

func (w *work) otherShare(now told, said []Said) {
	var first *Said
	var what string
	for i := range said {
		_, shares := w.earlier(&said[i])
		for _, e := range shares {
			if slices.ContainsFunc(now.shares, func(p toldShare) bool { return p.points == e }) {
				return
			}
			if first == nil {
				first, what = &said[i], strconv.FormatFloat(float64(e)/100, 'f', -1, 64)+"%"
			}
		}
	}
	if first != nil && !w.tellsAmount(now, said) {
		w.contradicts(now.shares[0].at, *first, what)
	}
}

// tellsAmount tells whether an amount of the reply is one that was offered: its
// share is then only another way to say it.
func (w *work) tellsAmount(now told, said []Said) bool {
	for i := range said {
		amounts, _ := w.earlier(&said[i])
		for _, e := range amounts {
			if slices.ContainsFunc(now.amounts, func(a toldAmount) bool { same, _ := a.same(e); return same }) {
				return true
			}
		}
	}
	return false
}

// denied marks a refusal of money where money was offered.
func (w *work) denied(said []Said) {
	at, ok := w.partAt["denial"]
	if !ok {
		return
	}
	for i, s := range said {
		if amounts, shares := w.earlier(&said[i]); len(amounts) > 0 {
			w.contradicts(at, s, amounts[0].String())
			return
		} else if len(shares) > 0 {
			w.contradicts(at, s, strconv.FormatFloat(float64(shares[0])/100, 'f', -1, 64)+"%")
			return
		}
	}
}

// otherGoods marks a wish to have the goods back that were left to the buyer.
func (w *work) otherGoods(said []Said) {
	i := slices.IndexFunc(said, func(s Said) bool { return s.Goods != Unknown })
	if i < 0 || said[i].Goods != Keep || w.has("keep") {
		return
	}
	for _, s := range w.sentences {
		text := w.flat[s[0]:s[1]]
		if at, ok := w.find("send_back", text); ok && !w.refused(s, text, at[0], at[0], at[1]) {
			w.contradicts([2]int{s[0] + at[0], s[0] + at[1]}, said[i], said[i].Text)
			return
		}
	}
}

// slack is how much later a promise may be and still be the same.
const slack = time.Hour

// later marks a time that is later than one that was promised and is still to
// come.
func (w *work) later(said []Said) {
	for _, p := range w.in.Promises {
		for _, s := range said {
			if s.Kind != Promise || s.Due.IsZero() || s.Due.Before(w.in.Now) || !p.Due.After(s.Due.Add(slack)) {
				continue
			}
			start := max(0, strings.Index(w.in.Text, p.Text))
			end := start + len(p.Text)
			if !strings.Contains(w.in.Text, p.Text) || !utf8.ValidString(p.Text) {
				start, end = 0, 0
			}
			w.addAt("contradiction", start, end, nil, w.earlierWords(s, w.date(s.Due, "2006-01-02 15:04"))...)
			return
		}
	}
}

func (w *work) contradicts(at [2]int, s Said, what string) {
	w.add("contradiction", at[0], at[1], w.earlierWords(s, what)...)
}

// mostQuoted is how many characters of what was told are repeated.
const mostQuoted = 80

// earlierWords fill the message: what was told, when and where.
func (w *work) earlierWords(s Said, what string) []string {
	if r := []rune(what); len(r) > mostQuoted {
		what = string(r[:mostQuoted]) + "\u2026"
	}
	return []string{"earlier", strings.Join(strings.Fields(what), " "), "when", w.date(s.At, "2006-01-02"), "channel", s.Channel}
}

func (w *work) date(t time.Time, layout string) string {
	if t.IsZero() {
		return "?"
	}
	if !w.in.Now.IsZero() {
		t = t.In(w.in.Now.Location())
	}
	return t.Format(layout)
}
