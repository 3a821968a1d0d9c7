//go:build !windows

package main

import (
	"os/exec"
	"path/filepath"

	"casefolio/app/fault"
)

// printer sends a file to the default printer with lp of CUPS, which macOS and
// most Linux systems have. It is nil where there is none.
func printer() func(path string) error {
	lp, err := exec.LookPath("lp")
	if err != nil {
		return nil
	}
	return func(path string) error {
		path, err := filepath.Abs(path) // so that no name is taken for an option
		if err == nil {
			err = exec.Command(lp, path).Run()
		}
		if err != nil {
			return fault.Wrap(err, "print.failed")
		}
		return nil
	}
}
