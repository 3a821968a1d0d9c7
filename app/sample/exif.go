package sample

import (
	"bytes"
	"encoding/binary"
	"time"
)

// The tags of EXIF 2.32 that a camera would write and the app reads.
const (
	tagMake         = 0x010F
	tagOrientation  = 0x0112
	tagExif         = 0x8769
	tagOriginal     = 0x9003
	tagOffset       = 0x9011
	typeASCII       = 2
	typeShort       = 3
	typeLong        = 4
	headerSize      = 8  // of a TIFF file
	entrySize       = 12 // of a directory entry
	camera          = "Casefolio sample"
	exifTime        = "2006:01:02 15:04:05"
	exifOffset      = "-07:00"
	markerAPP1      = 0xE1
	jpegStartLength = 2
)

type exifEntry struct {
	tag, kind uint16
	count     uint32
	data      []byte
}

func asciiEntry(tag uint16, s string) exifEntry {
	return exifEntry{tag, typeASCII, uint32(len(s) + 1), append([]byte(s), 0)}
}

// withExif puts an EXIF block after the start of a JPEG: how the camera was
// held (1–8) and when it was taken.
func withExif(jpeg []byte, orientation uint16, taken time.Time) []byte {
	le := binary.LittleEndian
	ifd0 := []exifEntry{
		asciiEntry(tagMake, camera),
		{tagOrientation, typeShort, 1, le.AppendUint16(nil, orientation)},
		{tagExif, typeLong, 1, nil}, // filled below
	}
	detail := []exifEntry{
		asciiEntry(tagOriginal, taken.Format(exifTime)),
		asciiEntry(tagOffset, taken.Format(exifOffset)),
	}
	at := uint32(headerSize + directorySize(ifd0))
	ifd0[2].data = le.AppendUint32(nil, at)

	var tiff bytes.Buffer
	tiff.WriteString("II*\x00")
	tiff.Write(le.AppendUint32(nil, headerSize))
	writeDirectory(&tiff, ifd0)
	writeDirectory(&tiff, detail)

	var out bytes.Buffer
	out.Write(jpeg[:jpegStartLength])
	body := append([]byte("Exif\x00\x00"), tiff.Bytes()...)
	out.Write([]byte{0xFF, markerAPP1})
	out.Write(binary.BigEndian.AppendUint16(nil, uint16(len(body)+2)))
	out.Write(body)
	out.Write(jpeg[jpegStartLength:])
	return out.Bytes()
}

// directorySize is a directory with the values that do not fit into it.
func directorySize(entries []exifEntry) int {
	n := 2 + entrySize*len(entries) + 4
	for _, e := range entries {
		if len(e.data) > 4 {
			n += len(e.data)
		}
	}
	return n
}

func writeDirectory(b *bytes.Buffer, entries []exifEntry) {
	le := binary.LittleEndian
	values := b.Len() + 2 + entrySize*len(entries) + 4
	b.Write(le.AppendUint16(nil, uint16(len(entries))))
	var far []byte
	for _, e := range entries {
		b.Write(le.AppendUint16(nil, e.tag))
		b.Write(le.AppendUint16(nil, e.kind))
		b.Write(le.AppendUint32(nil, e.count))
		if len(e.data) > 4 {
			b.Write(le.AppendUint32(nil, uint32(values+len(far))))
			far = append(far, e.data...)
			continue
		}
		b.Write(append(e.data, make([]byte, 4-len(e.data))...))
	}
	b.Write(make([]byte, 4)) // no next directory is linked
	b.Write(far)
}
