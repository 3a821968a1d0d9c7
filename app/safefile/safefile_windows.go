package safefile

import (
	"errors"

	"golang.org/x/sys/windows"
)

// SyncDir does nothing: Windows flushes no directories and needs none of it.
func SyncDir(string) error { return nil }

// isSharing tells whether another program, mostly a virus scanner, held the
// file for a moment.
func isSharing(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) ||
		errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_ACCESS_DENIED)
}

// IsDiskFull tells whether a write failed for lack of space.
func IsDiskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

// IsReadOnly tells whether the volume refuses writing.
func IsReadOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
