// Package cases is the page of cases: the list, the file of one case with its
// timeline, and the inspector beside it.
package cases

import (
	"context"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/journal"
	"casefolio/app/phrases"
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
	Move(ctx context.Context, id string, to cases.Stage, reason string) (cases.Case, error)
	Moves(ctx context.Context, id string) ([]cases.StageMove, error)
	Trash(ctx context.Context, id string) error
	Restore(ctx context.Context, id string) error
	Drafts(ctx context.Context) ([]cases.Draft, error)
	SaveDraft(ctx context.Context, d cases.Draft) error
	DeleteDraft(ctx context.Context, id string) error
}

// Uses lists the replies that were copied for a case.
type Uses interface {
	Uses(ctx context.Context, caseID string) ([]phrases.Use, error)
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
	Evidence uievidence.Service
	Phrases  Uses
	Journal  Journal
	Dossier  Dossiers
	Shop     Profiles
	Now      func() time.Time
	Folder   string
	Open     func(path string) error

	Programmes readiness.Programmes // nil: no readiness is shown
	Submitted  Submitted            // nil: not shown
	Print      func(path string) error
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
	entries  []journal.Entry

	submitted []submissions.Submission
}

// shownMessages is how many messages of a chat stand in its card.
const shownMessages = 3

// load reads the file of a case.
func (d Deps) load(ctx context.Context, ref string) (f file, err error) {
	f = file{messages: map[string][]evidence.Message{}, events: map[string][]evidence.Event{}}
	if f.c, err = d.Cases.Get(ctx, ref); err != nil {
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
	if f.uses, err = d.Phrases.Uses(ctx, f.c.ID); err != nil {
		return f, err
	}
	if d.Submitted != nil {
		if f.submitted, err = d.Submitted.List(ctx, f.c.ID); err != nil {
			return f, err
		}
	}
	f.entries, err = d.Journal.Case(ctx, f.c.ID)
	return f, err
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
