package remedies

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/remedies"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// fillTable lists the options, or says what is missing for it.
func (p *Pane) fillTable() {
	if p.sheet.Fault != nil {
		sentence, hint := kit.FaultText(p.sheet.Fault)
		p.table.Objects = []fyne.CanvasObject{kit.NewCard(kit.VBox(4, kit.Body(sentence).Wrapped(), kit.Muted(hint).Wrapped()))}
		p.table.Refresh()
		return
	}
	s := &scale{untroubled: p.sheet.Table.Untroubled.Minor}
	s.add(s.untroubled)
	for _, r := range p.sheet.Ranked {
		s.add(r.Left.Minor)
	}
	box := kit.VBox(0, p.tableHead())
	for _, o := range p.shown {
		if r, ok := p.row(o); ok {
			box.Add(kit.Hairline())
			box.Add(p.tableRow(r, s))
		}
	}
	p.table.Objects = []fyne.CanvasObject{kit.NewCard(box)}
	p.table.Refresh()
}

func (p *Pane) tableHead() fyne.CanvasObject {
	small := func(key string) fyne.CanvasObject { return kit.Small(kit.T(key)) }
	return container.New(&columns{}, kit.Spacer(0, 0), small("remedies.column.option"), small("remedies.column.gets"),
		small("remedies.column.pays"), small("remedies.column.left"), kit.Spacer(0, 0), small("remedies.column.order"),
		kit.Spacer(0, 0), kit.Spacer(0, 0))
}

// tableRow is one option: what each side has of it, what it leaves, its place
// and the reason.
func (p *Pane) tableRow(r remedies.Ranked, s *scale) fyne.CanvasObject {
	pick := kit.NewCheck("", slices.Contains(p.picked, r.Option), func(on bool) { p.pick(r.Option, on) })
	if r.Verdict == remedies.Never || !p.Writable {
		pick.Disable()
	}
	open := p.provisional(r.Option.Kind)
	ink, left := leftInk(r.Left.Minor, open), signed(r.Left)
	if open {
		left = kit.T("remedies.at_most", "left", left)
	}
	gets, pays := getsText(r.Line), paysText(r.Line)
	row := container.New(&columns{},
		pick,
		kit.Strong(optionText(r.Option.Kind, r.Share)).Wrapped(),
		kit.Body(gets).Wrapped(),
		kit.Body(pays).Wrapped(),
		newBar(s, r.Left.Minor, ink),
		kit.Body(left).Whole().Colored(ink).Aligned(fyne.TextAlignTrailing),
		verdictBadge(r.Verdict, open),
		kit.Small(kit.T("remedies.sides", "gets", gets, "pays", pays)).Wrapped(),
		kit.Small(p.reasonText(r)).Wrapped())
	if r.Verdict == remedies.First && !open {
		return kit.OnColor(theme.ColorSelected, row)
	}
	return row
}

// provisional tells whether what an option leaves is too kind, as a cost of it is
// not given.
func (p *Pane) provisional(k remedies.Kind) bool {
	return slices.ContainsFunc(p.sheet.Missing, func(of remedies.Field) bool {
		switch of {
		case remedies.FreightBack:
			return k == remedies.ReturnRefund
		case remedies.PartCost:
			return k == remedies.ReplacementPart
		}
		return true
	})
}

// leftInk is the colour of what is left; none of a result where that is open.
func leftInk(left int64, open bool) fyne.ThemeColorName {
	switch {
	case open:
		return theme.ColorMuted
	case left < 0:
		return theme.ColorLate
	}
	return theme.ColorGood
}

// pick puts an option among those that the buyer may choose from.
func (p *Pane) pick(o remedies.Option, on bool) {
	p.picked = slices.DeleteFunc(p.picked, func(is remedies.Option) bool { return is == o })
	if on {
		p.picked = append(p.picked, o)
	}
	p.fillChoice()
	p.Scroll.Settle()
}

// columns lays out a row of the table. Where it is narrow, what each side has
// stands below the name instead of in columns of its own, and where it is slim,
// so does the bar.
type columns struct{ width float32 }

// The parts of a row.
const (
	colPick = iota
	colName
	colGets
	colPays
	colBar
	colLeft
	colBadge
	colSides
	colReason
)

const (
	leastTable = 240
	slimTable  = 400
	wideTable  = 620
	columnGap  = 10
	pickWidth  = 22
	getsWidth  = 104
	paysWidth  = 112
	leftWidth  = 78
	badgeWidth = 76
	rowPad     = 7
)

// MinSize implements fyne.Layout.
func (l *columns) MinSize(o []fyne.CanvasObject) fyne.Size {
	width := l.width
	if width == 0 {
		width = wideTable
	}
	return fyne.NewSize(leastTable, l.place(o, width))
}

// Layout implements fyne.Layout.
func (l *columns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(o, size.Width)
}

// place gives every part its place and returns the height of the row.
func (l *columns) place(o []fyne.CanvasObject, width float32) float32 {
	wide := width >= wideTable
	for _, i := range []int{colGets, colPays} {
		shown(o[i], wide)
	}
	shown(o[colSides], !wide)
	const indent = pickWidth + columnGap
	var y float32
	switch {
	case wide:
		rest := float32(width - indent - getsWidth - paysWidth - leftWidth - badgeWidth - 5*columnGap)
		y = line(o, rowPad, part{colPick, pickWidth}, part{colName, rest * 0.52}, part{colGets, getsWidth},
			part{colPays, paysWidth}, part{colBar, rest * 0.48}, part{colLeft, leftWidth}, part{colBadge, badgeWidth})
	case width >= slimTable:
		rest := float32(width - indent - leftWidth - badgeWidth - 3*columnGap)
		y = line(o, rowPad, part{colPick, pickWidth}, part{colName, rest * 0.52}, part{colBar, rest * 0.48},
			part{colLeft, leftWidth}, part{colBadge, badgeWidth})
	default:
		y = line(o, rowPad, part{colPick, pickWidth}, part{colName, width - indent - badgeWidth - columnGap}, part{colBadge, badgeWidth})
		y = line(o, y, part{-1, pickWidth}, part{colBar, width - indent - leftWidth - columnGap}, part{colLeft, leftWidth})
	}
	for _, i := range []int{colSides, colReason} {
		if o[i].Visible() {
			y += place(o[i], indent, y+2, width-indent) + 2
		}
	}
	return y + rowPad
}

// part is a column of a line and its width; a column below nothing is empty.
type part struct {
	column int
	width  float32
}

// line places parts side by side, each in the middle of the height, and returns
// where the next line begins.
func line(o []fyne.CanvasObject, y float32, parts ...part) float32 {
	x, height := float32(0), float32(0)
	for _, p := range parts {
		if p.column >= 0 {
			height = max(height, place(o[p.column], x, y, p.width))
		}
		x += p.width + columnGap
	}
	for _, p := range parts {
		if p.column >= 0 {
			is := o[p.column]
			is.Move(fyne.NewPos(is.Position().X, y+(height-is.Size().Height)/2))
		}
	}
	return y + height
}

// shown shows or hides an object; the toolkit repaints only where that differs.
func shown(o fyne.CanvasObject, on bool) {
	switch {
	case on && !o.Visible():
		o.Show()
	case !on && o.Visible():
		o.Hide()
	}
}
