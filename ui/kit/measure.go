package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"casefolio/ui/theme"
)

// Measure breaks long texts into lines quickly: it knows the width of each
// character once and adds them up, where asking for every piece of text would
// take a second for a chat of some thousand messages.
type Measure struct {
	size   float32
	widths map[rune]float32
}

// NewMeasure measures upright text of a size of the theme. Use it on the
// window's thread.
func NewMeasure(name fyne.ThemeSizeName) *Measure {
	return &Measure{size: theme.Size(name), widths: map[rune]float32{}}
}

// Wrap breaks s into lines of at most width, at the same places as wrapped
// Text but in time that grows with the length alone.
func (m *Measure) Wrap(s string, width float32) string {
	if width <= 0 {
		return s
	}
	paragraphs := strings.Split(s, "\n")
	for i, p := range paragraphs {
		if m.Width(p) > width {
			paragraphs[i] = strings.Join(m.wrap([]rune(p), width), "\n")
		}
	}
	return strings.Join(paragraphs, "\n")
}

func (m *Measure) wrap(r []rune, width float32) []string {
	var lines []string
	breaks := breaksOf(r)
	for start := 0; start < len(r); {
		line, last, i := float32(0), 0, start
		for ; i < len(r); i++ {
			line += m.rune(r[i])
			if line > width && !unicode.IsSpace(r[i]) { // white space may hang over the edge
				break
			}
			for len(breaks) > 0 && breaks[0] <= i+1 {
				last, breaks = breaks[0], breaks[1:]
			}
		}
		end := last
		if end <= start { // one word is wider than the line
			end = max(i, start+1)
		}
		lines = append(lines, strings.TrimRightFunc(string(r[start:end]), unicode.IsSpace))
		for start = end; start < len(r) && unicode.IsSpace(r[start]); start++ {
		}
	}
	return lines
}

// Width is the width of the widest line of s.
func (m *Measure) Width(s string) float32 {
	widest, line := float32(0), float32(0)
	for _, r := range s {
		if r == '\n' {
			widest, line = max(widest, line), 0
			continue
		}
		line += m.rune(r)
	}
	return max(widest, line)
}

func (m *Measure) rune(r rune) float32 {
	w, ok := m.widths[r]
	if !ok {
		w = fyne.MeasureText(string(r), m.size, fyne.TextStyle{}).Width
		m.widths[r] = w
	}
	return w
}
