// Package packets is the page on which evidence is made ready for a recipient:
// what goes to whom, whether it keeps to the recipient's limits, and what was
// handed over before.
package packets

import (
	"context"
	"slices"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/letter"
	"casefolio/app/dossier/packet"
	"casefolio/app/evidence"
	"casefolio/app/programmes"
	"casefolio/app/shop"
	"casefolio/ui/kit"
	uiredact "casefolio/ui/redact"
	uisubmissions "casefolio/ui/submissions"
)

// Packets knows the recipients, and makes packets.
type Packets interface {
	List(ctx context.Context) ([]packet.Recipient, error)
	Suggest(ctx context.Context, caseRef string) ([]string, error)
	Shipped(id string) (packet.Recipient, bool)
	New() packet.Recipient
	Save(ctx context.Context, r packet.Recipient) error
	Revert(ctx context.Context, id string) error
	Preflight(ctx context.Context, req packet.Request) (packet.Plan, error)
	Write(ctx context.Context, req packet.Request, dir string) (packet.Result, error)
}

// Cases gives the case.
type Cases interface {
	Get(ctx context.Context, ref string) (cases.Case, error)
}

// Evidence gives the exhibits and their pictures.
type Evidence interface {
	List(ctx context.Context, caseID string) ([]evidence.Exhibit, error)
	Thumb(ctx context.Context, e evidence.Exhibit) (string, error)
	PagePicture(ctx context.Context, e evidence.Exhibit) (string, error)
}

// Programmes tells what the case's programme asks for.
type Programmes interface {
	Rules() *programmes.Rules
	List(ctx context.Context) ([]programmes.Programme, error)
	Choices(ctx context.Context, caseID string) ([]programmes.Choice, error)
	ReadinessFor(ctx context.Context, caseID, programmeID string) (programmes.Readiness, error)
}

// Masking knows what is covered in the papers of a case, and which pictures
// were looked at for what must not go out.
type Masking interface {
	uiredact.Service
	MarkLooked(ctx context.Context, exhibitID string) error
}

// Profiles gives the shop profile.
type Profiles interface {
	Profile(ctx context.Context) (shop.Profile, error)
}

// Deps is what the page needs. Folder is where packets go unless the seller
// says otherwise; Open shows a file or a folder in the system's program.
type Deps struct {
	Shell      kit.Shell
	Packets    Packets
	Cases      Cases
	Evidence   Evidence
	Programmes Programmes
	Masking    Masking
	Shop       Profiles
	Now        func() time.Time
	Folder     string
	Open       func(path string) error
	Letters    Letters

	Submissions uisubmissions.Deps // its Recipients may be nil: those of Packets are offered
}

// state is all that the page shows of a case beside the plan.
type state struct {
	c          cases.Case
	profile    shop.Profile
	recipients []packet.Recipient
	fitting    []string // ids of recipients, the likeliest first
	exhibits   []evidence.Exhibit
	programmes []programmes.Programme
	choices    []programmes.Choice
	letters    []letter.Filled      // the last changed first
	asked      programmes.Readiness // what the programme asks for, and what is there
}

// load reads the state of a case for one of its programmes, the last chosen
// where none is given.
func (d Deps) load(ctx context.Context, caseID, programmeID string) (s state, err error) {
	if s.c, err = d.Cases.Get(ctx, caseID); err != nil {
		return s, err
	}
	if s.profile, err = d.Shop.Profile(ctx); err != nil {
		return s, err
	}
	if s.recipients, err = d.Packets.List(ctx); err != nil {
		return s, err
	}
	if s.fitting, err = d.Packets.Suggest(ctx, s.c.ID); err != nil {
		return s, err
	}
	if s.exhibits, err = d.Evidence.List(ctx, s.c.ID); err != nil {
		return s, err
	}
	if s.letters, err = d.filled(ctx, s.c.ID); err != nil {
		return s, err
	}
	if s.programmes, err = d.Programmes.List(ctx); err != nil {
		return s, err
	}
	if s.choices, err = d.Programmes.Choices(ctx, s.c.ID); err != nil {
		return s, err
	}
	s.asked, err = d.Programmes.ReadinessFor(ctx, s.c.ID, programmeID)
	return s, err
}

// Offered lists the recipients for a submission, the likeliest first.
func (d Deps) Offered(ctx context.Context, caseID string) ([]uisubmissions.Recipient, error) {
	all, err := d.Packets.List(ctx)
	if err != nil {
		return nil, err
	}
	fitting, err := d.Packets.Suggest(ctx, caseID)
	if err != nil {
		return nil, err
	}
	rank := func(r packet.Recipient) int {
		if i := slices.Index(fitting, r.ID); i >= 0 {
			return i
		}
		return len(fitting)
	}
	slices.SortStableFunc(all, func(a, b packet.Recipient) int { return rank(a) - rank(b) })
	out := make([]uisubmissions.Recipient, len(all))
	for i, r := range all {
		out[i] = uisubmissions.Recipient{ID: r.ID, Name: oneLine(r.Name(kit.Language())), Parties: r.Parties}
	}
	return out, nil
}

// programme names a programme by its id.
func (s state) programme(id string) string {
	for _, one := range s.programmes {
		if one.ID == id {
			return joined(oneLine(one.Title()), oneLine(one.ReasonIn(kit.Language())))
		}
	}
	return oneLine(id)
}

// has tells whether the case has a programme; the empty one is the last chosen.
func (s state) has(programmeID string) bool {
	return programmeID == "" || slices.ContainsFunc(s.choices, func(c programmes.Choice) bool { return c.ProgrammeID == programmeID })
}

// recipient finds a recipient by its id.
func (s state) recipient(id string) (packet.Recipient, bool) {
	for _, r := range s.recipients {
		if r.ID == id {
			return r, true
		}
	}
	return packet.Recipient{}, false
}

// exhibit finds an exhibit by its id.
func (s state) exhibit(id string) (evidence.Exhibit, bool) {
	for _, e := range s.exhibits {
		if e.ID == id {
			return e, true
		}
	}
	return evidence.Exhibit{}, false
}

// writable tells whether the case can be changed.
func (s state) writable() bool { return s.c.DeletedAt.IsZero() }
