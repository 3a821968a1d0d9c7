package packet_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/raster"
	"casefolio/app/dossier/typeset"
)

// pool are photos, screenshots and documents, drawn once for all tests.
var pool = sync.OnceValue(func() map[string][]byte {
	files := map[string][]byte{}
	jpegOf := func(img image.Image) []byte {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}); err != nil {
			panic(err)
		}
		return b.Bytes()
	}
	scale, chats := 2, []int{6, 80, 240}
	if !long() {
		scale, chats = 6, []int{6, 60}
	}
	for i, size := range [][2]int{{3200, 2400}, {1800, 2400}, {2400, 1400}, {1280, 960}, {600, 400}, {2000, 1500}} {
		size[0], size[1] = size[0]/scale, size[1]/scale
		files[fmt.Sprintf("IMG_22%02d.jpg", i)] = jpegOf(scene(size[0], size[1], uint64(i), 1+4*float64(i%4)))
	}
	faces := typeset.Shared(assets())
	for i, size := range [][2]float64{{360, 700}, {360, 1900}, {1000, 560}} {
		var b bytes.Buffer
		if err := png.Encode(&b, screen(faces, size[0], size[1], 2.4/math.Sqrt(float64(scale)), i)); err != nil {
			panic(err)
		}
		files[fmt.Sprintf("Screenshot_%d.png", i)] = b.Bytes()
	}
	for i, n := range chats {
		files[fmt.Sprintf("chat%d.txt", i)] = chat(n)
		files[fmt.Sprintf("note%d.txt", i)] = []byte(strings.Repeat("卖家备注：已电话联系承运商。Called the carrier again today.\n", n/2+1))
	}
	return files
})

// scene is a photo with soft light, things with edges, and noise.
func scene(w, h int, seed uint64, noise float64) image.Image {
	r := rand.New(rand.NewPCG(seed, 1))
	img := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	type thing struct{ x, y, size, tone float64 }
	things := make([]thing, 8)
	for i := range things {
		things[i] = thing{r.Float64(), r.Float64(), 0.05 + 0.2*r.Float64(), 60 + 150*r.Float64()}
	}
	for y := range h {
		for x := range w {
			u, v := float64(x)/float64(w), float64(y)/float64(h)
			tone := 210 - 90*(u+v)
			for _, t := range things {
				if d := math.Abs(u-t.x) + math.Abs(v-t.y); d < t.size {
					tone = t.tone + 20*math.Sin(float64(x+y)/7)
				}
			}
			img.Y[y*img.YStride+x] = uint8(max(0, min(255, tone+noise*r.NormFloat64())))
		}
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = uint8(110+i%40), uint8(120+(i/300)%30)
	}
	return img
}

// screen is a screenshot with text of 13 px in it.
func screen(faces *typeset.Faces, w, h, scale float64, seed int) image.Image {
	p := page.Page{Fills: []page.Fill{{Rect: page.Rect{W: w, H: h}, Color: typeset.RGB{R: 0xF2, G: 0xF2, B: 0xF2}}}}
	style := typeset.Style{Size: 13, Color: typeset.RGB{R: 0x22, G: 0x22, B: 0x22}}
	for y := 30.0; y < h-20; y += 24 {
		text := fmt.Sprintf("您好，包裹 %d 还没有收到，where is it? %.0f", seed, y)
		for _, line := range faces.Break([]typeset.Span{{Text: text, Style: style}}, w-40)[:1] {
			p.Texts = append(p.Texts, page.Text{X: 20, Y: y, Line: line})
		}
	}
	img, err := raster.New(faces).Page(context.Background(), page.Document{W: w, H: h, Pages: []page.Page{p}}, 0, scale)
	if err != nil {
		panic(err)
	}
	return flat{img}
}

// flat is a picture that says that it is opaque, so that it is written without
// transparency.
type flat struct{ *image.RGBA }

func (flat) ColorModel() color.Model { return color.RGBAModel }

func chat(n int) []byte {
	var b strings.Builder
	for i := range n {
		at := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(i) * 7 * time.Minute)
		who := []string{"Emma Schneider", "LumoHaus"}[i%2]
		fmt.Fprintf(&b, "[%s] %s: Message %d 😡 您好，包裹还没有收到，请尽快处理。Where is my parcel %d?\n", at.Format("2006/01/02 15:04:05"), who, n, i)
	}
	return []byte(b.String())
}
