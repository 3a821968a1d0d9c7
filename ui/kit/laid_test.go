package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// The toolkit forgets the renderers of what is out of sight, and asks for new
// ones without laying them out.
func TestANewRendererIsLaidOut(t *testing.T) {
	test.NewTempApp(t)
	for name, w := range map[string]fyne.Widget{
		"button": NewPrimary("File the case", nil).WithKeys("Ctrl+N"), "quiet": NewQuiet("Back", nil),
		"chip": NewChip("Late", ToneSoon, nil), "badge": NewBadge("New", ToneInfo), "drop": NewDropHint("Drop it"),
	} {
		w.Resize(fyne.NewSize(240, 60))
		first := corners(test.WidgetRenderer(w))
		if again := corners(w.CreateRenderer()); len(again) != len(first) {
			t.Errorf("%s: %d objects, then %d", name, len(first), len(again))
		} else {
			for i := range first {
				if first[i] != again[i] {
					t.Errorf("%s: object %d was at %v, then at %v", name, i, first[i], again[i])
				}
			}
		}
	}
}

func corners(r fyne.WidgetRenderer) (all [][2]float32) {
	for _, o := range r.Objects() {
		all = append(all, [2]float32{o.Position().X, o.Position().Y})
	}
	return all
}

func TestFlowSharesTheMiddle(t *testing.T) {
	low, high, next := Spacer(20, 10), Spacer(20, 30), Spacer(20, 10)
	row := Flow(5, low, high, next)
	row.Resize(fyne.NewSize(50, 100))
	if low.Position() != fyne.NewPos(0, 10) || high.Position() != fyne.NewPos(25, 0) || next.Position() != fyne.NewPos(0, 35) {
		t.Error(low.Position(), high.Position(), next.Position())
	}
}
