package kit

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app/fault"
)

// quietShell is the window of a picker that is tested from inside.
type quietShell struct {
	Shell
	win   fyne.Window
	tasks *Tasks
	asked int
}

func (s *quietShell) Window() fyne.Window { return s.win }
func (s *quietShell) Tasks() *Tasks       { return s.tasks }
func (s *quietShell) Confirm(_, _, _ string, _ bool, yes func()) {
	s.asked++
	yes()
}

func pickerShell(t *testing.T) *quietShell {
	test.NewTempApp(t)
	if err := LoadTranslations(os.DirFS("../../assets"), English); err != nil {
		t.Fatal(err)
	}
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(900, 600))
	return &quietShell{win: w, tasks: NewTasks(true)}
}

func folder(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, n := range names {
		var err error
		if filepath.Ext(n) == "" {
			err = os.Mkdir(filepath.Join(dir, n), 0o700)
		} else {
			err = os.WriteFile(filepath.Join(dir, n), []byte(n), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadFolder(t *testing.T) {
	dir := folder(t, "b.png", "A.PNG", "c.txt", "sub", ".hidden.png")
	entries, err := readFolder(dir, []string{".png"})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.name)
	}
	if want := []string{"sub", "A.PNG", "b.png"}; !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
	if _, err := readFolder(filepath.Join(dir, "gone"), nil); !fault.Is(err, "file.missing") {
		t.Errorf("a missing folder gives %v", err)
	}
}

func TestPickManyFiles(t *testing.T) {
	s := pickerShell(t)
	dir := folder(t, "a.png", "b.png", "c.png")
	var got []string
	p := newPicker(s, pickFiles, nil, func(paths []string) { got = paths })
	p.open("files", dir)
	p.tapped(0)
	p.tapped(2)
	p.tapped(1)
	p.tapped(1) // taken back
	p.take()
	want := []string{filepath.Join(dir, "a.png"), filepath.Join(dir, "c.png")}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if s.win.Canvas().Overlays().Top() != nil {
		t.Error("the window stayed")
	}
}

func TestTypedPath(t *testing.T) {
	s := pickerShell(t)
	dir := folder(t, "a.png", "sub")
	var got []string
	p := newPicker(s, pickOne, nil, func(paths []string) { got = paths })
	p.open("file", dir)
	p.typed(filepath.Join(dir, "sub"))
	if p.dir != filepath.Join(dir, "sub") {
		t.Errorf("the folder is %q", p.dir)
	}
	p.typed(filepath.Join(dir, "gone.png"))
	if got != nil || p.note.Text() == "" {
		t.Errorf("a missing file gave %v, said %q", got, p.note.Text())
	}
	p.typed(`"` + filepath.Join(dir, "a.png") + `"`) // as copied from the system's file window
	if len(got) != 1 {
		t.Errorf("got %v", got)
	}
}

func TestSaveAsksBeforeReplacing(t *testing.T) {
	s := pickerShell(t)
	dir := folder(t, "a.pdf")
	got := ""
	ChooseSave(s, "save", dir, "a.pdf", func(path string) { got = path })
	if e, ok := s.Window().Canvas().Focused().(*Entry); !ok || e.Text != "a.pdf" {
		t.Error("Enter would not save")
	}
	top := s.win.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("no window")
	}
	p := newPicker(s, pickSave, nil, func(paths []string) { got = paths[0] })
	p.name.SetText("a.pdf")
	p.open("save", dir)
	p.take()
	if s.asked != 1 || got != filepath.Join(dir, "a.pdf") {
		t.Errorf("asked %d times, got %q", s.asked, got)
	}
}

func TestNamesInNaturalOrder(t *testing.T) {
	names := []string{"photo10.jpg", "Photo2.jpg", "photo1.jpg", "photo002.jpg", "a", "截图2", "截图10"}
	slices.SortFunc(names, compareNames)
	want := []string{"a", "photo1.jpg", "Photo2.jpg", "photo002.jpg", "photo10.jpg", "截图2", "截图10"}
	if !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
}

func TestNewestFirst(t *testing.T) {
	s := pickerShell(t)
	dir := folder(t, "a.png", "b.png", "sub")
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(dir, "a.png"), old, old); err != nil {
		t.Fatal(err)
	}
	p := newPicker(s, pickFiles, nil, nil)
	p.open("files", dir)
	p.order.Select(1)
	if got := []string{p.entries[0].name, p.entries[1].name, p.entries[2].name}; !slices.Equal(got, []string{"sub", "b.png", "a.png"}) {
		t.Errorf("got %v", got)
	}
	p.dialog.Hide()
	if again := newPicker(s, pickFiles, nil, nil); again.order.Selected() != 1 {
		t.Error("the order is not remembered")
	}
}

func TestEmptyFolderSaysSo(t *testing.T) {
	s := pickerShell(t)
	for mode, key := range map[pickMode]string{pickFiles: "kit.file.empty", pickFolder: "kit.file.nofolders"} {
		p := newPicker(s, mode, nil, nil)
		p.open("x", t.TempDir())
		if p.none.Text() != T(key) {
			t.Errorf("mode %d says %q", mode, p.none.Text())
		}
		p.dialog.Hide()
	}
}

func TestPickByKeys(t *testing.T) {
	s := pickerShell(t)
	dir := folder(t, "a.png", "b.png", "sub")
	var got []string
	p := newPicker(s, pickFiles, nil, func(paths []string) { got = paths })
	p.open("files", dir)
	c := s.win.Canvas()
	test.Type(c.Focused(), "B.P") // the path is marked, so this looks for a name
	if len(p.entries) != 1 || p.entries[0].name != "b.png" {
		t.Fatalf("found %v", p.entries)
	}
	p.enter(dir)
	key := func(names ...fyne.KeyName) {
		for _, n := range names {
			c.Focused().TypedKey(&fyne.KeyEvent{Name: n})
		}
	}
	key(fyne.KeyDown, fyne.KeyReturn)
	if p.dir != filepath.Join(dir, "sub") {
		t.Errorf("Enter led to %q", p.dir)
	}
	key(fyne.KeyBackspace, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeyReturn)
	if want := []string{filepath.Join(dir, "a.png"), filepath.Join(dir, "b.png")}; !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if got := newPicker(s, pickOne, nil, nil).startIn(""); got != dir {
		t.Errorf("the next one begins in %q", got)
	}
}

// Esc leaves a dialog whatever has the focus in it, and Enter does its deed
// where nothing has.
func TestDialogKeys(t *testing.T) {
	s := pickerShell(t)
	c := s.win.Canvas()
	c.SetOnTypedKey(func(*fyne.KeyEvent) { t.Error("a key went behind the dialog") })
	deeds := 0
	show := func(o fyne.Focusable) *Dialog {
		d := NewDialog(c, "x", VBox(0, o.(fyne.CanvasObject)))
		d.SetButtons(NewButton("no", d.Hide), NewPrimary("yes", func() { deeds++; d.Hide() }))
		d.Show()
		c.Focus(o)
		return d
	}
	for _, o := range []fyne.Focusable{NewEntry(), NewChip("a", ToneInfo, func() {}), NewQuiet("b", nil), newTab("c", nil)} {
		if d := show(o); d.Shown() {
			c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
			if d.Shown() {
				t.Errorf("%T keeps the dialog open", o)
			}
		}
	}
	show(NewEntry())
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	show(NewEntry())
	c.Unfocus()
	c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if deeds != 2 || dialogs[c] != nil {
		t.Errorf("%d deeds, a dialog is left: %v", deeds, dialogs[c] != nil)
	}
}
