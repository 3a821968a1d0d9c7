// Package fault carries what went wrong as a code that the surfaces translate:
// the seller reads a sentence and a hint in their language, the log keeps the
// cause. A fault never holds case content.
package fault

import (
	"errors"
	"io/fs"
)

// Error is a failure the seller can be told about. Code is the key of two
// translations, "fault.<Code>" (a sentence) and "fault.<Code>.hint" (what to do
// next). Args fill their placeholders and may name files, numbers and limits.
type Error struct {
	Code string
	Args map[string]string
	Err  error
}

// New makes a fault. args are pairs of placeholder name and value.
func New(code string, args ...string) *Error {
	return Wrap(nil, code, args...)
}

// Wrap makes a fault that keeps its cause for the log.
func Wrap(err error, code string, args ...string) *Error {
	f := &Error{Code: code, Err: err}
	if len(args) > 1 {
		f.Args = make(map[string]string, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			f.Args[args[i]] = args[i+1]
		}
	}
	return f
}

// Error is for logs and tests, not for the seller.
func (e *Error) Error() string {
	if e.Err != nil {
		return e.Code + ": " + e.Err.Error()
	}
	return e.Code
}

func (e *Error) Unwrap() error { return e.Err }

// Of returns the outermost fault in err's chain, or one with the code
// "unexpected" for an error that nobody foresaw. It returns nil for nil.
func Of(err error) *Error {
	if err == nil {
		return nil
	}
	var f *Error
	if errors.As(err, &f) {
		return f
	}
	return Wrap(err, "unexpected")
}

// Is tells whether err is, or wraps, a fault with this code.
func Is(err error, code string) bool {
	var f *Error
	return errors.As(err, &f) && f.Code == code
}

// File is why a file the seller named cannot be read, in the seller's terms:
// "file.missing", "file.denied", "file.unreadable". A fault stays as it is.
func File(err error, name string) error {
	var known *Error
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return Wrap(err, "file.missing", "name", name)
	case errors.Is(err, fs.ErrPermission):
		return Wrap(err, "file.denied", "name", name)
	}
	return Wrap(err, "file.unreadable", "name", name)
}
