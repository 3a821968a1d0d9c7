// Package clipboard reads from the system's clipboard what the toolkit does
// not: pictures, and files that were copied in a file manager. Where a system
// offers no way, as without a display, it finds nothing and text goes on as
// ever.
package clipboard

import (
	"context"
	"time"

	"casefolio/ui/kit"
)

// Limits of what is taken from the clipboard.
const (
	maxPicture = 256 << 20 // bytes
	maxFiles   = 5000
	patience   = 4 * time.Second // for a program that owns the clipboard and does not answer
)

// reading holds the one read that is under way: clipboards are not made for
// more, and one that hangs must not be asked again and again.
var reading = make(chan struct{}, 1)

// Read implements kit.ClipReader.
func Read(ctx context.Context, picture bool) (kit.Clip, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case reading <- struct{}{}:
	case <-ctx.Done():
		return kit.Clip{}, nil
	}
	found := make(chan kit.Clip, 1)
	go func() {
		defer func() { <-reading }()
		found <- read(picture)
	}()
	select {
	case c := <-found:
		if len(c.Files) > maxFiles {
			c.Files = c.Files[:maxFiles]
		}
		return c, nil
	case <-ctx.Done():
		return kit.Clip{}, nil
	}
}
