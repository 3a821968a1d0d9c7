package fit

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/raster"
	"casefolio/app/dossier/typeset"
)

var faces = sync.OnceValue(func() *typeset.Faces { return typeset.LoadFaces(os.DirFS("../../../../assets")) })

// folder keeps pictures as the vault does.
type folder string

func (f folder) Derived(sum, name string) string {
	return filepath.Join(string(f), sum[:2], sum+"-"+name+".jpg")
}

func (f folder) PutDerived(sum, name string, data []byte) error {
	path := f.Derived(sum, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o600)
}

// put keeps a picture as the page picture of an exhibit.
func (f folder) put(t testing.TB, img image.Image, name string) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: sourceQuality}); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b.Bytes())
	key := hex.EncodeToString(sum[:])
	if err := f.PutDerived(key, name, b.Bytes()); err != nil {
		t.Fatal(err)
	}
	return f.Derived(key, name)
}

// scene is what a camera could have seen: soft light, things with edges and
// texture, and the noise of its sensor.
func scene(w, h int, seed uint64, noise float64) *image.RGBA {
	r := rand.New(rand.NewPCG(seed, 1))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	type thing struct{ x, y, size, tone, grain float64 }
	things := make([]thing, 12)
	for i := range things {
		things[i] = thing{r.Float64(), r.Float64(), 0.05 + 0.2*r.Float64(), 60 + 150*r.Float64(), 4 + 30*r.Float64()}
	}
	lightX, lightY, warm := r.Float64(), r.Float64(), r.Float64()*30
	for y := range h {
		for x := range w {
			u, v := float64(x)/float64(w), float64(y)/float64(h)
			tone := 210 - 120*math.Hypot(u-lightX, v-lightY)
			for _, t := range things {
				if d := math.Hypot(u-t.x, v-t.y) / t.size; d < 1 {
					tone = t.tone*(1-0.5*d) + t.grain*math.Sin(float64(x)*t.grain/40)*math.Sin(float64(y)*t.grain/37)
				}
			}
			n := r.NormFloat64() * noise
			img.SetRGBA(x, y, color.RGBA{level(tone + warm + n), level(tone + n), level(tone - warm + n), 255})
		}
	}
	return img
}

func level(v float64) uint8 { return uint8(max(0, min(255, v))) }

var lines = []string{
	"您好，我两周前下的单，物流从11月9日起就没有更新了，包裹到底在哪里？",
	"Hello, my parcel has not moved since 9 Nov. Where is it? I need it before the weekend.",
	"亲，非常抱歉让您久等了。我们已经联系承运商查询，周六 18:00 前给您答复。",
	"訂單編號 302-8841276-2210751，運單 YT2630921266112233，請盡快處理，謝謝！",
	"灯座有裂纹，龘鬱囊纛，螺丝孔也对不上；附图三张。",
	"OK thank you. If it does not come I want my money back: €39.90.",
}

// screen is a phone's screenshot of a chat, drawn with real text of 13 px at
// 360 px of width, as phones have it, and then scale times as large.
func screen(t testing.TB, w, h, scale float64, dark, paper bool) *image.RGBA {
	t.Helper()
	ground, bubble, ink := typeset.RGB{R: 0xED, G: 0xED, B: 0xED}, typeset.RGB{R: 0xFF, G: 0xFF, B: 0xFF}, typeset.RGB{R: 0x11, G: 0x11, B: 0x11}
	if dark {
		ground, bubble, ink = typeset.RGB{R: 0x11, G: 0x11, B: 0x11}, typeset.RGB{R: 0x2C, G: 0x2C, B: 0x2C}, typeset.RGB{R: 0xD5, G: 0xD5, B: 0xD5}
	}
	p := page.Page{Fills: []page.Fill{{Rect: page.Rect{W: w, H: h}, Color: ground}}}
	if paper { // a wallpaper of small shapes
		r := rand.New(rand.NewPCG(5, 5))
		for range int(w * h / 60) {
			c := typeset.RGB{R: ground.R - uint8(r.IntN(14)), G: ground.G - uint8(r.IntN(10)), B: ground.B - uint8(r.IntN(14))}
			p.Fills = append(p.Fills, page.Fill{Rect: page.Rect{X: r.Float64() * w, Y: r.Float64() * h, W: 2 + 8*r.Float64(), H: 1 + 6*r.Float64()}, Color: c})
		}
	}
	y := 30.0
	for i := 0; y < h-40; i++ {
		x := 14.0
		if i%2 == 1 {
			x = 60
		}
		set := faces().Break([]typeset.Span{{Text: lines[i%len(lines)], Style: typeset.Style{Size: 13, Color: ink}}}, w-100)
		p.Fills = append(p.Fills, page.Fill{Rect: page.Rect{X: x, Y: y, W: w - 80, H: float64(len(set))*19 + 14}, Color: bubble})
		for k, line := range set {
			p.Texts = append(p.Texts, page.Text{X: x + 10, Y: y + 20 + float64(k)*19, Line: line})
		}
		y += float64(len(set))*19 + 26
	}
	img, err := raster.New(faces()).Page(context.Background(), page.Document{W: w, H: h, Pages: []page.Page{p}}, 0, scale)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestClassify(t *testing.T) {
	if err := faces().Load(); err != nil {
		t.Fatal(err)
	}
	white := scene(400, 300, 9, 2)
	for y := range 300 {
		for x := range 400 {
			if math.Hypot(float64(x-200)/200, float64(y-150)/150) > 0.8 {
				white.SetRGBA(x, y, color.RGBA{255, 255, 255, 255})
			}
		}
	}
	tests := []struct {
		name string
		img  image.Image
		hint Hint
		want Class
	}{
		{"photo", scene(440, 330, 1, 3), Hint{"jpeg", "Phone 12"}, Photo},
		{"photo without a camera", scene(440, 330, 2, 3), Hint{Format: "jpeg"}, Photo},
		{"noisy photo", scene(440, 330, 3, 12), Hint{}, Photo},
		{"smooth photo", scene(440, 330, 4, 0.8), Hint{Format: "heic", Camera: "Phone 15"}, Photo},
		{"photo as PNG", scene(440, 330, 5, 3), Hint{Format: "png"}, Photo},
		{"goods on white, camera known", white, Hint{"jpeg", "Camera"}, Photo},
		{"chat", screen(t, 360, 320, 2, false, false), Hint{Format: "png"}, Words},
		{"chat sent on as JPEG", screen(t, 360, 320, 2, false, false), Hint{Format: "jpeg"}, Words},
		{"chat signed by the phone", screen(t, 360, 320, 2, false, false), Hint{"jpeg", "Phone 9"}, Words},
		{"dark chat", screen(t, 360, 320, 2, true, false), Hint{}, Words},
		{"chat on a wallpaper", screen(t, 360, 320, 2, false, true), Hint{Format: "jpeg"}, Words},
		{"dark chat on a wallpaper", screen(t, 360, 320, 2, true, true), Hint{}, Words},
		{"page of a desktop", screen(t, 900, 300, 1, false, false), Hint{Format: "jpeg"}, Words},
	}
	store := folder(t.TempDir())
	for _, test := range tests {
		path := store.put(t, test.img, "page")
		full, err := (&source{path: path}).planes()
		if err != nil {
			t.Fatal(err)
		}
		signs := readSigns(full.y)
		t.Logf("%-30s %+v", test.name, signs)
		if got := classify(signs, test.hint); got != test.want {
			t.Errorf("%s: got %v", test.name, got)
		}
	}
}

// TestShow writes pictures to look at.
func TestShow(t *testing.T) {
	dir := os.Getenv("CASEFOLIO_SHOW")
	if dir == "" {
		t.Skip("no CASEFOLIO_SHOW")
	}
	store := folder(dir)
	shot := store.put(t, screen(t, 360, 780, 3, false, false), "page")
	photo := store.put(t, scene(1600, 1200, 7, 4), "page")
	s := NewSizer(store)
	for _, l := range []Level{{150, 80, true}, {150, 60, false}, {150, 50, false}, {150, 40, false}, {150, 30, false}, {120, 60, false}} {
		path, n, err := s.path(shot, 238, 516, l)
		fmt.Println(l, strings.TrimPrefix(path, dir), n, err)
	}
	for _, r := range rungs {
		path, n, err := s.path(photo, 493, 370, r.Photo)
		fmt.Println(r.Photo, strings.TrimPrefix(path, dir), n, err)
	}
}

// path is a picture of w × h points at a level, and its bytes.
func (s *Sizer) path(picture string, w, h float64, l Level) (string, int64, error) {
	made, err := s.picture(context.Background(), place{path: picture, w: w, h: h}, func(Class) Level { return l })
	return made.Path, made.Bytes, err
}
