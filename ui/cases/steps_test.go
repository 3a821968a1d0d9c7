package cases_test

import (
	"context"
	"encoding/json"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app/cases"
	uicases "casefolio/ui/cases"
	"casefolio/ui/kit"
)

// note is a pane that counts how often it is told of a case.
type note struct {
	text    *kit.Text
	changed func(string)
	told    []string
	made    int
}

func (n *note) Content() fyne.CanvasObject { return n.text }
func (n *note) Show(c cases.Case, writable bool) {
	n.told = append(n.told, c.Number)
	n.text.SetText("note on " + c.Number)
}

// host gives the page panes and a section of another noun.
func (b *bench) host() (pane, section *note) {
	pane, section = &note{text: kit.Body("")}, &note{text: kit.Body("")}
	for i, title := range []string{"Remedies", "Money", "Tasks", "Closing"} {
		if kit.Language() == "zh" {
			title = []string{"方案", "款项", "事项", "结案"}[i]
		}
		key := []string{"remedies", "money", "tasks", "closing"}[i]
		b.deps.Panes = append(b.deps.Panes, uicases.Pane{Key: key, Title: title, Make: func(changed func(string)) kit.CasePane {
			pane.made++
			pane.changed = changed
			return pane
		}})
	}
	b.deps.Sections = []uicases.Section{{Make: func(func(string)) kit.CasePane { return section }}}
	return pane, section
}

// tab selects a tab by its place.
func (b *bench) tab(t *testing.T, i int) {
	t.Helper()
	b.Walk(func(o fyne.CanvasObject) {
		if tabs, ok := o.(*kit.Tabs); ok {
			tabs.Select(i)
		}
	})
}

// chipAfter taps a chip that comes after another: the ladder has names that
// others have, too.
func (b *bench) chipAfter(t *testing.T, text, before string) {
	t.Helper()
	var found *kit.Chip
	seen := false
	b.Walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Chip); ok {
			if seen && found == nil && c.Text() == text {
				found = c
			}
			seen = seen || c.Text() == before
		}
	})
	if found == nil {
		t.Fatalf("no chip says %q after %q", text, before)
	}
	test.Tap(found)
}

// point taps a line of the checklist.
func (b *bench) point(t *testing.T, words string) {
	t.Helper()
	var found fyne.Tappable
	b.Walk(func(o fyne.CanvasObject) {
		w, ok := o.(fyne.Widget)
		if _, tap := o.(fyne.Tappable); !ok || !tap {
			return
		}
		for _, c := range test.WidgetRenderer(w).Objects() {
			if box, ok := c.(*fyne.Container); ok && len(box.Objects) == 1 {
				if text, ok := box.Objects[0].(*kit.Text); ok && text.Text() == words {
					found = o.(fyne.Tappable)
				}
			}
		}
	})
	if found == nil {
		t.Fatalf("no line says %q", words)
	}
	test.Tap(found)
}

func TestStepPanelInPictures(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			b := open(t, language)
			b.host()
			c := b.lateParcel(t)
			ctx := context.Background()
			if _, err := b.s.Steps.Escalate(ctx, c.ID, "platform", "A-to-z"); err != nil {
				t.Fatal(err)
			}
			if _, err := b.s.Steps.TakeBranch(ctx, c.ID, cases.HardCase); err != nil {
				t.Fatal(err)
			}
			b.Show(uicases.NewPage(b.deps, c.ID))
			b.Picture(t, "steps-"+language)
			b.Tap(t, kit.T("steps.unfold"))
			b.Picture(t, "steps-list-"+language)
			b.Window().Resize(fyne.NewSize(856, 700))
			b.Picture(t, "steps-narrow-"+language)
			b.Window().Resize(fyne.NewSize(1192, 860))
			b.stage(t, 3)
			b.Picture(t, "steps-gate-"+language)
			b.noErrors(t)
		})
	}
}

func TestAStepIsFinishedByHandAndGoneOn(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.Tap(t, kit.T("steps.next", "stage", "Analysis")) // nothing is missing: no question
	b.noErrors(t)
	if now := b.get(t, c.ID); now.Stage != cases.Analysis {
		t.Fatalf("stage %s", now.Stage)
	}
	b.Tap(t, kit.T("steps.next", "stage", "Resolution"))
	b.Tap(t, kit.T("steps.still", "stage", "Resolution"))
	if now := b.get(t, c.ID); now.Stage != cases.Analysis || !b.Has(kit.T("steps.reason.needed")) {
		t.Fatalf("gone on without a reason: %s", now.Stage)
	}
	b.Tap(t, "No time now, follows later")
	b.Tap(t, kit.T("steps.still", "stage", "Resolution"))
	b.noErrors(t)
	if now := b.get(t, c.ID); now.Stage != cases.Resolution {
		t.Fatalf("stage %s", now.Stage)
	}
	if !b.Has("skipped") {
		t.Error("the timeline does not tell what was passed over")
	}
	b.undo(t)
	if now := b.get(t, c.ID); now.Stage != cases.Analysis {
		t.Fatalf("stage %s after undo", now.Stage)
	}
}

func TestALineIsTickedAndUnticked(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	ctx := context.Background()
	if _, err := b.s.Steps.Move(ctx, c.ID, cases.Analysis, ""); err != nil {
		t.Fatal(err)
	}
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.Tap(t, kit.T("steps.unfold"))
	line := kit.T("steps.point.open", "item", "Root cause")
	b.point(t, line)
	b.noErrors(t)
	waived := kit.T("steps.point.waived", "item", "Root cause")
	if !b.Has(waived) {
		t.Fatal("a line that the program sees was not waived")
	}
	b.point(t, waived)
	b.noErrors(t)
	if !b.Has(line) {
		t.Error("the tick was not taken away")
	}
}

func TestPanesAreMadeWhenLookedAt(t *testing.T) {
	b := open(t, "en")
	pane, section := b.host()
	c := b.lateParcel(t)
	b.Show(uicases.NewPage(b.deps, c.ID))
	if pane.made != 0 || len(section.told) == 0 {
		t.Fatalf("made %d, section told %v", pane.made, section.told)
	}
	b.tab(t, 2)
	if pane.made != 1 || len(pane.told) != 1 || !b.Has("note on "+c.Number) {
		t.Fatalf("made %d, told %v", pane.made, pane.told)
	}
	pane.changed(c.ID)
	if len(pane.told) != 2 {
		t.Errorf("a change was told %d times", len(pane.told)-1)
	}
	b.tab(t, 0)
	pane.changed(c.ID)
	if len(pane.told) != 2 {
		t.Error("a pane out of sight was told")
	}
	b.tab(t, 2)
	if pane.made != 1 || len(pane.told) != 3 {
		t.Errorf("made %d, told %v", pane.made, pane.told)
	}
}

func TestLadderAndSideWays(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	ctx := context.Background()
	c.Responsibility = "carrier"
	c, err := b.s.Cases.Update(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	b.Show(uicases.NewPage(b.deps, c.ID))
	board := func() cases.Board {
		got, err := b.s.Steps.Board(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	b.Tap(t, kit.T("steps.branch.take", "branch", "Claim on the carrier"))
	b.noErrors(t)
	if got := board(); len(got.Branches) != 1 || got.Branches[0].Is.Kind != "carrier_claim" {
		t.Fatalf("%+v", got.Branches)
	}
	b.Tap(t, kit.T("steps.at.letter"))
	if n := len(b.Routes); n == 0 || b.Routes[n-1].Page != "letters" {
		t.Errorf("routes %+v", b.Routes)
	}
	b.Tap(t, kit.T("steps.branch.edit"))
	test.Type(b.Window().Canvas().Focused(), "claim 4711 sent")
	b.Picture(t, "branch")
	b.Tap(t, kit.T("steps.branch.save"))
	b.Tap(t, kit.T("steps.branch.end"))
	b.noErrors(t)
	if got := board(); got.Branches[0].Is.Note != "claim 4711 sent" || got.Branches[0].Is.Open() {
		t.Fatalf("%+v", got.Branches[0].Is)
	}
	b.undo(t)
	if got := board(); !got.Branches[0].Is.Open() {
		t.Error("the end was not undone")
	}

	b.chipAfter(t, "Platform", "With the seller")
	test.Type(b.Window().Canvas().Focused(), "A-to-z opened")
	b.Tap(t, kit.T("steps.escalate", "rung", "Platform"))
	b.noErrors(t)
	if got := board(); got.Rung != "platform" || len(got.Branches) != 2 {
		t.Fatalf("%s %+v", got.Rung, got.Branches)
	}
	b.undo(t)
	if got := board(); got.Rung != "seller" || len(got.Branches) != 1 {
		t.Errorf("after undo %s %+v", got.Rung, got.Branches)
	}
}

func TestAPublicPostIsWrittenDown(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	ctx := context.Background()
	if _, err := b.s.Steps.TakeBranch(ctx, c.ID, "public_post"); err != nil {
		t.Fatal(err)
	}
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.Tap(t, kit.T("steps.branch.edit"))
	b.Tap(t, "2")
	b.Tap(t, kit.T("steps.post.result.changed"))
	b.Picture(t, "post")
	b.Tap(t, kit.T("steps.branch.save"))
	b.noErrors(t)
	got, err := b.s.Steps.Board(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	post := got.Branches[0].Is.Post
	if post == nil || post.Stars != 2 || post.Result != cases.PostChanged || !post.AnsweredAt.IsZero() {
		t.Fatalf("%+v", post)
	}
}

func TestTheJournalSpeaksOfRecords(t *testing.T) {
	b := open(t, "en")
	c := b.lateParcel(t)
	ctx := context.Background()
	b.deps.Records = map[string]func(string, json.RawMessage, json.RawMessage) string{
		"task": func(action string, _, is json.RawMessage) string { return "task " + action },
	}
	if _, err := b.s.Steps.TakeBranch(ctx, c.ID, "supplier"); err != nil {
		t.Fatal(err)
	}
	if err := b.s.Steps.Tick(ctx, c.ID, "analysis.cause", true); err != nil {
		t.Fatal(err)
	}
	if _, err := b.s.Steps.Move(ctx, c.ID, cases.Resolution, "in a hurry"); err != nil {
		t.Fatal(err)
	}
	b.Show(uicases.NewPage(b.deps, c.ID))
	b.tab(t, 2)
	for _, words := range []string{"Claim on the supplier", "Not needed here: Root cause", "missing then: Delivery address"} {
		if !b.Has(words) {
			t.Errorf("the record does not say %q", words)
		}
	}
}
