package compose

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// t is the label under "dossier."+key; args are pairs of placeholder and value.
func (c *composer) t(key string, args ...string) string {
	m := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[args[i]] = args[i+1]
	}
	if once[key] {
		return c.Texts.Get(c.main(), "dossier."+key, m)
	}
	return c.each(func(lang string) string { return c.Texts.Get(lang, "dossier."+key, m) })
}

// wide is the width of a column of labels, which take more room in two
// languages.
func (c *composer) wide(one, two float64) float64 {
	if c.Lang == Both {
		return two
	}
	return one
}

// counted is a label with a number; one of a kind has a label of its own.
func (c *composer) counted(key string, n int) string {
	if n == 1 {
		return c.t(key + ".one")
	}
	return c.t(key, "count", count(n))
}

// named is the label of a listed id, or the id itself where there is none.
func (c *composer) named(list, id string) string {
	key := "dossier." + list + "." + id
	if id != "" && (c.Texts.Has(c.main(), key) || c.Texts.Has("en", key)) {
		return c.each(func(lang string) string { return c.Texts.Get(lang, key, nil) })
	}
	return id
}

// joined joins what is not empty.
func joined(sep string, parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\t", "    ")

// plain gives all line ends one form and tabs a width; nothing else is touched.
func plain(s string) string { return strings.TrimRight(lineEnds.Replace(s), "\n ") }

// oneLine puts text on one line, for places that have no second.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// quoteLength is how many characters of a message the timeline quotes.
const quoteLength = 90

// quote shortens a text to one line of at most quoteLength characters. It
// never cuts within a character that is made of several code points.
func quote(s string) string {
	s = oneLine(s)
	if utf8.RuneCountInString(s) <= quoteLength {
		return s
	}
	r := []rune(s)
	n := quoteLength
	for n > quoteLength/2 && joins(r[n-1], r[n]) {
		n--
	}
	if n <= quoteLength/2 {
		n = quoteLength
	}
	const word = 15 // how far back a space is worth going
	for i := n; i > n-word; i-- {
		if r[i] == ' ' {
			n = i
			break
		}
	}
	return strings.TrimRight(string(r[:n]), " ") + "…"
}

// joins tells whether a and b may belong to one visible character.
func joins(a, b rune) bool {
	const joiner = '\u200d'
	flag := func(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }
	return a == joiner || b == joiner || unicode.In(b, unicode.Mn, unicode.Me, unicode.Mc) ||
		(b >= 0x1F3FB && b <= 0x1F3FF) || (flag(a) && flag(b))
}

// count writes a number with thousands signs.
func count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// offset writes "UTC+8" or "UTC+5:30".
func offset(t time.Time) string {
	_, sec := t.Zone()
	sign := "+"
	if sec < 0 {
		sign, sec = "-", -sec
	}
	s := "UTC" + sign + strconv.Itoa(sec/3600)
	if m := sec % 3600 / 60; m != 0 {
		s += ":" + strconv.Itoa(100 + m)[1:]
	}
	return s
}

// moment writes an instant in the seller's zone: "2026-11-20 13:35 (UTC+8)".
func (c *composer) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(c.Zone)
	return clock(t) + " (" + offset(t) + ")"
}

// clock writes the wall clock of t, with seconds where there are any.
func clock(t time.Time) string {
	if t.Second() != 0 {
		return t.Format("2006-01-02 15:04:05")
	}
	return t.Format("2006-01-02 15:04")
}

// stamp writes t in its own zone: "2026-11-20 06:31 +01:00".
func stamp(t time.Time) string { return clock(t) + t.Format(" -07:00") }

// assumed marks a time whose zone is not stated in the source.
const assumed = "*"

func stampOf(t time.Time, zoneKnown, dateOnly bool) string {
	switch {
	case t.IsZero():
		return "—"
	case dateOnly:
		return t.Format("2006-01-02")
	case !zoneKnown:
		return stamp(t) + assumed
	}
	return stamp(t)
}

// pdfTime writes D:20261120133500+08'00'.
func pdfTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("D:20060102150405-0700")
}
