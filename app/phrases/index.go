package phrases

import (
	"runtime"
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
	signs    [places]sign // until they are in a block
}

// index finds phrases by what stands in them. It is changed phrase by phrase, so
// that an edit costs no more than the phrase.
type index struct {
	groups []string // folded names of the groups, by their number
	number map[string]int
	cards  []card // by number; a phrase never leaves
	blocks []*block
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
	if n/64 == len(x.blocks) {
		x.blocks = append(x.blocks, new(block))
	}
	x.blocks[n/64].set(n%64, c.signs)
	c.signs = [places]sign{}
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
	all, pairs := x.hunts(append([]sought{soughtWord(word)}, x.kin.others(word)...)), x.hunts(pairs(word))
	x.each(func(n int, c *card) {
		if !answers[n] {
			return
		}
		if best[n] = c.best(n, all); best[n] == 0 && c.holdsMost(n, pairs) {
			best[n] = inPairs
		}
	})
	return best
}

// leastShare is how many phrases are worth a hand of their own.
const leastShare = 1024

// each calls for every card, on all processors where there are many; no two calls
// are for one card.
func (x *index) each(do func(n int, c *card)) {
	share := max(leastShare, (len(x.cards)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for from := 0; from < len(x.cards); from += share {
		all.Go(func() {
			for n := from; n < min(from+share, len(x.cards)); n++ {
				do(n, &x.cards[n])
			}
		})
	}
	all.Wait()
}

// inOther is what a place is worth for a word that means the same: less than a
// title for the word itself.
func inOther(place uint8) uint8 {
	if place <= 1 {
		return place
	}
	return min(place-1, inTitle-1)
}

// best is the best place where one of the words stands in a card: the first as it
// was typed, the others mean the same. A place that is worth no more than one that
// was found is not looked at: the texts are long.
func (c *card) best(n int, all []hunt) (best uint8) {
	worth := func(place uint8) uint8 { return place }
	for i := range all {
		w := &all[i]
		switch {
		case worth(inTitleStart) > best && w.in(c, n, ofTitle):
			place := uint8(inTitle)
			if strings.Contains(c.in[ofTitle], "\n"+w.text) {
				place = inTitleStart
			}
			best = max(best, worth(place))
		case worth(inGroup) > best && w.groups[c.group]:
			best = worth(inGroup)
		case worth(inWhen) > best && w.in(c, n, ofWhen):
			best = worth(inWhen)
		case worth(inText) > best && w.in(c, n, ofText):
			best = worth(inText)
		}
		worth = inOther
	}
	return best
}

// holdsMost tells whether more than half of the pairs stand in a card. The sets
// tell first whether they can.
func (c *card) holdsMost(n int, pairs []hunt) bool {
	if len(pairs) == 0 || !c.most(n, pairs, (*hunt).mayBeIn) {
		return false
	}
	return c.most(n, pairs, (*hunt).in)
}

func (c *card) most(n int, pairs []hunt, in func(w *hunt, c *card, n, place int) bool) bool {
	held := 0
	for i := range pairs {
		for _, place := range [places]int{ofText, ofWhen, ofTitle} {
			if in(&pairs[i], c, n, place) {
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
