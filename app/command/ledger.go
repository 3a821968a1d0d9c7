package command

import (
	"time"

	"casefolio/app/fault"
	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/submissions"
)

// ledgerShowCmd lists sums: of a case with what they come to, or of all cases.
type ledgerShowCmd struct {
	JSON bool   `name:"json" xor:"form" help:"${json}"`
	CSV  bool   `name:"csv" xor:"form" help:"${ledger_csv}"`
	From string `placeholder:"DAY" help:"${ledger_from}"`
	To   string `placeholder:"DAY" help:"${ledger_to}"`
	Case string `arg:"" optional:"" help:"${ledger_case}"`
}

// Run writes the sums.
func (c ledgerShowCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	from, err := s.typedTime(c.From)
	if err != nil {
		return err
	}
	to, err := s.typedTime(c.To)
	if err != nil {
		return err
	}
	if !to.IsZero() {
		to = to.AddDate(0, 0, 1) // that day belongs to the period
	}
	if c.Case == "" {
		all, err := s.app.Ledger.Between(s.ctx, from, to)
		if err != nil {
			return err
		}
		return s.showPostings(c, all)
	}
	book, err := s.app.Ledger.Book(s.ctx, c.Case)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.print(s.bookOut(book))
	}
	all, err := s.app.Ledger.Postings(s.ctx, book.CaseID)
	if err != nil {
		return err
	}
	if err := s.showPostings(c, within(all, from, to)); err != nil || c.CSV {
		return err
	}
	return s.saySums(book.Sums)
}

// within drops what was not paid between two instants; zero ones are no limits.
func within(all []ledger.Posting, from, before time.Time) []ledger.Posting {
	var kept []ledger.Posting
	for _, p := range all {
		if !p.Is.At.Before(from) && (before.IsZero() || p.Is.At.Before(before)) {
			kept = append(kept, p)
		}
	}
	return kept
}

func (s *session) showPostings(c ledgerShowCmd, all []ledger.Posting) error {
	switch {
	case c.CSV:
		if err := ledger.WriteCSV(s.host.Out, all, s.profile.Location(), func(key string) string { return s.text(key) }); err != nil {
			return fault.Wrap(err, "command.output")
		}
		return nil
	case c.JSON:
		out := make([]lineOut, len(all))
		for i, p := range all {
			out[i] = s.lineOut(p.Facts, p.Entry)
		}
		return s.print(out)
	case len(all) == 0:
		return s.say("command.ledger.none")
	}
	rows := make([][]string, len(all))
	for i, p := range all {
		rows[i] = []string{
			p.Number, s.when(p.Is.At), s.text("ledger.kind." + string(p.Is.Kind)), s.text("ledger.side." + p.Is.Side()),
			p.Is.Amount.String(), p.Is.Note, p.ID,
		}
	}
	return s.table(rows)
}

// saySums writes what the lines come to.
func (s *session) saySums(sums ledger.Sums) error {
	for _, one := range []struct {
		key string
		sum money.Amount
	}{
		{"ledger.order_cost", sums.Order}, {"ledger.cost", sums.Cost}, {"ledger.recovered", sums.Recovered}, {"ledger.left", sums.Left},
	} {
		if !one.sum.Given() {
			continue
		}
		if err := s.say("command.ledger.sum", "name", s.text(one.key), "amount", one.sum.String()); err != nil {
			return err
		}
	}
	return nil
}

// lineOut is a line as it is printed.
type lineOut struct {
	ID              string `json:"id"`
	Case            string `json:"case"`
	Kind            string `json:"kind"`
	Side            string `json:"side"` // "cost", "order", "recovered"
	Amount          string `json:"amount"`
	Currency        string `json:"currency"`
	Rate            string `json:"rate"`
	RateDate        string `json:"rate_date"`
	Counted         string `json:"counted"` // in the currency of the case; empty without a rate
	CountedCurrency string `json:"counted_currency"`
	At              string `json:"at"`
	From            string `json:"from"`
	Note            string `json:"note"`
	OfReturn        bool   `json:"of_return"`
}

func (s *session) lineOut(f ledger.Facts, e ledger.Entry) lineOut {
	l := e.Is
	out := lineOut{
		ID: e.ID, Case: f.Number, Kind: string(l.Kind), Side: l.Side(), Amount: l.Amount.Decimal(), Currency: l.Amount.Currency,
		Rate: l.Rate, RateDate: l.RateDate, At: stamp(l.At), From: l.From, Note: l.Note, OfReturn: l.Ref != "",
	}
	if counted, ok := l.In(f.Currency()); ok {
		out.Counted, out.CountedCurrency = counted.Decimal(), counted.Currency
	}
	return out
}

// sumOut is an amount as it is printed; empty texts for one that is not given.
type sumOut struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
}

func sumOf(a money.Amount) sumOut {
	if !a.Given() {
		return sumOut{}
	}
	return sumOut{a.Decimal(), a.Currency}
}

// bookOut is the ledger of a case as it is printed.
type bookOut struct {
	Case             string    `json:"case"`
	Currency         string    `json:"currency"`
	Lines            []lineOut `json:"lines"`
	Price            sumOut    `json:"price"`
	Order            sumOut    `json:"order_cost"`
	Cost             sumOut    `json:"cost"`
	CostCounted      bool      `json:"cost_counted"` // from the lines; else as it was typed
	Recovered        sumOut    `json:"recovered"`
	RecoveredCounted bool      `json:"recovered_counted"`
	Left             sumOut    `json:"left"`
	Shop             sumOut    `json:"net_in_shop_currency"`
	Unrated          int       `json:"lines_without_rate"`
}

func (s *session) bookOut(b ledger.Book) bookOut {
	out := bookOut{
		Case: b.Number, Currency: b.Sums.Currency, Lines: make([]lineOut, len(b.Lines)), Price: sumOf(b.Price), Order: sumOf(b.Sums.Order),
		Cost: sumOf(b.Sums.Cost), CostCounted: b.Sums.CostCounted, Recovered: sumOf(b.Sums.Recovered),
		RecoveredCounted: b.Sums.RecoveredCounted, Left: sumOf(b.Sums.Left), Shop: sumOf(b.Sums.Shop), Unrated: b.Sums.Unrated,
	}
	for i, e := range b.Lines {
		out.Lines[i] = s.lineOut(b.Facts, e)
	}
	return out
}

// ledgerAddCmd logs a sum.
type ledgerAddCmd struct {
	JSON     bool   `name:"json" help:"${json}"`
	Kind     string `required:"" enum:"refund,resend,freight_out,freight_back,goods,fee,dispute_fee,coupon,other,recovered" help:"${ledger_kind}"`
	Amount   string `required:"" placeholder:"SUM" help:"${ledger_amount}"`
	Rate     string `placeholder:"RATE" help:"${ledger_rate}"`
	RateDate string `placeholder:"DAY" help:"${ledger_rate_date}"`
	At       string `placeholder:"TIME" help:"${ledger_at}"`
	Payer    string `enum:",carrier,supplier,insurance,platform" default:"" help:"${ledger_payer}"`
	Order    bool   `help:"${ledger_order}"`
	Note     string `placeholder:"TEXT" help:"${ledger_note}"`
	Case     string `arg:"" help:"${case_ref}"`
}

// Run keeps the line.
func (c ledgerAddCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	at, err := s.typedTime(c.At)
	if err != nil {
		return err
	}
	if _, err := s.typedTime(c.RateDate); err != nil { // also where no rate is needed and it is not kept
		return err
	}
	book, err := s.app.Ledger.Book(s.ctx, c.Case)
	if err != nil {
		return err
	}
	amount, err := submissions.ParseAmount(c.Amount, book.Currency())
	if err != nil {
		return err
	}
	e, err := s.app.Ledger.Add(s.ctx, book.CaseID, ledger.Line{
		Kind: ledger.Kind(c.Kind), Amount: amount, Rate: c.Rate, RateDate: s.rateDay(c.Rate, c.RateDate), At: at, From: c.Payer,
		Order: c.Order, Note: c.Note,
	})
	if err != nil {
		return err
	}
	if c.JSON {
		return s.print(s.lineOut(book.Facts, e))
	}
	return s.say("command.ledger.added", "id", e.ID,
		"what", s.text("ledger.line", "kind", s.text("ledger.kind."+string(e.Is.Kind)), "amount", e.Is.Amount.String()))
}

// rateDay is the day of a rate: today unless another was typed.
func (s *session) rateDay(rate, typed string) string {
	if rate == "" || typed != "" {
		return typed
	}
	return s.app.Now().Format("2006-01-02")
}

// ledgerRemoveCmd puts a sum into the trash.
type ledgerRemoveCmd struct {
	ID string `arg:"" help:"${ledger_id}"`
}

// Run removes the line.
func (c ledgerRemoveCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	if err := s.app.Ledger.Remove(s.ctx, c.ID); err != nil {
		return err
	}
	return s.say("command.ledger.removed")
}
