// Package kit holds what every page is built from: the one door for
// background work, text in the seller's language, the way to the window's
// messages, and the widgets.
package kit

import (
	"fyne.io/fyne/v2"
)

// Route names a page and what it shows; routes are equal when both fields are.
type Route struct{ Page, ID string }

// The pages of the program.
const (
	PageToday    = "today"    // what is due
	PageCases    = "cases"    // ID: global id of a case, or empty
	PageIntake   = "intake"   // ID: id of a draft, or empty for a new one
	PageEvidence = "evidence" // ID: global id of an exhibit
	PagePhrases  = "phrases"  // ID: global id of the case to fill from, or empty
	PageSettings = "settings"
	PagePackets  = "packets" // ID: global id of a case
)

// Action is a button of a toast.
type Action struct {
	Label string
	Do    func()
}

// Shell is the window as a page sees it. All methods but those of Progress are
// called on the window's thread.
type Shell interface {
	Window() fyne.Window
	Tasks() *Tasks
	// Toast shows a result for some seconds, longer with actions.
	Toast(text string, actions ...Action)
	// ShowError tells the seller what went wrong and what to do next, and logs
	// the cause. A nil or cancelled error shows nothing.
	ShowError(err error)
	// Confirm asks before a deed. verb names the deed on the button; danger
	// paints it red.
	Confirm(title, body, verb string, danger bool, yes func())
	// Progress shows long work after a moment. cancel may be nil.
	Progress(title string, cancel func()) *Progress
	// Register names the page that shows routes with Page name.
	Register(name string, page func(id string) Page)
	Go(r Route)
	Back()
	// TakeBack takes back what was done to a case, just that, and says so.
	TakeBack(b Back)
	// CurrentCase is the global id of the case last opened, or empty.
	CurrentCase() string
	SetCurrentCase(id string)
}

// Page is one screen. Reload reads again what it shows; the shell calls it
// once after Content and whenever something else may have changed.
type Page interface {
	Content() fyne.CanvasObject
	Reload()
}

// WithShortcuts is a page with keys of its own.
type WithShortcuts interface{ Shortcuts() []Shortcut }

// Returner is told which deed was taken back, by its number, and leads back to
// where it was done.
type Returner interface{ Returned(deed int64) }

// Ticker is told every minute, to write anew how long there is still.
type Ticker interface{ Tick() }

// Leaver is told before it is replaced, to keep what is unfinished.
type Leaver interface{ Leaving() }

// DropTarget takes files dropped on the window; pos is in the window.
type DropTarget interface {
	Dropped(pos fyne.Position, uris []fyne.URI)
}

// PasteTarget takes the clipboard when no field has the focus. False lets the
// shell go on looking.
type PasteTarget interface{ Pasted() bool }
