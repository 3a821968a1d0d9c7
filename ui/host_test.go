package ui

import (
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app"
	"casefolio/app/backup"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/money"
	"casefolio/assets"
	"casefolio/data"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
)

// host opens real workspaces below a temporary folder.
type host struct {
	base  string
	cloud string
	fails error // what Open says next
}

func (h *host) Open(_ context.Context, dir string) (Workspace, error) {
	if err := h.fails; err != nil {
		h.fails = nil
		return Workspace{}, err
	}
	w, err := data.Open(dir, datatest.Clock())
	if err != nil {
		return Workspace{}, err
	}
	s, err := app.New(w, assets.Files, datatest.Clock())
	if err != nil {
		return Workspace{}, errors.Join(err, w.Close())
	}
	return Workspace{Dir: dir, Services: s, Close: w.Close}, nil
}

func (h *host) Exists(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "casefolio.db"))
	return err == nil
}
func (h *host) DefaultDir() string         { return filepath.Join(h.base, "own") }
func (h *host) SampleDir() string          { return filepath.Join(h.base, "sample") }
func (h *host) CloudService(string) string { return h.cloud }

func (h *host) Restore(ctx context.Context, archive, dir string, p func(done, total int64)) error {
	return backup.Restore(ctx, archive, dir, p)
}

// MakeSample makes one case with one chat.
func (h *host) MakeSample(ctx context.Context, dir string, progress func(done, total int)) error {
	w, err := h.Open(ctx, dir)
	if err != nil {
		return err
	}
	progress(1, 1)
	_, err = fill(ctx, w.Services)
	return errors.Join(err, w.Close())
}

func fill(ctx context.Context, s *app.Services) (cases.Case, error) {
	amount, err := money.Parse("39.90", "EUR")
	if err != nil {
		return cases.Case{}, err
	}
	c, err := s.Cases.Create(ctx, cases.Case{
		Customer: "Emma Schneider", Order: "302-8841276-2210751", Platform: "amazon", Channel: "platform_message",
		Tracking: "YT2630921266112233", Product: "Thermos 500 ml", Amount: amount, Category: "logistics.lost",
		Story: "It has not moved for two weeks.", Demand: "Send it again", BuyerZone: "Europe/Berlin",
	})
	if err != nil {
		return c, err
	}
	chat := "[09/11/2026, 13:31:02] Emma Schneider: Where is my parcel? 😡\n[09/11/2026, 13:40:00] LumoHaus: I will look into it."
	_, err = s.Evidence.Add(ctx, c.ID, evidence.TextInput(chat), evidence.Options{Buyer: c.Customer})
	return c, err
}

// open starts the window on a host; work runs at once.
func open(t *testing.T, h *host, language string, size fyne.Size) *shell {
	t.Helper()
	t.Setenv("LANG", "en_GB.UTF-8")
	t.Setenv(scaleVariable, "")
	a := test.NewTempApp(t)
	a.Preferences().SetString(prefLanguage, language)
	s, err := newShell(a, Options{Host: h, Files: assets.Files, Version: "0.1.0"}, kit.NewTasks(true))
	if err != nil {
		t.Fatal(err)
	}
	s.win.Resize(size)
	s.start()
	t.Cleanup(func() { closeQuietly(s.work) })
	return s
}

func newHost(t *testing.T) *host { return &host{base: t.TempDir()} }

func savePNG(path string, m image.Image) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(f, m), f.Close())
}
