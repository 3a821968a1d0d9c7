// Package safefile holds what it takes so that a file which is trusted later
// is either whole under its name or not there: temp, fsync, rename, fsync of
// the folder.
package safefile

import (
	"errors"
	"os"
	"path/filepath"
	"time"
)

// A rename that Windows refuses because a scanner has the file open is tried
// again for this long.
const (
	movePatience = 200 * time.Millisecond
	movePause    = 10 * time.Millisecond
)

// Finish ends the writing of a file: whole on the disk and closed, or an error.
func Finish(f *os.File) error { return errors.Join(f.Sync(), f.Close()) }

// Move renames a file or folder within one volume, over an existing file too,
// and makes the move durable.
func Move(from, to string) error {
	err := os.Rename(from, to)
	for waited := time.Duration(0); err != nil && isSharing(err) && waited < movePatience; waited += movePause {
		time.Sleep(movePause)
		err = os.Rename(from, to)
	}
	if err != nil {
		return err
	}
	return SyncDir(filepath.Dir(to))
}

// MakeDir makes a folder below one that exists and makes it durable.
func MakeDir(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return SyncDir(filepath.Dir(dir))
}
