package phrases

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// Query narrows a search; empty fields do not.
type Query struct {
	Text                             string
	Group, Category, Stage, Platform string // a category holds those below it
	Lang                             string // those that have a text in it
	Favourite, Own, Trash            bool   // Own: the seller's words, also over a phrase of the starter set
	Near                             Near
}

// Near is what a phrase is looked for: what fits it better comes first.
type Near struct {
	Group, Category, Stage, Platform, Lang string

	// About are the kinds of case that it is one of, between blanks: a phrase that is
	// only for another kind comes last. "first" and "later" replies, "mistake" of the
	// seller, one that is the buyer's ("buyers"), "dispute", "chat", "presale".
	About string
}

// What a phrase gains and loses beside the words.
const (
	perPlace      = 4
	forShortcut   = 400
	startShortcut = 200
	forGroup      = 12
	forLeaf       = 14 // of another stage, too, more than what fits the top and the stage
	forTop        = 6
	forStage      = 5
	offStage      = 2
	forPlatform   = 8
	forLang       = 6
	forFavourite  = 8
	forOnly       = 8
	notOnly       = 40
	mostForUse    = 8
)

// fits tells whether a query wants a phrase, whatever its words.
func (q Query) fits(p *Phrase) bool {
	switch {
	case p.Trashed != q.Trash,
		q.Group != "" && p.Group != q.Group,
		q.Category != "" && !below(p.Category, q.Category),
		q.Stage != "" && p.Stage != q.Stage,
		q.Platform != "" && p.Platform != q.Platform,
		q.Lang != "" && p.Texts[q.Lang] == "",
		q.Favourite && !p.Favourite,
		q.Own && !p.Own && !p.Edited:
		return false
	}
	return true
}

// below tells whether a category is another or one of those below it.
func below(id, top string) bool {
	return id == top || strings.HasPrefix(id, top) && id[len(top)] == '.'
}

// counts tells whether use matters: a library that is only looked through keeps
// its order.
func (q Query) counts() bool { return q.Text != "" || q.Near != (Near{}) }

// points are what a phrase gains by the seller's marks, its use and what is near.
func (q Query) points(p *Phrase, used int) int {
	n := 0
	if p.Favourite {
		n += forFavourite
	}
	if q.counts() {
		n += min(2*bits.Len(uint(used)), mostForUse)
	}
	n += fit(q.Near.Group, p.Group, p.Group == q.Near.Group, forGroup)
	if q.Near.Category != "" && p.Category != "" {
		switch {
		case p.Category == q.Near.Category:
			n += forLeaf
		case below(q.Near.Category, p.Category):
			n += forTop
		case !below(p.Category, q.Near.Category):
			n -= forTop
		}
	}
	if n += fit(q.Near.Stage, p.Stage, p.Stage == q.Near.Stage, forStage); q.Near.Stage != "" && p.Stage != "" && p.Stage != q.Near.Stage {
		n -= offStage
	}
	if p.Only != "" && q.Near != (Near{}) && strings.TrimSpace(q.Text) == "" {
		if strings.Contains(" "+q.Near.About+" ", " "+p.Only+" ") {
			n += forOnly
		} else {
			n -= notOnly
		}
	}
	if n += fit(q.Near.Platform, p.Platform, p.Platform == q.Near.Platform, forPlatform); q.Near.Platform != "" && p.Platform != "" && p.Platform != q.Near.Platform {
		n -= forPlatform
	}
	return n + fit(q.Near.Lang, "x", p.Texts[q.Near.Lang] != "", forLang)
}

func fit(near, is string, same bool, points int) int {
	if near == "" || is == "" || !same {
		return 0
	}
	return points
}

// shortcutPoints are for a query that is the shortcut of a phrase, or begins it.
func shortcutPoints(typed, shortcut string) int {
	switch {
	case shortcut == "" || len(typed) < 2 || !strings.HasPrefix(shortcut, typed):
		return 0
	case shortcut == typed:
		return forShortcut
	}
	return startShortcut
}

// search ranks the phrases that answer a query. uses tells how often each was
// used.
func (x *index) search(q Query, uses map[string]Stat) []Phrase {
	typed := words(q.Text)
	slices.SortFunc(typed, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	typed = slices.Compact(typed)
	answers, points := make([]bool, len(x.cards)), make([]int, len(x.cards))
	for n := range x.cards {
		answers[n] = !x.cards[n].gone && q.fits(&x.cards[n].phrase)
	}
	whole := strings.TrimSpace(fold(q.Text))
	short := map[int]int{}
	if whole != "" {
		for n := range x.cards {
			if p := shortcutPoints(whole, x.cards[n].shortcut); p > 0 && answers[n] {
				short[n] = p
			}
		}
		if len(typed) == 0 {
			clear(answers) // nothing but marks was typed
		}
	}
	for _, w := range typed {
		for n, place := range x.found(w, answers) {
			answers[n] = answers[n] && place > 0
			points[n] += perPlace * int(place)
		}
	}
	for n, p := range short {
		answers[n] = true
		points[n] += p
	}
	counted := q.counts() && len(uses) > 0
	hits := make([]uint64, 0, len(x.cards))
	for n := range answers {
		if !answers[n] {
			continue
		}
		c, used := &x.cards[n], 0
		if counted {
			used = uses[c.phrase.ID].Count
		}
		points := uint64(1<<16 - points[n] - q.points(&c.phrase, used))
		hits = append(hits, points<<46|uint64(c.order)<<20|uint64(n))
	}
	slices.Sort(hits)
	found := make([]Phrase, len(hits))
	for i, h := range hits {
		found[i] = x.cards[h&(1<<20-1)].phrase
	}
	return found
}
