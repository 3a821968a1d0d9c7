package backup

import (
	"context"
	"errors"
	"io"
	"io/fs"

	"casefolio/app/fault"
	"casefolio/app/safefile"
)

// explain turns what the file system says into a fault that the seller can be
// told about. Faults and unforeseen errors pass unchanged.
func explain(err error) error {
	var known *fault.Error
	switch {
	case err == nil, errors.As(err, &known):
		return err
	case safefile.IsDiskFull(err):
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
