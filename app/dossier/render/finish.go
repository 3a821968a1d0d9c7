package render

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// gofpdf leaves out a few things that are added here, object by object: fonts
// (cidfont.go), zones of dates, links as objects. archive.go adds
// the objects that an archive asks for.

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
	b.pdf.SetProducer(producer, true)
	b.pdf.SetCreator(producer, true)
	b.pdf.SetCreationDate(b.created())
	b.pdf.SetModificationDate(b.created())
}

var (
	errFile    = errors.New("unexpected structure of the PDF file")
	fontObject = regexp.MustCompile(`^\d+ 0 obj
<</Type /Font
/BaseFont /(f\d+)
/Subtype /Type1
`)
	languageCode = regexp.MustCompile(`^[A-Za-z0-9-]{2,35}$`)
)

// finish writes the file to w, its objects completed and those added that make
// it fit for an archive.
func (b *builder) finish(ctx context.Context, w io.Writer, raw []byte) error {
	objects, err := split(raw)
	if err != nil {
		return err
	}
	out := newAssembly(w, len(objects))
	out.print("%%PDF-1.7\n%%\xE2\xE3\xCF\xD3\n")
	catalog := len(objects) // the last one; the information dictionary stands before it
	for i, object := range objects[:catalog-1] {
		number := i + 1
		head := head(object)
		if m := fontObject.FindSubmatch(head); m != nil {
			if err := b.family(string(m[1])).write(out, number); err != nil {
				return err
			}
			continue
		}
		out.begin(number)
		if done, err := b.photo(out, head, object[len(head):]); err != nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		} else if done || b.pack(out, head, object[len(head):]) {
			continue
		}
		whole, links, first := apart(b.complete(head, number == catalog-1), out)
		out.Write(whole)
		out.Write(object[len(head):])
		for k, link := range links {
			out.object(first+k, "%s\nendobj\n", link)
		}
	}
	entries, err := b.archive(ctx, out)
	if err != nil {
		return err
	}
	out.begin(catalog)
	out.Write(b.catalog(objects[catalog-1], entries))
	return out.trailer(catalog, catalog-1)
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

// complete returns the head of an object with what gofpdf leaves out, and
// without what an archive does not take.
func (b *builder) complete(head []byte, info bool) []byte {
	switch {
	case info:
		t := b.created()
		return bytes.ReplaceAll(head, []byte("("+t.Format(gofpdfDate)+")"), []byte("("+pdfTime(t)+")"))
	case bytes.Contains(head, []byte("<</Type /Page\n")):
		return bytes.Replace(head, []byte(transparency), nil, 1)
	}
	return head
}

// transparency is what gofpdf gives every page, though nothing shines through.
const transparency = "/Group <</Type /Group /S /Transparency /CS /DeviceRGB>>\n"

var (
	annotationList = regexp.MustCompile(`(?m)^/Annots \[(.*)\]$`)
	annotation     = regexp.MustCompile(`<</Type /Annot .*?>>`)
)

// apart makes the links of a page objects of their own, numbered from first, as
// the standard asks. They say that they are there on paper too.
func apart(head []byte, out *assembly) (whole []byte, links [][]byte, first int) {
	first = len(out.offsets) + 1
	whole = annotationList.ReplaceAllFunc(head, func(list []byte) []byte {
		refs := []byte("/Annots [")
		for _, link := range annotation.FindAll(list, -1) {
			links = append(links, bytes.Replace(link, []byte("/Subtype /Link "), []byte("/Subtype /Link /F 4 "), 1))
			refs = fmt.Appendf(refs, "%d 0 R ", out.reserve())
		}
		return append(refs, ']')
	})
	return whole, links, first
}
