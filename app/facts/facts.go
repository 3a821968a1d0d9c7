// Package facts reads the data files of the program's assets.
package facts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
)

// Whole reads a JSON file that into describes completely: a key that it does not
// know is an error, so that a slip of the pen in the file is seen. Errors name the
// file.
func Whole(files fs.FS, name string, into any) error {
	return read(files, name, into, (*json.Decoder).DisallowUnknownFields)
}

// Part reads from a JSON file only what into has room for: the file has other
// readers, too.
func Part(files fs.FS, name string, into any) error {
	return read(files, name, into, func(*json.Decoder) {})
}

func read(files fs.FS, name string, into any, ready func(*json.Decoder)) error {
	raw, err := fs.ReadFile(files, name) // its error names the file
	if err != nil {
		return err
	}
	in := json.NewDecoder(bytes.NewReader(raw))
	ready(in)
	if err := in.Decode(into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if _, err := in.Token(); err != io.EOF {
		return fmt.Errorf("%s: something stands behind the end", name)
	}
	return nil
}
