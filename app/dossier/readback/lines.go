package readback

import (
	"math"
	"strings"
)

// liner puts the pieces of a page's text together in the order in which they
// are drawn. Within a line, pieces follow each other as they are: our writer
// draws spaces as text. Between lines of one paragraph stands a line break;
// where text begins anew, an empty line, over which no term is looked for.
type liner struct {
	out    strings.Builder
	any    bool
	y      float64
	from   float64 // where the line begins and ends
	to     float64
	size   float64
	spaced bool   // the last piece ends with a space
	marked bool   // the paragraph has letters that run from right to left
	held   string // the text of a stretch whose glyphs are still to come
	waits  bool
}

const (
	sameLine  = 0.6  // of the size: two pieces stand on one line
	nextLine  = 1.8  // of the size: the line below belongs to it
	sameEdge  = 1.5  // points
	besides   = 0.45 // of the size: two pieces follow each other
	justified = 2    // of the size: they do behind a space
	wordSpace = 0.18 // of the size: a gap that reads as a space
)

// hold keeps a text until its first glyph tells where it stands.
func (l *liner) hold(text string) { l.held, l.waits = text, true }

// release tells that the stretch ends; one without a glyph stands where it is.
func (l *liner) release() {
	if l.waits {
		l.out.WriteString(l.held)
		l.waits = false
	}
}

// add takes up a piece that begins at (x, y) and ends at (end, y).
func (l *liner) add(text string, x, y, end, size float64) {
	if l.waits {
		text, l.waits = l.held, false
	}
	if math.IsNaN(x) || math.IsNaN(y) || size <= 0 {
		size = 1
	}
	left, right := min(x, end), max(x, end)
	rightToLeft := strings.ContainsFunc(text, isRightToLeft)
	if l.any {
		l.between(left, right, y, size, rightToLeft)
	}
	if !l.any || math.Abs(y-l.y) > sameLine*max(size, l.size) {
		l.from, l.to = left, right
	} else {
		l.from, l.to = min(l.from, left), max(l.to, right)
	}
	l.marked = l.marked || rightToLeft
	l.y, l.size, l.any = y, size, true
	l.out.WriteString(text)
	if text != "" {
		l.spaced = strings.HasSuffix(text, " ")
	}
}

// between writes what stands before a piece.
func (l *liner) between(left, right, y, size float64, rightToLeft bool) {
	larger := max(size, l.size)
	down := l.y - y
	switch {
	case math.Abs(down) <= sameLine*larger:
		l.within(max(left-l.to, l.from-right)/larger, rightToLeft)
	case down > 0 && down <= nextLine*larger && (math.Abs(left-l.from) <= sameEdge || math.Abs(right-l.to) <= sameEdge || l.marked || rightToLeft):
		l.out.WriteString("\n")
	default:
		l.out.WriteString("\n\n")
		l.marked = false
	}
}

// within writes what stands between two pieces of one line. gap is the room
// between them in ems, negative where they overlap: a line of both directions
// is drawn to and fro.
func (l *liner) within(gap float64, rightToLeft bool) {
	switch {
	case gap <= wordSpace:
	case l.marked || rightToLeft:
		if !l.spaced && gap <= besides {
			l.out.WriteString(" ")
		}
	case l.spaced && gap <= justified:
	case gap <= besides:
		l.out.WriteString(" ")
	default:
		l.out.WriteString("\n\n")
		l.marked = false
	}
}

func isRightToLeft(r rune) bool {
	return r >= 0x0590 && r <= 0x08FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFE
}
