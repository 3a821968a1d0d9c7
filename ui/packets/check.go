package packets

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/dossier/packet"
	"casefolio/app/dossier/progress"
	"casefolio/ui/kit"
)

// patience is how long checking may take before the page says so.
const patience = 300 * time.Millisecond

// change makes another wish and checks it.
func (p *Page) change(how func(r *packet.Request)) {
	how(&p.req)
	p.who.show()
	p.list.show()
	p.check()
}

// empty tells whether nothing at all was chosen.
func (p *Page) empty() bool {
	return len(p.state.exhibits) == 0 || p.req.Exhibits != nil && len(p.req.Exhibits)+len(p.req.Documents) == 0
}

// check finds out what the packet would be. What was shown stays until then; a
// newer wish ends an older one.
func (p *Page) check() {
	p.endCheck()
	if p.req.Recipient == "" || p.empty() {
		p.deps.Shell.Tasks().Cancel(slotCheck)
		p.plan, p.failed = nil, nil
		p.showPlan()
		return
	}
	p.busy, p.failed = true, nil
	p.verdictShown()
	if p.plan == nil {
		p.fit.show()
	}
	if !p.deps.Shell.Tasks().Inline() {
		p.timer = time.AfterFunc(patience, func() { fyne.Do(p.tellBusy) })
	}
	req := p.withLetter(p.req)
	req.Exhibits, req.Documents = slices.Clone(req.Exhibits), slices.Clone(req.Documents)
	goes := p.goes
	tell := kit.StepTeller(func(words string) {
		if p.busy && p.stop.Visible() {
			p.sum.SetText(words)
			p.status.Refresh() // the words may take another width
		}
	})
	kit.Run(p.deps.Shell.Tasks(), slotCheck, func(ctx context.Context) (packet.Plan, error) {
		return p.deps.Packets.Preflight(progress.With(ctx, tell), req)
	}, func(plan packet.Plan, err error) {
		p.endCheck()
		p.plan, p.failed = nil, err
		if err == nil {
			p.plan, p.shown, p.went = &plan, req, goes
		}
		p.showPlan()
	})
}

// endCheck takes the words about checking away.
func (p *Page) endCheck() {
	p.busy = false
	if p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
	p.stop.Hide()
}

// tellBusy says that checking takes a while, with a way to stop.
func (p *Page) tellBusy() {
	if !p.busy {
		return
	}
	p.verdict.Set(kit.T("packets.checking"), kit.ToneNeutral)
	p.sum.SetText(" ")
	p.stop.Show()
	p.status.Refresh()
}

// cancel gives the newest wish up: what was shown before is as it was.
func (p *Page) cancel() {
	p.deps.Shell.Tasks().Cancel(slotCheck)
	p.endCheck()
	if p.plan == nil {
		p.showPlan()
		return
	}
	p.req, p.goes = p.shown, p.went
	p.req.Letter = nil
	p.who.show()
	p.showPlan()
}

// showPlan shows what the packet would be.
func (p *Page) showPlan() {
	p.verdictShown()
	p.who.showMasked()
	p.list.show()
	p.fit.show()
}

// verdictShown says in one line whether the packet fits.
func (p *Page) verdictShown() {
	set(p.write, p.state.writable())
	f, goes := p.letter()
	if p.plan != nil && p.plan.Fits && !p.busy && p.failed == nil && (!goes || f.Ready()) {
		p.write.Enable()
	} else {
		p.write.Disable()
	}
	if p.busy {
		return // the words before stay until there are new ones
	}
	p.lacks.Set("", kit.ToneLate)
	p.unseen.Set("", kit.ToneSoon)
	p.draft.Set("", kit.ToneLate)
	p.refuses.Set("", kit.ToneLate)
	p.warn()
	p.sum.SetText(" ")
	p.why.SetText("")
	switch {
	case p.failed != nil:
		sentence, _ := kit.FaultText(p.failed)
		p.verdict.Set(kit.T("packets.verdict.failed"), kit.ToneLate)
		p.why.SetText(sentence)
	case p.plan == nil:
		p.verdict.Set("", kit.ToneNeutral)
		p.why.SetText(p.whyNone())
	case p.plan.Fits && !limited(p.plan.Checks):
		p.verdict.Set(kit.T("packets.verdict.unknown"), kit.ToneNeutral)
		p.sum.SetText(p.total())
	case p.plan.Fits:
		p.verdict.Set(kit.T("packets.verdict.fits"), kit.ToneGood)
		p.sum.SetText(p.total())
	default:
		p.verdict.Set(kit.T("packets.verdict.over"), kit.ToneLate)
		p.sum.SetText(p.total())
	}
	set(p.why, p.why.Text() != "")
	p.status.Refresh()
}

// warn says beside the verdict what no limit tells.
func (p *Page) warn() {
	if p.plan == nil {
		return
	}
	if n := len(p.plan.Missing); n > 0 {
		p.lacks.Set(counted("packets.verdict.missing", "packets.verdict.missing.one", n), kit.ToneLate)
	}
	if f, ok := p.letter(); ok && !f.Ready() {
		p.draft.Set(kit.T("packets.verdict.letter"), kit.ToneLate)
	}
	refused := 0
	for _, n := range p.plan.Notes {
		if n.Refused {
			refused++
		}
	}
	if refused > 0 {
		p.refuses.Set(counted("packets.verdict.refused", "packets.verdict.refused.one", refused), kit.ToneLate)
	}
	if n := len(p.unlooked()); n > 0 {
		p.unseen.Set(counted("packets.verdict.unlooked", "packets.verdict.unlooked.one", n), kit.ToneSoon)
	}
}

// whyNone says why there is nothing to check.
func (p *Page) whyNone() string {
	switch {
	case !p.made:
		return ""
	case len(p.state.exhibits) == 0:
		return kit.T("packets.none")
	case p.req.Recipient == "":
		return kit.T("packets.recipient.none")
	}
	return kit.T("packets.nothing")
}

// total is how much the packet is altogether.
func (p *Page) total() string {
	in, of := p.goings()
	return kit.T("packets.total", "pages", counted("packets.pages", "packets.pages.one", p.plan.Pages),
		"size", megabytes(p.plan.Bytes), "files", counted("packets.files", "packets.files.one", len(p.plan.Files))) +
		" · " + kit.T("packets.chosen", "in", kit.Count(in), "of", kit.Count(of))
}

// goings counts the exhibits that go, and all.
func (p *Page) goings() (in, of int) {
	all := p.entries()
	for _, x := range all {
		if x.in {
			in++
		}
	}
	return in, len(all)
}

// take puts an exhibit into the packet, or leaves it out.
func (p *Page) take(id string, in bool) {
	p.change(func(r *packet.Request) {
		if slices.Contains(r.Documents, id) || in && p.isDocument(id) {
			r.Documents = toggled(r.Documents, id, in)
			return
		}
		if r.Exhibits == nil {
			r.Exhibits = p.inNow()
		}
		r.Exhibits = toggled(r.Exhibits, id, in)
	})
}

// inNow are the exhibits that the plan prints.
func (p *Page) inNow() []string {
	ids := []string{}
	if p.plan != nil {
		for _, i := range p.plan.Items {
			ids = append(ids, i.ExhibitID)
		}
	}
	return ids
}

// isDocument tells whether an exhibit can only be handed over as it is.
func (p *Page) isDocument(id string) bool {
	if p.plan == nil {
		return false
	}
	return slices.ContainsFunc(p.plan.LeftOut, func(l packet.Left) bool { return l.ExhibitID == id && l.Code == packet.LeftDocument })
}

func toggled(ids []string, id string, in bool) []string {
	out := slices.DeleteFunc(slices.Clone(ids), func(x string) bool { return x == id })
	if in {
		out = append(out, id)
	}
	if out == nil {
		out = []string{}
	}
	return out
}

// leaveOut leaves exhibits out together, and offers the way back.
func (p *Page) leaveOut(ids []string) {
	before := p.req
	p.change(func(r *packet.Request) {
		if r.Exhibits == nil {
			r.Exhibits = p.inNow()
		}
		gone := func(id string) bool { return slices.Contains(ids, id) }
		r.Exhibits = slices.DeleteFunc(slices.Clone(r.Exhibits), gone)
		r.Documents = slices.DeleteFunc(slices.Clone(r.Documents), gone)
	})
	p.deps.Shell.Toast(counted("packets.left.done", "packets.left.done.one", len(ids)), kit.Action{Label: kit.T("packets.undo"), Do: func() {
		p.change(func(r *packet.Request) { r.Exhibits, r.Documents = before.Exhibits, before.Documents })
	}})
}

// choose makes the default choice again.
func (p *Page) chooseAnew() {
	p.change(func(r *packet.Request) { r.Exhibits, r.Documents = nil, nil })
}
