package remedies

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/remedies"
	"casefolio/app/submissions"
	"casefolio/ui/kit"
)

// defaults is the form of what counts in all cases.
type defaults struct {
	was   remedies.Figures
	shop  string // the shop's currency
	lines []defaultLine
}

// defaultLine is one entry, with what takes it over.
type defaultLine struct {
	entry *kit.Entry
	field *kit.Field
	take  func(to *remedies.Figures, text string) error
}

// settled are the figures that may be the same for all cases.
func settled() []remedies.Field {
	return []remedies.Field{remedies.FreightOut, remedies.FreightBack, remedies.ResendFreight, remedies.PartCost}
}

func newDefaults(s remedies.Sheet, was remedies.Figures) *defaults {
	f := &defaults{was: was, shop: s.ShopCurrency}
	for _, of := range settled() {
		f.add(kit.T("remedies.figure."+string(of)), was.Amount(of).String(), money.Amount{Currency: f.shop}.String(),
			func(to *remedies.Figures, text string) (err error) {
				*to.Amount(of), err = submissions.ParseAmount(text, f.shop)
				if err == nil && to.Amount(of).Minor < 0 {
					err = fault.New("remedy.negative")
				}
				return err
			})
	}
	f.addShare("fee_share", "0%", was.FeeShare, func(to *remedies.Figures, share *int64) { to.FeeShare = share })
	f.addShare("resale", "0%", was.Resale, func(to *remedies.Figures, share *int64) { to.Resale = share })
	f.addShare("coupon_cost", "100%", was.CouponCost, func(to *remedies.Figures, share *int64) { to.CouponCost = share })
	currencies := map[string]bool{}
	for _, currency := range append(rated(s), slices.Collect(maps.Keys(was.Rates))...) {
		currencies[currency] = true
	}
	if s.Currency != s.ShopCurrency {
		currencies[s.Currency] = true
	}
	for _, currency := range slices.Sorted(maps.Keys(currencies)) {
		f.add(kit.T("remedies.rate", "from", currency, "to", f.shop), was.Rates[currency], "", func(to *remedies.Figures, text string) error {
			delete(to.Rates, currency)
			if text == "" {
				return nil
			}
			rate, err := remedies.TidyRate(text)
			to.Rates[currency] = rate
			return err
		})
	}
	return f
}

func (f *defaults) add(label, text, sample string, take func(to *remedies.Figures, text string) error) {
	e := kit.NewEntry()
	e.SetText(text)
	e.SetPlaceHolder(sample)
	f.lines = append(f.lines, defaultLine{e, kit.NewField(label, false, e), take})
}

func (f *defaults) addShare(name, sample string, was *int64, set func(to *remedies.Figures, share *int64)) {
	text := ""
	if was != nil {
		text = remedies.Percent(*was)
	}
	f.add(kit.T("remedies.figure."+name), text, sample, func(to *remedies.Figures, text string) error {
		set(to, nil)
		if text == "" {
			return nil
		}
		share, ok := remedies.ParsePercent(text)
		if !ok {
			return fault.New("remedy.share")
		}
		set(to, &share)
		return nil
	})
}

func (f *defaults) fields() []fyne.CanvasObject {
	all := make([]fyne.CanvasObject, len(f.lines))
	for i, l := range f.lines {
		all[i] = l.field
	}
	return all
}

func (f *defaults) first() fyne.Focusable { return f.lines[0].entry }

// figures reads the form; what is wrong is said at its field.
func (f *defaults) figures() (is remedies.Figures, ok bool) {
	is, ok = f.was, true
	if is.Rates = maps.Clone(f.was.Rates); is.Rates == nil {
		is.Rates = map[string]string{}
	}
	for _, l := range f.lines {
		l.field.Clear()
		if err := l.take(&is, strings.TrimSpace(l.entry.Text)); err != nil {
			sentence, _ := kit.FaultText(err)
			l.field.SetError(sentence)
			ok = false
		}
	}
	return is, ok
}
