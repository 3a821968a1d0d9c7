package packets

import (
	"slices"

	"casefolio/app/dossier/packet"
	"casefolio/app/evidence"
	"casefolio/app/programmes"
)

// entry is an exhibit of the case with what becomes of it.
type entry struct {
	e    evidence.Exhibit
	in   bool                // it goes, as far as is known
	item *packet.Item        // its place in the packet; nil: none yet
	file *packet.PlannedFile // a document that is handed over as it is
	left packet.Left         // why it does not go
}

// entries are the exhibits of the case by number, as they are wanted now and,
// as far as the plan says, as they would be.
func (p *Page) entries() []entry {
	all := make([]entry, 0, len(p.state.exhibits))
	for _, e := range p.state.exhibits {
		if e.Source == evidence.FromPacket {
			continue // what was handed over is listed by itself
		}
		x := entry{e: e, left: packet.Left{ExhibitID: e.ID, Label: e.Label(), Code: packet.LeftChosen}}
		refused := p.planned(&x)
		switch asked := slices.Contains(p.req.Exhibits, e.ID) || slices.Contains(p.req.Documents, e.ID); {
		case refused && !p.busy: // by the plan of this very wish
		case p.req.Exhibits == nil:
			x.in = asked || !refused
		default:
			x.in = asked
		}
		all = append(all, x)
	}
	return all
}

// planned takes over what the plan says of an exhibit, and tells whether it
// leaves it out.
func (p *Page) planned(x *entry) bool {
	if p.plan == nil {
		return false
	}
	for i := range p.plan.Items {
		if p.plan.Items[i].ExhibitID == x.e.ID {
			x.item = &p.plan.Items[i]
			return false
		}
	}
	for i := range p.plan.Files {
		if p.plan.Files[i].Document == x.e.Label() {
			x.file = &p.plan.Files[i]
			return false
		}
	}
	for _, l := range p.plan.LeftOut {
		if l.ExhibitID == x.e.ID {
			x.left = l
			return true
		}
	}
	return false
}

// free tells whether the seller decides whether the exhibit goes.
func (x entry) free() bool {
	return x.in || slices.Contains([]string{packet.LeftChosen, packet.LeftUnlinked, packet.LeftDocument}, x.left.Code)
}

// fills tells whether an exhibit is for a piece of evidence. A redacted copy is
// for what its original is linked to.
func (x entry) fills(slot programmes.Slot) bool {
	return slices.ContainsFunc(slot.Exhibits, func(e programmes.Exhibit) bool {
		return e.ID == x.e.ID || x.e.Redactions > 0 && e.ID == x.e.CopyOf
	})
}
