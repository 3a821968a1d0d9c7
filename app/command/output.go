package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/width"

	"casefolio/app/fault"
)

// text is a sentence in the language of the session; args are pairs.
func (s *session) text(key string, args ...string) string {
	named := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		named[args[i]] = args[i+1]
	}
	return s.catalog.Get(s.lang, key, named)
}

// say writes a sentence to the output.
func (s *session) say(key string, args ...string) error {
	return s.line(s.text(key, args...))
}

// line writes one line of the result. By then the deed is done, which its
// fault tells.
func (s *session) line(text string) error {
	if _, err := fmt.Fprintln(s.host.Out, text); err != nil {
		return fault.Wrap(err, "command.output")
	}
	return nil
}

// tell writes a sentence to the error output, beside the result.
func (s *session) tell(key string, args ...string) {
	fmt.Fprintln(s.host.Err, s.text(key, args...))
}

// print writes v as one line of JSON.
func (s *session) print(v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	return s.line(strings.TrimSuffix(b.String(), "\n"))
}

// table writes rows in columns as wide as their widest cell; Chinese
// characters take two places. Line breaks in a cell become spaces.
func (s *session) table(rows [][]string) error {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			row[i] = strings.Join(strings.Fields(cell), " ")
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], columns(row[i]))
		}
	}
	for _, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			b.WriteString(cell)
			if i < len(row)-1 {
				b.WriteString(strings.Repeat(" ", widths[i]-columns(cell)+2))
			}
		}
		if err := s.line(strings.TrimRight(b.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

// columns is how many places of a terminal the text takes.
func columns(text string) int {
	n := 0
	for _, r := range text {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// when writes a time for people, in the seller's zone; nothing for no time.
func (s *session) when(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(s.profile.Location()).Format("2006-01-02 15:04 (UTC-07:00)")
}

// stamp writes a time for programs, with the offset it came with.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}
