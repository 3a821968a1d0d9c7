// Package app joins the services of the program. The window and the headless
// commands use these and no others.
package app

import (
	"io/fs"
	"time"

	"casefolio/app/backup"
	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/deadlines/reminders"
	"casefolio/app/deadlines/said"
	"casefolio/app/dossier"
	"casefolio/app/dossier/letter"
	"casefolio/app/dossier/packet"
	"casefolio/app/evidence"
	"casefolio/app/intake"
	"casefolio/app/journal"
	"casefolio/app/ledger"
	"casefolio/app/links"
	"casefolio/app/phrases"
	"casefolio/app/playbooks"
	"casefolio/app/programmes"
	"casefolio/app/remedies"
	"casefolio/app/replies"
	"casefolio/app/replies/check"
	"casefolio/app/replies/habits"
	"casefolio/app/returns"
	"casefolio/app/shelf"
	"casefolio/app/shop"
	"casefolio/app/submissions"
	"casefolio/app/tables"
	"casefolio/app/tasks"
	"casefolio/app/undo"
)

// Store is all that the services need from a workspace.
type Store interface {
	cases.Store
	cases.StepStore
	cases.TreeStore
	caseRecordStore
	deadlines.Store
	dossier.MaskingStore
	evidence.Store
	evidence.Vault
	journal.Store
	letter.Store
	links.Store
	packet.Store
	phrases.Store
	programmes.Store
	remedies.Store
	replies.Store
	shelf.Store
	shop.Store
	submissionStore
	tables.Store
	undo.Store
	importStore
	backup.Store
}

// Services is one workspace at work.
type Services struct {
	Lists       *cases.Lists
	Intake      *intake.Recogniser
	Cases       *cases.Service
	Categories  *cases.Tree
	Steps       *cases.Steps
	Deadlines   *deadlines.Service
	Evidence    *evidence.Service
	Journal     *journal.Service
	Ledger      *ledger.Service
	Letters     *letter.Service
	Links       *links.Service
	Phrases     *phrases.Service
	Playbooks   *playbooks.Service
	Programmes  *programmes.Service
	Remedies    *remedies.Service
	Reminders   *reminders.Service
	Replies     *replies.Service
	ReplyRules  *check.Rules // what a reply is held against before it is sent
	Returns     *returns.Service
	Shelf       *shelf.Service
	Shop        *shop.Service
	Submissions *submissions.Service
	Tables      *tables.Service
	Tasks       *tasks.Service
	Undo        *undo.Service
	Dossier     *dossier.Service
	Packets     *packet.Service
	Backup      *backup.Service
	Now         func() time.Time

	store Store
	files fs.FS
	said  *said.Rules

	habits *habits.Habits
}

// WithClock is the same workspace with another clock.
func (s *Services) WithClock(now func() time.Time) (*Services, error) {
	return New(s.store, s.files, now)
}

// New builds the services on an open workspace. files are the embedded assets,
// now gives the time in the seller's zone.
func New(store Store, files fs.FS, now func() time.Time) (*Services, error) {
	lists, err := cases.LoadLists(files)
	if err != nil {
		return nil, err
	}
	library, err := phrases.LoadLibrary(files)
	if err != nil {
		return nil, err
	}
	guide, err := cases.LoadGuide(files)
	if err != nil {
		return nil, err
	}
	recogniser, err := shared(files, intake.Load)
	if err != nil {
		return nil, err
	}
	rules, err := programmes.Load(files)
	if err != nil {
		return nil, err
	}
	headings, err := tables.LoadRules(files)
	if err != nil {
		return nil, err
	}
	clocks, err := deadlines.LoadRules(files)
	if err != nil {
		return nil, err
	}
	readers, err := shared(files, evidence.LoadReaders)
	if err != nil {
		return nil, err
	}
	returnRules, err := returns.Load(files)
	if err != nil {
		return nil, err
	}
	promises, err := said.LoadRules(files)
	if err != nil {
		return nil, err
	}
	remedyRules, err := remedies.LoadRules(files)
	if err != nil {
		return nil, err
	}
	s := &Services{
		Lists:      lists,
		Intake:     recogniser,
		Cases:      cases.NewService(store, now),
		Evidence:   evidence.NewService(store, store, readers, now),
		Journal:    journal.NewService(store, now),
		Links:      links.NewService(store, now),
		Undo:       undo.NewService(store, now),
		Phrases:    phrases.NewService(store, library, now),
		Programmes: programmes.NewService(store, rules, now),
		Shelf:      shelf.NewService(store, now),
		Shop:       shop.NewService(store, now),
		Tables:     tables.NewService(store, tableFiler{store, lists, now}, headings, now),
		Backup:     backup.NewService(store, now),
		Now:        now,
		store:      store,
		files:      files,
		said:       promises,
	}
	if err := s.joinTasks(files); err != nil {
		return nil, err
	}
	if err := s.joinPlaybooks(); err != nil {
		return nil, err
	}
	if err := s.joinReplies(files); err != nil {
		return nil, err
	}
	s.Ledger = ledger.NewService(store, ledgerFiler{store, s.Cases, s.Evidence, s.Shop, now}, now)
	s.Returns = returns.NewService(store, returnFiler{s.Ledger}, returnRules, now)
	s.Remedies = remedies.NewService(store, remedyFiles{store, s.Cases, lists, s.Tables, s.Shop, s.Ledger.LastRate, now}, remedyRules, now)
	s.Reminders = reminders.NewService(store, now)
	s.Deadlines = deadlines.NewService(store, clocks, dueOutside{s.Shop, s.Programmes}, dueSources(), now)
	s.Submissions = submissions.NewService(store, submissionFiler{store, s.Cases, s.Evidence, s.Programmes, s.Shop}, now)
	s.Steps = cases.NewSteps(store, guide, stepFacts{s.Evidence, s.Submissions}.known, now)
	s.Dossier, err = dossier.NewService(dossier.Sources{
		Cases: s.Cases, Evidence: s.Evidence, Journal: s.Journal, Phrases: s.Phrases,
		Shop: s.Shop, Lists: lists, Expected: s.Expected, Masking: store, Identity: s.Identity, Submissions: s.Submissions,
		Handling: s.handling,
	}, files, now)
	if err != nil {
		return nil, err
	}
	if s.Letters, err = letter.NewService(store, s.letterSources(), files, now); err != nil {
		return nil, err
	}
	s.Packets, err = packet.NewService(packet.Sources{
		Cases: s.Cases, Dossier: s.Dossier, Evidence: s.Evidence, Journal: s.Journal, Programmes: s.Programmes,
	}, store, files, now)
	return s, err
}
