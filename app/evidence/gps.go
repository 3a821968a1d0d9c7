package evidence

import (
	"errors"
	"io"
	"math"

	"github.com/bep/imagemeta"
)

// Spot is where a photo says that it was taken, in degrees north and east
// (WGS 84).
type Spot struct{ Lat, Lon float64 }

// SpotOf reads where a photo was taken. It is read on demand alone and kept
// nowhere: a place may be somebody's home. ok is false where the photo says
// nothing.
func (s *Service) SpotOf(e Exhibit) (place Spot, ok bool, err error) {
	r, err := s.vault.Open(e.SHA256)
	if err != nil {
		return Spot{}, false, err
	}
	place, ok = readPlace(r, e.Format)
	return place, ok, r.Close()
}

// maxGPSTags bounds what is kept of the camera's notes.
const maxGPSTags = 64

func readPlace(r io.ReadSeeker, format string) (place Spot, ok bool) {
	defer func() {
		if recover() != nil { // a reader's slip on foreign bytes
			place, ok = Spot{}, false
		}
	}()
	meta, known := metaFormats[format]
	if !known {
		return Spot{}, false
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return Spot{}, false
	}
	var tags imagemeta.Tags
	n := 0
	_, err := imagemeta.Decode(imagemeta.Options{
		R: r, ImageFormat: meta, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool {
			switch t.Tag {
			case "GPSLatitude", "GPSLatitudeRef", "GPSLongitude", "GPSLongitudeRef":
				return true
			}
			return false
		},
		HandleTag: func(t imagemeta.TagInfo) error {
			if n++; n > maxGPSTags {
				return errors.New("too many tags")
			}
			tags.Add(t)
			return nil
		},
	})
	if err != nil && n == 0 {
		return Spot{}, false
	}
	if !tags.Has(imagemeta.TagInfo{Source: imagemeta.EXIF, Tag: "GPSLatitude"}) {
		return Spot{}, false
	}
	lat, lon, err := tags.GetLatLong()
	if err != nil || math.IsNaN(lat) || math.IsNaN(lon) || math.Abs(lat) > 90 || math.Abs(lon) > 180 || lat == 0 && lon == 0 {
		return Spot{}, false
	}
	return Spot{lat, lon}, true
}
