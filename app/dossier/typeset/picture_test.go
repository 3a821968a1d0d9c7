package typeset

import (
	"math"
	"os"
	"testing"
	"testing/fstest"
)

// Whatever the face of emoji knows of a sequence, one picture takes the room of
// one emoji.
func TestPicturesTakeOnePlace(t *testing.T) {
	f := LoadFaces(os.DirFS("../../../assets"))
	width := f.Measure([]Span{{Text: "😀", Style: Style{Size: 10}}})
	for _, text := range []string{
		"👍", "👍🏽", "🇩🇪", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁵󠁳󠁣󠁡󠁿", "👨‍👩‍👧‍👦", "👩🏿‍🚒", "👩🏽‍❤️‍👨🏿", "🏳️‍🌈", "1️⃣", "*⃣", "❤️", "❤", "☔", "⭐", "⚽", "❤️‍🔥", "©️", "🐦‍🔥", "👩🏽‍🦼‍➡️",
	} {
		lines := f.Break([]Span{{Text: text, Style: Style{Size: 10}}}, math.Inf(1))
		run := lines[0].Runs[0]
		if len(lines[0].Runs) != 1 || len(run.Glyphs) != 1 || math.Abs(lines[0].Width-width) > 1e-6 {
			t.Errorf("%s: %d runs, %v wide, a face is %v", text, len(lines[0].Runs), lines[0].Width, width)
			continue
		}
		if _, ok := f.Picture(run, run.Glyphs[0]); !ok || run.Glyphs[0].Text != text {
			t.Errorf("%s has no picture", text)
		}
	}
	for _, text := range []string{"©", "™", "1", "#", "☎", "❤︎", "☔︎", "👍︎", "★", "中", "\uE000"} {
		run := f.Break([]Span{{Text: text, Style: Style{Size: 10}}}, math.Inf(1))[0].Runs[0]
		if _, ok := f.Picture(run, run.Glyphs[0]); ok {
			t.Errorf("%s has a picture", text)
		}
	}
}

// A program without the pictures says so when it starts, and sets text as ever.
func TestNoPictures(t *testing.T) {
	f := LoadFaces(fstest.MapFS{})
	if f.Pictures() != nil || f.Load() == nil {
		t.Error("no error")
	}
	if _, ok := f.Picture(Run{Face: &Face{Name: "NotoEmoji-Regular"}}, Glyph{Text: "😀"}); ok {
		t.Error("a picture out of nothing")
	}
}
