// Package ledger is the pane of a case that holds its money and its return:
// sums typed in one row and what they come to, the way of the goods back, and a
// sentence on its state for the buyer.
package ledger

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/evidence"
	"casefolio/app/ledger"
	"casefolio/app/returns"
	"casefolio/ui/kit"
)

// Money keeps and counts the lines of a case.
type Money interface {
	Book(ctx context.Context, caseID string) (ledger.Book, error)
	Add(ctx context.Context, caseID string, l ledger.Line) (ledger.Entry, error)
	AddAll(ctx context.Context, caseID string, lines ...ledger.Line) ([]ledger.Entry, error)
	Change(ctx context.Context, e ledger.Entry) (ledger.Entry, error)
	Remove(ctx context.Context, ids ...string) error
	Recount(ctx context.Context, caseID string) error
	SetShopRate(ctx context.Context, caseID, rate, date string) error
	LastRate(ctx context.Context, from, to string) (ledger.Rate, error)
	Postings(ctx context.Context, caseID string) ([]ledger.Posting, error)
	Between(ctx context.Context, from, before time.Time) ([]ledger.Posting, error)
}

// Returns keeps the steps of returns.
type Returns interface {
	Track(ctx context.Context, caseID string) (returns.Track, error)
	Add(ctx context.Context, caseID string, s returns.Step, x returns.Exchange) (returns.Entry, error)
	Change(ctx context.Context, e returns.Entry, x returns.Exchange) (returns.Entry, error)
	Remove(ctx context.Context, id string) error
	Rules() *returns.Rules
}

// Evidence lists what may be a receipt.
type Evidence interface {
	List(ctx context.Context, caseID string) ([]evidence.Exhibit, error)
}

// Deps is what the pane needs. OrderCosts gives what the order itself cost as
// far as it is known elsewhere, as lines that could be logged; it and Evidence
// may be nil. Changed is told after every change of a case and has it shown
// again; without it the pane does so itself. Now gives the time in the seller's
// zone.
type Deps struct {
	Shell    kit.Shell
	Money    Money
	Returns  Returns
	Evidence Evidence
	Now      func() time.Time
	Changed  func(caseID string)

	OrderCosts func(ctx context.Context, caseID string) ([]ledger.Line, error)
}

// Pane shows the money and the return of one case.
type Pane struct {
	*kit.CaseBody[state]
	deps     Deps
	state    state
	lang     string               // of the sentence for the buyer; empty: the buyer's
	entry    *lineForm            // stays while the case does, with what is typed in it
	entryRow fyne.CanvasObject    // the entry as it stands in the pane
	drafts   map[string]*lineForm // entries of other cases that hold something, by case
}

// state is all that is shown of a case.
type state struct {
	book     ledger.Book
	track    returns.Track
	exhibits []evidence.Exhibit
	costs    []ledger.Line // of the order itself, that are known and not logged
}

var _ kit.CasePane = (*Pane)(nil)

// NewPane returns an empty pane.
func NewPane(deps Deps) *Pane {
	p := &Pane{deps: deps, drafts: map[string]*lineForm{}}
	p.CaseBody = kit.NewCaseBody(deps.Shell, kit.CaseParts[state]{
		Slot: "ledger/pane", Read: deps.load, Changed: deps.Changed,
		Leave: func(stay bool) {
			if !stay {
				p.putAside()
				p.lang = ""
			}
		},
		Fill: func(s state, stay bool) {
			p.state = s
			p.fill(stay)
		},
	})
	return p
}

// putAside keeps what is typed and not logged until the case is shown again.
func (p *Pane) putAside() {
	delete(p.drafts, p.Case.ID)
	if p.entry != nil && !(p.entry.blank() && p.entry.quick.Clean()) {
		p.drafts[p.Case.ID] = p.entry
	}
	p.entry, p.entryRow = nil, nil
}

func (d Deps) load(ctx context.Context, caseID string) (s state, err error) {
	if s.book, err = d.Money.Book(ctx, caseID); err != nil {
		return s, err
	}
	if s.track, err = d.Returns.Track(ctx, caseID); err != nil {
		return s, err
	}
	if d.Evidence != nil {
		if s.exhibits, err = d.Evidence.List(ctx, caseID); err != nil {
			return s, err
		}
	}
	if d.OrderCosts != nil && s.book.Sums.Order.Minor == 0 {
		s.costs, err = d.OrderCosts(ctx, caseID)
	}
	return s, err
}

func (p *Pane) fill(stay bool) {
	box := kit.VBox(12, p.money(), kit.Pad(p.returning(), 10, 0, 0, 0))
	p.Scroll.SetContent(kit.Pad(box, 12, 14, 18, 2), stay)
}
