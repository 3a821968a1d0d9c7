// Package render writes a display list as a PDF file: it gives every glyph a
// code of its own, lets gofpdf write the pages, and finishes the file: it embeds
// the fonts and sees to it that text can be searched and copied.
package render

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/jung-kurt/gofpdf"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/progress"
	"casefolio/app/dossier/typeset"
)

// Render writes doc as a PDF to w, prepared to the rules of PDF/A-3u. It returns
// the paths of the pictures and attachments that could not be embedded, each
// once; in a picture's place stands a box with the alternative text. An
// attachment that breaks off while it is read is an error. The same document
// and the same files give the same bytes. How far it is, it tells through the
// context.
func Render(ctx context.Context, w io.Writer, doc page.Document, faces *typeset.Faces) (faults []string, err error) {
	b := newBuilder(doc, faces)
	if err := b.loadImages(ctx); err != nil {
		return nil, err
	}
	b.substitute()
	b.collect()
	if err := b.loadFonts(); err != nil {
		return nil, err
	}
	b.addTargets()
	for i := range doc.Pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		b.page(i)
		progress.Tell(ctx, progress.Pages, i+1, len(doc.Pages))
	}
	var raw bytes.Buffer
	if err := b.pdf.Output(&raw); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := b.finish(ctx, w, raw.Bytes()); err != nil {
		return nil, err
	}
	return b.faults, nil
}

// builder is one document in the making.
type builder struct {
	doc   page.Document
	faces *typeset.Faces
	pdf   *gofpdf.Fpdf
	fonts map[*typeset.Face]*embedded
	order []*embedded // fonts in the order of their first use

	images  map[string]picture
	photos  map[string]photo // the JPEGs among them, by their name
	held    int              // bytes of photos in memory
	packer  packer
	faults  []string
	instead []substitutes // per page, of pictures that cannot be shown

	current page.Page           // the one that is collected or drawn
	emojis  map[emojiKey]string // names inside gofpdf

	links    map[string]int
	bookmark int // level of the last bookmark, -1 before the first
	// The graphics state of gofpdf, to write changes only.
	font  *embedded
	size  float64
	color *typeset.RGB
}

func newBuilder(doc page.Document, faces *typeset.Faces) *builder {
	size := gofpdf.SizeType{Wd: doc.W, Ht: doc.H}
	b := &builder{
		doc: doc, faces: faces,
		pdf:      gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: size}),
		fonts:    map[*typeset.Face]*embedded{},
		images:   map[string]picture{},
		photos:   map[string]photo{},
		emojis:   map[emojiKey]string{},
		links:    map[string]int{},
		bookmark: -1,
	}
	b.pdf.SetCatalogSort(true)
	b.pdf.SetCompression(false) // the finisher does it
	b.pdf.SetMargins(0, 0, 0)
	b.pdf.SetAutoPageBreak(false, 0)
	b.setInfo()
	return b
}

// loadFonts gives gofpdf a font without anything in it for each that the document
// uses: it writes strings and keeps a place, the finisher writes the fonts.
func (b *builder) loadFonts() error {
	for _, font := range b.order {
		b.pdf.AddFontFromBytes(font.family, "", fmt.Appendf(nil, `{"Tp": "Core", "Name": %q}`, font.family), nil)
	}
	return b.pdf.Error()
}

// addTargets makes the anchors known before the pages that point to them.
func (b *builder) addTargets() {
	for i, p := range b.doc.Pages {
		for _, anchor := range p.Anchors {
			if _, twice := b.links[anchor.Name]; twice {
				continue
			}
			b.links[anchor.Name] = b.pdf.AddLink()
			b.pdf.SetLink(b.links[anchor.Name], anchor.Y, i+1)
		}
	}
}

// page paints fills, pictures, strokes and text, in this order.
func (b *builder) page(i int) {
	p := b.doc.Pages[i]
	b.current = p
	b.pdf.AddPage()
	for _, fill := range p.Fills {
		b.fill(fill)
	}
	for _, image := range p.Images {
		b.image(image)
	}
	for _, rule := range p.Rules {
		b.rule(rule)
	}
	instead := b.instead[i]
	for _, frame := range instead.frames {
		b.frame(frame)
	}
	for _, text := range p.Texts {
		b.text(text)
	}
	for _, text := range instead.texts {
		b.text(text)
	}
	for _, link := range p.Links {
		if id, ok := b.links[link.Target]; ok {
			b.pdf.Link(link.Rect.X, link.Rect.Y, link.Rect.W, link.Rect.H, id)
		}
	}
	for _, anchor := range p.Anchors {
		if anchor.Title != "" {
			b.addBookmark(anchor)
		}
	}
}

// addBookmark keeps levels without a gap, as the outline of a file must be.
func (b *builder) addBookmark(anchor page.Anchor) {
	b.bookmark = max(0, min(anchor.Level, b.bookmark+1))
	b.pdf.Bookmark(utf16BE(plain(anchor.Title)), b.bookmark, anchor.Y)
}

func (b *builder) fill(fill page.Fill) {
	r := fill.Rect
	b.pdf.SetFillColor(b.rgb(fill.Color))
	b.pdf.Rect(r.X, r.Y, r.W, r.H, "F")
}

func (b *builder) rule(rule page.Rule) {
	b.pdf.SetDrawColor(b.rgb(rule.Color))
	b.pdf.SetLineWidth(rule.Width)
	b.pdf.Line(rule.X1, rule.Y1, rule.X2, rule.Y2)
}

func (b *builder) frame(r page.Rect) {
	const hairline = 0.5
	b.pdf.SetDrawColor(b.rgb(frameColor))
	b.pdf.SetLineWidth(hairline)
	b.pdf.Rect(r.X+hairline/2, r.Y+hairline/2, r.W-hairline, r.H-hairline, "D")
}
