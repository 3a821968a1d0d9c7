package sample_test

import (
	"os"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/replies"
	"casefolio/app/replies/check"
	"casefolio/app/sample"
	"casefolio/data"
)

func filled(t *testing.T, now time.Time) *app.Services {
	t.Helper()
	clock := func() time.Time { return now }
	w, err := data.Open(t.TempDir(), clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	s, err := app.New(w, os.DirFS("../../assets"), clock)
	if err != nil {
		t.Fatal(err)
	}
	n, err := sample.Fill(t.Context(), s, os.DirFS("../../assets"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if n < 12 {
		t.Errorf("%d cases", n)
	}
	return s
}

func all(t *testing.T, s *app.Services, g cases.Group) []cases.Case {
	t.Helper()
	page, err := s.Cases.List(t.Context(), cases.Query{Group: g, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	return page.Cases
}

func TestFill(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))
	s := filled(t, now)
	moneyAddsUp(t, s)
	tasksAreThere(t, s)
	stages, kinds := map[cases.Stage]int{}, map[evidence.Kind]int{}
	for _, c := range all(t, s, cases.All) {
		stages[c.Stage]++
		if c.CreatedAt.After(now) || c.Received.After(now) || c.UpdatedAt.After(now) {
			t.Errorf("%s is from the future: %+v", c.Number, c)
		}
		if c.Customer == "" || c.Story == "" || !c.Amount.Given() {
			t.Errorf("%s is thin: %+v", c.Number, c)
		}
		if _, _, ok := s.Lists.Category(c.Category); !ok {
			t.Errorf("%s: category %q", c.Number, c.Category)
		}
		checkExhibits(t, s, c, kinds)
	}
	for _, st := range cases.Stages() {
		if stages[st] == 0 {
			t.Errorf("no case stands at %s", st)
		}
	}
	if kinds[evidence.Chat] < 8 || kinds[evidence.Tracking] < 4 || kinds[evidence.Photo] < 9 {
		t.Errorf("exhibits: %v", kinds)
	}
	if len(all(t, s, cases.Trash)) != 1 {
		t.Error("the trash should hold one case")
	}
	report, err := s.Journal.Verify(t.Context(), nil)
	if err != nil || !report.OK {
		t.Errorf("%+v %v", report, err)
	}
	showsOutcomes(t, s)
	showsProof(t, s)
	showsReplies(t, s)
	if _, err := sample.Fill(t.Context(), s, os.DirFS("../../assets"), nil); !fault.Is(err, "sample.not_empty") {
		t.Errorf("a second time: %v", err)
	}
}

// showsOutcomes looks for cases that show everything that a dossier can say of
// an outcome, and foreign messages with their translations.
func showsOutcomes(t *testing.T, s *app.Services) {
	t.Helper()
	closed, translated := 0, 0
	for _, c := range all(t, s, cases.All) {
		if c.Remedy != "" && c.Cost.Given() && c.Recovered.Given() && c.FollowUp != "" && c.Satisfaction > 0 && !c.FollowedUp.IsZero() && c.Lesson != "" && c.Prevention != "" {
			closed++
		}
		if c.Stage == cases.Archive && (c.Remedy == "" || c.Lesson == "") {
			t.Errorf("%s is archived without an outcome", c.Number)
		}
		if _, known := nameOf(s.Lists.Remedies, c.Remedy); c.Remedy != "" && !known {
			t.Errorf("%s: remedy %q", c.Number, c.Remedy)
		}
		list, err := s.Evidence.List(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list {
			messages, err := s.Evidence.Messages(t.Context(), e.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range messages {
				if m.Translation != "" {
					translated++
				}
			}
		}
	}
	if closed < 3 || translated < 10 {
		t.Errorf("%d cases with an outcome, %d translations", closed, translated)
	}
}

// showsProof looks for cases that show what a platform asks for: some of it
// there, some missing.
func showsProof(t *testing.T, s *app.Services) {
	t.Helper()
	chosen := 0
	for _, c := range all(t, s, cases.All) {
		r, err := s.Programmes.Readiness(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !r.Chosen() {
			continue
		}
		chosen++
		if done, of := r.Required(); done == 0 || done == of {
			t.Errorf("%s: %d of %d", c.Number, done, of)
		}
	}
	if chosen < 2 {
		t.Errorf("%d cases with a programme", chosen)
	}
}

// showsReplies looks for a reply that was sent, one that was copied and waits for a
// word, and one that is being written; none has in it what must not go out.
func showsReplies(t *testing.T, s *app.Services) {
	t.Helper()
	sent, waiting, drafts := 0, 0, 0
	for _, c := range all(t, s, cases.All) {
		desk, err := s.Replies.Desk(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range desk.Versions {
			if e.Is.Sent() {
				sent++
			}
			for _, f := range s.ReplyRules.Check(check.Input{Text: e.Is.Text, Lang: e.Is.Lang, Platform: c.Platform, Buyer: c.Customer, Names: desk.Names, Now: e.Is.CopiedAt}) {
				if f.Severity == check.Block {
					t.Errorf("%s: %s in %q", c.Number, f.Rule, e.Is.Text)
				}
			}
		}
		waiting += len(replies.Waiting(desk.Versions))
		if !desk.Draft.Empty() && len(desk.Versions) == 0 {
			drafts++
		}
	}
	if sent < 6 || waiting != 1 || drafts != 1 {
		t.Errorf("%d replies were sent, %d wait, %d are drafts", sent, waiting, drafts)
	}
}

func nameOf(terms []cases.Term, id string) (string, bool) {
	for _, t := range terms {
		if t.ID == id {
			return t.Name("en"), true
		}
	}
	return "", false
}

func checkExhibits(t *testing.T, s *app.Services, c cases.Case, kinds map[evidence.Kind]int) {
	t.Helper()
	list, err := s.Evidence.List(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		kinds[e.Kind]++
		// On some days of a month 11/5/26 can be read in two ways, as in real exports.
		if e.Problem != "" && e.Problem != "date_order_guessed" {
			t.Errorf("%s %s: %s", c.Number, e.Label(), e.Problem)
		}
		if e.Kind == evidence.Photo && e.Format == "jpeg" && (e.Picture.Orientation != 6 || e.Picture.Height <= e.Picture.Width || e.Picture.CapturedAt.IsZero()) {
			t.Errorf("%s %s: %+v", c.Number, e.Label(), e.Picture)
		}
		if e.Kind == evidence.Chat {
			checkChat(t, s, c, e)
		}
	}
}

// checkChat wants both sides of a talk to be told apart.
func checkChat(t *testing.T, s *app.Services, c cases.Case, e evidence.Exhibit) {
	t.Helper()
	messages, err := s.Evidence.Messages(t.Context(), e.ID)
	if err != nil {
		t.Fatal(err)
	}
	roles := map[evidence.Role]int{}
	for _, m := range messages {
		roles[m.Role]++
	}
	if roles[evidence.Buyer] == 0 || roles[evidence.Unknown] > 0 {
		t.Errorf("%s %s: roles %v", c.Number, e.Label(), roles)
	}
}
