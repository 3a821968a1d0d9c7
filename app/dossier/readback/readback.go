// Package readback reopens a written PDF file and tells what is in it, so that
// what must not leave the house can be searched for in the result. It reads the
// files that this program writes, and most others; of any bytes it makes what
// it can and never fails otherwise than with an error.
package readback

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"casefolio/app/fault"
)

// File is what a PDF file says.
type File struct {
	Pages []Page
	// Metadata are all texts that stand in no page: document information, XMP,
	// bookmarks, names and descriptions of files, texts of annotations.
	Metadata []string
	// Links are where links lead: an address, or "#" for a place in the file.
	Links       []string
	Attachments int
	Pictures    []Picture
	Encrypted   bool // so that little of it can be read here, and perhaps nothing elsewhere
	Cut         bool // its end is missing

	loose []string // what else can be read in the bytes
}

// Page is one page.
type Page struct {
	// Text is in the order in which it was drawn, which for our writer is the
	// order in which it is read. Lines of a paragraph are apart by a line break,
	// other pieces of text by an empty line.
	Text  string
	Blank bool // nothing is drawn on it but white
	// Smallest is the size of the smallest text, in points; 0 without text.
	Smallest float64
	Colour   bool // anything on it has a colour
}

// Picture is an embedded picture, once however often it is drawn. Metadata are
// the texts that it carries beside its pixels.
type Picture struct {
	W, H     int
	Colour   bool // its colour space has colours
	Metadata []string
}

// Open reads the file at path. A file that is no PDF, or beyond the limits, is
// the fault "file.unreadable"; other errors are the context's.
func Open(ctx context.Context, path string) (*File, error) {
	raw, err := readAll(path)
	if err != nil {
		return nil, fault.File(err, filepath.Base(path))
	}
	f, err := Read(ctx, raw)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fault.Wrap(err, "file.unreadable", "name", filepath.Base(path))
	}
	return f, nil
}

func readAll(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errBroken
	case info.Size() > maxFile:
		return nil, errLarge
	}
	raw := make([]byte, info.Size())
	_, err = io.ReadFull(file, raw)
	return raw, err
}

// Read reads a file that is in memory. It keeps no reference to raw.
func Read(ctx context.Context, raw []byte) (*File, error) {
	b, err := read(raw)
	if err != nil {
		return nil, err
	}
	r := &reader{ctx: ctx, b: b, file: &File{}, fonts: map[ref]*font{}, pictures: map[ref]Picture{}, used: map[ref]bool{}}
	r.file.Encrypted = b.trailer["Encrypt"] != nil
	r.file.Cut = !bytes.Contains(raw[max(0, len(raw)-lastBytes):], []byte("%%EOF"))
	r.pages()
	r.annotations()
	r.rest()
	if r.err != nil {
		return nil, r.err
	}
	return r.file, nil
}

// lastBytes are those among which readers look for the end of a file.
const lastBytes = 1024

// reader takes a file's objects for what they mean.
type reader struct {
	ctx      context.Context // asked before each page and each object
	b        *body
	file     *File
	fonts    map[ref]*font
	pictures map[ref]Picture
	used     map[ref]bool // streams whose bytes have been read as what they are
	forms    int
	err      error
}

// maxPages limits the pages that are read.
const maxPages = 100_000

// pages reads the tree of pages. Without one, every page that there is.
func (r *reader) pages() {
	root := r.b.dict(r.b.dict(r.b.trailer["Root"])["Pages"])
	seen := map[ref]bool{}
	if root != nil {
		r.branch(root, dict{}, seen, 0)
	}
	if len(r.file.Pages) > 0 {
		return
	}
	for _, n := range r.b.order {
		if d, ok := r.b.objects[n].value.(dict); ok && d["Type"] == name("Page") {
			r.addPage(d, dict{})
		}
	}
}

// branch reads a node of the tree. What it leaves to its pages is in above.
func (r *reader) branch(d, above dict, seen map[ref]bool, depth int) {
	below := dict{"Resources": above["Resources"]}
	if d["Resources"] != nil {
		below["Resources"] = d["Resources"]
	}
	kids := r.b.list(d["Kids"])
	if kids == nil {
		r.addPage(d, above)
		return
	}
	for _, kid := range kids {
		n, ok := kid.(ref)
		if !ok || seen[n] || depth > maxDepth {
			continue
		}
		seen[n] = true
		if d := r.b.dict(n); d != nil {
			r.branch(d, below, seen, depth+1)
		}
	}
}

func (r *reader) addPage(d, above dict) {
	if r.err = firstError(r.err, r.ctx.Err()); r.err == nil && len(r.file.Pages) >= maxPages {
		r.err = errLarge
	}
	if r.err != nil {
		return
	}
	page := Page{}
	p := painter{f: r, page: &page, resources: r.b.dict(d["Resources"])}
	if p.resources == nil {
		p.resources = r.b.dict(above["Resources"])
	}
	p.state = state{ctm: identity, scale: 1}
	p.tm, p.line = identity, identity
	p.run(r.contents(d["Contents"]))
	p.lines.release()
	page.Text = p.lines.out.String()
	page.Blank = !p.drawn
	r.loose(p.stray.String())
	if under := p.under.out.String(); under != page.Text {
		r.loose(under)
	}
	r.file.Pages = append(r.file.Pages, page)
}

func firstError(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// contents joins the streams of a page.
func (r *reader) contents(v any) []byte {
	var all []byte
	list := r.b.list(v)
	if list == nil {
		list = []any{v}
	}
	for _, one := range list {
		n, ok := one.(ref)
		o := r.b.objects[n]
		if !ok || o == nil {
			continue
		}
		if several, ok := o.value.([]any); ok && len(several) < maxObjects {
			for _, inner := range several {
				if _, isRef := inner.(ref); isRef {
					all = append(all, r.contentOf(inner.(ref))...)
				}
			}
			continue
		}
		all = append(all, r.contentOf(n)...)
	}
	return all
}

func (r *reader) contentOf(n ref) []byte {
	o := r.b.objects[n]
	if o == nil {
		return nil
	}
	data, ok, err := r.b.unpack(o)
	r.err = firstError(r.err, err)
	if !ok || r.err != nil {
		return nil
	}
	r.used[n] = true
	return append(data, '\n')
}

// annotations gathers where links lead, and counts the files within.
func (r *reader) annotations() {
	for _, n := range r.b.order {
		d, ok := r.b.objects[n].value.(dict)
		if !ok {
			continue
		}
		for _, v := range r.b.list(d["Annots"]) {
			r.annotation(r.b.dict(v))
		}
		if r.b.name(d["Type"]) == "EmbeddedFile" {
			r.file.Attachments++
			r.used[n] = false
		}
	}
}

func (r *reader) annotation(d dict) {
	if r.b.name(d["Subtype"]) != "Link" {
		return
	}
	action := r.b.dict(d["A"])
	uri, ok := r.b.get(action["URI"]).([]byte)
	switch {
	case ok:
		r.file.Links = append(r.file.Links, textString(uri))
	case action["F"] != nil:
		file, _ := r.b.get(action["F"]).([]byte)
		r.file.Links = append(r.file.Links, textString(file))
	default:
		r.file.Links = append(r.file.Links, "#")
	}
}

// rest reads what no page shows: every text of every object, and the streams
// that are neither content nor pixels.
func (r *reader) rest() {
	for _, n := range r.b.order {
		if r.err = firstError(r.err, r.ctx.Err()); r.err != nil {
			return
		}
		o := r.b.objects[n]
		r.texts(o.value, 0)
		if o.stream && !r.used[n] {
			r.stream(n, o)
		}
	}
	r.texts(r.b.trailer, 0)
	for _, part := range r.b.between {
		if !isTable(part) {
			r.loose(printable(part, 2))
		}
	}
}

func (r *reader) loose(text string) {
	if strings.TrimSpace(text) != "" {
		r.file.loose = append(r.file.loose, text)
	}
}

// silent are the entries whose strings say nothing: sums of bytes, and the code
// of the language.
var silent = []name{"ID", "CheckSum", "Lang"}

// texts gathers the strings of a value, and the names that are no part of the
// format.
func (r *reader) texts(v any, depth int) {
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case []byte:
		r.metadata(textString(v))
	case name:
		r.named(v)
	case word:
		r.loose(string(v))
	case []any:
		for _, inner := range v {
			r.texts(inner, depth+1)
		}
	case dict:
		for k, inner := range v {
			if r.named(k); !slices.Contains(silent, k) {
				r.texts(inner, depth+1)
			}
		}
	}
}

// named keeps names that could be a text: those with other letters, and long
// ones. The writer's own are made of a letter and a sum in hexadecimal digits.
func (r *reader) named(n name) {
	text := string(n)
	if strings.ContainsFunc(text, func(c rune) bool { return c >= utf8.RuneSelf || c == ' ' || c == '@' || c == '.' }) {
		r.loose(text)
	}
}

// own are texts that the format itself asks for, and the name of the program
// that wrote the file.
var own = []string{"sRGB", "Adobe", "UCS", "Identity", "Casefolio"}

func (r *reader) metadata(text string) {
	if text = strings.TrimSpace(text); text != "" && !instant.MatchString(text) && !slices.Contains(own, text) {
		r.file.Metadata = append(r.file.Metadata, text)
	}
}

// stream reads a stream that is no content of a page.
func (r *reader) stream(n ref, o *object) {
	d, _ := o.value.(dict)
	kind, sub := r.b.name(d["Type"]), r.b.name(d["Subtype"])
	if sub == "Image" {
		made := r.picture(n, o)
		r.file.Pictures = append(r.file.Pictures, made)
		return
	}
	data, ok, err := r.b.unpack(o)
	if r.err = firstError(r.err, err); r.err != nil {
		return
	}
	switch {
	case kind == "Metadata" || sub == "XML":
		for _, text := range xmlTexts(data) {
			r.metadata(text)
		}
	case kind == "ObjStm" || kind == "XRef" || isCodeMap(data) || isFont(data) || isProfile(data):
	case sub == "Form" && ok:
		r.loose(strayText(data))
	default: // files within, and what else there is
		r.loose(printable(data, leastLoose))
		r.loose(printable16(data))
	}
}
