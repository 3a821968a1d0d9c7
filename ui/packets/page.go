package packets

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/dossier/packet"
	"casefolio/app/evidence"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	uisubmissions "casefolio/ui/submissions"
)

// Slots of the page's work: a newer wish ends the older one.
const (
	slotLoad  = "packets/load"
	slotCheck = "packets/check"
)

// Page makes packets of one case.
type Page struct {
	deps   Deps
	caseID string
	state  state
	made   bool // something is shown
	left   bool // another page is shown

	req    packet.Request // as it is wanted
	plan   *packet.Plan   // of shown; nil: none yet
	goes   string         // id of the letter that goes with it; empty: none
	went   string         // the letter of shown
	shown  packet.Request // what the plan was made for
	failed error          // why there is no plan
	busy   bool           // with checking
	timer  *time.Timer    // until the work is worth a word
	result *packet.Result // what was written last
	was    packet.Request // what it was written for

	title   *kit.Text
	verdict *kit.Badge
	sum     *kit.Text
	why     *kit.Text  // why there is no verdict
	lacks   *kit.Badge // how many required pieces of evidence are missing
	draft   *kit.Badge // the letter has gaps
	refuses *kit.Badge // in how many places is what the recipient does not take
	unseen  *kit.Badge // how many pictures nobody looked at
	stop    *kit.Button
	status  *fyne.Container
	write   *kit.Button
	who     *whoPane
	list    *listPane
	fit     *fitPane
	sent    *uisubmissions.Section // what was handed over before
	panes   *kit.ThreePane
	body    *fyne.Container
}

// NewPage returns the page for the ID of a route, that of a case.
func NewPage(deps Deps, id string) *Page {
	p := &Page{deps: deps, caseID: id, title: kit.Title(" "), verdict: kit.NewBadge("", kit.ToneNeutral), sum: kit.Body(" ").Whole()}
	p.stop = kit.NewQuiet(kit.T("kit.cancel"), p.cancel)
	p.stop.Hide()
	p.write = kit.NewPrimary(kit.T("packets.write"), p.askWrite).WithKeys(kit.ShortcutLabel(fyne.KeyS))
	p.lacks, p.unseen = kit.NewBadge("", kit.ToneLate), kit.NewBadge("", kit.ToneSoon)
	p.why = kit.Body("").Wrapped()
	p.draft, p.refuses = kit.NewBadge("", kit.ToneLate), kit.NewBadge("", kit.ToneLate)
	p.status = kit.Flow(8, p.verdict, p.sum, p.draft, p.lacks, p.refuses, p.unseen, p.stop)
	head := kit.VBox(8, uievidence.Beside(330,
		kit.Row(8, 1, kit.NewButton("←  "+kit.T("packets.back"), deps.Shell.Back), p.title), p.write), p.status, p.why)
	deps.Submissions.Recipients = deps.Offered
	p.sent = uisubmissions.NewSection(deps.Submissions, func() { p.list.settle() }, p.reloadOpen)
	p.who, p.list, p.fit = newWhoPane(p), newListPane(p), newFitPane(p)
	p.panes = kit.NewThreePane(p.who.content, kit.Dock(kit.Pad(head, 14, 18, 10, 18), nil, p.list.content), p.fit.content)
	p.panes.SetWidths(272, 290)
	p.body = container.NewStack(p.panes)
	p.verdictShown()
	return p
}

// Content implements kit.Page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Shortcuts implements kit.WithShortcuts.
func (p *Page) Shortcuts() []kit.Shortcut {
	return []kit.Shortcut{
		{Name: kit.T("packets.write"), Key: fyne.KeyS, Do: p.askWrite},
		{Name: kit.T("packets.recipient.pick"), Key: fyne.KeyO, Do: p.pick},
		{Name: kit.T("masking.choose"), Key: fyne.KeyM, Do: p.askMask},
		{Name: kit.T("packets.letter.write"), Key: fyne.KeyR, Do: p.toLetters},
		{Name: kit.T("packets.keys.exhibits"), Key: fyne.KeyL, Do: p.list.focus},
		{Name: kit.T("packets.keys.limits"), Key: fyne.KeyE, Do: p.toFit},
	}
}

// Leaving implements kit.Leaver.
func (p *Page) Leaving() {
	p.left = true
	p.deps.Shell.Tasks().Cancel(slotLoad)
	p.endCheck()
	p.deps.Shell.Tasks().Cancel(slotCheck)
	p.list.forget()
}

// Reload implements kit.Page.
func (p *Page) Reload() {
	p.left = false
	programme := p.req.Programme
	kit.Run(p.deps.Shell.Tasks(), slotLoad, func(ctx context.Context) (state, error) {
		return p.deps.load(ctx, p.caseID, programme)
	}, func(s state, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.show(s)
	})
}

// reloadOpen is Reload while the page is shown.
func (p *Page) reloadOpen() {
	if !p.left {
		p.Reload()
	}
}

// show takes over what was read and checks the packet again: the case may have
// changed while another page was open.
func (p *Page) show(s state) {
	first, known := !p.made, len(p.state.letters)
	p.state, p.made = s, true
	if !s.has(p.req.Programme) { // taken from the case meanwhile
		p.req.Programme = ""
		p.Reload()
		return
	}
	p.title.SetText(kit.T("packets.title", "number", s.c.Number))
	if first {
		p.begin()
	}
	p.dropGone()
	if _, ok := p.letter(); p.goes != noLetter && !ok || len(s.letters) > known {
		p.aimLetter() // one that was just written goes with the packet
	}
	p.who.show()
	p.list.show()
	p.sent.Show(s.c.ID)
	p.check()
}

// begin makes the first wish: the likeliest recipient.
func (p *Page) begin() {
	p.req = packet.Request{Case: p.state.c.ID}
	for _, id := range p.state.fitting {
		if r, ok := p.state.recipient(id); ok {
			p.aim(r)
			return
		}
	}
}

// aim sets the recipient and what follows from it.
func (p *Page) aim(r packet.Recipient) {
	p.req.Recipient = r.ID
	p.req.Lang, p.req.Paper = p.langFor(r), ""
	p.aimLetter()
}

// dropGone forgets exhibits that are not in the case any more.
func (p *Page) dropGone() {
	gone := func(id string) bool {
		_, ok := p.state.exhibit(id)
		return !ok
	}
	if p.req.Exhibits != nil {
		p.req.Exhibits = slices.DeleteFunc(slices.Clone(p.req.Exhibits), gone)
	}
	p.req.Documents = slices.DeleteFunc(slices.Clone(p.req.Documents), gone)
}

func (p *Page) canvas() fyne.Canvas { return p.deps.Shell.Window().Canvas() }

// toFit leads to the limits, also where they are folded away.
func (p *Page) toFit() {
	p.panes.OpenRight()
	if f := p.fit.first(); f != nil {
		p.canvas().Focus(f)
	}
}

// thumbs makes small pictures of the exhibits.
func (p *Page) thumbs() *uievidence.Thumbs { return p.list.thumbs }

// open leads to an exhibit.
func (p *Page) open(id string) {
	if id != "" {
		p.deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: id})
	}
}

// byLabel finds an exhibit by its number as printed.
func (p *Page) byLabel(label string) (evidence.Exhibit, bool) {
	for _, e := range p.state.exhibits {
		if e.Label() == label {
			return e, true
		}
	}
	return evidence.Exhibit{}, false
}

func set(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
