package layout

import (
	"math"
	"strings"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/typeset"
)

// sheet is the paper with its frame.
type sheet struct{ w, h float64 }

// Distances in points; the side margins are 18 mm.
const (
	margin      = 51.0
	headBase    = 54.0 // baseline of the running head
	frameTop    = 76.0
	footRule    = 47.0 // from the lower edge
	footBase    = 35.0
	frameBottom = 60.0

	padLeft  = 4.5 // within a table cell
	padRight = 6.0
	padRow   = 4.5

	hairline  = 0.5
	headRule  = 0.8
	barWidth  = 1.5
	barIndent = 7.0
)

// Line spacing as a multiple of the size. Text extraction takes the lines of a
// cell for one paragraph only while they stand closer than about 1.45 sizes;
// beyond that it reads a table line by line across the columns.
const (
	tight = 1.37
	loose = 1.5
)

func sheetOf(paper string) sheet {
	if paper == "letter" {
		return sheet{612, 792}
	}
	return sheet{595.28, 841.89}
}

func (s sheet) width() float64  { return s.w - 2*margin }
func (s sheet) height() float64 { return s.h - frameTop - frameBottom }
func (s sheet) right() float64  { return s.w - margin }

var (
	ink   = typeset.RGB{R: 0x1F, G: 0x25, B: 0x30}
	muted = typeset.RGB{R: 0x5B, G: 0x62, B: 0x6E}
	line  = typeset.RGB{R: 0xC9, G: 0xC6, B: 0xBF}
	pale  = typeset.RGB{R: 0xF3, G: 0xF2, B: 0xEE}
)

func styleOf(t block.Tone) typeset.Style {
	switch t {
	case block.Muted:
		return typeset.Style{Size: 9.5, Color: muted}
	case block.Strong:
		return typeset.Style{Size: 9.5, Weight: typeset.Bold, Color: ink}
	case block.Small:
		return typeset.Style{Size: 8, Color: muted, Tabular: true}
	case block.SmallInk, block.Figure:
		return typeset.Style{Size: 8, Color: ink, Tabular: true}
	case block.Title:
		return typeset.Style{Size: 18, Weight: typeset.Bold, Color: ink}
	case block.Heading:
		return typeset.Style{Size: 12, Weight: typeset.Bold, Color: ink}
	}
	return typeset.Style{Size: 9.5, Color: ink}
}

func spansOf(t block.Text) []typeset.Span {
	spans := make([]typeset.Span, 0, len(t))
	for _, s := range t {
		if s.Text != "" {
			spans = append(spans, typeset.Span{Text: s.Text, Style: styleOf(s.Tone)})
		}
	}
	return spans
}

// setLine is a line with its place in a column: pitch is how far down it
// reaches, base where its baseline stands below its top.
type setLine struct {
	typeset.Line
	pitch, base float64
}

// setText breaks text to width. Scripts with tall marks get the room that
// they ask for; all others share one rhythm.
func setText(set Setter, t block.Text, width, leading float64) []setLine {
	spans := spansOf(t)
	if len(spans) == 0 {
		return nil
	}
	return placeLines(spans, set.Break(spans, width), leading)
}

// runningText is setText for paragraphs, which fill the measure in the
// languages that want it.
func runningText(set Setter, t block.Text, width float64) []setLine {
	spans := spansOf(t)
	if len(spans) == 0 {
		return nil
	}
	broken := set.Break(spans, width)
	typeset.Justify(broken, width)
	return placeLines(spans, broken, loose)
}

func placeLines(spans []typeset.Span, broken []typeset.Line, leading float64) []setLine {
	lines := make([]setLine, len(broken))
	for i, l := range broken {
		size := spans[0].Style.Size
		for j, r := range l.Runs {
			if j == 0 || r.Size > size {
				size = r.Size
			}
		}
		keepHyphen(l)
		lines[i] = setLine{Line: l, pitch: size * leading, base: size * (leading/2 + 0.35)}
		if l.Height() > 1.6*size {
			lines[i].base = math.Max(lines[i].base, l.Ascent)
			lines[i].pitch = math.Max(lines[i].pitch, lines[i].base+l.Descent)
		}
	}
	if leading == tight {
		closeUp(lines)
	}
	return lines
}

// closeUp makes of blank lines a gap of half a line. A bare gap would cut a
// cell in two for text extraction, so that a run stands in it that draws
// nothing.
func closeUp(lines []setLine) {
	blank := true // the line before, or none
	for i := 0; i+1 < len(lines); i++ {
		again := blank
		if blank = strings.TrimSpace(lines[i].Text) == ""; !blank {
			continue
		}
		if again {
			lines[i].pitch, lines[i].Runs = 0, nil
			continue
		}
		before := lines[i-1]
		lines[i].pitch, lines[i].base, lines[i].Runs = before.pitch/2, before.base/2, nil
		if run, ok := before.Unseen(); ok {
			lines[i].Runs = []typeset.Run{run}
		}
	}
}

// keepHyphen lets a hyphen at the end of a line read as hyphen and space.
// Text extraction takes a bare one for a word that was divided, and drops it.
func keepHyphen(l typeset.Line) {
	if len(l.Runs) == 0 {
		return
	}
	glyphs := l.Runs[len(l.Runs)-1].Glyphs
	if n := len(glyphs); n > 0 && glyphs[n-1].Text == "-" {
		glyphs[n-1].Text = "- "
	}
}
