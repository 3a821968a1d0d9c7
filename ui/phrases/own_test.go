package phrases

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"casefolio/app/phrases"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

// TestOwnPhraseByHand writes a phrase in the editor, finds it by its shortcut,
// edits it, and sees what is refused at its field.
func TestOwnPhraseByHand(t *testing.T) {
	s := services(t)
	p, shell := page(t, s, "en", "")
	shell.Tap(t, kit.T("phrases.new"))
	e := p.editor
	if e == nil {
		t.Fatal("no editor")
	}
	p.save()
	if p.editor == nil || !e.fields["phrase.title"].HasError() {
		t.Fatal("a phrase without a title was kept, or nothing was said")
	}
	e.words[partTitle][kit.English].SetText("Size chart")
	e.words[partText][kit.English].SetText("Here is the chart for ")
	e.last = e.words[partText][kit.English]
	e.last.CursorColumn = len("Here is the chart for ")
	shell.Tap(t, "Product")
	if got := e.last.Text; got != "Here is the chart for {product}" {
		t.Errorf("%q", got)
	}
	e.words[partText][kit.Chinese].SetText("尺码表。{colour}")
	if w := e.warnings.Text(); !strings.Contains(w, "{product} is missing in Chinese") || !strings.Contains(w, "{colour} (Chinese) is no known") {
		t.Errorf("%q", w)
	}
	e.words[partText][kit.Chinese].SetText("{product}的尺码表。")
	if e.warnings.Visible() {
		t.Errorf("%q", e.warnings.Text())
	}
	e.shortcut.SetText(";size")
	p.save()
	if p.editor != nil || p.phrase().Titles["en"] != "Size chart" || !p.phrase().Own || !shell.Has(kit.T("phrases.badge.own")) {
		t.Fatalf("%+v %v", p.phrase(), shell.Errors)
	}
	mine := p.phrase().ID
	p.search.SetText(";si")
	if len(p.found) == 0 || p.found[0].ID != mine {
		t.Error("not found by its shortcut")
	}
	p.search.SetText("")
	p.choose(phraseWith(t, s, "{tracking}"))
	p.edit()
	p.editor.shortcut.SetText(";SIZE")
	p.save()
	if p.editor == nil || !strings.Contains(p.editor.fields["phrase.shortcut.taken"].Error(), "Size chart") {
		t.Fatal("a shortcut that is taken")
	}
	p.editor.shortcut.SetText("")
	p.cancel()
	if p.editor != nil {
		t.Error("an editor without changes asks before it closes")
	}
}

func TestDeedsOnAPhrase(t *testing.T) {
	s := services(t)
	p, shell := page(t, s, "zh", "")
	all := len(p.found)
	late, _ := s.Phrases.Get("empathy.delay")
	p.choose(late)
	p.favour()
	p.filter.q.Favourite = true
	if p.find(); len(p.found) != 1 || p.found[0].ID != late.ID || !strings.Contains(p.marks(p.found[0]), "★") {
		t.Errorf("%d favourites", len(p.found))
	}
	p.filter.clear()
	p.find()
	p.duplicate()
	if !p.phrase().Own || p.phrase().Titles["zh"] != late.Titles["zh"]+" 2" || len(p.found) != all+1 {
		t.Errorf("%+v", p.phrase())
	}
	p.trash()
	if p.phrase().Own || len(p.found) != all || len(shell.Actions) == 0 {
		t.Error("the trash")
	}
	p.filter.q.Trash = true
	if p.find(); len(p.found) != 1 {
		t.Fatalf("%d in the trash", len(p.found))
	}
	p.choose(p.found[0])
	p.edit()
	if p.editor != nil {
		t.Error("what is in the trash is edited")
	}
	shell.Tap(t, kit.T("phrases.restore"))
	if len(p.found) != 0 || !shell.Has(kit.T("phrases.none.trash")) {
		t.Error("restored")
	}
}

// TestUnsavedWordsSurvive leaves the page while a phrase is being written.
func TestUnsavedWordsSurvive(t *testing.T) {
	s := services(t)
	p, _ := page(t, s, "en", "")
	p.choose(phraseWith(t, s, "{tracking}"))
	p.edit()
	p.editor.words[partTitle][kit.English].SetText("Half a")
	drafts, id := p.d.Drafts, p.chosen
	p.Leaving()
	d := p.d
	d.Shell = kittest.New(t, os.DirFS("../../assets"), "en")
	again := New(d, "")
	again.Reload()
	if again.editor == nil || again.editor.was.ID != id || again.editor.words[partTitle][kit.English].Text != "Half a" || len(drafts) != 0 {
		t.Error("what was being written is gone")
	}
	again.save()
	if got, _ := s.Phrases.Get(id); got.Titles["en"] != "Half a" || !got.Edited {
		t.Errorf("%+v", got)
	}
	again.reset()
	if got, _ := s.Phrases.Get(id); got.Edited {
		t.Error("not the original")
	}
}

func TestFilesByDropping(t *testing.T) {
	s := services(t)
	p, shell := page(t, s, "en", "")
	path := filepath.Join(t.TempDir(), "sizes.txt")
	if err := os.WriteFile(path, []byte("S M L"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
	if f := p.phrase().Files; len(f) != 1 || !shell.Has("sizes.txt") {
		t.Fatalf("%+v %v", f, shell.Errors)
	}
	shell.Tap(t, kit.T("phrases.files.remove"))
	if len(p.phrase().Files) != 0 || shell.Has("sizes.txt") {
		t.Error("not removed")
	}
}

func TestStatText(t *testing.T) {
	kittest.New(t, os.DirFS("../../assets"), "en")
	now := time.Date(2026, 11, 22, 0, 30, 0, 0, time.FixedZone("", 8*3600))
	for want, stat := range map[string]phrases.Stat{
		"Not used yet": {},
		"Used 23 ×, last 3 days ago; cases: 9, archived: 8; mean mark 4.5 of 5 (6)": {Count: 23, Last: now.AddDate(0, 0, -3), Cases: 9, Closed: 8, Rated: 6, Mean: 4.5},
		"Used 2 ×, last yesterday":                    {Count: 2, Last: now.Add(-time.Hour).UTC()},
		"Used 1 ×, last today; cases: 1, archived: 0": {Count: 1, Last: now, Cases: 1},
	} {
		if got := statText(stat, now); got != want {
			t.Errorf("%q", got)
		}
	}
}

// A new phrase that was left unsaved is written on without being asked about:
// looking through the list, or another change of the workspace, closes nothing.
func TestUnsavedNewPhraseStaysOpen(t *testing.T) {
	s := services(t)
	p, _ := page(t, s, "en", "")
	p.create()
	p.editor.words[partTitle][kit.English].SetText("Half a")
	p.Leaving()
	d := p.d
	d.Shell = kittest.New(t, os.DirFS("../../assets"), "en") // says yes when it is asked
	again := New(d, "")
	again.Reload()
	again.Reload()
	again.search.SetText("late")
	if again.editor == nil || again.editor.words[partTitle][kit.English].Text != "Half a" {
		t.Error("asked about, or gone")
	}
	again.search.SetText("")
	again.chosen = "gone" // its making was taken back
	again.find()
	if again.editor == nil {
		t.Error("asked about, or gone, with its phrase")
	}
}
