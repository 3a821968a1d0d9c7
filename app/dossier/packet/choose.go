package packet

import (
	"context"
	"slices"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/dossier"
	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/layout"
	"casefolio/app/dossier/packet/fit"
	"casefolio/app/dossier/typeset"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/programmes"
	"casefolio/app/redact"
)

// unit is an exhibit of the packet with what it is for.
type unit struct {
	exhibit compose.Exhibit
	slot    Slot
}

// job is one packet in the making.
type job struct {
	s      *Service
	r      Recipient
	req    Request
	c      cases.Case
	in     compose.Input
	masker *redact.Masker // nil where nothing is masked
	masked []redact.Term
	faces  *typeset.Faces
	set    layout.Setter // them, with a memory: files are laid out again and again

	all       []evidence.Exhibit // of the case, without the trash
	readiness programmes.Readiness
	instead   map[string]string // ids of redacted copies, by what they cover
	units     []unit            // in the order of the packet
	documents []document
	plan      Plan

	unlooked map[string]bool // labels of pictures that nobody looked at
	sizer    *fit.Sizer      // that learns of this packet alone
	laid     map[string]laid // files that were laid out before
	guessing bool            // sizes of pictures are guessed, none is made
	close    bool            // photos stand close, so that there are fewer pages
	words    map[string]bool // paths of the pictures of text, which do not
}

// job gathers what a packet is made of: everything before sizes matter.
func (s *Service) job(ctx context.Context, req Request) (*job, error) {
	j := &job{s: s, req: req, laid: map[string]laid{}, sizer: s.sizer.Anew()}
	var err error
	if j.r, err = s.recipients.Get(ctx, req.Recipient); err != nil {
		return nil, err
	}
	if j.c, err = s.from.Cases.Get(ctx, req.Case); err != nil {
		return nil, err
	}
	if j.all, err = s.from.Evidence.List(ctx, j.c.ID); err != nil {
		return nil, err
	}
	if err = j.programme(ctx); err != nil {
		return nil, err
	}
	if err = j.gather(ctx); err != nil {
		return nil, err
	}
	j.begin()
	if err := j.choose(); err != nil {
		return nil, err
	}
	return j, j.takeDocuments(ctx)
}

// gather takes the case through the gate.
func (j *job) gather(ctx context.Context) error {
	terms, err := j.terms(ctx)
	if err != nil {
		return err
	}
	paper := j.r.Paper
	if paper == "" {
		paper = j.req.Paper
	}
	got, err := j.s.from.Dossier.Gather(ctx, j.c.ID, dossier.Options{
		Lang: j.req.Lang, Paper: paper, Audience: audience.Audience(j.r.Audience), Mask: terms,
	})
	if err != nil {
		return err
	}
	j.in, j.masker, j.masked = got.Input, got.Masker, append([]redact.Term{}, got.Terms...)
	j.instead, j.unlooked = got.Instead, got.Unlooked
	j.faces, err = j.s.from.Dossier.Faces()
	j.set = layout.Remember(j.faces)
	return err
}

// begin begins the plan with what is known before anything is chosen.
func (j *job) begin() {
	j.plan = Plan{
		Case: j.c.Number, Recipient: j.r, Lang: j.in.Lang, Paper: j.in.Paper, Masked: j.masked,
		Files: []PlannedFile{}, Items: []Item{}, LeftOut: []Left{}, Missing: []Slot{}, Checks: []Check{},
		Notes: []Note{}, Savings: []Saving{}, Steps: []Step{},
	}
	if p := j.readiness.Programme; j.readiness.Chosen() {
		j.plan.Programme = strings.Trim(p.Title()+" · "+j.each(p.ReasonIn), " ·")
	}
	for _, slot := range j.readiness.Missing() {
		j.plan.Missing = append(j.plan.Missing, j.slot(slot))
	}
}

// programme finds the evidence list that the packet follows.
func (j *job) programme(ctx context.Context) (err error) {
	j.readiness, err = j.s.from.Programmes.Against(ctx, j.c.ID, j.req.Programme)
	return err
}

// terms are what was asked to be masked: nil, so that what is kept for the case
// counts, or that and the kinds of the preset.
func (j *job) terms(ctx context.Context) ([]redact.Term, error) {
	if j.req.Mask != nil || len(j.r.Mask) == 0 {
		return j.req.Mask, nil
	}
	kept, err := j.s.from.Dossier.Masking(ctx, j.c.ID)
	if err != nil {
		return nil, err
	}
	kinds := make([]redact.Kind, len(j.r.Mask))
	for i, kind := range j.r.Mask {
		kinds[i] = redact.Kind(kind)
	}
	terms, err := j.s.from.Dossier.TermsOf(ctx, j.c.ID, kinds, nil)
	return append(kept, terms...), err
}

// each gives what f says in the language of the paper, or in both.
func (j *job) each(f func(lang string) string) string {
	if j.in.Lang == compose.Both {
		return compose.Beside(f("zh"), f("en"))
	}
	return f(j.in.Lang)
}

func (j *job) slot(s programmes.Slot) Slot {
	return Slot{Key: s.Key, Label: j.masker.Mask(j.each(func(lang string) string {
		return j.s.from.Programmes.Rules().Label(s.Item, lang)
	}))}
}

// choose puts the exhibits in the order of the programme's evidence list, then
// the rest as it was chosen, and names every other one.
func (j *job) choose() error {
	wanted, err := j.wanted()
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	take := func(e compose.Exhibit, slot Slot) {
		if !taken[e.ID] {
			taken[e.ID] = true
			j.units = append(j.units, unit{e, slot})
		}
	}
	for _, slot := range j.readiness.Slots {
		for _, e := range slot.Exhibits {
			if x, ok := j.gated(e.ID); ok && j.leftCode(x, wanted) == "" {
				take(x, j.slot(slot))
			}
		}
	}
	for _, id := range wanted {
		if x, ok := j.gated(id); ok && j.leftCode(x, wanted) == "" {
			take(x, Slot{})
		}
	}
	for _, e := range j.all {
		if !taken[e.ID] && !j.asDocument(e.ID) {
			j.plan.LeftOut = append(j.plan.LeftOut, j.left(e, wanted))
		}
	}
	return nil
}

// wanted are the ids of what is to be handed over, each once, redacted copies
// in place of what they cover.
func (j *job) wanted() ([]string, error) {
	var ids []string
	add := func(id string) {
		if x, ok := j.gated(id); ok {
			id = x.ID
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if j.req.Exhibits != nil {
		for _, ref := range j.req.Exhibits {
			e, err := j.find(ref)
			if err != nil {
				return nil, err
			}
			add(e.ID)
		}
		return ids, nil
	}
	for _, slot := range j.readiness.Slots {
		for _, e := range slot.Exhibits {
			add(e.ID)
		}
	}
	if len(ids) == 0 {
		for _, e := range j.all {
			add(e.ID)
		}
	}
	return ids, nil
}

// find finds an exhibit of the case by its id or label. Faults:
// "packet.exhibit".
func (j *job) find(ref string) (evidence.Exhibit, error) {
	ref = strings.TrimSpace(ref)
	i := slices.IndexFunc(j.all, func(e evidence.Exhibit) bool { return e.ID == ref || strings.EqualFold(e.Label(), ref) })
	if i < 0 {
		return evidence.Exhibit{}, fault.New("packet.exhibit", "exhibit", ref, "number", j.c.Number)
	}
	return j.all[i], nil
}

// gated is an exhibit as it may leave the house: itself, or the redacted copy
// that goes in its place.
func (j *job) gated(id string) (compose.Exhibit, bool) {
	if stands, ok := j.instead[id]; ok {
		id = stands
	}
	i := slices.IndexFunc(j.in.Exhibits, func(e compose.Exhibit) bool { return e.ID == id })
	if i < 0 {
		return compose.Exhibit{}, false
	}
	return j.in.Exhibits[i], true
}

// leftCode tells why an exhibit is not printed; empty: it is.
func (j *job) leftCode(e compose.Exhibit, wanted []string) string {
	switch {
	case e.Source == evidence.FromPacket:
		return LeftPacket
	case !slices.Contains(wanted, e.ID):
		if j.req.Exhibits != nil {
			return LeftChosen
		}
		return LeftUnlinked
	case e.Fault != "":
		return LeftFault
	case e.Kind != evidence.Photo && len(e.Messages)+len(e.Events) == 0 && strings.TrimSpace(e.Text) == "":
		return LeftDocument
	}
	return ""
}

// left says of an exhibit that is not in why.
func (j *job) left(e evidence.Exhibit, wanted []string) Left {
	out := Left{ExhibitID: e.ID, Label: e.Label()}
	x, there := j.gated(e.ID)
	switch {
	case e.Source == evidence.FromPacket:
		out.Code = LeftPacket
	case there && x.ID != e.ID:
		out.Code, out.Other = LeftOriginal, x.Label()
	case there:
		out.Code = j.leftCode(x, wanted)
	default:
		out.Code = LeftFault
	}
	if x.ID != e.ID {
		x = compose.Exhibit{Exhibit: e}
		x.Title, x.FileName = j.masker.Mask(e.Title), j.masker.Mask(e.FileName)
	}
	out.Name = compose.Name(j.in, x)
	return out
}
