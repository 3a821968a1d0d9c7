package command

import (
	"strings"
	"time"

	"casefolio/app/returns"
	"casefolio/app/submissions"
)

// returnShowCmd tells how the return of a case stands.
type returnShowCmd struct {
	JSON bool   `name:"json" help:"${json}"`
	Lang string `enum:",zh,en,de,fr,es,it,ja" default:"" help:"${return_lang}"`
	Case string `arg:"" help:"${case_ref}"`
}

// Run writes the steps and the sentence for the buyer.
func (c returnShowCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	return s.showReturn(c.Case, c.Lang, c.JSON)
}

// stepOut is a step as it is printed.
type stepOut struct {
	ID       string `json:"id"`
	State    string `json:"state"`
	At       string `json:"at"`
	Cost     sumOut `json:"cost"`
	Tracking string `json:"tracking"`
	Note     string `json:"note"`
	Due      string `json:"due"`
}

// returnOut is a return as it is printed.
type returnOut struct {
	Case  string    `json:"case"`
	State string    `json:"state"` // empty: none was asked for
	Over  bool      `json:"over"`
	Next  []string  `json:"next"`
	Due   string    `json:"due"`
	Steps []stepOut `json:"steps"`
	Lang  string    `json:"lang"`
	Text  string    `json:"text"`
}

func (s *session) showReturn(ref, lang string, asJSON bool) error {
	c, err := s.app.Cases.Get(s.ctx, ref)
	if err != nil {
		return err
	}
	t, err := s.app.Returns.Track(s.ctx, c.ID)
	if err != nil {
		return err
	}
	rules := s.app.Returns.Rules()
	if lang == "" {
		lang = rules.LanguageFor(c.BuyerZone)
	}
	zone := s.profile.Location()
	if z, err := time.LoadLocation(c.BuyerZone); err == nil && c.BuyerZone != "" {
		zone = z
	}
	last, _ := t.At(t.Now)
	text := rules.Sentence(t.Now, lang, returns.Said{
		Order: strings.Join(strings.Fields(c.Order), " "), At: last.Is.At, Due: t.Due, Amount: last.Is.Cost, Tracking: last.Is.Tracking,
	}, zone)
	if !asJSON {
		return s.sayReturn(t, text)
	}
	out := returnOut{
		Case: c.Number, State: string(t.Now), Over: t.Over, Due: stamp(t.Due), Next: []string{}, Steps: []stepOut{}, Lang: lang, Text: text,
	}
	for _, n := range t.Next {
		out.Next = append(out.Next, string(n))
	}
	for _, e := range t.Steps {
		out.Steps = append(out.Steps, stepOut{
			e.ID, string(e.Is.State), stamp(e.Is.At), sumOf(e.Is.Cost), e.Is.Tracking, e.Is.Note, stamp(e.Is.Due),
		})
	}
	return s.print(out)
}

func (s *session) sayReturn(t returns.Track, text string) error {
	if t.Now == "" {
		return s.say("command.return.none")
	}
	rows := make([][]string, len(t.Steps))
	for i, e := range t.Steps {
		rows[i] = []string{s.when(e.Is.At), s.text("ledger.state." + string(e.Is.State)), e.Is.Cost.String(), e.Is.Tracking, e.Is.Note}
	}
	if err := s.table(rows); err != nil {
		return err
	}
	return s.line(text)
}

// returnAddCmd logs a step of a return.
type returnAddCmd struct {
	JSON     bool   `name:"json" help:"${json}"`
	At       string `placeholder:"TIME" help:"${return_at}"`
	Cost     string `placeholder:"SUM" help:"${return_cost}"`
	Rate     string `placeholder:"RATE" help:"${ledger_rate}"`
	Tracking string `placeholder:"NUMBER" help:"${return_tracking}"`
	Due      string `placeholder:"TIME" help:"${return_due}"`
	Note     string `placeholder:"TEXT" help:"${ledger_note}"`
	Case     string `arg:"" help:"${case_ref}"`
	State    string `arg:"" help:"${return_state}"`
}

// Run keeps the step and shows how the return stands.
func (c returnAddCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	is := returns.Step{State: returns.State(c.State), Tracking: c.Tracking, Note: c.Note}
	var err error
	if is.At, err = s.typedTime(c.At); err != nil {
		return err
	}
	if is.Due, err = s.typedTime(c.Due); err != nil {
		return err
	}
	book, err := s.app.Ledger.Book(s.ctx, c.Case)
	if err != nil {
		return err
	}
	if is.Cost, err = submissions.ParseAmount(c.Cost, book.Currency()); err != nil {
		return err
	}
	if _, err := s.app.Returns.Add(s.ctx, book.CaseID, is, returns.Exchange{Rate: c.Rate, Date: s.rateDay(c.Rate, "")}); err != nil {
		return err
	}
	return s.showReturn(book.CaseID, "", c.JSON)
}
