package phrases

import "strings"

// A sign is a set of the letters and the pairs of letters that stand in a text,
// each as one bit by its hash. A word can only stand in the text where all pairs
// of the word are in the set; whether it does, the text itself tells then. It costs no more
// than the text: nothing has to be taken out of it or sorted in.
type sign []uint64

// signWords is how many words of bits a place has: about eight bits a pair, for
// a phrase in all languages.
var signWords = [places]int{ofTitle: 8, ofWhen: 24, ofText: 96}

// signOf makes the set of a folded text.
func signOf(text string, words int) sign {
	s := make(sign, words)
	var last rune
	set := func(a, b rune) {
		at := pairHash(a, b) % uint32(words*64)
		s[at/64] |= 1 << (at % 64)
	}
	for _, r := range text {
		if parts(r) {
			last = 0
			continue
		}
		if set(0, r); last != 0 {
			set(last, r)
		}
		last = r
	}
	return s
}

func pairHash(a, b rune) uint32 {
	h := uint32(a)*0x9E3779B1 + uint32(b)*0x85EBCA77
	return h ^ h>>15
}

// may tells whether a pair can stand in the text.
func (s sign) may(hash uint32) bool {
	if len(s) == 0 {
		return false
	}
	at := hash % uint32(len(s)*64)
	return s[at/64]&(1<<(at%64)) != 0
}

// sought is a word that is looked for.
type sought struct {
	text  string
	pairs []uint32 // hashes
	whole bool     // only where a word of the text begins
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

// mayBeIn tells whether the word can stand in a place of a card.
func (w sought) mayBeIn(c *card, place int) bool {
	for _, hash := range w.pairs {
		if !c.signs[place].may(hash) {
			return false
		}
	}
	return true
}

// in tells whether it does.
func (w sought) in(c *card, place int) bool {
	if !w.mayBeIn(c, place) {
		return false
	}
	text := c.in[place]
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
