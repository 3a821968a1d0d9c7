// Package clocks is the page on which the seller says how the clocks run: what
// is kept to on each channel, the buffer before a deadline, days off, and
// reminders.
package clocks

import (
	"context"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/deadlines/reminders"
	"casefolio/ui/kit"
)

// PageName is the page's name for the shell.
const PageName = "clocks"

// Clocks keeps standards and calendars.
type Clocks interface {
	Standards(ctx context.Context) ([]deadlines.Standard, error)
	SaveStandard(ctx context.Context, is deadlines.Standard) error
	RevertStandard(ctx context.Context, channel string) error
	Calendars(ctx context.Context) ([]deadlines.Holidays, error)
	SaveCalendar(ctx context.Context, is deadlines.Holidays) error
	RevertCalendar(ctx context.Context, id string) error
}

// Reminders keeps what the seller is told outside of the window.
type Reminders interface {
	Settings(ctx context.Context) (reminders.Settings, error)
	Save(ctx context.Context, is reminders.Settings) error
}

// Deps is what the page needs. Try shows a notification as it will look; Closed
// tells whether the system shows them while the program is closed.
type Deps struct {
	Shell     kit.Shell
	Clocks    Clocks
	Reminders Reminders
	Lists     *cases.Lists
	Try       func()
	Closed    bool
}

// Page shows how the clocks run. Every change is kept at once.
type Page struct {
	deps    Deps
	state   state
	scroll  *kit.Scroller
	content fyne.CanvasObject
}

// state is all that the page shows.
type state struct {
	standards []deadlines.Standard
	calendars []deadlines.Holidays
	reminders reminders.Settings
}

// columnWidth keeps lines readable in a wide window.
const columnWidth = 820

// NewPage returns the page.
func NewPage(deps Deps) *Page {
	p := &Page{deps: deps, scroll: kit.NewScroller(kit.VBox(0))}
	back := kit.NewButton("←  "+kit.T("preview.back"), deps.Shell.Back)
	head := kit.Pad(kit.Row(12, 1, back, kit.Title(kit.T("clocks.title"))), 14, 18, 10, 18)
	p.content = kit.Dock(kit.VBox(0, head, kit.Hairline()), nil, p.scroll)
	return p
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Reload implements kit.Page.
func (p *Page) Reload() {
	kit.Run(p.deps.Shell.Tasks(), "clocks", func(ctx context.Context) (s state, err error) {
		if s.standards, err = p.deps.Clocks.Standards(ctx); err != nil {
			return s, err
		}
		if s.calendars, err = p.deps.Clocks.Calendars(ctx); err != nil {
			return s, err
		}
		s.reminders, err = p.deps.Reminders.Settings(ctx)
		return s, err
	}, func(s state, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.state = s
		column := kit.VBox(14, p.standards(), p.calendars(), p.reminders())
		p.scroll.SetContent(kit.Pad(kit.MaxWidth(column, columnWidth-36), 16, 18, 24, 18), true)
	})
}

// keep does a change, says so and offers the way back.
func (p *Page) keep(done string, change, back func(ctx context.Context) error) {
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, change(ctx)
	}, func(_ struct{}, err error) {
		p.Reload()
		switch {
		case err != nil:
			p.deps.Shell.ShowError(err)
		case back == nil:
			p.deps.Shell.Toast(done)
		default:
			p.deps.Shell.Toast(done, kit.Action{Label: kit.T("due.undo"), Do: func() {
				p.keep(kit.T("due.undone"), back, nil)
			}})
		}
	})
}

func card(title, note string, rows ...fyne.CanvasObject) fyne.CanvasObject {
	box := kit.VBox(10, kit.Heading(title))
	if note != "" {
		box.Add(kit.Muted(note).Wrapped())
	}
	for _, r := range rows {
		box.Add(r)
	}
	return kit.NewCard(box)
}

// reminders is the card of what is told outside of the window.
func (p *Page) reminders() fyne.CanvasObject {
	was := p.state.reminders
	check := func(key string, on bool, set func(s *reminders.Settings, on bool)) fyne.CanvasObject {
		return kit.NewCheck(kit.T(key), on, func(on bool) {
			is := was
			set(&is, on)
			p.keep(kit.T("clocks.saved"), func(ctx context.Context) error { return p.deps.Reminders.Save(ctx, is) },
				func(ctx context.Context) error { return p.deps.Reminders.Save(ctx, was) })
		})
	}
	note := "clocks.reminders.open"
	if p.deps.Closed {
		note = "clocks.reminders.closed"
	}
	rows := []fyne.CanvasObject{check("clocks.reminders.on", !was.Off, func(s *reminders.Settings, on bool) { s.Off = !on })}
	if !was.Off {
		rows = append(rows,
			check("clocks.reminders.always", was.Always, func(s *reminders.Settings, on bool) { s.Always = on }),
			check("clocks.reminders.names", was.Names, func(s *reminders.Settings, on bool) { s.Names = on }))
		if p.deps.Try != nil {
			rows = append(rows, kit.HBox(0, kit.NewButton(kit.T("clocks.reminders.try"), p.deps.Try)))
		}
	}
	return card(kit.T("clocks.reminders"), kit.T(note), rows...)
}
