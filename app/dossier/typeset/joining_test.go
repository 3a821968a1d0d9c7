package typeset_test

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"casefolio/app/dossier/typeset"
)

// Every Arabic letter that joins on both sides has another shape at the
// beginning of a word than alone, in both weights.
func TestArabicLettersJoin(t *testing.T) {
	const letters = "بتثجحخسشصضطظعغفقكلمنهيئپچڤگی"
	first := func(text string, weight typeset.Weight) uint32 {
		spans := []typeset.Span{{Text: text, Style: typeset.Style{Size: 10, Weight: weight}}}
		return faces.Break(spans, math.Inf(1))[0].Runs[0].Glyphs[0].ID
	}
	for _, weight := range []typeset.Weight{typeset.Regular, typeset.Bold} {
		for _, r := range letters {
			if alone := first(string(r), weight); first(string(r)+"م", weight) == alone {
				t.Errorf("%c does not join what follows", r)
			}
		}
	}
}

var glyphID = regexp.MustCompile(`(\d+)=`)

// The glyphs of a word are those that HarfBuzz itself chooses.
func TestWordsAreShapedAsByHarfBuzz(t *testing.T) {
	if _, err := exec.LookPath("hb-shape"); err != nil {
		t.Skip("hb-shape is not installed")
	}
	words := "أين طردي لقد أسبوعين ولم يصل شيء السَّلامُ عليكُم محمّد שָׁלוֹם בְּרֵאשִׁית สวัสดีครับ น้ำ ผู้ใหญ่ ปั๊ม กตัญญู मेरा पार्सल ट्रैकिंग क्षत्रिय ज्ञान श्रृंगार विद्यार्थी द्वितीय हृदय कर्तृत्व हफ़्ते लौटाएँ Nguyễn Łódź"
	files := map[*typeset.Face]string{}
	for _, word := range strings.Fields(words) {
		run := faces.Break(span(word), math.Inf(1))[0].Runs[0]
		if files[run.Face] == "" {
			files[run.Face] = filepath.Join(t.TempDir(), "face.ttf")
			if err := os.WriteFile(files[run.Face], run.Face.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		out, err := exec.Command("hb-shape", "--no-glyph-names", files[run.Face], word).Output()
		if err != nil {
			t.Fatal(err)
		}
		space, _ := run.Face.Nominal(' ')
		var got, want []string
		for _, g := range run.Glyphs {
			if g.ID != space { // which only helps extraction
				got = append(got, fmt.Sprint(g.ID))
			}
		}
		for _, m := range glyphID.FindAllStringSubmatch(string(out), -1) {
			want = append(want, m[1])
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, HarfBuzz has %v", word, got, want)
		}
	}
}
