package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestAFinder(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, VBox(0))
	w.Resize(fyne.NewSize(900, 700))
	var taken []string
	take := func(name string) func() { return func() { taken = append(taken, name) } }
	f := NewFinder(w.Canvas(), "title", "hint", func(words string) ([]Found, string) {
		rows := []Found{{Name: "Likely"}, {Name: "one", Take: take("one")}, {Name: "All"}, {Name: "two", Take: take("two")}}
		if words == "" {
			return rows, "2"
		}
		var some []Found
		for _, r := range rows {
			if r.Take != nil && strings.Contains(r.Name, words) {
				some = append(some, r)
			}
		}
		return some, "some"
	})
	key := func(name fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	f.Show()
	key(fyne.KeyDown) // to the list, past the heading to the first
	key(fyne.KeyDown) // past the second heading
	key(fyne.KeyReturn)
	f.Show()
	key(fyne.KeyDown)
	key(fyne.KeyUp) // back to the words
	w.Canvas().Focused().TypedRune('n')
	key(fyne.KeyReturn)
	f.Show()
	f.search.SetText("nothing like it")
	key(fyne.KeyReturn)
	if strings.Join(taken, " ") != "two one" || f.count.Text() != "some" {
		t.Error(taken, f.count.Text())
	}
	f.take(7)
	f.list.fill(7, nil)
}
