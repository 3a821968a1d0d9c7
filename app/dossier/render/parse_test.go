package render_test

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// A reader of PDF files for the tests, written apart from what writes them:
// names are strings with a slash, strings are bytes, references are refs.

type (
	dict map[string]any
	ref  int
)

type file struct {
	t       testing.TB
	raw     []byte
	offsets []int
	trailer dict
}

func parse(t testing.TB, raw []byte) *file {
	t.Helper()
	f := &file{t: t, raw: raw}
	m := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(raw)
	if m == nil {
		t.Fatal("no startxref")
	}
	start, _ := strconv.Atoi(string(m[1]))
	var count int
	if _, err := fmt.Sscanf(string(raw[start:start+30]), "xref\n0 %d", &count); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(raw[start:]), "\n")
	for _, line := range lines[2 : 2+count] {
		if len(line) != 19 {
			t.Fatalf("entry %q of the cross-reference table", line)
		}
		offset, _ := strconv.Atoi(line[:10])
		f.offsets = append(f.offsets, offset)
	}
	at := bytes.LastIndex(raw, []byte("trailer\n"))
	f.trailer = (&scanner{raw: raw, at: at + 8}).value().(dict)
	return f
}

// object returns an object by its number; a stream gives its dictionary.
func (f *file) object(n ref) any { v, _ := f.objectAndEnd(n); return v }

func (f *file) objectAndEnd(n ref) (any, int) {
	f.t.Helper()
	head := fmt.Sprintf("%d 0 obj\n", n)
	if !bytes.HasPrefix(f.raw[f.offsets[n]:], []byte(head)) {
		f.t.Fatalf("object %d is not where the table says", n)
	}
	s := &scanner{raw: f.raw, at: f.offsets[n] + len(head)}
	return s.value(), s.at
}

// get follows references.
func (f *file) get(v any) any {
	if r, ok := v.(ref); ok {
		return f.object(r)
	}
	return v
}

func (f *file) dict(v any) dict {
	f.t.Helper()
	d, ok := f.get(v).(dict)
	if !ok {
		f.t.Fatalf("%v is no dictionary", v)
	}
	return d
}

func (f *file) list(v any) []any { l, _ := f.get(v).([]any); return l }

// stream returns the data of a stream, unpacked.
func (f *file) stream(v any) []byte {
	f.t.Helper()
	value, at := f.objectAndEnd(v.(ref))
	d := value.(dict)
	at += len("\nstream\n")
	size := f.get(d["Length"]).(int)
	data := f.raw[at : at+size]
	if !bytes.HasPrefix(f.raw[at+size:], []byte("\nendstream")) {
		f.t.Fatalf("stream %v: wrong length", v)
	}
	if d["Filter"] != "/FlateDecode" {
		return data
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		f.t.Fatal(err)
	}
	data, err = io.ReadAll(z)
	if err != nil {
		f.t.Fatal(err)
	}
	return data
}

// all calls do with each dictionary of the file, also those within others.
func (f *file) all(do func(dict)) {
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case dict:
			do(v)
			for _, inner := range v {
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		}
	}
	for n := 1; n < len(f.offsets); n++ {
		walk(f.object(ref(n)))
	}
}

// unicodeText decodes a text string.
func unicodeText(v any) string {
	raw, ok := v.([]byte)
	if !ok || !bytes.HasPrefix(raw, []byte{0xFE, 0xFF}) {
		return string(raw)
	}
	var units []uint16
	for i := 2; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

type scanner struct {
	raw []byte
	at  int
}

var reference = regexp.MustCompile(`^(\d+) 0 R\b`)

func (s *scanner) space() {
	for s.at < len(s.raw) && strings.IndexByte(" \n\r\t", s.raw[s.at]) >= 0 {
		s.at++
	}
}

func (s *scanner) value() any {
	s.space()
	rest := s.raw[s.at:]
	switch {
	case bytes.HasPrefix(rest, []byte("<<")):
		s.at += 2
		d := dict{}
		for s.space(); !bytes.HasPrefix(s.raw[s.at:], []byte(">>")); s.space() {
			name := s.value().(string)
			d[name[1:]] = s.value()
		}
		s.at += 2
		return d
	case rest[0] == '[':
		s.at++
		list := []any{}
		for s.space(); s.raw[s.at] != ']'; s.space() {
			list = append(list, s.value())
		}
		s.at++
		return list
	case rest[0] == '<':
		end := bytes.IndexByte(rest, '>')
		s.at += end + 1
		data, _ := hex.DecodeString(string(rest[1:end]))
		return data
	case rest[0] == '(':
		return s.literal()
	}
	if m := reference.FindSubmatch(rest[:min(len(rest), 20)]); m != nil {
		s.at += len(m[0])
		n, _ := strconv.Atoi(string(m[1]))
		return ref(n)
	}
	end := 1 + bytes.IndexAny(rest[1:], " \n\r\t/<>[]()")
	s.at += end
	word := string(rest[:end])
	if n, err := strconv.Atoi(word); err == nil {
		return n
	}
	return word
}

func (s *scanner) literal() []byte {
	var out []byte
	for s.at++; s.raw[s.at] != ')'; s.at++ {
		if s.raw[s.at] == '\\' {
			s.at++
			if s.raw[s.at] == 'r' {
				out = append(out, '\r')
				continue
			}
		}
		out = append(out, s.raw[s.at])
	}
	s.at++
	return out
}
