//go:build cgo

package data

import (
	"errors"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// sqliteError takes the result code and the system's error number out of a
// driver error. Without cgo the driver is a stub that lacks its error type,
// therefore it is named here and nowhere else.
func sqliteError(err error) (code int, errno syscall.Errno, ok bool) {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return 0, 0, false
	}
	return int(e.Code), e.SystemErrno, true
}
