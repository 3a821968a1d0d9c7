package command

import (
	"strconv"

	"casefolio/app/programmes"
)

// caseReadinessCmd tells which of the evidence that a programme asks for is
// there.
type caseReadinessCmd struct {
	JSON      bool   `name:"json" help:"${json}"`
	Programme string `placeholder:"ID" help:"${programme_id}"`
	Case      string `arg:"" help:"${case_ref}"`
}

// programmeOut is a programme as it is printed.
type programmeOut struct {
	ID               string `json:"id"`
	Party            string `json:"party"`
	Name             string `json:"programme"`
	Reason           string `json:"reason"`
	ReasonCode       string `json:"reason_code"`
	RespondWithin    string `json:"respond_within"` // empty where none is known
	Counting         string `json:"counting"`
	StartsAt         string `json:"starts_at"`
	AsOf             string `json:"as_of"`
	Source           string `json:"source"`
	DeadlineVerified bool   `json:"deadline_verified"`
	EvidenceVerified bool   `json:"evidence_verified"`
	Verified         bool   `json:"verified"`
	Own              bool   `json:"own"`     // added by the seller
	Changed          bool   `json:"changed"` // by the seller
}

func (s *session) programmeOut(p programmes.Programme) programmeOut {
	return programmeOut{
		ID: p.ID, Party: p.Party, Name: p.Name, Reason: p.ReasonIn(s.lang), ReasonCode: p.ReasonCode,
		RespondWithin: p.RespondWithin, Counting: string(p.Counting), StartsAt: p.StartsAt, AsOf: p.AsOf,
		Source: p.SourceURL, DeadlineVerified: p.DeadlineVerified, EvidenceVerified: p.EvidenceVerified,
		Verified: p.Verified, Own: p.Own, Changed: p.Changed(),
	}
}

// slotOut is a piece of evidence as it is printed.
type slotOut struct {
	Key       string   `json:"key"`
	Label     string   `json:"label"`
	Required  bool     `json:"required"`
	Satisfied bool     `json:"satisfied"`
	Waived    string   `json:"not_applicable"` // why; empty where it applies
	Note      string   `json:"note"`
	Exhibits  []string `json:"exhibits"` // in the order of the packet
}

func (s *session) slotOut(slot programmes.Slot) slotOut {
	out := slotOut{
		Key: slot.Key, Label: s.app.Programmes.Rules().Label(slot.Item, s.lang), Required: slot.Required,
		Satisfied: slot.Satisfied(), Waived: slot.Reason, Note: slot.NoteIn(s.lang), Exhibits: []string{},
	}
	for _, e := range slot.Exhibits {
		out.Exhibits = append(out.Exhibits, e.Label())
	}
	return out
}

// Run writes one line a piece of evidence, or a JSON object. Percent is null
// where nothing is required.
func (c caseReadinessCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	found, err := s.app.Cases.Get(s.ctx, c.Case)
	if err != nil {
		return err
	}
	r, err := s.app.Programmes.Against(s.ctx, found.ID, c.Programme)
	if err != nil {
		return err
	}
	if !c.JSON {
		return s.showReadiness(r)
	}
	out := struct {
		Case      string        `json:"case"`
		Programme *programmeOut `json:"programme"` // null: none is chosen
		Due       string        `json:"due"`
		Percent   *int          `json:"percent"`
		Slots     []slotOut     `json:"slots"`
		Missing   []string      `json:"missing"`
	}{Case: found.Number, Due: stamp(r.Choice.Due), Slots: []slotOut{}, Missing: []string{}}
	if r.Chosen() {
		p := s.programmeOut(r.Programme)
		out.Programme = &p
	}
	if percent, ok := r.Percent(); ok {
		out.Percent = &percent
	}
	for _, slot := range r.Slots {
		out.Slots = append(out.Slots, s.slotOut(slot))
	}
	for _, slot := range r.Missing() {
		out.Missing = append(out.Missing, slot.Key)
	}
	return s.print(out)
}

// showReadiness writes the readiness for people.
func (s *session) showReadiness(r programmes.Readiness) error {
	if !r.Chosen() {
		return s.say("command.readiness.none")
	}
	p := r.Programme
	done, of := r.Required()
	if err := s.say("command.readiness", "programme", p.Title()+" · "+p.ReasonIn(s.lang),
		"done", strconv.Itoa(done), "of", strconv.Itoa(of)); err != nil {
		return err
	}
	rows := make([][]string, len(r.Slots))
	for i, slot := range r.Slots {
		out := s.slotOut(slot)
		rows[i] = append([]string{s.slotState(slot), out.Label, out.Waived}, out.Exhibits...)
	}
	return s.table(rows)
}

func (s *session) slotState(slot programmes.Slot) string {
	switch {
	case slot.Satisfied():
		return s.text("command.readiness.there")
	case slot.Waived:
		return s.text("command.readiness.waived")
	case slot.Required:
		return s.text("command.readiness.missing")
	}
	return s.text("command.readiness.optional")
}

// programmeListCmd lists the programmes, with what the seller changed.
type programmeListCmd struct {
	JSON   bool   `name:"json" help:"${json}"`
	Search string `placeholder:"TEXT" help:"${programme_search}"`
}

// Run writes one line a programme, or a JSON array of them.
func (c programmeListCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	all, err := s.app.Programmes.List(s.ctx)
	if err != nil {
		return err
	}
	all = s.app.Programmes.Rules().Search(all, c.Search)
	if c.JSON {
		out := make([]programmeOut, len(all))
		for i, p := range all {
			out[i] = s.programmeOut(p)
		}
		return s.print(out)
	}
	rows := make([][]string, len(all))
	for i, p := range all {
		checked := s.text("command.programme.verified")
		if !p.Verified {
			checked = s.text("command.programme.unverified")
		}
		rows[i] = []string{p.ID, p.Party, p.Name, p.ReasonIn(s.lang), p.RespondWithin, string(p.Counting), p.AsOf, checked}
	}
	return s.table(rows)
}
