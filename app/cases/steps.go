package cases

import (
	"context"
	"slices"
	"strings"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// StepStore is what the steps need from the workspace.
type StepStore interface {
	records.Store
	Case(ctx context.Context, ref string) (Case, error)
	MoveStage(ctx context.Context, m StageMove) (Case, error)
	// CaseMarks tells of cases what the list shows; one without marks is left out.
	CaseMarks(ctx context.Context, ids []string) (map[string]Marks, error)
}

// Known gathers the facts that the checklists ask for. rows are the records of
// the case.
type Known func(ctx context.Context, c Case, rows []records.Row) (Facts, error)

// Steps leads a case through its six steps: checklists, gates, side ways and
// the ladder. It is the seller's door from stage to stage; Service.Move is the
// plain deed behind it.
type Steps struct {
	store       StepStore
	guide       *Guide
	known       Known
	now         func() time.Time
	ticks       *records.Box[Tick]
	branches    *records.Box[Branch]
	escalations *records.Box[Escalation]
}

// NewSteps returns the steps on store. known tells what the program can see of
// a case.
func NewSteps(store StepStore, guide *Guide, known Known, now func() time.Time) *Steps {
	return &Steps{
		store: store, guide: guide, known: known, now: now,
		ticks:       records.NewBox(store, now, TickRecords),
		branches:    records.NewBox(store, now, BranchRecords),
		escalations: records.NewBox(store, now, EscalationRecords),
	}
}

// Guide is what the steps ask for.
func (s *Steps) Guide() *Guide { return s.guide }

// Point is a line of a checklist as it stands.
type Point struct {
	Item
	Done   bool
	Seen   bool   // the program sees for itself whether it is done
	Waived bool   // the seller says that this case does not need it
	TickID string // the tick by hand, where there is one
}

// Checklist is the list of one step as it stands.
type Checklist struct {
	Stage       Stage
	Points      []Point
	Done, Total int // of what going on needs
}

// Missing are the points that going on needs.
func (l Checklist) Missing() []Point {
	var missing []Point
	for _, p := range l.Points {
		if !p.Done && !p.Advice {
			missing = append(missing, p)
		}
	}
	return missing
}

// Gap is something that a step asks for and that is not there.
type Gap struct {
	Stage Stage
	Item  Item
}

// Board is where a case stands.
type Board struct {
	Case     Case
	Lists    []Checklist // of the six stages
	Branches []records.Entry[Branch]
	Offered  []BranchType // suggested by the facts, and not taken yet
	Ladder   []records.Entry[Escalation]
	Rung     string // id of the rung on which the case stands
}

// List is the checklist of a stage.
func (b Board) List(s Stage) Checklist {
	if i := s.Index(); i >= 0 && i < len(b.Lists) {
		return b.Lists[i]
	}
	return Checklist{Stage: s}
}

// Gaps are what is missing before a case may go on to a stage: of the stages
// from the present one, and for the archive, which nothing follows, its own.
// Going back needs nothing.
func (b Board) Gaps(to Stage) []Gap {
	var gaps []Gap
	for _, list := range b.Lists {
		i := list.Stage.Index()
		if i < b.Case.Stage.Index() || i >= to.Index() && (to != Archive || b.Case.Stage == Archive || i > to.Index()) {
			continue
		}
		for _, p := range list.Missing() {
			gaps = append(gaps, Gap{list.Stage, p.Item})
		}
	}
	return gaps
}

// Board tells where a case stands.
func (s *Steps) Board(ctx context.Context, caseID string) (Board, error) {
	c, err := s.store.Case(ctx, caseID)
	if err != nil {
		return Board{}, err
	}
	rows, err := s.store.Records(ctx, records.Query{CaseID: c.ID})
	if err != nil {
		return Board{}, err
	}
	b := Board{Case: c, Rung: s.guide.Rungs[0].ID}
	ticked, err := s.read(&b, rows)
	if err != nil {
		return b, err
	}
	facts, err := s.known(ctx, c, rows)
	if err != nil {
		return b, err
	}
	facts[NothingOpen] = !slices.ContainsFunc(b.Branches, func(e records.Entry[Branch]) bool { return e.Is.Open() })
	for _, step := range s.guide.Steps {
		b.Lists = append(b.Lists, checklist(step, c, facts, ticked))
	}
	b.Offered = s.offered(b)
	return b, nil
}

// read takes over the records of the steps; it returns the ticks by item.
func (s *Steps) read(b *Board, rows []records.Row) (ticked map[string]string, err error) {
	ticked = map[string]string{}
	for _, r := range rows {
		switch r.Kind {
		case TickKind:
			var e records.Entry[Tick]
			if e, err = s.ticks.Read(r); err == nil {
				ticked[e.Is.Item] = e.ID
			}
		case BranchKind:
			var e records.Entry[Branch]
			if e, err = s.branches.Read(r); err == nil {
				b.Branches = append(b.Branches, e)
			}
		case EscalationKind:
			var e records.Entry[Escalation]
			if e, err = s.escalations.Read(r); err == nil {
				b.Ladder = append(b.Ladder, e)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(b.Ladder, func(x, y records.Entry[Escalation]) int { return x.Is.At.Compare(y.Is.At) })
	if n := len(b.Ladder); n > 0 {
		b.Rung = b.Ladder[n-1].Is.To
	}
	return ticked, nil
}

// checklist holds a step against what is known of a case.
func checklist(step Step, c Case, facts Facts, ticked map[string]string) Checklist {
	list := Checklist{Stage: step.ID}
	for _, item := range step.Items {
		if !item.For(c) {
			continue
		}
		p := Point{Item: item, TickID: ticked[item.ID]}
		holds := false
		if item.When != "" {
			holds, p.Seen = facts[item.When]
		}
		p.Done = holds || p.TickID != ""
		p.Waived = p.Seen && !holds && p.TickID != ""
		if !item.Advice {
			list.Total++
			if p.Done {
				list.Done++
			}
		}
		list.Points = append(list.Points, p)
	}
	return list
}

// offered are the side ways that the facts suggest and that were not taken.
func (s *Steps) offered(b Board) []BranchType {
	var offered []BranchType
	for _, t := range s.guide.Branches {
		taken := slices.ContainsFunc(b.Branches, func(e records.Entry[Branch]) bool { return e.Is.Kind == t.ID })
		if !taken && t.Offers(b.Case) {
			offered = append(offered, t)
		}
	}
	return offered
}

// Gate is what is missing before a case may go on to a stage.
func (s *Steps) Gate(ctx context.Context, caseID string, to Stage) ([]Gap, error) {
	b, err := s.Board(ctx, caseID)
	if err != nil {
		return nil, err
	}
	return b.Gaps(to), nil
}

// Move sets the stage. Going on although something is missing needs a reason,
// which the journal keeps with what was missing; without one it is the fault
// "case.gate". Going back and opening again need none.
func (s *Steps) Move(ctx context.Context, caseID string, to Stage, reason string) (Case, error) {
	if to.Index() < 0 {
		return Case{}, fault.New("case.stage", "stage", string(to))
	}
	b, err := s.Board(ctx, caseID)
	if err != nil || b.Case.Stage == to {
		return b.Case, err
	}
	reason = strings.TrimSpace(valid(reason))
	gaps := b.Gaps(to)
	if len(gaps) > 0 && reason == "" {
		return b.Case, fault.New("case.gate", "number", b.Case.Number)
	}
	m := StageMove{CaseID: b.Case.ID, From: b.Case.Stage, To: to, Reason: reason, At: s.now()}
	for _, g := range gaps {
		m.Gaps = append(m.Gaps, g.Item.ID)
	}
	return s.store.MoveStage(ctx, m)
}

// Tick says that a line of a checklist is done; on false it is open again.
// Saying what is so already changes nothing.
func (s *Steps) Tick(ctx context.Context, caseID, item string, on bool) error {
	if _, ok := s.guide.Item(item); !ok {
		return fault.New("case.item")
	}
	all, err := s.store.Records(ctx, records.Query{CaseID: caseID, Kinds: []string{TickKind}, Trash: true})
	if err != nil {
		return err
	}
	again := "" // one in the trash
	for _, r := range all {
		e, err := s.ticks.Read(r)
		switch {
		case err != nil:
			return err
		case e.Is.Item != item:
		case !e.DeletedAt.IsZero():
			again = e.ID
		case on:
			return nil
		default:
			return s.ticks.Remove(ctx, e.ID)
		}
	}
	if on && again != "" {
		return s.ticks.Restore(ctx, again)
	}
	if !on {
		return nil
	}
	_, err = s.ticks.Add(ctx, caseID, Tick{Item: item})
	return err
}

// Branch takes a side way, or keeps one that was changed.
func (s *Steps) Branch(ctx context.Context, e records.Entry[Branch]) (records.Entry[Branch], error) {
	t, ok := s.guide.Branch(e.Is.Kind)
	if !ok {
		return e, fault.New("case.branch")
	}
	if !t.Post {
		e.Is.Post = nil
	}
	if e.Is.OpenedAt.IsZero() {
		e.Is.OpenedAt = s.now()
	}
	return s.branches.Put(ctx, e)
}

// TakeBranch takes a side way of a case.
func (s *Steps) TakeBranch(ctx context.Context, caseID, kind string) (records.Entry[Branch], error) {
	return s.Branch(ctx, BranchRecords.New(caseID, Branch{Kind: kind}))
}

// EndBranch ends a side way now, or with open takes it up again.
func (s *Steps) EndBranch(ctx context.Context, id string, open bool) (records.Entry[Branch], error) {
	e, err := s.branches.Get(ctx, id)
	if err != nil || e.Is.Open() == open {
		return e, err
	}
	e.Is.ClosedAt = time.Time{}
	if !open {
		e.Is.ClosedAt = s.now()
	}
	return s.branches.Put(ctx, e)
}

// RemoveBranch puts a side way that was taken by mistake into the trash.
func (s *Steps) RemoveBranch(ctx context.Context, id string) error { return s.branches.Remove(ctx, id) }

// Escalate moves a case on the ladder, up or down, and begins the side way of
// the rung as one deed with it. It returns the ids of what was added.
func (s *Steps) Escalate(ctx context.Context, caseID, to, reason string) ([]string, error) {
	i := s.guide.Rung(to)
	if i < 0 {
		return nil, fault.New("case.rung")
	}
	b, err := s.Board(ctx, caseID)
	if err != nil || b.Rung == to {
		return nil, err
	}
	now := s.now()
	row, err := EscalationRecords.Row(EscalationRecords.New(b.Case.ID, Escalation{From: b.Rung, To: to, At: now, Reason: reason}))
	if err != nil {
		return nil, err
	}
	rows := []records.Row{row}
	opens := s.guide.Rungs[i].Opens
	open := func(e records.Entry[Branch]) bool { return e.Is.Kind == opens && e.Is.Open() }
	if opens != "" && i > s.guide.Rung(b.Rung) && !slices.ContainsFunc(b.Branches, open) {
		row, err = BranchRecords.Row(BranchRecords.New(b.Case.ID, Branch{Kind: opens, OpenedAt: now}))
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	rows, err = s.store.PutRecords(ctx, now, rows...)
	ids := make([]string, len(rows))
	for k, r := range rows {
		ids[k] = r.ID
	}
	return ids, err
}

// Marks are what the list shows of cases; a case without marks is left out.
func (s *Steps) Marks(ctx context.Context, ids []string) (map[string]Marks, error) {
	marks, err := s.store.CaseMarks(ctx, ids)
	for id, m := range marks {
		if m.Rung == s.guide.Rungs[0].ID {
			m.Rung = ""
			marks[id] = m
		}
	}
	return marks, err
}
