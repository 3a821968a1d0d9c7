// Package emoji holds the colour pictures of emoji: which texts have one, and
// the picture itself, for paper and for the screen.
package emoji

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"image/color"
	"io"
	"io/fs"
)

// The file that .ci/emoji writes. Numbers are big-endian.
//
//	"CFE1", 4 bytes size of the index, the index (zlib), the groups
//	index: 1 byte side in pixels, 2 bytes number of groups, 2 bytes of sequences
//	  a group: 2 bytes size of its rows, 2 bytes of its palettes, 1 byte colours, 1 byte tones
//	  a sequence: 1 byte length, its characters in UTF-8, 2 bytes group, 1 byte tone
//	groups, in this order, one after the other:
//	  rows (zlib): for each row a 0 and a colour number for each pixel
//	  palettes (zlib): one byte for each channel (red, green, blue, opacity),
//	  colour and tone, the tone counting fastest; colours are multiplied by
//	  their opacity

const (
	fileName = "fonts/NotoColorEmoji.pack"
	magic    = "CFE1"
	headSize = len(magic) + 4
	maxIndex = 1 << 20 // bytes, unpacked
	channels = 4
)

var errPack = errors.New("not a pack of emoji")

// Pack is the set of all pictures. Only its index is in memory. Safe for
// concurrent use.
type Pack struct {
	files  fs.FS
	side   int
	groups []group
	ids    map[string]ID
}

// ID names a picture of a pack.
type ID struct {
	group uint16
	tone  uint8
}

type group struct {
	offset, rows, palettes, colours, tones int
}

// Open reads the index of the pack below "fonts" in files.
func Open(files fs.FS) (*Pack, error) {
	p := &Pack{files: files, ids: map[string]ID{}}
	head, err := p.read(0, headSize)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", fileName, err)
	}
	size := int(binary.BigEndian.Uint32(head[len(magic):]))
	if string(head[:len(magic)]) != magic || size > maxIndex {
		return nil, fmt.Errorf("%s: %w", fileName, errPack)
	}
	index, err := p.read(headSize, size)
	if err == nil {
		index, err = unpack(index, maxIndex)
	}
	if err == nil {
		err = p.parse(index, headSize+size)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", fileName, err)
	}
	return p, nil
}

// parse reads the index; the first group stands at offset.
func (p *Pack) parse(index []byte, offset int) error {
	r := reader{data: index}
	p.side = r.number(1)
	p.groups = make([]group, r.number(2))
	count := r.number(2)
	for i := range p.groups {
		g := group{offset: offset, rows: r.number(2), palettes: r.number(2), colours: r.number(1), tones: r.number(1)}
		offset += g.rows + g.palettes
		p.groups[i] = g
	}
	for range count {
		key := string(r.take(r.number(1)))
		id := ID{uint16(r.number(2)), uint8(r.number(1))}
		if int(id.group) >= len(p.groups) || int(id.tone) >= p.groups[id.group].tones {
			return errPack
		}
		p.ids[key] = id
	}
	if r.short || p.side == 0 {
		return errPack
	}
	return nil
}

// reader takes numbers and bytes off data; beyond its end they are zero.
type reader struct {
	data  []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if n > len(r.data) {
		r.short = true
		return make([]byte, n)
	}
	taken := r.data[:n]
	r.data = r.data[n:]
	return taken
}

func (r *reader) number(size int) (n int) {
	for _, b := range r.take(size) {
		n = n<<8 | int(b)
	}
	return n
}

// Picture is one emoji: a square of Side × Side pixels. Rows are its lines as
// PNG and PDF have them, compressed: a 0, then a number in Palette for each
// pixel.
type Picture struct {
	Side    int
	Palette []color.RGBA
	Rows    []byte
}

// Picture reads a picture.
func (p *Pack) Picture(id ID) (Picture, error) {
	if int(id.group) >= len(p.groups) || int(id.tone) >= p.groups[id.group].tones {
		return Picture{}, fmt.Errorf("%s: %w", fileName, errPack)
	}
	g := p.groups[id.group]
	data, err := p.read(g.offset, g.rows+g.palettes)
	if err != nil {
		return Picture{}, fmt.Errorf("%s: %w", fileName, err)
	}
	size := channels * g.colours * g.tones
	channel, err := unpack(data[g.rows:], size)
	if err != nil || len(channel) != size {
		return Picture{}, fmt.Errorf("%s: %w", fileName, errors.Join(errPack, err))
	}
	made := Picture{Side: p.side, Palette: make([]color.RGBA, g.colours), Rows: data[:g.rows]}
	for i := range made.Palette {
		at := func(c int) uint8 { return channel[(c*g.colours+i)*g.tones+int(id.tone)] }
		made.Palette[i] = color.RGBA{R: at(0), G: at(1), B: at(2), A: at(3)}
	}
	return made, nil
}

// read returns a part of the file.
func (p *Pack) read(offset, size int) ([]byte, error) {
	file, err := p.files.Open(fileName)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if seeker, ok := file.(io.Seeker); ok {
		_, err = seeker.Seek(int64(offset), io.SeekStart)
	} else {
		_, err = io.CopyN(io.Discard, file, int64(offset))
	}
	if err != nil {
		return nil, err
	}
	data := make([]byte, size)
	_, err = io.ReadFull(file, data)
	return data, err
}

// unpack returns what data holds, at most limit bytes.
func unpack(data []byte, limit int) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(z, int64(limit)))
}
