package ledger

import (
	"context"

	"fyne.io/fyne/v2"

	"casefolio/app/fault"
	"casefolio/app/ledger"
	"casefolio/ui/kit"
)

// rateField asks for a rate of exchange, and offers the one that was typed last.
type rateField struct {
	pane     *Pane
	entry    *kit.Entry
	field    *kit.Field
	box      *fyne.Container
	from, to string
	offered  ledger.Rate // what the program put into the entry
}

func newRateField(p *Pane) *rateField {
	r := &rateField{pane: p, entry: kit.NewEntry()}
	r.field = kit.NewField("", false, kit.MaxWidth(kit.Sized(r.entry, 160, 0), 160))
	r.box = kit.VBox(0, r.field)
	r.box.Hide()
	return r
}

// keep shows the rate that a line has already.
func (r *rateField) keep(rate ledger.Rate) {
	if rate.Rate != "" {
		r.from, r.to = rate.From, rate.To
		r.offer(rate)
	}
}

// ask shows the field for two currencies that differ, and tells whether it came
// or went.
func (r *rateField) ask(from, to string) bool {
	if from == r.from && to == r.to && (from != to) == r.box.Visible() {
		return false
	}
	keeps := from == r.from && to == r.to
	r.from, r.to = from, to
	if from == to || len(from) != 3 {
		was := r.box.Visible()
		r.box.Hide()
		return was
	}
	r.field.SetLabel(kit.T("ledger.rate", "from", from, "to", to))
	r.field.Clear()
	r.box.Show()
	if !keeps {
		r.entry.SetText("")
		r.field.WithHint("")
		r.last(from, to)
	}
	return true
}

// last offers the rate that was typed last.
func (r *rateField) last(from, to string) {
	kit.Run(r.pane.deps.Shell.Tasks(), "ledger/rate", func(ctx context.Context) (ledger.Rate, error) {
		return r.pane.deps.Money.LastRate(ctx, from, to)
	}, func(rate ledger.Rate, err error) {
		if err == nil && rate.Rate != "" && r.from == from && r.to == to && r.entry.Text == "" {
			r.offer(rate)
			r.pane.Scroll.Settle()
		}
	})
}

func (r *rateField) offer(rate ledger.Rate) {
	r.offered = rate
	r.entry.SetText(rate.Rate)
	if rate.Date != "" {
		r.field.WithHint(kit.T("ledger.rate.of", "date", rate.Date))
	}
}

// typed is the rate in the entry, of today unless it is the one that was
// offered.
func (r *rateField) typed() ledger.Rate {
	if r.entry.Text == "" {
		return ledger.Rate{}
	}
	if r.entry.Text == r.offered.Rate && r.from == r.offered.From && r.to == r.offered.To {
		return r.offered
	}
	return ledger.Rate{From: r.from, To: r.to, Rate: r.entry.Text, Date: r.pane.deps.Now().Format("2006-01-02")}
}

// tell says what is wrong with the rate, and whether anything was.
func (r *rateField) tell(err error) bool {
	if !r.box.Visible() || !fault.Is(err, "ledger.rate") && !fault.Is(err, "ledger.no_rate") {
		return false
	}
	sentence, _ := kit.FaultText(err)
	r.field.SetError(sentence)
	r.pane.deps.Shell.Window().Canvas().Focus(r.entry)
	return true
}
