package ledger

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/ledger"
	"casefolio/app/money"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// money is the upper part: the row to type in, the lines, and what they come to.
func (p *Pane) money() fyne.CanvasObject {
	head := kit.Row(8, 0, kit.Heading(kit.T("ledger.title")), kit.NewQuiet(kit.T("ledger.export"), p.askExport))
	box := kit.VBox(10, head)
	if p.Writable {
		if p.entry == nil {
			if p.entry = p.drafts[p.Case.ID]; p.entry == nil {
				p.entry = newLineForm(p, ledger.Line{})
			}
			p.entryRow = p.entry.row()
		}
		p.entry.follow()
		box.Add(p.entryRow)
	}
	if len(p.state.book.Lines) == 0 {
		box.Add(kit.Muted(kit.T("ledger.empty")).Wrapped())
	} else {
		rows := kit.VBox(8)
		for i, e := range p.state.book.Lines {
			if i > 0 {
				rows.Add(kit.Hairline())
			}
			rows.Add(p.line(e))
		}
		box.Add(kit.NewCard(rows))
	}
	if sums := p.sums(); sums != nil {
		box.Add(sums)
	}
	return box
}

// line is one sum: what for, how much, and what can be done about it.
func (p *Pane) line(e ledger.Entry) fyne.CanvasObject {
	l := e.Is
	words := kit.VBox(2, kit.Row(8, 0, kit.Strong(kindText(l.Kind))))
	if more := p.aside(l); more != "" {
		words.Add(kit.Small(more).Wrapped())
	}
	a, color := minus(l.Amount), theme.ColorInk
	if l.Kind == ledger.Recovered {
		a, color = l.Amount, theme.ColorGood
	}
	sums := kit.VBox(2, kit.Strong(signed(a)).Whole().Aligned(fyne.TextAlignTrailing).Colored(color))
	if counted, ok := l.In(p.state.book.Currency()); !ok {
		sums.Add(kit.Small(kit.T("ledger.uncounted", "to", p.state.book.Currency())).Whole().Aligned(fyne.TextAlignTrailing).Colored(theme.ColorSoon))
	} else if counted.Currency != l.Amount.Currency {
		sums.Add(kit.Small(kit.T("ledger.counted", "amount", counted.String(), "rate", l.Rate)).Whole().Aligned(fyne.TextAlignTrailing))
	}
	row := uievidence.Beside(leastWords, kit.Row(10, 1, kit.Small(p.day(l.At)).Whole(), words), sums)
	if p.Writable && l.Ref == "" {
		row.Add(deeds(func() { p.edit(e) }, func() { p.remove(e) }))
	}
	return row
}

// leastWords is the width that words keep beside sums and deeds.
const leastWords = 150

// deeds is what can be done about a line or a step.
func deeds(edit, remove func()) fyne.CanvasObject {
	return kit.HBox(0, kit.NewQuiet(kit.T("ledger.edit"), edit), kit.NewQuiet(kit.T("ledger.remove"), remove))
}

// aside is what else is known of a line.
func (p *Pane) aside(l ledger.Line) string {
	var parts []string
	if l.From != "" {
		parts = append(parts, kit.T("ledger.from.line", "who", fromText(l.From)))
	}
	if l.Order {
		parts = append(parts, kit.T("ledger.order_own.line"))
	}
	if l.Ref != "" {
		parts = append(parts, kit.T("ledger.of_return"))
	}
	for _, x := range p.state.exhibits {
		if x.ID == l.ExhibitID && l.ExhibitID != "" {
			parts = append(parts, kit.T("ledger.receipt.line", "label", x.Label()))
		}
	}
	if l.Note != "" {
		parts = append(parts, oneLine(l.Note))
	}
	return strings.Join(parts, " · ")
}

func (p *Pane) remove(e ledger.Entry) {
	p.Do(func(ctx context.Context) error { return p.deps.Money.Remove(ctx, e.ID) }, func(back kit.Back) {
		p.Did(back, kit.T("ledger.removed", "what", lineText(e.Is)))
	})
}

// sums is what the lines come to, and what is left of the order; nil where
// nothing is known at all.
func (p *Pane) sums() fyne.CanvasObject {
	b := p.state.book
	s := b.Sums
	if !s.Cost.Given() && !s.Recovered.Given() && len(b.Lines) == 0 {
		return nil
	}
	rows := kit.VBox(5)
	add := func(name string, a money.Amount, note string) {
		if a.Given() {
			rows.Add(sumRow(name, signed(a), note, theme.ColorInk, false))
		}
	}
	add(kit.T("ledger.price"), b.Price, "")
	if s.Order.Minor != 0 {
		add(kit.T("ledger.order_cost"), minus(s.Order), "")
	}
	add(kit.T("ledger.cost"), minus(s.Cost), countedText(s.CostCounted))
	add(kit.T("ledger.recovered"), s.Recovered, countedText(s.RecoveredCounted))
	if s.Left.Given() {
		color := theme.ColorGood
		if s.Left.Minor < 0 {
			color = theme.ColorLate
		}
		rows.Add(kit.Hairline())
		rows.Add(sumRow(kit.T("ledger.left"), signed(s.Left), "", color, true))
	}
	p.addOrderCosts(rows)
	if len(s.Per) > 1 {
		rows.Add(kit.Small(p.perCurrency()).Wrapped())
	}
	if s.Unrated > 0 {
		rows.Add(kit.Small(kit.T("ledger.unrated", "count", kit.Count(s.Unrated), "to", s.Currency)).Wrapped().Colored(theme.ColorSoon))
	}
	p.addShop(rows)
	if b.Behind() && p.Writable {
		rows.Add(kit.Small(kit.T("ledger.behind")).Wrapped().Colored(theme.ColorSoon))
		rows.Add(kit.HBox(0, kit.NewQuiet(kit.T("ledger.recount"), p.recount)))
	}
	return kit.NewCard(rows)
}

func countedText(counted bool) string {
	if counted {
		return kit.T("ledger.by_lines")
	}
	return kit.T("ledger.by_hand")
}

// sumRow is a sum behind its name; sums stand in a column of their own.
func sumRow(name, sum, note string, color fyne.ThemeColorName, bold bool) fyne.CanvasObject {
	return kit.Row(8, 1, kit.Body(name).Whole().Bold(bold), kit.Small(note), kit.Body(sum).Whole().Bold(bold).Colored(color))
}

// addOrderCosts says that a balance is without what the order itself cost, and
// offers what is known of that.
func (p *Pane) addOrderCosts(rows *fyne.Container) {
	s := p.state.book.Sums
	if !s.Left.Given() || s.Order.Minor != 0 {
		return
	}
	if len(p.state.costs) == 0 || !p.Writable {
		rows.Add(kit.Small(kit.T("ledger.order_cost.none")).Wrapped())
		return
	}
	var parts []string
	for _, l := range p.state.costs {
		parts = append(parts, lineText(l))
	}
	what := strings.Join(parts, kit.T("ledger.and"))
	rows.Add(kit.Row(8, 0, kit.Small(kit.T("ledger.order_cost.known", "what", what)).Wrapped(),
		kit.NewQuiet(kit.T("ledger.order_cost.log"), func() { p.logOrderCosts(what) })))
}

func (p *Pane) logOrderCosts(what string) {
	id, lines := p.Case.ID, p.state.costs
	p.Do(func(ctx context.Context) error {
		_, err := p.deps.Money.AddAll(ctx, id, lines...)
		return err
	}, func(back kit.Back) { p.Did(back, kit.T("ledger.added", "what", what)) })
}

// perCurrency lists what was spent and what came back by currency.
func (p *Pane) perCurrency() string {
	var parts []string
	for _, t := range p.state.book.Sums.Per {
		spent, back := signed(minus(t.Spent)), signed(t.Recovered)
		switch {
		case t.Recovered.Minor == 0:
			parts = append(parts, spent)
		case t.Spent.Minor == 0:
			parts = append(parts, back)
		default:
			parts = append(parts, kit.T("ledger.per.both", "spent", spent, "recovered", back))
		}
	}
	return kit.T("ledger.per", "sums", strings.Join(parts, " · "))
}

// addShop tells what the case costs in the shop's currency, or asks for the
// rate that leads there.
func (p *Pane) addShop(rows *fyne.Container) {
	b := p.state.book
	if b.Sums.Currency == b.Shop || !b.Sums.Cost.Given() && !b.Sums.Recovered.Given() {
		return
	}
	if b.Rate.Rate == "" {
		if p.Writable {
			rows.Add(kit.HBox(0, kit.NewQuiet(kit.T("ledger.shop.ask", "currency", b.Shop), p.askShopRate)))
		}
		return
	}
	text := kit.T("ledger.shop", "amount", signed(minus(b.Sums.Shop)), "from", b.Rate.From, "to", b.Rate.To, "rate", b.Rate.Rate, "date", b.Rate.Date)
	row := kit.Row(8, 0, kit.Small(text).Wrapped())
	if p.Writable {
		row.Add(kit.NewQuiet(kit.T("ledger.shop.change"), p.askShopRate))
	}
	rows.Add(row)
}

func (p *Pane) recount() {
	id := p.Case.ID
	p.Do(func(ctx context.Context) error { return p.deps.Money.Recount(ctx, id) }, func(back kit.Back) {
		p.Did(back, kit.T("ledger.recounted"))
	})
}
