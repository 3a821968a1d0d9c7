package evidence

import (
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"io"
)

// The container of HEIC pictures is ISO/IEC 23008-12 on ISO/IEC 14496-12. Only
// what the size follows from is read here; the decoder reads the rest.

// maxMeta bounds the tables at the head of a file, maxBoxes what is looked at.
const (
	maxMeta  = 8 << 20
	maxBoxes = 4096
)

// narrowestHEIC is the width below which the decoder mixes up the colours.
const narrowestHEIC = 128

var (
	errHEIF     = errors.New("not a HEIF picture that can be read")
	errHEIFKind = errors.New("HEIF picture of another coding")
)

// heifBrand names the coding of an ISO media file by the brands at its start:
// "heic" for HEVC pictures, "avif" for AV1 pictures, empty for anything else.
// General brands leave it to the further ones.
func heifBrand(start []byte) string {
	if len(start) < 16 || string(start[4:8]) != "ftyp" {
		return ""
	}
	end := min(len(start), int(binary.BigEndian.Uint32(start)))
	general := false
	for at := 8; at+4 <= end; at += 4 {
		if at == 12 {
			continue // a version
		}
		switch string(start[at : at+4]) {
		case "heic", "heix", "heim", "heis":
			return "heic"
		case "avif", "avis":
			return "avif"
		case "mif1", "msf1":
			general = general || at == 8
		}
	}
	if general {
		return "heic"
	}
	return ""
}

// box is a box of an ISO media file without its header.
type box struct {
	kind string
	body []byte
}

// boxes parts what a box holds. What is cut off ends the list.
func boxes(b []byte) []box {
	var out []box
	for len(b) >= 8 && len(out) < maxBoxes {
		size, head := uint64(binary.BigEndian.Uint32(b)), uint64(8)
		switch {
		case size == 1 && len(b) >= 16:
			size, head = binary.BigEndian.Uint64(b[8:]), 16
		case size == 0:
			size = uint64(len(b))
		}
		if size < head || size > uint64(len(b)) {
			break
		}
		out = append(out, box{string(b[4:8]), b[head:size]})
		b = b[size:]
	}
	return out
}

func find(all []box, kind string) []byte {
	for _, b := range all {
		if b.kind == kind {
			return b.body
		}
	}
	return nil
}

// heifMeta reads the tables at the head of a file.
func heifMeta(r io.ReadSeeker) ([]box, error) {
	at := int64(0)
	for range maxBoxes {
		if _, err := r.Seek(at, io.SeekStart); err != nil {
			return nil, err
		}
		var head [16]byte
		if _, err := io.ReadFull(r, head[:8]); err != nil {
			return nil, errHEIF
		}
		size, used := int64(binary.BigEndian.Uint32(head[:])), int64(8)
		if size == 1 {
			if _, err := io.ReadFull(r, head[8:]); err != nil {
				return nil, errHEIF
			}
			size, used = int64(binary.BigEndian.Uint64(head[8:])), 16
		}
		if size < used || at > 1<<40 {
			return nil, errHEIF
		}
		if string(head[4:8]) != "meta" {
			at += size
			continue
		}
		if size-used < 4 || size > maxMeta {
			return nil, errHEIF
		}
		body := make([]byte, size-used)
		if _, err := io.ReadFull(r, body); err != nil {
			return nil, errHEIF
		}
		return boxes(body[4:]), nil
	}
	return nil, errHEIF
}

// heifConfig reads the size of the main picture as the decoder gives it:
// cropped and turned as the file says. No coded picture in the file may be
// larger than what is decoded.
func heifConfig(r io.ReadSeeker) (image.Config, error) {
	config := image.Config{ColorModel: color.YCbCrModel}
	meta, err := heifMeta(r)
	if err != nil {
		return config, err
	}
	main, ok := mainItem(find(meta, "pitm"))
	tables := boxes(find(meta, "iprp"))
	properties := boxes(find(tables, "ipco"))
	if !ok || len(properties) == 0 {
		return config, errHEIF
	}
	for _, p := range properties {
		if w, h, ok := extent(p); ok && (w > maxHEIC || h > maxHEIC || int64(w)*int64(h) > maxHEIC) {
			return image.Config{ColorModel: color.YCbCrModel, Width: w, Height: h}, errTooLarge
		}
	}
	for _, i := range belonging(find(tables, "ipma"), main) {
		if i < 1 || i > len(properties) {
			continue
		}
		p := properties[i-1]
		if w, h, ok := extent(p); ok {
			config.Width, config.Height = w, h
		} else if w, h, ok := cropped(p); ok && w <= config.Width && h <= config.Height {
			config.Width, config.Height = w, h
		} else if p.kind == "irot" && len(p.body) > 0 && p.body[0]&1 == 1 {
			config.Width, config.Height = config.Height, config.Width
		} else if p.kind == "av1C" {
			return config, errHEIFKind
		}
	}
	switch {
	case config.Width <= 0 || config.Height <= 0:
		return config, errHEIF
	case config.Width < narrowestHEIC:
		return config, errHEIFKind
	}
	return config, nil
}

// mainItem is the number of the picture that a file is about.
func mainItem(pitm []byte) (uint32, bool) {
	switch {
	case len(pitm) >= 6 && pitm[0] == 0:
		return uint32(binary.BigEndian.Uint16(pitm[4:])), true
	case len(pitm) >= 8:
		return binary.BigEndian.Uint32(pitm[4:]), true
	}
	return 0, false
}

// extent reads the size of a coded picture.
func extent(p box) (w, h int, ok bool) {
	if p.kind != "ispe" || len(p.body) < 12 {
		return 0, 0, false
	}
	return int(binary.BigEndian.Uint32(p.body[4:])), int(binary.BigEndian.Uint32(p.body[8:])), true
}

// cropped reads the size that is left of a picture that is cropped.
func cropped(p box) (w, h int, ok bool) {
	if p.kind != "clap" || len(p.body) < 16 {
		return 0, 0, false
	}
	at := func(i int) int { return int(binary.BigEndian.Uint32(p.body[i:])) }
	if at(4) == 0 || at(12) == 0 {
		return 0, 0, false
	}
	return at(0) / at(4), at(8) / at(12), true
}

// belonging lists the properties of an item, by their place from 1, in order.
func belonging(ipma []byte, item uint32) []int {
	if len(ipma) < 8 {
		return nil
	}
	wide, long := ipma[3]&1 == 1, ipma[0] > 0
	n := binary.BigEndian.Uint32(ipma[4:])
	b := ipma[8:]
	for range min(n, maxBoxes) {
		id, used := uint32(0), 2
		if long {
			used = 4
		}
		if len(b) < used+1 {
			return nil
		}
		if long {
			id = binary.BigEndian.Uint32(b)
		} else {
			id = uint32(binary.BigEndian.Uint16(b))
		}
		count, step := int(b[used]), 1
		if wide {
			step = 2
		}
		b = b[used+1:]
		if len(b) < count*step {
			return nil
		}
		if id == item {
			return places(b[:count*step], step)
		}
		b = b[count*step:]
	}
	return nil
}

// places reads associations of one or two bytes, whose first bit says that a
// property must be understood.
func places(b []byte, step int) []int {
	var out []int
	for i := 0; i < len(b); i += step {
		if step == 2 {
			out = append(out, int(binary.BigEndian.Uint16(b[i:])&0x7FFF))
		} else {
			out = append(out, int(b[i]&0x7F))
		}
	}
	return out
}
