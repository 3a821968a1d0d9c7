package backup

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"casefolio/app/fault"
)

// finish ends the writing of a file: whole on the disk and closed, or an error.
func finish(f *os.File) error { return errors.Join(f.Sync(), f.Close()) }

// rename moves a file or folder within one volume and makes the move durable.
func rename(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}

// syncDir makes a rename in dir survive a power cut. Windows flushes no
// directories and needs none of it.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Windows numbers of "disk full", which its syscall package does not name.
const (
	errorHandleDiskFull = syscall.Errno(39)
	errorDiskFull       = syscall.Errno(112)
)

func isDiskFull(err error) bool {
	if runtime.GOOS == "windows" {
		return errors.Is(err, errorHandleDiskFull) || errors.Is(err, errorDiskFull)
	}
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// explain turns what the file system says into a fault that the seller can be
// told about. Faults and unforeseen errors pass unchanged.
func explain(err error) error {
	var known *fault.Error
	switch {
	case err == nil, errors.As(err, &known):
		return err
	case isDiskFull(err):
		return fault.Wrap(err, "disk.full")
	case errors.Is(err, fs.ErrPermission):
		return fault.Wrap(err, "backup.denied")
	}
	return err
}

// meter reads until its context ends and tells how many bytes went through.
type meter struct {
	ctx  context.Context
	from io.Reader
	tell func(n int64)
}

func (m *meter) Read(b []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.from.Read(b)
	m.tell(int64(n))
	return n, err
}

// gauge adds up bytes for a progress function, which may be nil.
func gauge(total int64, progress func(done, total int64)) func(int64) {
	var done int64
	return func(n int64) {
		done += n
		if progress != nil {
			progress(done, total)
		}
	}
}
