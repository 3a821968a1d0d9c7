package fault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// Trace describes err for the log: codes, kinds and the innermost cause. Paths
// and what was wrapped around the cause are left out, for a file's name may be
// a buyer's.
func Trace(err error) string {
	var steps []string
	for _, e := range chain(err) {
		switch e := e.(type) {
		case *Error:
			steps = append(steps, e.Code)
		case *fs.PathError:
			steps = append(steps, e.Op)
		case *os.LinkError:
			steps = append(steps, e.Op)
		case *os.SyscallError:
			steps = append(steps, e.Syscall)
		default:
			if errors.Unwrap(e) == nil {
				steps = append(steps, fmt.Sprintf("%T: %v", e, e))
			}
		}
	}
	return strings.Join(steps, ": ")
}

// chain lists err and what it wraps, joined errors one after the other.
func chain(err error) []error {
	if err == nil {
		return nil
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, e := range joined.Unwrap() {
			all = append(all, chain(e)...)
		}
		return all
	}
	return append([]error{err}, chain(errors.Unwrap(err))...)
}
