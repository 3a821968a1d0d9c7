package clocks

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/fault"
	"casefolio/ui/due"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// standards is the card of what is kept to on each channel.
func (p *Page) standards() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, s := range p.state.standards {
		rows = append(rows, p.standard(s), kit.Hairline())
	}
	return card(kit.T("clocks.standards"), kit.T("clocks.standards.hint"), rows...)
}

// channel names the channel of a standard.
func (p *Page) channel(s deadlines.Standard) string {
	if s.Channel == "" {
		return kit.T("clocks.channel.other")
	}
	return cases.Name(p.deps.Lists.Channels, s.Channel, kit.Language())
}

// standard is one line: the channel, its spans, and what can be done.
func (p *Page) standard(s deadlines.Standard) fyne.CanvasObject {
	t := due.Words()
	spans := kit.Flow(14)
	for _, one := range []struct {
		key  string
		span deadlines.Span
	}{{"clocks.first", s.First}, {"clocks.resolution", s.Resolution}, {"clocks.follow_up", s.FollowUp}, {"clocks.buffer", s.Buffer}} {
		value := t.Span(one.span)
		switch {
		case one.key == "clocks.buffer" && one.span.IsZero() && s.Channel != "":
			continue
		case one.key == "clocks.buffer" && one.span.IsZero():
			value = kit.T("clocks.buffer.usual")
		}
		spans.Add(kit.Small(kit.T(one.key, "span", value)).Whole())
	}
	deeds := kit.HBox(4)
	if s.Changed {
		deeds.Add(kit.NewQuiet(kit.T("clocks.revert"), func() { p.revertStandard(s) }))
	}
	deeds.Add(kit.NewButton(kit.T("clocks.change"), func() { p.askStandard(s) }))
	name := kit.Strong(p.channel(s))
	if s.Changed {
		name = kit.Strong(kit.T("clocks.own", "name", p.channel(s))).Colored(theme.ColorInfo)
	}
	return kit.Row(10, 0, kit.VBox(3, name, spans), deeds)
}

func (p *Page) revertStandard(s deadlines.Standard) {
	p.keep(kit.T("clocks.reverted", "name", p.channel(s)),
		func(ctx context.Context) error { return p.deps.Clocks.RevertStandard(ctx, s.Channel) },
		func(ctx context.Context) error { return p.deps.Clocks.SaveStandard(ctx, s) })
}

// askStandard asks for the spans of a channel.
func (p *Page) askStandard(was deadlines.Standard) {
	canvas := p.deps.Shell.Window().Canvas()
	first := newSpan(kit.T("clocks.field.first"), was.First, workUnits())
	resolution := newSpan(kit.T("clocks.field.resolution"), was.Resolution, workUnits())
	follow := newSpan(kit.T("clocks.field.follow_up"), was.FollowUp, dayUnits())
	buffer := newSpan(kit.T("clocks.field.buffer"), was.Buffer, []deadlines.Unit{deadlines.Minutes, deadlines.Hours})
	hint := "clocks.field.buffer.hint"
	if was.Channel != "" {
		hint = "clocks.field.buffer.channel"
	}
	buffer.WithHint(kit.T(hint))
	d := kit.NewDialog(canvas, p.channel(was), kit.VBox(12, kit.Muted(kit.T("clocks.standard.hint")).Wrapped(), first.Field, resolution.Field, follow.Field, buffer.Field))
	d.SetWidth(560)
	d.SetButtons(kit.NewButton(kit.T("kit.cancel"), d.Hide), kit.NewPrimary(kit.T("clocks.save"), func() {
		is := was
		for field, into := range map[*span]*deadlines.Span{first: &is.First, resolution: &is.Resolution, follow: &is.FollowUp, buffer: &is.Buffer} {
			got, err := field.span()
			if err != nil {
				field.blame(canvas, err)
				return
			}
			*into = got
		}
		d.Hide()
		p.keep(kit.T("clocks.standard.saved", "name", p.channel(was)),
			func(ctx context.Context) error { return p.deps.Clocks.SaveStandard(ctx, is) },
			func(ctx context.Context) error {
				if !was.Changed {
					return p.deps.Clocks.RevertStandard(ctx, was.Channel)
				}
				return p.deps.Clocks.SaveStandard(ctx, was)
			})
	}))
	d.Show()
	canvas.Focus(first.number)
}

func workUnits() []deadlines.Unit {
	return []deadlines.Unit{deadlines.Minutes, deadlines.Hours, deadlines.Days, deadlines.WorkHours, deadlines.WorkDays}
}

func dayUnits() []deadlines.Unit {
	return []deadlines.Unit{deadlines.Hours, deadlines.Days, deadlines.WorkDays}
}

// span is a field for a length of time: a number and what it counts. An empty
// number is none.
type span struct {
	*kit.Field
	number *kit.Entry
	units  []deadlines.Unit
	unit   *kit.Segments
}

func newSpan(label string, is deadlines.Span, units []deadlines.Unit) *span {
	at := 0
	for i, u := range units {
		if u == is.Unit {
			at = i
		}
	}
	if !is.IsZero() && units[at] != is.Unit { // one that the seller or a rule has from elsewhere
		units = append(units, is.Unit)
		at = len(units) - 1
	}
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = kit.T("clocks.unit." + string(u))
	}
	s := &span{number: kit.NewEntry(), units: units, unit: kit.NewSegments(names, at, nil)}
	if !is.IsZero() {
		s.number.SetText(strconv.FormatInt(is.N, 10))
	}
	s.Field = kit.NewField(label, false, kit.HBox(8, kit.Sized(s.number, 72, 0), s.unit))
	return s
}

// span is what stands in the field.
func (s *span) span() (deadlines.Span, error) {
	text := strings.TrimSpace(s.number.Text)
	if text == "" || text == "0" {
		return deadlines.Span{}, nil
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < 1 {
		return deadlines.Span{}, fault.New("due.span")
	}
	is := deadlines.Span{N: n, Unit: s.units[s.unit.Selected()]}
	return is, is.Check()
}

func (s *span) blame(c fyne.Canvas, err error) {
	sentence, _ := kit.FaultText(err)
	s.SetError(sentence)
	c.Focus(s.number)
}
