package dossier

import (
	"context"
	"image"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/raster"
)

// Preview is a dossier as it would be written now, page by page. Safe for
// concurrent use.
type Preview struct {
	Number string   // of the case
	Faults []string // labels of exhibits that cannot be shown whole, as far as is known before drawing

	doc  page.Document
	draw *raster.Drawer
}

// Preview lays the dossier of a case out without writing anything. Faults:
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
	return &Preview{Number: c.Number, Faults: faulty(in.Exhibits, nil), doc: doc, draw: raster.New(s.faces)}, nil
}

// Pages is how many pages there are.
func (p *Preview) Pages() int { return len(p.doc.Pages) }

// Size is that of every page, in points.
func (p *Preview) Size() (w, h float64) { return p.doc.W, p.doc.H }

// Page draws page i, counted from 0, scale pixels to a point. Far too large a
// scale is lowered.
func (p *Preview) Page(ctx context.Context, i int, scale float64) (image.Image, error) {
	img, err := p.draw.Page(ctx, p.doc, i, scale)
	if err != nil {
		return nil, err // not a picture that is nil
	}
	return img, nil
}
