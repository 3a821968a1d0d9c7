package evidence_test

import (
	"bytes"
	"fmt"
	"fyne.io/fyne/v2"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// folder makes a folder of files by their names; what ends in "empty" is empty.
func folder(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		content := []byte("note " + name)
		if strings.HasSuffix(name, "empty") {
			content = nil
		}
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// blank is a page under dialogs.
type blank struct{}

func (blank) Content() fyne.CanvasObject { return kit.Body("") }
func (blank) Reload()                    {}

func (b *bench) adder() *uievidence.Adder { return uievidence.NewAdder(b.deps, func(string) {}) }

func (b *bench) toast() string {
	if len(b.Toasts) == 0 {
		return ""
	}
	return b.Toasts[len(b.Toasts)-1]
}

// TestAFolderIsAdded walks a folder: what is bad is named, in a list that can be
// copied, and the rest is there.
func TestAFolderIsAdded(t *testing.T) {
	b := open(t, "zh")
	b.Show(blank{})
	dir := folder(t, "a.txt", "b.txt", ".hidden", "Thumbs.db", "c.empty", "d.empty", "e.empty", "f.empty", "g.empty")
	b.adder().Files(b.c.ID, []string{dir}, evidence.FromDrop)
	list, err := b.s.Evidence.List(t.Context(), b.c.ID)
	if err != nil || len(list) != 2 || len(b.Asked) != 0 {
		t.Fatalf("%d, %v, asked %q, %v", len(list), err, b.Asked, b.Errors)
	}
	if want := kit.T("viewer.added_many", "count", "2", "first", "E-01", "last", "E-02"); b.toast() != want {
		t.Errorf("%q, want %q", b.toast(), want)
	}
	b.Picture(t, "add-failures")
	if !b.Has(kit.T("viewer.failed", "count", "5")) {
		t.Error("nobody is told what failed")
	}
	b.Reach(t)
	b.Tap(t, kit.T("viewer.report.copy"))
	if got := fyne.CurrentApp().Clipboard().Content(); strings.Count(got, ".empty\t") != 5 {
		t.Errorf("%q", got)
	}
	b.Tap(t, kit.T("viewer.understood"))
}

// TestManyFilesAreAskedFor adds none before the seller said so.
func TestManyFilesAreAskedFor(t *testing.T) {
	b := open(t, "en")
	var names []string
	for i := range 201 {
		names = append(names, fmt.Sprintf("%03d.txt", i))
	}
	dir := folder(t, names...)
	b.Answer = false
	b.adder().Files(b.c.ID, []string{dir}, evidence.FromDrop)
	if list, _ := b.s.Evidence.List(t.Context(), b.c.ID); len(b.Asked) != 1 || len(list) != 0 {
		t.Errorf("asked %q, %d are in", b.Asked, len(list))
	}
	b.adder().Files(b.c.ID, []string{t.TempDir()}, evidence.FromDrop)
	if b.toast() != kit.T("viewer.folder.empty") {
		t.Error(b.toast())
	}
}

// TestDamagedPhotosAmongMany are named, although nobody waited for their pictures.
func TestDamagedPhotosAmongMany(t *testing.T) {
	b := open(t, "en")
	b.Show(blank{})
	var names []string
	for i := range 31 {
		names = append(names, fmt.Sprintf("%02d.txt", i))
	}
	dir := folder(t, names...)
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 64, 64)), nil); err != nil {
		t.Fatal(err)
	}
	cut := photo.Bytes()[:photo.Len()-40]
	if err := os.WriteFile(filepath.Join(dir, "zz.jpg"), cut, 0o600); err != nil {
		t.Fatal(err)
	}
	b.adder().Files(b.c.ID, []string{dir}, evidence.FromDrop)
	if want := kit.T("viewer.damaged", "count", "1", "labels", "E-32"); !slices.Contains(b.Toasts, want) {
		t.Errorf("%q, want %q", b.Toasts, want)
	}
	b.noErrors(t)
}

// TestSameTwiceIsSaid tells where the same bytes are, with a way there.
func TestSameTwiceIsSaid(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		b := open(t, language)
		b.Show(blank{})
		dir := folder(t, "a.txt", "b.txt")
		paths := []string{filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")}
		b.adder().Files(b.c.ID, paths, evidence.FromDrop)
		list, err := b.s.Evidence.List(t.Context(), b.c.ID)
		if err != nil || len(list) != 2 {
			t.Fatalf("%d %v", len(list), err)
		}
		b.adder().Files(b.c.ID, paths[:1], evidence.FromDrop)
		if b.toast() != kit.T("viewer.same.one", "label", "E-01") || len(b.Actions) != 1 {
			t.Errorf("%q %+v", b.toast(), b.Actions)
		}
		b.Actions[0].Do()
		if got := b.Routes[len(b.Routes)-1]; got != (kit.Route{Page: kit.PageEvidence, ID: list[0].ID}) {
			t.Errorf("%+v", got)
		}
		b.adder().Files(b.c.ID, paths, evidence.FromDrop)
		if b.toast() != kit.T("viewer.same.here", "count", "2") {
			t.Error(b.toast())
		}
		b.Actions[0].Do()
		b.Picture(t, "add-same-"+language)
		b.Tap(t, kit.T("viewer.understood"))

		other, err := b.s.Cases.Create(t.Context(), cases.Case{Customer: "Jonas"})
		if err != nil {
			t.Fatal(err)
		}
		b.adder().Files(other.ID, paths[:1], evidence.FromDrop)
		if want := kit.T("viewer.same.other", "places", b.c.Number+" E-01"); !strings.HasSuffix(b.toast(), want) || len(b.Actions) != 2 {
			t.Errorf("%q, want %q", b.toast(), want)
		}
		page := uievidence.NewPage(b.deps, list[0].ID)
		b.Show(page)
		if !b.Has(other.Number + "  E-01") {
			t.Error("the page does not say where else it is")
		}
		b.Picture(t, "facts-elsewhere-"+language)
	}
}

const mailWithFile = "From: Emma <e@example.com>\r\nTo: shop@example.com\r\nSubject: Lamp\r\nMessage-ID: <1@x>\r\nDate: Fri, 20 Nov 2026 06:31:00 +0100\r\n" +
	"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nBroken.\r\n--x\r\nContent-Type: application/pdf; name=bill.pdf\r\n\r\n%PDF-1.4\r\n--x--\r\n"

// TestTheEnvelopeOfAMail shows the head of a mail and what came with it, and
// takes attachments out of a mailbox.
func TestTheEnvelopeOfAMail(t *testing.T) {
	b := open(t, "en")
	dir := t.TempDir()
	for name, content := range map[string]string{
		"a.eml": mailWithFile, "b.mbox": "From e@example.com Fri Nov 20 06:31:00 2026\n" + strings.Replace(mailWithFile, "%PDF-1.4", "%PDF-1.5", 1),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b.adder().Files(b.c.ID, []string{dir}, evidence.FromDrop)
	list, err := b.s.Evidence.List(t.Context(), b.c.ID)
	if err != nil || len(list) != 3 {
		t.Fatalf("%d %v %v", len(list), err, b.Errors)
	}
	b.Show(uievidence.NewPage(b.deps, list[0].ID))
	for _, want := range []string{"Emma <e@example.com>", "shop@example.com", "<1@x>", "2026-11-20 06:31:00 +01:00", "E-02  bill.pdf"} {
		if !b.Has(want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	b.Picture(t, "facts-mail")
	b.Tap(t, "E-02  bill.pdf")
	if !b.Has("E-01  a.eml") {
		t.Error("the attachment does not say what it came with")
	}
	b.Show(uievidence.NewPage(b.deps, list[2].ID))
	b.Tap(t, kit.T("viewer.enclosed"))
	b.Picture(t, "mailbox-attachments")
	b.Tap(t, kit.T("viewer.enclosed.take"))
	if list, err = b.s.Evidence.List(t.Context(), b.c.ID); err != nil || len(list) != 4 || list[3].Part != "1" {
		t.Errorf("%d %v", len(list), err)
	}
}
