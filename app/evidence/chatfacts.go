package evidence

import (
	"fmt"
	"slices"
	"strings"
)

// Fact is what a chat program says about a message besides its words.
type Fact string

// The facts.
const (
	NoFact   Fact = ""
	Omitted  Fact = "omitted"  // a picture, film or voice that the export left out
	Attached Fact = "attached" // a file that came with the export
	Deleted  Fact = "deleted"  // the sender took the message back
	Edited   Fact = "edited"   // the sender changed the message
	Call     Fact = "call"
)

// factRules is the "facts" part of rules/chat.json: whole texts by fact, those
// of one program under its format, and the words around a file's name.
type factRules struct {
	Texts    map[string][]string `json:"texts"`    // by fact
	Formats  map[string][]string `json:"formats"`  // by format: what stands for left-out media
	Edited   []string            `json:"edited"`   // end of a text
	Attached []string            `json:"attached"` // "<attached: *>": the star is the file's name
}

type factWords struct {
	texts    map[string]Fact
	formats  map[string]map[string]bool
	edited   []string
	attached [][2]string // what stands before and behind the name
}

func (w factRules) compile() (*factWords, error) {
	f := &factWords{texts: map[string]Fact{}, formats: map[string]map[string]bool{}, edited: lower(w.Edited)}
	for name, texts := range w.Texts {
		fact := Fact(name)
		if !slices.Contains([]Fact{Omitted, Deleted, Call}, fact) {
			return nil, fmt.Errorf("facts: %q is none", name)
		}
		for _, t := range texts {
			f.texts[strings.ToLower(t)] = fact
		}
	}
	for format, texts := range w.Formats {
		f.formats[format] = set(texts)
	}
	for _, t := range w.Attached {
		before, after, ok := strings.Cut(strings.ToLower(t), "*")
		if !ok || before+after == "" {
			return nil, fmt.Errorf("facts: %q has no place for a name", t)
		}
		f.attached = append(f.attached, [2]string{before, after})
	}
	return f, nil
}

// longestFact bounds the text that is compared.
const longestFact = 300

// mark reads the fact and the file's name from the text of a message.
func (f *factWords) mark(m *Message, format string) {
	if m.Fact != NoFact || m.Role == System && m.Sender == "" && m.At.IsZero() {
		return
	}
	first, _, _ := strings.Cut(m.Body, "\n")
	if len(first) <= longestFact {
		first = strings.TrimFunc(first, func(r rune) bool { return isMark(r) || isBlank(r) })
		folded := strings.ToLower(first)
		if fact, ok := f.texts[strings.TrimSuffix(folded, ".")]; ok {
			m.Fact = fact
			return
		}
		if f.formats[format][folded] {
			m.Fact = Omitted
			return
		}
		if name, ok := f.fileName(first, folded); ok {
			m.Fact, m.Media = Attached, name
			return
		}
	}
	end := strings.ToLower(m.Body[max(0, len(m.Body)-longestFact):])
	for _, word := range f.edited {
		if strings.HasSuffix(trimMarks(end), word) {
			m.Fact = Edited
			return
		}
	}
}

// fileName reads the name of an attached file.
func (f *factWords) fileName(text, folded string) (string, bool) {
	for _, a := range f.attached {
		if len(folded) != len(text) || len(folded) <= len(a[0])+len(a[1]) || !strings.HasPrefix(folded, a[0]) || !strings.HasSuffix(folded, a[1]) {
			continue
		}
		name := cleanName(text[len(a[0]) : len(text)-len(a[1])])
		if i := strings.LastIndexByte(name, '.'); i > 0 && len(name)-i <= 6 {
			return name, true
		}
	}
	return "", false
}
