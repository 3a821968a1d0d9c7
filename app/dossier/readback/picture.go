package readback

import (
	"bytes"
	"slices"
)

// picture reads what a picture says beside its pixels, once.
func (r *reader) picture(n ref, o *object) Picture {
	if made, known := r.pictures[n]; known {
		return made
	}
	d, _ := o.value.(dict)
	made := Picture{W: int(r.b.num(d["Width"])), H: int(r.b.num(d["Height"])), Colour: r.coloured(d["ColorSpace"], 0)}
	if d["ImageMask"] == true {
		made.Colour = false
	}
	filters := r.b.filters(d)
	if slices.Contains(filters, "DCTDecode") || slices.Contains(filters, "DCT") {
		data, _, err := r.b.unpack(o)
		r.err = firstError(r.err, err)
		made.Metadata = jpegTexts(data)
	} else if slices.Contains(filters, "JPXDecode") {
		made.Metadata = lines(printable(o.data, leastLoose))
	}
	r.pictures[n] = made
	return made
}

// coloured tells whether a colour space has other colours than greys.
func (r *reader) coloured(v any, depth int) bool {
	switch space := r.b.get(v).(type) {
	case name:
		return space != "DeviceGray" && space != "CalGray" && space != "G"
	case []any:
		if len(space) == 0 || depth > 4 {
			return true
		}
		switch r.b.name(space[0]) {
		case "CalGray", "DeviceGray":
			return false
		case "ICCBased":
			if len(space) > 1 {
				return r.b.num(r.b.dict(space[1])["N"]) != 1
			}
		case "Indexed", "I":
			if len(space) > 3 {
				return r.coloured(space[1], depth+1) && r.palette(space[3])
			}
		}
	}
	return true
}

// palette tells whether a table of red, green and blue has anything but greys.
func (r *reader) palette(v any) bool {
	table, ok := r.b.get(v).([]byte)
	if n, isRef := v.(ref); !ok && isRef && r.b.objects[n] != nil {
		data, known, err := r.b.unpack(r.b.objects[n])
		r.err = firstError(r.err, err)
		if !known || err != nil {
			return true
		}
		r.used[n] = true
		table = data
	}
	for i := 0; i+2 < len(table); i += 3 {
		if table[i] != table[i+1] || table[i+1] != table[i+2] {
			return true
		}
	}
	return false
}

const (
	jpegStart   = 0xD8
	jpegScan    = 0xDA
	jpegEnd     = 0xD9
	jpegComment = 0xFE
	jpegFirst   = 0xE0 // the first of sixteen markers for applications
	jpegAdobe   = 0xEE
)

// jpegTexts returns what the segments of a JPEG say that are not needed to
// show it, and what stands behind its end. A segment without any text is a
// question mark.
func jpegTexts(data []byte) []string {
	if len(data) < 2 || data[0] != 0xFF || data[1] != jpegStart {
		return lines(printable(data, leastLoose))
	}
	var texts []string
	eachSegment(data, func(kind byte, segment []byte) {
		if kind == jpegComment || kind > jpegFirst && kind <= jpegFirst+15 && !isAdobe(kind, segment) {
			texts = append(texts, segmentTexts(segment)...)
		}
	})
	if end := bytes.LastIndex(data, []byte{0xFF, jpegEnd}); end >= 0 && len(bytes.Trim(data[end+2:], "\x00\r\n")) > 0 {
		texts = append(texts, segmentTexts(data[end+2:])...)
	}
	return texts
}

// eachSegment calls do with the segments before the pixels.
func eachSegment(data []byte, do func(kind byte, segment []byte)) {
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		kind := data[at+1]
		if kind == 0xFF { // padding
			at++
			continue
		}
		size := int(data[at+2])<<8 | int(data[at+3])
		if kind == jpegScan || kind == jpegEnd || size < 2 || at+2+size > len(data) {
			return
		}
		do(kind, data[at+4:at+2+size])
		at += 2 + size
	}
}

// isAdobe tells the segment that says how the colours are to be taken.
func isAdobe(kind byte, segment []byte) bool {
	return kind == jpegAdobe && len(segment) == 12 && bytes.HasPrefix(segment, []byte("Adobe"))
}

func segmentTexts(segment []byte) []string {
	texts := append(lines(printable(segment, 2)), lines(printable16(segment))...)
	if len(texts) == 0 {
		texts = []string{"?"}
	}
	return texts
}

func lines(text string) []string {
	var list []string
	for _, line := range bytes.Split([]byte(text), []byte("\n\n")) {
		if len(bytes.TrimSpace(line)) > 0 {
			list = append(list, string(line))
		}
	}
	return list
}
