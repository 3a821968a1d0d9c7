package replies

import (
	"context"
	"crypto/rand"
	"io"
	"strings"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
	"casefolio/app/replies/check"
)

// Store is what the service needs from the workspace.
type Store interface {
	records.Store
	// SaveReplyDraft keeps the draft of a case: it is no part of the case yet, so
	// the journal says nothing of it.
	SaveReplyDraft(ctx context.Context, caseID string, at time.Time, d Draft) error
	ReplyDraft(ctx context.Context, caseID string) (d Draft, ok bool, err error)
	DropReplyDraft(ctx context.Context, caseID string) error
	Open(sum string) (io.ReadSeekCloser, error) // a file of the vault
}

// Facts are what a case tells a reply.
type Facts struct {
	CaseID, Number   string
	Customer         string
	Platform         string // id of the lists
	Channel          string
	Stage, Category  string
	CustomerType     string         // id of the lists, chosen by the seller
	Lang             string         // the buyer's, as far as what they wrote and the zone tell
	Zone             *time.Location // the buyer's; nil: not known
	Names            []string       // a greeting or a signature may have besides: of the shop, of who signs
	Trashed, Settled bool           // Settled: the case is archived
	Values           Values
	Exhibits         []Exhibit    // that can be cited, in their order
	Said             []check.Said // what this buyer was told before, in any channel
	Heard            []Heard      // what the buyer wrote last, and nobody answered; at least their last message

	// Promises reads what a text promises that goes out at a time; nil: not known.
	Promises func(text string, at time.Time) (Promise, bool)
}

// Heard is a message of the buyer.
type Heard struct {
	At                time.Time
	Body, Translation string // Translation: kept beside the body by the seller; empty: none
	Exhibit           string // label of the evidence that holds it
}

// Exhibit is evidence that a reply can name.
type Exhibit struct {
	ID, Label, Title string
	Kind             string
	Cite             map[string]string // how a text points to it, by language, with {n}
}

// Filer tells replies what other nouns know, and them what was sent.
type Filer interface {
	// ReplyFacts finds a case by its id or number.
	ReplyFacts(ctx context.Context, ref string) (Facts, error)
	// ReplySent gives the records that go with a reply that was sent: that the
	// buyer was answered, and what was promised. id is the reply's.
	ReplySent(caseID, id string, is Reply) ([]records.Row, error)
	// ReplyWay is how a case is answered: its channel, and the buyer's zone, which
	// may be nil.
	ReplyWay(ctx context.Context, caseID string) (channel string, zone *time.Location, err error)
	// Promised is what a text that goes out at a time promises, as the buyer may
	// read it.
	Promised(ctx context.Context, text string, at time.Time, zone *time.Location) (Promise, bool, error)
}

// Desk is what the seller has before them when they write.
type Desk struct {
	Facts
	Draft    Draft
	Versions []Entry // that were copied, the oldest first
	Type     *Type   // card of the customer type that the seller chose; nil: none
	Skills   []Skill // of the coach
	Off      []RuleOff
}

// Input is what the checks take of a draft.
func (d Desk) Input(of Draft, now time.Time) check.Input {
	in := check.Input{
		Text: of.Text, Lang: of.Lang, Platform: d.Platform, Buyer: d.Customer, Names: d.Names, Said: d.Said,
		Now: now, Zone: d.Zone, Off: Reasons(d.Off, of.Passed),
	}
	if d.Promises != nil {
		if p, ok := d.Promises(of.Text, now); ok {
			in.Promises = []check.Promised{{Text: p.Text, Due: p.Due}}
		}
	}
	return in
}

// Service keeps drafts, what was copied of them, and what was sent.
type Service struct {
	store Store
	filer Filer
	coach *Coach
	rules *check.Rules
	box   *records.Box[Reply]
	off   *records.Box[Off]
	now   func() time.Time
}

// NewService returns a service; now gives the time in the seller's zone.
func NewService(store Store, filer Filer, coach *Coach, rules *check.Rules, now func() time.Time) *Service {
	return &Service{
		store: store, filer: filer, coach: coach, rules: rules,
		box: records.NewBox(store, now, Kind()), off: records.NewBox(store, now, OffKind()), now: now,
	}
}

// Coach has the cards of customer types and the skills.
func (s *Service) Coach() *Coach { return s.coach }

// New is an empty draft in a language.
func New(lang string) Draft { return Draft{ID: rand.Text(), Lang: lang} }

// Desk reads all that a reply for a case needs; values in its draft are those of
// now. Fault: "case.unknown".
func (s *Service) Desk(ctx context.Context, ref string) (d Desk, err error) {
	if d.Facts, err = s.filer.ReplyFacts(ctx, ref); err != nil {
		return d, err
	}
	d.Skills = s.coach.Skills
	if t, ok := s.coach.Type(d.CustomerType); ok {
		d.Type = &t
	}
	if d.Versions, err = s.box.List(ctx, d.CaseID); err != nil {
		return d, err
	}
	if d.Off, err = s.RulesOff(ctx); err != nil {
		return d, err
	}
	draft, ok, err := s.store.ReplyDraft(ctx, d.CaseID)
	if !ok {
		draft = New(d.Lang)
	}
	d.Draft = draft.Next(d.Versions, d.Lang)
	if !d.Draft.Copied(d.Versions) {
		d.Draft = d.Draft.Refresh(d.Values)
	}
	return d, err
}

// Save keeps the draft of a case; an empty one is forgotten. It has to be called
// when typing rests, so that nothing written is lost.
func (s *Service) Save(ctx context.Context, caseID string, d Draft) error {
	if d.Empty() && len(d.Exhibits)+len(d.Files) == 0 {
		return s.store.DropReplyDraft(ctx, caseID)
	}
	if len(d.Text) > 2*MaxText {
		return fault.New("reply.long")
	}
	d.UpdatedAt = s.now()
	return s.store.SaveReplyDraft(ctx, caseID, d.UpdatedAt, d)
}

// Discard forgets the draft of a case.
func (s *Service) Discard(ctx context.Context, caseID string) error {
	return s.store.DropReplyDraft(ctx, caseID)
}

// Versions lists what was copied for a case, the oldest first.
func (s *Service) Versions(ctx context.Context, caseID string) ([]Entry, error) {
	return s.box.List(ctx, caseID)
}

// Get finds a reply by its id.
func (s *Service) Get(ctx context.Context, id string) (Entry, error) { return s.box.Get(ctx, id) }

// Copy keeps a draft as it goes to the clipboard. The same text as the last
// version that waits is that version. A draft that was sent meanwhile becomes a
// reply of its own: Draft of the entry names it. v are the values of the case.
// Faults: "reply.gaps" with their names, "reply.empty", "reply.long".
func (s *Service) Copy(ctx context.Context, caseID string, d Draft, v Values) (Entry, error) {
	if gaps := d.Gaps(); len(gaps) > 0 {
		return Entry{}, fault.New("reply.gaps", "names", strings.Join(gaps, ", "))
	}
	all, err := s.box.List(ctx, caseID)
	if err != nil {
		return Entry{}, err
	}
	if sent(all, d.ID) {
		d.ID = New("").ID
	}
	is := d.reply(v, s.now())
	for _, e := range Waiting(all) {
		if e.Is.same(is) {
			return e, nil
		}
	}
	return s.box.Add(ctx, caseID, is)
}

// Confirm is Sent as it mostly was: now, over the channel of the case, and with
// the promise that the text makes.
func (s *Service) Confirm(ctx context.Context, id string) (Entry, error) {
	how, err := s.Likely(ctx, id)
	if err != nil {
		return Entry{}, err
	}
	return s.Sent(ctx, id, how)
}

// Likely is how a version was most likely sent, for who wants to change it.
func (s *Service) Likely(ctx context.Context, id string) (how Sending, err error) {
	e, err := s.waiting(ctx, id)
	if err != nil {
		return how, err
	}
	channel, zone, err := s.filer.ReplyWay(ctx, e.CaseID)
	if err != nil {
		return how, err
	}
	how = Sending{At: s.now(), Channel: channel}
	p, ok, err := s.filer.Promised(ctx, e.Is.Text, how.At, zone)
	if ok {
		how.Promise = &p
	}
	return how, err
}

// Sending says how a reply went out.
type Sending struct {
	At      time.Time // zero: now
	Channel string    // id of the lists or the seller's words; empty: not said
	Promise *Promise  // what it promised and is to be kept; nil: nothing
}

// Sent keeps that a version went to the buyer: it is frozen, the clock of the
// answer stops, and what it promised becomes due, all as one deed. Faults:
// "reply.frozen" where it or another version of it was sent before, "reply.future",
// "reply.early".
func (s *Service) Sent(ctx context.Context, id string, how Sending) (Entry, error) {
	e, err := s.waiting(ctx, id)
	if err != nil {
		return e, err
	}
	all, err := s.box.List(ctx, e.CaseID)
	switch {
	case err != nil:
		return e, err
	case sent(all, e.Is.Draft): // another version: the answer and the promise would count twice
		return e, fault.New("reply.frozen")
	}
	now := s.now()
	if how.At.IsZero() {
		how.At = now
	}
	switch {
	case how.At.After(now.Add(time.Minute)):
		return e, fault.New("reply.future")
	case how.At.Before(e.Is.CopiedAt.Truncate(time.Minute)):
		return e, fault.New("reply.early")
	}
	e.Is.SentAt, e.Is.DroppedAt, e.Is.Channel, e.Is.Promise = how.At, time.Time{}, how.Channel, how.Promise
	row, err := s.box.Row(e)
	if err != nil {
		return e, err
	}
	more, err := s.filer.ReplySent(e.CaseID, e.ID, e.Is)
	if err != nil {
		return e, err
	}
	rows, err := s.store.PutRecords(ctx, now, append([]records.Row{row}, more...)...)
	if err != nil {
		return e, err
	}
	return s.box.Read(rows[0])
}

// Drop says that a version was not sent. It is no fault to say so twice.
func (s *Service) Drop(ctx context.Context, id string) error {
	e, err := s.waiting(ctx, id)
	if err != nil || !e.Is.DroppedAt.IsZero() {
		return err
	}
	e.Is.DroppedAt = s.now()
	_, err = s.box.Put(ctx, e)
	return err
}

// waiting finds a version that was not sent.
func (s *Service) waiting(ctx context.Context, id string) (Entry, error) {
	e, err := s.box.Get(ctx, id)
	switch {
	case err != nil:
		return e, err
	case e.Is.Sent():
		return e, fault.New("reply.frozen")
	case !e.DeletedAt.IsZero():
		return e, fault.New("record.unknown")
	}
	return e, nil
}

// reply is the draft as it is copied.
func (d Draft) reply(v Values, now time.Time) Reply {
	d = d.clone()
	for i, p := range d.Pieces {
		d.Pieces[i].Beside = d.Beside(p, v)
	}
	return Reply{
		Lang: d.Lang, Text: d.Text, Pieces: d.Pieces, Exhibits: d.Exhibits, Files: d.Files, Passed: d.Passed,
		Draft: d.ID, CopiedAt: now,
	}
}

// Again is a draft that begins with a version, as a reply of its own.
func (r Reply) Again() Draft {
	d := Draft{Lang: r.Lang, Text: r.Text, Pieces: r.Pieces, Exhibits: r.Exhibits, Files: r.Files}.clone()
	d.ID = New("").ID
	return d
}

// same tells whether two versions say the same.
func (r Reply) same(o Reply) bool {
	r.CopiedAt, o.CopiedAt = time.Time{}, time.Time{}
	a, errA := Kind().Row(Entry{Is: r})
	b, errB := Kind().Row(Entry{Is: o})
	return errA == nil && errB == nil && string(a.Body) == string(b.Body)
}
