package emoji

import (
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
)

// On returns the palette on an opaque ground: what shines through shows it.
func (p Picture) On(ground color.RGBA) []color.RGBA {
	out := make([]color.RGBA, len(p.Palette))
	for i, c := range p.Palette {
		over := func(top, below uint8) uint8 {
			return uint8(min(255, int(top)+(int(below)*(255-int(c.A))+127)/255))
		}
		out[i] = color.RGBA{R: over(c.R, ground.R), G: over(c.G, ground.G), B: over(c.B, ground.B), A: 0xFF}
	}
	return out
}

// PNG returns the picture on an opaque ground as a file of 8 bits with a
// palette, its rows as they are.
func (p Picture) PNG(ground color.RGBA) []byte {
	out := []byte("\x89PNG\r\n\x1A\n")
	chunk := func(name string, data []byte) {
		out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
		from := len(out)
		out = append(append(out, name...), data...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(p.Side))
	head = binary.BigEndian.AppendUint32(head, uint32(p.Side))
	chunk("IHDR", append(head, 8, 3, 0, 0, 0)) // 8 bits, a palette, the only methods, not interlaced
	var palette []byte
	for _, c := range p.On(ground) {
		palette = append(palette, c.R, c.G, c.B)
	}
	chunk("PLTE", palette)
	chunk("IDAT", p.Rows)
	chunk("IEND", nil)
	return out
}

// Image returns the picture with its transparency.
func (p Picture) Image() (*image.RGBA, error) {
	line := p.Side + 1
	rows, err := unpack(p.Rows, line*p.Side)
	if err != nil || len(rows) != line*p.Side {
		return nil, errPack
	}
	img := image.NewRGBA(image.Rect(0, 0, p.Side, p.Side))
	for y := range p.Side {
		for x, number := range rows[y*line+1 : (y+1)*line] {
			if int(number) >= len(p.Palette) {
				return nil, errPack
			}
			img.SetRGBA(x, y, p.Palette[number])
		}
	}
	return img, nil
}
