package phrases

import "strings"

// A sign is a set of the letters and the pairs of letters that stand in a text,
// each as one bit by its hash. A word can only stand in the text where all pairs
// of the word are in the set; whether it does, the text itself tells then. It costs no more
// than the text: nothing has to be taken out of it or sorted in.
type sign []uint64

// signWords is how many words of bits a place has: about eight bits a pair, for
// a phrase in all languages. signStart is where they begin among those of all
// places, signBits how many bits those are.
var (
	signWords = [places]int{ofTitle: 8, ofWhen: 24, ofText: 96}
	signStart = [places]int{ofTitle: 0, ofWhen: 8, ofText: 32}
)

const signBits = 128 * 64

// block holds the signs of 64 phrases turned over: for each bit of a sign, which
// of the phrases have it. So a few words of bits tell of all of them whether a word
// can stand there.
type block [signBits]uint64

// set takes the sign of a phrase in, at its place among the 64.
func (b *block) set(at int, signs [places]sign) {
	bit := uint64(1) << at
	for place, s := range signs {
		for i, word := range s {
			rows := b[(signStart[place]+i)*64:][:64]
			for k := range rows {
				if rows[k] &^= bit; word>>k&1 != 0 {
					rows[k] |= bit
				}
			}
		}
	}
}

// signOf makes the set of a folded text.
func signOf(text string, words int) sign {
	s := make(sign, words)
	var last rune
	set := func(hash uint32) {
		at := hash % uint32(words*64)
		s[at/64] |= 1 << (at % 64)
	}
	var start beginning
	for _, r := range text {
		if hash, is := start.next(r); is {
			set(hash)
		}
		if parts(r) {
			last = 0
			continue
		}
		if set(pairHash(0, r)); last != 0 {
			set(pairHash(last, r))
		}
		last = r
	}
	return s
}

// beginning follows the first letters of Latin words: a set has the first three
// and the first four of each, too, for pairs of Latin letters stand in every text.
type beginning struct {
	letters int
	hash    uint32
}

// next takes a letter, and gives the hash of those since the word began where it is
// the third or the fourth.
func (b *beginning) next(r rune) (hash uint32, is bool) {
	if r < 'a' || r > 'z' {
		*b = beginning{}
		return 0, false
	}
	b.letters++
	b.hash = b.hash*31 + uint32(r)
	return pairHash(rune(b.hash), -1), b.letters == 3 || b.letters == 4
}

func pairHash(a, b rune) uint32 {
	h := uint32(a)*0x9E3779B1 + uint32(b)*0x85EBCA77
	return h ^ h>>15
}

// sought is a word that is looked for.
type sought struct {
	text  string
	pairs []uint32 // hashes
	whole bool     // only where a word of the text begins
}

// wholeWord is soughtWord for one of Latin letters that is sought where a word of
// the text begins.
func wholeWord(text string) sought {
	w := soughtWord(text)
	w.whole = true
	var start beginning
	var first []uint32
	for _, r := range text {
		hash, is := start.next(r)
		if is {
			first = []uint32{hash} // the longer says more
		}
		if start.letters == 0 || start.letters == 4 {
			break
		}
	}
	w.pairs = append(w.pairs, first...)
	return w
}

func soughtWord(text string) sought {
	w := sought{text: text}
	var last rune
	for _, r := range text {
		if parts(r) { // between two words that are sought as one
			last = 0
			continue
		}
		if last != 0 {
			w.pairs = append(w.pairs, pairHash(last, r))
		}
		last = r
	}
	if len(w.pairs) == 0 {
		w.pairs = append(w.pairs, pairHash(0, last))
	}
	return w
}

// hunt is a word with the phrases where it can stand, by place a bit each, and the
// groups in whose names it does.
type hunt struct {
	sought
	may    [places][]uint64
	groups []bool
}

func (x *index) hunt(w sought) hunt {
	h := hunt{sought: w, groups: x.groupsWith(w)}
	for place := range places {
		may := make([]uint64, len(x.blocks))
		for i, b := range x.blocks {
			all := ^uint64(0)
			for _, hash := range w.pairs {
				all &= b[signStart[place]*64+int(hash%uint32(signWords[place]*64))]
			}
			may[i] = all
		}
		h.may[place] = may
	}
	return h
}

func (x *index) hunts(all []sought) []hunt {
	hunts := make([]hunt, len(all))
	for i, w := range all {
		hunts[i] = x.hunt(w)
	}
	return hunts
}

// mayBeIn tells whether the word can stand in a place of a card, by its number.
func (h *hunt) mayBeIn(_ *card, n, place int) bool { return h.may[place][n/64]>>(n%64)&1 != 0 }

// in tells whether it does.
func (h *hunt) in(c *card, n, place int) bool {
	return h.mayBeIn(c, n, place) && h.standsIn(c.in[place])
}

// standsIn tells whether a folded text has the word.
func (w sought) standsIn(text string) bool {
	if !w.whole {
		return strings.Contains(text, w.text)
	}
	for from := 0; ; {
		at := strings.Index(text[from:], w.text)
		if at < 0 {
			return false
		}
		if at += from; at == 0 || !isLetter(text[at-1]) {
			return true
		}
		from = at + 1
	}
}

func isLetter(b byte) bool { return 'a' <= b && b <= 'z' }
