package packet

import (
	"context"
	"io/fs"
	"slices"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier"
	"casefolio/app/dossier/packet/fit"
	"casefolio/app/dossier/packet/recipient"
	"casefolio/app/evidence"
	"casefolio/app/journal"
	"casefolio/app/programmes"
)

// Sources are the services that a packet is made with.
type Sources struct {
	Cases      *cases.Service
	Dossier    *dossier.Service
	Evidence   *evidence.Service
	Journal    *journal.Service
	Programmes *programmes.Service
}

// Store is what the service needs from the workspace.
type Store interface {
	recipient.Store
	fit.Store
}

// Service makes packets.
type Service struct {
	from       Sources
	recipients *recipient.Service
	sizer      *fit.Sizer
}

// NewService loads the presets and returns a service.
func NewService(from Sources, store Store, files fs.FS, now func() time.Time) (*Service, error) {
	shipped, err := recipient.Load(files)
	if err != nil {
		return nil, err
	}
	return &Service{from: from, recipients: recipient.NewService(store, shipped, now), sizer: fit.NewSizer(store)}, nil
}

// List returns all recipients as the seller changed them, own ones last.
func (s *Service) List(ctx context.Context) ([]Recipient, error) { return s.recipients.List(ctx) }

// Shipped is a recipient as it came; ok is false for the seller's own.
func (s *Service) Shipped(id string) (r Recipient, ok bool) { return s.recipients.Shipped(id) }

// New returns an empty recipient of the seller's own.
func (s *Service) New() Recipient { return s.recipients.New() }

// Save keeps a recipient as the seller wants it: what differs from the shipped
// one, or all of an own one. Nothing different goes back to what was shipped.
// Faults: "recipient.unknown", "recipient.name", "recipient.limits".
func (s *Service) Save(ctx context.Context, r Recipient) error { return s.recipients.Save(ctx, r) }

// Revert goes back to the shipped recipient, or forgets an own one.
func (s *Service) Revert(ctx context.Context, id string) error { return s.recipients.Revert(ctx, id) }

// Suggest lists the ids of the recipients that fit the case, the likeliest
// first: those of its programmes, then those of its platform. It only offers.
func (s *Service) Suggest(ctx context.Context, caseRef string) ([]string, error) {
	c, err := s.from.Cases.Get(ctx, caseRef)
	if err != nil {
		return nil, err
	}
	all, err := s.List(ctx)
	if err != nil {
		return nil, err
	}
	choices, err := s.from.Programmes.Choices(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	known, err := s.from.Programmes.List(ctx)
	if err != nil {
		return nil, err
	}
	var ids []string
	add := func(fits func(Recipient) bool) {
		for _, r := range all {
			if fits(r) && !slices.Contains(ids, r.ID) {
				ids = append(ids, r.ID)
			}
		}
	}
	for _, choice := range choices {
		if i := slices.IndexFunc(known, func(p programmes.Programme) bool { return p.ID == choice.ProgrammeID }); i >= 0 {
			add(func(r Recipient) bool { return r.Fits(known[i].Party, known[i].Name) })
		}
	}
	for _, party := range s.from.Programmes.Rules().Parties {
		if c.Platform != "" && slices.Contains(party.Platforms, c.Platform) {
			add(func(r Recipient) bool { return slices.Contains(r.Parties, party.Name) })
		}
	}
	kind := map[string]string{"carrier": "carrier", "supplier": "supplier"}[c.Responsibility]
	add(func(r Recipient) bool { return kind != "" && r.Kind == kind })
	return ids, nil
}
