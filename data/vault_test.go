package data_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/phrases"
	"casefolio/app/records"
	"casefolio/app/shop"
	"casefolio/data"
	"casefolio/data/datatest"
)

func mustPut(t testing.TB, w *data.Workspace, content string) evidence.Blob {
	t.Helper()
	blob, err := w.Put(ctx, strings.NewReader(content), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return blob
}

func mustExhibit(t testing.TB, w *data.Workspace, caseID, content string) evidence.Exhibit {
	t.Helper()
	blob := mustPut(t, w, content)
	e, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: caseID, Kind: evidence.Text, SHA256: blob.SHA256, Size: blob.Size}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// vaultFiles counts what lies in a folder of the workspace, however deep.
func vaultFiles(t *testing.T, w *data.Workspace, folder string) int {
	t.Helper()
	return len(listing(t, filepath.Join(w.Root(), folder)))
}

func TestVault(t *testing.T) {
	w := datatest.Open(t)
	content := "chat\r\n\x00 log"
	sum := sha256.Sum256([]byte(content))
	blob := mustPut(t, w, content)
	if blob.SHA256 != hex.EncodeToString(sum[:]) || blob.Size != int64(len(content)) || blob.Existed {
		t.Errorf("put %+v", blob)
	}
	if again := mustPut(t, w, content); !again.Existed || again.SHA256 != blob.SHA256 {
		t.Errorf("put again %+v", again)
	}
	f, err := w.Open(blob.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(f)
	if err := errors.Join(err, f.Close()); err != nil || string(got) != content {
		t.Errorf("read %q, %v", got, err)
	}
	if n := vaultFiles(t, w, "vault"); n != 1 {
		t.Errorf("%d files in the vault", n)
	}
	if empty := mustPut(t, w, ""); empty.Size != 0 {
		t.Errorf("empty %+v", empty)
	}
}

func TestVaultKeepsNothingHalf(t *testing.T) {
	w := datatest.Open(t)
	gone, cancel := newCancelled()
	defer cancel()
	broken := errors.New("pulled out")
	for name, put := range map[string]func() error{
		"too large": func() error { _, err := w.Put(ctx, strings.NewReader("12345"), 4); return err },
		"broken":    func() error { _, err := w.Put(ctx, iotest.ErrReader(broken), 100); return err },
		"cancelled": func() error { _, err := w.Put(gone, strings.NewReader("1"), 100); return err },
	} {
		err := put()
		if err == nil || name == "too large" != fault.Is(err, "file.too_large") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := w.Put(ctx, iotest.ErrReader(fs.ErrPermission), 100); fault.Is(err, "workspace.read_only") {
		t.Error("a source that cannot be read passes for a workspace that cannot be written")
	}
	if n := vaultFiles(t, w, "vault"); n != 0 {
		t.Errorf("%d files were left", n)
	}
	if blob, err := w.Put(ctx, strings.NewReader("1234"), 4); err != nil || blob.Size != 4 {
		t.Errorf("a file at the limit: %+v, %v", blob, err)
	}
}

func TestVaultNamesNothingElse(t *testing.T) {
	w := datatest.Open(t)
	for _, sum := range []string{"", "..", "../casefolio.db", strings.Repeat("A", 64), strings.Repeat("a", 64)} {
		if _, err := w.Open(sum); !fault.Is(err, "vault.missing") {
			t.Errorf("%q: %v", sum, err)
		}
	}
	if path := w.Derived("../../x", "../../y"); !strings.HasPrefix(path, filepath.Join(w.Root(), "derived")) {
		t.Errorf("a derived picture outside: %s", path)
	}
}

func TestDamagedOriginalIsFoundAndHealed(t *testing.T) {
	w := datatest.Open(t)
	c := mustCase(t, w, cases.Case{Customer: "Anna"})
	e := mustExhibit(t, w, c.ID, "the original")
	if r := whole(t, w); r.Files != 1 {
		t.Errorf("%d files", r.Files)
	}
	path := filepath.Join(w.Root(), "vault", e.SHA256[:2], e.SHA256)
	if err := os.WriteFile(path, []byte("the 0riginal"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := verify(t, w); r.OK || r.Problems[0].Code != "file.changed" {
		t.Errorf("changed: %+v", r)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if r := verify(t, w); r.OK || r.Problems[0].Code != "file.missing" {
		t.Errorf("missing: %+v", r)
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if r := verify(t, w); r.OK || r.Problems[0].Code != "file.unreadable" {
		t.Errorf("unreadable: %+v", r)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if blob := mustPut(t, w, "the original"); blob.Existed {
		t.Error("a damaged original counts as there")
	}
	whole(t, w)
}

func TestDerived(t *testing.T) {
	w := datatest.Open(t)
	sum := mustPut(t, w, "x").SHA256
	for _, content := range []string{"first", "second"} {
		if err := w.PutDerived(sum, "thumb", []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(w.Derived(sum, "thumb")); err != nil || string(got) != content {
			t.Errorf("%q, %v", got, err)
		}
	}
	if n := vaultFiles(t, w, "derived"); n != 1 {
		t.Errorf("%d derived files", n)
	}
}

func TestSweep(t *testing.T) {
	w := datatest.Open(t)
	w.WaitTidy()
	c := mustCase(t, w, cases.Case{Customer: "Anna"})
	kept := mustExhibit(t, w, c.ID, "kept")
	trashed := mustExhibit(t, w, c.ID, "trashed")
	if err := w.TrashExhibit(ctx, trashed.ID, time.Now()); err != nil {
		t.Fatal(err)
	}
	p := shop.Defaults()
	p.Logo = mustPut(t, w, "logo").SHA256
	if err := w.SaveProfile(ctx, p, time.Now()); err != nil {
		t.Fatal(err)
	}
	attached := mustPut(t, w, "size chart")
	row := records.Row{Meta: records.Meta{Kind: "phrase"}, Body: []byte(`{"of":"x","files":[{"name":"a","sha256":"` + attached.SHA256 + `"}]}`)}
	if _, err := w.PutRecords(ctx, time.Now(), row); err != nil {
		t.Fatal(err)
	}
	orphan, young := mustPut(t, w, "orphan"), mustPut(t, w, "young")
	part := filepath.Join(w.Root(), "vault", "1234.part")
	foreign := filepath.Join(w.Root(), "vault", "note.txt")
	for _, path := range []string{part, foreign} {
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-48 * time.Hour)
	for _, sum := range []string{kept.SHA256, trashed.SHA256, attached.SHA256, p.Logo, orphan.SHA256, young.SHA256} {
		if err := os.Chtimes(filepath.Join(w.Root(), "vault", sum[:2], sum), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(part, old, old); err != nil {
		t.Fatal(err)
	}
	mustPut(t, w, "young") // captured again a moment ago, its row is still to come
	if err := w.Sweep(time.Now().Add(-24 * time.Hour)); err != nil {
		t.Fatal(err)
	}
	whole(t, w)
	if n := vaultFiles(t, w, "vault"); n != 6 { // four with rows, the young one, the foreign one
		t.Errorf("%d files in the vault", n)
	}
	moved, err := os.ReadFile(filepath.Join(w.Root(), "quarantine", orphan.SHA256))
	if err != nil || !bytes.Equal(moved, []byte("orphan")) {
		t.Errorf("quarantine: %q, %v", moved, err)
	}
}

func TestExhibits(t *testing.T) {
	w := datatest.Open(t)
	c := mustCase(t, w, cases.Case{Customer: "Anna"})
	other := mustCase(t, w, cases.Case{Customer: "Ben"})
	at := time.Date(2026, 11, 8, 21, 0, 0, 0, zone(t, "Europe/Berlin"))
	given := evidence.Exhibit{
		CaseID: c.ID, Kind: evidence.Chat, Format: "whatsapp", FileName: "chat.txt", MediaType: "text/plain", Size: 9,
		SHA256: mustPut(t, w, "chat").SHA256, Source: evidence.FromDrop, EventAt: at, FileAt: at.Add(time.Hour),
		Picture: evidence.Picture{Width: 3, Height: 4, Orientation: 6, CapturedAt: at, ZoneKnown: true},
		Parcel:  evidence.Parcel{Number: "LX1", Carrier: "yanwen"}, Problem: "broken_image",
	}
	messages := []evidence.Message{
		{Seq: 1, At: at, ZoneKnown: true, Sender: "Anna", Role: evidence.Buyer, Body: "hi \x00\U0001F600", Start: 0, End: 4},
		{Seq: 2, Sender: "Shop", Body: "", Start: 4, End: 9},
	}
	events := []evidence.Event{{Seq: 1, At: at, DateOnly: true, Place: "Leipzig", Text: "Arrived", Milestone: "in_transit"}}
	added, err := w.AddExhibit(ctx, given, messages, events)
	if err != nil {
		t.Fatal(err)
	}
	if added.Label() != "E-01" || added.Messages != 2 || added.Events != 1 || added.Parcel != given.Parcel ||
		added.AddedAt.IsZero() || !added.EventAt.Equal(at) || !added.Picture.CapturedAt.Equal(at) || added.Problem != given.Problem {
		t.Errorf("added %+v", added)
	}
	if got, err := w.Exhibit(ctx, added.ID); err != nil || got.FileAt.Format(time.RFC3339) != "2026-11-08T22:00:00+01:00" {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := w.Messages(ctx, added.ID); err != nil || len(got) != 2 || got[0].Body != messages[0].Body || got[1] != messages[1] || !got[0].At.Equal(at) {
		t.Errorf("messages %+v, %v", got, err)
	}
	if got, err := w.Events(ctx, added.ID); err != nil || len(got) != 1 || got[0].Text != "Arrived" || !got[0].DateOnly || !got[0].At.Equal(at) {
		t.Errorf("events %+v, %v", got, err)
	}
	second := mustExhibit(t, w, c.ID, "two")
	if err := w.TrashExhibit(ctx, second.ID, at); err != nil {
		t.Fatal(err)
	}
	if third := mustExhibit(t, w, c.ID, "three"); third.Label() != "E-03" {
		t.Errorf("the number of an exhibit in the trash came again: %s", third.Label())
	}
	if first := mustExhibit(t, w, other.ID, "three"); first.Label() != "E-01" {
		t.Errorf("another case starts with %s", first.Label())
	}
	if got, err := w.Exhibits(ctx, c.ID); err != nil || len(got) != 2 || got[1].No != 3 {
		t.Errorf("exhibits %+v, %v", got, err)
	}
	if fresh, err := w.Case(ctx, c.ID); err != nil || fresh.Revision != 1 || !fresh.UpdatedAt.After(c.UpdatedAt) {
		t.Errorf("case revision %d, updated %v, %v", fresh.Revision, fresh.UpdatedAt, err)
	}
	whole(t, w)
}

func TestExhibitCorrections(t *testing.T) {
	w := datatest.Open(t)
	c := mustCase(t, w, cases.Case{Customer: "Anna"})
	e, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID}, []evidence.Message{{Seq: 1, Sender: "A", Body: "hello"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Now()
	for range 2 { // the second time changes nothing
		err := errors.Join(w.RetitleExhibit(ctx, e.ID, "First chat", at), w.SetSpeaker(ctx, e.ID, "A", evidence.Buyer, at),
			w.SetSpeaker(ctx, e.ID, "nobody", evidence.Seller, at))
		if err != nil {
			t.Fatal(err)
		}
	}
	if m, err := w.Messages(ctx, e.ID); err != nil || m[0].Role != evidence.Buyer {
		t.Errorf("messages %+v, %v", m, err)
	}
	for _, search := range []string{"first chat", "hello"} {
		if page, err := w.Cases(ctx, cases.Query{Search: search}); err != nil || len(page.Cases) != 1 {
			t.Errorf("%q finds %d, %v", search, len(page.Cases), err)
		}
	}
	removed := func() int {
		t.Helper()
		all, err := w.RemovedExhibits(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	if err := w.TrashExhibit(ctx, e.ID, at); err != nil || removed() != 1 {
		t.Fatalf("%d removed, %v", removed(), err)
	}
	if err := errors.Join(w.RestoreExhibit(ctx, e.ID, at), w.RestoreExhibit(ctx, e.ID, at)); err != nil || removed() != 0 {
		t.Fatalf("%d removed, %v", removed(), err)
	}
	entries, err := w.CaseEntries(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	var actions []string
	for _, e := range entries {
		actions = append(actions, e.Action)
	}
	want := "case.created exhibit.added exhibit.retitled speaker.set exhibit.trashed exhibit.restored"
	if got := strings.Join(actions, " "); got != want {
		t.Errorf("actions %s, want %s", got, want)
	}
	for name, err := range map[string]error{
		"exhibit.unknown": w.RetitleExhibit(ctx, "none", "x", at),
		"case.unknown":    func() error { _, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: "none"}, nil, nil); return err }(),
	} {
		if !fault.Is(err, name) {
			t.Errorf("want %s, got %v", name, err)
		}
	}
}

func TestPhraseUses(t *testing.T) {
	w := datatest.Open(t)
	c := mustCase(t, w, cases.Case{Customer: "Anna"})
	for _, u := range []phrases.Use{{PhraseID: "p1", CaseID: c.ID, Lang: "en", Text: "Dear Anna"}, {PhraseID: "p1", Lang: "zh"}, {PhraseID: "p2", CaseID: c.ID}} {
		if logged, err := w.LogUse(ctx, u); err != nil || logged.ID == "" || logged.At.IsZero() {
			t.Fatalf("%+v, %v", logged, err)
		}
	}
	uses, err := w.Uses(ctx, c.ID)
	if err != nil || len(uses) != 2 || uses[0].Text != "Dear Anna" || uses[1].PhraseID != "p2" {
		t.Errorf("uses %+v, %v", uses, err)
	}
	if stats, err := w.PhraseStats(ctx); err != nil || stats["p1"].Count != 2 || stats["p2"].Count != 1 {
		t.Errorf("stats %v, %v", stats, err)
	}
	whole(t, w)
}
