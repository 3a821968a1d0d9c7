package evidence

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// askColumns shows what the columns of a table were taken for and lets the
// seller say otherwise.
func (v *parcelView) askColumns() {
	t := v.x.parcel.table
	ids := append([]string{""}, evidence.TrackColumns()...)
	names := make([]string, len(ids))
	names[0] = kit.T("track.column.none")
	for i, id := range ids[1:] {
		names[i+1] = kit.T("track.column." + id)
	}
	selects := make([]*widget.Select, len(t.Columns))
	rows := kit.VBox(10, kit.Small(kit.T("track.columns.hint")).Wrapped())
	for i, id := range t.Columns {
		s := widget.NewSelect(names, nil)
		s.SetSelectedIndex(max(0, slices.Index(ids, id)))
		selects[i] = s
		rows.Add(kit.Hairline())
		rows.Add(kit.Columns(2, 12, columnSample(t, i), s))
	}
	d := kit.NewDialog(v.page.deps.Shell.Window().Canvas(), kit.T("track.columns.title"), rows)
	d.SetWidth(560)
	d.SetButtons(kit.NewButton(kit.T("viewer.cancel"), d.Hide), kit.NewPrimary(kit.T("track.columns.read"), func() {
		choices := v.choices()
		choices.Columns = make([]string, len(selects))
		for i, s := range selects {
			choices.Columns[i] = ids[max(0, s.SelectedIndex())]
		}
		v.readAgain(choices, d.Hide)
	}))
	d.Show()
}

// columnSample is the heading of a column and the first of its cells.
func columnSample(t evidence.TrackTable, i int) fyne.CanvasObject {
	title := kit.T("track.column.no", "no", strconv.Itoa(i+1))
	if i < len(t.Header) && t.Header[i] != "" {
		title = t.Header[i]
	}
	var cells []string
	for _, row := range t.Samples {
		if i < len(row) && row[i] != "" {
			cells = append(cells, oneLine(row[i]))
		}
	}
	return kit.VBox(2, kit.Strong(oneLine(title)), kit.Small(oneLine(strings.Join(cells, " · "))).Wrapped().Clamped(2))
}

// askOrder asks which number of a date is the day.
func (v *parcelView) askOrder() {
	orders := []evidence.Order{evidence.DayFirst, evidence.MonthFirst, evidence.YearFirst}
	labels := make([]string, len(orders))
	for i, o := range orders {
		labels[i] = kit.T("track.order." + string(o))
	}
	chosen := max(0, slices.Index(orders, v.x.parcel.choices.Order))
	segments := kit.NewSegments(labels, chosen, func(i int) { chosen = i })
	d := kit.NewDialog(v.page.deps.Shell.Window().Canvas(), kit.T("track.order.title"),
		kit.VBox(12, kit.Body(kit.T("track.order.hint")).Wrapped(), segments))
	d.SetButtons(kit.NewButton(kit.T("viewer.cancel"), d.Hide), kit.NewPrimary(kit.T("track.columns.read"), func() {
		choices := v.choices()
		choices.Order = orders[chosen]
		v.readAgain(choices, d.Hide)
	}))
	d.Show()
}

// choices are those that the record on show was read with; the columns of a table
// may have been remembered from another one.
func (v *parcelView) choices() evidence.TrackChoices {
	c := v.x.parcel.choices
	if v.x.parcel.columns {
		c.Columns = v.x.parcel.table.Columns
	}
	return c
}

// readAgain reads the record again with other choices and offers the way back.
func (v *parcelView) readAgain(choices evidence.TrackChoices, then func()) {
	p, id, caseID := v.page, v.x.e.ID, v.x.c.ID
	p.do(func(ctx context.Context) error {
		opt, _, err := p.deps.options(ctx, caseID)
		if err == nil {
			_, err = p.deps.Evidence.RereadTrack(ctx, id, choices, opt)
		}
		return err
	}, func(back kit.Back) {
		then()
		p.Reload()
		kit.Did(p.deps.Shell, kit.T("track.reread"), back)
	})
}
