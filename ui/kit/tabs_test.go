package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Tabs without room wait in a menu, and the selected one never does.
func TestTabsWithoutRoomWaitInAMenu(t *testing.T) {
	test.NewTempApp(t)
	var told []int
	tabs := NewTabs([]string{"Timeline", "Evidence", "Remedies", "Money", "Closing"}, func(i int) { told = append(told, i) })
	w := test.NewTempWindow(t, tabs)
	height := tabs.MinSize().Height
	shown := func() (all []int) {
		for i, tab := range tabs.tabs {
			if tab.Visible() {
				all = append(all, i)
				if tab.Position().X+tab.Size().Width > tabs.Size().Width {
					t.Errorf("tab %d ends beyond %v", i, tabs.Size().Width)
				}
			}
		}
		return all
	}
	w.Resize(fyne.NewSize(900, 60))
	if len(shown()) != 5 || tabs.more.Visible() {
		t.Errorf("with room %v are shown", shown())
	}
	tabs.Resize(fyne.NewSize(190, height))
	if n := len(shown()); n < 1 || n > 3 || !tabs.more.Visible() {
		t.Fatalf("without room %v are shown", shown())
	}
	if tabs.MinSize().Height != height {
		t.Error("tabs without room take another row")
	}
	test.Tap(tabs.more)
	if w.Canvas().Overlays().Top() == nil {
		t.Error("the menu does not open")
	}
	tabs.Select(4)
	if all := shown(); all[len(all)-1] != 4 || len(told) != 1 || told[0] != 4 {
		t.Errorf("%v are shown, %v told", all, told)
	}
	for _, i := range tabs.hidden {
		if i == 4 {
			t.Error("the selected tab waits in the menu")
		}
	}
}

// Where little has room, the present stage and the next are named, and the one
// under the pointer.
func TestStagesInLittleRoom(t *testing.T) {
	test.NewTempApp(t)
	names := []string{"Intake", "Analysis", "Resolution", "Execution", "Follow-up", "Archive"}
	b := NewStageBar(names, 2, nil)
	test.NewTempWindow(t, b).Resize(fyne.NewSize(1200, 60))
	said := func() (n int) {
		for _, s := range b.steps {
			if s.words != wordsNumber {
				n++
			}
		}
		return n
	}
	if said() != 6 {
		t.Errorf("with room %d stages are named", said())
	}
	b.Resize(fyne.NewSize(280, b.MinSize().Height))
	if said() != 2 || b.steps[2].words == wordsNumber || b.steps[3].words == wordsNumber {
		t.Errorf("in little room %d stages are named", said())
	}
	b.steps[5].MouseIn(nil)
	if !b.hint.Visible() || b.hint.Text() != "⑥ Archive" || b.hint.Position().X+b.hint.Size().Width > b.Size().Width {
		t.Errorf("under the pointer it says %q at %v", b.hint.Text(), b.hint.Position())
	}
	b.steps[5].MouseOut()
	if b.hint.Visible() || !b.steps[0].label.Visible() {
		t.Error("the name stays when the pointer has gone")
	}
}

// How a section was left is remembered, and what stands below follows.
func TestAFoldIsRemembered(t *testing.T) {
	test.NewTempApp(t)
	body := func() fyne.CanvasObject { return Spacer(10, 100) }
	first := NewFold("x", "Order", "", body())
	w := test.NewTempWindow(t, NewScroller(VBox(0, first, NewFold("y", "Customer", "", body()))))
	w.Resize(fyne.NewSize(200, 150))
	high := first.MinSize().Height
	test.Tap(first.head)
	if first.Open() || first.body.Visible() || first.MinSize().Height > high-100 {
		t.Errorf("folded away it is %v high, not %v less than %v", first.MinSize().Height, 100, high)
	}
	if NewFold("x", "Order", "", body()).Open() || !NewFold("y", "Customer", "", body()).Open() {
		t.Error("how it was left is not remembered")
	}
	if shut := NewFold("z", "Evidence", "", body()).Shut(); shut.Open() || shut.body.Visible() {
		t.Error("a shut section is open")
	}
	test.Tap(first.head)
	if !first.Open() || first.MinSize().Height != high {
		t.Error("it does not open again")
	}
}
