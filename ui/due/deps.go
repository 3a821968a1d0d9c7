// Package due shows the clocks of a case beside it and holds the deeds on
// them: answered, waiting, promised, later, another date. The board of today
// uses the same deeds.
package due

import (
	"context"
	"time"

	"casefolio/app/deadlines"
	"casefolio/app/deadlines/words"
	"casefolio/app/programmes"
	"casefolio/app/records"
	"casefolio/app/replies"
	"casefolio/ui/kit"
	"casefolio/ui/theme"

	"fyne.io/fyne/v2"
)

// Clocks counts what is due and keeps what the seller says about it.
type Clocks interface {
	Case(ctx context.Context, caseID string) ([]deadlines.Item, error)
	WorkTime(ctx context.Context) (deadlines.Calendar, error)
	Promise(ctx context.Context, caseID string, p deadlines.Promise) (records.Entry[deadlines.Promise], error)
	KeepPromise(ctx context.Context, id string) error
	BreakPromise(ctx context.Context, id, note string) error
	Promises(ctx context.Context, caseID string) ([]records.Entry[deadlines.Promise], error)
	SavePromise(ctx context.Context, e records.Entry[deadlines.Promise]) (records.Entry[deadlines.Promise], error)
	Answered(ctx context.Context, caseID string, a deadlines.Answer) (records.Entry[deadlines.Answer], error)
	Wait(ctx context.Context, caseID string, w deadlines.Wait) (records.Entry[deadlines.Wait], error)
	EndWait(ctx context.Context, id string) error
	ProlongWait(ctx context.Context, id string, until time.Time) error
	Snooze(ctx context.Context, caseID, key string, until time.Time) error
}

// Programmes keeps the due date that the seller read on a platform's page.
type Programmes interface {
	Choices(ctx context.Context, caseID string) ([]programmes.Choice, error)
	Choose(ctx context.Context, caseID, programmeID string, due time.Time) (programmes.Choice, error)
}

// Replies keeps what became of a reply that was copied.
type Replies interface {
	Confirm(ctx context.Context, id string) (replies.Entry, error)
	Drop(ctx context.Context, id string) error
}

// Finish does an item that belongs to another noun, as a task.
type Finish func(ctx context.Context, i deadlines.Item) error

// Deps is what the pane and the deeds need. Now gives the time in the seller's
// zone. Finish may hold kinds that are done elsewhere; Reply shows what is written
// to the buyer of a case. Replies, Finish and Reply may be nil.
type Deps struct {
	Shell      kit.Shell
	Clocks     Clocks
	Programmes Programmes
	Replies    Replies
	Reply      func(caseID string)
	Now        func() time.Time
	Finish     map[deadlines.ItemKind]Finish
	Minute     func(repaint func()) // is given what repaints the pane as time passes; may be nil
}

// Words says what is due in the language of the window.
func Words() words.Texts { return kit.T }

// Tone is the colour of a state; the words beside it say it, too.
func Tone(s words.State) kit.Tone {
	switch s {
	case words.Late:
		return kit.ToneLate
	case words.Soon:
		return kit.ToneSoon
	case words.Done:
		return kit.ToneGood
	case words.Later:
		return kit.ToneInfo
	}
	return kit.ToneNeutral
}

// ink is Tone for text on the ground of a page.
func ink(s words.State) fyne.ThemeColorName {
	switch s {
	case words.Late:
		return theme.ColorLate
	case words.Soon:
		return theme.ColorSoon
	case words.Done:
		return theme.ColorGood
	case words.Later:
		return theme.ColorInk
	}
	return theme.ColorMuted
}
