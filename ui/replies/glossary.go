package replies

import (
	"regexp"
	"strings"

	"casefolio/app/phrases"
)

// glossary writes placeholders as the seller reads them, {order} as {Order number},
// and reads them back.
type glossary struct {
	names, ids map[string]string
}

var token = regexp.MustCompile(`\{([^{}\n]+)\}`)

func newGlossary(all []phrases.Placeholder) glossary {
	w := glossary{map[string]string{}, map[string]string{}}
	for _, h := range all {
		w.names[h.ID], w.ids[name(h.Names)] = name(h.Names), h.ID
	}
	return w
}

// name is what a placeholder is called.
func (w glossary) name(id string) string {
	if text, ok := w.names[id]; ok {
		return text
	}
	return id
}

func (w glossary) show(raw string) string    { return swap(raw, w.names) }
func (w glossary) read(shown string) string  { return swap(shown, w.ids) }
func (w glossary) shownAt(raw string) places { return placesOf(raw, w.names) }
func (w glossary) rawAt(shown string) places { return placesOf(shown, w.ids) }

func swap(text string, to map[string]string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	return token.ReplaceAllStringFunc(text, func(t string) string {
		if other, ok := to[t[1:len(t)-1]]; ok {
			return "{" + other + "}"
		}
		return t
	})
}

// places tells where a byte of a text is after its placeholders were swapped.
type places []shift

// shift is a token that became longer or shorter.
type shift struct{ start, end, by int }

func placesOf(text string, to map[string]string) places {
	var out places
	for _, m := range token.FindAllStringSubmatchIndex(text, -1) {
		if other, ok := to[text[m[2]:m[3]]]; ok {
			out = append(out, shift{m[0], m[1], len(other) - (m[3] - m[2])})
		}
	}
	return out
}

// of is where the byte at is; one within a token is where the token begins.
func (p places) of(at int) int {
	by := 0
	for _, s := range p {
		switch {
		case at >= s.end:
			by += s.by
		case at > s.start:
			return s.start + by
		default:
			return at + by
		}
	}
	return at + by
}

// known tells whether there is a placeholder of that id.
func (w glossary) known(id string) bool {
	_, ok := w.names[id]
	return ok
}
