package kit_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/fault"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

func files() string { return filepath.Join("..", "..", "assets") }

func shellIn(t *testing.T, language string) *kittest.Shell {
	return kittest.New(t, os.DirFS(files()), language)
}

func TestLanguageIsForced(t *testing.T) {
	t.Setenv("LANG", "fr_FR.UTF-8")
	for language, cancel := range map[string]string{"zh": "取消", "en": "Cancel"} {
		shellIn(t, language)
		if kit.Language() != language {
			t.Errorf("language is %q, want %q", kit.Language(), language)
		}
		if got := kit.T("kit.cancel"); got != cancel {
			t.Errorf("%s: cancel is %q", language, got)
		}
		if got := kit.T("Cancel"); got != cancel {
			t.Errorf("%s: the toolkit's cancel is %q", language, got)
		}
	}
}

func TestMissingKeyIsSeen(t *testing.T) {
	shellIn(t, "zh")
	if got := kit.T("no.such.key"); got != "no.such.key" {
		t.Errorf("got %q", got)
	}
	if kit.Has("no.such.key") || !kit.Has("kit.cancel") {
		t.Error("Has is wrong")
	}
}

func TestFaultText(t *testing.T) {
	shellIn(t, "en")
	sentence, hint := kit.FaultText(fault.New("shop.zone", "zone", "Mars/Base"))
	if !strings.Contains(sentence, "Mars/Base") || hint == "" {
		t.Errorf("got %q, %q", sentence, hint)
	}
	for _, err := range []error{errors.New("disk on fire"), fault.New("nobody.knows")} {
		sentence, hint = kit.FaultText(err)
		if !strings.Contains(sentence, "unexpected") || hint == "" || strings.Contains(sentence, "fire") {
			t.Errorf("%v: got %q, %q", err, sentence, hint)
		}
	}
	if s, h := kit.FaultText(nil); s != "" || h != "" {
		t.Errorf("nil gives %q, %q", s, h)
	}
}

func TestButtonKeys(t *testing.T) {
	shellIn(t, "en")
	presses := 0
	b := kit.NewPrimary("Go", func() { presses++ })
	test.Tap(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	b.Disable()
	test.Tap(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if presses != 3 {
		t.Errorf("%d presses, want 3", presses)
	}
}

func TestThreePaneFolds(t *testing.T) {
	s := shellIn(t, "en")
	panes := kit.NewThreePane(widget.NewLabel("list"), widget.NewLabel("file"), widget.NewLabel("inspector"))
	s.Window().SetContent(panes)
	for _, c := range []struct {
		width       float32
		left, right bool
	}{{1192, false, false}, {856, false, false}, {700, false, true}, {500, true, true}} {
		s.Window().Resize(fyne.NewSize(c.width, 500))
		if left, right := panes.Folded(); left != c.left || right != c.right {
			t.Errorf("at %v: folded %v, %v", c.width, left, right)
		}
	}
}

func TestDialogFitsTheWindow(t *testing.T) {
	s := shellIn(t, "zh")
	s.Window().SetContent(widget.NewLabel("x"))
	s.Window().Resize(fyne.NewSize(512, 350))
	kit.Ask(s.Window().Canvas(), "标题", strings.Repeat("很长的说明。", 200), "删除", true, func() {})
	top := s.Window().Canvas().Overlays().Top()
	popup := test.WidgetRenderer(top.(fyne.Widget)).Objects()
	for _, o := range popup {
		if size := o.Size(); size.Width > 512 || size.Height > 350 {
			t.Errorf("%T is %v", o, size)
		}
	}
}

func TestDialogEscape(t *testing.T) {
	s := shellIn(t, "zh")
	s.Window().SetContent(widget.NewLabel("x"))
	done := false
	d := kit.Ask(s.Window().Canvas(), "a", "b", "c", false, func() { done = true })
	s.Window().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.Shown() || done {
		t.Errorf("shown %v, done %v", d.Shown(), done)
	}
	d = kit.Ask(s.Window().Canvas(), "a", "b", "c", false, func() { done = true })
	s.Window().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if d.Shown() || !done {
		t.Errorf("shown %v, done %v", d.Shown(), done)
	}
}

func TestShortcutLabel(t *testing.T) {
	got := kit.Shortcut{Key: fyne.KeyN, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}.Label()
	if got != "Ctrl+Shift+N" && got != "⌃⇧N" {
		t.Errorf("got %q", got)
	}
}

func TestFileSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1 << 10: "1.0 KB", 7_700: "7.5 KB", 12 << 20: "12.0 MB", 400 << 20: "400 MB", 2 << 30: "2.0 GB"} {
		if got := kit.FileSize(n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}
