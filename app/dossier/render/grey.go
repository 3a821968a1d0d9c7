package render

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"

	"casefolio/app/dossier/typeset"
)

// A grey document has no colour at all, not even three equal ones: every
// operator and every picture names a single component. What it means on paper
// follows from the output intent, which holds for grey as for colours.

// rgb returns a colour as the document shows it. Of three equal ones gofpdf
// makes a grey.
func (b *builder) rgb(c typeset.RGB) (red, green, blue int) {
	if b.doc.Grey {
		y := int(color.GrayModel.Convert(color.RGBA{R: c.R, G: c.G, B: c.B, A: 0xFF}).(color.Gray).Y)
		return y, y, y
	}
	return int(c.R), int(c.G), int(c.B)
}

// greyQuality keeps what the eye sees of a picture that is written anew.
const greyQuality = 88

// oneColour writes a JPEG in colours anew in grey; a grey one stays as it is.
func oneColour(data []byte) ([]byte, error) {
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil || config.ColorModel == color.GrayModel {
		return data, err
	}
	decoded, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	var grey *image.Gray
	if m, ok := decoded.(*image.YCbCr); ok { // its brightness is there already
		grey = &image.Gray{Pix: m.Y, Stride: m.YStride, Rect: m.Rect}
	} else {
		grey = image.NewGray(decoded.Bounds())
		draw.Draw(grey, grey.Rect, decoded, grey.Rect.Min, draw.Src)
	}
	var out bytes.Buffer
	err = jpeg.Encode(&out, grey, &jpeg.Options{Quality: greyQuality})
	return out.Bytes(), err
}
