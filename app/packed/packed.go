// Package packed reads the fonts as they are kept in the program.
package packed

import (
	"fmt"
	"io/fs"

	"github.com/klauspost/compress/zstd"
)

// maxBytes limits what one file may grow to.
const maxBytes = 64 << 20

// ReadFile reads a file that zstd packed and returns what it holds.
func ReadFile(files fs.FS, name string) ([]byte, error) {
	packed, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	raw, err := unpacked(packed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return raw, nil
}

func unpacked(packed []byte) ([]byte, error) {
	unzip, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBytes))
	if err != nil {
		return nil, err
	}
	defer unzip.Close()
	return unzip.DecodeAll(packed, nil)
}
