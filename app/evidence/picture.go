package evidence

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/bep/imagemeta"
)

// movingGIF is the format of a GIF of several frames, of which the first is
// shown.
const movingGIF = "gif_moving"

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
	if found.format == "gif" && isMoving(r) {
		out.Format = movingGIF
	}
	out.Picture.Width, out.Picture.Height = config.Width, config.Height
	if out.Picture.Orientation >= 5 {
		out.Picture.Width, out.Picture.Height = config.Height, config.Width
	}
	return out
}

// derive makes the page picture and the thumbnail of a photo. Where nobody has
// read its orientation yet (0), as that of a logo, it is read here.
func derive(r io.ReadSeeker, orientation int) (page, thumb []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("decoder: %v", p)
		}
	}()
	full, format, err := decode(r)
	if err != nil {
		return nil, nil, err
	}
	if orientation == 0 {
		orientation = readEXIF(r, format, time.UTC).Orientation
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
		case "Make", "Model", "Orientation", "DateTimeOriginal", "OffsetTimeOriginal", "CreateDate", "DateTimeDigitized", "OffsetTimeDigitized", "OffsetTime":
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
	p.Camera = camera(tags["Make"], tags["Model"])
	// What turns a HEIC picture stands in its container, and the decoder heeds it.
	if n := strings.TrimSpace(tags["Orientation"]); len(n) == 1 && n >= "1" && n <= "8" && format != "heic" {
		p.Orientation = int(n[0] - '0')
	}
	p.CapturedAt, p.ZoneKnown = exifTime(tags["DateTimeOriginal"], firstOf(tags["OffsetTimeOriginal"], tags["OffsetTime"]), zone)
	if p.CapturedAt.IsZero() {
		at := firstOf(tags["DateTimeDigitized"], tags["CreateDate"])
		p.CapturedAt, p.ZoneKnown = exifTime(at, firstOf(tags["OffsetTimeDigitized"], tags["OffsetTime"]), zone)
	}
	return p
}

// camera names the maker and the model, which mostly begins with the maker.
func camera(maker, model string) string {
	clean := func(s string) string {
		s = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return -1
			}
			return r
		}, strings.ToValidUTF8(s, ""))
		if runes := []rune(strings.TrimSpace(s)); len(runes) <= 60 {
			return string(runes)
		}
		return ""
	}
	maker, model = clean(maker), clean(model)
	if first, _, _ := strings.Cut(maker, " "); first != "" && strings.HasPrefix(strings.ToLower(model), strings.ToLower(first)) {
		return model
	}
	return strings.TrimSpace(maker + " " + model)
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
