// Package kittest stands in for the window where a page is tested alone.
package kittest

import (
	"context"
	"io/fs"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app/fault"
	"casefolio/app/undo"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Shell records what a page asks of the window. Work runs at once; questions
// are answered with Answer.
type Shell struct {
	Answer bool // what Confirm is told; true from the start

	Toasts  []string
	Actions []kit.Action // of the last toast
	Errors  []error
	Asked   []string // titles of the questions
	Routes  []kit.Route
	Backs   int
	Pages   map[string]func(id string) kit.Page
	Undo    *undo.Service        // takes deeds back, where a test has some
	Undone  func(deed undo.Deed) // is told of a deed that was taken back; may be nil

	window fyne.Window
	page   kit.Page
	tasks  *kit.Tasks
	caseID string
}

var _ kit.Shell = (*Shell)(nil)

// New opens a window of the test driver in language ("zh" or "en") with the
// program's theme and texts.
func New(t testing.TB, files fs.FS, language string) *Shell {
	t.Helper()
	kit.DoubleClick = 0 // a test taps faster than any hand
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(files))
	if err := kit.LoadTranslations(files, language); err != nil {
		t.Fatal(err)
	}
	s := &Shell{Answer: true, Pages: map[string]func(string) kit.Page{}, tasks: kit.NewTasks(true)}
	s.window = test.NewTempWindow(t, nil)
	s.window.SetPadded(false)
	s.window.Resize(fyne.NewSize(1192, 860))
	t.Cleanup(s.tasks.Stop)
	return s
}

// Show puts a page into the window, as the shell does.
func (s *Shell) Show(p kit.Page) {
	s.page = p
	s.window.SetContent(p.Content())
	p.Reload()
}

// Window implements kit.Shell.
func (s *Shell) Window() fyne.Window { return s.window }

// Tasks implements kit.Shell.
func (s *Shell) Tasks() *kit.Tasks { return s.tasks }

// Toast implements kit.Shell.
func (s *Shell) Toast(text string, actions ...kit.Action) {
	s.Toasts = append(s.Toasts, text)
	s.Actions = actions
}

// ShowError implements kit.Shell.
func (s *Shell) ShowError(err error) {
	if err != nil {
		s.Errors = append(s.Errors, err)
	}
}

// FaultCodes lists the codes of the errors that were shown.
func (s *Shell) FaultCodes() []string {
	codes := make([]string, len(s.Errors))
	for i, err := range s.Errors {
		codes[i] = fault.Of(err).Code
	}
	return codes
}

// Confirm implements kit.Shell.
func (s *Shell) Confirm(title, _, _ string, _ bool, yes func()) {
	s.Asked = append(s.Asked, title)
	if s.Answer {
		yes()
	}
}

// Progress implements kit.Shell; it never shows.
func (s *Shell) Progress(title string, cancel func()) *kit.Progress {
	return kit.NewProgress(nil, title, cancel)
}

// Register implements kit.Shell.
func (s *Shell) Register(name string, page func(id string) kit.Page) { s.Pages[name] = page }

// Go implements kit.Shell.
func (s *Shell) Go(r kit.Route) { s.Routes = append(s.Routes, r) }

// Back implements kit.Shell.
func (s *Shell) Back() { s.Backs++ }

// TakeBack implements kit.Shell.
func (s *Shell) TakeBack(b kit.Back) {
	d, err := s.Undo.UndoThese(context.Background(), b.CaseID, b.Deeds...)
	s.ShowError(err)
	switch {
	case err != nil:
	case s.Undone != nil:
		s.Undone(d)
	case s.page != nil:
		s.page.Reload()
	}
}

// CurrentCase implements kit.Shell.
func (s *Shell) CurrentCase() string { return s.caseID }

// SetCurrentCase implements kit.Shell.
func (s *Shell) SetCurrentCase(id string) { s.caseID = id }
