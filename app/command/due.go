package command

import (
	"strconv"
	"time"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/deadlines/words"
)

// todayCmd tells what is due.
type todayCmd struct {
	JSON  bool    `name:"json" help:"${json}"`
	ICS   *string `name:"ics" placeholder:"FILE" help:"${today_ics}"`
	Names bool    `help:"${today_names}"`
	Limit int     `default:"50" help:"${today_limit}"`
}

// itemOut is a clock as it is printed.
type itemOut struct {
	Key      string `json:"key"`
	Kind     string `json:"kind"`
	Case     string `json:"case"`
	Customer string `json:"customer"`
	Title    string `json:"title"`
	WaitFor  string `json:"wait_for"` // of a wait
	Start    string `json:"start"`
	Due      string `json:"due"`     // empty where no end is known
	SendBy   string `json:"send_by"` // due less the buffer
	Zone     string `json:"zone"`    // the buyer's
	Paused   bool   `json:"paused"`
	Stopped  bool   `json:"stopped"`
	StopAt   string `json:"stopped_at"`
	Late     bool   `json:"late"`
	Why      string `json:"why"`  // standard, rule, typed
	From     string `json:"from"` // what the clock counts from
	Span     string `json:"span"`
	Source   string `json:"source"`
	Text     string `json:"text"`
	Snoozed  string `json:"snoozed"`
}

// local writes a time with the offset of the seller's zone.
func (s *session) local(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return stamp(t.In(s.profile.Location()))
}

func (s *session) itemOut(i deadlines.Item) itemOut {
	return itemOut{
		Key: i.Key, Kind: string(i.Kind), Case: i.Number, Customer: i.Customer, Title: i.Title, WaitFor: i.For,
		Start: s.local(i.Start), Due: s.local(i.Due), SendBy: s.local(i.SendBy), Zone: i.Zone, Paused: i.Paused,
		Stopped: i.Stopped, StopAt: s.local(i.StoppedAt), Late: i.Late(s.app.Now()), Why: i.Why, From: i.From,
		Span: i.Span.String(), Source: i.Source, Text: i.Text, Snoozed: s.local(i.Snoozed),
	}
}

// Run writes one line an item, or a JSON object with the sections.
func (c todayCmd) Run(s *session) error {
	if c.Limit < 1 || c.ICS != nil && *c.ICS == "" {
		key := "command.today.limit"
		if c.Limit > 0 {
			key = "command.today.ics"
		}
		s.misused(s.text(key))
		return errMisused
	}
	if err := s.open(); err != nil {
		return err
	}
	board, err := s.app.Deadlines.Today(s.ctx, deadlines.Query{PerSection: c.Limit})
	if err != nil {
		return err
	}
	if c.ICS != nil {
		if _, err := s.app.TodayCalendar(s.ctx, s.lang, *c.ICS, c.Names); err != nil {
			return err
		}
	}
	if c.JSON {
		return s.printBoard(board)
	}
	return s.showBoard(board)
}

// words says what is due in the language of the session.
func (s *session) words() words.Texts { return s.text }

func (s *session) printBoard(board deadlines.Board) error {
	type groupOut struct {
		Section string    `json:"section"`
		Total   int       `json:"total"`
		Items   []itemOut `json:"items"`
	}
	out := struct {
		At       string     `json:"at"`
		Sections []groupOut `json:"sections"`
	}{At: s.local(board.At), Sections: []groupOut{}}
	for _, g := range board.Groups {
		group := groupOut{Section: string(g.Section), Total: g.Total, Items: []itemOut{}}
		for _, i := range g.Items {
			group.Items = append(group.Items, s.itemOut(i))
		}
		out.Sections = append(out.Sections, group)
	}
	return s.print(out)
}

func (s *session) showBoard(board deadlines.Board) error {
	nothing := true
	for _, g := range board.Groups {
		if g.Total == 0 {
			continue
		}
		nothing = false
		name := s.text("command.due.section." + string(g.Section))
		if err := s.say("command.due.group", "section", name, "count", strconv.Itoa(g.Total)); err != nil {
			return err
		}
		rows := make([][]string, len(g.Items))
		for n, i := range g.Items {
			rows[n] = []string{"", s.when(i.Due), s.words().Left(i, board.At), i.Number, s.words().Title(i), i.Customer}
		}
		if err := s.table(rows); err != nil {
			return err
		}
	}
	if nothing {
		return s.say("command.due.nothing")
	}
	return nil
}

// deadlineCmd tells the clocks of one case.
type deadlineCmd struct {
	JSON bool   `name:"json" help:"${json}"`
	Case string `arg:"" help:"${case_ref}"`
}

// Run writes one line a clock, or a JSON array of them.
func (c deadlineCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	found, err := s.app.Cases.Get(s.ctx, c.Case)
	if err != nil {
		return err
	}
	all, err := s.app.Deadlines.Case(s.ctx, found.ID)
	if err != nil {
		return err
	}
	if c.JSON {
		out := make([]itemOut, len(all))
		for i, item := range all {
			out[i] = s.itemOut(item)
		}
		return s.print(out)
	}
	if len(all) == 0 {
		return s.say("command.due.nothing")
	}
	now, rows := s.app.Now(), make([][]string, len(all))
	for n, i := range all {
		rows[n] = []string{s.when(i.Due), s.words().Title(i), s.words().Left(i, now), s.words().Why(i)}
	}
	return s.table(rows)
}

// standardListCmd lists what the seller keeps to on each channel.
type standardListCmd struct {
	JSON bool `name:"json" help:"${json}"`
}

// Run writes one line a channel, or a JSON array.
func (c standardListCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	all, err := s.app.Deadlines.Standards(s.ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.print(all)
	}
	head := []string{""}
	for _, k := range []deadlines.ItemKind{deadlines.FirstResponse, deadlines.Resolution, deadlines.FollowUp} {
		head = append(head, s.words().Kind(k))
	}
	rows := [][]string{head}
	for _, one := range all {
		channel := s.text("command.due.channel.others")
		if one.Channel != "" {
			channel = cases.Name(s.app.Lists.Channels, one.Channel, s.lang)
		}
		rows = append(rows, []string{
			channel, s.words().Span(one.First), s.words().Span(one.Resolution), s.words().Span(one.FollowUp),
		})
	}
	return s.table(rows)
}

// calendarListCmd lists the holidays that are known.
type calendarListCmd struct {
	JSON bool `name:"json" help:"${json}"`
}

// Run writes one line a calendar, or a JSON array with the days of each.
func (c calendarListCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	all, err := s.app.Deadlines.Calendars(s.ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		type out struct {
			deadlines.Holidays
			Follow  bool `json:"follow"`
			Changed bool `json:"changed"`
		}
		list := make([]out, len(all))
		for i, h := range all {
			list[i] = out{h, h.Follow, h.Changed}
		}
		return s.print(list)
	}
	rows := make([][]string, len(all))
	for i, h := range all {
		follow := ""
		if h.Follow {
			follow = s.text("command.due.followed")
		}
		name := h.Names[s.lang]
		if h.ID == deadlines.OwnDays {
			name = s.text("command.due.own_days")
		}
		rows[i] = []string{h.ID, name, strconv.Itoa(len(h.Days)), h.AsOf, follow}
	}
	return s.table(rows)
}
