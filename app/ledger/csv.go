package ledger

import (
	"cmp"
	"context"
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"time"

	"casefolio/app/text"
)

// Posting is a line with what tells on its own where it belongs.
type Posting struct {
	Facts
	Entry
	Exhibit string // label of the receipt, or empty
}

// Postings lists the lines of a case, the oldest first.
func (s *Service) Postings(ctx context.Context, ref string) ([]Posting, error) {
	b, err := s.Book(ctx, ref)
	if err != nil {
		return nil, err
	}
	return s.postings(ctx, b.Lines, map[string]Facts{b.CaseID: b.Facts})
}

// Between lists the lines of all cases outside the trash that were paid from
// one instant on and before another, the oldest first. Zero instants are no
// limits.
func (s *Service) Between(ctx context.Context, from, before time.Time) ([]Posting, error) {
	all, err := s.lines.All(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(e Entry) bool {
		return e.Is.At.Before(from) || !before.IsZero() && !e.Is.At.Before(before)
	})
	return s.postings(ctx, all, map[string]Facts{})
}

func (s *Service) postings(ctx context.Context, all []Entry, facts map[string]Facts) ([]Posting, error) {
	out := make([]Posting, len(all))
	for i, e := range all {
		f, known := facts[e.CaseID]
		if !known {
			var err error
			if f, err = s.filer.LedgerFacts(ctx, e.CaseID); err != nil {
				return nil, err
			}
			facts[e.CaseID] = f
		}
		out[i] = Posting{Facts: f, Entry: e}
		if e.Is.ExhibitID != "" {
			var err error
			if out[i].Exhibit, err = s.filer.ExhibitLabel(ctx, e.Is.ExhibitID); err != nil {
				return nil, err
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Posting) int {
		return cmp.Or(a.Is.At.Compare(b.Is.At), strings.Compare(a.Number, b.Number))
	})
	return out, nil
}

// columns are the headings of the CSV, as keys of the translations.
func columns() []string {
	return []string{
		"ledger.csv.case", "ledger.csv.order", "ledger.csv.paid", "ledger.csv.kind", "ledger.csv.side", "ledger.csv.amount",
		"ledger.csv.currency", "ledger.csv.rate", "ledger.csv.rate_date", "ledger.csv.counted", "ledger.csv.counted_currency",
		"ledger.csv.from", "ledger.csv.note", "ledger.csv.receipt",
	}
}

// WriteCSV writes postings as a spreadsheet reads them: RFC 4180, UTF-8 with a
// mark at its beginning, times in zone. text gives the words of a key in the
// seller's language. Sums are plain decimals with a point, all above zero; the
// column behind the kind says on which side a sum stands. A sum without a rate
// has empty cells where it is counted.
func WriteCSV(w io.Writer, all []Posting, zone *time.Location, text func(key string) string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil { // so that Excel reads UTF-8
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	var head []string
	for _, key := range columns() {
		head = append(head, text(key))
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for _, p := range all {
		if err := out.Write(p.cells(zone, text)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (p Posting) cells(zone *time.Location, say func(key string) string) []string {
	l := p.Is
	counted, ok := l.In(p.Currency())
	sum, currency := counted.Decimal(), counted.Currency
	if !ok {
		sum, currency = "", ""
	}
	from := ""
	if l.From != "" {
		from = say("ledger.from." + l.From)
	}
	return []string{
		p.Number, text.ForSpreadsheet(p.Facts.Order), l.At.In(zone).Format("2006-01-02 15:04"), say("ledger.kind." + string(l.Kind)),
		say("ledger.side." + l.Side()), l.Amount.Decimal(), l.Amount.Currency, l.Rate, l.RateDate, sum, currency,
		from, text.ForSpreadsheet(l.Note), p.Exhibit,
	}
}

// Side tells where a line is counted: "order" for what the order itself cost,
// "cost" for the complaint, "recovered" for what came back.
func (l Line) Side() string {
	switch {
	case l.Kind == Recovered:
		return "recovered"
	case l.Order:
		return "order"
	}
	return "cost"
}
