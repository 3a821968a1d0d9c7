package phrases

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kin knows which words mean the same.
type kin struct {
	of    map[string][]int // the lists that a folded word stands in
	lists [][]sought
	stems []string // Latin words, for what begins with one
}

func newKin(lists [][]string) *kin {
	k := &kin{of: map[string][]int{}}
	for n, words := range lists {
		var all []sought
		for _, w := range words {
			w = fold(w)
			k.of[w] = append(k.of[w], n)
			if w[0] < utf8.RuneSelf {
				k.stems = append(k.stems, w)
			}
			if utf8.RuneCountInString(w) > 1 { // one Chinese letter alone stands in too many words
				s := soughtWord(w)
				if w[0] < utf8.RuneSelf {
					s = wholeWord(w)
				}
				all = append(all, s)
			}
		}
		k.lists = append(k.lists, all)
	}
	return k
}

// shortest is how long a word must be to be looked at by its stem, or mended.
const shortest = 5

// others are the words that mean the same as a word, and what it comes from.
func (k *kin) others(word string) []sought {
	lists := k.of[word]
	var all []sought
	if len(lists) == 0 && word[0] < utf8.RuneSelf && len(word) >= shortest {
		for _, ending := range []string{"ing", "ed", "es", "s", "d"} {
			if stem, is := strings.CutSuffix(word, ending); is && len(stem) >= shortest-1 {
				lists, all = append(lists[:len(lists):len(lists)], k.of[stem]...), append(all, wholeWord(stem))
			}
		}
		for _, stem := range k.stems {
			if len(stem) >= shortest && stem != word && strings.HasPrefix(word, stem) {
				lists = append(lists[:len(lists):len(lists)], k.of[stem]...)
			}
		}
	}
	for _, n := range lists {
		for _, w := range k.lists[n] {
			if w.text != word && !slices.ContainsFunc(all, func(s sought) bool { return s.text == w.text }) {
				all = append(all, w)
			}
		}
	}
	return all
}

// knows tells whether a word stands in a list.
func (k *kin) knows(word string) bool { return k.of[word] != nil }

// split takes a run of letters that are written without spaces apart: the
// longest words that are known, and the neighbours in what is left.
func (k *kin) split(run []rune) (units []string) {
	const longest = 6
	var rest []rune
	flush := func() {
		for i := 1; i < len(rest); i++ {
			units = append(units, string(rest[i-1:i+1]))
		}
		rest = rest[:0]
	}
	for i := 0; i < len(run); {
		n := 0
		for size := min(longest, len(run)-i); size > 0 && n == 0; size-- {
			if k.knows(string(run[i : i+size])) {
				n = size
			}
		}
		if n == 0 {
			rest = append(rest, run[i])
			i++
			continue
		}
		flush()
		units = append(units, string(run[i:i+n]))
		i += n
	}
	if flush(); len(units) == 0 {
		return []string{string(run)}
	}
	return units
}

// scripts takes a word apart where letters written without spaces meet others.
func scripts(word string) (parts [][]rune) {
	for _, r := range word {
		n := len(parts) - 1
		if n < 0 || unspaced(parts[n][0]) != unspaced(r) {
			parts = append(parts, nil)
			n++
		}
		parts[n] = append(parts[n], r)
	}
	return parts
}

// near are the words of a vocabulary that a word of Latin letters was most
// likely meant to be.
func near(vocabulary []string, word string) []string {
	var best []string
	most := 1
	if len(word) >= 2*shortest-1 {
		most = 2
	}
	for _, w := range vocabulary {
		if len(w) < len(word)-most || len(w) > len(word)+most || w[0] != word[0] {
			continue
		}
		switch d := distance(word, w); {
		case d < most:
			best, most = []string{w}, d
		case d == most && len(best) < 4:
			best = append(best, w)
		}
	}
	return best
}

// distance is how many letters were left out, added, changed or swapped.
func distance(a, b string) int {
	before, last, now := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}

// vocabulary are the Latin words of the starter set.
func vocabulary(l *Library) []string {
	seen := map[string]bool{}
	for _, p := range l.Phrases {
		for _, texts := range []map[string]string{p.Titles, p.When, p.Texts} {
			for lang, text := range texts {
				if lang == "zh" || lang == "ja" {
					continue
				}
				for _, w := range strings.FieldsFunc(fold(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
					if len(w) >= shortest-1 {
						seen[w] = true
					}
				}
			}
		}
	}
	all := make([]string, 0, len(seen))
	for w := range seen {
		all = append(all, w)
	}
	slices.Sort(all)
	return all
}
