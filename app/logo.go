package app

import (
	"context"
	"errors"
	"image"
	_ "image/jpeg" // a logo may be a JPEG …
	_ "image/png"  // … or a PNG
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"casefolio/app/fault"
	"casefolio/app/shop"
)

// Limits of a logo: it is printed on every page, small.
const (
	logoBytes  = 5 << 20
	logoPixels = 5000 // either side
)

// SetLogo keeps the picture at path in the vault and names it in the shop
// profile. What is not a JPEG or PNG of at most 5 MB is the fault "shop.logo".
// An empty path takes the logo away.
func (s *Services) SetLogo(ctx context.Context, path string) (shop.Profile, error) {
	p, err := s.Shop.Profile(ctx)
	if err != nil {
		return p, err
	}
	p.Logo = ""
	if path != "" {
		if p.Logo, err = s.keepLogo(ctx, path); err != nil {
			return p, err
		}
	}
	return p, s.Shop.Save(ctx, p)
}

func (s *Services) keepLogo(ctx context.Context, path string) (sha256 string, err error) {
	name := filepath.Base(path)
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", fault.Wrap(err, "file.missing", "name", name)
	case err != nil:
		return "", fault.Wrap(err, "file.denied", "name", name)
	}
	defer f.Close() // only read
	size, format, err := image.DecodeConfig(io.LimitReader(f, logoBytes))
	if err != nil || (format != "png" && format != "jpeg") || size.Width > logoPixels || size.Height > logoPixels {
		return "", fault.Wrap(err, "shop.logo", "name", name)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", fault.Wrap(err, "shop.logo", "name", name)
	}
	blob, err := s.store.Put(ctx, f, logoBytes)
	return blob.SHA256, err
}

// Logo opens the picture of the profile.
func (s *Services) Logo(p shop.Profile) (io.ReadSeekCloser, error) { return s.store.Open(p.Logo) }
