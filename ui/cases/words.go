package cases

import (
	"strings"
	"unicode"
)

// firstWords returns the beginning of text on one line, at most n characters
// long and cut between words where it can be.
func firstWords(text string, n int) string {
	line := oneLine(text)
	runes := []rune(line)
	if len(runes) <= n {
		return line
	}
	cut := n
	for i := n; i > n/2; i-- {
		if unicode.IsSpace(runes[i]) {
			cut = i
			break
		}
	}
	return strings.TrimSpace(string(runes[:cut])) + "…"
}

// oneLine folds white space and drops what cannot be shown on a line.
func oneLine(text string) string {
	const enough = 4096 // bytes; a line in the window never shows more
	if len(text) > enough {
		text = text[:enough]
	}
	fields := strings.FieldsFunc(strings.ToValidUTF8(text, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	})
	return strings.Join(fields, " ")
}

// joinWords puts a middle dot between what is there.
func joinWords(parts ...string) string {
	there := parts[:0:0]
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, " · ")
}

// cleanLines keeps line breaks and drops other control characters and empty
// lines.
func cleanLines(text string) string {
	var out []string
	for _, line := range strings.Split(strings.ToValidUTF8(text, ""), "\n") {
		line = strings.TrimRightFunc(strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && r != '\t' {
				return -1
			}
			return r
		}, line), unicode.IsSpace)
		if line != "" {
			out = append(out, line)
		}
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}
