package dossier

import (
	"context"

	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/block"
	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/layout"
	"casefolio/app/redact"
	"casefolio/app/shop"
)

// Printed is a file that Print wrote.
type Printed struct {
	Pages  int
	SHA256 string
}

// Print writes a paper that another package composed to path: masked, set, read
// again and searched for what m masks before it takes its place. number names
// the file where path is only a folder. Faults as of Write.
func (s *Service) Print(ctx context.Context, doc block.Document, m *redact.Masker, path, number string) (Printed, error) {
	if err := checkPath(path, number); err != nil {
		return Printed{}, err
	}
	if err := s.faces.Load(); err != nil {
		return Printed{}, err
	}
	set, err := layout.Layout(ctx, audience.Seal(m, doc), s.faces)
	if err != nil {
		return Printed{}, err
	}
	sum, _, err := s.save(ctx, set, path, func(ctx context.Context, file string) error { return Guard(ctx, file, m) })
	return Printed{Pages: len(set.Pages), SHA256: sum}, err
}

// Logo is the picture of the letterhead; it has no path where there is none.
func (s *Service) Logo(ctx context.Context, p shop.Profile) (compose.Picture, error) {
	return s.logo(ctx, p)
}
