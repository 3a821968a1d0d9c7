// Package closing is the pane with which a case is closed: what it came to, the
// lesson and how it is prevented, what is still missing, and the way into the
// archive and onto paper.
package closing

import (
	"context"
	"time"

	"casefolio/app/cases"
	"casefolio/app/playbooks"
	"casefolio/app/tasks"
	uidossier "casefolio/ui/dossier"
	"casefolio/ui/kit"
)

// Cases reads and changes a case.
type Cases interface {
	Get(ctx context.Context, ref string) (cases.Case, error)
	Update(ctx context.Context, c cases.Case) (cases.Case, error)
}

// Tasks reads tasks, cause and visits.
type Tasks interface {
	Sheet(ctx context.Context, caseID string) (tasks.Sheet, error)
	Roots() *tasks.Roots
}

// Steps knows what is missing and moves a case into the archive.
type Steps interface {
	Guide() *cases.Guide
	Board(ctx context.Context, caseID string) (cases.Board, error)
	Move(ctx context.Context, caseID string, to cases.Stage, reason string) (cases.Case, error)
}

// Cards finds the playbook cards that fit a case.
type Cards interface {
	PlaybookCards(ctx context.Context, c cases.Case) ([]playbooks.Card, error)
}

// Deps is what the pane needs. Folder is where papers go. Open shows a file in
// the system's viewer, Print sends it to the printer; both may be nil. Changed
// is told after every change of the case and has it shown again; it may be nil. Now gives the time in
// the seller's zone.
type Deps struct {
	Shell   kit.Shell
	Cases   Cases
	Tasks   Tasks
	Steps   Steps
	Cards   Cards
	Dossier uidossier.Writer
	Lists   *cases.Lists
	Now     func() time.Time
	Folder  string
	Open    func(path string) error
	Print   func(path string) error
	Changed func(caseID string)
}

// Pane shows how one case is closed.
type Pane struct {
	*kit.CaseBody[state]
	deps  Deps
	state state
	goTo  func(at cases.Place) // leads to where something about the case is done; may be nil
	words *words               // stays while the case does, with what is typed in it
}

// state is all that is shown of a case.
type state struct {
	c       cases.Case
	sheet   tasks.Sheet
	board   cases.Board
	prevent []string // from the playbook, in the seller's language where it is written
}

var _ kit.CasePane = (*Pane)(nil)

// NewPane returns an empty pane. What was typed about a case is kept before
// another takes its place.
func NewPane(deps Deps) *Pane {
	p := &Pane{deps: deps}
	p.CaseBody = kit.NewCaseBody(deps.Shell, kit.CaseParts[state]{
		Slot: "closing/pane", Read: deps.load, Changed: deps.Changed,
		Leave: func(stay bool) {
			if !stay && p.words != nil {
				p.words.save()
				p.words = nil
			}
		},
		Fill: func(s state, stay bool) {
			p.state, p.Case = s, s.c
			p.fill(stay)
		},
	})
	return p
}

// Lead implements kit.Leading.
func (p *Pane) Lead(goTo func(at cases.Place)) { p.goTo = goTo }

func (d Deps) load(ctx context.Context, caseID string) (s state, err error) {
	if s.c, err = d.Cases.Get(ctx, caseID); err != nil {
		return s, err
	}
	if s.sheet, err = d.Tasks.Sheet(ctx, caseID); err != nil {
		return s, err
	}
	if s.board, err = d.Steps.Board(ctx, caseID); err != nil {
		return s, err
	}
	cards, err := d.Cards.PlaybookCards(ctx, s.c)
	for _, card := range cards {
		text, _ := card.In(kit.Language())
		s.prevent = append(s.prevent, text.Prevent...)
	}
	return s, err
}

func (p *Pane) fill(stay bool) {
	box := kit.VBox(18, p.sum(), p.learned(), p.end())
	p.Scroll.SetContent(kit.Pad(box, 12, 14, 18, 2), stay)
}
