package evidence

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// eventForm asks for a line of the seller's own, or for a correction.
type eventForm struct {
	v         *parcelView
	e         evidence.Event
	at, place *kit.Entry
	text      *kit.LongEntry
	atIn      *kit.Field
	milestone *widget.Select
	ids       []string // of the milestones, by place in the select
	dialog    *kit.Dialog
}

// edit opens the form for an event. What the carrier wrote is shown and stays.
func (v *parcelView) edit(e evidence.Event) {
	f := &eventForm{v: v, e: e, at: kit.NewEntry(), place: kit.NewEntry(), text: kit.NewLongEntry(3)}
	f.at.SetText(stampText(e))
	f.place.SetText(e.Place)
	f.text.SetText(e.Text)
	f.milestones()
	f.atIn = kit.NewField(kit.T("track.form.time"), e.Own, f.at).WithHint(kit.T("track.form.time.hint"))
	var said fyne.CanvasObject = f.text
	if !e.Own {
		said = kit.Body(printable(e.Text)).Wrapped().Clamped(6)
	}
	body := kit.VBox(12, kit.NewField(kit.T("track.form.text"), e.Own, said), f.atIn,
		kit.NewField(kit.T("track.form.place"), false, f.place), kit.NewField(kit.T("track.form.milestone"), false, f.milestone))
	title, hint := kit.T("track.form.correct"), kit.T("track.form.correct.hint")
	if e.Own {
		title, hint = kit.T("track.form.own"), kit.T("track.form.own.hint")
	}
	body.Add(kit.Small(hint).Wrapped())
	f.dialog = kit.NewDialog(v.page.deps.Shell.Window().Canvas(), title, body)
	f.dialog.SetWidth(480)
	buttons := []*kit.Button{kit.NewButton(kit.T("viewer.cancel"), f.dialog.Hide)}
	switch {
	case e.Own && e.Seq > 0:
		buttons = append(buttons, kit.NewDanger(kit.T("track.form.remove"), f.remove))
	case e.Was != nil:
		buttons = append(buttons, kit.NewButton(kit.T("track.form.revert"), func() { f.keep(*e.Was) }))
	}
	f.dialog.SetButtons(append(buttons, kit.NewPrimary(kit.T("track.form.save"), f.save))...)
	f.at.OnSubmitted = func(string) { f.save() }
	f.place.OnSubmitted = func(string) { f.save() }
	f.dialog.Show()
	focus := fyne.Focusable(f.at)
	if e.Own {
		focus = f.text
	}
	v.page.deps.Shell.Window().Canvas().Focus(focus)
}

// milestones fills the select, each with the stage that it belongs to: some
// stages know the same trouble.
func (f *eventForm) milestones() {
	f.ids = append([]string{""}, f.v.page.deps.Evidence.Milestones()...)
	names := make([]string, len(f.ids))
	names[0] = kit.T("track.none")
	for i, id := range f.ids[1:] {
		names[i+1] = kit.T("track.stage."+evidence.MainMilestone(id)) + " · " + MilestoneText(id)
	}
	f.milestone = widget.NewSelect(names, nil)
	f.milestone.SetSelectedIndex(max(0, slices.Index(f.ids, f.e.Milestone)))
}

// stampText writes a time as it is typed: with its offset where that is known.
func stampText(e evidence.Event) string {
	switch {
	case e.At.IsZero():
		return ""
	case e.DateOnly:
		return e.At.Format(time.DateOnly)
	case e.ZoneKnown:
		return e.At.Format(kit.StampLayout + " -07:00")
	}
	return e.At.Format(kit.StampLayout)
}

// readStamp takes what was typed. What was not changed keeps its zone; a time
// without an offset is in the zone that the event had, or the seller's.
func readStamp(typed string, e evidence.Event, seller *time.Location) (evidence.Event, bool) {
	typed = strings.Join(strings.Fields(strings.ReplaceAll(typed, "/", "-")), " ")
	if typed == stampText(e) {
		return e, true
	}
	zone, known := seller, e.Own
	if !e.At.IsZero() {
		zone, known = e.At.Location(), e.ZoneKnown
	}
	if typed == "" {
		e.At, e.DateOnly, e.ZoneKnown, e.PlaceZone = time.Time{}, false, false, false
		return e, true
	}
	for _, layout := range []string{"2006-1-2 15:04 -07:00", "2006-1-2 15:04 -0700", "2006-1-2 15:04 -07", "2006-1-2 15:04", time.DateOnly} {
		at, err := time.ParseInLocation(layout, typed, zone)
		if err != nil || at.Year() < 2000 || at.Year() > 2199 {
			continue
		}
		stated := strings.Contains(layout, "07")
		e.At, e.DateOnly = at, layout == time.DateOnly
		e.ZoneKnown = stated || known && !e.DateOnly
		e.PlaceZone = e.PlaceZone && !stated
		return e, true
	}
	return e, false
}

func (f *eventForm) save() {
	e, ok := readStamp(f.at.Text, f.e, f.v.zones.Seller)
	if !ok || e.Own && e.At.IsZero() {
		f.atIn.SetError(kit.T("track.form.time.wrong"))
		return
	}
	e.Place, e.Milestone = strings.TrimSpace(f.place.Text), f.ids[max(0, f.milestone.SelectedIndex())]
	if e.Own {
		e.Text = f.text.Text
	}
	f.keep(e)
}

// keep keeps the line, says so and offers the way back.
func (f *eventForm) keep(e evidence.Event) {
	p, id := f.v.page, f.v.x.e.ID
	if e.Own && e.Seq == 0 {
		p.do(func(ctx context.Context) error {
			_, err := p.deps.Evidence.AddEvent(ctx, id, e)
			return err
		}, f.done("track.added"))
		return
	}
	p.do(func(ctx context.Context) error { return p.deps.Evidence.ChangeEvent(ctx, id, e) }, f.done("track.changed"))
}

func (f *eventForm) remove() {
	p, id, seq := f.v.page, f.v.x.e.ID, f.e.Seq
	p.do(func(ctx context.Context) error { return p.deps.Evidence.RemoveEvent(ctx, id, seq) }, f.done("track.removed"))
}

func (f *eventForm) done(key string) func(kit.Back) {
	return func(back kit.Back) {
		f.dialog.Hide()
		f.v.page.Reload()
		kit.Did(f.v.page.deps.Shell, kit.T(key), back)
	}
}
