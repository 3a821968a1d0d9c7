package kit

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

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
