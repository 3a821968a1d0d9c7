//go:build !cgo

package data

import "syscall"

// sqliteError has nothing to find: without cgo there is no database.
func sqliteError(error) (code int, errno syscall.Errno, ok bool) { return 0, 0, false }
