package remedies

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"casefolio/app/money"
)

// Language is a language in which an offer can be written.
type Language struct{ ID, Name string }

// Languages lists the languages of offers, Chinese and English first.
func (r *Rules) Languages() []Language {
	ids := slices.SortedFunc(maps.Keys(r.Spoken), func(a, b string) int {
		if x, y := early(a), early(b); x != y {
			return x - y
		}
		return strings.Compare(a, b)
	})
	all := make([]Language, len(ids))
	for i, id := range ids {
		all[i] = Language{id, r.Spoken[id].Name}
	}
	return all
}

func early(lang string) int {
	switch lang {
	case "zh":
		return 0
	case "en":
		return 1
	}
	return 2
}

// Sentence is one option as it is told to the buyer, with amounts as the language
// writes them.
func (r *Rules) Sentence(l Line, lang string) string {
	s := r.spoken(lang)
	return strings.NewReplacer("{amount}", s.Write(l.Size), "{percent}", s.percent(l.Share)).Replace(s.Options[l.Option.Kind])
}

// Amount writes money as a language does, nothing for what was not given.
func (r *Rules) Amount(a money.Amount, lang string) string { return r.spoken(lang).Write(a) }

// Size writes how much was offered: the sum where there is one, else the part.
func (r *Rules) Size(a money.Amount, share int64, lang string) string {
	if a.Given() || share == 0 {
		return r.Amount(a, lang)
	}
	return r.spoken(lang).percent(share)
}

// spoken is how a language puts it, English where it is not known.
func (r *Rules) spoken(lang string) sentences {
	if s, ok := r.Spoken[lang]; ok {
		return s
	}
	return r.Spoken["en"]
}

// percent writes basis points as the language does.
func (s sentences) percent(share int64) string {
	return strings.ReplaceAll(s.Percent, "{n}", s.Number(strings.TrimSuffix(Percent(share), "%")))
}

// TwoOptions is a short text that lets the buyer choose between options. One
// alone is only said.
func (r *Rules) TwoOptions(lines []Line, lang string) string {
	s := r.spoken(lang)
	switch len(lines) {
	case 0:
		return ""
	case 1:
		return r.Sentence(lines[0], lang)
	}
	rows := []string{s.Opening}
	for i, l := range lines {
		rows = append(rows, strings.NewReplacer("{n}", strconv.Itoa(i+1), "{text}", r.Sentence(l, lang)).Replace(s.Item))
	}
	return strings.Join(append(rows, s.Closing), "\n")
}

// Percent writes basis points without needless decimals: "46.5%", "20%".
func Percent(share int64) string {
	text := money.Amount{Minor: share, Currency: "USD"}.Decimal() // two decimals, as basis points have
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".") + "%"
}

// ParsePercent reads "46.5", "46,5 %" or a Chinese keyboard's "２０％" as basis
// points from 0 to 10,000.
func ParsePercent(text string) (int64, bool) {
	text = strings.TrimSpace(narrow(text))
	text = strings.ReplaceAll(strings.TrimSpace(strings.TrimSuffix(text, "%")), ",", ".")
	a, err := money.Parse(text, "USD")
	if err != nil || a.Minor < 0 || a.Minor > Whole {
		return 0, false
	}
	return a.Minor, true
}
