package render

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"regexp"
	"strconv"
)

// plainStream is the head of an object with nothing but an uncompressed stream:
// gofpdf is told not to compress the pages, because it takes a megabyte of
// memory anew for each.
var plainStream = regexp.MustCompile(`^(\d+ 0 obj\n)<</Length (\d+)>>$`)

// packer compresses one stream after the other with the same memory.
type packer struct {
	out bytes.Buffer
	z   *zlib.Writer
}

func (p *packer) pack(data []byte) []byte {
	p.out.Reset()
	if p.z == nil {
		p.z, _ = zlib.NewWriterLevel(&p.out, zlib.BestSpeed) // the level is a valid one
	} else {
		p.z.Reset(&p.out)
	}
	p.z.Write(data) // a bytes.Buffer takes everything
	p.z.Close()
	return p.out.Bytes()
}

// pack writes an object that has nothing but an uncompressed stream. It returns
// false for any other object.
func (b *builder) pack(out *assembly, head, stream []byte) bool {
	m := plainStream.FindSubmatch(head)
	if m == nil {
		return false
	}
	const start = "\nstream\n"
	size, err := strconv.Atoi(string(m[2]))
	if err != nil || len(start)+size > len(stream) {
		return false
	}
	packed := b.packer.pack(stream[len(start):][:size])
	out.Write(fmt.Appendf(bytes.Clone(m[1]), "<</Filter /FlateDecode /Length %d>>%s", len(packed), start))
	out.Write(packed)
	out.Write(stream[len(start)+size:])
	return true
}
