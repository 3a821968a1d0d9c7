package kit_test

import (
	"os"
	"strings"
	"testing"

	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
	"casefolio/ui/theme"
)

func TestMeasureWrapsWithoutLosingAnything(t *testing.T) {
	kittest.New(t, os.DirFS("../../assets"), "zh")
	m := kit.NewMeasure(theme.SizeBody)
	for _, s := range []string{
		"", "short", "Where is my parcel? I ordered it two weeks ago and need it before the weekend.",
		"您好，我们已向承运商查询，24 小时内给您答复。抱歉让您久等了，Emma。\n\n第二段。",
		strings.Repeat("x", 300), strings.Repeat("长", 300) + " tail", "a" + strings.Repeat(" ", 200) + "b",
		"مرحبا أين الطرد الخاص بي؟ 👩‍👩‍👧 🇩🇪 " + strings.Repeat("é", 90),
	} {
		const width = 180
		got := m.Wrap(s, width)
		for _, line := range strings.Split(got, "\n") {
			if w := m.Width(line); w > width {
				t.Errorf("%.20q: a line is %.0f wide: %q", s, w, line)
			}
		}
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if bare(got) != bare(s) {
			t.Errorf("%.20q became %q", s, got)
		}
	}
}

// One line of 2 MB; the time must grow with the length alone.
func BenchmarkMeasure(b *testing.B) {
	kittest.New(b, os.DirFS("../../assets"), "zh")
	m := kit.NewMeasure(theme.SizeBody)
	line := strings.Repeat("没有到货 no news ", 100_000)
	for b.Loop() {
		m.Wrap(line, 300)
	}
}
