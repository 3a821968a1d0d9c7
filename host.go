package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2/lang"
	"gopkg.in/natefinch/lumberjack.v2"

	"casefolio/app"
	"casefolio/app/backup"
	"casefolio/app/fault"
	"casefolio/app/sample"
	"casefolio/app/shop"
	"casefolio/assets"
	"casefolio/data"
	"casefolio/ui"
	"casefolio/ui/clipboard"
)

// host joins storage, services and window. Its clock runs in the zone of the
// workspace that was opened last.
type host struct {
	zone atomic.Pointer[time.Location]
}

func newHost() *host {
	h := &host{}
	h.zone.Store(time.Local)
	slog.SetDefault(slog.New(slog.DiscardHandler)) // until a workspace has a place for it
	return h
}

func (h *host) now() time.Time { return time.Now().In(h.zone.Load()) }

// services opens the workspace in dir. The function returned gives it free.
func (h *host) services(ctx context.Context, dir string) (*app.Services, func() error, error) {
	w, err := data.Open(dir, h.now)
	if err != nil {
		return nil, nil, err
	}
	log := openLog(w.Root())
	end := func() error {
		slog.SetDefault(slog.New(slog.DiscardHandler))
		return errors.Join(w.Close(), log.Close())
	}
	s, err := app.New(follower{w, h}, assets.Files, h.now)
	if err != nil {
		return nil, nil, errors.Join(err, end())
	}
	p, err := s.Shop.Profile(ctx)
	if err != nil {
		return nil, nil, errors.Join(err, end())
	}
	h.zone.Store(p.Location())
	return s, end, nil
}

// follower is a workspace whose profile sets the clock's zone.
type follower struct {
	*data.Workspace
	host *host
}

// SaveProfile saves the profile and follows its zone.
func (f follower) SaveProfile(ctx context.Context, p shop.Profile, at time.Time) error {
	err := f.Workspace.SaveProfile(ctx, p, at)
	if err == nil {
		f.host.zone.Store(p.Location())
	}
	return err
}

// openLog sends the log into the workspace: three files of a megabyte.
func openLog(dir string) io.Closer {
	l := &lumberjack.Logger{Filename: filepath.Join(dir, "logs", "casefolio.log"), MaxSize: 1, MaxBackups: 2}
	slog.SetDefault(slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{ReplaceAttr: withoutNames})))
	return l
}

// withoutNames keeps what an error may quote, such as a file's name, out of the
// log.
func withoutNames(_ []string, a slog.Attr) slog.Attr {
	if err, ok := a.Value.Any().(error); ok {
		a.Value = slog.StringValue(fault.Trace(err))
	}
	return a
}

// window shows the window. A workspace that was not asked for is chosen there.
func (h *host) window(_ context.Context, dir string) error {
	return ui.Run(ui.Options{
		Host: windowHost{h}, Files: assets.Files, Dir: dir, Version: version, Print: printer(), Clip: clipboard.Read,
	})
}

// windowHost is the host as the window sees it.
type windowHost struct{ host *host }

func (w windowHost) Open(ctx context.Context, dir string) (ui.Workspace, error) {
	s, end, err := w.host.services(ctx, dir)
	return ui.Workspace{Dir: dir, Services: s, Close: end}, err
}

// Exists tells whether dir holds a database.
func (windowHost) Exists(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "casefolio.db"))
	return err == nil && info.Mode().IsRegular()
}

func (windowHost) DefaultDir() string { return data.DefaultDir() }

// SampleDir stands beside the default workspace, never in it.
func (windowHost) SampleDir() string { return data.DefaultDir() + "-sample" }

// MakeSample fills a folder beside dir and gives it its name when it is whole,
// so that half a sample is never taken for one.
func (w windowHost) MakeSample(ctx context.Context, dir string, progress func(done, total int)) error {
	making := dir + ".new"
	if err := os.RemoveAll(making); err != nil {
		return err
	}
	err := w.fillSample(ctx, making, progress)
	if err == nil {
		_ = os.Remove(dir) // an empty folder would be in the way
		err = os.Rename(making, dir)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(making))
	}
	return nil
}

func (w windowHost) fillSample(ctx context.Context, dir string, progress func(done, total int)) error {
	s, end, err := w.host.services(ctx, dir)
	if err != nil {
		return err
	}
	_, err = sample.Fill(ctx, s, assets.Files, progress)
	return errors.Join(err, end())
}

func (windowHost) Restore(ctx context.Context, archive, dir string, progress func(done, total int64)) error {
	return backup.Restore(ctx, archive, dir, progress)
}

func (windowHost) CloudService(dir string) string {
	service, _ := data.CloudSynced(dir)
	return service
}

// systemLanguage is "zh" on a Chinese system and "en" on any other.
func systemLanguage() string {
	if strings.HasPrefix(lang.SystemLocale().LanguageString(), "zh") {
		return "zh"
	}
	return "en"
}
