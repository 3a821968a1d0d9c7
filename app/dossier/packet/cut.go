package packet

import (
	"strings"

	"casefolio/app/dossier/compose"
)

// piece is a range of what an exhibit consists of: messages, lines of a
// tracking record, strips of a long picture, paragraphs of a text.
type piece struct {
	unit     int // its exhibit
	from, to int
	of       int // how many there are
}

func (p piece) whole() bool { return p.from == 0 && p.to == p.of }

// wholePiece is an exhibit that is not cut.
func wholePiece(unit int, e compose.Exhibit) piece { return piece{unit, 0, parts(e), parts(e)} }

// parts counts what an exhibit can be cut into.
func parts(e compose.Exhibit) int {
	switch {
	case len(e.Messages) > 0:
		return len(e.Messages)
	case len(e.Events) > 0:
		return len(e.Events)
	case len(e.Parts) > 0:
		return len(e.Parts)
	case e.Text != "":
		return len(paragraphs(e.Text))
	}
	return 1
}

// cut is the part of an exhibit that a piece is.
func (p piece) cut(e compose.Exhibit) compose.Exhibit {
	switch {
	case p.whole():
	case len(e.Messages) > 0:
		e.Messages = e.Messages[p.from:p.to]
	case len(e.Events) > 0:
		e.Events = e.Events[p.from:p.to]
	case len(e.Parts) > 0:
		e.Parts = e.Parts[p.from:p.to]
	case e.Text != "":
		e.Text = strings.Join(paragraphs(e.Text)[p.from:p.to], "")
	}
	return e
}

// longParagraph is how many bytes of a text without line ends stay together.
const longParagraph = 2000

// paragraphs cuts a text at its line ends, and at spaces or anywhere between
// characters where those are far apart. Together they are the text.
func paragraphs(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		for len(line) > longParagraph {
			n := strings.LastIndexByte(line[:longParagraph], ' ') + 1
			if n < longParagraph/2 {
				for n = longParagraph; n > 0 && line[n]&0xC0 == 0x80; n-- { // within a character
				}
			}
			if n == 0 {
				n = longParagraph
			}
			all, line = append(all, line[:n]), line[n:]
		}
		all = append(all, line)
	}
	return all
}
