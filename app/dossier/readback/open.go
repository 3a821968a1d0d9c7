package readback

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"regexp"
	"strconv"
)

// Limits for files of other writers. What is beyond them cannot be vouched for
// and is an error.
const (
	maxFile    = 1 << 30
	maxStream  = 128 << 20 // unpacked
	maxPacked  = 1 << 30   // all unpacked streams together
	maxObjects = 1 << 20
)

var (
	errBroken = errors.New("not a PDF file that can be read")
	errLarge  = errors.New("a PDF file beyond the limits")
)

// object is one numbered object. Data is its stream as it stands in the file.
type object struct {
	value  any
	data   []byte
	stream bool
}

// body is a file taken apart.
type body struct {
	raw     []byte
	objects map[ref]*object
	order   []ref
	between [][]byte // what is outside of objects
	trailer dict
	spent   int // bytes unpacked so far
}

// read takes a file apart by looking for its objects one after the other. The
// table of their places is not asked: an object that it does not know is found
// all the same, by whoever searches in the file.
func read(raw []byte) (*body, error) {
	if !bytes.Contains(raw[:min(len(raw), 1024)], []byte("%PDF-")) {
		return nil, errBroken
	}
	b := &body{raw: raw, objects: map[ref]*object{}, trailer: dict{}}
	last := len(header.Find(raw))
	for at := last; at < len(raw); {
		number, start, head := nextObject(raw, at)
		if start < 0 {
			break
		}
		b.outside(raw[last:start])
		o, end := b.readObject(raw, head)
		b.put(number, o)
		if len(b.order) > maxObjects {
			return nil, errLarge
		}
		last, at = end, end
	}
	b.outside(raw[last:])
	if err := b.unpackObjects(); err != nil {
		return nil, err
	}
	return b, nil
}

// header is how a file begins: its version, and bytes that tell it from a text.
var header = regexp.MustCompile(`^%PDF-\d\.\d[\r\n]+(?:%[^\x00-\x7F]+[\r\n]+)?`)

// put keeps the later of two objects of one number, as readers do, and the
// other one under a number that nobody asks for.
func (b *body) put(number ref, o *object) {
	if old, twice := b.objects[number]; twice {
		hidden := ref(-1 - len(b.order))
		b.objects[hidden] = old
		b.order = append(b.order, hidden)
	} else {
		b.order = append(b.order, number)
	}
	b.objects[number] = o
	if d, ok := o.value.(dict); ok && d["Type"] == name("XRef") {
		b.addTrailer(d)
	}
}

func (b *body) addTrailer(d dict) {
	for k, v := range d {
		b.trailer[k] = v
	}
}

// outside keeps what stands between objects: trailers, comments, and what
// should not be there.
func (b *body) outside(part []byte) {
	for {
		at := bytes.Index(part, []byte("trailer"))
		if at < 0 {
			break
		}
		s := scanner{raw: part, at: at + len("trailer")}
		if v, ok := s.next(0); ok {
			if d, ok := v.(dict); ok {
				b.addTrailer(d)
			}
		}
		b.between = append(b.between, part[:at])
		part = part[max(s.at, at+1):]
	}
	b.between = append(b.between, part)
}

// nextObject finds "12 0 obj" from at on, and returns its number, where it
// begins and where its value does; start is -1 where there is none.
func nextObject(raw []byte, at int) (number ref, start, head int) {
	for from := at; ; {
		k := bytes.Index(raw[from:], []byte("obj"))
		if k < 0 {
			return 0, -1, 0
		}
		k += from
		from = k + 3
		if k >= 3 && bytes.Equal(raw[k-3:k], []byte("end")) {
			continue
		}
		_, genAt, ok := digitsBefore(raw, k, at)
		if !ok {
			continue
		}
		n, numAt, ok := digitsBefore(raw, genAt, at)
		if ok && n >= 0 {
			return ref(n), numAt, k + 3
		}
	}
}

// digitsBefore reads a number that ends before at, white space between.
func digitsBefore(raw []byte, at, least int) (n, start int, ok bool) {
	end := at
	for end > least && kinds[raw[end-1]] == white {
		end--
	}
	start = end
	for start > least && raw[start-1] >= '0' && raw[start-1] <= '9' && end-start < 9 {
		start--
	}
	if start == end || end == at && at < len(raw) && raw[at] >= '0' && raw[at] <= '9' {
		return 0, 0, false
	}
	n, err := strconv.Atoi(string(raw[start:end]))
	return n, start, err == nil
}

var (
	streamWord = []byte("stream")
	endStream  = []byte("endstream")
	endObject  = []byte("endobj")
)

// readObject reads the value at head, and its stream; end is behind it.
func (b *body) readObject(raw []byte, head int) (o *object, end int) {
	s := scanner{raw: raw, at: head}
	v, _ := s.next(0)
	o = &object{value: v}
	s.space()
	if d, ok := v.(dict); ok && bytes.HasPrefix(raw[s.at:], streamWord) {
		from := s.at + len(streamWord)
		if from < len(raw) && raw[from] == '\r' {
			from++
		}
		if from < len(raw) && raw[from] == '\n' {
			from++
		}
		o.stream = true
		o.data, s.at = streamData(raw, from, d)
		s.space()
	}
	if bytes.HasPrefix(raw[s.at:], endObject) {
		s.at += len(endObject)
	}
	b.between = append(b.between, s.comments...)
	return o, max(s.at, head)
}

// streamData trusts the length only where the stream ends there.
func streamData(raw []byte, from int, d dict) (data []byte, end int) {
	if n, ok := d["Length"].(float64); ok && n >= 0 && n <= float64(len(raw)-from) {
		to := from + int(n)
		rest := bytes.TrimLeft(raw[to:min(to+2+len(endStream), len(raw))], "\r\n")
		if bytes.HasPrefix(rest, endStream) {
			return raw[from:to], to + bytes.Index(raw[to:], endStream) + len(endStream)
		}
	}
	to := bytes.Index(raw[from:], endStream)
	if to < 0 {
		return raw[from:], len(raw)
	}
	return bytes.TrimSuffix(raw[from:from+to], []byte("\n")), from + to + len(endStream)
}

// get follows references.
func (b *body) get(v any) any {
	for range maxDepth {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		o := b.objects[r]
		if o == nil {
			return nil
		}
		v = o.value
	}
	return nil
}

func (b *body) dict(v any) dict   { d, _ := b.get(v).(dict); return d }
func (b *body) list(v any) []any  { l, _ := b.get(v).([]any); return l }
func (b *body) name(v any) name   { n, _ := b.get(v).(name); return n }
func (b *body) num(v any) float64 { n, _ := b.get(v).(float64); return n }

// filters are the names of a stream's filters.
func (b *body) filters(d dict) []name {
	switch f := b.get(d["Filter"]).(type) {
	case name:
		return []name{f}
	case []any:
		var list []name
		for _, v := range f {
			list = append(list, b.name(v))
		}
		return list
	}
	return nil
}

// unpack returns a stream's data; ok is false where a filter is not known.
func (b *body) unpack(o *object) (data []byte, ok bool, err error) {
	d, isDict := o.value.(dict)
	if !isDict {
		return o.data, true, nil
	}
	data = o.data
	for _, filter := range b.filters(d) {
		switch filter {
		case "FlateDecode", "Fl":
			data, err = b.inflate(data)
		case "ASCIIHexDecode", "AHx":
			data = unhex(data)
		default:
			return data, false, nil
		}
		if err != nil {
			return nil, false, err
		}
	}
	return b.unpredict(d, data), true, nil
}

// inflate unpacks as much as there is: a stream that breaks off is read up to
// there.
func (b *body) inflate(data []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return data, nil // not packed, whatever its dictionary says
	}
	var out bytes.Buffer
	out.Grow(min(len(data)*3, maxStream))
	n, _ := io.Copy(&out, io.LimitReader(z, maxStream+1))
	if b.spent += int(n); n > maxStream || b.spent > maxPacked {
		return nil, errLarge
	}
	return out.Bytes(), nil
}

// unpredict undoes the row filters of PNG, which tables of objects are packed
// with.
func (b *body) unpredict(d dict, data []byte) []byte {
	parms := b.dict(d["DecodeParms"])
	if b.num(parms["Predictor"]) < 10 {
		return data
	}
	columns, colours, bits := 1.0, 1.0, 8.0
	for _, p := range []struct {
		key  name
		into *float64
	}{{"Columns", &columns}, {"Colors", &colours}, {"BitsPerComponent", &bits}} {
		if v := b.num(parms[p.key]); v > 0 {
			*p.into = v
		}
	}
	width, row := max(1, int(colours*bits/8)), int((columns*colours*bits+7)/8)
	if row <= 0 || row > len(data) {
		return data
	}
	out := make([]byte, 0, len(data))
	before := make([]byte, row)
	for len(data) > 1 {
		line := bytes.Clone(data[1:min(row+1, len(data))])
		unfilter(data[0], line, before, width)
		out = append(out, line...)
		copy(before, line)
		data = data[min(row+1, len(data)):]
	}
	return out
}

func unfilter(kind byte, line, before []byte, width int) {
	for i := range line {
		var left, corner byte
		if i >= width {
			left, corner = line[i-width], before[i-width]
		}
		switch kind {
		case 1:
			line[i] += left
		case 2:
			line[i] += before[i]
		case 3:
			line[i] += byte((int(left) + int(before[i])) / 2)
		case 4:
			line[i] += paeth(left, before[i], corner)
		}
	}
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	da, db, dc := p-int(a), p-int(b), p-int(c)
	da, db, dc = max(da, -da), max(db, -db), max(dc, -dc)
	switch {
	case da <= db && da <= dc:
		return a
	case db <= dc:
		return b
	}
	return c
}

// unpackObjects takes objects out of the streams that hold several.
func (b *body) unpackObjects() error {
	for _, n := range b.order {
		o := b.objects[n]
		d, ok := o.value.(dict)
		if !ok || !o.stream || d["Type"] != name("ObjStm") {
			continue
		}
		data, ok, err := b.unpack(o)
		if err != nil {
			return err
		}
		if ok {
			b.unpackObjectsOf(data, b.num(d["N"]), b.num(d["First"]))
		}
	}
	return nil
}

func (b *body) unpackObjectsOf(data []byte, count, first float64) {
	if first < 0 || first > float64(len(data)) {
		return
	}
	head := scanner{raw: data[:int(first)], plain: true}
	for i := 0; i < int(count) && i < maxObjects; i++ {
		number, ok1 := head.next(0)
		offset, ok2 := head.next(0)
		n, isNumber := number.(float64)
		at, isOffset := offset.(float64)
		if !ok1 || !ok2 || !isNumber || !isOffset || at < 0 || first+at > float64(len(data)) || n < 0 || n > maxObjects {
			return
		}
		s := scanner{raw: data, at: int(first + at)}
		if v, ok := s.next(0); ok && b.objects[ref(n)] == nil {
			b.put(ref(n), &object{value: v})
		}
	}
}
