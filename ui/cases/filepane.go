package cases

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/cases"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// The tabs of a file. Those of other nouns begin at tabPanes; the record is
// the last.
const (
	tabTimeline = iota
	tabEvidence
	tabPanes
)

// firstCards is how many cards the timeline shows before it is asked for more.
const firstCards = 30

// filePane is the middle pane: head, stages, tabs and what happened.
type filePane struct {
	page *Page
	made string // id of the case on show

	number, title *kit.Text
	trashed       *kit.Badge
	marked        *kit.Badge // the rung of the ladder, and that it is hard
	print, reply  *kit.Button
	packet        *kit.Button
	restore       *kit.Button
	stages        *kit.StageBar
	steps         *stepPanel
	host          *host
	tabs          *kit.Tabs
	timeline      *kit.Scroller
	shelf         *shelf
	record        *record
	body          *fyne.Container
	drop          *fyne.Container // where files can be dropped; out of the way of other nouns
	file          *fyne.Container // everything, hidden while no case is open
	content       *fyne.Container
	thumbs        *uievidence.Thumbs
	cards         int // of the timeline on show
}

func newFilePane(p *Page) *filePane {
	f := &filePane{page: p, number: kit.Small(" "), title: kit.Title(" ").Clamped(2), trashed: kit.NewBadge("", kit.ToneLate),
		marked: kit.NewBadge("", kit.ToneLate), cards: firstCards}
	f.thumbs = uievidence.NewThumbs(p.deps.Shell.Tasks(), p.deps.Evidence)
	f.print = kit.NewButton(kit.T("cases.print"), p.askDossier).WithKeys(kit.ShortcutLabel(fyne.KeyP))
	f.packet = kit.NewQuiet(kit.T("packets.open"), p.toPackets)
	f.reply = kit.NewPrimary(kit.T("cases.reply"), p.writeReply).WithKeys(kit.ShortcutLabel(fyne.KeyR))
	f.restore = kit.NewPrimary(kit.T("cases.restore"), p.restore)
	f.restore.Hide()
	f.stages = kit.NewStageBar(p.deps.stageNames(), 0, func(i int) { p.askMove(cases.Stages()[i]) })
	f.steps = newStepPanel(p)
	f.host = newHost(p)
	titles := append([]string{kit.T("cases.tab.timeline"), kit.T("cases.tab.evidence")}, f.host.titles()...)
	f.tabs = kit.NewTabs(append(titles, kit.T("cases.tab.record")), f.showTab)
	f.timeline = kit.NewScroller(kit.VBox(0))
	f.shelf = newShelf(p)
	f.record = newRecord(p)
	f.body = container.NewStack(f.timeline)

	head := kit.VBox(12,
		uievidence.Beside(240, kit.VBox(2, kit.Row(8, 0, f.number, f.marked, f.trashed), f.title), f.print, f.reply, f.restore),
		f.stages,
		f.steps.content,
		kit.Row(8, 0, f.tabs, f.packet),
	)
	hint := kit.NewDropHint("")
	f.drop = kit.Pad(newTapArea(container.New(&hintLayout{hint: hint}, hint), p.pickFiles), 8, 20, 12, 20)
	f.file = container.New(fileLayout{}, kit.Pad(head, 16, 20, 10, 20), kit.Pad(f.body, 0, 8, 0, 20), f.drop)
	f.content = container.NewStack()
	return f
}

// show takes over a freshly read file. The place in the timeline stays when it
// is the same case.
func (f *filePane) show(v file) {
	same := f.made == v.c.ID
	f.made = v.c.ID
	if !same {
		f.cards = firstCards
	}
	p := f.page
	f.number.SetText(v.c.Number)
	if !v.c.Received.IsZero() {
		f.number.SetText(kit.T("cases.received", "number", v.c.Number, "time", p.zones().Stamp(v.c.Received)))
	}
	f.title.SetText(oneLine(joinWords(p.deps.title(v.c), v.c.Customer)))
	f.marked.Set(p.deps.rungBadge(p.deps.marks(v.board)), kit.ToneLate)
	f.stages.SetCurrent(v.c.Stage.Index())
	f.steps.show(v.board)
	f.tabs.SetLabel(tabEvidence, kit.T("cases.tab.evidence_count", "count", strconv.Itoa(len(v.exhibits))))
	f.showTrash(!v.c.DeletedAt.IsZero())
	f.fillTimeline(v, same)
	f.shelf.show(v)
	f.record.show(v)
	f.host.show(v.c, f.tabs.Selected()-tabPanes)
	f.set(f.file)
}

func (f *filePane) showTrash(in bool) {
	f.trashed.Set("", kit.ToneLate)
	if in {
		f.trashed.Set(kit.T("cases.in_trash"), kit.ToneLate)
		f.print.Hide()
		f.packet.Hide()
		f.reply.Hide()
		f.restore.Show()
		return
	}
	f.print.Show()
	f.packet.Show()
	f.reply.Show()
	f.restore.Hide()
}

// showEmpty teaches what a case is while none is open.
func (f *filePane) showEmpty() {
	f.made = ""
	f.set(kit.NewEmptyState(kit.T("cases.none"), kit.T("cases.none.hint"), kit.T("cases.none.button"), func() {
		f.page.deps.Shell.Go(kit.Route{Page: kit.PageIntake})
	}))
}

func (f *filePane) set(o fyne.CanvasObject) {
	if len(f.content.Objects) == 1 && f.content.Objects[0] == o {
		f.content.Refresh()
		return
	}
	f.content.Objects = []fyne.CanvasObject{o}
	f.content.Refresh()
}

func (f *filePane) showTab(i int) {
	var shown fyne.CanvasObject
	switch {
	case i == tabTimeline:
		shown = f.timeline
	case i == tabEvidence:
		shown = f.shelf.content
	case i-tabPanes < len(f.host.panes):
		shown = f.host.content(i - tabPanes)
	default:
		shown = f.record.content
	}
	f.body.Objects = []fyne.CanvasObject{shown}
	f.drop.Hidden = i >= tabPanes && i-tabPanes < len(f.host.panes)
	f.file.Refresh()
}

// fillTimeline makes the cards anew. stay keeps the place on screen.
func (f *filePane) fillTimeline(v file, stay bool) {
	all := timeline(v)
	maker := cardMaker{
		deps: f.page.deps, file: v, zones: f.page.zones(), thumbs: f.thumbs,
		rest: func() { f.tabs.Select(tabEvidence) },
	}
	box := kit.VBox(10)
	for i, h := range all {
		if i == f.cards {
			rest := strconv.Itoa(len(all) - i)
			box.Add(kit.HBox(0, kit.NewQuiet(kit.T("cases.timeline.more", "count", rest), func() {
				f.cards += 4 * firstCards
				f.fillTimeline(v, true)
			})))
			break
		}
		box.Add(maker.card(h))
	}
	if len(v.exhibits) == 0 {
		box.Add(kit.Pad(kit.Muted(kit.T("cases.timeline.empty")).Wrapped(), 6, 4, 6, 4))
	}
	f.timeline.SetContent(kit.Pad(box, 2, 12, 8, 0), stay)
}
