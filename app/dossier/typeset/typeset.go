// Package typeset turns text into lines of positioned glyphs: script and
// direction segmentation, font choice by coverage, shaping and line breaking.
// All lengths are PDF points (1/72 inch).
package typeset

import "github.com/go-text/typesetting/font"

// Weight chooses between the regular and the bold faces.
type Weight int

// The weights.
const (
	Regular Weight = iota
	Bold
)

// RGB is an opaque colour.
type RGB struct{ R, G, B uint8 }

// Style is how a span looks. Size is the font size in points.
type Style struct {
	Size    float64
	Weight  Weight
	Color   RGB
	Tabular bool // figures of equal width, for times, hashes and money

	Least float64 // that no character is smaller than; 0: as it looks best
}

// Span is text in one style. Any string is allowed: control characters,
// invalid UTF-8 and bidi overrides come out visible and harmless.
type Span struct {
	Text  string
	Style Style
}

// Face is one loaded font file, shared by all documents of a Faces.
type Face struct {
	Name string // stable, e.g. "NotoSansSC-Bold"
	Data []byte // the uncompressed TrueType file; never written to

	font       *font.Font // its tables for shaping, without the outlines
	space      uint32     // the glyph of U+0020
	spaceWidth float64    // in ems
}

// Glyph is one positioned glyph of a run. X and Y are where it is drawn,
// measured from the run's left end on the baseline, Y downwards; Advance is how
// far the pen moves. In a run without a face, ID is the code point.
type Glyph struct {
	ID            uint32
	X, Y, Advance float64
	Text          string // what the reader should get back for it: "" for the followers in a cluster
}

// Run is a stretch of glyphs in one face, size and direction. The glyphs are in
// the order in which they are read: from right to left where RTL.
type Run struct {
	X      float64 // from the line's left edge
	Face   *Face   // nil: draw each Glyph as a visible box holding its code point (no face has it)
	Size   float64
	Bold   bool
	Color  RGB
	RTL    bool
	Glyphs []Glyph
	Text   string // logical order
}

// Line is one line of a paragraph, ready to be placed with its left edge and
// baseline. A line of a right-to-left paragraph is as wide as its measure, and
// its runs stand at the right end.
type Line struct {
	Width, Ascent, Descent float64 // Descent is positive, below the baseline
	Runs                   []Run   // in the order in which they are read; X tells where each stands
	Text                   string  // logical order, without the line break
	Last                   bool    // ends its paragraph (hard break or end of text)
}

// Height is the line's natural height.
func (l Line) Height() float64 { return l.Ascent + l.Descent }
