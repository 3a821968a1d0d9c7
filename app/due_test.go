package app

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/programmes"
	"casefolio/app/records"
	"casefolio/app/returns"
	"casefolio/app/tasks"
)

// Every period that is shipped can be counted, from an event that clocks know.
func TestShippedPeriods(t *testing.T) {
	rules, err := programmes.Load(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	counted := 0
	for _, p := range rules.Programmes {
		period, known := p.Period()
		if !known {
			continue
		}
		counted++
		all := spans(period, p.Counting)
		if len(all) == 0 {
			t.Errorf("%s: %v", p.ID, period)
		}
		for _, s := range all {
			if err := s.Check(); err != nil || (s.Unit == deadlines.WorkDays) != (p.Counting == programmes.Business) {
				t.Errorf("%s: %v %v", p.ID, s, err)
			}
		}
	}
	if counted < 50 {
		t.Error(counted)
	}
	got := spans(programmes.Period{Years: 1, Months: 2, Days: 3, Hours: 4}, programmes.Calendar)
	want := []deadlines.Span{{N: 14, Unit: deadlines.Months}, {N: 3, Unit: deadlines.Days}, {N: 4, Unit: deadlines.Hours}}
	if !slices.Equal(got, want) {
		t.Error(got)
	}
}

// A standard is shipped for channels that there are.
func TestShippedStandards(t *testing.T) {
	files := os.DirFS("../assets")
	lists, err := cases.LoadLists(files)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := deadlines.LoadRules(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range lists.Channels {
		if !slices.ContainsFunc(rules.Standards, func(s deadlines.Standard) bool { return s.Channel == c.ID }) {
			t.Errorf("no standard for %s", c.ID)
		}
	}
	for _, s := range rules.Standards[1:] {
		if !slices.ContainsFunc(lists.Channels, func(c cases.Term) bool { return c.ID == s.Channel }) {
			t.Errorf("no channel %s", s.Channel)
		}
	}
}

func record(t *testing.T, kind, id string, is any) records.Row {
	t.Helper()
	body, err := json.Marshal(is)
	if err != nil {
		t.Fatal(err)
	}
	return records.Row{Meta: records.Meta{ID: id, Kind: kind}, Body: body}
}

func TestDueOfOtherNouns(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 11, d, 9, 0, 0, 0, time.UTC) }
	step := func(id string, s returns.State, at, due int) records.Row {
		is := returns.Step{State: s, At: day(at)}
		if due > 0 {
			is.Due = day(due)
		}
		return record(t, "return_step", id, is)
	}
	broken := records.Row{Body: json.RawMessage(`[`)}
	for _, tt := range []struct {
		name string
		got  []deadlines.Item
		kind deadlines.ItemKind
		ref  string // empty: nothing is due
	}{
		{"return that was asked for", dueReturns([]records.Row{step("1", returns.Asked, 2, 5), broken}), deadlines.Return, "1"},
		{"the buyer's parcel", dueReturns([]records.Row{step("1", returns.Asked, 2, 5), step("2", returns.Approved, 3, 20)}), deadlines.ReturnWindow, "2"},
		{"the last by its time", dueReturns([]records.Row{step("2", returns.Received, 9, 12), step("1", returns.Asked, 2, 5)}), deadlines.Return, "2"},
		{"no time", dueReturns([]records.Row{step("1", returns.Asked, 2, 5), step("2", returns.Received, 9, 0)}), "", ""},
		{"over", dueReturns([]records.Row{step("1", returns.Refunded, 2, 5)}), "", ""},
		{"task", dueTasks([]records.Row{broken, record(t, "task", "t", tasks.Task{Text: "call", Due: day(4)}), record(t, "task", "u", tasks.Task{Text: "whenever"})}), deadlines.Task, "t"},
		{"visit", dueVisits([]records.Row{record(t, "visit", "v", tasks.Visit{At: day(3), Next: day(9)})}), deadlines.FollowUp, "v"},
		{"last visit", dueVisits([]records.Row{record(t, "visit", "v", tasks.Visit{At: day(3)})}), "", ""},
		{"hard case", dueBranches([]records.Row{broken, record(t, "branch", "h", cases.Branch{Kind: cases.HardCase})}), deadlines.Hard, "h"},
		{"no longer hard", dueBranches([]records.Row{record(t, "branch", "h", cases.Branch{Kind: cases.HardCase, ClosedAt: day(3)})}), "", ""},
	} {
		switch {
		case tt.ref == "" && len(tt.got) > 0:
			t.Errorf("%s: %+v", tt.name, tt.got)
		case tt.ref != "" && (len(tt.got) != 1 || tt.got[0].Kind != tt.kind || tt.got[0].RefID != tt.ref):
			t.Errorf("%s: %+v", tt.name, tt.got)
		}
	}
	asked := dueVisits([]records.Row{
		record(t, "visit", "v", tasks.Visit{At: day(3), Next: day(9)}), record(t, "visit", "w", tasks.Visit{At: day(8), Next: day(15)}),
	})
	if len(asked) != 2 || !asked[0].Stopped || asked[1].Stopped || asked[1].RefID != "w" {
		t.Errorf("%+v", asked)
	}
	late := dueVisits([]records.Row{ // one that was recorded afterwards
		record(t, "visit", "v", tasks.Visit{At: day(8), Next: day(15)}), record(t, "visit", "w", tasks.Visit{At: day(3)}),
	})
	if len(late) != 1 || late[0].Stopped || late[0].RefID != "v" {
		t.Errorf("%+v", late)
	}
	done := dueTasks([]records.Row{record(t, "task", "t", tasks.Task{Text: "call", Due: day(4), DoneAt: day(3)})})
	if len(done) != 1 || !done[0].Stopped || !done[0].StoppedAt.Equal(day(3)) {
		t.Errorf("%+v", done)
	}
}
