package clocks

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/deadlines"
	"casefolio/app/fault"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// calendars is the card of public holidays and days off.
func (p *Page) calendars() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, h := range p.state.calendars {
		rows = append(rows, p.calendar(h), kit.Hairline())
	}
	return card(kit.T("clocks.calendars"), kit.T("clocks.calendars.hint"), rows...)
}

// name is a calendar's in the seller's language.
func (p *Page) name(h deadlines.Holidays) string {
	if h.ID == deadlines.OwnDays {
		return kit.T("clocks.calendar.own")
	}
	return cmp.Or(h.Names[kit.Language()], h.Names[kit.English], h.ID)
}

func (p *Page) calendar(h deadlines.Holidays) fyne.CanvasObject {
	var left fyne.CanvasObject = kit.Strong(p.name(h)).Whole()
	if h.ID != deadlines.OwnDays {
		left = kit.NewCheck(p.name(h), h.Follow, func(on bool) {
			is := h
			is.Follow = on
			p.saveCalendar(h, is)
		})
	}
	deeds := []fyne.CanvasObject{kit.NewButton(kit.T("clocks.days"), func() { p.askDays(h) })}
	if h.Changed && h.ID != deadlines.OwnDays {
		deeds = append([]fyne.CanvasObject{kit.NewQuiet(kit.T("clocks.revert"), func() { p.revertCalendar(h) })}, deeds...)
	}
	box := kit.VBox(2, kit.Beside(left, deeds...), kit.Small(p.about(h)).Wrapped())
	if note := h.Note; note != "" || h.NoteZH != "" {
		if kit.Language() == kit.Chinese {
			note = cmp.Or(h.NoteZH, note)
		}
		box.Add(kit.Small(note).Wrapped())
	}
	return box
}

// about says how many days a calendar has, and who says so.
func (p *Page) about(h deadlines.Holidays) string {
	s := kit.T("clocks.calendar.days", "count", kit.Count(len(h.Days)))
	if h.Source != "" {
		key := "clocks.calendar.source"
		if !h.Verified {
			key = "clocks.calendar.unverified"
		}
		s += " · " + kit.T(key, "source", h.Source, "date", h.AsOf)
	}
	if h.Changed && h.ID != deadlines.OwnDays {
		s += " · " + kit.T("clocks.calendar.changed")
	}
	return s
}

func (p *Page) saveCalendar(was, is deadlines.Holidays) {
	p.keep(kit.T("clocks.calendar.saved", "name", p.name(is)),
		func(ctx context.Context) error { return p.deps.Clocks.SaveCalendar(ctx, is) },
		func(ctx context.Context) error {
			if !was.Changed {
				return p.deps.Clocks.RevertCalendar(ctx, was.ID)
			}
			return p.deps.Clocks.SaveCalendar(ctx, was)
		})
}

func (p *Page) revertCalendar(h deadlines.Holidays) {
	p.keep(kit.T("clocks.reverted", "name", p.name(h)),
		func(ctx context.Context) error { return p.deps.Clocks.RevertCalendar(ctx, h.ID) },
		func(ctx context.Context) error { return p.deps.Clocks.SaveCalendar(ctx, h) })
}

// days is the dialog in which days are added and taken out.
type days struct {
	page    *Page
	was, is deadlines.Holidays
	day     *kit.Entry
	field   *kit.Field
	name    *kit.Entry
	working *kit.Check
	rows    *fyne.Container
	scroll  *kit.Scroller
}

// askDays shows the days of a calendar, the next first.
func (p *Page) askDays(h deadlines.Holidays) {
	canvas := p.deps.Shell.Window().Canvas()
	d := &days{page: p, was: h, is: h, day: kit.NewEntry(), name: kit.NewEntry(), rows: kit.VBox(2)}
	d.is.Days = slices.Clone(h.Days)
	d.day.SetPlaceHolder("2026-12-24")
	d.field = kit.NewField(kit.T("clocks.day.date"), false, d.day)
	d.working = kit.NewCheck(kit.T("clocks.day.working"), false, nil)
	add := func() { d.add(canvas) }
	d.day.OnSubmitted = func(string) { add() }
	d.name.OnSubmitted = func(string) { add() }
	top := kit.VBox(8, kit.Columns(2, 10, d.field, kit.NewField(kit.T("clocks.day.name"), false, d.name)),
		kit.Row(8, 0, d.working, kit.NewButton(kit.T("clocks.day.add"), add)), kit.Hairline())
	d.scroll = kit.NewScroller(d.rows)
	d.fill()
	dialog := kit.NewDialog(canvas, p.name(h), container.NewBorder(top, nil, nil, nil, d.scroll))
	dialog.Height = 400
	dialog.SetWidth(560)
	dialog.SetButtons(kit.NewButton(kit.T("kit.cancel"), dialog.Hide), kit.NewPrimary(kit.T("clocks.save"), func() {
		if strings.TrimSpace(d.day.Text) != "" && !d.add(canvas) { // typed and not yet added
			return
		}
		dialog.Hide()
		p.saveCalendar(d.was, d.is)
	}))
	dialog.Show()
	canvas.Focus(d.day)
}

// add takes the typed day, or the days from one to another, and tells whether it
// could.
func (d *days) add(c fyne.Canvas) bool {
	from, to, err := parseDays(d.day.Text)
	if err != nil {
		sentence, _ := kit.FaultText(err)
		d.field.SetError(sentence)
		c.Focus(d.day)
		return false
	}
	d.field.Clear()
	name := strings.TrimSpace(d.name.Text)
	for day := from; day.Compare(to) <= 0; day = day.Add(1) {
		d.is.Days = slices.DeleteFunc(d.is.Days, func(h deadlines.Holiday) bool { return h.Day == day })
		h := deadlines.Holiday{Day: day, Working: d.working.Checked}
		if name != "" {
			h.Names = map[string]string{kit.Chinese: name, kit.English: name}
		}
		d.is.Days = append(d.is.Days, h)
	}
	slices.SortFunc(d.is.Days, func(a, b deadlines.Holiday) int { return a.Day.Compare(b.Day) })
	d.day.SetText("")
	d.name.SetText("")
	d.fill()
	c.Focus(d.day)
	return true
}

// most is how many days are added at once.
const most = 62

// parseDays reads a day or two, of which the second is the last: "2027-02-05" or
// "2027-02-05 - 2027-02-12".
func parseDays(text string) (from, to deadlines.Day, err error) {
	text = strings.NewReplacer("/", "-", ".", "-", "~", " ", "\uff5e", " ", "\u81f3", " ", "\u2014", " ", "\u2013", " ").Replace(text)
	parts := slices.DeleteFunc(strings.Fields(text), func(s string) bool { return strings.Trim(s, "-") == "" })
	if len(parts) == 0 || len(parts) > 2 {
		return from, to, fault.New("due.day")
	}
	if from, err = deadlines.ParseDay(parts[0]); err != nil {
		return from, to, fault.Wrap(err, "due.day")
	}
	to = from
	if len(parts) == 2 {
		if to, err = deadlines.ParseDay(parts[1]); err != nil {
			return from, to, fault.Wrap(err, "due.day")
		}
	}
	if to.Compare(from) < 0 || from.Add(most).Compare(to) < 0 {
		return from, to, fault.New("due.day")
	}
	return from, to, nil
}

func (d *days) fill() {
	d.rows.RemoveAll()
	if len(d.is.Days) == 0 {
		d.rows.Add(kit.Muted(kit.T("clocks.day.none")).Wrapped())
	}
	for _, h := range d.is.Days {
		text := kit.Body(h.Day.String() + " " + kit.T("due.day."+kit.Count(h.Day.Weekday())) + "  " + cmp.Or(h.Names[kit.Language()], h.Names[kit.English]))
		row := kit.Row(8, 0, text)
		if h.Working {
			text.Colored(theme.ColorInfo)
			row.Add(kit.NewBadge(kit.T("clocks.day.working.badge"), kit.ToneInfo))
		}
		row.Add(kit.NewQuiet(kit.T("clocks.day.remove"), func() {
			d.is.Days = slices.DeleteFunc(d.is.Days, func(o deadlines.Holiday) bool { return o.Day == h.Day })
			d.fill()
		}))
		d.rows.Add(row)
	}
	d.rows.Refresh()
	d.scroll.Settle()
}
