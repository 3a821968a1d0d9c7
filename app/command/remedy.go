package command

import (
	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/records"
	"casefolio/app/remedies"
)

// remedyCmd compares remedies, of a case or of figures in a file.
type remedyCmd struct {
	JSON  bool   `name:"json" help:"${json}"`
	Input string `placeholder:"FILE" help:"${remedy_input}"`
	Case  string `arg:"" optional:"" help:"${remedy_case}"`
}

// Run writes the comparison.
func (c remedyCmd) Run(s *session) error {
	if (c.Case == "") == (c.Input == "") {
		s.misused(s.text("command.remedy.neither"))
		return errMisused
	}
	if c.Input != "" {
		sheet, err := s.typedSheet(c.Input)
		if err != nil {
			return err
		}
		return s.showSheet(c.JSON, sheet, nil, remedies.History{})
	}
	if err := s.open(); err != nil {
		return err
	}
	sheet, err := s.app.Remedies.Sheet(s.ctx, c.Case)
	if err != nil {
		return err
	}
	offers, err := s.app.Remedies.Offers(s.ctx, sheet.CaseID)
	if err != nil {
		return err
	}
	past, err := s.app.Remedies.History(s.ctx, sheet.Facts)
	if err != nil {
		return err
	}
	return s.showSheet(c.JSON, sheet, offers, past)
}

// typedSheet compares what a file says. It needs no workspace.
func (s *session) typedSheet(name string) (remedies.Sheet, error) {
	rules, err := remedies.LoadRules(s.host.Files)
	if err != nil {
		return remedies.Sheet{}, err
	}
	raw, err := s.read(name)
	if err != nil {
		return remedies.Sheet{}, err
	}
	facts, figures, err := remedies.ReadInput(raw)
	if err != nil {
		return remedies.Sheet{}, err
	}
	for _, key := range remedies.UnknownKeys(raw) {
		s.tell("command.unknown_key", "key", key)
	}
	sheet := rules.Work(facts, remedies.Figures{}, figures)
	return sheet, sheet.Fault
}

// sheetOut is a comparison as it is printed.
type sheetOut struct {
	Case       string            `json:"case,omitempty"`
	Currency   string            `json:"currency"`
	Figures    map[string]string `json:"figures"`
	NoRate     []string          `json:"no_rate"` // currencies whose rate is missing
	Missing    []remedies.Field  `json:"missing"` // costs that nobody gave
	Untroubled string            `json:"untroubled"`
	Options    []optionOut       `json:"options"`
	Even       evenOut           `json:"break_even"`
	Warnings   []warningOut      `json:"warnings"`
	Offers     []offerOut        `json:"offers"`
	Past       pastOut           `json:"history"`
}

type optionOut struct {
	Kind       string `json:"kind"`
	Share      string `json:"share"`
	BuyerGets  string `json:"buyer_gets"`
	Goods      string `json:"goods"`
	SellerPays string `json:"seller_pays"`
	BuyerBears string `json:"buyer_bears"`
	Left       string `json:"left"`
	Over       bool   `json:"over_untroubled"`
	Verdict    string `json:"verdict"`
	Reason     string `json:"reason"`
}

type pointOut struct {
	Amount string `json:"amount"`
	Share  string `json:"share"`
	Beyond bool   `json:"beyond"`
}

type evenOut struct {
	Discount  pointOut `json:"discount"`
	AsResend  pointOut `json:"as_resend"`
	Share     pointOut `json:"buyers_share"`
	Untouched pointOut `json:"untroubled_share"`
}

type warningOut struct {
	ID       string          `json:"id"`
	Level    string          `json:"level"`
	Options  []remedies.Kind `json:"options"`
	Text     string          `json:"text"`
	Source   string          `json:"source"`
	URL      string          `json:"url"`
	AsOf     string          `json:"as_of"`
	Verified bool            `json:"verified"`
}

type offerOut struct {
	Kind     string `json:"kind"`
	Amount   string `json:"amount"`
	Offered  string `json:"offered"`
	Answer   string `json:"answer"`
	Answered string `json:"answered"`
	Note     string `json:"note"`
}

type pastOut struct {
	Like     string       `json:"like"`
	Cases    int          `json:"cases"`
	Outcomes []outcomeOut `json:"outcomes"`
}

type outcomeOut struct {
	Remedy    string `json:"remedy"`
	Cases     int    `json:"cases"`
	Mean      string `json:"mean_share"`
	Shares    int    `json:"shares_known"`
	Scored    int    `json:"scored"`
	Satisfied int    `json:"satisfied"`
}

func (s *session) sheetOut(sheet remedies.Sheet, offers []records.Entry[remedies.Offer], past remedies.History) sheetOut {
	out := sheetOut{
		Case: sheet.Number, Currency: sheet.Currency, Figures: map[string]string{}, NoRate: append([]string{}, sheet.NoRate...),
		Missing:    append([]remedies.Field{}, sheet.Missing...),
		Untroubled: sheet.Table.Untroubled.Decimal(), Options: []optionOut{}, Warnings: []warningOut{}, Offers: []offerOut{},
	}
	for _, c := range sheet.Cells {
		if c.Counted.Given() {
			out.Figures[string(c.Field)] = c.Counted.Decimal()
		}
	}
	for _, r := range sheet.Ranked {
		out.Options = append(out.Options, optionOut{
			string(r.Option.Kind), remedies.Percent(r.Share), r.BuyerGets.Decimal(), string(r.Goods), r.SellerPays.Decimal(),
			r.BuyerBears.Decimal(), r.Left.Decimal(), r.Over, string(r.Verdict), r.Reason,
		})
	}
	even := sheet.Table.Even
	out.Even = evenOut{point(even.Discount), point(even.AsResend), point(even.Share), point(even.Untouched)}
	for _, w := range sheet.Warnings {
		out.Warnings = append(out.Warnings, warningOut{
			w.ID, string(w.Level), w.Options, w.Text(s.lang), w.Source.Title, w.Source.URL, w.AsOf, w.Verified,
		})
	}
	for _, e := range offers {
		out.Offers = append(out.Offers, offerOut{
			string(e.Is.Option.Kind), given(e.Is.Size), stamp(e.Is.OfferedAt), string(e.Is.Answer), stamp(e.Is.AnsweredAt), e.Is.Note,
		})
	}
	out.Past = pastOut{string(past.Like), past.Cases, []outcomeOut{}}
	for _, o := range past.Outcomes {
		out.Past.Outcomes = append(out.Past.Outcomes, outcomeOut{
			o.Remedy, o.Cases, remedies.Percent(o.MeanShare), o.Shares, o.Scored, o.Satisfied,
		})
	}
	return out
}

func point(p remedies.Point) pointOut {
	return pointOut{p.Amount.Decimal(), remedies.Percent(p.Share), p.Beyond}
}

func given(a money.Amount) string {
	if !a.Given() {
		return ""
	}
	return a.Decimal()
}

// showSheet writes a comparison for programs, or one line an option for people.
func (s *session) showSheet(asJSON bool, sheet remedies.Sheet, offers []records.Entry[remedies.Offer], past remedies.History) error {
	if asJSON {
		return s.print(s.sheetOut(sheet, offers, past))
	}
	if sheet.Fault != nil {
		return sheet.Fault
	}
	even := sheet.Table.Even
	var rows [][]string
	for _, r := range sheet.Ranked {
		share := ""
		if r.Option.Kind.Sized() {
			share = remedies.Percent(r.Share)
		}
		rows = append(rows, []string{
			s.text("remedies.verdict." + string(r.Verdict)), s.text("remedies.kind." + string(r.Option.Kind)), share, r.Left.String(),
			s.text("remedies.reason."+r.Reason, "enough", even.Untouched.Amount.String(),
				"untroubled", sheet.Table.Untroubled.String()),
		})
	}
	if err := s.table(rows); err != nil {
		return err
	}
	for _, w := range sheet.Warnings {
		if err := s.line(s.text("remedies.level."+string(w.Level)) + ": " + w.Text(s.lang) + " (" + w.Source.Title + ")"); err != nil {
			return err
		}
	}
	if len(sheet.NoRate) > 0 {
		s.explain("", fault.New("remedy.no_rate", "currency", sheet.NoRate[0], "shop", sheet.ShopCurrency))
	}
	return nil
}
