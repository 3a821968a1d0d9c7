package ui

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"casefolio/app/fault"
	"casefolio/ui/kit"
)

// failureFile tells a seller whose double click led to nothing what to do. It
// stands in the default workspace folder.
const failureFile = "casefolio-start-failed.txt"

// noGraphics is what the toolkit logs where there is a window but nothing to
// draw in it with; it goes on with an empty one.
const noGraphics = "failed to initialise OpenGL"

// listener keeps what the toolkit logs while it starts: it returns no errors.
type listener struct {
	before io.Writer
	mu     sync.Mutex
	said   bytes.Buffer
}

func (l *listener) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.said.Write(p)
}

func (l *listener) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.said.String()
}

func listen() *listener {
	l := &listener{before: log.Writer()}
	log.SetOutput(l)
	return l
}

// stop gives the log back to where it was sent.
func (l *listener) stop() { log.SetOutput(l.before) }

// appeared tells whether the toolkit got a window from the system. Where it did
// not, it would run on without one, and hold the workspace.
func appeared(w fyne.Window, l *listener) bool {
	if strings.Contains(l.text(), noGraphics) {
		return false
	}
	n, ok := w.(driver.NativeWindow)
	if !ok {
		return true
	}
	there := true
	n.RunNative(func(c any) {
		switch c := c.(type) {
		case driver.X11WindowContext:
			there = c.WindowHandle != 0
		case driver.WaylandWindowContext:
			there = c.WaylandSurface != 0
		case driver.WindowsWindowContext:
			there = c.HWND != 0
		case driver.MacWindowContext:
			there = c.NSWindow != 0
		}
	})
	return there
}

// startFailed writes the file and returns what the command line says.
func startFailed(a fyne.App, o Options, cause string) error {
	err := fault.Wrap(fmt.Errorf("no window: %s", strings.TrimSpace(cause)), "screen.none")
	sentence, hint := kit.FaultText(err)
	dir := o.Host.DefaultDir()
	path := filepath.Join(dir, failureFile)
	text := strings.Join([]string{
		sentence, hint, "",
		"Casefolio " + o.Version + " · " + runtime.GOOS + "/" + runtime.GOARCH + " · " + time.Now().Format(time.RFC3339),
		strings.TrimSpace(cause), "",
	}, "\n")
	if mkErr := os.MkdirAll(dir, 0o700); mkErr != nil {
		return err // the sentence matters more than the file
	}
	if os.WriteFile(path, []byte(text), 0o600) == nil && (runtime.GOOS == "windows" || runtime.GOOS == "darwin") {
		if showErr := show(a, path); showErr != nil { // a window program has nowhere else to say it
			slog.Error("showing the note of a failed start", "cause", showErr)
		}
	}
	return err
}

// forgetFailure takes the file away once a window is there.
func forgetFailure(dir string) {
	if err := os.Remove(filepath.Join(dir, failureFile)); err != nil && !os.IsNotExist(err) {
		slog.Error("removing the note of a failed start", "cause", err)
	}
}
