package evidence

import (
	"context"

	"casefolio/app/fault"
)

// Prepare puts files into the vault and reads them, for a record that is kept
// together with them in one change: the captures are for the store, none is
// recorded yet. What came within a mail stands behind it. A file from a packet
// is a document whatever it holds, and nothing is read from it. One file that
// cannot be had stops all.
func (s *Service) Prepare(ctx context.Context, caseID string, paths []string, source Source, opt Options) ([]Capture, error) {
	if opt.Zone == nil {
		opt.Zone = s.now().Location()
	}
	opt, err := s.knownPatterns(ctx, opt)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var list []Capture
	for k := range s.keepFiles(ctx, paths, source) {
		if err != nil {
			continue
		}
		if err = k.err; err == nil {
			list, err = s.prepare(ctx, caseID, list, k, opt)
		}
		if err != nil {
			stop() // the files that are still to come are not copied
		}
	}
	return list, err
}

// TakeMedia makes exhibits of the files that a chat in an archive carries, for
// one that was prepared and is recorded now. In every other exhibit there are
// none.
func (s *Service) TakeMedia(ctx context.Context, id string, opt Options) error {
	e, err := s.store.Exhibit(ctx, id)
	if err != nil || e.Kind != Chat || e.MediaType != "application/zip" {
		return err
	}
	original, err := s.vault.Open(e.SHA256)
	if err != nil {
		return err
	}
	defer original.Close()
	if opt.Zone == nil {
		opt.Zone = s.now().Location()
	}
	if opt, err = s.knownPatterns(ctx, opt); err != nil {
		return err
	}
	read, err := s.readers.read(original, e.Size, Input{Name: e.FileName, Source: e.Source}, opt, s.now())
	if err == nil {
		s.addMedia(ctx, e, read, original, opt)
	}
	return err
}

// prepare adds what an original is to the captures. The same bytes are taken
// once.
func (s *Service) prepare(ctx context.Context, caseID string, list []Capture, k keptFile, opt Options) ([]Capture, error) {
	if holds(list, k.blob.SHA256) {
		return list, nil
	}
	original, err := s.vault.Open(k.blob.SHA256)
	if err != nil {
		return nil, err
	}
	defer original.Close()
	if k.in.Source == FromPacket {
		found, err := recognise(original, k.in)
		if err != nil {
			return nil, fault.Wrap(err, "vault.unreadable", "name", k.in.Name)
		}
		read := Reading{Kind: Document, Format: found.format, MediaType: found.mediaType}
		return append(list, s.capture(ctx, caseID, k.in, k.blob, read, original, false)), nil
	}
	read, err := s.readers.read(original, k.blob.Size, k.in, opt, s.now())
	if err != nil {
		return nil, fault.Wrap(err, "vault.unreadable", "name", k.in.Name)
	}
	list = append(list, s.capture(ctx, caseID, k.in, k.blob, read, original, true))
	return s.attached(ctx, list, len(list)-1, read.Attached, opt, 1)
}
