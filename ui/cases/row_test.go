package cases

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/ui/kit"
)

// Badges stand beside words that leave them room; a title is not cut for them.
func TestBadgesGiveWayToTheTitle(t *testing.T) {
	test.NewTempApp(t)
	r := newRow()
	test.NewTempWindow(t, r).Resize(fyne.NewSize(300, 90))
	for _, x := range []struct {
		text rowText
		line int
	}{
		{rowText{title: "Lost", who: "Emma", which: "CF-1", stage: "2 h left", tone: kit.ToneSoon}, 0},
		{rowText{title: "Tracking stuck or not visible at all, for weeks", who: "Emma", which: "CF-1", stage: "2 h left", tone: kit.ToneSoon}, 1},
		{rowText{title: "Tracking stuck or not visible at all, for weeks", who: "Emma Schneider · Amazon, the German market place", which: "CF-1", stage: "2 h left", tone: kit.ToneSoon}, 2},
	} {
		r.set(x.text, false)
		lines := []fyne.CanvasObject{r.title, r.who, r.which}
		for i, line := range lines {
			middle, badge := line.Position().Y+line.Size().Height/2, r.stage.Position().Y+r.stage.Size().Height/2
			if same := middle-badge < 3 && badge-middle < 3; same != (i == x.line) {
				t.Errorf("%q: line %d at %v, the badge at %v", x.text.title, i, middle, badge)
			}
		}
		if over := r.stage.Position().X + r.stage.Size().Width - r.lines.Size().Width; over > 1 || over < -1 {
			t.Errorf("%q: the badge ends %v beyond the line", x.text.title, over)
		}
	}
}
