package phrases

import (
	"slices"
	"strings"
)

// How well a word fits, by where it stands. The best place counts.
const (
	inTitleStart = 8
	inTitle      = 6
	inGroup      = 4
	inWhen       = 3
	inText       = 2
	inPairs      = 1 // more than half of the neighbours in a word without spaces
)

// The places that have an index of their own.
const (
	ofTitle = iota
	ofWhen
	ofText
	places
)

// card is a phrase with its texts folded for comparing. In each place, a text
// begins after a line break.
type card struct {
	phrase   Phrase
	gone     bool // its making was taken back
	order    int  // in the order of a conversation
	group    int
	shortcut string
	in       [places]string
}

// index finds phrases by what stands in them. A phrase has a number, and each
// gram the numbers of those that hold it, in their order. It is changed phrase
// by phrase, so that an edit costs no more than the phrase.
type index struct {
	groups []string // folded names of the groups, by their number
	number map[string]int
	cards  []card // by number; a phrase never leaves
	held   [places]holders
}

func newIndex(l *Library) *index {
	x := &index{number: map[string]int{}}
	for _, g := range l.Groups {
		x.groups = append(x.groups, joined(g.Names)+"\n"+g.ID)
	}
	for i := range x.held {
		x.held[i] = holders{plain: make([][]uint32, plain*plain), other: map[gram][]uint32{}}
	}
	return x
}

// joined folds the texts of all languages into one.
func joined(texts map[string]string) string {
	var b strings.Builder
	for _, lang := range Spoken() {
		if t := texts[lang]; t != "" {
			b.WriteByte('\n')
			b.WriteString(fold(t))
		}
	}
	return b.String()
}

func newCard(p Phrase, group, order int) card {
	shortcut := fold(p.Shortcut)
	return card{phrase: p, order: order, group: group, shortcut: shortcut, in: [places]string{
		joined(p.Titles), joined(p.When), joined(p.Texts) + "\n" + fold(p.ID) + "\n" + shortcut,
	}}
}

// put takes a phrase in, or takes it anew.
func (x *index) put(c card) {
	n, known := x.number[c.phrase.ID]
	if !known {
		n = len(x.cards)
		x.number[c.phrase.ID] = n
		x.cards = append(x.cards, card{})
	}
	for place, is := range c.in {
		if was := x.cards[n].in[place]; was != is {
			x.held[place].drop(uint32(n), was)
			x.held[place].add(uint32(n), is)
		}
	}
	x.cards[n] = c
}

// found marks the phrases that hold a word by the best place where it stands;
// those that do not answer need not be looked at.
func (x *index) found(word string, answers []bool) []uint8 {
	best := make([]uint8, len(x.cards))
	runes := []rune(word)
	x.at(ofText, word, runes, answers, func(n uint32) { best[n] = inText })
	x.at(ofWhen, word, runes, answers, func(n uint32) { best[n] = inWhen })
	for group, names := range x.groups {
		if !strings.Contains(names, word) {
			continue
		}
		for n := range x.cards {
			if x.cards[n].group == group {
				best[n] = inGroup
			}
		}
	}
	x.at(ofTitle, word, runes, answers, func(n uint32) {
		best[n] = inTitle
		if strings.Contains(x.cards[n].in[ofTitle], "\n"+word) {
			best[n] = inTitleStart
		}
	})
	x.foundPairs(pairs(word), best)
	return best
}

// at calls fn for each phrase that holds a word at a place.
func (x *index) at(place int, word string, runes []rune, answers []bool, fn func(n uint32)) {
	held := &x.held[place]
	if len(runes) == 1 {
		for _, n := range held.of(0, runes[0]) {
			fn(n)
		}
		return
	}
	lists := make([][]uint32, 0, len(runes)-1)
	for i := 1; i < len(runes); i++ {
		lists = append(lists, held.of(runes[i-1], runes[i]))
	}
	slices.SortFunc(lists, func(a, b []uint32) int { return len(a) - len(b) })
	for _, n := range lists[0] {
		if answers[n] && inAll(n, lists[1:]) && (len(runes) == 2 || strings.Contains(x.cards[n].in[place], word)) {
			fn(n)
		}
	}
}

// inAll tells whether a number stands in all lists. They are walked forward: it
// is asked for growing numbers.
func inAll(n uint32, lists [][]uint32) bool {
	for i, l := range lists {
		for len(l) > 0 && l[0] < n {
			l = l[1:]
		}
		if lists[i] = l; len(l) == 0 || l[0] != n {
			return false
		}
	}
	return true
}

// foundPairs marks the phrases that hold more than half of the pairs.
func (x *index) foundPairs(pairs [][2]rune, best []uint8) {
	if len(pairs) == 0 {
		return
	}
	count, last := make([]int, len(best)), make([]int, len(best))
	for i, pair := range pairs {
		for place := range places {
			for _, n := range x.held[place].of(pair[0], pair[1]) {
				if last[n] <= i { // once, wherever it stands
					last[n] = i + 1
					count[n]++
				}
			}
		}
	}
	for n, c := range count {
		if best[n] == 0 && 2*c > len(pairs) {
			best[n] = inPairs
		}
	}
}
