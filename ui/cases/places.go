package cases

import (
	"casefolio/app/cases"
	"casefolio/ui/intake"
	"casefolio/ui/kit"
	"casefolio/ui/letters"
	"casefolio/ui/readiness"
)

// goTo leads to where something about the open case is done.
func (p *Page) goTo(at cases.Place) {
	id := p.file.c.ID
	switch at {
	case cases.AtForm:
		p.edit()
	case cases.AtEvidence:
		p.middle.tabs.Select(tabEvidence)
	case cases.AtJudged:
		p.panes.OpenRight()
		p.side.reveal()
	case cases.AtReply:
		p.writeReply()
	case cases.AtProof:
		p.deps.Shell.Go(kit.Route{Page: readiness.PageName, ID: id})
	case cases.AtPacket:
		p.toPackets()
	case cases.AtDossier:
		p.askDossier()
	default:
		if i := p.middle.host.index(string(at)); i >= 0 {
			p.middle.tabs.Select(tabPanes + i)
			return
		}
		p.editOutcome()
	}
}

// goToBranch leads to where the work of a side way is done.
func (p *Page) goToBranch(at cases.Place, t cases.BranchType) {
	if at == cases.AtLetter {
		p.deps.Shell.Go(letters.Route(p.file.c.ID, t.Letter(p.file.c), kit.Language(), ""))
		return
	}
	p.goTo(at)
}

// editOutcome opens the form of the case at what became of it.
func (p *Page) editOutcome() {
	if id, ok := p.writable(); ok {
		p.deps.Shell.Go(intake.OutcomeRoute(id))
	}
}
