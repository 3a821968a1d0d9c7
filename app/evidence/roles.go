package evidence

import (
	"strings"
	"unicode"
)

// speakers holds the words by which a chat names its two sides, and the names
// that are known for one reading.
type speakers struct {
	buyer, seller []string
	platform      map[string]bool
	fields        map[string]bool
	named         []string // the customer's and the seller's names
	opt           Options
}

// with returns the words together with the names of opt.
func (w *speakers) with(opt Options) *speakers {
	known := *w
	known.opt = opt
	known.named = nil
	for _, name := range append([]string{opt.Buyer}, opt.Seller...) {
		if name = strings.TrimSpace(name); name != "" {
			known.named = append(known.named, name)
		}
	}
	return &known
}

// isField tells the labels of forms ("Order: 123", "Status changed"), which
// are no names.
func (w *speakers) isField(name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	first, _, _ := strings.Cut(name, " ")
	return (w.fields[name] || w.fields[first]) && w.role(name) == Unknown
}

// role guesses who a sender is: by the names that are known, then by words such
// as "buyer" in the name.
func (w *speakers) role(sender string) Role {
	for _, name := range w.opt.Seller {
		if sameName(sender, name) {
			return Seller
		}
	}
	if sameName(sender, w.opt.Buyer) {
		return Buyer
	}
	folded := strings.ToLower(sender)
	switch {
	case hasWord(folded, w.seller): // first, for "customer service" holds "customer"
		return Seller
	case hasWord(folded, w.buyer):
		return Buyer
	}
	return Unknown
}

// speaker guesses who a sender is, the platform included. Only one who is
// known to speak in a chat is looked at so: "Platform: Amazon" elsewhere is a
// line of a form.
func (w *speakers) speaker(sender string) Role {
	if w.platform[strings.Join(nameWords(sender), " ")] {
		return Platform
	}
	return w.role(sender)
}

// sameName tells whether two names are alike: equal but for case, or all words
// of one are words of the other ("Emma" and "Emma Schneider").
func sameName(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	for _, word := range x {
		found := false
		for _, other := range y {
			found = found || word == other
		}
		if !found {
			return false
		}
	}
	return true
}

func nameWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

// hasWord tells whether name is one of the words or holds one: as whole words of
// an alphabet, or at either end where words are not parted by spaces. The
// shortest ones ("me") only stand alone.
func hasWord(name string, words []string) bool {
	spaced := " " + strings.Join(nameWords(name), " ") + " "
	for _, word := range words {
		switch {
		case name == word:
			return true
		case wide(firstRune(word)):
			if len(word) > 3 && (strings.HasPrefix(name, word) || strings.HasSuffix(name, word)) {
				return true
			}
		case len(word) > 3 && strings.Contains(spaced, " "+word+" "):
			return true
		}
	}
	return false
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// setRoles guesses the role of every sender; of two speakers the second is the
// other side when one is known.
func (r *chatReader) setRoles(messages []Message) {
	roles := map[string]Role{}
	var order []string
	for _, m := range messages {
		if m.Role == System || m.Sender == "" {
			continue
		}
		if _, seen := roles[m.Sender]; !seen {
			roles[m.Sender] = r.words.speaker(m.Sender)
			order = append(order, m.Sender)
		}
	}
	if len(order) == 2 {
		a, b := order[0], order[1]
		roles[a], roles[b] = otherSide(roles[a], roles[b])
	}
	for i, m := range messages {
		if m.Role != System {
			messages[i].Role = roles[m.Sender]
		}
	}
}

func otherSide(a, b Role) (Role, Role) {
	opposite := map[Role]Role{Buyer: Seller, Seller: Buyer}
	switch {
	case a != Unknown && b == Unknown:
		b = opposite[a]
	case b != Unknown && a == Unknown:
		a = opposite[b]
	case a == b:
		a, b = Unknown, Unknown // both named alike: not to be told apart
	}
	return a, b
}
