package phrases

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/phrases"
	"casefolio/app/phrases/exchange"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// preview shows what a file would do, line by line, to be chosen from.
type preview struct {
	p      *Page
	path   string
	plan   exchange.Plan
	chosen map[int]bool
	shown  []int // places in the plan's lines
	only   exchange.State

	dialog *kit.Dialog
	list   *widget.List
	chips  map[exchange.State]*kit.Chip
	notes  *fyne.Container
	all    *kit.Check
	deed   *kit.Button
}

// previewHeight and previewWidth leave the window around in sight; a small one
// takes what there is.
const (
	previewHeight = 440
	previewWidth  = 780
)

func newPreview(p *Page, path string, plan exchange.Plan) *preview {
	v := &preview{p: p, path: path, plan: plan, chips: map[exchange.State]*kit.Chip{}, notes: kit.VBox(2)}
	v.list = widget.NewList(func() int { return len(v.shown) }, newPreviewRow, v.fill)
	v.list.OnSelected = v.tell
	v.deed = kit.NewPrimary("", v.take)
	v.all = kit.NewCheck(kit.T("exchange.all"), true, v.chooseAll)
	flow := kit.Flow(6)
	for _, s := range exchange.States() {
		v.chips[s] = kit.NewChip(kit.T("exchange.state."+string(s)), tones()[s], func() { v.filter(s) })
		flow.Add(v.chips[s])
	}
	top := kit.VBox(8, flow, v.notes, kit.Row(12, 0, v.all, v.into()))
	body := kit.Dock(kit.Pad(top, 0, 0, 6, 0), nil, v.list)
	v.dialog = kit.NewDialog(p.d.Shell.Window().Canvas(), kit.T("exchange.import.title", "name", filepath.Base(path)), body)
	v.dialog.Height = previewHeight
	v.dialog.SetWidth(previewWidth)
	v.dialog.SetButtons(kit.NewButton(kit.T("kit.cancel"), v.dialog.Hide), v.deed)
	v.plan = exchange.Plan{} // nothing is left out yet
	v.set(plan)
	return v
}

// tones are how the states are coloured.
func tones() map[exchange.State]kit.Tone {
	return map[exchange.State]kit.Tone{
		exchange.Added: kit.ToneGood, exchange.Changed: kit.ToneInfo, exchange.Same: kit.ToneNeutral, exchange.Refused: kit.ToneLate,
	}
}

func (v *preview) show() { v.dialog.Show() }

// into asks where new phrases go whose file names no step; the file is compared
// again then.
func (v *preview) into() fyne.CanvasObject {
	var names []string
	groups := v.p.d.Library.Groups()
	for _, g := range groups {
		names = append(names, name(g.Names))
	}
	box := widget.NewSelect(names, nil)
	box.PlaceHolder = " "
	for i, g := range groups {
		if g.ID == v.plan.Group {
			box.SetSelectedIndex(i)
		}
	}
	box.OnChanged = func(string) {
		v.p.compare(v.path, groups[box.SelectedIndex()].ID, v.set)
	}
	return kit.HBox(6, kit.Muted(kit.T("exchange.into")).Whole(), kit.Sized(box, 170, 0))
}

// set shows a plan; all that it changes is chosen, but for what the seller left
// out of the one before it of the same file.
func (v *preview) set(plan exchange.Plan) {
	type place struct {
		no    int
		title string // a line of YAML may hold more than one
	}
	of := func(l exchange.Line) place { return place{l.No, l.Title} }
	out := map[place]bool{}
	for _, i := range v.plan.Takes() {
		if !v.chosen[i] {
			out[of(v.plan.Lines[i])] = true
		}
	}
	v.plan, v.chosen = plan, map[int]bool{}
	for _, i := range plan.Takes() {
		v.chosen[i] = !out[of(plan.Lines[i])]
	}
	for s, chip := range v.chips {
		chip.SetCount(plan.Count(s))
	}
	v.notes.Objects = nil
	for _, n := range plan.Notes {
		v.notes.Add(kit.Small(v.sentence(n)).Wrapped().Colored(theme.ColorSoon))
	}
	v.notes.Hidden = len(plan.Notes) == 0
	v.narrow()
	v.count()
}

// filter shows the lines in one state, or all again.
func (v *preview) filter(s exchange.State) {
	if v.only == s {
		s = ""
	}
	v.only = s
	v.narrow()
	v.list.ScrollToTop()
}

func (v *preview) narrow() {
	v.shown = nil
	for i, l := range v.plan.Lines {
		if v.only == "" || l.State == v.only {
			v.shown = append(v.shown, i)
		}
	}
	if v.only == "" { // what changes something comes first
		slices.SortStableFunc(v.shown, func(a, b int) int {
			return v.order(v.plan.Lines[a].State) - v.order(v.plan.Lines[b].State)
		})
	}
	for s, chip := range v.chips {
		chip.SetSelected(s == v.only)
	}
	v.list.Refresh()
}

func (v *preview) order(s exchange.State) int {
	return slices.Index([]exchange.State{exchange.Refused, exchange.Changed, exchange.Added, exchange.Same}, s)
}

// count names the deed with how many lines it takes.
func (v *preview) count() {
	n := len(v.lines())
	v.all.Set(n > 0 && n == len(v.plan.Takes()))
	if n == 0 {
		v.deed.SetText(kit.T("exchange.import.none"))
		v.deed.Disable()
		return
	}
	v.deed.SetText(kit.T("exchange.import.go", "count", kit.Count(n)))
	v.deed.Enable()
}

// lines are those that are chosen.
func (v *preview) lines() (all []int) {
	for _, i := range v.plan.Takes() {
		if v.chosen[i] {
			all = append(all, i)
		}
	}
	return all
}

func (v *preview) chooseAll(on bool) {
	for _, i := range v.plan.Takes() {
		v.chosen[i] = on
	}
	v.list.Refresh()
	v.count()
}

func (v *preview) take() {
	lines := v.lines()
	v.dialog.Hide()
	v.p.take(v.plan, lines)
}

// previewRow is a line of the list.
type previewRow struct {
	widget.BaseWidget
	box           *kit.Check
	title, second *kit.Text
	state         *kit.Badge
	content       fyne.CanvasObject
}

func newPreviewRow() fyne.CanvasObject {
	r := &previewRow{box: kit.NewCheck("", false, nil), title: kit.Body(" "), second: kit.Small(" "), state: kit.NewBadge("", kit.ToneNeutral)}
	r.content = kit.Pad(kit.Row(4, 1, kit.Sized(container.NewCenter(r.box), 36, 0), kit.VBox(2, r.title, r.second), r.state), 5, 8, 5, 4)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *previewRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

func (v *preview) fill(at widget.ListItemID, o fyne.CanvasObject) {
	if at >= len(v.shown) {
		return
	}
	r, i := o.(*previewRow), v.shown[at]
	l := v.plan.Lines[i]
	takes := l.State == exchange.Added || l.State == exchange.Changed
	r.box.OnChanged = nil
	r.box.SetChecked(v.chosen[i])
	r.box.OnChanged = func(on bool) {
		v.chosen[i] = on
		v.count()
	}
	if takes {
		r.box.Show()
	} else {
		r.box.Hide()
	}
	r.title.SetText(named(l))
	r.second.SetText(oneLine(v.about(l)) + " ")
	r.state.Set(kit.T("exchange.state."+string(l.State)), tones()[l.State])
	r.content.Refresh()
}

// named is where a line stands and what its phrase is called.
func named(l exchange.Line) string {
	at := kit.T("exchange.line", "row", kit.Count(l.No))
	if title := oneLine(l.Title); title != "" {
		at += " · " + title
	}
	return at
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// about says on one line what a line changes, and what is to be known of it.
func (v *preview) about(l exchange.Line) string {
	var all []string
	if l.Why != nil {
		all = append(all, v.sentence(*l.Why))
	}
	for _, n := range l.Notes {
		all = append(all, v.sentence(n))
	}
	if len(l.Diffs) > 0 && l.State == exchange.Changed {
		var names []string
		for _, d := range l.Diffs {
			names = append(names, v.plan.Names[d.Column])
		}
		all = append(all, strings.Join(names, kit.T("exchange.comma")))
	}
	if l.State == exchange.Added {
		all = append(all, firstText(l))
	}
	return strings.Join(all, "  ·  ")
}

func (v *preview) sentence(n exchange.Note) string {
	return kit.T("exchange.note."+n.Code, "column", v.plan.Names[n.Column], "value", n.Value)
}

func firstText(l exchange.Line) string {
	return phrases.Pick(l.Is.Texts, kit.English)
}

// tell shows everything about a line: what is wrong, and each change.
func (v *preview) tell(at widget.ListItemID) {
	v.list.Unselect(at)
	if at >= len(v.shown) {
		return
	}
	l := v.plan.Lines[v.shown[at]]
	box := kit.VBox(8)
	for _, n := range l.Notes {
		box.Add(kit.Body(v.sentence(n)).Wrapped().Colored(theme.ColorSoon))
	}
	if l.Why != nil {
		box.Add(kit.Body(v.sentence(*l.Why)).Wrapped().Colored(theme.ColorLate))
	}
	diffs := l.Diffs
	if l.State == exchange.Added {
		diffs = v.plan.Whole(l)
	}
	for _, d := range diffs {
		words := kit.VBox(2, kit.Small(v.plan.Names[d.Column]))
		if l.State == exchange.Changed {
			words.Add(kit.Muted(empty(d.Was)).Wrapped())
		}
		words.Add(kit.Body(empty(d.Is)).Wrapped())
		box.Add(words)
	}
	if len(box.Objects) == 0 {
		box.Add(kit.Body(kit.T("exchange.state." + string(l.State))))
	}
	d := kit.NewDialog(v.p.d.Shell.Window().Canvas(), named(l), kit.Capped(box, 380))
	d.SetWidth(560)
	d.SetButtons(kit.NewPrimary(kit.T("kit.understood"), d.Hide))
	d.Show()
}

func empty(s string) string {
	if s == "" {
		return kit.T("exchange.cell.empty")
	}
	return s
}
