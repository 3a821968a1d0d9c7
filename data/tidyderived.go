package data

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// packetAge is how long a picture that was made for a packet is kept: as long
// as somebody may still send the same packet to somebody else.
const packetAge = 30 * 24 * time.Hour

// packetPicture is what the pictures are called that packets hold in place of
// page pictures: after their width and quality.
var packetPicture = regexp.MustCompile(`-w\d+-q\d+(-grey)?\.jpg$`)

// sweepDerived removes derived pictures whose original no row points to, and
// old ones that were made for packets. All can be made again.
func (w *Workspace) sweepDerived(ctx context.Context, before time.Time) error {
	known := map[string]bool{}
	for sum, err := range w.Originals(ctx) {
		if err != nil {
			return err
		}
		known[sum] = true
	}
	return filepath.WalkDir(w.path(derivedName), func(path string, e fs.DirEntry, err error) error {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		const sumLength = 64
		name := e.Name()
		if e.IsDir() || len(name) <= sumLength || !isSum(name[:sumLength]) || !isOlder(e, before) {
			return nil
		}
		if known[name[:sumLength]] && !(packetPicture.MatchString(name) && isOlder(e, before.Add(grace-packetAge))) {
			return nil
		}
		return os.Remove(path)
	})
}
