// Package page is the display list between layout and rendering: what stands
// where on each page. Pure data, comparable in tests without a PDF. Lengths
// are points, the origin is the page's top left corner, y grows downwards.
package page

import (
	"time"

	"casefolio/app/dossier/typeset"
)

// Rect is a rectangle by its top left corner.
type Rect struct{ X, Y, W, H float64 }

// Text is a line of text; Y is its baseline.
type Text struct {
	X, Y float64
	Line typeset.Line
}

// Rule is a straight stroke.
type Rule struct {
	X1, Y1, X2, Y2, Width float64
	Color                 typeset.RGB
}

// Fill is a filled rectangle, under everything else.
type Fill struct {
	Rect  Rect
	Color typeset.RGB
}

// Image is a JPEG or PNG file, shown upright in its own proportions in the
// middle of Rect. Alt stands there when the file cannot be shown.
type Image struct {
	Rect Rect
	Path string
	Alt  string
}

// Link is an internal link to the top of a target.
type Link struct {
	Rect   Rect
	Target string // name of an Anchor
}

// Anchor is a named place, and a bookmark when Title is not empty.
type Anchor struct {
	Name  string
	Y     float64
	Title string
	Level int // of the bookmark, from 0
}

// Page is one page in paint order: fills, images, rules, texts.
type Page struct {
	Fills   []Fill
	Images  []Image
	Rules   []Rule
	Texts   []Text
	Links   []Link
	Anchors []Anchor
}

// Attachment is a file that travels inside the document, unchanged: the
// original of an exhibit. It is read from the disk while the document is
// written, so that its size does not matter.
type Attachment struct {
	Name      string // as the reader sees it, in any script
	Path      string
	MediaType string    // "image/jpeg"; anything that is none becomes application/octet-stream
	Modified  time.Time // the file's own time; zero: the document's
}

// Document is the whole display list with what the file says of itself.
type Document struct {
	W, H     float64 // page size
	Pages    []Page
	Title    string
	Author   string
	Subject  string
	Keywords string
	Lang     string // "zh-CN", "en"
	Created  string // PDF time, "D:20060102150405+08'00'", so that one clock gives one file

	// What the file's metadata tell a machine beyond that; both may be empty.
	CaseNumber  string
	JournalHead string // of the chain when the document was made

	Attachments []Attachment

	Grey    bool    // everything is written without colours
	MinText float64 // points of what is set in place of a picture, at least; 0: any
}
