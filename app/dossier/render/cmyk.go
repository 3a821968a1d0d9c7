package render

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
)

// cmykQuality keeps what the eye sees of a picture that is written anew.
const cmykQuality = 92

// threeColours writes a JPEG in the four inks of print anew in red, green and
// blue: the file names one colour profile, and inks have no place in it.
// Anything else stays as it is.
func threeColours(data []byte) ([]byte, error) {
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil || config.ColorModel != color.CMYKModel {
		return data, err
	}
	decoded, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	flat := image.NewRGBA(decoded.Bounds())
	draw.Draw(flat, flat.Bounds(), decoded, decoded.Bounds().Min, draw.Src)
	var out bytes.Buffer
	err = jpeg.Encode(&out, flat, &jpeg.Options{Quality: cmykQuality})
	return out.Bytes(), err
}
