// Package cases is the page of cases: the list, the file of one case with its
// timeline, and the inspector beside it.
package cases

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/evidence"
	"casefolio/app/journal"
	"casefolio/app/phrases"
	"casefolio/app/records"
	"casefolio/app/replies"
	"casefolio/app/shop"
	"casefolio/app/submissions"
	uidossier "casefolio/ui/dossier"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/readiness"
	uiredact "casefolio/ui/redact"
)

// Cases finds, changes and moves cases.
type Cases interface {
	Get(ctx context.Context, ref string) (cases.Case, error)
	List(ctx context.Context, q cases.Query) (cases.Page, error)
	Counts(ctx context.Context) (map[cases.Group]int, error)
	Update(ctx context.Context, c cases.Case) (cases.Case, error)
	Moves(ctx context.Context, id string) ([]cases.StageMove, error)
	Trash(ctx context.Context, id string) error
	Restore(ctx context.Context, id string) error
	Drafts(ctx context.Context) ([]cases.Draft, error)
	SaveDraft(ctx context.Context, d cases.Draft) error
	DeleteDraft(ctx context.Context, id string) error
}

// Steps leads a case from stage to stage.
type Steps interface {
	Guide() *cases.Guide
	Board(ctx context.Context, caseID string) (cases.Board, error)
	Marks(ctx context.Context, ids []string) (map[string]cases.Marks, error)
	Move(ctx context.Context, caseID string, to cases.Stage, reason string) (cases.Case, error)
	Tick(ctx context.Context, caseID, item string, on bool) error
	TakeBranch(ctx context.Context, caseID, kind string) (records.Entry[cases.Branch], error)
	Branch(ctx context.Context, e records.Entry[cases.Branch]) (records.Entry[cases.Branch], error)
	EndBranch(ctx context.Context, id string, open bool) (records.Entry[cases.Branch], error)
	RemoveBranch(ctx context.Context, id string) error
	Escalate(ctx context.Context, caseID, to, reason string) ([]string, error)
}

// Due tells what waits for the seller in cases, the earliest first.
type Due interface {
	Ahead(ctx context.Context, caseIDs []string) (map[string][]deadlines.Item, error)
}

// Uses lists the replies that were copied for a case.
type Uses interface {
	Uses(ctx context.Context, caseID string) ([]phrases.Use, error)
}

// Replies lists the versions of replies of a case, the oldest first.
type Replies interface {
	Versions(ctx context.Context, caseID string) ([]replies.Entry, error)
}

// Journal lists what happened to a case.
type Journal interface {
	Case(ctx context.Context, caseID string) ([]journal.Entry, error)
}

// Submitted lists what was handed in.
type Submitted interface {
	List(ctx context.Context, caseID string) ([]submissions.Submission, error)
}

// Dossiers writes the printed record of a case.
type Dossiers interface {
	uidossier.Attachable
	uidossier.Writer
	uiredact.Service
}

// Profiles gives the shop profile.
type Profiles interface {
	Profile(ctx context.Context) (shop.Profile, error)
}

// Deps is what the page needs. Folder is where dossiers go unless the seller
// says otherwise; Open shows a file in the system's viewer, Print sends it to
// the printer. Print may be nil where the system offers no way.
type Deps struct {
	Shell    kit.Shell
	Lists    *cases.Lists
	Cases    Cases
	Steps    Steps
	Evidence uievidence.Service
	Phrases  Uses
	Replies  Replies // may be nil
	Journal  Journal
	Dossier  Dossiers
	Shop     Profiles
	Now      func() time.Time
	Folder   string
	Open     func(path string) error

	Programmes readiness.Programmes // nil: no readiness is shown
	Submitted  Submitted            // nil: not shown
	Due        Due                  // nil: the list shows no clocks
	Print      func(path string) error

	Panes    []Pane    // tabs between evidence and record
	Sections []Section // in the inspector
	Deeds    []Deed    // last in the inspector
	// Records says in plain words what an entry of the journal about a record of
	// a kind means; old and is may be empty.
	Records map[string]func(action string, old, is json.RawMessage) string
}

// Pane is a tab that another noun fills. It is made when it is first shown.
type Pane struct {
	Key, Title string // Key is the cases.Place that leads to it
	Make       func(changed func(caseID string)) kit.CasePane
}

// Section is a part of the inspector that another noun fills.
type Section struct {
	Below bool // below the facts of the case, not above them
	Make  func(changed func(caseID string)) kit.CasePane
}

// Deed is something that another noun does with the open case.
type Deed struct {
	Label string
	Do    func(c cases.Case, changed func(caseID string))
}

// file is all that the middle pane and the inspector show of one case.
type file struct {
	c        cases.Case
	moves    []cases.StageMove
	exhibits []evidence.Exhibit
	removed  []evidence.Exhibit
	messages map[string][]evidence.Message // the first of each chat, by exhibit
	events   map[string][]evidence.Event   // of each tracking record, by exhibit
	uses     []phrases.Use
	replies  []replies.Entry
	entries  []journal.Entry

	submitted []submissions.Submission
	board     cases.Board
	skipped   map[string]int // how many lines of the checklists a move passed over, by its id
}

// shownMessages is how many messages of a chat stand in its card.
const shownMessages = 3

// load reads the file of a case.
func (d Deps) load(ctx context.Context, ref string) (f file, err error) {
	f = file{messages: map[string][]evidence.Message{}, events: map[string][]evidence.Event{}}
	if f.c, err = d.Cases.Get(ctx, ref); err != nil {
		return f, err
	}
	if f.board, err = d.Steps.Board(ctx, f.c.ID); err != nil {
		return f, err
	}
	if f.moves, err = d.Cases.Moves(ctx, f.c.ID); err != nil {
		return f, err
	}
	if f.exhibits, err = d.Evidence.List(ctx, f.c.ID); err != nil {
		return f, err
	}
	if f.removed, err = d.Evidence.Removed(ctx, f.c.ID); err != nil {
		return f, err
	}
	for _, e := range f.exhibits {
		if err = d.loadDerived(ctx, &f, e); err != nil {
			return f, err
		}
	}
	if d.Replies != nil {
		if f.replies, err = d.Replies.Versions(ctx, f.c.ID); err != nil {
			return f, err
		}
	}
	if f.uses, err = d.Phrases.Uses(ctx, f.c.ID); err != nil {
		return f, err
	}
	if d.Submitted != nil {
		if f.submitted, err = d.Submitted.List(ctx, f.c.ID); err != nil {
			return f, err
		}
	}
	f.entries, err = d.Journal.Case(ctx, f.c.ID)
	f.skipped = skipped(f.entries)
	return f, err
}

// skipped counts what the moves of a case passed over, which the journal alone
// keeps.
func skipped(entries []journal.Entry) map[string]int {
	counts := map[string]int{}
	for _, e := range entries {
		if e.Action != "stage.moved" {
			continue
		}
		if facts, err := e.Facts(); err == nil && facts["gaps"] != "" {
			counts[e.Subject] = 1 + strings.Count(facts["gaps"], ",")
		}
	}
	return counts
}

func (d Deps) loadDerived(ctx context.Context, f *file, e evidence.Exhibit) error {
	switch {
	case e.Messages > 0:
		m, err := d.Evidence.Messages(ctx, e.ID)
		if err != nil {
			return err
		}
		f.messages[e.ID] = spoken(m, shownMessages)
	case e.Events > 0:
		ev, err := d.Evidence.Events(ctx, e.ID)
		if err != nil {
			return err
		}
		f.events[e.ID] = ev
	}
	return nil
}

// spoken returns the first n messages of people; notices of the app are passed
// over unless there is nothing else.
func spoken(all []evidence.Message, n int) []evidence.Message {
	out := make([]evidence.Message, 0, n)
	for _, m := range all {
		if m.Role != evidence.System && len(out) < n {
			out = append(out, m)
		}
	}
	if len(out) == 0 {
		return all[:min(n, len(all))]
	}
	return out
}

// title is what a case is called in the list: its reason, else how the story
// begins, else its number.
func (d Deps) title(c cases.Case) string {
	if _, leaf, ok := d.Lists.Category(c.Category); ok {
		if leaf.ID != "" {
			return leaf.Name(kit.Language())
		}
		return d.Lists.CategoryName(c.Category, kit.Language())
	}
	for _, text := range []string{c.Category, c.Story, c.Demand, c.Product} {
		if s := firstWords(text, 24); s != "" {
			return s
		}
	}
	return c.Number
}
