package app

import (
	"context"
	"io"

	"casefolio/app/evidence"
	"casefolio/app/shelf"
)

// GivePaper makes a version of a paper from the shelf an exhibit of a case. The
// case keeps that version when there are newer ones.
func (s *Services) GivePaper(ctx context.Context, caseID, versionID string) (evidence.Added, error) {
	item, err := s.Shelf.Version(ctx, versionID)
	if err != nil {
		return evidence.Added{}, err
	}
	c, err := s.Cases.Get(ctx, caseID)
	if err != nil {
		return evidence.Added{}, err
	}
	p, err := s.Shop.Profile(ctx)
	if err != nil {
		return evidence.Added{}, err
	}
	v := item.Current()
	added := s.Evidence.Capture(ctx, c.ID, evidence.Input{
		Name: v.FileName, Source: evidence.FromShelf, Title: item.Title + " (" + v.Dated + ")", ShelfVersion: v.ID,
		Open: func() (io.ReadCloser, error) { return s.store.Open(v.SHA256) },
	}, ReadingOptions(c, p))
	return added[0], added[0].Err
}

// Paper tells which version of which paper an exhibit is, and the versions that
// there are now.
func (s *Services) Paper(ctx context.Context, e evidence.Exhibit) (was shelf.Version, now shelf.Item, err error) {
	item, err := s.Shelf.Version(ctx, e.ShelfVersion)
	if err != nil {
		return was, now, err
	}
	now, err = s.Shelf.Get(ctx, item.ID)
	return item.Current(), now, err
}
