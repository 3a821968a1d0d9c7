package typeset

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"sync"
)

// memberHead begins each member of a file that .ci/fonts packs: deflate, no
// name, no time, smallest, Unix.
var memberHead = []byte("\x1F\x8B\x08\x00\x00\x00\x00\x00\x02\x03")

// unpacked returns what a gzip file holds. A large font is packed in several
// members, which are unpacked side by side: that is most of the time that the
// first dossier waits for its fonts.
func unpacked(packed []byte) ([]byte, error) {
	parts := members(packed)
	size, ends := 0, make([]int, len(parts))
	for i, p := range parts {
		size += stated(p)
		ends[i] = size
		if size > maxFontBytes {
			return nil, errNotTrueType
		}
	}
	raw := make([]byte, size)
	errs := make([]error, len(parts))
	var all sync.WaitGroup
	for i, p := range parts {
		all.Go(func() { errs[i] = unpackMember(raw[ends[i]-stated(p):ends[i]], p) })
	}
	all.Wait()
	return raw, errors.Join(errs...)
}

// members cuts the file where a member begins. Ten bytes by chance are out of
// the question; should it happen, the checksum tells.
func members(packed []byte) [][]byte {
	var parts [][]byte
	for {
		next := bytes.Index(packed[min(1, len(packed)):], memberHead)
		if next < 0 {
			return append(parts, packed)
		}
		parts = append(parts, packed[:next+1])
		packed = packed[next+1:]
	}
}

// stated is the unpacked size that a member's last four bytes tell.
func stated(member []byte) int {
	if len(member) < 4 {
		return 0
	}
	return int(binary.LittleEndian.Uint32(member[len(member)-4:]))
}

func unpackMember(into, member []byte) error {
	unzip, err := gzip.NewReader(bytes.NewReader(member))
	if err != nil {
		return err
	}
	if _, err := io.ReadFull(unzip, into); err != nil {
		return err
	}
	// Only at the end the checksum is compared.
	if n, err := unzip.Read(make([]byte, 1)); n > 0 || !errors.Is(err, io.EOF) {
		return errors.Join(errNotTrueType, err)
	}
	return nil
}
