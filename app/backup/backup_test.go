package backup_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casefolio/app/backup"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/journal"
	"casefolio/app/records"
	"casefolio/app/shop"
	"casefolio/data"
	"casefolio/data/datatest"
)

var ctx = context.Background()

// filled makes a workspace with a case, two originals of which one is in the
// trash, and a logo.
func filled(t *testing.T) *data.Workspace {
	t.Helper()
	w := datatest.Open(t)
	c, err := w.CreateCase(ctx, cases.Case{Customer: "Anna", Stage: cases.Intake})
	if err != nil {
		t.Fatal(err)
	}
	for _, content := range []string{"first original", "second original"} {
		e, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, SHA256: put(t, w, content)}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if content == "second original" {
			if err := w.TrashExhibit(ctx, e.ID, time.Time{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	attached := records.Row{Meta: records.Meta{Kind: "phrase"}, Body: []byte(`{"of":"x","files":[{"sha256":"` + put(t, w, "size chart") + `"}]}`)}
	if _, err := w.PutRecords(ctx, time.Time{}, attached); err != nil {
		t.Fatal(err)
	}
	p := shop.Defaults()
	p.Logo = put(t, w, "logo")
	if err := w.SaveProfile(ctx, p, time.Time{}); err != nil {
		t.Fatal(err)
	}
	return w
}

func put(t *testing.T, w *data.Workspace, content string) string {
	t.Helper()
	blob, err := w.Put(ctx, strings.NewReader(content), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return blob.SHA256
}

func make1(t *testing.T, w *data.Workspace) backup.Info {
	t.Helper()
	info, err := backup.NewService(w, datatest.Clock()).Make(ctx, backup.Manual, nil)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// below names all that lies below dir.
func below(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		names = append(names, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names[1:]
}

func TestRoundTrip(t *testing.T) {
	w := filled(t)
	var done, total int64
	clock := datatest.Clock()
	info, err := backup.NewService(w, clock).Make(ctx, backup.Manual, func(d, all int64) { done, total = d, all })
	if err != nil {
		t.Fatal(err)
	}
	if done != total || total == 0 {
		t.Errorf("progress ended at %d of %d", done, total)
	}
	if name := filepath.Base(info.Path); name != "casefolio-20261109-221401-manual.zip" || info.Size == 0 || len(info.Problems) != 0 {
		t.Errorf("made %+v", info)
	}
	if left := below(t, filepath.Dir(info.Path)); len(left) != 1 {
		t.Errorf("besides the backup: %v", left)
	}
	dir := filepath.Join(t.TempDir(), "new", "place")
	done, total = 0, 0
	if err := backup.Restore(ctx, info.Path, dir, func(d, all int64) { done, total = d, all }); err != nil {
		t.Fatal(err)
	}
	if done != total || total == 0 {
		t.Errorf("progress ended at %d of %d", done, total)
	}
	again, err := data.Open(dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if c, err := again.Case(ctx, "CF-2026-0001"); err != nil || c.Customer != "Anna" {
		t.Errorf("case %+v, %v", c, err)
	}
	r, err := journal.NewService(again, clock).Verify(ctx, nil)
	if err != nil || !r.OK || r.Files != 4 || r.Entries != 6 {
		t.Errorf("verified %+v, %v", r, err)
	}
	var last journal.Entry
	for e := range w.Entries(ctx) {
		last = e
	}
	if facts, err := last.Facts(); err != nil || last.Action != "backup.made" || facts["file"] != filepath.Base(info.Path) {
		t.Errorf("last entry %s %v, %v", last.Action, facts, err)
	}
}

func TestManifestNamesTheHead(t *testing.T) {
	w := filled(t)
	r, err := journal.NewService(w, time.Now).Verify(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Workspace string `json:"workspace"`
		Head      string `json:"journal_head"`
		Entries   int64  `json:"journal_entries"`
		Schema    int    `json:"schema"`
	}
	if err := json.Unmarshal(unzip(t, make1(t, w).Path)["manifest.json"], &m); err != nil {
		t.Fatal(err)
	}
	if m.Head != r.Head || m.Entries != r.Entries || m.Schema < 1 || len(m.Workspace) != 36 {
		t.Errorf("manifest %+v, verified %+v", m, r)
	}
}

func TestProblemsDoNotStopABackup(t *testing.T) {
	w := filled(t)
	missing, changed := put(t, w, "first original"), put(t, w, "second original")
	path := func(sum string) string { return filepath.Join(w.Root(), "vault", sum[:2], sum) }
	if err := os.Remove(path(missing)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path(changed), []byte("other bytes"), 0o600); err != nil {
		t.Fatal(err)
	}
	info := make1(t, w)
	if got := strings.Join(info.Problems, " "); len(info.Problems) != 2 || !strings.Contains(got, missing) || !strings.Contains(got, changed) {
		t.Errorf("problems %v", info.Problems)
	}
	if err := backup.Restore(ctx, info.Path, filepath.Join(t.TempDir(), "new"), nil); err != nil {
		t.Error(err)
	}
}

func TestListAndRotation(t *testing.T) {
	w := filled(t)
	s := backup.NewService(w, datatest.Clock())
	for i := range 9 {
		if _, err := s.Make(ctx, backup.Daily, nil); err != nil {
			t.Fatal(err)
		}
		if i < 2 {
			if _, err := s.Make(ctx, backup.Manual, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(w.Root(), "backups", "my own notes.zip"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := s.List(ctx)
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[string]int{}
	for i, info := range all {
		reasons[info.Reason]++
		if i > 0 && info.At.After(all[i-1].At) {
			t.Errorf("%s stands after an older one", info.Path)
		}
	}
	if reasons[backup.Daily] != 7 || reasons[backup.Manual] != 2 || len(all) != 9 {
		t.Errorf("kept %v of %d", reasons, len(all))
	}
	if _, err := s.Make(ctx, "../evil", nil); err == nil {
		t.Error("a reason with a path in it was taken")
	}
}

func TestTwoInOneSecond(t *testing.T) {
	w := filled(t)
	at := time.Date(2026, 11, 9, 22, 0, 0, 0, time.UTC)
	s := backup.NewService(w, func() time.Time { return at })
	for range 2 {
		if _, err := s.Make(ctx, backup.Manual, nil); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := s.List(ctx); err != nil || len(all) != 2 || !all[0].At.Equal(at) {
		t.Errorf("listed %+v, %v", all, err)
	}
}

func TestCancelledBackupLeavesNothing(t *testing.T) {
	w := filled(t)
	gone, cancel := context.WithCancel(ctx)
	_, err := backup.NewService(w, time.Now).Make(gone, backup.Manual, func(int64, int64) { cancel() })
	if err == nil {
		t.Error("a cancelled backup was made")
	}
	if left := below(t, filepath.Join(w.Root(), "backups")); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}
