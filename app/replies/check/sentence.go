package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostSentence bounds what is taken for one sentence, in bytes.
const mostSentence = 1500

// sentences returns where the sentences of a view lie. A line that ends without
// a mark goes on in the next one, as mail programs break lines.
func sentences(text string) [][2]int {
	var all [][2]int
	from := 0
	add := func(to int) {
		for from < to && (text[from] == ' ' || text[from] == '\n') {
			from++
		}
		if from < to {
			all = append(all, [2]int{from, to})
		}
		from = to
	}
	for i, r := range text {
		end := i + utf8.RuneLen(r)
		if endsSentence(text, i, r, end) || end-from > mostSentence && (r == ' ' || r == ',' || end-from > 2*mostSentence) {
			add(end)
		}
	}
	add(len(text))
	return all
}

func endsSentence(text string, i int, r rune, end int) bool {
	switch r {
	case '\u3002', '\u2026':
		return true
	case '!', '?', ';': // within a link it ends nothing
		return end == len(text) || text[end] >= utf8.RuneSelf || !isWordByte(text[end])
	case '.':
		return end == len(text) || text[end] == ' ' && !abbreviated(text, i, end) || text[end] == '\n'
	case '\n':
		return endsLine(text, i, end)
	}
	return false
}

// abbreviated tells a point after a single letter or a number, or before a word
// that goes on. The view knows no capitals, so a title counts as one.
func abbreviated(text string, i, end int) bool {
	word := text[strings.LastIndexAny(text[:i], " \n")+1 : i]
	switch word {
	case "mr", "mrs", "ms", "dr", "no", "nr", "st", "approx", "e.g", "i.e", "sr", "sra", "z.b", "bzw", "inkl", "sig", "m":
		return true
	}
	next, _ := utf8.DecodeRuneInString(text[end+1:])
	return len(word) < 3 && word != "" && unicode.IsDigit(rune(word[0])) && (unicode.IsDigit(next) || unicode.IsLetter(next))
}

// endsLine tells whether a sentence ends with its line: an empty line follows,
// the line ends with a mark, or the next one begins an item.
func endsLine(text string, i, end int) bool {
	before := strings.TrimRight(text[:i], " ")
	after := strings.TrimLeft(text[end:], " ")
	if before == "" || after == "" || after[0] == '\n' {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return unicode.IsPunct(last) || unicode.IsDigit(first) || unicode.IsPunct(first) || unicode.IsSymbol(first)
}
