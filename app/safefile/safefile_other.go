//go:build !windows

package safefile

import (
	"errors"
	"os"
	"syscall"
)

// SyncDir makes a rename in dir survive a power cut. File systems that know no
// such thing, mostly network drives, do without.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, d.Close())
}

// isSharing tells whether another program held the file for a moment; nothing
// but Windows refuses a rename for that.
func isSharing(error) bool { return false }

// IsDiskFull tells whether a write failed for lack of space.
func IsDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// IsReadOnly tells whether the volume refuses writing.
func IsReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }
