package replies

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/replies/check"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// checks is the list of what is to be looked at before sending.
type checks struct {
	p   *Page
	box *fyne.Container
}

func newChecks(p *Page) *checks { return &checks{p: p, box: kit.VBox(5)} }

// sign is what stands before a finding; the colour says no more than it.
func sign(s check.Severity) (string, fyne.ThemeColorName) {
	switch s {
	case check.Block:
		return "×", theme.ColorLate
	case check.Warn:
		return "!", theme.ColorSoon
	}
	return "i", theme.ColorInfo
}

// fill lists the findings, the heaviest first, then what is in order.
func (c *checks) fill() {
	p := c.p
	c.box.RemoveAll()
	if p.draft.Text == "" {
		c.box.Add(kit.Muted(kit.T("replies.checks.empty")).Wrapped())
		c.off()
		c.box.Refresh()
		p.side.content.Settle()
		return
	}
	if missing := p.missing(); len(missing) > 0 {
		line := kit.T("replies.missing", "names", p.namesOf(missing))
		c.box.Add(newCheckLine("×", theme.ColorLate, line, "", func() { p.gaps.focus(missing[0]) }, nil))
	}
	mark, ink := sign(check.Warn)
	for _, piece := range p.foreign() {
		c.box.Add(newCheckLine(mark, ink, kit.T("replies.foreign", "lang", langName(p.draft.Lang),
			"text", shortened(oneLine(p.draft.Text[piece.Start:piece.End]), 40)), kit.T("replies.foreign.advice"),
			func() { p.caretAt(piece.Start) }, nil))
	}
	found := map[string]bool{}
	for _, weight := range []check.Severity{check.Block, check.Warn, check.Hint} {
		c.fillWeight(weight, found)
	}
	for _, l := range p.draft.Passed {
		found[l.Rule] = true
		c.box.Add(newCheckLine("–", theme.ColorMuted, kit.T("replies.check.passed", "name", p.ruleName(l.Rule), "reason", l.Reason), "", nil,
			func(fyne.CanvasObject) { p.unpass(l.Rule) }))
	}
	for _, e := range p.state.desk.Off {
		found[e.Is.Rule] = true
	}
	c.good(found)
	c.off()
	c.box.Refresh()
	p.side.content.Settle()
}

// fillWeight lists the findings of one weight. What is said of several places is
// said once; a tap leads from one of them to the next.
func (c *checks) fillWeight(weight check.Severity, found map[string]bool) {
	p := c.p
	places := map[string][]check.Finding{}
	var order []string
	for _, f := range p.findings {
		if f.Severity != weight {
			continue
		}
		found[f.Rule] = true
		if p.isGap(f) {
			continue // a line of its own names it
		}
		key := f.Rule + " " + f.Message(kit.Language())
		if len(places[key]) == 0 {
			order = append(order, key)
		}
		places[key] = append(places[key], f)
	}
	mark, ink := sign(weight)
	for _, key := range order {
		all, next := places[key], 0
		says := all[0].Message(kit.Language())
		if len(all) > 1 {
			says = kit.T("replies.check.places", "says", says, "count", kit.Count(len(all)))
		}
		c.box.Add(newCheckLine(mark, ink, says, all[0].Advice(kit.Language()), func() {
			p.jump(all[next%len(all)])
			next++
		}, func(at fyne.CanvasObject) { p.askRule(at, all[0]) }))
	}
}

// good says what is in order: the rules that found nothing, folded after some.
func (c *checks) good(found map[string]bool) {
	var names []string
	for _, r := range c.p.d.Rules.List {
		if !found[r.ID] {
			names = append(names, name(r.Names))
		}
	}
	if len(names) == 0 {
		return
	}
	all := kit.VBox(3)
	for _, n := range names {
		all.Add(hang(kit.Small("✓").Whole().Colored(theme.ColorGood), kit.Small(n).Wrapped(), nil))
	}
	c.box.Add(kit.NewFold("replies.good", kit.T("replies.checks.good", "count", kit.Count(len(names))), "", all).Shut())
}

// off lists the rules that are off for all replies, each with its reason and a way
// back.
func (c *checks) off() {
	p := c.p
	if len(p.state.desk.Off) == 0 {
		return
	}
	all := kit.VBox(6)
	for _, e := range p.state.desk.Off {
		words := kit.VBox(1, kit.Small(p.ruleName(e.Is.Rule)).Bold(true).Wrapped(),
			kit.Small(kit.T("replies.off.why", "reason", e.Is.Reason, "day", e.CreatedAt.In(p.d.Now().Location()).Format(time.DateOnly))).Wrapped())
		all.Add(hang(kit.Small("–").Whole().Colored(theme.ColorMuted), words, kit.NewQuiet(kit.T("replies.off.on"), func() { p.switchOn(e.Is.Rule) })))
	}
	c.box.Add(kit.NewFold("replies.off", kit.T("replies.off", "count", kit.Count(len(p.state.desk.Off))), "", all).Shut())
}

// checkLine is one finding: a tap leads to its place, the button at its end to
// what can be done about the rule.
type checkLine struct {
	widget.BaseWidget
	content fyne.CanvasObject
	text    *kit.Text
	onTap   func()
}

func newCheckLine(sign string, ink fyne.ThemeColorName, says, advice string, tap func(), more func(at fyne.CanvasObject)) *checkLine {
	l := &checkLine{text: kit.Body(says).Wrapped(), onTap: tap}
	words := kit.VBox(1, l.text)
	if advice != "" {
		words.Add(kit.Small(advice).Wrapped())
	}
	var end fyne.CanvasObject
	if more != nil {
		var b *kit.Button
		b = kit.NewQuiet("…", func() { more(b) })
		end = b
	}
	l.content = hang(kit.Strong(sign).Whole().Colored(ink), words, end)
	l.ExtendBaseWidget(l)
	return l
}

func (l *checkLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.content) }

// Tapped implements fyne.Tappable.
func (l *checkLine) Tapped(*fyne.PointEvent) {
	if l.onTap != nil {
		l.onTap()
	}
}

// Cursor implements desktop.Cursorable.
func (l *checkLine) Cursor() desktop.Cursor {
	if l.onTap == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// FocusGained implements fyne.Focusable.
func (l *checkLine) FocusGained() { l.text.Bold(true) }

// FocusLost implements fyne.Focusable.
func (l *checkLine) FocusLost() { l.text.Bold(false) }

// TypedRune implements fyne.Focusable.
func (l *checkLine) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (l *checkLine) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		l.Tapped(nil)
	}
}

// jump puts the caret where a finding stands.
func (p *Page) jump(f check.Finding) {
	p.focusText()
	if f.Start < f.End {
		p.caretAt(f.Start)
		p.editor.say(p.editor.markAt(f.Start))
	}
}

// caretAt gives the keys to the text, at a byte of the raw one.
func (p *Page) caretAt(at int) {
	p.focusText()
	p.editor.entry.SetCaret(p.words.shownAt(p.draft.Text).of(at))
}

// markAt is the mark at a byte of the text, or -1.
func (e *editor) markAt(at int) int {
	for i, m := range e.marks {
		if at >= m.start && at < m.end {
			return i
		}
	}
	return -1
}

// followFindings keeps findings at their letters until the text is looked
// through again.
func (p *Page) followFindings(c change) {
	kept := p.findings[:0:0]
	for _, f := range p.findings {
		if f.Start == f.End {
			kept = append(kept, f)
			continue
		}
		var ok bool
		if c.inside(f.Start, f.End) {
			continue
		}
		if f.Start, f.End, ok = c.of(f.Start, f.End); ok {
			kept = append(kept, f)
		}
	}
	p.findings = kept
}

// blocks are the findings that keep the reply from being copied.
func (p *Page) blocks() []check.Finding {
	var out []check.Finding
	for _, f := range p.findings {
		if f.Severity == check.Block && !p.isGap(f) {
			out = append(out, f)
		}
	}
	return out
}

// isGap tells whether a finding is a placeholder that has its field.
func (p *Page) isGap(f check.Finding) bool {
	m := token.FindStringSubmatch(p.draft.Text[f.Start:f.End])
	return m != nil && m[0] == p.draft.Text[f.Start:f.End] && p.words.known(m[1])
}
