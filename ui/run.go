// Package ui is the window: it opens a workspace, moves between pages, shows
// results and errors. What the pages do is in the folders below, one for each
// noun.
package ui

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	casefolio "casefolio/app"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Workspace is an open workspace.
type Workspace struct {
	Dir      string
	Services *casefolio.Services
	Close    func() error
}

// Host opens workspaces. The window knows no storage itself.
type Host interface {
	// Open opens the workspace in dir, or makes one where there is none.
	Open(ctx context.Context, dir string) (Workspace, error)
	// Exists tells whether there is a workspace in dir.
	Exists(dir string) bool
	// DefaultDir is where a workspace is made unless the seller chooses.
	DefaultDir() string
	// SampleDir is where the sample workspace goes.
	SampleDir() string
	// MakeSample fills dir with the sample cases.
	MakeSample(ctx context.Context, dir string, progress func(done, total int)) error
	// Restore unpacks a backup into a new or empty folder.
	Restore(ctx context.Context, archive, dir string, progress func(done, total int64)) error
	// CloudService names the service that syncs dir, or is empty.
	CloudService(dir string) string
}

// Options start the window.
type Options struct {
	Host    Host
	Files   fs.FS  // the embedded assets
	Dir     string // workspace that was asked for; empty: the last one, or the default
	Version string
	Print   func(path string) error // nil where the system offers no way to print
	Clip    kit.ClipReader          // nil where the clipboard holds nothing but text
}

// appID is the program's name towards the system; it must not change, because
// preferences are kept under it.
const appID = "app.casefolio.desktop"

// Keys of what is remembered on this machine: what is needed before a
// workspace is open. Everything else is in the workspace.
const (
	prefWorkspace = "workspace"
	prefLanguage  = "language"
	prefTheme     = "theme"
	prefScale     = "scale"
	prefWidth     = "width"
	prefHeight    = "height"
)

// Sizes of the window in the toolkit's units.
const (
	firstWidth, firstHeight = 1360, 860
	leastWidth, leastHeight = 480, 320
)

const scaleVariable = "FYNE_SCALE"

// givenScale is what somebody set before the start; it wins over the settings.
var givenScale = os.Getenv(scaleVariable)

// Run shows the window and returns when it is closed. Where the system has no
// screen or no OpenGL, it says so and leaves a file that explains it.
func Run(o Options) (err error) {
	heard := listen()
	a := app.NewWithID(appID)
	s, err := newShell(a, o, kit.NewTasks(false))
	if err != nil {
		heard.stop()
		return err
	}
	failed, started := false, false
	defer func() {
		if !started {
			heard.stop()
		}
		if failed {
			err = startFailed(a, o, heard.text())
		} else if p := recover(); p != nil {
			if started {
				panic(p)
			}
			err = startFailed(a, o, heard.text()+fmt.Sprint(p)) // the toolkit, without a screen
		}
	}()
	a.Lifecycle().SetOnStarted(func() {
		if failed = !appeared(s.win, heard); failed {
			a.Quit()
			return
		}
		started = true
		heard.stop()
		s.fitScreen(screenRoom())
		s.start()
		s.follow()
		forgetFailure(o.Host.DefaultDir())
	})
	s.win.ShowAndRun()
	return nil
}

// followEvery is how soon the page follows the Tab key.
const followEvery = 100 * time.Millisecond

// follow keeps what has the focus in sight, until the window closes.
func (s *shell) follow() {
	time.AfterFunc(followEvery, func() {
		fyne.Do(func() {
			if s.quitting {
				return
			}
			if s.content != nil && len(s.content.Objects) > 0 {
				s.follower.Look(s.win.Canvas(), s.content.Objects[0])
			}
			s.follow()
		})
	})
}

// prepare puts theme, scale and language in force as they were last.
func prepare(a fyne.App, o Options) (*theme.Theme, error) {
	p := a.Preferences()
	setScale(float32(p.Float(prefScale)))
	if raw, err := fs.ReadFile(o.Files, "icons/casefolio.png"); err == nil {
		a.SetIcon(fyne.NewStaticResource("casefolio.png", raw))
	}
	th := theme.New(o.Files)
	a.Settings().SetTheme(th.Mode(mode(p.String(prefTheme))))
	return th, kit.LoadTranslations(o.Files, p.String(prefLanguage))
}

// mode is the variant for a setting. Where no desktop says what it prefers, as
// on most of the systems that are neither Windows nor macOS, the toolkit takes
// dark for granted; paper is light.
func mode(setting string) string {
	if setting == "" && runtime.GOOS != "windows" && runtime.GOOS != "darwin" {
		return theme.Light
	}
	return setting
}

// setScale sets the size of everything; zero follows the system. The toolkit
// takes it from the environment.
func setScale(scale float32) {
	value := givenScale
	if scale > 0 && givenScale == "" {
		value = strconv.FormatFloat(float64(scale), 'f', 2, 32)
	}
	if err := os.Setenv(scaleVariable, value); err != nil {
		fyne.LogError("scale", err)
	}
}

// lastSize is the size that the window had when it was closed. It is kept
// without the scale, so that another scale does not change it on the screen.
func lastSize(a fyne.App) fyne.Size {
	p := a.Preferences()
	by := scaleOf(p)
	w, h := p.FloatWithFallback(prefWidth, firstWidth), p.FloatWithFallback(prefHeight, firstHeight)
	return fyne.NewSize(float32(w/by), float32(h/by)).Max(fyne.NewSize(leastWidth, leastHeight))
}

func keepSize(a fyne.App, s fyne.Size) {
	p := a.Preferences()
	p.SetFloat(prefWidth, float64(s.Width)*scaleOf(p))
	p.SetFloat(prefHeight, float64(s.Height)*scaleOf(p))
}

// scaleOf is the scale that was given or is in the settings, 1 where they
// follow the system.
func scaleOf(p fyne.Preferences) float64 {
	if scale, err := strconv.ParseFloat(givenScale, 64); err == nil && scale > 0 {
		return scale
	}
	if scale := p.Float(prefScale); scale > 0 {
		return scale
	}
	return 1
}

// fitScreen makes a window smaller that would reach beyond the screen. The
// room is in pixels; none is known where it is zero.
func (s *shell) fitScreen(width, height int) {
	scale := s.win.Canvas().Scale()
	if width <= 0 || height <= 0 || scale <= 0 {
		return
	}
	size := s.win.Canvas().Size()
	fits := size.Min(fyne.NewSize(float32(width)/scale, float32(height)/scale))
	if fits != size {
		s.win.Resize(fits)
		s.win.CenterOnScreen()
	}
}
