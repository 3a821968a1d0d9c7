package remedies

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/remedies"
	"casefolio/app/submissions"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// typing is a line of text that is taken over when it is left or Enter is
// pressed; Esc gives back what stood there.
type typing struct {
	kit.Entry
	take  func(text string) error
	shown string
	here  bool // it has the focus
	field *kit.Field
}

func newTyping(label string, take func(text string) error) *typing {
	t := &typing{take: take}
	t.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	t.ExtendBaseWidget(t)
	t.OnSubmitted = func(string) { t.leave() }
	t.field = kit.NewField(label, false, t)
	return t
}

// show puts a text into the line unless the seller is typing there.
func (t *typing) show(text string) {
	if t.here && t.Text != t.shown {
		t.shown = text
		return
	}
	t.shown = text
	if t.Text != text {
		t.SetText(text)
	}
}

// FocusGained implements fyne.Focusable. What stands there is marked, so that
// typing replaces it; a click puts the cursor where it was.
func (t *typing) FocusGained() {
	t.here = true
	t.Entry.FocusGained()
	t.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// FocusLost implements fyne.Focusable.
func (t *typing) FocusLost() {
	t.here = false
	t.Entry.FocusLost()
	t.leave()
}

// TypedKey implements fyne.Focusable.
func (t *typing) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape && t.Text != t.shown {
		t.SetText(t.shown)
		t.field.Clear()
		return
	}
	t.Entry.TypedKey(k)
}

// quit takes over what is typed for a case that is being left, and lets go of the
// rest: nothing of it may reach another case.
func (t *typing) quit() {
	if t.Disabled() {
		return
	}
	t.leave()
	t.field.Clear()
	t.shown = ""
	t.SetText("")
}

func (t *typing) leave() {
	if strings.TrimSpace(t.Text) == strings.TrimSpace(t.shown) {
		t.field.Clear()
		return
	}
	was := t.shown
	t.shown = t.Text
	if err := t.take(t.Text); err != nil {
		t.shown = was
		sentence, _ := kit.FaultText(err)
		t.field.SetError(sentence)
	} else {
		t.field.Clear()
	}
}

// figureCards are the figures of the order, each of which can be typed over.
type figureCards struct {
	pane    *Pane
	content *fyne.Container
	amounts map[remedies.Field]*typing
	resale  *typing
	coupon  *typing
	rates   *fyne.Container
	asked   map[string]*typing // rates by currency
	toggler *kit.Button
	more    *fyne.Container // the figures that few cases need
	missing *fyne.Container // the costs that nobody gave, each with the way to it
}

// usual are the figures that are always in sight.
const usual = 5

func newFigureCards(p *Pane) *figureCards {
	f := &figureCards{pane: p, amounts: map[remedies.Field]*typing{}, asked: map[string]*typing{}, rates: kit.VBox(8)}
	var first, rest []fyne.CanvasObject
	for i, of := range remedies.Fields() {
		t := newTyping(kit.T("remedies.figure."+string(of)), func(text string) error { return f.amount(of, text) })
		f.amounts[of] = t
		if i < usual {
			first = append(first, kit.NewCard(t.field))
		} else {
			rest = append(rest, kit.NewCard(t.field))
		}
	}
	f.resale = newTyping(kit.T("remedies.figure.resale"), func(text string) error {
		return f.share(text, func(own *remedies.Figures, s *int64) { own.Resale = s })
	})
	f.coupon = newTyping(kit.T("remedies.figure.coupon_cost"), func(text string) error {
		return f.share(text, func(own *remedies.Figures, s *int64) { own.CouponCost = s })
	})
	rest = append(rest, kit.NewCard(f.resale.field), kit.NewCard(f.coupon.field))
	f.more = newTiles(rest...)
	f.rates.Hide()
	f.more.Hide()
	f.toggler = kit.NewQuiet(kit.T("remedies.figures.more"), f.toggle)
	f.missing = kit.VBox(6)
	f.content = kit.VBox(8, newTiles(append(first, f.toggler)...), f.more, f.rates, f.missing)
	return f
}

// toggle shows or hides the figures that few cases need.
func (f *figureCards) toggle() {
	key := "remedies.figures.less"
	if f.more.Visible() {
		f.more.Hide()
		key = "remedies.figures.more"
	} else {
		f.more.Show()
	}
	f.toggler.SetText(kit.T(key))
	f.pane.Scroll.Settle()
}

// amount takes a figure over. Nothing typed gives the field back to what the
// program knows.
func (f *figureCards) amount(of remedies.Field, text string) error {
	p := f.pane
	cell := p.sheet.Cell(of)
	currency := cell.Given.Currency
	if currency == "" {
		currency = p.sheet.Currency
	}
	a, err := submissions.ParseAmount(text, currency)
	if err != nil {
		return err
	}
	if a.Minor < 0 {
		return fault.New("remedy.negative")
	}
	own := p.sheet.Own
	*own.Amount(of) = a
	p.edit(own)
	p.commit()
	return nil
}

func (f *figureCards) share(text string, set func(own *remedies.Figures, s *int64)) error {
	own := f.pane.sheet.Own
	if strings.TrimSpace(text) == "" {
		set(&own, nil)
	} else {
		s, ok := remedies.ParsePercent(text)
		if !ok {
			return fault.New("remedy.share")
		}
		set(&own, &s)
	}
	f.pane.edit(own)
	f.pane.commit()
	return nil
}

// show fills the cards from the sheet.
func (f *figureCards) show() {
	s := f.pane.sheet
	for of, t := range f.amounts {
		c := s.Cell(of)
		t.show(c.Given.String())
		enable(t, f.pane.Writable)
		t.field.WithHint(originText(c, of))
		t.SetPlaceHolder(money.Amount{Currency: s.Currency}.String())
	}
	f.resale.show(remedies.Percent(s.Resale))
	f.coupon.show(remedies.Percent(s.CouponCost))
	enable(f.resale, f.pane.Writable)
	enable(f.coupon, f.pane.Writable)
	f.showRates(s)
	f.showMissing(s)
}

// showMissing says that the comparison is provisional, and which costs to type.
func (f *figureCards) showMissing(s remedies.Sheet) {
	f.missing.RemoveAll()
	shown(f.missing, len(s.Missing) > 0 && s.Fault == nil)
	key := "remedies.missing"
	if !f.pane.provisional(remedies.Discount) {
		key = "remedies.missing.some"
	}
	f.missing.Add(kit.Body(kit.T(key)).Wrapped().Colored(theme.ColorSoon))
	if !f.pane.Writable {
		return
	}
	chips := kit.Flow(6)
	for _, of := range s.Missing {
		chips.Add(kit.NewChip(kit.T("remedies.figure."+string(of)), kit.ToneSoon, func() { f.goTo(of) }))
	}
	f.missing.Add(chips)
	f.missing.Refresh()
}

// goTo puts the cursor into a figure.
func (f *figureCards) goTo(of remedies.Field) {
	if !slices.Contains(remedies.Fields()[:usual], of) && !f.more.Visible() {
		f.toggle()
	}
	f.pane.deps.Shell.Window().Canvas().Focus(f.amounts[of])
}

// leave takes over what is typed in any of the cards.
func (f *figureCards) leave() {
	for _, t := range f.amounts {
		t.quit()
	}
	for _, t := range f.asked {
		t.quit()
	}
	f.resale.quit()
	f.coupon.quit()
}

func enable(t *typing, on bool) {
	if on == t.Disabled() {
		if on {
			t.Enable()
		} else {
			t.Disable()
		}
	}
}

// showRates asks for the rates that are missing, and shows those that count.
func (f *figureCards) showRates(s remedies.Sheet) {
	f.rates.RemoveAll()
	for _, currency := range rated(s) {
		t := f.asked[currency]
		if t == nil {
			t = newTyping(kit.T("remedies.rate", "from", currency, "to", s.ShopCurrency), func(text string) error {
				return f.rate(currency, text)
			})
			f.asked[currency] = t
		}
		t.field.SetLabel(kit.T("remedies.rate", "from", currency, "to", s.ShopCurrency))
		t.show(s.Rates[currency])
		enable(t, f.pane.Writable)
		hint := ""
		switch {
		case s.Rates[currency] != "":
		case len(s.NoRate) > 0:
			hint = kit.T("remedies.rate.missing")
		default:
			hint = kit.T("remedies.rate.ledger")
		}
		t.field.WithHint(hint)
		f.rates.Add(kit.MaxWidth(kit.NewCard(t.field), 300))
	}
	shown(f.rates, len(f.rates.Objects) > 0)
	f.rates.Refresh()
}

func (f *figureCards) rate(currency, text string) error {
	own := f.pane.sheet.Own
	rates := map[string]string{}
	for code, rate := range own.Rates {
		rates[code] = rate
	}
	delete(rates, currency)
	if strings.TrimSpace(text) != "" {
		rate, err := remedies.TidyRate(text)
		if err != nil {
			return err
		}
		rates[currency] = rate
	}
	if own.Rates = rates; len(rates) == 0 {
		own.Rates = nil
	}
	f.pane.edit(own)
	f.pane.commit()
	return nil
}

// rated are the currencies whose rate the sheet needs.
func rated(s remedies.Sheet) []string {
	need := map[string]bool{}
	var all []string
	for _, c := range s.Cells {
		if !c.Given.Given() || c.Given.Currency == s.Currency {
			continue
		}
		for _, currency := range []string{s.Currency, c.Given.Currency} {
			if currency != s.ShopCurrency && !need[currency] {
				need[currency] = true
				all = append(all, currency)
			}
		}
	}
	return all
}
