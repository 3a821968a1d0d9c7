package replies

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/cases"
	"casefolio/app/replies"
	"casefolio/app/replies/check"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Page is where a reply is written: the phrases at the left, the text in the
// middle, at the right what is to be looked at before it is sent.
type Page struct {
	d      Deps
	caseID string

	state    state
	made     bool
	gone     bool // the page was left
	draft    replies.Draft
	tone     string // of the phrases; empty: all
	findings []check.Finding
	words    glossary
	aside    replies.Draft // as it was kept last
	pause    *time.Timer   // until typing rests
	since    time.Time     // of what is not kept yet
	done     kit.Back      // takes back that the last reply was sent
	past     past

	left   *left
	editor *editor
	gaps   *gaps
	beside *beside
	checks *checks
	side   *side
	bar    *sentBar
	heard  *heard

	title  *kit.Text
	about  *kit.Text
	langs  *kit.Button
	tones  *kit.Button
	copy   *kit.Button
	save   *kit.Button
	olds   *kit.Button
	clock  *kit.Text
	why    *kit.Text // what keeps it from being copied
	status *kit.Text
	cites  *cites
	below  *kit.Scroller
	middle *fyne.Container
	foot   *fyne.Container
	split  *fyne.Container // text and what stands below it
	panes  *kit.ThreePane
}

// New returns the page for a case, by its global id.
func New(d Deps, id string) *Page {
	p := &Page{
		d: d, caseID: id, words: newGlossary(d.Library.Placeholders()),
		draft: replies.Draft{Lang: kit.English},
	}
	p.build()
	return p
}

func (p *Page) build() {
	p.title, p.about = kit.Title(" "), kit.Small(" ")
	p.langs = kit.NewButton(" ", p.askLang)
	p.tones = kit.NewButton(" ", p.askTone)
	p.copy = kit.NewPrimary(kit.T("replies.copy"), p.copyOut).WithKeys(kit.ShortcutLabel(fyne.KeyReturn))
	p.save = kit.NewButton(kit.T("replies.save"), p.askPhrase)
	p.olds = kit.NewQuiet(" ", p.askVersion)
	p.clock, p.why, p.status = kit.Small(" ").Whole(), kit.Small(" ").Colored(theme.ColorSoon).Wrapped(), kit.Small(" ").Whole()
	p.editor, p.gaps, p.beside, p.checks, p.cites = newEditor(p), newGaps(p), newBeside(p), newChecks(p), newCites(p)
	p.left, p.side, p.bar, p.heard = newLeft(p), newSide(p), newSentBar(p), newHeard(p)

	head := kit.VBox(8, uievidence.Beside(210, kit.VBox(1, p.title, p.about), p.langs, p.tones), p.heard.content, p.bar.content)
	p.below = kit.NewScroller(kit.Pad(kit.VBox(8, p.gaps.box, p.beside.card, p.cites.box), 2, 4, 2, 4))
	p.foot = kit.VBox(6, p.why, kit.Flow(8, p.copy, p.save, p.olds), kit.Row(8, 0, p.status, p.clock))
	text := kit.Dock(nil, kit.Pad(p.editor.note, 3, 2, 3, 2), p.editor.entry)
	p.split = container.New(splitLayout{}, text, p.below)
	p.middle = kit.Dock(kit.Pad(head, 14, 18, 10, 18), kit.Pad(p.foot, 8, 18, 12, 18),
		kit.Pad(p.split, 0, 18, 0, 18))
	p.panes = kit.NewThreePane(p.left.content, container.New(lowLayout{p}, p.middle), p.side.content)
	p.panes.SetWidths(330, 290)
	p.tellHead()
	p.enable()
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.panes }

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	return []kit.Shortcut{
		{Name: kit.T("replies.menu.search"), Key: fyne.KeyF, Do: p.left.focus},
		{Name: kit.T("replies.copy"), Key: fyne.KeyReturn, Do: p.copyOut},
		{Name: kit.T("replies.menu.sent"), Key: fyne.KeyD, Do: p.bar.confirm},
		{Name: kit.T("replies.menu.gap"), Key: fyne.KeyG, Do: p.toGap},
		{Name: kit.T("replies.menu.text"), Key: fyne.KeyE, Do: p.focusText},
		{Name: kit.T("replies.save"), Key: fyne.KeyS, Do: p.askPhrase},
	}
}

func (p *Page) canvas() fyne.Canvas { return p.d.Shell.Window().Canvas() }

func (p *Page) focusText() {
	p.panes.CloseOver()
	p.canvas().Focus(p.editor.entry)
}

// toGap leads to the first gap, or to the text.
func (p *Page) toGap() {
	if missing := p.missing(); len(missing) > 0 {
		p.gaps.focus(missing[0])
		return
	}
	p.focusText()
}

func (p *Page) back() {
	p.d.Shell.Go(kit.Route{Page: kit.PageCases, ID: p.caseID})
}

// Leaving implements kit.Leaver: what was written is kept.
func (p *Page) Leaving() {
	p.keep()
	p.gone = true
}

// Tick implements kit.Ticker.
func (p *Page) Tick() { p.tellClock() }

// Reload implements kit.Page. What is being written stays as it is.
func (p *Page) Reload() {
	p.gone = false
	if p.made {
		p.refresh()
		return
	}
	caseID := p.caseID
	kit.Run(p.d.Shell.Tasks(), "replies", func(ctx context.Context) (state, error) {
		return p.d.load(ctx, caseID)
	}, func(s state, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		p.open(s)
	})
}

// refresh reads again what the reply rests on.
func (p *Page) refresh() {
	caseID := p.caseID
	kit.Run(p.d.Shell.Tasks(), "replies", func(ctx context.Context) (state, error) {
		return p.d.load(ctx, caseID)
	}, func(s state, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		if !p.gone {
			p.state = s
			p.goOn()
			p.freshen()
			p.show()
			p.takeHanded()
		}
	})
}

// goOn begins anew where the reply went out meanwhile, as from the board of today,
// and takes it up again where that was taken back.
func (p *Page) goOn() {
	kept := p.state.desk.Draft
	now := p.draft.Next(p.state.desk.Versions, p.state.desk.Lang)
	if now.ID == p.draft.ID && now.Empty() && !kept.Empty() && kept.ID != now.ID {
		now = kept
	}
	if now.ID == p.draft.ID {
		return
	}
	another := now.Text != p.draft.Text
	p.draft = now
	if another {
		p.aside = kept
		p.editor.set(now.Text)
		p.left.own = false
		p.left.guide(p.steps())
	}
}

// freshen writes what is known of the case by now.
func (p *Page) freshen() {
	if p.draft.Copied(p.state.desk.Versions) {
		return
	}
	was, caret := p.draft.Text, p.editor.caret()
	p.draft = p.draft.Refresh(p.values())
	if was != p.draft.Text {
		p.editor.write(min(caret, len(p.draft.Text)))
	}
}

// open puts what was written before on the page.
func (p *Page) open(s state) {
	p.state, p.made = s, true
	p.draft, p.aside = s.desk.Draft, s.desk.Draft
	if p.draft.Lang == "" {
		p.draft.Lang = kit.English
	}
	p.editor.set(p.draft.Text)
	p.show()
	p.left.own = false
	p.left.step = next(p.steps(), p.visiting())
	p.left.guide(p.steps())
	p.left.find()
	p.takeHanded()
	if p.done.None() {
		p.canvas().Focus(p.left.search)
	}
}

// show writes all that follows from the state and the text.
func (p *Page) show() {
	p.tellHead()
	p.enable()
	p.bar.set(p.state.waiting())
	p.heard.fill()
	p.side.fill()
	p.look()
	p.left.list.Refresh()
}

func (p *Page) tellHead() {
	c := p.state.c
	if p.made {
		who := c.Customer
		if who == "" {
			who = c.Number
		}
		p.title.SetText(kit.T("replies.title", "name", who))
		about := []string{c.Number}
		for _, part := range []string{cases.Name(p.d.Lists.Platforms, c.Platform, kit.Language()), c.Order} {
			if part != "" {
				about = append(about, part)
			}
		}
		p.about.SetText(strings.Join(about, " · "))
	}
	p.langs.SetText(langName(p.draft.Lang) + "  ∨")
	tone := kit.T("replies.tone.all")
	for _, t := range p.d.Library.Tones() {
		if t.ID == p.tone {
			tone = kit.T("replies.tone", "name", name(t.Names))
		}
	}
	p.tones.SetText(tone + "  ∨")
	p.olds.SetText(kit.T("replies.versions", "count", kit.Count(len(p.state.desk.Versions))))
	show(p.olds, len(p.state.desk.Versions) > 0)
	p.tellClock()
}

// writable tells whether the reply may be changed: not of a case in the trash.
func (p *Page) writable() bool { return p.made && p.state.c.DeletedAt.IsZero() }

func (p *Page) enable() {
	on := p.writable()
	for _, b := range []*kit.Button{p.copy, p.save, p.langs, p.tones} {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	if on {
		p.editor.entry.Enable()
	} else {
		p.editor.entry.Disable()
	}
}

// visiting tells whether the case is so far that the buyer is asked whether all
// is well.
func (p *Page) visiting() bool {
	return p.state.c.Stage == cases.FollowUp || p.state.c.Stage == cases.Execution
}

// acted shows at once what follows from a deed.
func (p *Page) acted() {
	if p.made {
		p.look()
		p.changed()
	}
}

// changed looks through the text and keeps it when typing rests: the program
// may end before it is sent.
func (p *Page) changed() {
	if !p.made {
		return
	}
	p.past.keep(p.draft)
	if p.d.Shell.Tasks().Inline() {
		p.rested()
		return
	}
	p.gaps.set(p.missing())
	if now := p.d.Now(); p.since.IsZero() || now.Before(p.since) {
		p.since = now
	} else if now.Sub(p.since) >= longestPause {
		p.keep() // who never rests loses no more than that
	}
	if p.pause != nil {
		p.pause.Stop()
	}
	p.pause = time.AfterFunc(pauseLength, func() { fyne.Do(p.rested) })
}

// pauseLength is how long typing rests before the text is looked through and
// kept.
const pauseLength = 250 * time.Millisecond

// longestPause is how long what is typed without a rest waits to be kept.
const longestPause = time.Second

func (p *Page) rested() {
	if !p.gone {
		p.look()
		p.keep()
	}
}

// look checks the text and shows what there is to say about it.
func (p *Page) look() {
	p.fillKnown()
	p.past.keep(p.draft)
	p.findings = p.d.Rules.Check(p.state.desk.Input(p.draft, p.d.Now()))
	p.editor.paint()
	p.gaps.set(p.missing())
	p.beside.fill()
	p.checks.fill()
	p.tellWhy()
	p.cites.fill()
	p.left.guide(p.steps())
	p.below.Settle()
	p.foot.Refresh()
	place(p.middle)
	place(p.split)
}
