package dossier

import (
	"context"
	"image"
	"slices"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/raster"
	"casefolio/app/redact"
)

// Preview is a dossier as it would be written now, page by page. Safe for
// concurrent use.
type Preview struct {
	Number   string        // of the case
	Options  Options       // that it was laid out with, none empty
	Problems []Problem     // what paper does not show as it is, as far as is known before drawing
	Masked   []redact.Term // what is masked in a paper that leaves the house

	doc  page.Document
	draw *raster.Drawer
}

// Preview lays the dossier of a case out without writing anything. How
// far it is, it tells through the context (package progress). Faults:
// "dossier.option".
func (s *Service) Preview(ctx context.Context, caseRef string, opt Options) (*Preview, error) {
	c, err := s.from.Cases.Get(ctx, caseRef)
	if err != nil {
		return nil, err
	}
	in, err := s.gather(ctx, c, opt)
	if err != nil {
		return nil, err
	}
	if err := s.faces.Load(); err != nil {
		return nil, err
	}
	doc, err := s.layOut(ctx, in)
	if err != nil {
		return nil, err
	}
	return &Preview{
		Number: c.Number, Options: in.options, Problems: problems(in, doc, nil), Masked: in.terms,
		doc: doc, draw: raster.New(s.faces),
	}, nil
}

// Pages is how many pages there are.
func (p *Preview) Pages() int { return len(p.doc.Pages) }

// Size is that of every page, in points.
func (p *Preview) Size() (w, h float64) { return p.doc.W, p.doc.H }

// Place names what stands on page i, counted from 0: the exhibit or section
// that begins there first, or that runs over from before. It is empty for the
// cover.
func (p *Preview) Place(i int) string {
	if i < 0 || i >= len(p.doc.Pages) {
		return ""
	}
	if a := p.doc.Pages[i].Anchors; len(a) > 0 {
		return a[0].Name
	}
	for i--; i >= 0; i-- {
		if a := p.doc.Pages[i].Anchors; len(a) > 0 {
			return a[len(a)-1].Name
		}
	}
	return ""
}

// PageOf is the page, counted from 0, where a place begins.
func (p *Preview) PageOf(place string) (i int, ok bool) {
	for i, pg := range p.doc.Pages {
		if slices.ContainsFunc(pg.Anchors, func(a page.Anchor) bool { return a.Name == place }) {
			return i, true
		}
	}
	return 0, false
}

// Page draws page i, counted from 0, scale pixels to a point. Far too large a
// scale is lowered.
func (p *Preview) Page(ctx context.Context, i int, scale float64) (image.Image, error) {
	img, err := p.draw.Page(ctx, p.doc, i, scale)
	if err != nil {
		return nil, err // not a picture that is nil
	}
	return img, nil
}
