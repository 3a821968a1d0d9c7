package check

import (
	"slices"
	"strings"
	"unicode"
)

// How many words are looked at to find out a language, and how many of a hundred
// have to be common ones.
const (
	mostWords   = 400
	leastCommon = 12
)

// always are the languages whose patterns hold for every text: those in which
// sellers mostly write.
var always = []string{"zh", "en"}

// languages are those whose patterns are tried: the one that was told, those
// that the text may be in, Chinese and English.
func (r *Rules) languages(told, flat string) []string {
	langs := slices.Clone(always)
	told, _, _ = strings.Cut(told, "-")
	for _, lang := range append(r.likely(flat), told) {
		if r.tongues[lang] != nil && !slices.Contains(langs, lang) {
			langs = append(langs, lang)
		}
	}
	return langs
}

// likely are the languages that a folded text is in as far as its words tell;
// several where it is short.
func (r *Rules) likely(flat string) []string {
	han, kana := 0, 0
	for _, c := range flat {
		switch {
		case unicode.Is(unicode.Han, c):
			han++
		case unicode.In(c, unicode.Hiragana, unicode.Katakana):
			kana++
		}
	}
	var likely []string
	if kana > 1 && kana*8 > han {
		likely = append(likely, "ja")
	}
	words, most, count := 0, 0, map[string]int{}
	for word := range strings.FieldsFuncSeq(flat, func(c rune) bool { return !unicode.IsLetter(c) }) {
		if words++; words > mostWords {
			break
		}
		for lang, t := range r.tongues {
			if t.common[word] {
				count[lang]++
				most = max(most, count[lang])
			}
		}
	}
	for lang, n := range count {
		if n*100 >= words*leastCommon && n*10 >= most*6 {
			likely = append(likely, lang)
		}
	}
	slices.Sort(likely)
	return likely
}

// Language is the one language that a text is in as far as its words tell; empty:
// they tell none, or several.
func (r *Rules) Language(text string) string {
	if r.Prepare() != nil || text == "" {
		return ""
	}
	all := r.likely(newView(text, nil).text)
	if len(all) != 1 {
		return ""
	}
	return all[0]
}
