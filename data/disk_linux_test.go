package data_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/data"
)

// mount mounts something on a new folder, where the system lets the test.
func mount(t *testing.T, source, kind string, flags uintptr, options string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "mounted")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount(source, dir, kind, flags, options); err != nil {
		t.Skipf("the system lets no test mount anything: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func TestFullDisk(t *testing.T) {
	dir := mount(t, "tmpfs", "tmpfs", 0, "size=10m")
	w, err := data.Open(dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	w.WaitTidy()
	story := strings.Repeat("The parcel did not arrive. ", 400)
	acknowledged := 0
	for err == nil {
		if _, err = w.CreateCase(ctx, cases.Case{Story: story, Stage: cases.Intake}); err == nil {
			acknowledged++
		}
	}
	if !fault.Is(err, "disk.full") || acknowledged < 10 {
		t.Fatalf("after %d cases: %v", acknowledged, err)
	}
	counts, err := w.CountCases(ctx)
	if err != nil || counts[cases.All] != acknowledged {
		t.Errorf("%d cases, %d were acknowledged, %v", counts[cases.All], acknowledged, err)
	}
	page, err := w.Cases(ctx, cases.Query{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.TrashCase(ctx, page.Cases[0].ID, time.Now()); err != nil {
		t.Errorf("the ballast left no room for the trash: %v", err)
	}
	if _, err := w.Put(ctx, strings.NewReader(strings.Repeat("x", 20<<20)), 1<<30); !fault.Is(err, "disk.full") {
		t.Errorf("an original on a full disk: %v", err)
	}
	if n := vaultFiles(t, w, "vault"); n != 0 {
		t.Errorf("%d files were left in the vault", n)
	}
	if err := w.Snapshot(ctx, filepath.Join(dir, "copy.db")); !fault.Is(err, "disk.full") {
		t.Errorf("a copy on a full disk: %v", err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "copy.db")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	w, err = data.Open(dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if counts, err := w.CountCases(ctx); err != nil || counts[cases.All] != acknowledged-1 || counts[cases.Trash] != 1 {
		t.Errorf("after a new start: %v, %v", counts, err)
	}
	whole(t, w)
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}

// TestStartOnAFullDisk fills the disk from outside: the ballast is enough to
// open the workspace and to put something into the trash.
func TestStartOnAFullDisk(t *testing.T) {
	dir := mount(t, "tmpfs", "tmpfs", 0, "size=10m")
	w, err := data.Open(dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	w.WaitTidy()
	c := mustCase(t, w, cases.Case{Customer: "Anna"})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	filler := make([]byte, 16<<20)
	if err := os.WriteFile(filepath.Join(dir, "films"), filler, 0o600); err == nil {
		t.Fatal("the disk is not full")
	}
	if w, err = data.Open(dir, time.Now); err != nil {
		t.Fatal(err)
	}
	w.WaitTidy()
	if err := w.TrashCase(ctx, c.ID, time.Now()); err != nil {
		t.Error(err)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}

// TestTheBallastTakesNoRoomThatIsNeeded writes while the ballast is being laid
// on a disk that is too small for it.
func TestTheBallastTakesNoRoomThatIsNeeded(t *testing.T) {
	dir := mount(t, "tmpfs", "tmpfs", 0, "size=5m")
	for i := range 30 {
		w, err := data.Open(dir, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(i%10) * time.Millisecond / 2)
		mustCase(t, w, cases.Case{Customer: "Anna"})
		w.WaitTidy()
		mustCase(t, w, cases.Case{Customer: "Anna"})
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNoRoomForAWorkspace(t *testing.T) {
	dir := mount(t, "tmpfs", "tmpfs", 0, "size=64k")
	if _, err := data.Open(dir, time.Now); !fault.Is(err, "disk.full") {
		t.Errorf("no room: %v", err)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	source := t.TempDir()
	w, err := data.Open(source, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	mustCase(t, w, cases.Case{Customer: "Anna"})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	dir := mount(t, source, "", syscall.MS_BIND, "")
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_BIND|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("no read-only mount: %v", err)
	}
	before := listing(t, source)
	if _, err := data.Open(dir, time.Now); !fault.Is(err, "workspace.read_only") {
		t.Errorf("a read-only workspace: %v", err)
	}
	if _, err := data.Open(filepath.Join(dir, "new"), time.Now); !fault.Is(err, "workspace.read_only") {
		t.Errorf("a new workspace in a read-only folder: %v", err)
	}
	if after := listing(t, source); len(after) != len(before) {
		t.Errorf("%d files, were %d", len(after), len(before))
	}
}
