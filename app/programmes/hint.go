package programmes

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Hint says which exhibits may be what a piece of evidence asks for. All that
// it names must hold; of a list, one entry is enough.
type Hint struct {
	Kinds      []string `json:"kinds"`
	Milestones []string `json:"milestones"` // "delivered" or, closer, "delivered.signed"
	Words      []string `json:"words"`      // in small letters; Latin ones at the beginning of a word
	Role       string   `json:"role"`       // somebody who must speak in it
	Parcel     bool     `json:"parcel"`     // it names a parcel
}

func (h Hint) check() error {
	if len(h.Kinds) == 0 {
		return errors.New("a hint without kinds")
	}
	for _, k := range h.Kinds {
		if !known([]string{"chat", "tracking", "photo", "email", "document", "text"}, k) {
			return errors.New("a hint with an unknown kind " + k)
		}
	}
	for _, w := range h.Words {
		if w == "" || w != strings.ToLower(w) {
			return errors.New("a hint with a word that is empty or not in small letters")
		}
	}
	return nil
}

// fits tells whether an exhibit may be it.
func (h Hint) fits(e Exhibit) bool {
	return known(h.Kinds, e.Kind) &&
		(!h.Parcel || e.Parcel != "") &&
		(h.Role == "" || known(e.Roles, h.Role)) &&
		(len(h.Milestones) == 0 || slices.ContainsFunc(h.Milestones, e.passed)) &&
		(len(h.Words) == 0 || slices.ContainsFunc(h.Words, func(w string) bool { return holds(e.Text, w) }))
}

// passed tells whether a tracking record names a milestone or a detail of it.
func (e Exhibit) passed(milestone string) bool {
	return slices.ContainsFunc(e.Milestones, func(m string) bool {
		return m == milestone || strings.HasPrefix(m, milestone+".")
	})
}

// holds tells whether a word stands in a text. A word in Latin letters must
// begin a word there, so that "pod" is not found in "tripod"; in scripts
// without spaces it may stand anywhere.
func holds(text, word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	anywhere := unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:from+i])
		if anywhere || !unicode.IsLetter(before) || unicode.Is(unicode.Han, before) {
			return true
		}
		from += i + len(word)
	}
}

// maxOffers is how many exhibits are offered for one slot.
const maxOffers = 5

// Suggestion offers an exhibit for a slot.
type Suggestion struct {
	Key     string
	Exhibit Exhibit
}

// suggest offers exhibits for the slots that are empty and apply, in the order
// of the slots and of the exhibits.
func (r *Rules) suggest(slots []Slot, exhibits []Exhibit) []Suggestion {
	var offers []Suggestion
	for _, s := range slots {
		if s.Satisfied() || s.Waived {
			continue
		}
		n := 0
		for _, e := range exhibits {
			if n < maxOffers && slices.ContainsFunc(r.vocabulary[s.Key].Suggest, func(h Hint) bool { return h.fits(e) }) {
				offers = append(offers, Suggestion{s.Key, e})
				n++
			}
		}
	}
	return offers
}
