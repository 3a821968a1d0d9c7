package phrases

import (
	"regexp"
	"slices"
	"strings"
)

// placeholder is a name in braces, such as {order}.
var placeholder = regexp.MustCompile(`\{([a-z_]+)\}`)

// Names lists the placeholders of a text, each once, in the order of the alphabet.
func Names(text string) []string {
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Filled is a phrase with its placeholders filled. Missing names the
// placeholders that have no value; they stay in Text as {name}. Spans are the
// byte ranges of filled-in values in Text.
type Filled struct {
	Text    string
	Missing []string
	Spans   [][2]int
}

// Fill puts values into the placeholders of text. A value is taken as it is:
// braces in it are not filled again.
func Fill(text string, values map[string]string) Filled {
	var b strings.Builder
	var f Filled
	last := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(text, -1) {
		name := text[m[2]:m[3]]
		b.WriteString(text[last:m[0]])
		last = m[1]
		value := strings.TrimSpace(values[name])
		if value == "" {
			b.WriteString(text[m[0]:m[1]])
			if !slices.Contains(f.Missing, name) {
				f.Missing = append(f.Missing, name)
			}
			continue
		}
		start := b.Len()
		b.WriteString(value)
		f.Spans = append(f.Spans, [2]int{start, b.Len()})
	}
	b.WriteString(text[last:])
	f.Text = b.String()
	return f
}
