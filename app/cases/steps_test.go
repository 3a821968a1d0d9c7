package cases_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/records"
	"casefolio/data"
	"casefolio/data/datatest"
)

// walk is a workspace with a case and what the program is said to know of it.
type walk struct {
	w     *data.Workspace
	steps *cases.Steps
	facts cases.Facts
	c     cases.Case
}

func begin(t *testing.T, c cases.Case) *walk {
	t.Helper()
	w := datatest.Open(t)
	v := &walk{w: w, facts: cases.Facts{}}
	v.steps = cases.NewSteps(w, guide(t), func(context.Context, cases.Case, []records.Row) (cases.Facts, error) {
		f := cases.Facts{}
		for k, is := range v.facts {
			f[k] = is
		}
		return f, nil
	}, datatest.Clock())
	var err error
	if v.c, err = cases.NewService(w, datatest.Clock()).Create(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return v
}

func (v *walk) board(t *testing.T) cases.Board {
	t.Helper()
	b, err := v.steps.Board(t.Context(), v.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// know says of every condition whether it holds.
func (v *walk) know(is bool) {
	for _, c := range cases.Conditions() {
		v.facts[c] = is
	}
}

func TestGateAsksForAReason(t *testing.T) {
	v := begin(t, cases.Case{Category: "logistics.lost"})
	ctx := t.Context()
	v.know(false)
	if _, err := v.steps.Move(ctx, v.c.ID, cases.Analysis, " "); !fault.Is(err, "case.gate") {
		t.Fatalf("gone on without a reason: %v", err)
	}
	gaps, err := v.steps.Gate(ctx, v.c.ID, cases.Resolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		stage cases.Stage
		item  string
	}{{cases.Intake, "intake.order"}, {cases.Analysis, "analysis.tracking"}} {
		if !slices.ContainsFunc(gaps, func(g cases.Gap) bool { return g.Stage == want.stage && g.Item.ID == want.item }) {
			t.Errorf("%s is no gap", want.item)
		}
	}
	for _, g := range gaps {
		if g.Item.Advice || g.Item.ID == "analysis.photo" || g.Stage.Index() >= cases.Resolution.Index() {
			t.Errorf("%s is a gap", g.Item.ID)
		}
	}
	c, err := v.steps.Move(ctx, v.c.ID, cases.Resolution, "the buyer waits")
	if err != nil || c.Stage != cases.Resolution {
		t.Fatalf("%s %v", c.Stage, err)
	}
	entries, err := v.w.CaseEntries(ctx, v.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := entries[len(entries)-1].Facts()
	if err != nil || len(strings.Split(facts["gaps"], ",")) != len(gaps) || facts["reason"] != "the buyer waits" {
		t.Errorf("the journal says %v, %v", facts, err)
	}
	for _, to := range []cases.Stage{cases.Intake, cases.Intake} { // going back needs nothing
		if c, err = v.steps.Move(ctx, v.c.ID, to, ""); err != nil || c.Stage != to {
			t.Fatalf("%s %v", c.Stage, err)
		}
	}
	if _, err := v.steps.Move(ctx, v.c.ID, "nowhere", ""); !fault.Is(err, "case.stage") {
		t.Errorf("a stage that does not exist: %v", err)
	}
}

func TestWhatIsThereOpensTheGate(t *testing.T) {
	v := begin(t, cases.Case{})
	v.know(true)
	ctx := t.Context()
	for _, to := range cases.Stages()[1:] {
		// What is ticked by hand is ticked, all else the program sees.
		for _, p := range v.board(t).List(v.board(t).Case.Stage).Points {
			if !p.Done {
				if p.Seen {
					t.Errorf("%s is seen and not done", p.ID)
				}
				if err := v.steps.Tick(ctx, v.c.ID, p.ID, true); err != nil {
					t.Fatal(err)
				}
			}
		}
		if _, err := v.steps.Move(ctx, v.c.ID, to, ""); err != nil {
			t.Fatalf("%s: %v", to, err)
		}
	}
	c, err := v.steps.Move(ctx, v.c.ID, cases.Analysis, "") // opened again
	if err != nil || c.Stage != cases.Analysis {
		t.Errorf("%s %v", c.Stage, err)
	}
}

func TestTheArchiveAsksForItsOwnList(t *testing.T) {
	v := begin(t, cases.Case{})
	v.know(true)
	v.facts[cases.HasLesson] = false
	gaps := func(from, to cases.Stage) (ids []string) {
		b := v.board(t)
		b.Case.Stage = from
		for _, g := range b.Gaps(to) {
			ids = append(ids, g.Item.ID)
		}
		return ids
	}
	if got := gaps(cases.FollowUp, cases.Archive); !slices.Equal(got, []string{"archive.lesson"}) {
		t.Errorf("closing misses %v", got)
	}
	for _, m := range [][2]cases.Stage{{cases.Archive, cases.Archive}, {cases.Archive, cases.Intake}, {cases.FollowUp, cases.Execution}} {
		if got := gaps(m[0], m[1]); len(got) > 0 {
			t.Errorf("%s to %s misses %v", m[0], m[1], got)
		}
	}
}

func TestTicks(t *testing.T) {
	v := begin(t, cases.Case{})
	ctx := t.Context()
	v.facts[cases.HasAmount] = false
	point := func(id string) cases.Point {
		for _, p := range v.board(t).List(cases.Intake).Points {
			if p.ID == id {
				return p
			}
		}
		t.Fatalf("no line %s", id)
		return cases.Point{}
	}
	if p := point("intake.amount"); p.Done || !p.Seen {
		t.Errorf("%+v", p)
	}
	if p := point("intake.story"); p.Done || p.Seen { // nothing is known of it, so it is ticked by hand
		t.Errorf("%+v", p)
	}
	for range 2 { // the second time changes nothing
		for _, id := range []string{"intake.amount", "intake.story"} {
			if err := v.steps.Tick(ctx, v.c.ID, id, true); err != nil {
				t.Fatal(err)
			}
		}
	}
	if p := point("intake.amount"); !p.Done || !p.Waived {
		t.Errorf("%+v", p)
	}
	if p := point("intake.story"); !p.Done || p.Waived {
		t.Errorf("%+v", p)
	}
	v.facts[cases.HasAmount] = true
	if p := point("intake.amount"); !p.Done || p.Waived {
		t.Errorf("%+v", p)
	}
	before := len(v.rows(t, true))
	for _, on := range []bool{false, false, true, true, false} {
		if err := v.steps.Tick(ctx, v.c.ID, "intake.story", on); err != nil {
			t.Fatal(err)
		}
		if p := point("intake.story"); p.Done != on {
			t.Errorf("%v: %+v", on, p)
		}
	}
	if n := len(v.rows(t, true)); n != before {
		t.Errorf("%d records from %d", n, before)
	}
	if err := v.steps.Tick(ctx, v.c.ID, "no.such", true); !fault.Is(err, "case.item") {
		t.Errorf("a foreign line: %v", err)
	}
}

func (v *walk) rows(t *testing.T, trash bool) []records.Row {
	t.Helper()
	rows, err := v.w.Records(t.Context(), records.Query{CaseID: v.c.ID, Trash: trash})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestSideWays(t *testing.T) {
	v := begin(t, cases.Case{Category: "logistics.lost", Responsibility: "carrier", Severity: "critical"})
	ctx := t.Context()
	ids := func(types []cases.BranchType) (ids []string) {
		for _, b := range types {
			ids = append(ids, b.ID)
		}
		return ids
	}
	if got := ids(v.board(t).Offered); !slices.Equal(got, []string{"carrier_claim", "hard_case"}) {
		t.Errorf("offered %v", got)
	}
	e, err := v.steps.TakeBranch(ctx, v.c.ID, "carrier_claim")
	if err != nil || !e.Is.Open() || e.Is.OpenedAt.IsZero() {
		t.Fatalf("%+v %v", e, err)
	}
	if got := ids(v.board(t).Offered); !slices.Equal(got, []string{"hard_case"}) {
		t.Errorf("offered %v", got)
	}
	e.Is.Note, e.Is.Post = " claim sent\n", &cases.Post{Stars: 3}
	if e, err = v.steps.Branch(ctx, e); err != nil || e.Is.Note != "claim sent" || e.Is.Post != nil {
		t.Fatalf("%+v %v", e.Is, err)
	}
	e.Is.ClosedAt = e.Is.OpenedAt.AddDate(0, 0, -1)
	if _, err = v.steps.Branch(ctx, e); !fault.Is(err, "case.branch_end") {
		t.Errorf("ended before it began: %v", err)
	}
	for _, open := range []bool{false, false, true} {
		if e, err = v.steps.EndBranch(ctx, e.ID, open); err != nil || e.Is.Open() != open {
			t.Fatalf("%v: %+v %v", open, e.Is, err)
		}
	}
	if err := v.steps.RemoveBranch(ctx, e.ID); err != nil || len(v.board(t).Branches) != 0 {
		t.Errorf("%v", err)
	}
	if _, err := v.steps.TakeBranch(ctx, v.c.ID, "no.such"); !fault.Is(err, "case.branch") {
		t.Errorf("a foreign side way: %v", err)
	}
	post, err := v.steps.TakeBranch(ctx, v.c.ID, "public_post")
	if err != nil {
		t.Fatal(err)
	}
	post.Is.Post = &cases.Post{Stars: 6}
	if _, err = v.steps.Branch(ctx, post); !fault.Is(err, "case.stars") {
		t.Errorf("six stars: %v", err)
	}
}

func TestLadder(t *testing.T) {
	v := begin(t, cases.Case{})
	ctx := t.Context()
	up, err := v.steps.Escalate(ctx, v.c.ID, "platform", " A-to-z ")
	if err != nil || len(up) != 2 {
		t.Fatalf("%v %v", up, err)
	}
	b := v.board(t)
	if b.Rung != "platform" || b.Ladder[0].Is.Reason != "A-to-z" || b.Branches[0].Is.Kind != "platform_escalation" {
		t.Errorf("%+v", b)
	}
	if again, err := v.steps.Escalate(ctx, v.c.ID, "platform", ""); err != nil || len(again) != 0 {
		t.Errorf("the same rung again: %v %v", again, err)
	}
	down, err := v.steps.Escalate(ctx, v.c.ID, "seller", "")
	if err != nil || len(down) != 1 || v.board(t).Rung != "seller" {
		t.Errorf("down: %v %v", down, err)
	}
	if _, err := v.steps.Escalate(ctx, v.c.ID, "no.such", ""); !fault.Is(err, "case.rung") {
		t.Errorf("a foreign rung: %v", err)
	}
}

func TestMarksAndHardCases(t *testing.T) {
	v := begin(t, cases.Case{})
	ctx := t.Context()
	s := cases.NewService(v.w, datatest.Clock())
	plain, err := s.Create(ctx, cases.Case{})
	if err != nil {
		t.Fatal(err)
	}
	hard, err := v.steps.TakeBranch(ctx, v.c.ID, cases.HardCase)
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{"public", "platform"} {
		if _, err := v.steps.Escalate(ctx, v.c.ID, to, ""); err != nil {
			t.Fatal(err)
		}
	}
	marks, err := v.steps.Marks(ctx, []string{v.c.ID, plain.ID})
	if want := (cases.Marks{Rung: "platform", Hard: true}); err != nil || len(marks) != 1 || marks[v.c.ID] != want {
		t.Errorf("%v %v", marks, err)
	}
	listed := func() int {
		t.Helper()
		page, err := s.List(ctx, cases.Query{Group: cases.Hard})
		if err != nil {
			t.Fatal(err)
		}
		counts, err := s.Counts(ctx)
		if err != nil || counts[cases.Hard] != len(page.Cases) || counts[cases.All] != 2 {
			t.Errorf("counted %v, listed %d, %v", counts, len(page.Cases), err)
		}
		return len(page.Cases)
	}
	if n := listed(); n != 1 {
		t.Errorf("%d hard cases", n)
	}
	if _, err := s.Move(ctx, v.c.ID, cases.Archive, ""); err != nil || listed() != 0 {
		t.Errorf("an archived case is listed as hard, %v", err)
	}
	if _, err := s.Move(ctx, v.c.ID, cases.Analysis, ""); err != nil || listed() != 1 {
		t.Errorf("%v", err)
	}
	if _, err := v.steps.EndBranch(ctx, hard.ID, false); err != nil || listed() != 0 {
		t.Errorf("%v", err)
	}
	if _, err := v.steps.Escalate(ctx, v.c.ID, "seller", ""); err != nil {
		t.Fatal(err)
	}
	if marks, err = v.steps.Marks(ctx, []string{v.c.ID, plain.ID}); err != nil || marks[v.c.ID] != (cases.Marks{}) {
		t.Errorf("%v %v", marks, err)
	}
}
