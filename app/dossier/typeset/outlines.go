package typeset

import (
	"encoding/binary"
	"errors"
)

var errNotTrueType = errors.New("not a TrueType file")

// drawingTables are those which shaping does not need. They are nearly the
// whole file, and parsing them costs most of the time and memory.
var drawingTables = map[string]bool{"glyf": true, "loca": true, "vmtx": true, "vhea": true, "gasp": true, "prep": true}

// withoutOutlines returns a copy of a TrueType file that holds only what
// shaping needs. The table directory is that of the OpenType specification,
// "otff": 12 bytes, then 16 for each table (tag, checksum, offset, length).
func withoutOutlines(file []byte) ([]byte, error) {
	if len(file) < 12 {
		return nil, errNotTrueType
	}
	count := int(binary.BigEndian.Uint16(file[4:]))
	if len(file) < 12+16*count {
		return nil, errNotTrueType
	}
	var kept [][]byte
	for i := range count {
		if record := file[12+16*i:][:16]; !drawingTables[string(record[:4])] {
			kept = append(kept, record)
		}
	}
	out := append([]byte{}, file[:12+16*len(kept)]...)
	binary.BigEndian.PutUint16(out[4:], uint16(len(kept)))
	for i, record := range kept {
		from, size := uint64(binary.BigEndian.Uint32(record[8:])), uint64(binary.BigEndian.Uint32(record[12:]))
		if from+size > uint64(len(file)) {
			return nil, errNotTrueType
		}
		copy(out[12+16*i:], record)
		binary.BigEndian.PutUint32(out[12+16*i+8:], uint32(len(out)))
		out = append(out, file[from:from+size]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out, nil
}
