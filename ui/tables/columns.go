package tables

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/money"
	"casefolio/app/tables"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// columns is the second step: what the columns mean and what the table does
// not say itself.
type columns struct {
	p       *Page
	object  fyne.CanvasObject
	filling bool

	selects  []*widget.Select // by column
	ids      []string         // fields by place in the selects
	names    []string
	missing  *kit.Text
	asks     *fyne.Container // the questions that this table raises
	order    *widget.Select
	orderIn  *kit.Field
	decimal  *widget.Select
	decIn    *kit.Field
	currency *widget.Entry
	curIn    *kit.Field
}

// samples is how many values of a column are shown.
const samples = 3

func newColumns(p *Page) *columns {
	c := &columns{p: p, missing: kit.Body("").Wrapped().Colored(theme.ColorLate)}
	c.fields()
	top := kit.VBox(12, c.about(), c.questions())
	list := kit.VBox(8, kit.Heading(kit.T("tables.columns")), c.missing)
	for i := range p.table.Header {
		list.Add(kit.Hairline())
		list.Add(c.row(i))
	}
	c.object = kit.FormScroll(kit.Pad(kit.MaxWidth(kit.VBox(18, top, list), columnWidth), 16, 18, 24, 18))
	return c
}

// fields lists what a column can mean, leaving it out first.
func (c *columns) fields() {
	c.ids, c.names = []string{""}, []string{kit.T("tables.leave")}
	for _, f := range c.p.deps.Tables.Rules().Fields[c.p.mapping.Kind] {
		c.ids = append(c.ids, f.ID)
		c.names = append(c.names, FieldName(f.ID))
	}
}

// FieldName is what the seller reads for a field.
func FieldName(id string) string { return kit.T("tables.field." + id) }

// about says what was read and what it was taken for.
func (c *columns) about() fyne.CanvasObject {
	t, m := c.p.table, c.p.mapping
	box := kit.VBox(8, kit.Strong(kit.T("tables.file", "name", t.FileName, "rows", kit.Count(len(t.Rows)),
		"header", kit.Count(t.HeaderNo))).Wrapped())
	kinds := tables.Kinds()
	labels := make([]string, len(kinds))
	for i, k := range kinds {
		labels[i] = kit.T("tables.kind." + string(k))
	}
	box.Add(kit.Flow(8, kit.Pad(kit.Muted(kit.T("tables.kind")).Whole(), 6, 0, 6, 0),
		kit.NewSegments(labels, slices.Index(kinds, m.Kind), func(i int) { c.p.setKind(kinds[i]) })))
	if len(t.Sheets) > 1 {
		sheets := widget.NewSelect(t.Sheets, nil)
		sheets.SetSelected(t.Sheet)
		sheets.OnChanged = func(name string) { c.p.read(c.p.path, name) }
		box.Add(kit.MaxWidth(kit.NewField(kit.T("tables.sheet"), false, sheets), 320))
	}
	layout, known := c.p.deps.Tables.Rules().Layout(m.Layout)
	switch {
	case m.Known:
		box.Add(kit.Muted(kit.T("tables.known.before")).Wrapped())
	case known:
		platform := cases.Name(c.p.deps.Lists.Platforms, layout.Platform, kit.Language())
		box.Add(kit.Body(kit.T("tables.known.layout", "platform", platform, "name", layout.Name)).Wrapped())
		if !layout.Verified {
			box.Add(kit.Muted(kit.T("tables.known.unverified")).Wrapped())
		}
	default:
		box.Add(kit.Muted(kit.T("tables.known.none")).Wrapped())
	}
	return box
}

// questions are what the table leaves open.
func (c *columns) questions() fyne.CanvasObject {
	m := &c.p.mapping
	orders := []string{tables.YMD, tables.DMY, tables.MDY}
	c.order = choice(orders, "tables.date_order.", m.DateOrder, func(v string) { m.DateOrder = v; c.settle() })
	c.order.PlaceHolder = kit.T("tables.please")
	c.orderIn = kit.NewField(kit.T("tables.date_order"), false, c.order)
	c.decimal = widget.NewSelect([]string{kit.T("tables.decimal.point"), kit.T("tables.decimal.comma")}, nil)
	c.decimal.PlaceHolder = kit.T("tables.please")
	if i := strings.Index(".,", m.Decimal); m.Decimal != "" && i >= 0 {
		c.decimal.SetSelectedIndex(i)
	}
	c.decimal.OnChanged = func(string) { m.Decimal = ".,"[c.decimal.SelectedIndex():][:1]; c.settle() }
	c.decIn = kit.NewField(kit.T("tables.decimal"), false, c.decimal)

	c.currency = widget.NewEntry()
	c.currency.SetText(m.Currency)
	c.currency.OnChanged = func(v string) { m.Currency = strings.ToUpper(strings.TrimSpace(v)); c.settle() }
	c.curIn = kit.NewField(kit.T("tables.currency"), false, c.currency)
	fields := []fyne.CanvasObject{c.curIn}
	if m.Kind != tables.Products {
		fields = append(fields, kit.NewField(kit.T("tables.platform"), false, c.platform()), c.shop())
	}
	c.asks = kit.Columns(2, 12)
	box := kit.VBox(12, c.asks, kit.Columns(2, 12, fields...))
	if m.Kind == tables.Complaints {
		closed := widget.NewCheck(kit.T("tables.closed"), func(on bool) { m.Closed = on })
		closed.SetChecked(m.Closed)
		box.Add(closed)
	}
	return box
}

// choice is a select on a few values that are named by texts.
func choice(values []string, key, now string, chosen func(string)) *widget.Select {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = kit.T(key + v)
	}
	s := widget.NewSelect(names, nil)
	if i := slices.Index(values, now); i >= 0 {
		s.SetSelectedIndex(i)
	}
	s.OnChanged = func(string) { chosen(values[s.SelectedIndex()]) }
	return s
}

func (c *columns) platform() fyne.CanvasObject {
	m := &c.p.mapping
	terms := c.p.deps.Lists.Platforms
	names := make([]string, len(terms))
	for i, t := range terms {
		names[i] = t.Name(kit.Language())
	}
	e := kit.NewCombo(names)
	e.SetText(cases.Name(terms, m.Platform, kit.Language()))
	e.OnChanged = func(v string) {
		m.Platform = strings.TrimSpace(v)
		if i := slices.Index(names, m.Platform); i >= 0 {
			m.Platform = terms[i].ID
		}
	}
	return e
}

func (c *columns) shop() fyne.CanvasObject {
	e := widget.NewEntry()
	e.SetText(c.p.mapping.Shop)
	e.OnChanged = func(v string) { c.p.mapping.Shop = strings.TrimSpace(v) }
	return kit.NewField(kit.T("tables.shop"), false, e)
}

// row is one column: its heading, some values, and what it means.
func (c *columns) row(i int) fyne.CanvasObject {
	name := c.p.table.Header[i]
	if name == "" {
		name = kit.T("tables.unnamed", "no", kit.Count(i+1))
	}
	values := c.p.table.Samples(i, samples)
	for n, v := range values {
		values[n] = strings.Join(strings.Fields(v), " ")
	}
	line := strings.Join(values, "  ·  ")
	if line == "" {
		line = kit.T("tables.nosample")
	}
	s := widget.NewSelect(c.names, nil)
	s.SetSelectedIndex(max(0, slices.Index(c.ids, c.p.mapping.Fields[i])))
	s.OnChanged = func(string) { c.choose(i, c.ids[max(0, s.SelectedIndex())]) }
	c.selects = append(c.selects, s)
	return kit.Row(12, 0, kit.VBox(2, kit.Strong(name), kit.Muted(line)), kit.Sized(s, 220, 0))
}

// choose gives a column a meaning; another column that had it loses it.
func (c *columns) choose(i int, field string) {
	if c.filling {
		return
	}
	c.p.mapping.Set(i, field)
	c.filling = true
	for n, s := range c.selects {
		s.SetSelectedIndex(max(0, slices.Index(c.ids, c.p.mapping.Fields[n])))
	}
	c.filling = false
	c.settle()
}

// settle says at each field what is still open.
func (c *columns) settle() {
	settled, questions := c.p.deps.Tables.Settle(c.p.table, c.p.mapping)
	open := map[string]string{}
	for _, q := range questions {
		switch q.Code {
		case tables.AskColumn:
			open[q.Code] = kit.T("tables.needs", "field", FieldName(q.Field))
		case tables.AskConflict:
			open[q.Field] = kit.T("tables." + q.Field + ".conflict")
		default:
			open[q.Code] = kit.T("tables." + q.Code + ".ask")
		}
	}
	c.orderIn.SetError(open[tables.AskDateOrder])
	c.decIn.SetError(open[tables.AskDecimal])
	c.asks.Objects = nil
	if open[tables.AskDateOrder] != "" || settled.DateOrder != "" {
		c.asks.Add(c.orderIn)
	}
	if open[tables.AskDecimal] != "" || settled.Decimal != "" {
		c.asks.Add(c.decIn)
	}
	c.asks.Hidden = len(c.asks.Objects) == 0
	c.missing.SetText(open[tables.AskColumn])
	c.missing.Hidden = open[tables.AskColumn] == ""
	bad := ""
	if _, err := money.ParseCurrency(c.p.mapping.Currency); err != nil && c.p.mapping.Currency != "" {
		bad = kit.T("tables.currency.bad")
	}
	c.curIn.SetError(bad)
	c.showSettled(settled)
	if c.p.forward != nil {
		if len(questions) > 0 || bad != "" {
			c.p.forward.Disable()
		} else {
			c.p.forward.Enable()
		}
	}
	c.object.Refresh()
}

// showSettled shows what the cells prove, which the seller cannot change.
func (c *columns) showSettled(m tables.Mapping) {
	if m.DateOrder != "" && m.DateOrder != c.p.mapping.DateOrder {
		c.p.mapping.DateOrder = m.DateOrder
		c.order.SetSelected(kit.T("tables.date_order." + m.DateOrder))
	}
	if m.Decimal != "" && m.Decimal != c.p.mapping.Decimal {
		c.p.mapping.Decimal = m.Decimal
		c.decimal.SetSelectedIndex(strings.Index(".,", m.Decimal))
	}
}

// ready tells whether nothing is open.
func (c *columns) ready() bool {
	_, questions := c.p.deps.Tables.Settle(c.p.table, c.p.mapping)
	return len(questions) == 0 && !c.curIn.HasError()
}
