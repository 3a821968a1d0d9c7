package kit

import (
	"strings"
	"testing"
)

func TestPassageLines(t *testing.T) {
	measure := func(text string, _ int) float32 { return byRune(text) }
	show := func(lines [][]piece) string {
		var out []string
		for _, line := range lines {
			var b strings.Builder
			for _, p := range line {
				b.WriteString("[" + p.text + "]")
			}
			out = append(out, b.String())
		}
		return strings.Join(out, "\n")
	}
	for _, c := range []struct {
		name  string
		spans []Span
		width float32
		want  string
	}{
		{"one line", []Span{{Text: "Dear "}, {Text: "Emma", Marked: true}, {Text: ","}}, 40, "[Dear ][Emma][,]"},
		{"a mark moves whole with its comma", []Span{{Text: "Dear "}, {Text: "Emma", Marked: true}, {Text: ", hello"}}, 9, "[Dear ]\n[Emma][, ]\n[hello]"},
		{"own line ends", []Span{{Text: "a\n\nb"}}, 10, "[a]\n\n[b]"},
		{"Chinese around a mark", []Span{{Text: "订单"}, {Text: "302", Marked: true}, {Text: "没有收到"}}, 8, "[订单][302]\n[没有收到]"},
		{"nothing", nil, 10, ""},
	} {
		if got := show(passageLines(c.spans, c.width, measure)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
