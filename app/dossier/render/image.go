package render

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"os"

	"github.com/jung-kurt/gofpdf"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/progress"
	"casefolio/app/dossier/typeset"
)

const (
	maxPictureBytes  = 64 << 20
	maxPicturePixels = 100 << 20
)

// frameColor is the outline of a picture that cannot be shown.
var frameColor = typeset.RGB{R: 0xB8, G: 0xB8, B: 0xB8}

var errPicture = errors.New("not a picture that can be embedded")

// picture is an embedded file. W and H are its pixels as stored; orientation
// is the EXIF value (1 to 8) by which it stands upright.
type picture struct {
	name        string // inside gofpdf
	w, h        int
	orientation int
}

// loadImages reads each picture file once and hands it to gofpdf.
func (b *builder) loadImages(ctx context.Context) error {
	seen := map[string]bool{}
	done, total := 0, 0
	for _, p := range b.doc.Pages {
		total += len(p.Images)
	}
	for _, p := range b.doc.Pages {
		for _, image := range p.Images {
			done++
			progress.Tell(ctx, progress.Pictures, done, total)
			if seen[image.Path] {
				continue
			}
			seen[image.Path] = true
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := b.loadImage(image.Path); err != nil {
				b.pdf.ClearError()
				b.faults = append(b.faults, image.Path)
			}
		}
	}
	return nil
}

func (b *builder) loadImage(path string) error {
	data, err := readPicture(path)
	if err != nil {
		return err
	}
	var made picture
	kind := "jpg"
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xD8")):
		made, data, err = readJPEG(data, b.doc.Grey)
		if err == nil {
			b.hold(made.name, path, data)
			data, err = stub(made.name, data)
		}
	case bytes.HasPrefix(data, []byte("\x89PNG")):
		kind = "png"
		made, data, err = preparePNG(data, b.doc.Grey)
		made.name = nameOf(data)
	default:
		err = errPicture
	}
	if err != nil {
		return err
	}
	// The same picture in two files has one name and is embedded once.
	info := b.pdf.RegisterImageOptionsReader(made.name, gofpdf.ImageOptions{ImageType: kind}, bytes.NewReader(data))
	if err := b.pdf.Error(); err != nil {
		return err
	}
	if err := setOrder(info, len(b.images)); err != nil {
		return err
	}
	b.images[path] = made
	return nil
}

// setOrder makes the place of a picture in the file certain. gofpdf sorts
// pictures by width only, so that those of one width would come in any order;
// a fraction of a pixel, which it does not write, decides.
func setOrder(info *gofpdf.ImageInfoType, n int) error {
	var (
		data, mask, palette   []byte
		number, bits          int
		w, h, scale, dpi      float64
		space, filter, params string
		transparent           []int
	)
	fields := []any{&data, &mask, &number, &w, &h, &space, &palette, &bits, &filter, &params, &transparent, &scale, &dpi}
	raw, err := info.GobEncode()
	if err != nil {
		return err
	}
	decoder := gob.NewDecoder(bytes.NewReader(raw))
	for _, field := range fields {
		if err := decoder.Decode(field); err != nil {
			return err
		}
	}
	w += float64(n) / (1 << 20)
	var changed bytes.Buffer
	encoder := gob.NewEncoder(&changed)
	for _, field := range fields {
		if err := encoder.Encode(field); err != nil {
			return err
		}
	}
	return info.GobDecode(changed.Bytes())
}

func readPicture(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var data bytes.Buffer
	if info, err := file.Stat(); err == nil {
		data.Grow(int(min(info.Size(), maxPictureBytes)) + bytes.MinRead)
	}
	_, err = io.Copy(&data, io.LimitReader(file, maxPictureBytes+1))
	if err == nil && data.Len() > maxPictureBytes {
		err = errPicture
	}
	return data.Bytes(), err
}

func checkSize(c image.Config) error {
	if c.Width <= 0 || c.Height <= 0 || c.Width > maxPicturePixels/c.Height {
		return errPicture
	}
	return nil
}

// prepareJPEG checks the file and drops its segments of metadata, which tell
// where and with what a photo was taken. The picture data stay as they are.
func prepareJPEG(data []byte) (picture, []byte, error) {
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return picture{}, nil, err
	}
	if err := checkSize(config); err != nil {
		return picture{}, nil, err
	}
	made := picture{w: config.Width, h: config.Height, orientation: 1}
	clean := data[:2:2] // a part of data, while nothing was dropped
	for at := 2; ; {
		size, err := jpegSegment(data[at:])
		if err != nil {
			return picture{}, nil, err
		}
		marker, segment := data[at+1], data[at:at+size]
		at += size
		switch {
		case marker == jpegEnd: // cameras hide further pictures behind it
			return made, keep(clean, segment, data[:at:at]), nil
		case marker == jpegApp1:
			made.orientation = max(made.orientation, exifOrientation(segment[4:]))
		case keptInJPEG(marker):
			clean = keep(clean, segment, data[:at:at])
		}
	}
}

// keep appends a segment. While nothing was dropped that is the file so far,
// and no copy is made of a photo that has nothing to hide.
func keep(clean, segment, file []byte) []byte {
	if len(clean)+len(segment) == len(file) {
		return file
	}
	return append(clean, segment...)
}

const (
	jpegEnd  = 0xD9
	jpegScan = 0xDA
	jpegApp1 = 0xE1
)

// keptInJPEG tells the segments that the picture needs: all but comments and
// application data, of which JFIF (E0), colour profile (E2) and colour
// transform (EE) matter.
func keptInJPEG(marker byte) bool {
	if marker >= 0xE0 && marker <= 0xEF {
		return marker == 0xE0 || marker == 0xE2 || marker == 0xEE
	}
	return marker != 0xFE
}

// jpegSegment returns the size of the segment that data begins with; that of a
// scan includes its compressed data.
func jpegSegment(data []byte) (int, error) {
	if len(data) < 2 || data[0] != 0xFF {
		return 0, errPicture
	}
	switch data[1] {
	case jpegEnd:
		return 2, nil
	case 0xFF:
		return 1, nil // a fill byte
	}
	if len(data) < 4 {
		return 0, errPicture
	}
	size := 2 + int(binary.BigEndian.Uint16(data[2:]))
	if size < 4 || size > len(data) {
		return 0, errPicture
	}
	if data[1] == jpegScan {
		size += scanLength(data[size:])
	}
	return size, nil
}

// scanLength finds the end of compressed data: the next marker that is neither
// an escaped byte (00) nor a restart (D0 to D7).
func scanLength(data []byte) int {
	for at := 0; ; {
		next := bytes.IndexByte(data[at:], 0xFF)
		if next < 0 || at+next+1 >= len(data) {
			return len(data)
		}
		at += next
		if m := data[at+1]; m != 0 && m != 0xFF && (m < 0xD0 || m > 0xD7) {
			return at
		}
		at++
	}
}

// exifOrientation reads tag 0x0112 of the first directory of an EXIF segment,
// 1 (upright) when there is none.
func exifOrientation(segment []byte) int {
	tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00"))
	if !ok || len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for n := order.Uint16(tiff[at:]); n > 0 && len(entries) >= 12; n-- {
		if order.Uint16(entries) == 0x0112 {
			if v := int(order.Uint16(entries[8:])); v >= 1 && v <= 8 {
				return v
			}
		}
		entries = entries[12:]
	}
	return 1
}

// preparePNG checks the file by decoding it. Of what PNG allows, gofpdf takes
// 8 bits without transparency or interlacing; anything else is written anew on
// white, and so is what has colours where there are to be none.
func preparePNG(data []byte, grey bool) (picture, []byte, error) {
	config, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return picture{}, nil, err
	}
	if err := checkSize(config); err != nil {
		return picture{}, nil, err
	}
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return picture{}, nil, err
	}
	made := picture{w: config.Width, h: config.Height, orientation: 1}
	if plainPNG(data) && (!grey || data[25] == 0) {
		return made, data, nil
	}
	var flat draw.Image = image.NewRGBA(decoded.Bounds())
	if grey {
		flat = image.NewGray(decoded.Bounds())
	}
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), decoded, decoded.Bounds().Min, draw.Over)
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, flat); err != nil {
		return picture{}, nil, err
	}
	return made, out.Bytes(), nil
}

// plainPNG tells whether gofpdf can embed the file as it is. In the header,
// byte 24 is the bit depth, 25 the colour type, 28 the interlacing.
func plainPNG(data []byte) bool {
	if len(data) < 33 || data[24] != 8 || data[25] > 3 || data[28] != 0 {
		return false
	}
	return !bytes.Contains(data, []byte("tRNS"))
}

// image draws a picture upright, in its proportions, centred in its place.
func (b *builder) image(at page.Image) {
	p, ok := b.images[at.Path]
	if !ok {
		return
	}
	w, h := float64(p.w), float64(p.h)
	if p.orientation > 4 { // lies on its side
		w, h = h, w
	}
	scale := min(at.Rect.W/w, at.Rect.H/h)
	w, h = w*scale, h*scale
	x := at.Rect.X + (at.Rect.W-w)/2
	y := b.doc.H - at.Rect.Y - (at.Rect.H-h)/2 - h // PDF counts upwards from the bottom
	m := upright[p.orientation]
	b.pdf.TransformBegin()
	b.pdf.Transform(gofpdf.TransformMatrix{A: w, D: h, E: x, F: y})
	b.pdf.Transform(gofpdf.TransformMatrix{A: m[0], B: m[1], C: m[2], D: m[3], E: m[4], F: m[5]})
	// The unit square, which gofpdf measures from the top of the page.
	b.pdf.ImageOptions(p.name, 0, b.doc.H-1, 1, 1, false, gofpdf.ImageOptions{}, 0, "")
	b.pdf.TransformEnd()
}

// upright turns the unit square so that a picture of each EXIF orientation
// stands as it was seen.
var upright = [9][6]float64{
	1: {1, 0, 0, 1, 0, 0},
	2: {-1, 0, 0, 1, 1, 0},
	3: {-1, 0, 0, -1, 1, 1},
	4: {1, 0, 0, -1, 0, 1},
	5: {0, -1, -1, 0, 1, 1},
	6: {0, -1, 1, 0, 0, 1},
	7: {0, 1, 1, 0, 0, 0},
	8: {0, 1, -1, 0, 1, 0},
}

// substitutes are drawn instead of the pictures of a page.
type substitutes struct {
	frames []page.Rect
	texts  []page.Text
}

// substitute sets the alternative text of each faulty picture into its place.
func (b *builder) substitute() {
	const margin = 6
	size := max(9, b.doc.MinText)
	b.instead = make([]substitutes, len(b.doc.Pages))
	for i, p := range b.doc.Pages {
		for _, at := range p.Images {
			if _, ok := b.images[at.Path]; ok {
				continue
			}
			s := &b.instead[i]
			s.frames = append(s.frames, at.Rect)
			style := typeset.Style{Size: size, Color: typeset.RGB{R: 0x55, G: 0x55, B: 0x55}}
			y := at.Rect.Y + margin
			for _, line := range b.faces.Break([]typeset.Span{{Text: at.Alt, Style: style}}, at.Rect.W-2*margin) {
				if y+line.Height() > at.Rect.Y+at.Rect.H {
					break
				}
				s.texts = append(s.texts, page.Text{X: at.Rect.X + margin, Y: y + line.Ascent, Line: line})
				y += line.Height()
			}
		}
	}
}
