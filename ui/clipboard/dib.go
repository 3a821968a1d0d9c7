package clipboard

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/png"

	"golang.org/x/image/bmp"
)

// maxPixels bounds a bitmap before memory is taken for it.
const maxPixels = 100_000_000

var errBitmap = errors.New("not a bitmap that can be read")

// The compressions of a bitmap header that stand for plain pixels.
const (
	plainPixels  = 0 // BI_RGB
	maskedPixels = 3 // BI_BITFIELDS
)

// fromDIB makes a PNG of a Windows bitmap as the clipboard holds it: a header
// (BITMAPINFOHEADER or a later one) and rows without a file header. The fourth
// byte of a pixel is mostly unused and zero; then the picture is opaque.
func fromDIB(dib []byte) ([]byte, error) {
	if len(dib) < 40 {
		return nil, errBitmap
	}
	le := binary.LittleEndian
	header, bits, compression := int64(le.Uint32(dib)), le.Uint16(dib[14:]), le.Uint32(dib[16:])
	w, h := int64(int32(le.Uint32(dib[4:]))), int64(int32(le.Uint32(dib[8:])))
	topDown := h < 0
	if topDown {
		h = -h
	}
	if header < 40 || header > 124 || w <= 0 || h <= 0 || w > maxPixels || h > maxPixels || w*h > maxPixels {
		return nil, errBitmap
	}
	var m image.Image
	var err error
	switch {
	case bits == 32 && compression == plainPixels, bits == 32 && compression == maskedPixels && commonMasks(dib):
		start := header
		if header == 40 && compression == maskedPixels {
			start += 12 // the masks follow this header and are part of later ones
		}
		m, err = rows32(dib, start, int(w), int(h), topDown)
	default:
		m, err = smallBitmap(dib, header, bits)
	}
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, m)
	return out.Bytes(), err
}

// commonMasks tells whether the bytes of a pixel are blue, green, red, as in
// plain ones.
func commonMasks(dib []byte) bool {
	le := binary.LittleEndian
	return len(dib) >= 52 && le.Uint32(dib[40:]) == 0xFF0000 && le.Uint32(dib[44:]) == 0xFF00 && le.Uint32(dib[48:]) == 0xFF
}

func rows32(dib []byte, start int64, w, h int, topDown bool) (image.Image, error) {
	if int64(len(dib)) < start+int64(w)*int64(h)*4 {
		return nil, errBitmap
	}
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	clear := true
	for y := range h {
		from := h - 1 - y
		if topDown {
			from = y
		}
		row := dib[int(start)+from*w*4:][:w*4]
		to := m.Pix[y*m.Stride:][:w*4]
		for i := 0; i < len(row); i += 4 {
			to[i], to[i+1], to[i+2], to[i+3] = row[i+2], row[i+1], row[i], row[i+3]
			clear = clear && row[i+3] == 0
		}
	}
	if clear {
		for i := 3; i < len(m.Pix); i += 4 {
			m.Pix[i] = 0xFF
		}
	}
	return m, nil
}

// smallBitmap reads bitmaps of fewer bits, which are as in a file.
func smallBitmap(dib []byte, header int64, bits uint16) (image.Image, error) {
	le := binary.LittleEndian
	colors := int64(le.Uint32(dib[32:]))
	if colors == 0 && bits <= 8 {
		colors = 1 << bits
	}
	if bits > 8 {
		colors = 0
	}
	if colors > 256 {
		return nil, errBitmap
	}
	file := make([]byte, 14, 14+len(dib))
	copy(file, "BM")
	le.PutUint32(file[2:], uint32(14+len(dib)))
	le.PutUint32(file[10:], uint32(14+header+4*colors))
	return bmp.Decode(bytes.NewReader(append(file, dib...)))
}
