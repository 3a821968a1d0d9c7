// Package block is what a printed document says, in reading order and without
// a place on the page: compose makes the blocks from a case, layout puts them
// on pages. Pure data; it knows neither cases nor points.
package block

import "strings"

// Tone is the part a text plays; layout gives it size, weight and colour.
type Tone int

// The tones.
const (
	Body     Tone = iota // running text
	Muted                // labels beside running text
	Strong               // what stands out in running text
	Small                // captions
	SmallInk             // captions that are evidence themselves: file names, hashes
	Figure               // times and hashes in tables: small, figures of equal width
	Title                // of the whole document
	Heading              // of a section
)

// Span is text in one tone. Any string is allowed.
type Span struct {
	Tone Tone
	Text string
}

// Text is spans that follow each other; line feeds break lines.
type Text []Span

// Say is text in one tone.
func Say(tone Tone, s string) Text { return Text{{tone, s}} }

// Empty tells whether there is nothing to print.
func (t Text) Empty() bool {
	for _, s := range t {
		if s.Text != "" {
			return false
		}
	}
	return true
}

// String is the words alone.
func (t Text) String() string {
	var b strings.Builder
	for _, s := range t {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Document is everything on paper and what the file says of itself.
type Document struct {
	Paper string // "a4", "letter"
	Lang  string // "zh-CN", "en"

	Head   string // at the top left of every page, until a heading names its own
	Number string // at the top right
	Foot   string // at the bottom left
	Made   string // at the bottom right, before the page number

	Title, Author, Subject, Keywords string
	Created                          string // PDF time

	MinText float64 // points below which no text is set; 0: as it looks best
	Grey    bool    // for a recipient who takes no colours

	Blocks []Block
}

// Block is one of the types below.
type Block interface{ block() }

// Mark makes a block a target of links, and a bookmark when Title is not
// empty. The zero Mark is none.
type Mark struct {
	Name  string
	Title string
	Level int // of the bookmark, from 0
}

// Opening is the name of the document with a line below.
type Opening struct {
	Title, Sub string
}

// Header opens a section or an exhibit.
type Header struct {
	Text    string
	Marks   []Mark // a header over several exhibits carries one for each
	Running string // what the top of the following pages says
}

// Paragraph is running text over the full width. Keep holds its end on the page
// of the next block.
type Paragraph struct {
	Text  Text
	Keep  bool
	Above float64 // points of room above it, beyond the usual
}

// Fact is a labelled value.
type Fact struct{ Label, Value string }

// Facts are labelled values in two columns.
type Facts struct{ Facts []Fact }

// Column is one column of a table. Its width is Width points, or a share of
// what is left by Grow.
type Column struct {
	Head  string
	Width float64
	Grow  float64
	Right bool
}

// Cell is one field of a row. PageOf prints the page of a mark instead of the
// text. Bar draws a thin bar at its left.
type Cell struct {
	Text   Text
	PageOf string
	Bar    bool
}

// Row is one line of a table. Target links the whole row to a mark. A Wide row
// has one cell over the whole width.
type Row struct {
	Cells  []Cell
	Target string
	Wide   bool
}

// Table repeats its head on every page that it reaches.
type Table struct {
	Columns []Column
	Rows    []Row
}

// Photo is a picture with its caption. Fault, when not empty, stands in a box
// in its place.
type Photo struct {
	Mark    Mark
	Path    string // upright JPEG or PNG
	W, H    int    // pixels of the file
	Alt     string
	Caption []Text // paragraphs
	Fault   string
	Words   bool   // a picture of text
	Parts   []Part // of a picture too long for a page, from the top; Path is not shown then
}

// Part is a strip of a long picture with the words over and under it that lead
// from one page to the next.
type Part struct {
	Path         string
	W, H         int
	Above, Below string
}

// Photos are set one, two or four to a page; a long one has pages to itself.
type Photos struct {
	Photos  []Photo
	PerPage int // 1, 2 (also where it is 0) or 4
	// Close is for where pages are scarce: four to a page, but pictures of text
	// as PerPage says.
	Close bool
}

// Letterhead says at the top of the first page whose document this is. Logo
// may have no path.
type Letterhead struct {
	Name, Sub string
	Logo      Photo
}

// Card stands for an original that is not printed: what it is called and what
// to know about it.
type Card struct {
	Name string
	Note string
}

// Seal is a text beside a QR code that holds Code.
type Seal struct {
	Code string
	Text []Text // paragraphs
}

// Signatures are lines to sign on, side by side.
type Signatures struct{ Labels []string }

func (Letterhead) block() {}
func (Opening) block()    {}
func (Header) block()     {}
func (Paragraph) block()  {}
func (Facts) block()      {}
func (Table) block()      {}
func (Photos) block()     {}
func (Card) block()       {}
func (Seal) block()       {}
func (Signatures) block() {}
