package readback

import (
	"strings"
	"unicode/utf16"
)

// font is how the codes of a text are read.
type font struct {
	wide   bool // codes of two bytes
	text   map[uint16]string
	ranges []codeRange
	widths map[uint16]float64 // thousandths of an em
	usual  float64            // the width of the others
}

// codeRange are codes that follow each other with texts that do.
type codeRange struct {
	from, to uint16
	text     []rune
}

// fontOf reads a font, once.
func (f *reader) fontOf(v any) *font {
	r, isRef := v.(ref)
	if isRef {
		if known, ok := f.fonts[r]; ok {
			return known
		}
	}
	d := f.b.dict(v)
	made := &font{text: map[uint16]string{}, widths: map[uint16]float64{}, usual: 500}
	if d["Subtype"] == name("Type0") {
		made.wide, made.usual = true, 1000
		if list := f.b.list(d["DescendantFonts"]); len(list) > 0 {
			below := f.b.dict(list[0])
			if w, ok := f.b.get(below["DW"]).(float64); ok {
				made.usual = w
			}
			f.readWidths(made, f.b.list(below["W"]))
		}
	} else {
		first := f.b.num(d["FirstChar"])
		for i, w := range f.b.list(d["Widths"]) {
			made.widths[uint16(int(first)+i)] = f.b.num(w)
		}
	}
	if r, ok := d["ToUnicode"].(ref); ok && f.b.objects[r] != nil {
		if data, ok, err := f.b.unpack(f.b.objects[r]); ok && err == nil {
			made.readMap(data)
		} else if err != nil {
			f.err = err
		}
	}
	if isRef {
		f.fonts[r] = made
	}
	return made
}

// readWidths reads "c [w w w]" and "from to w".
func (f *reader) readWidths(made *font, list []any) {
	for i := 0; i+1 < len(list); {
		from := f.b.num(list[i])
		if several, ok := f.b.get(list[i+1]).([]any); ok {
			for k, w := range several {
				made.widths[uint16(int(from)+k)] = f.b.num(w)
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			return
		}
		for c := int(from); c <= int(f.b.num(list[i+1])) && c <= 0xFFFF && c >= 0; c++ {
			made.widths[uint16(c)] = f.b.num(list[i+2])
		}
		i += 3
	}
}

// readMap reads what text each code stands for.
func (made *font) readMap(data []byte) {
	s := scanner{raw: data, plain: true}
	var held []any
	for {
		v, ok := s.next(0)
		if !ok {
			return
		}
		switch v {
		case word("beginbfchar"), word("beginbfrange"):
			held = held[:0]
		case word("endbfchar"):
			for i := 0; i+1 < len(held); i += 2 {
				made.text[codeOf(held[i])] = utf16Text(held[i+1])
			}
			held = held[:0]
		case word("endbfrange"):
			for i := 0; i+2 < len(held); i += 3 {
				made.addRange(codeOf(held[i]), codeOf(held[i+1]), held[i+2])
			}
			held = held[:0]
		default:
			held = append(held, v)
		}
	}
}

func (made *font) addRange(from, to uint16, v any) {
	if list, ok := v.([]any); ok {
		for i, text := range list {
			if int(from)+i > int(to) {
				return
			}
			made.text[from+uint16(i)] = utf16Text(text)
		}
		return
	}
	if text := []rune(utf16Text(v)); len(text) > 0 && to >= from {
		made.ranges = append(made.ranges, codeRange{from, to, text})
	}
}

func codeOf(v any) uint16 {
	code := uint16(0)
	raw, _ := v.([]byte)
	for _, c := range raw {
		code = code<<8 | uint16(c)
	}
	return code
}

func utf16Text(v any) string {
	raw, _ := v.([]byte)
	return decodeUTF16(raw, false)
}

func decodeUTF16(raw []byte, little bool) string {
	units := make([]uint16, len(raw)/2)
	for i := range units {
		if little {
			units[i] = uint16(raw[2*i+1])<<8 | uint16(raw[2*i])
		} else {
			units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
		}
	}
	return string(utf16.Decode(units))
}

// textOf returns the text of a code. One that the font does not tell is the
// character itself, where codes are bytes.
func (made *font) textOf(code uint16) string {
	if text, ok := made.text[code]; ok {
		return text
	}
	for _, r := range made.ranges {
		if code >= r.from && code <= r.to {
			text := append([]rune(nil), r.text...)
			text[len(text)-1] += rune(code - r.from)
			return string(text)
		}
	}
	if made.wide || code < 0x20 {
		return ""
	}
	return string(rune(code))
}

func (made *font) widthOf(code uint16) float64 {
	if w, ok := made.widths[code]; ok {
		return w
	}
	return made.usual
}

// decode returns the text of a string of codes, and its width in ems without
// what is added between the glyphs.
func (made *font) decode(out *strings.Builder, raw []byte) (width float64, glyphs int) {
	if made == nil {
		out.Write(raw)
		return float64(len(raw)) / 2, len(raw)
	}
	step := 1
	if made.wide {
		step = 2
	}
	for i := 0; i+step <= len(raw); i += step {
		code := uint16(raw[i])
		if made.wide {
			code = code<<8 | uint16(raw[i+1])
		}
		out.WriteString(made.textOf(code))
		width += made.widthOf(code) / 1000
		glyphs++
	}
	return width, glyphs
}

// textString decodes a text string of a dictionary.
func textString(raw []byte) string {
	switch {
	case len(raw) >= 2 && raw[0] == 0xFE && raw[1] == 0xFF:
		return decodeUTF16(raw[2:], false)
	case len(raw) >= 2 && raw[0] == 0xFF && raw[1] == 0xFE:
		return decodeUTF16(raw[2:], true)
	case len(raw) >= 3 && raw[0] == 0xEF && raw[1] == 0xBB && raw[2] == 0xBF:
		return string(raw[3:])
	}
	return string(raw)
}
