package ledger

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/ledger"
	"casefolio/ui/kit"
)

// dialog is a question of the pane.
type dialog struct {
	*kit.Question
	pane *Pane
}

func (p *Pane) ask() *dialog { return &dialog{kit.NewQuestion(p.deps.Shell, p.Case.ID), p} }

// timeField takes a time in the seller's zone.
func (d *dialog) timeField(label string, at time.Time, required bool, codes ...string) (fyne.CanvasObject, *kit.Entry) {
	e := kit.NewEntry()
	e.SetText(d.pane.stamp(at))
	e.SetPlaceHolder(kit.StampLayout)
	return d.Field(label, required, e, codes...), e
}

// typedTime is what stands in a field. was is kept where its minute was not
// changed. code is the fault of what is no time; empty text is one only where
// the time is required.
func (p *Pane) typedTime(e *kit.Entry, was time.Time, required bool, code string) (time.Time, error) {
	at, ok := cases.ParseTime(e.Text, p.deps.Now().Location())
	if !ok || required && at.IsZero() {
		return at, fault.New(code)
	}
	if !was.IsZero() && was.Truncate(time.Minute).Equal(at) {
		return was, nil
	}
	return at, nil
}

// edit changes a line.
func (p *Pane) edit(e ledger.Entry) {
	d := p.ask()
	f := newLineForm(p, e.Is)
	at, when := d.timeField(kit.T("ledger.at"), e.Is.At, true, "ledger.time")
	receipts, receipt := p.receipts(e.Is.ExhibitID)
	body := kit.VBox(10, f.kinds(),
		d.Field(kit.T("ledger.amount"), true, kit.Row(8, 0, f.amount, kit.Sized(f.currency, 96, 0)),
			"ledger.amount", "ledger.large", "money.amount", "money.currency"),
		f.rate.box, f.extra, at, d.Field(kit.T("ledger.note"), false, f.note, "ledger.note"))
	if len(p.state.exhibits) > 0 {
		body.Add(d.Field(kit.T("ledger.receipt"), false, receipts))
	}
	d.At(f.rate.field, "ledger.rate", "ledger.no_rate")
	was := e.Is
	d.Show(kit.T("ledger.edit.title"), kit.T("ledger.save"), body, f.amount, func() (func(context.Context) error, error) {
		l, err := f.line()
		if err != nil {
			return nil, err
		}
		if l.At, err = p.typedTime(when, was.At, true, "ledger.time"); err != nil {
			return nil, err
		}
		l.ExhibitID = receipt()
		e.Is = l
		return func(ctx context.Context) (err error) {
			e, err = p.deps.Money.Change(ctx, e)
			return err
		}, nil
	}, func(back kit.Back) { p.Did(back, kit.T("ledger.changed", "what", lineText(e.Is))) })
}

// receipts offers the exhibits of the case, and gives the chosen one's id.
func (p *Pane) receipts(id string) (*kit.Combo, func() string) {
	names := make([]string, len(p.state.exhibits))
	combo := kit.NewCombo(nil)
	for i, x := range p.state.exhibits {
		names[i] = x.Label() + " " + oneLine(x.FileName)
		if x.ID == id {
			combo.SetText(names[i])
		}
	}
	combo.SetOptions(names)
	return combo, func() string {
		for i, x := range p.state.exhibits {
			if names[i] == combo.Text {
				return x.ID
			}
		}
		return ""
	}
}

// askShopRate asks for the rate from the case's currency into the shop's.
func (p *Pane) askShopRate() {
	d := p.ask()
	b, id := p.state.book, p.Case.ID
	r := newRateField(p)
	r.keep(b.Rate)
	r.ask(b.Sums.Currency, b.Shop)
	d.At(r.field, "ledger.rate")
	body := kit.VBox(10, kit.Muted(kit.T("ledger.shop.why")).Wrapped(), r.box)
	d.Show(kit.T("ledger.shop.title", "currency", b.Shop), kit.T("ledger.save"), body, r.entry, func() (func(context.Context) error, error) {
		rate := r.typed()
		return func(ctx context.Context) error { return p.deps.Money.SetShopRate(ctx, id, rate.Rate, rate.Date) }, nil
	}, func(back kit.Back) { p.Did(back, kit.T("ledger.shop.kept")) })
}
