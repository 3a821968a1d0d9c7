package command

import (
	"strconv"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
)

// caseNewCmd files a case from a JSON object and prints its number.
type caseNewCmd struct {
	JSON bool   `name:"json" help:"${json}"`
	File string `arg:"" help:"${form_file}"`
}

// Run files the case. What is not listed is kept as it is, a field that is
// missing may stay so; an amount or a time that cannot be read stops it. The
// result is JSON in any case, as the input is.
func (c caseNewCmd) Run(s *session) error {
	raw, err := s.read(c.File)
	if err != nil {
		return err
	}
	form, unknown, err := readForm(raw)
	if err != nil {
		return err
	}
	if err := s.open(); err != nil {
		return err
	}
	filed, faults := form.Case(s.profile.Currency, s.profile.Location())
	for _, f := range faults {
		if f.Code != cases.Required {
			return fault.New("command.field."+f.Code, "field", f.Field)
		}
	}
	for _, key := range unknown {
		s.tell("command.unknown_key", "key", key)
	}
	if filed, err = s.app.Cases.Create(s.ctx, filed); err != nil {
		return err
	}
	return s.print(struct {
		Case string `json:"case"`
	}{filed.Number})
}

// caseOut is a case as it is printed: the keys of the form and what the
// program adds.
type caseOut struct {
	Number string `json:"case"`
	ID     string `json:"id"`
	Stage  string `json:"stage"`
	cases.Form
	Created string `json:"created"`
	Updated string `json:"updated"`
	Deleted string `json:"deleted,omitempty"`
}

func (s *session) caseOut(c cases.Case) caseOut {
	form := cases.FormOf(c, s.profile.Location())
	form.Occurred, form.Received, form.FollowedUp = stamp(c.Occurred), stamp(c.Received), stamp(c.FollowedUp)
	return caseOut{
		Number: c.Number, ID: c.ID, Stage: string(c.Stage), Form: form,
		Created: stamp(c.CreatedAt), Updated: stamp(c.UpdatedAt), Deleted: stamp(c.DeletedAt),
	}
}

// caseListCmd lists cases, newest change first.
type caseListCmd struct {
	JSON   bool   `name:"json" help:"${json}"`
	Group  string `enum:"open,visit,archived,all,trash" default:"all" help:"${group}"`
	Search string `placeholder:"TEXT" help:"${search}"`
}

// Run writes one line a case, or a JSON array of them.
func (c caseListCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	all, err := s.allCases(cases.Query{Group: cases.Group(c.Group), Search: c.Search})
	if err != nil {
		return err
	}
	if c.JSON {
		out := make([]caseOut, len(all))
		for i, one := range all {
			out[i] = s.caseOut(one)
		}
		return s.print(out)
	}
	if len(all) == 0 {
		return s.say("command.no_cases")
	}
	rows := make([][]string, len(all))
	for i, one := range all {
		rows[i] = []string{
			one.Number, cases.Name(s.app.Lists.Stages, string(one.Stage), s.lang), one.Customer,
			one.Order, s.app.Lists.CategoryName(one.Category, s.lang), one.Amount.String(),
		}
	}
	return s.table(rows)
}

func (s *session) allCases(q cases.Query) ([]cases.Case, error) {
	var all []cases.Case
	for {
		page, err := s.app.Cases.List(s.ctx, q)
		if err != nil {
			return nil, err
		}
		all = append(all, page.Cases...)
		if page.Next == (cases.Cursor{}) {
			return all, nil
		}
		q.After = page.Next
	}
}

// caseShowCmd shows one case with its exhibits and stage moves.
type caseShowCmd struct {
	JSON bool   `name:"json" help:"${json}"`
	Case string `arg:"" help:"${case_ref}"`
}

// exhibitOut is an exhibit as it is printed.
type exhibitOut struct {
	Exhibit  string `json:"exhibit"`
	Kind     string `json:"kind"`
	Format   string `json:"format"`
	SHA256   string `json:"sha256"`
	Messages int    `json:"messages"`
	Events   int    `json:"events"`
	File     string `json:"file"`
	Title    string `json:"title"`
	Size     int64  `json:"size"`
	Event    string `json:"event_at"`
	Added    string `json:"added_at"`
	Problem  string `json:"problem,omitempty"`
}

func exhibitOf(e evidence.Exhibit) exhibitOut {
	return exhibitOut{
		Exhibit: e.Label(), Kind: string(e.Kind), Format: e.Format, SHA256: e.SHA256,
		Messages: e.Messages, Events: e.Events, File: e.FileName, Title: e.Title, Size: e.Size,
		Event: stamp(e.EventAt), Added: stamp(e.AddedAt), Problem: e.Problem,
	}
}

type moveOut struct {
	From   string `json:"from"`
	To     string `json:"to"`
	At     string `json:"at"`
	Reason string `json:"reason"`
}

// Run writes the case.
func (c caseShowCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	found, err := s.app.Cases.Get(s.ctx, c.Case)
	if err != nil {
		return err
	}
	exhibits, err := s.app.Evidence.List(s.ctx, found.ID)
	if err != nil {
		return err
	}
	moves, err := s.app.Cases.Moves(s.ctx, found.ID)
	if err != nil {
		return err
	}
	if !c.JSON {
		return s.showCase(found, exhibits, moves)
	}
	out := struct {
		caseOut
		Exhibits []exhibitOut `json:"exhibits"`
		Moves    []moveOut    `json:"moves"`
	}{s.caseOut(found), []exhibitOut{}, []moveOut{}}
	for _, e := range exhibits {
		out.Exhibits = append(out.Exhibits, exhibitOf(e))
	}
	for _, m := range moves {
		out.Moves = append(out.Moves, moveOut{string(m.From), string(m.To), stamp(m.At), m.Reason})
	}
	return s.print(out)
}

// showCase writes a case for people.
func (s *session) showCase(c cases.Case, exhibits []evidence.Exhibit, moves []cases.StageMove) error {
	l := s.app.Lists
	stage := func(id cases.Stage) string { return cases.Name(l.Stages, string(id), s.lang) }
	if err := s.table([][]string{{c.Number, stage(c.Stage)}}); err != nil {
		return err
	}
	var rows [][]string
	for _, f := range []struct{ key, value string }{
		{"customer", c.Customer}, {"contact", c.Contact}, {"shop", c.Shop},
		{"platform", cases.Name(l.Platforms, c.Platform, s.lang)},
		{"channel", cases.Name(l.Channels, c.Channel, s.lang)},
		{"order", c.Order}, {"sku", c.SKU}, {"product", c.Product}, {"tracking", c.Tracking},
		{"amount", c.Amount.String()}, {"category", l.CategoryName(c.Category, s.lang)},
		{"occurred", s.when(c.Occurred)}, {"received", s.when(c.Received)}, {"buyer_zone", c.BuyerZone},
		{"severity", cases.Name(l.Severities, c.Severity, s.lang)},
		{"customer_type", cases.Name(l.CustomerTypes, c.CustomerType, s.lang)},
		{"responsibility", cases.Name(l.Responsibilities, c.Responsibility, s.lang)},
		{"story", c.Story}, {"demand", c.Demand},
		{"remedy", cases.Name(l.Remedies, c.Remedy, s.lang)}, {"cost", c.Cost.String()}, {"recovered", c.Recovered.String()},
		{"follow_up", c.FollowUp}, {"satisfaction", s.score(c.Satisfaction)}, {"followed_up", s.when(c.FollowedUp)},
		{"lesson", c.Lesson}, {"prevention", c.Prevention},
	} {
		if f.value != "" {
			rows = append(rows, []string{s.text("intake_field." + f.key), f.value})
		}
	}
	for _, m := range moves {
		rows = append(rows, []string{s.when(m.At), stage(m.From) + " → " + stage(m.To) + " " + m.Reason})
	}
	if err := s.table(rows); err != nil {
		return err
	}
	return s.exhibitTable(exhibits)
}

// score names a satisfaction, nothing for none.
func (s *session) score(n int) string {
	if n == 0 {
		return ""
	}
	return cases.Name(s.app.Lists.Satisfactions, strconv.Itoa(n), s.lang)
}

func (s *session) exhibitTable(exhibits []evidence.Exhibit) error {
	var rows [][]string
	for _, e := range exhibits {
		name := e.Title
		if name == "" {
			name = e.FileName
		}
		rows = append(rows, []string{
			e.Label(), s.text("command.kind." + string(e.Kind)), name, s.countOf(e), e.SHA256,
		})
	}
	return s.table(rows)
}

// countOf tells how much was read from an exhibit.
func (s *session) countOf(e evidence.Exhibit) string {
	switch {
	case e.Messages > 0:
		return s.text("command.messages", "count", strconv.Itoa(e.Messages))
	case e.Events > 0:
		return s.text("command.events", "count", strconv.Itoa(e.Events))
	}
	return ""
}
