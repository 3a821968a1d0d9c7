package said

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// theirs are the words by which a time is the buyer's own: what the buyer is
// asked or free to do until then, which nobody promises.
type theirs struct {
	ours  *regexp.Regexp // the seller acts
	asked *regexp.Regexp // the buyer does, said to the buyer
	acts  *regexp.Regexp // what buyers do where nobody is named
}

// asking is what rules/promises.json has of one language.
type asking struct {
	Ours  []string `json:"ours"`
	Asked []string `json:"asked"`
	Acts  []string `json:"acts"`
}

// wordless are the languages that are written without spaces.
var wordless = []string{"zh", "ja"}

func compileTheirs(lists map[string]asking) (theirs, error) {
	var t theirs
	for _, p := range []struct {
		to  **regexp.Regexp
		get func(asking) []string
	}{
		{&t.ours, func(a asking) []string { return a.Ours }},
		{&t.asked, func(a asking) []string { return a.Asked }},
		{&t.acts, func(a asking) []string { return a.Acts }},
	} {
		var spaced, other []string
		for lang, a := range lists {
			if slices.Contains(wordless, lang) {
				other = append(other, p.get(a)...)
			} else {
				spaced = append(spaced, p.get(a)...)
			}
		}
		if len(spaced)*len(other) == 0 {
			return t, fmt.Errorf("%s: words of the buyer are missing", promisesFile)
		}
		re, err := regexp.Compile(`(?:^|[^\p{L}\p{N}])(?:` + strings.Join(spaced, "|") + `)(?:$|[^\p{L}\p{N}])|` + strings.Join(other, "|"))
		if err != nil {
			return t, fmt.Errorf("%s: %w", promisesFile, err)
		}
		*p.to = re
	}
	return t, nil
}

// mostClause bounds how far from a time its clause is looked at, in bytes.
const mostClause = 240

// ofBuyer tells whether the time between two places is the buyer's own.
func (f *finder) ofBuyer(from, to int) bool {
	begin := max(0, from-mostClause)
	for begin < from && !utf8.RuneStart(f.low[begin]) {
		begin++
	}
	before := f.low[begin:from]
	before = before[clauseBegin(before):]
	after := clip(f.low[min(to, len(f.low)):])
	if n := strings.IndexAny(after, ",;:.!?()。、"); n >= 0 {
		after = after[:n]
	}
	clause := before + f.low[from:min(to, len(f.low))] + after
	last := -1
	for _, m := range f.theirs.ours.FindAllStringIndex(before, -1) {
		last = m[1]
	}
	if last < 0 && f.theirs.acts.MatchString(clause) {
		return true
	}
	for _, m := range f.theirs.asked.FindAllStringIndex(clause, -1) {
		if m[0] >= last-1 { // what ends one may begin the other
			return true
		}
	}
	return false
}

// clauseBegin is where the last clause of a text begins. A comma ends none where
// words are written without spaces: the one who acts often stands before it.
func clauseBegin(text string) int {
	for i := len(text); i > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		switch r {
		case ';', '!', '?', '。', '—', '(', ')':
			return i
		case '.', ':', ',':
			if i == len(text) || text[i] == ' ' {
				return i
			}
		}
		i -= size
	}
	return 0
}
