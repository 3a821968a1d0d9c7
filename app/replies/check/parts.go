package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A text of so many sentences and words is a whole reply, of which parts can be
// missing; a long one also has room for thanks. Two Han characters or kana count
// as a word.
const (
	wholeSentences, wholeWords = 2, 12
	longSentences, longWords   = 3, 25
)

// greeting is the part that a reply begins with.
const greeting = "greeting"

// certain is a time that a seller can be held to.
const certain = "certain"

// find returns where a part of a reply stands first in a text, in any of its
// languages.
func (w *work) find(part, text string) (at [2]int, ok bool) {
	for _, lang := range w.langs {
		if e := w.Rules.parts[part][lang]; e != nil {
			if m := e.get().FindStringIndex(text); m != nil && (!ok || m[0] < at[0]) {
				at, ok = [2]int{m[0], m[1]}, true
			}
		}
	}
	return at, ok
}

// has tells whether the reply has a part.
func (w *work) has(part string) bool {
	_, ok := w.partAt[part]
	return ok
}

// words counts the words of the reply.
func (w *work) words() int {
	words, wide, inWord := 0, 0, false
	for _, r := range w.view.text {
		switch {
		case r >= 0x2E80 && unicode.IsLetter(r):
			wide++
			inWord = false
		case unicode.IsLetter(r):
			if !inWord {
				words++
			}
			inWord = true
		case r != '\'':
			inWord = false
		}
	}
	return words + wide/2
}

// parts tells what a whole reply lacks. They are hints: the order of a
// conversation is the seller's.
func (w *work) parts() {
	words := w.words()
	whole := len(w.sentences) >= wholeSentences && words >= wholeWords
	long := len(w.sentences) >= longSentences && words >= longWords
	if whole && !w.hasGreeting() {
		w.add("greeting", 0, 0)
	}
	if long && !w.has("thanks") {
		w.add("thanks", 0, 0)
	}
	if whole && !w.has("next") && !w.has("promise") && !strings.Contains(w.flat, "?") {
		w.add("next_step", 0, 0)
	}
	if at, ok := w.partAt["promise"]; ok && !w.has(certain) {
		w.add("time", at[0], at[1])
	}
	if whole {
		w.oneWay()
	}
	w.explainedFirst()
}

// oneWay marks an offer that leaves no choice.
func (w *work) oneWay() {
	if w.has("choice") || w.has("done") || strings.Contains(w.flat, "?") {
		return
	}
	if at, ok := w.partAt["offer"]; ok {
		w.add("options", at[0], at[1])
	}
}

// explainedFirst marks an explanation that stands before the apology.
func (w *work) explainedFirst() {
	sorry, ok := w.partAt["apology"]
	why, explained := w.partAt["explanation"]
	if ok && explained && why[0] < sorry[0] && !w.sameSentence(why[0], sorry[0]) {
		w.add("apology", why[0], why[1])
	}
}

func (w *work) sameSentence(a, b int) bool {
	return slices.ContainsFunc(w.sentences, func(s [2]int) bool { return a >= s[0] && a < s[1] && b >= s[0] && b < s[1] })
}

// headLength is how many bytes of a reply its greeting can have.
const headLength = 160

func (w *work) head() string {
	head := strings.TrimLeft(w.view.text[:min(headLength, len(w.view.text))], " \n\"")
	return head
}

func (w *work) hasGreeting() bool {
	head := w.head()
	if at, ok := w.find(greeting, head); ok && at[0] == 0 {
		return true
	}
	first, _, _ := strings.Cut(head, "\n")
	for name := range strings.FieldsFuncSeq(foldWord(w.in.Buyer), notLetter) {
		if len(name) > 2 && strings.Contains(first[:min(len(first), 60)], name) {
			return true
		}
	}
	return false
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }

// greeted holds the name of the greeting against the buyer's.
func (w *work) greeted() {
	if strings.TrimSpace(w.in.Buyer) == "" {
		return
	}
	skipped := len(w.view.text) - len(strings.TrimLeft(w.view.text, " \n\""))
	head := w.head()
	for _, lang := range w.langs {
		e := w.Rules.parts[greeting][lang]
		if e == nil {
			continue
		}
		m := e.get().FindStringSubmatchIndex(head)
		if m == nil || m[0] != 0 {
			continue
		}
		for g := 2; g+1 < len(m); g += 2 {
			if m[g] >= 0 && m[g+1] > m[g] {
				w.named(skipped+m[g], skipped+m[g+1], m[g] > 0)
				return
			}
		}
	}
}

// named looks at the words behind a greeting: bytes of the view. behind tells
// that they follow the word of greeting, where a small letter begins no name
// unless it stands alone.
func (w *work) named(from, to int, behind bool) {
	name := w.view.text[from:to]
	var parts []string
	start, end := -1, from
	for at := 0; at < len(name); {
		n := letters(name[at:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(name[at:])
			at += size
			continue
		}
		word := name[at : at+n]
		original, _ := w.view.span(from+at, from+at+n)
		first, _ := utf8.DecodeRuneInString(w.in.Text[original:])
		switch {
		case w.titles[word]:
		case w.nobody[word], unicode.IsLower(first) && (len(parts) > 0 || n < len(strings.TrimSpace(name[at:])) || !behind):
			at = len(name)
			continue
		default:
			if start < 0 {
				start = from + at
			}
			parts, end = append(parts, word), from+at+n
		}
		at += n
	}
	if start < 0 || w.known(parts) {
		return
	}
	w.add("name", start, end, "said", strings.TrimSpace(w.original(start, end)), "buyer", w.in.Buyer)
	if last := len(w.found) - 1; last >= 0 && w.found[last].Rule == "name" && isWide(parts[0]) != isWide(foldWord(w.in.Buyer)) {
		w.found[last].Severity = Warn // a name in another script may be the same one
	}
}

func (w *work) original(from, to int) string {
	start, end := w.view.span(from, to)
	return w.in.Text[start:end]
}

func isWide(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x2E80 })
}

// known tells whether a name is the buyer's, or one of those that may stand in
// a greeting.
func (w *work) known(parts []string) bool {
	for _, name := range append([]string{w.in.Buyer}, w.in.Names...) {
		folded := foldWord(name)
		compact := strings.Join(strings.FieldsFunc(folded, notLetter), "")
		for _, p := range parts {
			if isWide(p) {
				first, _ := utf8.DecodeRuneInString(p)
				if strings.Contains(folded, p) || strings.Contains(p, compact) && compact != "" || strings.HasPrefix(folded, string(first)) {
					return true
				}
				continue
			}
			if len(p) > 2 && strings.HasPrefix(compact, p) || slices.Contains(strings.FieldsFunc(folded, notLetter), p) {
				return true
			}
		}
	}
	return false
}
