package evidence

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // read by image.Decode
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"time"

	"github.com/bep/imagemeta"
	_ "golang.org/x/image/bmp"  // read by image.Decode
	_ "golang.org/x/image/webp" // read by image.Decode
)

// Limits of a picture that is decoded: more would need more memory than a small
// machine has to spare.
const (
	maxPixels  = 120_000_000
	maxDecoded = 640 << 20 // bytes of the decoded picture
)

// The problems of pictures.
const (
	problemBroken      = "broken_image"
	problemTooLarge    = "picture_too_large"
	problemUnsupported = "picture_format" // kept, but this program cannot show it yet
)

var errTooLarge = errors.New("picture too large")

func pictureProblem(err error) string {
	var jpegKind jpeg.UnsupportedError
	var pngKind png.UnsupportedError
	switch {
	case errors.Is(err, errTooLarge):
		return problemTooLarge
	case errors.As(err, &jpegKind), errors.As(err, &pngKind):
		return problemUnsupported
	}
	return problemBroken
}

// readPicture reads what a photo says about itself: the header first, then the
// camera's notes. No pixel is decoded here.
func readPicture(r io.ReadSeeker, found sniffed, zone *time.Location) Reading {
	out := Reading{Kind: Photo, Format: found.format, MediaType: found.mediaType}
	out.Picture = readEXIF(r, found.format, zone)
	out.EventAt = out.Picture.CapturedAt
	if !found.picture {
		out.Problem = problemUnsupported
		return out
	}
	config, err := header(r)
	if err != nil {
		out.Problem = pictureProblem(err)
	}
	out.Picture.Width, out.Picture.Height = config.Width, config.Height
	if out.Picture.Orientation >= 5 {
		out.Picture.Width, out.Picture.Height = config.Height, config.Width
	}
	return out
}

// header reads the size of a picture and refuses one that is too large.
func header(r io.ReadSeeker) (config image.Config, err error) {
	defer func() {
		if p := recover(); p != nil { // a decoder's slip on foreign bytes must not end the program
			err = fmt.Errorf("decoder: %v", p)
		}
	}()
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return config, err
	}
	config, _, err = image.DecodeConfig(r)
	if err != nil {
		return config, err
	}
	if config.Width <= 0 || config.Height <= 0 {
		return config, errors.New("no pixels")
	}
	pixels := int64(config.Width) * int64(config.Height)
	if pixels > maxPixels || pixels*bytesPerPixel(config) > maxDecoded {
		return config, errTooLarge
	}
	return config, nil
}

// derive makes the page picture and the thumbnail of a photo.
func derive(r io.ReadSeeker, orientation int) (page, thumb []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("decoder: %v", p)
		}
	}()
	if _, err := header(r); err != nil {
		return nil, nil, err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, nil, err
	}
	full, _, err := image.Decode(r)
	if err != nil {
		return nil, nil, err
	}
	shrunk := upright(scale(full, pageEdge), orientation)
	if page, err = encode(shrunk); err != nil {
		return nil, nil, err
	}
	thumb, err = encode(scale(shrunk, thumbEdge))
	return page, thumb, err
}

func encode(m image.Image) ([]byte, error) {
	var b bytes.Buffer
	err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 82})
	return b.Bytes(), err
}

var metaFormats = map[string]imagemeta.ImageFormat{
	"jpeg": imagemeta.JPEG, "png": imagemeta.PNG, "webp": imagemeta.WebP,
	"tiff": imagemeta.TIFF, "heic": imagemeta.HEIF, "avif": imagemeta.AVIF,
}

// readEXIF reads orientation and capture time. The time of the original
// exposure counts, with the offset that the camera states for it.
func readEXIF(r io.ReadSeeker, format string, zone *time.Location) Picture {
	p := Picture{Orientation: 1}
	meta, known := metaFormats[format]
	if !known {
		return p
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return p
	}
	tags := map[string]string{}
	wanted := func(t imagemeta.TagInfo) bool {
		switch t.Tag {
		case "Orientation", "DateTimeOriginal", "OffsetTimeOriginal", "CreateDate", "DateTimeDigitized", "OffsetTimeDigitized", "OffsetTime":
			return strings.HasPrefix(t.Namespace, "IFD0")
		}
		return false
	}
	_, err := imagemeta.Decode(imagemeta.Options{
		R: r, ImageFormat: meta, Sources: imagemeta.EXIF, ShouldHandleTag: wanted,
		HandleTag: func(t imagemeta.TagInfo) error {
			tags[t.Tag] = strings.TrimSpace(fmt.Sprint(t.Value))
			return nil
		},
	})
	if err != nil && len(tags) == 0 {
		return p
	}
	if n := strings.TrimSpace(tags["Orientation"]); len(n) == 1 && n >= "1" && n <= "8" {
		p.Orientation = int(n[0] - '0')
	}
	p.CapturedAt, p.ZoneKnown = exifTime(tags["DateTimeOriginal"], firstOf(tags["OffsetTimeOriginal"], tags["OffsetTime"]), zone)
	if p.CapturedAt.IsZero() {
		at := firstOf(tags["DateTimeDigitized"], tags["CreateDate"])
		p.CapturedAt, p.ZoneKnown = exifTime(at, firstOf(tags["OffsetTimeDigitized"], tags["OffsetTime"]), zone)
	}
	return p
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// exifTime reads "2026:11:03 16:20:05" with an offset such as "+08:00", or in
// zone without one.
func exifTime(value, offset string, zone *time.Location) (at time.Time, known bool) {
	const layout = "2006:01:02 15:04:05"
	if len(value) < len(layout) {
		return time.Time{}, false
	}
	if t, err := time.Parse(layout+"-07:00", value[:len(layout)]+offset); err == nil && t.Year() > 1900 {
		_, seconds := t.Zone()
		return t.In(time.FixedZone("", seconds)), true
	}
	t, err := time.ParseInLocation(layout, value[:len(layout)], zone)
	if err != nil || t.Year() <= 1900 {
		return time.Time{}, false
	}
	return t, false
}
