package sample

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"time"
)

// The size of a photo, held upright.
const photoWidth, photoHeight = 1080, 1440

func rgb(hex uint32) color.RGBA {
	return color.RGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 255}
}

var (
	black  = rgb(0x1B1D20)
	white  = rgb(0xFAFAF7)
	paper  = rgb(0xF3F1EA)
	carton = rgb(0xB98A57)
	edge   = rgb(0x8C6438)
	tape   = rgb(0xD9C39A)
	shadow = color.NRGBA{0, 0, 0, 70}
)

// scenes draw what the pictures of the cases show.
func scenes() map[string]func(c *canvas, texts []string) {
	return map[string]func(*canvas, []string){
		"label": drawLabel, "scale": drawScale, "box": drawBox, "crushed": drawCrushed, "cup": drawCup,
		"lamp": drawLamp, "notice": drawNotice, "screws": drawScrews, "screen": drawScreen,
	}
}

// photo draws a scene and writes it as a phone would: pixels on their side and
// the orientation in EXIF. A scene named "screen" is a PNG without either.
func photo(f *fonts, scene string, texts []string, taken time.Time) ([]byte, error) {
	paint, ok := scenes()[scene]
	if !ok {
		return nil, fmt.Errorf("no scene is called %q", scene)
	}
	c := newCanvas(photoWidth, photoHeight, f)
	paint(c, texts)
	var b bytes.Buffer
	if scene == "screen" {
		err := png.Encode(&b, c.RGBA)
		return b.Bytes(), err
	}
	h := fnv.New64()
	fmt.Fprint(h, scene, texts)
	c.grain(h.Sum64(), 14)
	if err := jpeg.Encode(&b, onItsSide(c.RGBA), &jpeg.Options{Quality: 82}); err != nil {
		return nil, err
	}
	return withExif(b.Bytes(), 6, taken), nil
}

// onItsSide turns the pixels a quarter to the left; EXIF orientation 6 turns
// them back.
func onItsSide(src *image.RGBA) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	dst := image.NewRGBA(image.Rect(0, 0, h, w))
	for y := range h {
		for x := range w {
			copy(dst.Pix[(w-1-x)*dst.Stride+4*y:][:4], src.Pix[y*src.Stride+4*x:][:4])
		}
	}
	return dst
}

// table is a wooden desk seen from above.
func table(c *canvas, seed uint64) {
	c.gradient(rgb(0xC9AE8B), rgb(0xA98760))
	rng := rand.New(rand.NewPCG(seed, 3))
	for y := 0.0; y < photoHeight; y += 6 + rng.Float64()*22 {
		drop := rng.Float64()*14 - 7
		c.line(color.NRGBA{90, 60, 30, uint8(14 + rng.IntN(26))}, 1+rng.Float64()*2, point{0, y}, point{photoWidth, y + drop})
	}
}

// drawLabel: carrier, country, name, address, tracking number, order.
func drawLabel(c *canvas, texts []string) {
	table(c, 1)
	c.angle = 0.035
	c.rect(shadow, 96, 156, 920, 1180)
	c.rect(carton, 70, 120, 940, 1200)
	c.rect(tape, 70, 640, 940, 120)
	c.rect(shadow, 158, 218, 780, 1000)
	c.rect(white, 150, 205, 780, 1000)
	line := func(y float64) { c.rect(black, 170, y, 740, 4) }
	c.text(black, true, 64, 185, 300, texts[0])
	c.text(black, true, 96, 760, 315, texts[1])
	line(350)
	c.text(black, false, 34, 185, 415, texts[2])
	c.text(black, false, 34, 185, 470, texts[3])
	line(520)
	barcode(c, texts[4], 190, 560, 700, 260)
	c.centred(black, true, 40, 540, 880, texts[4])
	line(920)
	c.text(black, false, 32, 185, 990, texts[5])
	c.text(black, false, 32, 185, 1050, "0.42 kg")
	barcode(c, texts[5], 500, 1060, 390, 110)
}

// barcode draws bars that look like a code; they are made from the text, so
// that each label has its own.
func barcode(c *canvas, text string, x, y, w, h float64) {
	h64 := fnv.New64()
	h64.Write([]byte(text))
	rng := rand.New(rand.NewPCG(h64.Sum64(), 11))
	for end := x + w; x < end; {
		bar := 3 + float64(rng.IntN(4))*3
		c.rect(black, x, y, math.Min(bar, end-x), h)
		x += bar + 3 + float64(rng.IntN(3))*3
	}
}

// drawScale: the reading and its unit.
func drawScale(c *canvas, texts []string) {
	table(c, 2)
	c.round(shadow, 170, 330, 780, 940, 60)
	c.round(rgb(0xDADDE0), 140, 290, 780, 940, 60)
	c.round(rgb(0xC3C8CC), 180, 330, 700, 560, 40)
	c.rect(shadow, 275, 325, 540, 500)
	c.rect(carton, 255, 300, 540, 500)
	c.rect(tape, 255, 505, 540, 80)
	c.rect(white, 300, 340, 270, 140)
	barcode(c, "scale", 320, 400, 230, 60)
	c.text(black, true, 30, 320, 385, "YunExpress")
	c.round(rgb(0x2B3330), 300, 960, 480, 190, 20)
	c.round(rgb(0xB9CDB0), 320, 980, 440, 150, 10)
	c.text(rgb(0x20281F), true, 130, 350, 1100, texts[0])
	c.text(rgb(0x20281F), true, 60, 660, 1100, texts[1])
}

// box draws a parcel in two visible faces.
func box(c *canvas, brand string) {
	c.polygon(shadow, point{150, 1180}, point{560, 1330}, point{1020, 1150}, point{990, 1100})
	c.polygon(edge, point{160, 560}, point{560, 690}, point{560, 1290}, point{160, 1120})
	c.polygon(carton, point{560, 690}, point{960, 540}, point{960, 1100}, point{560, 1290})
	c.polygon(rgb(0xCB9F6B), point{160, 560}, point{540, 430}, point{960, 540}, point{560, 690})
	c.polygon(tape, point{330, 502}, point{372, 488}, point{792, 603}, point{745, 621})
	c.polygon(tape, point{745, 621}, point{792, 603}, point{792, 760}, point{745, 780})
	c.text(rgb(0x5E4022), true, 58, 610, 1000, brand)
}

func drawBox(c *canvas, texts []string) {
	table(c, 3)
	box(c, texts[0])
}

func drawCrushed(c *canvas, texts []string) {
	table(c, 4)
	box(c, texts[0])
	// The corner nearest to the camera is pushed in.
	c.polygon(rgb(0x6F4C28), point{430, 648}, point{560, 690}, point{700, 638}, point{640, 760}, point{548, 815}, point{470, 742})
	c.polygon(rgb(0x9A7040), point{470, 742}, point{548, 815}, point{640, 760}, point{566, 728})
	c.line(rgb(0x4A3218), 4, point{430, 648}, point{470, 742})
	c.line(rgb(0x4A3218), 4, point{700, 638}, point{640, 760})
	c.line(rgb(0x4A3218), 3, point{548, 815}, point{566, 728})
}

func drawCup(c *canvas, _ []string) {
	table(c, 5)
	c.ellipse(shadow, 570, 1120, 330, 90)
	c.ellipse(rgb(0xD8DADB), 850, 770, 150, 190)
	c.ellipse(rgb(0xB08E67), 845, 770, 95, 130)
	c.polygon(rgb(0xEEF0F0), point{250, 500}, point{830, 500}, point{780, 1090}, point{300, 1090})
	c.ellipse(rgb(0xEEF0F0), 540, 1090, 240, 62)
	c.polygon(rgb(0xDDE1E2), point{700, 500}, point{830, 500}, point{780, 1090}, point{690, 1130})
	c.ellipse(rgb(0xFBFBFA), 540, 500, 290, 88)
	c.ellipse(rgb(0xC4C9CB), 540, 508, 262, 70)
	crack := []point{{430, 575}, {452, 660}, {420, 735}, {470, 830}, {446, 915}, {490, 1000}, {478, 1085}}
	for i := 1; i < len(crack); i++ {
		c.line(rgb(0x3A3632), 9-float64(i), crack[i-1], crack[i])
	}
	c.line(rgb(0x3A3632), 4, crack[3], point{560, 860})
	c.line(rgb(0x3A3632), 3, crack[2], point{350, 790})
	c.polygon(rgb(0xB08E67), point{385, 560}, point{430, 590}, point{468, 568}, point{450, 540}, point{405, 536})
}

func drawLamp(c *canvas, _ []string) {
	c.gradient(rgb(0xE3E7EA), rgb(0xC8CDD0))
	c.rect(rgb(0xF7FAFC), 640, 120, 360, 620) // the window
	c.rect(rgb(0xB9C4CC), 810, 120, 16, 620)
	c.rect(rgb(0xB9C4CC), 640, 420, 360, 16)
	c.rect(rgb(0x9C8466), 0, 1120, photoWidth, 320)
	c.ellipse(shadow, 400, 1150, 250, 50)
	c.ellipse(rgb(0x8D9296), 380, 1130, 210, 48)
	c.rect(rgb(0x9EA3A7), 366, 660, 28, 460)
	c.polygon(rgb(0xA9AEB2), point{250, 380}, point{510, 380}, point{610, 690}, point{150, 690})
	c.polygon(rgb(0xB8BDC0), point{250, 380}, point{330, 380}, point{300, 690}, point{150, 690})
}

func drawNotice(c *canvas, texts []string) {
	table(c, 6)
	c.angle = -0.05
	c.rect(shadow, 150, 170, 820, 1130)
	c.rect(paper, 130, 140, 820, 1130)
	c.rect(rgb(0x2D5C88), 130, 140, 820, 120)
	c.text(white, true, 56, 170, 220, texts[0])
	for i := 1; i+1 < len(texts); i += 2 {
		y := 400 + float64(i)*70
		c.text(black, i+2 == len(texts), 46, 180, y, texts[i])
		c.text(black, true, 46, 700, y, texts[i+1])
		c.rect(rgb(0xC9C4B8), 180, y+26, 720, 3)
	}
	barcode(c, texts[0], 200, 1050, 640, 130)
}

func drawScrews(c *canvas, _ []string) {
	table(c, 7)
	c.rect(shadow, 150, 250, 800, 950)
	c.rect(white, 130, 230, 800, 950)
	for i := range 8 {
		x, y := 260+float64(i%4)*180, 420+float64(i/4)*400
		c.rect(rgb(0x8A9096), x-9, y, 18, 210)
		for thread := range 12 {
			c.line(rgb(0x5C6267), 4, point{x - 15, y + 30 + float64(thread)*15}, point{x + 15, y + 24 + float64(thread)*15})
		}
		c.ellipse(rgb(0xA7ADB2), x, y, 44, 30)
		c.line(rgb(0x4E5459), 7, point{x - 22, y}, point{x + 22, y})
		c.line(rgb(0x4E5459), 7, point{x, y - 15}, point{x, y + 15})
	}
}

// drawScreen: shop, product, variant, price, button.
func drawScreen(c *canvas, texts []string) {
	c.gradient(white, white)
	c.rect(rgb(0x22303C), 0, 0, photoWidth, 150)
	c.text(white, true, 54, 60, 98, texts[0])
	c.rect(rgb(0xEDEBE5), 60, 200, 960, 640)
	c.round(rgb(0x24365C), 330, 330, 420, 420, 40)
	c.round(rgb(0x2F4672), 360, 430, 360, 290, 24)
	c.round(rgb(0x1B2A49), 470, 270, 140, 90, 30)
	c.text(black, true, 56, 60, 930, texts[1])
	c.text(rgb(0x6B7280), false, 44, 60, 1010, texts[2])
	c.text(rgb(0xA5330A), true, 60, 60, 1110, texts[3])
	c.round(rgb(0xE9A820), 60, 1190, 960, 120, 60)
	c.centred(black, true, 48, 540, 1268, texts[4])
}
