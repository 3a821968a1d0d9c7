package tables

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/tables"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// rows is the third step: what would be made of every row.
type rows struct {
	p      *Page
	object fyne.CanvasObject
	shown  []int // places in the plan's lines
	list   *widget.List
	none   *kit.Text
}

func newRows(p *Page) *rows {
	r := &rows{p: p, none: kit.Muted(kit.T("tables.none.here"))}
	r.list = widget.NewList(func() int { return len(r.shown) }, newRow, r.fill)
	r.list.OnSelected = r.tell
	filter := kit.NewSegments([]string{kit.T("tables.show.all"), kit.T("tables.show.remarks"), kit.T("tables.show.stopped")}, 0, r.filter)
	top := kit.VBox(10, kit.Heading(kit.T("tables.plan.title")), p.counts(p.plan.Counts))
	for _, one := range p.plan.Remarks {
		top.Add(kit.Body("! " + Sentence(one)).Wrapped().Colored(theme.ColorSoon))
	}
	top.Add(filter)
	r.filter(0)
	r.object = kit.Dock(kit.Pad(top, 16, 18, 10, 18), nil,
		kit.Pad(container.NewStack(r.list, container.NewCenter(r.none)), 0, 18, 12, 18))
	return r
}

// counts says in badges what became or becomes of the rows.
func (p *Page) counts(i tables.Import) fyne.CanvasObject {
	flow := kit.Flow(8)
	for _, c := range []struct {
		key  string
		n    int
		tone kit.Tone
	}{
		{"tables.count.new", i.New, kit.ToneGood}, {"tables.count.changed", i.Changed, kit.ToneInfo},
		{"tables.count.same", i.Same, kit.ToneNeutral}, {"tables.count.refused", i.Refused, kit.ToneLate},
	} {
		if c.n > 0 || c.key == "tables.count.new" {
			flow.Add(kit.NewBadge(kit.T(c.key, "count", kit.Count(c.n)), c.tone))
		}
	}
	return flow
}

// filter shows all rows, those with remarks, or those that are left out.
func (r *rows) filter(which int) {
	r.shown = nil
	for i, l := range r.p.plan.Lines {
		if which == 0 || which == 1 && len(l.Remarks) > 0 || which == 2 && l.Stopped() {
			r.shown = append(r.shown, i)
		}
	}
	r.none.Hidden = len(r.shown) > 0
	if r.object != nil { // a list that was never shown cannot scroll
		r.list.ScrollToTop()
	}
	r.list.Refresh()
	r.none.Refresh()
}

// row is a line of the list.
type row struct {
	widget.BaseWidget
	no, title, second *kit.Text
	state             *kit.Badge
	content           fyne.CanvasObject
}

func newRow() fyne.CanvasObject {
	r := &row{no: kit.Small(""), title: kit.Body(" "), second: kit.Small(" "), state: kit.NewBadge("", kit.ToneNeutral)}
	r.content = kit.Pad(kit.Row(12, 1, kit.Sized(r.no, 70, 0), kit.VBox(2, r.title, r.second), r.state), 5, 8, 5, 8)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

func (r *rows) fill(at widget.ListItemID, o fyne.CanvasObject) {
	if at >= len(r.shown) {
		return
	}
	to, l := o.(*row), r.p.plan.Lines[r.shown[at]]
	to.no.SetText(kit.T("tables.rowno", "no", kit.Count(l.Row)))
	to.title.SetText(oneLine(l.Title, l.Detail))
	second := " "
	if len(l.Remarks) > 0 {
		second = sentences(l, "  ")
	}
	to.second.SetText(second)
	switch {
	case l.Stopped():
		to.state.Set(kit.T("tables.state.stop"), kit.ToneLate)
	case len(l.Remarks) > 0:
		to.state.Set(kit.T("tables.state.note"), kit.ToneSoon)
	default:
		to.state.Set(kit.T("tables.state.ok"), kit.ToneGood)
	}
	to.content.Refresh()
}

// oneLine joins what a row is called, on one line.
func oneLine(title, detail string) string {
	all := strings.Join(strings.Fields(title+"   "+detail), " ")
	if title != "" && detail != "" {
		all = strings.Join(strings.Fields(title), " ") + "  ·  " + strings.Join(strings.Fields(detail), " ")
	}
	return all + " "
}

// tell shows everything about a row: what the file says and what is wrong.
func (r *rows) tell(at widget.ListItemID) {
	r.list.Unselect(at)
	if at >= len(r.shown) {
		return
	}
	i := r.shown[at]
	l, source := r.p.plan.Lines[i], r.p.table.Rows[i]
	said := kit.T("tables.row.fine")
	if len(l.Remarks) > 0 {
		said = sentences(l, "\n")
	}
	box := kit.VBox(4, kit.Body(said).Wrapped(), kit.Hairline())
	for column, field := range r.p.plan.Mapping.Fields {
		if value := source.Cell(column).Text; value != "" && field != "" {
			box.Add(kit.VBox(0, kit.Small(FieldName(field)), kit.Selectable(value)))
		}
	}
	d := kit.NewDialog(r.p.deps.Shell.Window().Canvas(), kit.T("tables.row.title", "no", kit.Count(l.Row)), kit.Capped(box, 420))
	d.SetButtons(kit.NewPrimary(kit.T("kit.understood"), d.Hide))
	d.Show()
}

// Sentence says a remark in the seller's language.
func Sentence(r tables.Remark) string {
	field := ""
	if r.Field != "" {
		field = FieldName(r.Field)
	}
	return kit.T("tables.remark."+r.Code, "field", field, "value", r.Value)
}

// sentences says all remarks about a row, each once.
func sentences(l tables.Line, between string) string {
	var all []string
	for _, r := range l.Remarks {
		if s := Sentence(r); !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return strings.Join(all, between)
}
