package evidence

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"golang.org/x/image/font/opentype"
)

func testLetters(t testing.TB) *opentype.Font {
	t.Helper()
	l := letters{files: os.DirFS("../../assets")}
	f, err := l.get()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// noise is a picture in which nothing is of one colour.
func noise(r *rand.Rand, w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = byte(r.Uint32())
		if i%4 == 3 {
			m.Pix[i] = 0xFF
		}
	}
	return m
}

// Whatever is covered is one colour in the picture, also after it went through
// a JPEG, and what lies away from covers is as it was.
func TestCoversAreOneColour(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 8))
	for range 60 {
		w, h := 20+r.IntN(300), 20+r.IntN(300)
		m := noise(r, w, h)
		before := slices.Clone(m.Pix)
		var marks Marks
		for range 1 + r.IntN(4) {
			marks.List = append(marks.List, Mark{Kind: MarkRedact, X1: r.Float64(), Y1: r.Float64(), X2: r.Float64(), Y2: r.Float64()})
		}
		marks = marks.tidy()
		if err := burn(m, marks, nil, jpegBlock); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 90}); err != nil {
			t.Fatal(err)
		}
		out, err := jpeg.Decode(&b)
		if err != nil {
			t.Fatal(err)
		}
		covered := func(x, y int) bool {
			return slices.ContainsFunc(marks.List, func(k Mark) bool { return image.Pt(x, y).In(cover(k, m.Rect, jpegBlock)) })
		}
		var seen color.Color
		for y := range h {
			for x := range w {
				if !covered(x, y) {
					if i := m.PixOffset(x, y); !bytes.Equal(m.Pix[i:i+4], before[i:i+4]) {
						t.Fatalf("%d %d was changed", x, y)
					}
					continue
				}
				if m.RGBAAt(x, y) != MarkCover {
					t.Fatalf("%d %d shows through: %v", x, y, m.RGBAAt(x, y))
				}
				if seen == nil {
					seen = out.At(x, y)
				}
				if out.At(x, y) != seen {
					t.Fatalf("%d × %d: %d %d is %v in the file, others are %v", w, h, x, y, out.At(x, y), seen)
				}
			}
		}
		for _, k := range marks.List { // all that was asked for
			asked := image.Rect(int(k.X1*float64(w)), int(k.Y1*float64(h)), int(math.Ceil(k.X2*float64(w))), int(math.Ceil(k.Y2*float64(h))))
			if !asked.In(cover(k, m.Rect, jpegBlock)) {
				t.Fatalf("%v is not all of %v", cover(k, m.Rect, jpegBlock), asked)
			}
		}
	}
}

func TestMarksAreDrawn(t *testing.T) {
	font := testLetters(t)
	for kind, x := range map[MarkKind]Mark{
		MarkArrow:  {X1: 0.1, Y1: 0.1, X2: 0.9, Y2: 0.8},
		MarkBox:    {X1: 0.9, Y1: 0.9, X2: 0.2, Y2: 0.2},
		MarkText:   {X1: 0.97, Y1: 0.97, Text: "裂缝 crack\n第二行"},
		MarkNumber: {X1: 0, Y1: 0},
	} {
		x.Kind = kind
		m := image.NewRGBA(image.Rect(0, 0, 400, 300))
		if err := burn(m, Marks{List: []Mark{x}}.tidy(), font, 1); err != nil {
			t.Fatal(err)
		}
		red := 0
		for i := 0; i < len(m.Pix); i += 4 {
			if (color.RGBA{m.Pix[i], m.Pix[i+1], m.Pix[i+2], m.Pix[i+3]}) == MarkColor {
				red++
			}
		}
		if red < 100 {
			t.Errorf("%s: %d red pixels", kind, red)
		}
	}
}

// Marks anywhere, of any size, on any picture, end in a picture.
func TestMarksNeverFail(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	font := testLetters(t)
	odd := []float64{-1, 0, 1, 2, math.NaN(), math.Inf(1), 0.5, 1e-9}
	for range 200 {
		m := image.NewRGBA(image.Rect(0, 0, 1+r.IntN(60), 1+r.IntN(60)))
		var marks Marks
		for _, kind := range []MarkKind{MarkArrow, MarkBox, MarkText, MarkNumber, MarkRedact, "other"} {
			at := func() float64 { return odd[r.IntN(len(odd))] }
			marks.List = append(marks.List, Mark{Kind: kind, X1: at(), Y1: at(), X2: at(), Y2: at(), Text: "裂\x00é\n\U0001F4E6"})
		}
		if err := burn(m, marks.tidy(), font, jpegBlock); err != nil {
			t.Fatal(err)
		}
	}
}

func TestMarksTurnWithThePicture(t *testing.T) {
	m := Marks{List: []Mark{
		{Kind: MarkArrow, X1: 0.1, Y1: 0.2, X2: 0.3, Y2: 0.4},
		{Kind: MarkBox, X1: 0.1, Y1: 0.2, X2: 0.5, Y2: 0.9},
	}}
	once := m.At(1)
	if a := once.List[0]; math.Abs(a.X1-0.8) > 1e-9 || math.Abs(a.Y1-0.1) > 1e-9 {
		t.Errorf("%+v", a)
	}
	if b := once.List[1]; b.X1 >= b.X2 || b.Y1 >= b.Y2 {
		t.Errorf("%+v", b)
	}
	back := once.At(2).At(3).At(4)
	for i, x := range back.List {
		was := m.List[i]
		if math.Abs(x.X1-was.X1)+math.Abs(x.Y1-was.Y1)+math.Abs(x.X2-was.X2)+math.Abs(x.Y2-was.Y2) > 1e-9 {
			t.Errorf("%+v after a whole turn, was %+v", x, was)
		}
	}
	if back.Turn != 0 || m.At(-1).Turn != 3 {
		t.Error("turns are not counted in quarters")
	}
}

func TestMarksAreReadBack(t *testing.T) {
	if _, err := ParseMarks("{"); err == nil {
		t.Error("half a text was read")
	}
	m, err := ParseMarks(`{"turn":-3,"list":[{"kind":"text","x1":0.5,"y1":7,"text":" a` + "\\u0007" + `b "},{"kind":"ghost"},{"kind":"redact","x1":0.2,"y1":0.2,"x2":0.1,"y2":0.4}]}`)
	if err != nil || m.Turn != 1 || len(m.List) != 2 || m.List[0].Text != "ab" || m.List[0].Y1 != 1 || m.List[1].X1 != 0.1 || m.Redactions() != 1 {
		t.Errorf("%+v %v", m, err)
	}
}

// A turned picture is seen as its pixels turned by hand.
func TestTurningRight(t *testing.T) {
	m := corner(40, 20)
	for o := 1; o <= 8; o++ {
		p := Picture{Width: 40, Height: 20, Orientation: o, Turn: 1}
		if o >= 5 {
			p.Width, p.Height = 20, 40
		}
		want := upright(upright(m, o), 6)
		s := p.Shown()
		got := upright(m, s.Orientation)
		if got.Rect != want.Rect || !bytes.Equal(got.Pix, want.Pix) || got.Rect.Dx() != s.Width {
			t.Errorf("orientation %d becomes %d", o, s.Orientation)
		}
	}
}
