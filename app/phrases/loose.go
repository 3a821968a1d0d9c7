package phrases

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// few is how many phrases are too few an answer: others follow them that hold
// most of what was typed, in other words or mended.
const few = 5

// mostLoose is how many those are at most.
const mostLoose = 20

// unknownWeight is what a word that stands nowhere takes from the others, as a
// part of what the rarest one weighs.
const unknownWeight = 0.6

// unit is one part of what was typed, in all words that may stand for it.
type unit struct {
	words  []sought
	weight float64 // the rarer, the more
	place  []uint8 // by card: the best where it stands
}

// loose ranks phrases that hold at least half of what was typed, by weight.
func (x *index) loose(q Query, uses map[string]Stat) []Phrase {
	answers := make([]bool, len(x.cards))
	for n := range x.cards {
		answers[n] = !x.cards[n].gone && q.fits(&x.cards[n].phrase)
	}
	units, all := x.units(q.Text, answers), 0.0
	for _, u := range units {
		all += u.weight
	}
	type hit struct {
		n     int
		score float64
	}
	var hits []hit
	for n := range x.cards {
		held, score := 0.0, 0.0
		for _, u := range units {
			if p := u.place[n]; p > 0 {
				held += u.weight
				score += u.weight * float64(p)
			}
		}
		if held > 0 && 2*held >= all {
			c := &x.cards[n]
			hits = append(hits, hit{n, score*perPlace/all + float64(q.points(&c.phrase, uses[c.phrase.ID].Count))})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return x.cards[a.n].order - x.cards[b.n].order
	})
	found := make([]Phrase, 0, min(len(hits), mostLoose))
	for _, h := range hits[:min(len(hits), mostLoose)] {
		found = append(found, x.cards[h.n].phrase)
	}
	return found
}

// units takes what was typed apart and finds each part. What stands nowhere is
// taken for a slip of the keys where a known word is near.
func (x *index) units(text string, answers []bool) (units []unit) {
	seen := map[string]bool{}
	for _, word := range words(text) {
		for _, part := range scripts(word) {
			all := []string{string(part)}
			han := unspaced(part[0])
			if han {
				all = x.kin.split(part)
			}
			for _, is := range all {
				if seen[is] {
					continue
				}
				seen[is] = true
				u := x.unit(append([]sought{soughtWord(is)}, x.kin.others(is)...), answers)
				if u.weight < 0 && is[0] < utf8.RuneSelf && len(is) >= shortest {
					for _, meant := range near(x.vocabulary(), is) {
						u.words = append(append(u.words, soughtWord(meant)), x.kin.others(meant)...)
					}
					u = x.unit(u.words, answers)
				}
				switch {
				case u.weight >= 0 && han && len(all) > 1 && !x.kin.knows(is):
					u.weight /= 2 // neighbours, perhaps no word
				case u.weight >= 0:
				case han && len(all) > 1:
					continue
				default:
					u.weight = unknownWeight * math.Log(float64(len(x.cards)+1))
				}
				units = append(units, u)
			}
		}
	}
	return units
}

// unit finds words that stand for one another; the weight is negative where none
// of them stands anywhere.
func (x *index) unit(all []sought, answers []bool) unit {
	u := unit{words: all, place: make([]uint8, len(x.cards)), weight: -1}
	hunts := x.hunts(all)
	count, of := 0, 0
	for n := range x.cards {
		if !answers[n] {
			continue
		}
		of++
		if u.place[n] = x.cards[n].best(n, hunts); u.place[n] > 0 {
			count++
		}
	}
	if count > 0 {
		u.weight = math.Log(float64(of+1) / float64(count+1))
	}
	return u
}

// vocabulary are the words that what was mistyped may have been meant to be.
func (x *index) vocabulary() []string {
	x.once.Do(func() { x.known = vocabulary(x.library) })
	return x.known
}

func (x *index) groupsWith(w sought) []bool {
	groups := make([]bool, len(x.groups)+1) // and one that nobody knows
	for i, names := range x.groups {
		groups[i] = strings.Contains(names, w.text)
	}
	return groups
}
