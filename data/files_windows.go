package data

import (
	"errors"

	"golang.org/x/sys/windows"
)

// syncDir does nothing: Windows flushes no directories and needs none of it.
func syncDir(string) error { return nil }

// isSharing tells whether another program, mostly a virus scanner, held the
// file for a moment.
func isSharing(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) ||
		errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_ACCESS_DENIED)
}

func isDiskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

func isReadOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
