package dossier

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/dossier"
	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/progress"
	"casefolio/ui/kit"
	uiredact "casefolio/ui/redact"
)

// Reload implements kit.Page: the dossier is laid out as the case is now.
func (p *Page) Reload() {
	p.takeKeys()
	p.options.Weigh(p.deps.Shell.Tasks(), p.deps.Dossier, p.caseID)
	p.options.Covers(uiredact.Deps{Shell: p.deps.Shell, Service: p.deps.Dossier}, p.caseID, p.layOut)
	p.layOut()
}

// looked keeps that a picture has nothing to cover.
func (p *Page) looked(id string) {
	kit.Run(p.deps.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.deps.Dossier.MarkLooked(ctx, id)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.layOut()
	})
}

// tones of the badge that says who a dossier is for.
var tones = map[audience.Audience]kit.Tone{
	audience.Own: kit.ToneSoon, audience.Outside: kit.ToneInfo, audience.Supplier: kit.ToneInfo,
}

// layOut lays the pages out as they are wanted now. Those that were there stay
// in sight until then; a newer wish ends an older one.
func (p *Page) layOut() {
	p.work(true)
	caseID, opt := p.caseID, p.opt
	tell := kit.StepTeller(func(words string) {
		if p.busy {
			p.doing.SetText(words)
			p.status.Refresh()
		}
	})
	kit.Run(p.deps.Shell.Tasks(), slotLoad, func(ctx context.Context) (*dossier.Preview, error) {
		return p.deps.Dossier.Preview(progress.With(ctx, tell), caseID, opt)
	}, func(preview *dossier.Preview, err error) {
		p.work(false)
		if err != nil {
			p.fail(err)
			return
		}
		p.show(preview)
	})
}

// fail says why there are no pages.
func (p *Page) fail(err error) {
	p.drop()
	sentence, hint := kit.FaultText(err)
	p.say(kit.NewEmptyState(sentence, hint, "", nil))
}

// stop gives the newest wish up: what was shown before is as it was.
func (p *Page) stop() {
	p.deps.Shell.Tasks().Cancel(slotLoad)
	p.work(false)
	if p.preview == nil {
		p.deps.Shell.Back()
		return
	}
	p.opt = p.preview.Options
	p.options.Set(p.opt)
	p.enable()
	p.takeKeys()
}

// work shows that pages are being laid out, or no longer.
func (p *Page) work(on bool) {
	p.busy = on
	p.doing.SetText(kit.T("preview.making"))
	p.status.Hidden = !on
	if on && p.preview == nil {
		p.say(container.NewCenter(kit.Muted(kit.T("preview.making")).Whole()))
	}
	p.status.Refresh()
	p.enable()
}

// say shows words instead of pages.
func (p *Page) say(o fyne.CanvasObject) {
	p.note.Objects = []fyne.CanvasObject{o}
	p.note.Refresh()
}

// drop shows no pages any more.
func (p *Page) drop() {
	p.preview = nil
	p.sheet.open(nil, 0)
	p.thumbs.open(nil)
	p.enable()
}

// show opens pages where the ones before were open.
func (p *Page) show(preview *dossier.Preview) {
	at := samePlace(p.preview, preview, p.sheet.now)
	p.preview, p.saved = preview, ""
	p.opt = preview.Options
	p.options.Set(p.opt)
	p.note.RemoveAll()
	p.note.Refresh()
	p.title.SetText(kit.T("preview.title.of", "number", preview.Number))
	p.badge.Set(kit.T("preview.badge."+string(p.opt.Audience)), tones[p.opt.Audience])
	p.tellProblems(preview.Problems)
	p.content.Refresh()
	p.thumbs.open(preview)
	p.sheet.open(preview, at)
	p.enable()
	p.thumbs.mark(p.sheet.now)
}

// samePlace is the page of the new layout that has what page i of the old one
// had.
func samePlace(old, now *dossier.Preview, i int) int {
	if old == nil || i == 0 {
		return i
	}
	name := old.Place(i)
	began, _ := old.PageOf(name)
	if at, ok := now.PageOf(name); ok {
		return min(at+i-began, now.Pages()-1)
	}
	return i * now.Pages() / max(1, old.Pages())
}

// tellProblems names what paper does not show as it is.
func (p *Page) tellProblems(all []dossier.Problem) {
	p.problems.set(all)
	p.alarm.SetText(counted("preview.problems", "preview.problems.one", len(all)))
	p.alarm.Hidden = len(all) == 0
	p.tools.Refresh()
}

// toProblem shows the page of a problem.
func (p *Page) toProblem(page int) {
	p.panes.CloseOver()
	p.turn(page)
}

// showProblems leads to the list of problems, toOptions to the choices.
func (p *Page) showProblems() {
	p.panes.OpenRight()
	if p.problems.first != nil {
		p.deps.Shell.Window().Canvas().Focus(p.problems.first)
	}
}

func (p *Page) toOptions() {
	p.panes.OpenRight()
	p.deps.Shell.Window().Canvas().Focus(p.options.First())
}

// choose lays the pages out in another way.
func (p *Page) choose(opt dossier.Options) {
	p.opt = opt
	p.layOut()
}
