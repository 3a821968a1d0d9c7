package data_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/shop"
	"casefolio/data"
	"casefolio/data/datatest"
)

// listing names every file below dir with its size and time.
func listing(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			files[path] = info.ModTime().String() + " " + info.Mode().String() + " " + string(rune(info.Size()))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestSecondStartTouchesNothing(t *testing.T) {
	w := datatest.Open(t)
	mustCase(t, w, cases.Case{Customer: "Anna"})
	w.WaitTidy()
	before := listing(t, w.Root())
	if _, err := data.Open(w.Root(), time.Now); !fault.Is(err, "workspace.in_use") {
		t.Fatalf("second start: %v", err)
	}
	after := listing(t, w.Root())
	for path, was := range before {
		if after[path] != was {
			t.Errorf("%s was %s, is %s", path, was, after[path])
		}
	}
	if len(after) != len(before) {
		t.Errorf("%d files, were %d", len(after), len(before))
	}
	mustCase(t, w, cases.Case{Customer: "Ben"})
}

func TestOpenAgainFindsEverything(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "Case folder #1 %41 \u6848\u5377")
	for i := 1; i <= 3; i++ {
		w, err := data.Open(dir, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		mustCase(t, w, cases.Case{Customer: "Anna"})
		if counts, err := w.CountCases(ctx); err != nil || counts[cases.All] != i {
			t.Errorf("%v, %v", counts, err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "casefolio.db")); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "casefolio.db-wal")); !os.IsNotExist(err) {
		t.Errorf("closing left the write-ahead log: %v", err)
	}
}

func TestConnections(t *testing.T) {
	w := datatest.Open(t)
	for _, c := range []struct {
		writer      bool
		query, want string
	}{
		{true, "PRAGMA journal_mode", "wal"}, {true, "PRAGMA synchronous", "2"}, {true, "PRAGMA foreign_keys", "1"},
		{true, "PRAGMA secure_delete", "1"}, {true, "PRAGMA busy_timeout", "5000"}, {true, "PRAGMA fullfsync", "1"},
		{false, "PRAGMA journal_mode", "wal"}, {false, "PRAGMA query_only", "1"},
	} {
		if got, err := w.Ask(c.writer, c.query); err != nil || got != c.want {
			t.Errorf("%s (writer %v) = %q, %v; want %q", c.query, c.writer, got, err, c.want)
		}
	}
}

func TestFoldersThatCannotBeOpened(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := data.Open(filepath.Join(file, "below"), time.Now); !fault.Is(err, "workspace.read_only") {
		t.Errorf("below a file: %v", err)
	}
	if _, err := data.Open(file, time.Now); !fault.Is(err, "workspace.folder") {
		t.Errorf("a file: %v", err)
	}
	for name, content := range map[string][]byte{
		"text":  bytes.Repeat([]byte("this is no database\n"), 100),
		"zeros": append([]byte("SQLite format 3\x00"), make([]byte, 8192)...),
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "casefolio.db")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		for range 2 { // the first try must not have let go of the lock late
			if _, err := data.Open(dir, time.Now); !fault.Is(err, "workspace.damaged") {
				t.Errorf("%s: %v", name, err)
			}
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, content) {
			t.Errorf("%s: the file was changed, %v", name, err)
		}
	}
}

func TestForeignDatabaseIsLeftAlone(t *testing.T) {
	w := datatest.Open(t)
	if err := w.Exec(`PRAGMA application_id = 7`); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := data.Open(w.Root(), time.Now); !fault.Is(err, "workspace.damaged") {
		t.Errorf("another program's database: %v", err)
	}
}

func TestDamagedPages(t *testing.T) {
	dir := t.TempDir()
	w, err := data.Open(dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	for range 250 {
		mustCase(t, w, cases.Case{Customer: "Anna", Story: string(bytes.Repeat([]byte("parcel "), 100))})
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "casefolio.db")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(raw) / 2; i < len(raw); i++ {
		raw[i] ^= 0xA5
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	w, err = data.Open(dir, time.Now)
	if err != nil {
		t.Fatal(err) // the first pages are whole
	}
	defer w.Close()
	if _, err = w.Cases(ctx, cases.Query{Limit: 1000}); !fault.Is(err, "workspace.damaged") {
		t.Errorf("damaged pages: %v", err)
	}
	if err := w.Snapshot(ctx, filepath.Join(dir, "copy.db")); !fault.Is(err, "workspace.damaged") {
		t.Errorf("a copy of damaged pages: %v", err)
	}
}

func TestCancelledChangeLeavesNothing(t *testing.T) {
	w := datatest.Open(t)
	gone, cancel := newCancelled()
	defer cancel()
	if _, err := w.CreateCase(gone, cases.Case{Customer: "Anna"}); err == nil {
		t.Error("a cancelled change went through")
	}
	if c := mustCase(t, w, cases.Case{Customer: "Ben"}); c.Number != "CF-2026-0001" {
		t.Errorf("number %s", c.Number)
	}
	if n := whole(t, w).Entries; n != 1 {
		t.Errorf("%d entries", n)
	}
}

func TestReadersAndWritersAtOnce(t *testing.T) {
	w := datatest.Open(t)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 15 {
				mustCase(t, w, cases.Case{Customer: "Anna"})
			}
		})
		all.Go(func() {
			for range 30 {
				page, err := w.Cases(ctx, cases.Query{Search: "anna"})
				if err != nil {
					t.Error(err)
				}
				for _, c := range page.Cases {
					if _, err := w.Case(ctx, c.Number); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
	if c := mustCase(t, w, cases.Case{}); c.Number != "CF-2026-0061" {
		t.Errorf("the last number is %s", c.Number)
	}
	if n := whole(t, w).Entries; n != 61 {
		t.Errorf("%d entries", n)
	}
}

func TestFullDatabase(t *testing.T) {
	w := datatest.Open(t)
	if err := w.Exec(`PRAGMA max_page_count = 240`); err != nil {
		t.Fatal(err)
	}
	acknowledged := 0
	c := cases.Case{Story: strings.Repeat("late ", 1000), Stage: cases.Intake}
	var err error
	for err == nil {
		if _, err = w.CreateCase(ctx, c); err == nil {
			acknowledged++
		}
	}
	if !fault.Is(err, "disk.full") || acknowledged == 0 {
		t.Fatalf("after %d cases: %v", acknowledged, err)
	}
	if n := whole(t, w).Entries; n != int64(acknowledged) {
		t.Errorf("%d entries, %d were acknowledged", n, acknowledged)
	}
	if err := w.Exec(`PRAGMA max_page_count = 100000`); err != nil {
		t.Fatal(err)
	}
	if c := mustCase(t, w, c); c.Number != fmt.Sprintf("CF-2026-%04d", acknowledged+1) {
		t.Errorf("a failed change took a number: %s after %d", c.Number, acknowledged)
	}
}

func TestFolderWithoutRights(t *testing.T) {
	if os.Geteuid() <= 0 {
		t.Skip("this user or this system knows no such folder")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if _, err := data.Open(dir, time.Now); !fault.Is(err, "workspace.read_only") {
		t.Errorf("a folder without rights: %v", err)
	}
}

func TestProfile(t *testing.T) {
	w := datatest.Open(t)
	if _, found, err := w.Profile(ctx); found || err != nil {
		t.Errorf("found %v, %v", found, err)
	}
	p := shop.Defaults()
	p.Owner, p.Shops = "Li Lei", []shop.Shop{{Name: "Lantern", Platform: "ebay"}}
	for range 2 {
		if err := w.SaveProfile(ctx, p, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	got, found, err := w.Profile(ctx)
	if err != nil || !found || got.Owner != p.Owner || len(got.Shops) != 1 || got.Shops[0] != p.Shops[0] || len(got.WorkDays) != 5 {
		t.Errorf("got %+v, %v, %v", got, found, err)
	}
	p.Paper = "letter"
	if err := w.SaveProfile(ctx, p, time.Now()); err != nil {
		t.Fatal(err)
	}
	var last journal.Entry
	for e, err := range w.Entries(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		last = e
	}
	if facts, err := last.Facts(); err != nil || last.Seq != 2 || facts["fields"] != "paper" {
		t.Errorf("entry %d %v, %v", last.Seq, facts, err)
	}
}

func TestCloudSynced(t *testing.T) {
	for dir, want := range map[string]string{
		`C:\Users\li\OneDrive\Casefolio`:                                       "OneDrive",
		`C:\Users\li\OneDrive - Lantern GmbH\Casefolio`:                        "OneDrive",
		`/Users/li/Library/CloudStorage/OneDrive-Personal/x`:                   "OneDrive",
		`/Users/li/Library/CloudStorage/GoogleDrive-li@example.com/My Drive/x`: "Google Drive",
		`/Users/li/Library/Mobile Documents/com~apple~CloudDocs/Casefolio`:     "iCloud Drive",
		`C:\Users\li\iCloudDrive\Casefolio`:                                    "iCloud Drive",
		`/home/li/Dropbox (Personal)/x`:                                        "Dropbox",
		"D:\\\u6211\u7684\u575a\u679c\u4e91\\\u6848\u5377":                     "Nutstore",
		`D:\Nutstore\1\x`:                     "Nutstore",
		`D:\BaiduSyncdisk\x`:                  "Baidu Netdisk",
		`/home/li/dropboxes/x`:                "",
		`/home/li/Documents/Casefolio`:        "",
		`C:\Users\li\AppData\Local\Casefolio`: "",
	} {
		if got, ok := data.CloudSynced(dir); got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v; want %q", dir, got, ok, want)
		}
	}
}
