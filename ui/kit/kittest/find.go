package kittest

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/ui/kit"
)

// PicturesVariable names the folder in which Picture leaves what a test saw;
// without it no pictures are made.
const PicturesVariable = "CASEFOLIO_PICTURES"

// Picture keeps what the window shows under a name.
func (s *Shell) Picture(t testing.TB, name string) {
	t.Helper()
	dir := os.Getenv(PicturesVariable)
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, s.window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// Walk visits everything that can be seen, a dialog first. It asks widgets for
// the renderer they have, because a new one would leave lists blank.
func (s *Shell) Walk(visit func(fyne.CanvasObject)) {
	if top := s.window.Canvas().Overlays().Top(); top != nil {
		walk(top, visit)
	}
	walk(s.window.Content(), visit)
}

func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	visit(o)
	switch x := o.(type) {
	case *fyne.Container:
		for _, child := range x.Objects {
			walk(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(x).Objects() {
			walk(child, visit)
		}
	}
}

// Has tells whether a text that holds part can be seen.
func (s *Shell) Has(part string) bool {
	found := false
	s.Walk(func(o fyne.CanvasObject) {
		if t, ok := o.(*kit.Text); ok && strings.Contains(t.Text(), part) {
			found = true
		}
	})
	return found
}

// Tap taps the first button or chip with this text.
func (s *Shell) Tap(t testing.TB, text string) {
	t.Helper()
	var found fyne.Tappable
	s.Walk(func(o fyne.CanvasObject) {
		switch x := o.(type) {
		case *kit.Button:
			if found == nil && x.Text() == text {
				found = x
			}
		case *kit.Chip:
			if found == nil && x.Text() == text {
				found = x
			}
		}
	})
	if found == nil {
		t.Fatalf("nothing to tap says %q", text)
	}
	test.Tap(found)
}
