package evidence

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"unicode"
)

// MarkKind is what a mark looks like.
type MarkKind string

// The kinds of marks.
const (
	MarkArrow  MarkKind = "arrow" // from the first point to the second
	MarkBox    MarkKind = "box"
	MarkText   MarkKind = "text"   // its upper left corner at the first point
	MarkNumber MarkKind = "number" // its middle at the first point; counted from 1
	MarkRedact MarkKind = "redact" // covered, for good in the copy that is made
)

// Limits of the marks of one picture.
const (
	maxMarks    = 300
	maxMarkText = 300 // characters
)

// Mark is one thing that is drawn on a copy of a picture. Points are shares of
// the upright picture's width and height, from its upper left corner.
type Mark struct {
	Kind MarkKind `json:"kind"`
	X1   float64  `json:"x1"`
	Y1   float64  `json:"y1"`
	X2   float64  `json:"x2,omitempty"`
	Y2   float64  `json:"y2,omitempty"`
	Text string   `json:"text,omitempty"`
}

// Marks are all marks of a picture, for the picture as it was turned when they
// were made.
type Marks struct {
	Turn int    `json:"turn"` // quarters to the right
	List []Mark `json:"list"`
}

// ParseMarks reads marks as they are kept; what cannot be drawn is left out.
func ParseMarks(raw string) (Marks, error) {
	var m Marks
	if raw == "" {
		return m, nil
	}
	if err := json.Unmarshal([]byte(raw), &m); err != nil {
		return Marks{}, err
	}
	return m.tidy(), nil
}

// Redactions counts the covered places.
func (m Marks) Redactions() int {
	n := 0
	for _, x := range m.List {
		if x.Kind == MarkRedact {
			n++
		}
	}
	return n
}

// At gives the marks for the picture turned by some quarters to the right.
func (m Marks) At(turn int) Marks {
	out := Marks{Turn: quarters(turn), List: make([]Mark, len(m.List))}
	copy(out.List, m.List)
	for range quarters(turn - m.Turn) {
		for i, x := range out.List {
			x.X1, x.Y1 = 1-x.Y1, x.X1
			x.X2, x.Y2 = 1-x.Y2, x.X2
			out.List[i] = x.ordered()
		}
	}
	return out
}

func quarters(turn int) int { return ((turn % 4) + 4) % 4 }

// ordered is a box with its upper left corner first.
func (x Mark) ordered() Mark {
	if x.Kind == MarkBox || x.Kind == MarkRedact {
		x.X1, x.X2 = min(x.X1, x.X2), max(x.X1, x.X2)
		x.Y1, x.Y2 = min(x.Y1, x.Y2), max(x.Y1, x.Y2)
	}
	return x
}

// tidy leaves out what cannot be drawn and keeps points within the picture.
func (m Marks) tidy() Marks {
	out := Marks{Turn: quarters(m.Turn)}
	for _, x := range m.List {
		if x, ok := x.tidy(); ok && len(out.List) < maxMarks {
			out.List = append(out.List, x)
		}
	}
	return out
}

func (x Mark) tidy() (Mark, bool) {
	for _, v := range []*float64{&x.X1, &x.Y1, &x.X2, &x.Y2} {
		if math.IsNaN(*v) || math.IsInf(*v, 0) {
			return x, false
		}
		*v = min(1, max(0, *v))
	}
	x = x.ordered()
	switch x.Kind {
	case MarkText:
		x.Text = plainLabel(x.Text)
		return x, x.Text != ""
	case MarkBox, MarkRedact:
		return x, x.X2 > x.X1 && x.Y2 > x.Y1
	case MarkArrow:
		return x, x.X1 != x.X2 || x.Y1 != x.Y2
	case MarkNumber:
		return x, true
	}
	return x, false
}

// plainLabel is the text of a mark without what is no character.
func plainLabel(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	runes := []rune(strings.TrimSpace(s))
	return string(runes[:min(len(runes), maxMarkText)])
}

// Shown is the picture as the seller turned it: orientation and size of what
// is seen.
func (p Picture) Shown() Picture {
	for range quarters(p.Turn) {
		p.Orientation = turnedRight(p.Orientation)
		p.Width, p.Height = p.Height, p.Width
	}
	p.Turn = 0
	return p
}

// named is the name of a derived picture, which depends on how it is turned.
func (p Picture) named(name string) string {
	if p.Turn == 0 {
		return name
	}
	return fmt.Sprintf("%s-turn%d", name, p.Turn)
}

// turnedRight is the orientation (EXIF 1–8) that shows a picture a quarter
// further to the right.
func turnedRight(orientation int) int {
	next := [9]int{6, 6, 7, 8, 5, 2, 3, 4, 1}
	if orientation < 0 || orientation > 8 {
		return 6
	}
	return next[orientation]
}
