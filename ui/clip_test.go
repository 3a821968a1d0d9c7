package ui

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

// screenshot is a picture as the clipboard holds it.
func screenshot(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// While a field has the focus, text goes into it; a picture, which it could not
// take, becomes an exhibit, and can be taken back.
func TestPasteWhileAFieldHasTheFocus(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	t.Setenv("AppData", t.TempDir())
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	list, err := s.work.Services.Cases.List(t.Context(), cases.Query{Group: cases.All})
	if err != nil || len(list.Cases) == 0 {
		t.Fatal(list, err)
	}
	c := list.Cases[0]
	exhibits := func() []evidence.Exhibit {
		all, err := s.work.Services.Evidence.List(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	before := len(exhibits())
	s.Go(kit.Route{Page: kit.PageCases, ID: c.ID})
	entry := kit.NewEntry()
	s.win.SetContent(entry)
	s.win.Canvas().Focus(entry)
	clip := kit.Clip{Picture: screenshot(t)}
	s.o.Clip = func(_ context.Context, picture bool) (kit.Clip, error) {
		if !picture {
			return kit.Clip{Files: clip.Files}, nil
		}
		return clip, nil
	}

	board := fyne.CurrentApp().Clipboard()
	board.SetContent("words")
	s.paste()
	if entry.Text != "words" || len(exhibits()) != before {
		t.Errorf("the field holds %q, %d exhibits", entry.Text, len(exhibits()))
	}
	board.SetContent("\x89PNG\r\n")
	s.paste()
	all := exhibits()
	if entry.Text != "words" || len(all) != before+1 {
		t.Fatalf("the field holds %q, %d exhibits", entry.Text, len(all))
	}
	if e := all[before]; e.Kind != evidence.Photo || e.Source != evidence.FromPaste || e.Picture.Width != 30 || e.FileName == "" {
		t.Errorf("%+v", e)
	}
	clip = kit.Clip{Files: []string{writeTemp(t, "note.txt", "a parcel note of the shop")}, Picture: clip.Picture}
	board.SetContent("")
	s.paste()
	if all = exhibits(); len(all) != before+2 || all[before+1].FileName != "note.txt" {
		t.Errorf("%d exhibits", len(all))
	}
	clip = kit.Clip{}
	s.paste()
	if len(exhibits()) != before+2 {
		t.Error("nothing became an exhibit")
	}

	// A dialog that waits takes text and nothing else.
	s.win.SetContent(s.body)
	field := kit.NewEntry()
	d := kit.NewDialog(s.win.Canvas(), "Name", field)
	d.Show()
	s.win.Canvas().Focus(field)
	clip = kit.Clip{Picture: screenshot(t)}
	s.paste()
	board.SetContent("blue")
	s.paste()
	if field.Text != "blue" || len(exhibits()) != before+2 {
		t.Errorf("the dialog holds %q, %d exhibits", field.Text, len(exhibits()))
	}
	d.Hide()
}

// A picture that is pasted for a new case waits with the draft's files.
func TestPasteForANewCase(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	t.Setenv("AppData", t.TempDir())
	h := newHost(t)
	s := open(t, h, kit.English, fyne.NewSize(1360, 860))
	s.startSample()
	s.o.Clip = func(context.Context, bool) (kit.Clip, error) { return kit.Clip{Picture: screenshot(t)}, nil }
	s.Go(kit.Route{Page: kit.PageIntake})
	fyne.CurrentApp().Clipboard().SetContent("")
	s.paste()
	if !strings.Contains(strings.Join(kittest.Words(s.win.Content()), "\n"), ".png") {
		t.Errorf("the new case does not show the picture:\n%q", kittest.Words(s.win.Content()))
	}
}

func writeTemp(t *testing.T, name, text string) string {
	t.Helper()
	path := t.TempDir() + string(os.PathSeparator) + name
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
