package evidence

import (
	"fmt"
	"slices"
	"strings"
)

// titleWords are the lines with which exports of programs begin.
type titleWords []title

// title is a line "before NAME after".
type title struct{ format, before, after string }

func compileTitles(rules map[string][]string) (titleWords, error) {
	var all titleWords
	for format, list := range rules {
		for _, t := range list {
			before, after, ok := strings.Cut(t, "*")
			if !ok {
				return nil, fmt.Errorf("titles: %q has no place for a name", t)
			}
			all = append(all, title{format, before, after})
		}
	}
	slices.SortFunc(all, func(a, b title) int { // the longer ones say more
		return len(b.before) + len(b.after) - len(a.before) - len(a.after)
	})
	return all, nil
}

// titleLines is how far down a title may stand.
const titleLines = 4

// titledBy returns the reader with what the title at the top tells: the
// program, and a name, which may hold spaces where lines part names by them.
func (r *chatReader) titledBy(lines []line) *chatReader {
	for _, l := range lines[:min(len(lines), titleLines)] {
		text := cleanName(l.text)
		if len(text) > 2*maxSender {
			continue
		}
		for _, t := range r.titles {
			if len(text) < len(t.before)+len(t.after) || !strings.HasPrefix(text, t.before) || !strings.HasSuffix(text, t.after) {
				continue
			}
			known := *r
			known.titled = t.format
			if name := cleanName(text[len(t.before) : len(text)-len(t.after)]); name != "" {
				words := *r.words
				words.named = append(slices.Clone(words.named), name)
				known.words = &words
			}
			return &known
		}
	}
	return r
}

// knownPrefix is the longest known name with which s begins, whole words only.
func (r *chatReader) knownPrefix(s string) string {
	longest := ""
	for _, name := range r.words.named {
		if len(name) > len(longest) && strings.HasPrefix(s, name) && (len(s) == len(name) || s[len(name)] == ' ') {
			longest = name
		}
	}
	return longest
}
