package ui

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/fault"
	"casefolio/ui/clocks"
	"casefolio/ui/kit"
	"casefolio/ui/playbooks"
	"casefolio/ui/replies"
	"casefolio/ui/tables"
	"casefolio/ui/theme"
)

// shell is the window with its rail, its pages and its messages.
type shell struct {
	o     Options
	app   fyne.App
	win   fyne.Window
	tasks *kit.Tasks
	theme *theme.Theme

	body    *fyne.Container // what lies below the toasts
	toaster *kit.Toaster
	rail    *rail
	content *fyne.Container // the page beside the rail; nil before a workspace is open

	work    Workspace
	pages   map[string]func(id string) kit.Page
	kept    map[string]shown // the last page of each name
	current shown
	history []kit.Route
	caseID  string

	follower kit.Follower
	timer    *time.Timer // of the daily backup
	warned   bool        // that it failed
	undoing  undoing
	dues     dues
	hand     replies.Hand // what is brought to a reply from another page
	ending   sync.Mutex   // one workspace is closed after the other
	closing  int          // how many are
	wanted   func()       // what comes after closing
	quitting bool
}

// shown is a page with the route it was made for.
type shown struct {
	route kit.Route
	page  kit.Page
}

// historyLimit bounds how far Back goes.
const historyLimit = 50

var _ kit.Shell = (*shell)(nil)

func newShell(a fyne.App, o Options, tasks *kit.Tasks) (*shell, error) {
	th, err := prepare(a, o)
	if err != nil {
		return nil, err
	}
	s := &shell{o: o, app: a, tasks: tasks, theme: th, toaster: kit.NewToaster(tasks.Inline())}
	s.win = a.NewWindow(kit.T("shell.title"))
	s.win.SetPadded(false)
	s.win.SetMaster()
	s.win.Resize(lastSize(a))
	s.win.SetCloseIntercept(s.quit)
	s.win.SetOnDropped(s.dropped)
	s.body = container.NewStack()
	s.win.SetContent(container.NewStack(s.body, s.toaster.Object()))
	s.setMenu()
	s.cover(openingPage(""))
	s.win.Canvas().AddShortcut(&fyne.ShortcutPaste{}, func(fyne.Shortcut) { s.pasted() })
	s.addUndo()
	return s, nil
}

// cover shows o in the whole window.
func (s *shell) cover(o fyne.CanvasObject) {
	s.body.Objects = []fyne.CanvasObject{kit.OnColor(theme.ColorGround, o)}
	s.body.Refresh()
}

// Window implements kit.Shell.
func (s *shell) Window() fyne.Window { return s.win }

// Tasks implements kit.Shell.
func (s *shell) Tasks() *kit.Tasks { return s.tasks }

// Toast implements kit.Shell. A result is where something may be due that was
// not, or no longer is.
func (s *shell) Toast(text string, actions ...kit.Action) {
	s.toaster.Show(text, actions...)
	s.dueSoon()
}

// ShowError implements kit.Shell: a sentence with a hint needs reading, so it
// gets a dialog; a sentence alone is a toast.
func (s *shell) ShowError(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	slog.Error("shown to the seller", "code", fault.Of(err).Code, "cause", err)
	sentence, hint := kit.FaultText(err)
	if hint == "" {
		s.Toast(sentence)
		return
	}
	kit.Tell(s.win.Canvas(), sentence, "", hint)
}

// Confirm implements kit.Shell.
func (s *shell) Confirm(title, body, verb string, danger bool, yes func()) {
	kit.Ask(s.win.Canvas(), title, body, verb, danger, yes)
}

// Progress implements kit.Shell.
func (s *shell) Progress(title string, cancel func()) *kit.Progress {
	if s.tasks.Inline() {
		return kit.NewProgress(nil, title, cancel)
	}
	return kit.NewProgress(s.win.Canvas(), title, cancel)
}

// Register implements kit.Shell.
func (s *shell) Register(name string, page func(id string) kit.Page) { s.pages[name] = page }

// CurrentCase implements kit.Shell.
func (s *shell) CurrentCase() string { return s.caseID }

// SetCurrentCase implements kit.Shell.
func (s *shell) SetCurrentCase(id string) {
	if s.caseID != id {
		s.caseID = id
		s.readUndo()
	}
}

// Go implements kit.Shell.
func (s *shell) Go(r kit.Route) {
	if s.current.page != nil && s.current.route != r {
		s.history = append(s.history, s.current.route)
		if len(s.history) > historyLimit {
			s.history = s.history[1:]
		}
	}
	s.show(r)
}

// Back implements kit.Shell.
func (s *shell) Back() {
	n := len(s.history)
	if n == 0 {
		s.show(kit.Route{Page: kit.PageCases})
		return
	}
	r := s.history[n-1]
	s.history = s.history[:n-1]
	s.show(r)
}

// goSection goes to where the seller last was in a section of the rail.
func (s *shell) goSection(page string) {
	if k, ok := s.kept[page]; ok {
		s.Go(k.route)
		return
	}
	s.Go(kit.Route{Page: page})
}

// show puts the page of a route beside the rail.
func (s *shell) show(r kit.Route) {
	build := s.pages[r.Page]
	if build == nil || s.content == nil {
		return
	}
	if l, ok := s.current.page.(kit.Leaver); ok && s.current.route != r {
		l.Leaving()
	}
	next, ok := s.kept[r.Page]
	if !ok || next.route != r {
		next = shown{r, build(r.ID)}
	}
	s.kept[r.Page], s.current = next, next
	s.content.Objects = []fyne.CanvasObject{next.page.Content()}
	s.content.Refresh()
	s.rail.mark(section(r.Page))
	s.win.Canvas().Unfocus()
	s.setMenu()
	next.page.Reload()
	s.readUndo()
	s.dueSoon()
}

// forget drops a page, so that it is built anew when it is shown next.
func (s *shell) forget() {
	s.kept = map[string]shown{}
	s.current = shown{}
}

// section is the entry of the rail that a page belongs to.
func section(page string) string {
	switch page {
	case kit.PageToday, kit.PagePhrases, kit.PageSettings:
		return page
	case tables.PageName, clocks.PageName, playbooks.PageName:
		return kit.PageSettings
	}
	return kit.PageCases
}

// blocked tells whether a dialog waits for an answer.
func (s *shell) blocked() bool { return s.win.Canvas().Overlays().Top() != nil }

func (s *shell) dropped(pos fyne.Position, uris []fyne.URI) {
	if t, ok := s.current.page.(kit.DropTarget); ok && !s.blocked() {
		t.Dropped(pos, uris)
		return
	}
	s.Toast(kit.T("shell.drop.nowhere"))
}

func (s *shell) pasted() {
	if t, ok := s.current.page.(kit.PasteTarget); ok && !s.blocked() && t.Pasted() {
		return
	}
}

// leave tells the present page that it goes. What has the focus lets go of it
// first: fields keep what was done in them when they are left.
func (s *shell) leave() {
	s.win.Canvas().Unfocus()
	if l, ok := s.current.page.(kit.Leaver); ok {
		l.Leaving()
	}
	s.current = shown{}
}
