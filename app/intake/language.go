package intake

import (
	"regexp"
	"strings"
	"unicode"
)

// languageFile are a language's most common words, and letters that few others
// use.
type languageFile struct {
	Code    string   `json:"code"`
	Words   []string `json:"words"`
	Letters string   `json:"letters"`
}

// languages tells the language of a text by its script and common words.
type languages struct {
	words       map[string][]int // indexes of the languages that have the word
	letters     map[rune][]int
	codes       []string
	simplified  map[rune]bool
	traditional map[rune]bool
}

func newLanguages(raw rules) *languages {
	l := &languages{words: map[string][]int{}, letters: map[rune][]int{}, simplified: runeSet(raw.Scripts.Simplified), traditional: runeSet(raw.Scripts.Traditional)}
	for i, f := range raw.Languages {
		l.codes = append(l.codes, f.Code)
		for _, w := range f.Words {
			l.words[w] = append(l.words[w], i)
		}
		for _, c := range f.Letters {
			l.letters[c] = append(l.letters[c], i)
		}
	}
	return l
}

func runeSet(s string) map[rune]bool {
	out := map[rune]bool{}
	for _, r := range s {
		out[r] = true
	}
	return out
}

// headLabel is the label at the start of a line ("Order ID:"), which platforms
// write in their own language.
var headLabel = regexp.MustCompile(`(?m)^[ >*]*[\pL][\pL .-]{0,24}:`)

// lookedAt is how much of a text is enough to know its language, in bytes.
const lookedAt = 16 << 10

// scripts are letters that belong to one language, as far as buyers write.
var scripts = []struct {
	table *unicode.RangeTable
	code  string
}{
	{unicode.Hangul, "ko"}, {unicode.Arabic, "ar"}, {unicode.Thai, "th"},
	{unicode.Hebrew, "he"}, {unicode.Greek, "el"}, {unicode.Devanagari, "hi"},
}

// detect returns a BCP 47 code, or "" where nothing tells.
func (l *languages) detect(text string) string {
	if len(text) > lookedAt {
		text = strings.ToValidUTF8(text[:lookedAt], "")
	}
	kana, simple, trad := 0, 0, 0 // of the labels, too: they tell how the language is written
	for _, r := range text {
		switch {
		case isKana(r):
			kana++
		case l.simplified[r]:
			simple++
		case l.traditional[r]:
			trad++
		}
	}
	text = emailShape.ReplaceAllString(headLabel.ReplaceAllString(text, " "), " ")
	han, cyrillic, latin := 0, 0, 0
	other := make([]int, len(scripts))
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case isLatin(r):
			latin++
		default:
			for i, s := range scripts {
				if unicode.Is(s.table, r) {
					other[i]++
				}
			}
		}
	}
	// A Chinese character says about as much as four Latin letters.
	best, most := "", latin
	if n := 4 * (han + kana); n > most {
		best, most = chinese(simple, trad), n
		if kana*6 > han {
			best = "ja"
		}
	}
	for i, s := range scripts {
		if n := 2 * other[i]; n > most {
			best, most = s.code, n
		}
	}
	if cyrillic > most {
		best, most = cyrillicLanguage(text), cyrillic
	}
	if best != "" || most == 0 {
		return best
	}
	return l.latin(text)
}

func chinese(simple, trad int) string {
	if trad > simple {
		return "zh-Hant"
	}
	return "zh-Hans"
}

// cyrillicLanguage parts Ukrainian from Russian by its own letters.
func cyrillicLanguage(text string) string {
	if strings.ContainsAny(text, "іїєґІЇЄҐ") {
		return "uk"
	}
	return "ru"
}

// latin counts common words, and letters that few languages have. One word
// alone, or two languages at once, say nothing.
func (l *languages) latin(text string) string {
	score := make([]float64, len(l.codes))
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
	for _, w := range words {
		weight := 1.0
		if len(w) == 1 {
			weight = 0.3 // a letter can be anything
		}
		for _, i := range l.words[w] {
			score[i] += weight / float64(len(l.words[w]))
		}
		for _, c := range w {
			for _, i := range l.letters[c] {
				score[i] += 0.5 / float64(len(l.letters[c]))
			}
		}
	}
	best, second := -1, 0.0
	for i, n := range score {
		switch {
		case best < 0 || n > score[best]:
			if best >= 0 {
				second = score[best]
			}
			best = i
		case n > second:
			second = n
		}
	}
	if best < 0 || score[best] < 0.75 || score[best] < second*1.2 {
		return ""
	}
	return l.codes[best]
}
