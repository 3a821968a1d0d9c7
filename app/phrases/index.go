package phrases

import (
	"strings"
	"sync"
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
	signs    [places]sign
}

// index finds phrases by what stands in them. It is changed phrase by phrase, so
// that an edit costs no more than the phrase.
type index struct {
	groups []string // folded names of the groups, by their number
	number map[string]int
	cards  []card // by number; a phrase never leaves
	kin    *kin

	library *Library
	once    sync.Once
	known   []string // see vocabulary
}

func newIndex(l *Library) *index {
	x := &index{number: map[string]int{}, kin: newKin(l.Words), library: l}
	for _, g := range l.Groups {
		x.groups = append(x.groups, joined(g.Names)+"\n"+g.ID)
	}
	return x
}

// joined folds the texts of all languages into one.
func joined(texts map[string]string, more ...string) string {
	size := 0
	for _, t := range texts {
		size += len(t) + 1
	}
	var b strings.Builder
	b.Grow(size)
	for _, lang := range Spoken() {
		if t := texts[lang]; t != "" {
			b.WriteByte('\n')
			foldInto(&b, t)
		}
	}
	for _, t := range more {
		b.WriteByte('\n')
		foldInto(&b, t)
	}
	return b.String()
}

func newCard(p Phrase, group int) card {
	shortcut := fold(p.Shortcut)
	c := card{phrase: p, group: group, shortcut: shortcut, in: [places]string{
		joined(p.Titles), joined(p.When), joined(p.Texts, p.ID, shortcut),
	}}
	for place, text := range c.in {
		c.signs[place] = signOf(text, signWords[place])
	}
	return c
}

// put takes a phrase in, or takes it anew. It stands at its place among the
// group's: that of the starter set, or behind.
func (x *index) put(c card, place int) {
	n, known := x.number[c.phrase.ID]
	if !known {
		n = len(x.cards)
		x.number[c.phrase.ID] = n
		x.cards = append(x.cards, card{})
		if place < 0 {
			place = most/2 + n
		}
	} else if place < 0 {
		place = x.cards[n].order % most
	}
	c.order = c.group*most + place
	x.cards[n] = c
}

// drop lets a phrase be found no more. It keeps its number.
func (x *index) drop(id string) {
	if n, known := x.number[id]; known {
		x.cards[n] = card{phrase: Phrase{ID: id}, gone: true, order: x.cards[n].order}
	}
}

// found marks the phrases that answer and hold a word by the best place where it
// stands. A word that means the same counts a little less.
func (x *index) found(word string, answers []bool) []uint8 {
	best := make([]uint8, len(x.cards))
	all, pairs := append([]sought{soughtWord(word)}, x.kin.others(word)...), pairs(word)
	holding := make([][]bool, len(all))
	for i, w := range all {
		holding[i] = x.groupsWith(w)
	}
	for n := range x.cards {
		if !answers[n] {
			continue
		}
		c := &x.cards[n]
		for i, w := range all {
			p := c.place(w, holding[i])
			if i > 0 {
				p = inOther(p)
			}
			if best[n] = max(best[n], p); p >= inTitle {
				break
			}
		}
		if best[n] == 0 && c.holdsMost(pairs) {
			best[n] = inPairs
		}
	}
	return best
}

// inOther is what a place is worth for a word that means the same: less than a
// title for the word itself.
func inOther(place uint8) uint8 {
	if place <= 1 {
		return place
	}
	return min(place-1, inTitle-1)
}

// place is the best one where a word stands in a card.
func (c *card) place(w sought, groups []bool) uint8 {
	switch {
	case w.in(c, ofTitle):
		if strings.Contains(c.in[ofTitle], "\n"+w.text) {
			return inTitleStart
		}
		return inTitle
	case groups[c.group]:
		return inGroup
	case w.in(c, ofWhen):
		return inWhen
	case w.in(c, ofText):
		return inText
	}
	return 0
}

// holdsMost tells whether more than half of the pairs stand in a card. The sets
// tell first whether they can.
func (c *card) holdsMost(pairs []sought) bool {
	if len(pairs) == 0 || !c.most(pairs, sought.mayBeIn) {
		return false
	}
	return c.most(pairs, sought.in)
}

func (c *card) most(pairs []sought, in func(w sought, c *card, place int) bool) bool {
	held := 0
	for i, pair := range pairs {
		for _, place := range [places]int{ofText, ofWhen, ofTitle} {
			if in(pair, c, place) {
				held++
				break
			}
		}
		if 2*(held+len(pairs)-i-1) <= len(pairs) {
			return false
		}
	}
	return 2*held > len(pairs)
}
