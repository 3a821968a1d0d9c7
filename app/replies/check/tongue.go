package check

import (
	"slices"
	"strings"
	"unicode"
)

// Found out languages: how many words are looked at, and how many of a hundred
// have to be common ones.
const (
	mostWords   = 400
	leastCommon = 12
)

// always are the languages whose patterns hold for every text: those in which
// sellers mostly write.
var always = []string{"zh", "en"}

// languages are those whose patterns are tried: the one that was told, the one
// that was found, Chinese and English.
func (r *Rules) languages(told, flat string) []string {
	langs := slices.Clone(always)
	for _, lang := range []string{told, r.language(flat)} {
		lang, _, _ = strings.Cut(lang, "-")
		if r.tongues[lang] != nil && !slices.Contains(langs, lang) {
			langs = append(langs, lang)
		}
	}
	return langs
}

// language is the one that a folded text is most likely in, empty where nothing
// tells.
func (r *Rules) language(flat string) string {
	han, kana := 0, 0
	for _, c := range flat {
		switch {
		case unicode.Is(unicode.Han, c):
			han++
		case unicode.In(c, unicode.Hiragana, unicode.Katakana):
			kana++
		}
	}
	switch {
	case kana > 1 && kana*8 > han:
		return "ja"
	case han*3 > len(flat)/6:
		return "zh"
	}
	words, count := 0, map[string]int{}
	for word := range strings.FieldsFuncSeq(flat, func(c rune) bool { return !unicode.IsLetter(c) && c != '\'' }) {
		if words++; words > mostWords {
			break
		}
		for lang, t := range r.tongues {
			if t.common[word] {
				count[lang]++
			}
		}
	}
	best, most := "", words*leastCommon/100
	for _, lang := range []string{"en", "de", "fr", "es", "it"} {
		if count[lang] > most {
			best, most = lang, count[lang]
		}
	}
	return best
}
