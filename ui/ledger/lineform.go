package ledger

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/fault"
	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/submissions"
	"casefolio/ui/kit"
)

// lineForm is where a sum is typed: what for, how much, and what only some
// sums need. It stands in the pane for a new line and in a dialog for one that
// is there.
type lineForm struct {
	pane     *Pane
	kind     ledger.Kind
	from     string
	chips    map[ledger.Kind]*kit.Chip
	payers   map[string]*kit.Chip
	amount   *kit.Entry
	currency *kit.Combo
	note     *kit.Entry
	order    *kit.Check
	rate     *rateField
	extra    *fyne.Container // what follows from the kind
	wrong    *kit.Field      // says below the row what is wrong
	quick    kit.Quick
}

// currencies are offered, behind those of the case and of the shop.
func currencies(own ...string) []string {
	all := []string{"USD", "EUR", "GBP", "JPY", "CNY", "AUD", "CAD", "BRL", "MXN", "PLN", "SEK"}
	all = slices.DeleteFunc(all, func(c string) bool { return slices.Contains(own, c) })
	return append(slices.Compact(own), all...)
}

func newLineForm(p *Pane, l ledger.Line) *lineForm {
	own := p.state.book.Facts
	f := &lineForm{pane: p, chips: map[ledger.Kind]*kit.Chip{}, payers: map[string]*kit.Chip{}, extra: kit.VBox(8)}
	f.amount, f.note, f.currency = kit.NewEntry(), kit.NewEntry(), kit.NewCombo(currencies(own.Currency(), own.Shop))
	f.amount.SetPlaceHolder(kit.T("ledger.amount.hint"))
	f.note.SetPlaceHolder(kit.T("ledger.note"))
	f.order = kit.NewCheck(kit.T("ledger.order_own"), l.Order, nil)
	f.rate = newRateField(p)
	for _, k := range ledger.Kinds() {
		f.chips[k] = kit.NewChip(kindText(k), kit.ToneNeutral, func() { f.choose(k, true) })
	}
	for _, who := range ledger.Payers() {
		f.payers[who] = kit.NewChip(fromText(who), kit.ToneNeutral, func() { f.paidBy(who) })
	}
	f.quick = kit.Quick{Blank: f.blank, Tell: f.tell, Shown: func() bool { return p.entry == f }}
	f.fillIn(l)
	f.amount.OnChanged = func(string) { f.follow() }
	f.currency.OnChanged = func(string) { f.follow() }
	return f
}

// fillIn shows a line; an empty one is a new one.
func (f *lineForm) fillIn(l ledger.Line) {
	code := l.Amount.Currency
	if l.Amount.Given() {
		f.amount.SetText(l.Amount.Decimal())
	} else {
		code = f.pane.state.book.Currency()
		l.Kind = ledger.Refund
	}
	f.currency.SetText(code)
	f.note.SetText(l.Note)
	f.paidBy(l.From)
	f.rate.keep(ledger.Rate{From: code, To: l.To, Rate: l.Rate, Date: l.RateDate})
	f.choose(l.Kind, false)
	f.follow()
}

// choose sets what the sum is for.
func (f *lineForm) choose(k ledger.Kind, focus bool) {
	f.kind = k
	for of, chip := range f.chips {
		chip.SetSelected(of == k)
	}
	f.extra.RemoveAll()
	switch k {
	case ledger.Recovered:
		row := kit.Flow(6, kit.Small(kit.T("ledger.from")).Whole())
		for _, who := range ledger.Payers() {
			row.Add(f.payers[who])
		}
		f.extra.Add(row)
	case ledger.Goods, ledger.FreightOut, ledger.Fee, ledger.Coupon, ledger.Other:
		f.extra.Add(f.order)
	}
	if f.extra.Hide(); len(f.extra.Objects) > 0 {
		f.extra.Show()
	}
	f.resized()
	if focus {
		f.pane.deps.Shell.Window().Canvas().Focus(f.amount)
	}
}

func (f *lineForm) paidBy(who string) {
	if f.from == who {
		who = ""
	}
	f.from = who
	for of, chip := range f.payers {
		chip.SetSelected(of == who)
	}
}

// follow asks for a rate where the sum is in another currency than the case.
func (f *lineForm) follow() {
	if f.wrong != nil {
		f.wrong.Clear()
	}
	if f.rate.ask(currencyOf(f.amount, f.currency), f.pane.state.book.Currency()) {
		f.resized()
	}
}

// currencyOf is the currency that a sum is typed in, as ISO 4217 writes it where
// it is one.
func currencyOf(amount *kit.Entry, currency *kit.Combo) string {
	if a, err := submissions.ParseAmount(amount.Text, currency.Text); err == nil && a.Given() {
		return a.Currency
	}
	if code, err := money.ParseCurrency(currency.Text); err == nil {
		return code
	}
	return currency.Text
}

// resized lays the pane out again after a row came or went.
func (f *lineForm) resized() { f.pane.Scroll.Settle() }

// line is what was typed. The day of a rate is today's unless it was kept.
func (f *lineForm) line() (ledger.Line, error) {
	a, err := parseAmount(f.amount.Text, f.currency.Text)
	if err != nil {
		return ledger.Line{}, err
	}
	l := ledger.Line{Kind: f.kind, Amount: a, From: f.from, Note: f.note.Text}
	if slices.Contains(f.extra.Objects, fyne.CanvasObject(f.order)) {
		l.Order = f.order.Checked
	}
	if own := f.pane.state.book.Currency(); a.Currency != own {
		r := f.rate.typed()
		l.Rate, l.RateDate, l.To = r.Rate, r.Date, own
	}
	return l, nil
}

// parseAmount reads a sum that must be there; a code behind the number goes
// before the currency that is chosen.
func parseAmount(text, currency string) (money.Amount, error) {
	a, err := submissions.ParseAmount(text, strings.TrimSpace(currency))
	if err == nil && !a.Given() {
		err = fault.New("ledger.amount")
	}
	return a, err
}

// row is the form as it stands in the pane: Enter anywhere keeps the line.
func (f *lineForm) row() fyne.CanvasObject {
	add := func() { f.add() }
	for _, e := range []*kit.Entry{f.amount, f.note, f.rate.entry} {
		e.OnSubmitted = func(string) { add() }
	}
	f.currency.OnSubmitted = func(string) { add() }
	f.wrong = kit.NewField(kit.T("ledger.new"), false, entryRow(f.amount, f.currency, f.note, kit.NewPrimary(kit.T("ledger.add"), add)))
	return kit.NewCard(kit.VBox(8, f.kinds(), f.wrong, f.rate.box, f.extra))
}

func (f *lineForm) kinds() fyne.CanvasObject {
	flow := kit.Flow(6)
	for _, k := range ledger.Kinds() {
		flow.Add(f.chips[k])
	}
	return flow
}

// blank tells whether nothing would be lost with the form.
func (f *lineForm) blank() bool {
	return strings.TrimSpace(f.amount.Text) == "" && strings.TrimSpace(f.note.Text) == ""
}

// add keeps a new line; the row is ready for the next at once.
func (f *lineForm) add() {
	l, err := f.line()
	if err != nil {
		f.tell(err)
		return
	}
	p, id := f.pane, f.pane.Case.ID
	back := f.take()
	p.deps.Shell.Window().Canvas().Focus(f.amount)
	f.quick.Keep(p.deps.Shell, id, lineText(l), back, func(ctx context.Context) error {
		e, err := p.deps.Money.Add(ctx, id, l)
		l = e.Is
		return err
	}, func(back kit.Back) { p.Did(back, kit.T("ledger.added", "what", lineText(l))) })
}

// take empties the fields and returns the way to fill them again.
func (f *lineForm) take() (back func()) {
	kind, from, amount, currency, note, order := f.kind, f.from, f.amount.Text, f.currency.Text, f.note.Text, f.order.Checked
	rate := f.rate.typed()
	f.order.SetChecked(false)
	f.amount.SetText("")
	f.note.SetText("")
	return func() {
		f.choose(kind, false)
		if f.from != from {
			f.paidBy(from)
		}
		f.amount.SetText(amount)
		f.currency.SetText(currency)
		f.note.SetText(note)
		f.order.SetChecked(order)
		f.rate.keep(rate)
		f.follow()
	}
}

// tell says what is wrong where it was typed.
func (f *lineForm) tell(err error) {
	if f.rate.tell(err) {
		f.resized()
		return
	}
	for _, code := range []string{"ledger.amount", "ledger.large", "ledger.note", "money.amount", "money.currency"} {
		if f.wrong != nil && fault.Is(err, code) {
			sentence, _ := kit.FaultText(err)
			f.wrong.SetError(sentence)
			f.resized()
			return
		}
	}
	f.pane.deps.Shell.ShowError(err)
}
