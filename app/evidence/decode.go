package evidence

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // read by image.Decode, which takes the first frame
	"image/jpeg"
	"image/png"
	"io"

	"github.com/gen2brain/heic"
	_ "golang.org/x/image/bmp" // read by image.Decode
	"golang.org/x/image/tiff"
	_ "golang.org/x/image/webp" // read by image.Decode
)

// Limits of a picture that is decoded: more would need more memory than a small
// machine has to spare.
const (
	maxPixels     = 120_000_000
	maxDecoded    = 640 << 20  // bytes of the decoded picture
	maxHEIC       = 50_000_000 // pixels; its decoder takes some 25 bytes for each
	maxHEICBytes  = 64 << 20
	maxGIFScanned = 64 << 20
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
	var tiffKind tiff.UnsupportedError
	switch {
	case errors.Is(err, errTooLarge):
		return problemTooLarge
	case errors.As(err, &jpegKind), errors.As(err, &pngKind), errors.As(err, &tiffKind), errors.Is(err, errHEIFKind):
		return problemUnsupported
	}
	return problemBroken
}

// header reads the size of a picture and refuses one that is too large, before
// a pixel is decoded.
func header(r io.ReadSeeker) (config image.Config, err error) {
	defer func() {
		if p := recover(); p != nil { // a decoder's slip on foreign bytes must not end the program
			err = fmt.Errorf("decoder: %v", p)
		}
	}()
	heif, err := isHEIF(r)
	if err != nil {
		return config, err
	}
	if heif {
		config, err = heifConfig(r)
	} else {
		config, _, err = image.DecodeConfig(r)
	}
	if err != nil {
		return config, err
	}
	if config.Width <= 0 || config.Height <= 0 {
		return config, errors.New("no pixels")
	}
	pixels := int64(config.Width) * int64(config.Height)
	if pixels > maxPixels || pixels*bytesPerPixel(config) > maxDecoded || heif && pixels > maxHEIC {
		return config, errTooLarge
	}
	return config, nil
}

// decode reads a whole picture within the limits, as it is stored: what the
// camera says about up and down is not applied yet. Only one picture may be
// decoded at a time.
func decode(r io.ReadSeeker) (m image.Image, format string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("decoder: %v", p)
		}
	}()
	if _, err := header(r); err != nil {
		return nil, "", err
	}
	heif, err := isHEIF(r)
	if err != nil {
		return nil, "", err
	}
	if !heif {
		return image.Decode(r)
	}
	raw, err := io.ReadAll(io.LimitReader(r, maxHEICBytes+1))
	if err == nil && len(raw) > maxHEICBytes {
		err = errTooLarge
	}
	if err != nil {
		return nil, "", err
	}
	m, err = heic.Decode(bytes.NewReader(raw))
	return m, "heic", err
}

// isHEIF looks for the container of phone pictures and leaves r at its start.
func isHEIF(r io.ReadSeeker) (bool, error) {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return false, err
	}
	var start [64]byte
	n, err := io.ReadFull(r, start[:])
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return false, err
	}
	_, err = r.Seek(0, io.SeekStart)
	return heifBrand(start[:n]) == "heic", err
}

// isMoving tells whether a GIF has more than one frame.
func isMoving(r io.ReadSeeker) bool {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return false
	}
	b := bufio.NewReader(io.LimitReader(r, maxGIFScanned))
	head := make([]byte, 13)
	if _, err := io.ReadFull(b, head); err != nil || string(head[:3]) != "GIF" {
		return false
	}
	if skip(b, colorTable(head[10])) != nil {
		return false
	}
	for frames := 0; ; {
		kind, err := b.ReadByte()
		if err != nil {
			return false
		}
		switch kind {
		case 0x21: // an extension: its label and its blocks
			err = skip(b, 1)
		case 0x2C: // a frame: place, size, colours, code size and its blocks
			if frames++; frames > 1 {
				return true
			}
			place := make([]byte, 9)
			if _, err = io.ReadFull(b, place); err == nil {
				err = skip(b, colorTable(place[8])+1)
			}
		default:
			return false
		}
		if err != nil || skipBlocks(b) != nil {
			return false
		}
	}
}

// colorTable is the length of the colour table that a GIF's flags announce.
func colorTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

func skip(b *bufio.Reader, n int) error {
	_, err := b.Discard(n)
	return err
}

// skipBlocks passes over the sub-blocks of a GIF, each behind its length.
func skipBlocks(b *bufio.Reader) error {
	for {
		n, err := b.ReadByte()
		if err != nil || n == 0 {
			return err
		}
		if err := skip(b, int(n)); err != nil {
			return err
		}
	}
}
