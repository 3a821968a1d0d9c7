package command

import (
	"strconv"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/tables"
)

// tableImportCmd imports a table.
type tableImportCmd struct {
	JSON     bool   `name:"json" help:"${json}"`
	File     string `arg:"" help:"${table_file}"`
	Kind     string `enum:"orders,products,cases," default:"" help:"${table_kind}"`
	DryRun   bool   `help:"${table_dry}"`
	Sheet    string `placeholder:"NAME" help:"${table_sheet}"`
	Dates    string `enum:"ymd,dmy,mdy," default:"" help:"${table_dates}"`
	Decimal  string `enum:"point,comma," default:"" help:"${table_decimal}"`
	Platform string `placeholder:"NAME" help:"${table_platform}"`
	Currency string `placeholder:"CODE" help:"${table_currency}"`
}

// Run reads the table, tells what is wrong with which row, and takes the rest.
func (c tableImportCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	t, err := s.app.Tables.Open(s.ctx, c.File, c.Sheet)
	if err != nil {
		return err
	}
	m, err := c.mapping(s, t)
	if err != nil {
		return err
	}
	p, err := s.app.Tables.DryRun(s.ctx, t, m)
	if err != nil {
		return err
	}
	i := p.Counts
	if !c.DryRun && p.Takes() {
		if i, err = s.app.Tables.Take(s.ctx, p, nil); err != nil {
			return err
		}
	}
	return c.report(s, p, i)
}

// mapping is the suggested one with what the command line says. What is still
// open is told, each with the word that answers it.
func (c tableImportCmd) mapping(s *session, t *tables.Table) (m tables.Mapping, err error) {
	if c.Kind == "" {
		m, err = s.app.Tables.Suggest(s.ctx, t, s.profile.Currency)
	} else {
		m, err = s.app.Tables.SuggestAs(s.ctx, t, tables.Kind(c.Kind), s.profile.Currency)
	}
	if err != nil {
		return m, err
	}
	if c.Dates != "" {
		m.DateOrder = c.Dates
	}
	if c.Decimal != "" {
		m.Decimal = map[string]string{"point": ".", "comma": ","}[c.Decimal]
	}
	if c.Currency != "" {
		m.Currency = strings.ToUpper(c.Currency)
	}
	if c.Platform != "" {
		m.Platform = c.Platform
		for _, p := range s.app.Lists.Platforms {
			if strings.EqualFold(p.ID, c.Platform) || strings.EqualFold(cases.Name(s.app.Lists.Platforms, p.ID, s.lang), c.Platform) {
				m.Platform = p.ID
			}
		}
	}
	m, questions := s.app.Tables.Settle(t, m)
	for _, q := range questions {
		field := ""
		if q.Code == tables.AskColumn {
			field = s.text("tables.field." + q.Field)
		}
		s.tell("command.table."+q.Code, "field", field)
	}
	if len(questions) > 0 {
		return m, errFailed
	}
	return m, nil
}

// tableRemark is a remark as it is printed.
type tableRemark struct {
	Row   int    `json:"row"`
	Field string `json:"field,omitempty"`
	Code  string `json:"code"`
	Value string `json:"value,omitempty"`
	Stops bool   `json:"stops"`
	Text  string `json:"text"`
}

func (c tableImportCmd) report(s *session, p *tables.Plan, i tables.Import) error {
	remarks := []tableRemark{}
	add := func(r tables.Remark) {
		field := ""
		if r.Field != "" {
			field = s.text("tables.field." + r.Field)
		}
		remarks = append(remarks, tableRemark{r.Row, r.Field, r.Code, r.Value, r.Stops,
			s.text("tables.remark."+r.Code, "field", field, "value", r.Value)})
	}
	for _, r := range p.Remarks {
		add(r)
	}
	for _, l := range p.Lines {
		for _, r := range l.Remarks {
			add(r)
		}
	}
	if c.JSON {
		return s.print(struct {
			Kind    tables.Kind   `json:"kind"`
			Layout  string        `json:"layout"`
			DryRun  bool          `json:"dry_run"`
			Rows    int           `json:"rows"`
			New     int           `json:"new"`
			Changed int           `json:"changed"`
			Same    int           `json:"same"`
			Refused int           `json:"refused"`
			Remarks []tableRemark `json:"remarks"`
		}{i.Kind, p.Mapping.Layout, c.DryRun, i.Rows, i.New, i.Changed, i.Same, i.Refused, remarks})
	}
	for _, r := range remarks {
		if r.Row == 0 {
			s.tell("command.table.all", "remark", r.Text)
			continue
		}
		s.tell("command.table.row", "row", strconv.Itoa(r.Row), "remark", r.Text)
	}
	if c.DryRun {
		if err := s.say("command.table.dry"); err != nil {
			return err
		}
	}
	return s.say("command.table.done", "kind", s.text("tables.kind."+string(i.Kind)), "new", strconv.Itoa(i.New),
		"changed", strconv.Itoa(i.Changed), "same", strconv.Itoa(i.Same), "refused", strconv.Itoa(i.Refused))
}
