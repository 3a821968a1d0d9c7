package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/ui/theme"
)

func TestLinesCoverTheText(t *testing.T) {
	test.NewTempApp(t)
	for _, text := range []string{
		"", "\n", "one line", "two\nlines\n", strings.Repeat("words and 中文混排 ", 40), strings.Repeat("x", 500), "\xff\xfe broken \n 😡",
	} {
		at := 0
		for _, l := range linesOf(text, 120, NewMeasure(theme.SizeBody)) {
			if at < l[0] && text[at] == '\n' {
				at++
			}
			if l[0] != at || l[1] < l[0] {
				t.Fatalf("%q: line %v after %d", text, l, at)
			}
			at = l[1]
		}
		if at != len(text) {
			t.Errorf("%q ends at %d of %d", text, at, len(text))
		}
	}
}

func TestMarksAreFoundByThePointer(t *testing.T) {
	test.NewTempApp(t)
	m := NewMarked()
	w := test.NewTempWindow(t, m)
	w.Resize(fyne.NewSize(300, 200))
	m.Set("Order 1042 is late", []Mark{{6, 10, ToneInfo}, {14, 18, ToneSoon}})
	if len(m.spots) != 2 {
		t.Fatalf("%d spots", len(m.spots))
	}
	tapped := -2
	m.OnTapped = func(mark int, _ *fyne.PointEvent) { tapped = mark }
	for i, s := range m.spots {
		m.Tapped(&fyne.PointEvent{Position: s.pos.AddXY(2, 2)})
		if tapped != i {
			t.Errorf("mark %d was taken for %d", i, tapped)
		}
	}
	m.Tapped(&fyne.PointEvent{Position: fyne.NewPos(1, 1)})
	if tapped != -1 {
		t.Errorf("beside the marks is %d", tapped)
	}
}
