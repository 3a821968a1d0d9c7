package render

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// gofpdf leaves out a few things that are added here, object by object: what
// text the codes stand for, font names, the language, zones of dates, the
// file's identifier.

// gofpdfDate is how gofpdf writes a date: without its zone.
const gofpdfDate = "D:20060102150405"

// created returns the document's time; without one, a fixed time, so that the
// same document still gives the same file.
func (b *builder) created() time.Time {
	text := strings.ReplaceAll(strings.TrimPrefix(b.doc.Created, "D:"), "'", "")
	for _, layout := range []string{"20060102150405Z0700", "20060102150405"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	return time.Unix(0, 0).UTC()
}

func (b *builder) setInfo() {
	b.pdf.SetTitle(pairs(b.doc.Title), true)
	b.pdf.SetAuthor(pairs(b.doc.Author), true)
	b.pdf.SetSubject(pairs(b.doc.Subject), true)
	b.pdf.SetKeywords(pairs(b.doc.Keywords), true)
	b.pdf.SetProducer("Casefolio", true)
	b.pdf.SetCreationDate(b.created())
	b.pdf.SetModificationDate(b.created())
}

var (
	errFile      = errors.New("unexpected structure of the PDF file")
	fontObject   = regexp.MustCompile(`^\d+ 0 obj\n<</Type /Font\n/Subtype /Type0\n/BaseFont /utf8(f\d+)\n(?s:.*)/ToUnicode (\d+) 0 R`)
	fontName     = regexp.MustCompile(`/(BaseFont|FontName) /utf8(f\d+)\b`)
	languageCode = regexp.MustCompile(`^[A-Za-z0-9-]{2,35}$`)
)

// finish writes the file to w, its objects completed.
func (b *builder) finish(w io.Writer, raw []byte) error {
	objects, err := split(raw)
	if err != nil {
		return err
	}
	maps := map[int]*embedded{} // by the number of the object that says what codes mean
	for _, object := range objects {
		if m := fontObject.FindSubmatch(head(object)); m != nil {
			number, _ := strconv.Atoi(string(m[2]))
			maps[number] = b.family(string(m[1]))
		}
	}
	out := &counter{w: bufio.NewWriterSize(w, 1<<16), sum: sha256.New()}
	out.write([]byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"))
	offsets := make([]int, len(objects))
	for i, object := range objects {
		number := i + 1
		offsets[i] = out.n
		if font := maps[number]; font != nil {
			out.write(font.toUnicode(number))
			continue
		}
		head := head(object)
		out.write(b.complete(head, number == len(objects), number == len(objects)-1))
		out.write(object[len(head):])
	}
	return b.trailer(out, offsets)
}

// split returns the objects of a file by their number, from 1, as its
// cross-reference table has them.
func split(raw []byte) ([][]byte, error) {
	at := bytes.LastIndex(raw, []byte("startxref\n"))
	if at < 0 {
		return nil, errFile
	}
	var table int
	if _, err := fmt.Sscanf(string(raw[at:]), "startxref\n%d", &table); err != nil || table <= 0 || table > at {
		return nil, errFile
	}
	var count int
	if _, err := fmt.Sscanf(string(raw[table:min(table+40, at)]), "xref\n0 %d", &count); err != nil || count < 2 {
		return nil, errFile
	}
	lines := bytes.SplitN(raw[table:at], []byte("\n"), count+3)
	if len(lines) < count+3 {
		return nil, errFile
	}
	offsets := make([]int, count-1)
	for i := range offsets {
		var err error
		if offsets[i], err = strconv.Atoi(string(lines[3+i][:10])); err != nil || offsets[i] >= table {
			return nil, errFile
		}
	}
	return cutAt(raw[:table], offsets), nil
}

// cutAt returns what stands from each offset to the next one in the file.
func cutAt(raw []byte, offsets []int) [][]byte {
	sorted := slices.Sorted(slices.Values(offsets))
	objects := make([][]byte, len(offsets))
	for i, offset := range offsets {
		next := len(raw)
		if k, _ := slices.BinarySearch(sorted, offset+1); k < len(sorted) {
			next = sorted[k]
		}
		objects[i] = raw[offset:next]
	}
	return objects
}

// head returns an object without its stream.
func head(object []byte) []byte {
	if at := bytes.Index(object, []byte("\nstream\n")); at >= 0 {
		return object[:at]
	}
	return object
}

func (b *builder) family(name string) *embedded {
	for _, font := range b.order {
		if font.family == name {
			return font
		}
	}
	return nil
}

// complete returns the head of an object with what gofpdf leaves out.
func (b *builder) complete(head []byte, catalog, info bool) []byte {
	switch {
	case catalog:
		entries := "/Type /Catalog\n/ViewerPreferences <</DisplayDocTitle true>>\n"
		if languageCode.MatchString(b.doc.Lang) {
			entries += "/Lang (" + b.doc.Lang + ")\n"
		}
		return bytes.Replace(head, []byte("/Type /Catalog\n"), []byte(entries), 1)
	case info:
		t := b.created()
		_, offset := t.Zone()
		sign := '+'
		if offset < 0 {
			sign, offset = '-', -offset
		}
		whole := fmt.Sprintf("(%s%c%02d'%02d')", t.Format(gofpdfDate), sign, offset/3600, offset/60%60)
		return bytes.ReplaceAll(head, []byte("("+t.Format(gofpdfDate)+")"), []byte(whole))
	}
	return fontName.ReplaceAllFunc(head, func(match []byte) []byte {
		parts := fontName.FindSubmatch(match)
		font := b.family(string(parts[2]))
		if font == nil {
			return match
		}
		return []byte("/" + string(parts[1]) + " /" + font.tag() + font.face.Name)
	})
}

// tag marks the font as a subset: six letters and a plus sign.
func (e *embedded) tag() string {
	n, _ := strconv.Atoi(e.family[1:])
	return fmt.Sprintf("CASE%c%c+", 'A'+n/26%26, 'A'+n%26)
}

// toUnicode returns the object that tells the text of each code.
func (e *embedded) toUnicode(number int) []byte {
	var m bytes.Buffer
	m.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for part := range slices.Chunk(e.glyphs, 100) { // no block may have more
		fmt.Fprintf(&m, "%d beginbfchar\n", len(part))
		for _, g := range part {
			fmt.Fprintf(&m, "<%04X> <%X>\n", g.code, utf16BE(g.text)[2:])
		}
		m.WriteString("endbfchar\n")
	}
	m.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	z.Write(m.Bytes()) // a bytes.Buffer takes everything
	z.Close()
	return fmt.Appendf(nil, "%d 0 obj\n<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream\nendobj\n", number, packed.Len(), packed.Bytes())
}

func (b *builder) trailer(out *counter, offsets []int) error {
	id := out.sum.Sum(nil)[:16]
	start, count := out.n, len(offsets)+1
	out.write(fmt.Appendf(nil, "xref\n0 %d\n0000000000 65535 f \n", count))
	for _, offset := range offsets {
		out.write(fmt.Appendf(nil, "%010d 00000 n \n", offset))
	}
	out.write(fmt.Appendf(nil, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%X> <%X>]>>\nstartxref\n%d\n%%%%EOF\n",
		count, count-1, count-2, id, id, start))
	return out.flush()
}

// counter writes, counts and hashes; the first error stays.
type counter struct {
	w   *bufio.Writer
	sum hash.Hash
	n   int
	err error
}

func (c *counter) write(p []byte) {
	if c.err != nil {
		return
	}
	_, c.err = c.w.Write(p)
	c.sum.Write(p)
	c.n += len(p)
}

func (c *counter) flush() error {
	if c.err == nil {
		c.err = c.w.Flush()
	}
	return c.err
}
