package safefile

import (
	"errors"
	"os"
	"path/filepath"
)

// Write writes a small file, whole or not at all, over an existing one too.
func Write(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".casefolio-*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, Finish(f)); err == nil {
		err = Move(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
