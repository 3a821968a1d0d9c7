package recipient

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"casefolio/app/fault"
)

// Change is what the seller changed in one recipient, or, where RecipientID
// begins with OwnPrefix, one of their own. Fields holds only what differs from
// what is shipped, by the names of the data file, so that a newer file counts
// at once.
type Change struct {
	RecipientID string
	Fields      map[string]json.RawMessage
	UpdatedAt   time.Time
}

// Own tells whether it is a recipient of the seller's own.
func (c Change) Own() bool { return strings.HasPrefix(c.RecipientID, OwnPrefix) }

// Store is what the service needs from the workspace. Every method that changes
// something writes the journal entry in the same transaction.
type Store interface {
	RecipientChanges(ctx context.Context) ([]Change, error) // the oldest first
	// SaveRecipient keeps a change in the place of the one before.
	SaveRecipient(ctx context.Context, c Change, at time.Time) error
	RevertRecipient(ctx context.Context, id string, at time.Time) error
}

// fixed are the fields that no change touches.
var fixed = []string{"id", "own", "changed"}

// fields is a recipient by the names of the data file.
func fields(r Recipient) (map[string]json.RawMessage, error) {
	raw, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	all := map[string]json.RawMessage{}
	err = json.Unmarshal(raw, &all)
	for _, name := range fixed {
		delete(all, name)
	}
	return all, err
}

// diff is the change that makes is from the shipped recipient was.
func diff(was, is Recipient) (Change, error) {
	c := Change{RecipientID: is.ID}
	before, err := fields(was)
	if err != nil {
		return c, err
	}
	c.Fields, err = fields(is)
	maps.DeleteFunc(c.Fields, func(name string, value json.RawMessage) bool {
		return bytes.Equal(before[name], value)
	})
	return c, err
}

// apply returns r with the change. Figures of the seller's are not verified by
// the source of the shipped ones.
func (c Change) apply(r Recipient) (Recipient, error) {
	all, err := fields(r)
	if err != nil {
		return r, err
	}
	maps.Copy(all, c.Fields)
	for _, name := range fixed {
		delete(all, name)
	}
	raw, err := json.Marshal(all)
	if err != nil {
		return r, err
	}
	out := Recipient{}
	if err := json.Unmarshal(raw, &out); err != nil {
		return r, err
	}
	out.ID, out.Own, out.Changed, out.Verified = c.RecipientID, c.Own(), !c.Own(), false
	return out, nil
}

// Service gives recipients.
type Service struct {
	store   Store
	shipped []Recipient
	now     func() time.Time
}

// NewService returns a service on store and the shipped recipients.
func NewService(store Store, shipped []Recipient, now func() time.Time) *Service {
	return &Service{store: store, shipped: shipped, now: now}
}

// List returns all recipients as the seller changed them, own ones last. A
// change that no longer makes sense beside a newer file is passed over.
func (s *Service) List(ctx context.Context) ([]Recipient, error) {
	changes, err := s.store.RecipientChanges(ctx)
	if err != nil {
		return nil, err
	}
	all := slices.Clone(s.shipped)
	for _, c := range changes {
		i := slices.IndexFunc(all, func(r Recipient) bool { return r.ID == c.RecipientID })
		if i < 0 && !c.Own() {
			continue
		}
		was := Recipient{}
		if i >= 0 {
			was = all[i]
		}
		is, err := c.apply(was)
		switch {
		case err != nil || is.Check() != nil:
		case i >= 0:
			all[i] = is
		default:
			all = append(all, is)
		}
	}
	return all, nil
}

// Get finds a recipient by its id. Faults: "recipient.unknown".
func (s *Service) Get(ctx context.Context, id string) (Recipient, error) {
	all, err := s.List(ctx)
	if err != nil {
		return Recipient{}, err
	}
	i := slices.IndexFunc(all, func(r Recipient) bool { return r.ID == id })
	if i < 0 {
		return Recipient{}, fault.New("recipient.unknown", "recipient", id)
	}
	return all[i], nil
}

// Shipped is a recipient as it came; ok is false for the seller's own.
func (s *Service) Shipped(id string) (r Recipient, ok bool) {
	i := slices.IndexFunc(s.shipped, func(r Recipient) bool { return r.ID == id })
	if i < 0 {
		return Recipient{}, false
	}
	return s.shipped[i], true
}

// New returns an empty recipient of the seller's own.
func (s *Service) New() Recipient {
	return Recipient{
		ID:   OwnPrefix + strconv.FormatInt(s.now().UnixMicro(), 36),
		Kind: "own", Audience: "outside", SourceKind: "none", Blank: true, Links: true, Own: true,
	}
}

// Save keeps a recipient as the seller wants it: what differs from the shipped
// one, or all of an own one. Nothing different goes back to what was shipped.
// Faults: "recipient.unknown", "recipient.name", "recipient.limits".
func (s *Service) Save(ctx context.Context, r Recipient) error {
	was, shipped := s.Shipped(r.ID)
	if !shipped && !strings.HasPrefix(r.ID, OwnPrefix) {
		return fault.New("recipient.unknown", "recipient", r.ID)
	}
	if strings.TrimSpace(r.Name("en")) == "" {
		return fault.New("recipient.name")
	}
	if err := r.Check(); err != nil {
		return fault.Wrap(err, "recipient.limits")
	}
	r.Verified = shipped && was.Verified // said of the source, not of what the seller enters
	c, err := diff(was, r)
	if err != nil {
		return err
	}
	if shipped && len(c.Fields) == 0 {
		return s.Revert(ctx, r.ID)
	}
	return s.store.SaveRecipient(ctx, c, s.now())
}

// Revert goes back to the shipped recipient, or forgets an own one.
func (s *Service) Revert(ctx context.Context, id string) error {
	return s.store.RevertRecipient(ctx, id, s.now())
}
