package data

import (
	"errors"
	"os"
	"path/filepath"
	"time"
)

// A rename that Windows refuses because a scanner has the file open is tried
// again for this long.
const (
	renamePatience = 200 * time.Millisecond
	renamePause    = 10 * time.Millisecond
)

// rename moves a file within one volume and makes the move durable.
func rename(from, to string) error {
	err := os.Rename(from, to)
	for waited := time.Duration(0); err != nil && isSharing(err) && waited < renamePatience; waited += renamePause {
		time.Sleep(renamePause)
		err = os.Rename(from, to)
	}
	if err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}

// makeDir makes a folder below one that exists and makes it durable.
func makeDir(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return syncDir(filepath.Dir(dir))
}

// finish ends the writing of a temporary file: whole on the disk and closed,
// or an error.
func finish(f *os.File) error {
	return errors.Join(f.Sync(), f.Close())
}
