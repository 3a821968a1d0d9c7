package cases

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/deadlines/words"
	uidue "casefolio/ui/due"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// row shows one case in the list: what about, who and where, which and how
// much, and its stage.
type row struct {
	widget.BaseWidget
	title, who, which *kit.Text
	stage, marked     *kit.Badge
	back, bar         *canvas.Rectangle
	lines, content    *fyne.Container
	selected          bool
}

func newRow() *row {
	r := &row{
		title: kit.Heading(" "), who: kit.Body(" "), which: kit.Small(" "),
		stage: kit.NewBadge(" ", kit.ToneNeutral), marked: kit.NewBadge("", kit.ToneLate),
		back: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent),
	}
	r.bar.SetMinSize(fyne.NewSize(3, 0))
	r.lines = container.New(rowLayout{}, r.title, r.who, r.which, r.marked, r.stage)
	r.content = container.NewStack(r.back, container.NewBorder(nil, kit.Hairline(), r.bar, nil, kit.Pad(r.lines, 6, 10, 4, 10)))
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// Refresh follows the theme.
func (r *row) Refresh() {
	r.back.FillColor, r.bar.FillColor = color.Transparent, color.Transparent
	if r.selected {
		r.back.FillColor, r.bar.FillColor = theme.Color(theme.ColorSelected), theme.Color(theme.ColorAccent)
	}
	r.BaseWidget.Refresh()
}

// rowText is what a row says.
type rowText struct {
	title, who, which, stage, marks string
	tone                            kit.Tone
}

// rowText writes the row of a case.
func (d Deps) rowText(c cases.Case, m cases.Marks, ahead []deadlines.Item) rowText {
	lang := kit.Language()
	top, _, ok := d.Lists.Category(c.Category)
	group := c.Category
	if ok {
		group = top.Name(lang)
	}
	where := c.Shop
	if c.Platform != "" {
		where = cases.Name(d.Lists.Platforms, c.Platform, lang)
	}
	t := rowText{
		title: oneLine(d.title(c)),
		who:   oneLine(joinWords(c.Customer, where)),
		which: oneLine(joinWords(c.Number, c.Amount.String(), group)),
		stage: cases.Name(d.Lists.Stages, string(c.Stage), lang),
		tone:  stageTone(c.Stage),
		marks: d.rungBadge(m),
	}
	// What presses is said in the place of the stage, which then stands below.
	now := d.Now()
	due := deadlines.First(ahead, now)
	if state := words.StateOf(due, now); c.DeletedAt.IsZero() && (state == words.Soon || state == words.Late) {
		t.which = joinWords(t.which, t.stage)
		t.stage, t.tone = uidue.Words().Left(due, now), uidue.Tone(state)
	}
	return t
}

func (r *row) set(t rowText, selected bool) {
	r.title.SetText(orSpace(t.title))
	r.who.SetText(orSpace(t.who))
	r.which.SetText(orSpace(t.which))
	r.stage.Set(t.stage, t.tone)
	r.marked.Set(t.marks, kit.ToneLate)
	r.selected = selected
	r.lines.Refresh() // the badges may stand on another line now
	r.Refresh()
}

// orSpace keeps the height of a line that has nothing to say.
func orSpace(s string) string {
	if s == "" {
		return " "
	}
	return s
}

func stageTone(s cases.Stage) kit.Tone {
	switch s {
	case cases.FollowUp:
		return kit.ToneSoon
	case cases.Archive:
		return kit.ToneGood
	case cases.Intake:
		return kit.ToneNeutral
	}
	return kit.ToneInfo
}
