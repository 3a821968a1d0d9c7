package render

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
)

// gofpdf copies every picture several times on its way into the file. Of a
// JPEG it is therefore given the head alone, under a name; the finisher puts
// the photo in its place, one at a time, so that a dossier may hold more photos
// than memory.

// errChanged tells of a picture file that was another one when it was read
// again.
var errChanged = errors.New("a picture changed while it was embedded")

// photo is a JPEG in waiting; data is nil where memory was not to hold it.
type photo struct {
	path string
	data []byte
	grey bool // it is written so
}

// heldPhotos is how many bytes of photos wait in memory; the rest is read
// again.
const heldPhotos = 32 << 20

// hold remembers a photo until the finisher comes for it.
func (b *builder) hold(name, path string, clean []byte) {
	if _, twice := b.photos[name]; twice {
		return
	}
	p := photo{path: path, grey: b.doc.Grey}
	if b.held+len(clean) <= heldPhotos {
		b.held += len(clean)
		p.data = clean
	}
	b.photos[name] = p
}

func (p photo) read(name string) ([]byte, error) {
	if p.data != nil {
		return p.data, nil
	}
	raw, err := readPicture(p.path)
	if err != nil {
		return nil, err
	}
	made, data, err := readJPEG(raw, p.grey)
	if err == nil && made.name != name {
		err = errChanged
	}
	return data, err
}

// readJPEG returns a photo as it is embedded: without metadata, in three
// colours, or in one. Name is the same for the same bytes.
func readJPEG(data []byte, grey bool) (made picture, clean []byte, err error) {
	made, clean, err = prepareJPEG(data)
	switch {
	case err != nil:
	case grey:
		clean, err = oneColour(clean)
	default:
		clean, err = threeColours(clean)
	}
	made.name = nameOf(clean)
	return made, clean, err
}

func nameOf(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }

// nameLength is the length of a name in bytes.
const nameLength = 2 * sha256.Size

// jpegComment is the marker of a segment of text.
const jpegComment = 0xFE

// stub is the JPEG up to its compressed data, with the name as a comment at
// its beginning.
func stub(name string, clean []byte) ([]byte, error) {
	out := append(make([]byte, 0, 1024), clean[:2]...)
	out = append(out, 0xFF, jpegComment, 0, 2+nameLength)
	out = append(out, name...)
	for at := 2; ; {
		size, err := jpegSegment(clean[at:])
		if err != nil {
			return nil, err
		}
		if clean[at+1] == jpegScan {
			return append(out, clean[at:min(at+scanHead, len(clean))]...), nil
		}
		out = append(out, clean[at:at+size]...)
		at += size
	}
}

// scanHead is more than the head of a scan ever has.
const scanHead = 64

// stubStart is what a stub's object has before the name.
const stubStart = "\nstream\n\xFF\xD8\xFF\xFE\x00\x42"

var streamLength = regexp.MustCompile(`/Length \d+>>$`)

// photo writes the object of a photo whose stub gofpdf wrote. It returns false
// for any other object.
func (b *builder) photo(out *assembly, head, stream []byte) (bool, error) {
	start, ok := bytes.CutPrefix(stream, []byte(stubStart))
	if !ok || len(start) < nameLength {
		return false, nil
	}
	name := string(start[:nameLength])
	photo, ok := b.photos[name]
	if !ok {
		return false, nil
	}
	data, err := photo.read(name)
	if err != nil {
		return false, err
	}
	out.Write(streamLength.ReplaceAll(head, fmt.Appendf(nil, "/Length %d>>", len(data))))
	out.print("\nstream\n")
	out.writeKnown(data, name)
	out.print("\nendstream\nendobj\n")
	return true, nil
}
