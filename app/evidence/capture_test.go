package evidence_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/journal"
)

// letter is a mail with a photo, a mail that holds a table, and a picture of one
// dot, which is none.
func letter(t testing.TB) string {
	t.Helper()
	inner := "From: z@example.com\nSubject: Inner\nContent-Type: multipart/mixed; boundary=in\n\n--in\n\nInside.\n--in\nContent-Type: text/csv; name=list.csv\n\na,b\n1,2\n--in--"
	return strings.Join([]string{
		"From: Emma Schneider <emma@example.com>", "Subject: Broken", "Date: Fri, 20 Nov 2026 06:31:00 +0100", "Content-Type: multipart/mixed; boundary=out", "", "--out",
		"Content-Type: text/plain", "", "Pictures attached.", "--out",
		"Content-Type: image/jpeg; name=lamp.jpg", "Content-Transfer-Encoding: base64", "", base64.StdEncoding.EncodeToString(picture(t, 90, 60)), "--out",
		"Content-Type: image/jpeg", "Content-ID: <spy>", "Content-Transfer-Encoding: base64", "", base64.StdEncoding.EncodeToString(picture(t, 1, 1)), "--out",
		"Content-Type: message/rfc822", "", inner, "--out--", ""}, "\n")
}

func add(t *testing.T, s *evidence.Service, caseID, path string) []evidence.Added {
	t.Helper()
	all := s.AddFiles(ctx, caseID, []string{path}, evidence.FromFile, evidence.Options{Buyer: "Emma Schneider"}, nil)
	for _, a := range all {
		if a.Err != nil {
			t.Fatal(a.Err)
		}
	}
	return all
}

// whole fails the test unless the journal agrees with the rows.
func whole(t *testing.T, w interface {
	Mismatches(context.Context) ([]journal.Problem, error)
}) {
	t.Helper()
	found, err := w.Mismatches(ctx)
	if err != nil || len(found) > 0 {
		t.Errorf("%+v %v", found, err)
	}
}

func TestMailAttachments(t *testing.T) {
	s, w, caseID := newService(t)
	path := writeFile(t, "mail.eml", []byte(letter(t)))
	all := add(t, s, caseID, path)
	var got []string
	for _, a := range all {
		got = append(got, fmt.Sprintf("%s %s %s %v", a.Exhibit.Label(), a.Exhibit.Kind, a.Exhibit.FileName, a.Exhibit.ParentID == all[0].Exhibit.ID))
	}
	want := []string{"E-01 email mail.eml false", "E-02 photo lamp.jpg true", "E-03 email Inner.eml true", "E-04 text list.csv false"}
	if !slices.Equal(got, want) {
		t.Fatalf("%q", got)
	}
	if e := all[3].Exhibit; e.ParentID != all[2].Exhibit.ID || e.Source != evidence.FromPart {
		t.Errorf("%+v", e)
	}
	text, _, err := s.PlainText(all[3].Exhibit, 100)
	if err != nil || text != "a,b\n1,2" {
		t.Errorf("%q %v", text, err)
	}
	l, err := s.Letter(all[0].Exhibit, 1, nil)
	if err != nil || l.Subject != "Broken" || len(l.Files) != 2 || l.Files[0].SHA256 != all[1].Exhibit.SHA256 || l.Files[0].Data != nil {
		t.Errorf("%+v %v", l, err)
	}
	if in, err := s.Within(ctx, all[0].Exhibit); err != nil || len(in) != 2 {
		t.Errorf("%+v %v", in, err)
	}
	// The same mail again: nothing is added, nor what the seller removed from it.
	if err := s.Trash(ctx, all[1].Exhibit.ID); err != nil {
		t.Fatal(err)
	}
	if again := add(t, s, caseID, path); len(again) != 1 || !again[0].Known || again[0].Exhibit.ID != all[0].Exhibit.ID {
		t.Errorf("%+v", again)
	}
	if list, err := s.List(ctx, caseID); err != nil || len(list) != 3 {
		t.Errorf("%d %v", len(list), err)
	}
	whole(t, w)
}

func TestMailboxAttachments(t *testing.T) {
	s, w, caseID := newService(t)
	box := "From a@example.com Fri Nov 20 06:31:00 2026\nSubject: Plain\n\nHello\n>From the shop\n\nFrom b@example.com Fri Nov 20 06:32:00 2026\n" + letter(t)
	e := add(t, s, caseID, writeFile(t, "all.mbox", []byte(box)))[0].Exhibit
	if e.Messages != 2 || e.Format != evidence.FormatMailbox {
		t.Fatalf("%+v", e)
	}
	messages, err := s.Messages(ctx, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	enclosed, err := s.Enclosed(ctx, e)
	if err != nil || len(enclosed) != 1 || len(enclosed[2].Files) != 2 {
		t.Fatalf("%+v %v", enclosed, err)
	}
	added, err := s.TakeAttached(ctx, e, 2, messages, evidence.Options{})
	if err != nil || len(added) != 3 || added[0].Exhibit.ParentID != e.ID || added[0].Exhibit.Part != "2" {
		t.Errorf("%+v %v", added, err)
	}
	if _, err := s.TakeAttached(ctx, e, 3, messages, evidence.Options{}); !fault.Is(err, "message.unknown") {
		t.Error(err)
	}
	if l, err := s.Letter(e, 1, messages); err != nil || l.Text != "Hello\nFrom the shop" {
		t.Errorf("%+v %v", l, err)
	}
	whole(t, w)
}

func TestSameTwice(t *testing.T) {
	s, w, caseID := newService(t)
	other, err := w.CreateCase(ctx, cases.Case{Customer: "Jonas Weber", Stage: cases.Intake})
	if err != nil {
		t.Fatal(err)
	}
	path := writeFile(t, "policy.pdf", []byte("%PDF-1.7\n"))
	first := add(t, s, caseID, path)[0]
	if first.Known || len(first.Elsewhere) > 0 {
		t.Errorf("%+v", first)
	}
	if again := add(t, s, caseID, writeFile(t, "copy.pdf", []byte("%PDF-1.7\n")))[0]; !again.Known || again.Exhibit.ID != first.Exhibit.ID || again.Name != "copy.pdf" {
		t.Errorf("%+v", again)
	}
	there := add(t, s, other.ID, path)[0]
	if there.Known || len(there.Elsewhere) != 1 || there.Elsewhere[0].CaseID != caseID || there.Elsewhere[0].Label() != "E-01" || there.Exhibit.SHA256 != first.Exhibit.SHA256 {
		t.Errorf("%+v", there)
	}
	if places, err := s.Elsewhere(ctx, first.Exhibit); err != nil || len(places) != 1 || places[0].CaseNumber != other.Number {
		t.Errorf("%+v %v", places, err)
	}
	vault := filepath.Dir(filepath.Dir(filepath.Dir(w.Derived(strings.Repeat("a", 64), "page"))))
	files := 0
	for _, err := range w.Originals(ctx) {
		if files++; err != nil {
			t.Fatal(err)
		}
	}
	if kept, err := filepath.Glob(filepath.Join(vault, "vault", "*", "*")); err != nil || len(kept) != 1 || files != 1 {
		t.Errorf("%q %d %v", kept, files, err)
	}
	// Removed, it comes back under its number; in the trash it is no other place.
	if err := s.Trash(ctx, first.Exhibit.ID); err != nil {
		t.Fatal(err)
	}
	if places, err := s.Elsewhere(ctx, there.Exhibit); err != nil || len(places) != 0 {
		t.Errorf("%+v %v", places, err)
	}
	if back := add(t, s, caseID, path)[0]; back.Known || !back.Restored || back.Exhibit.ID != first.Exhibit.ID || !back.Exhibit.DeletedAt.IsZero() {
		t.Errorf("%+v", back)
	}
	whole(t, w)
}

func TestWalk(t *testing.T) {
	dir := t.TempDir()
	deep := filepath.Join(append([]string{dir}, strings.Split(strings.Repeat("d/", 14), "/")...)...)
	for _, name := range []string{"b.jpg", "a.jpg", ".hidden", "Thumbs.db", "~$list.xlsx", "sub/c.jpg", ".git/config", "__MACOSX/x", deep[len(dir)+1:] + "/far.jpg"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(dir, filepath.Join(dir, "loop")); err != nil {
		t.Skip(err)
	}
	single := writeFile(t, "single.txt", []byte("xyz"))
	got, err := evidence.Walk(ctx, []string{dir, single, filepath.Join(dir, "gone")})
	want := []string{filepath.Join(dir, "a.jpg"), filepath.Join(dir, "b.jpg"), filepath.Join(dir, "sub", "c.jpg"), single, filepath.Join(dir, "gone")}
	if err != nil || !slices.Equal(got.Paths, want) || got.Bytes != 6 || got.Hidden != 5 || got.Deep != 1 {
		t.Errorf("%+v %v", got, err)
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := evidence.Walk(cancelled, []string{dir}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestManyFiles adds many files, some of them bad, and stops before the end:
// what was counted is there, in the order of the files.
func TestManyFiles(t *testing.T) {
	s, w, caseID := newService(t)
	dir := t.TempDir()
	var paths []string
	for i := range 60 {
		path := filepath.Join(dir, fmt.Sprintf("%02d.txt", i))
		content := []byte(strings.Repeat("note ", i))
		if i%10 == 7 {
			content = nil
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	stopping, stop := context.WithCancel(ctx)
	defer stop()
	counted := 0
	added := s.AddFiles(stopping, caseID, paths, evidence.FromDrop, evidence.Options{}, func(done int) {
		if counted = done; done == 40 {
			stop()
		}
	})
	if len(added) != len(paths) || counted != len(paths) {
		t.Fatalf("%d, counted %d", len(added), counted)
	}
	no := 0
	for i, a := range added {
		if a.Name != fmt.Sprintf("%02d.txt", i) {
			t.Fatalf("%d: %s", i, a.Name)
		}
		switch {
		case errors.Is(a.Err, context.Canceled):
			if i < 40 {
				t.Errorf("%d was not added", i)
			}
		case i%10 == 7 || i == 0:
			if !fault.Is(a.Err, "file.empty") {
				t.Errorf("%d: %v", i, a.Err)
			}
		default:
			if no++; a.Err != nil || a.Exhibit.No != no {
				t.Errorf("%d: %+v", i, a)
			}
		}
	}
	if list, err := s.List(ctx, caseID); err != nil || len(list) != no || no < 35 {
		t.Errorf("%d of %d, %v", len(list), no, err)
	}
	whole(t, w)
}

func TestOtherFiles(t *testing.T) {
	s, _, caseID := newService(t)
	for name, c := range map[string]struct {
		content, format string
		pages           int
	}{
		"a.pdf":    {"%PDF-1.4\n1 0 obj<</Type /Pages /Kids[] /Count 12>>endobj", "pdf", 12},
		"b.pdf":    {"%PDF-1.4\n<</Type/Page>>\n<</Type /Page /Parent 1 0 R>>", "pdf", 2},
		"c.pdf":    {"%PDF-1.7\nstream", "pdf", 0},
		"d.docx":   {"PK\x03\x04\x14\x00rest", "office", 0},
		"e.xls":    {"\xd0\xcf\x11\xe0rest", "office", 0},
		"f.mp4":    {"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00", "video", 0},
		"g.mov":    {"\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00", "video", 0},
		"h.xyz":    {"\x00\x01\x02\x03\x04\x00", "binary", 0},
		"mail.msg": {"\xd0\xcf\x11\xe0mail", "office", 0},
	} {
		e := add(t, s, caseID, writeFile(t, name, []byte(c.content)))[0].Exhibit
		pages, err := s.Pages(e)
		if e.Kind != evidence.Document || e.Format != c.format || e.Problem != "" || pages != c.pages || err != nil {
			t.Errorf("%s: %+v, %d pages, %v", name, e, pages, err)
		}
		var kept bytes.Buffer
		r, err := s.Original(e)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := kept.ReadFrom(r); err != nil || kept.String() != c.content {
			t.Errorf("%s: %q %v", name, kept.String(), err)
		}
		r.Close()
	}
}

// TestNestedMails takes mails within mails apart to a limit and says so.
func TestNestedMails(t *testing.T) {
	s, _, caseID := newService(t)
	raw := "Subject: innermost\n\nWords."
	for i := range 6 {
		raw = fmt.Sprintf("Subject: mail %d\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\nContent-Type: message/rfc822\n\n%s\n--b%d--", i, i, i, raw, i)
	}
	all := add(t, s, caseID, writeFile(t, "deep.eml", []byte(raw)))
	if len(all) != 4 {
		t.Fatalf("%d exhibits", len(all))
	}
	for i, a := range all {
		if want := map[bool]string{true: "mail_too_deep"}[i == 3]; i > 0 && a.Exhibit.ParentID != all[i-1].Exhibit.ID || a.Exhibit.Problem != want && want != "" {
			t.Errorf("%d: %+v", i, a.Exhibit)
		}
	}
}
