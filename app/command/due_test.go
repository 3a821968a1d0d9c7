package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casefolio/app/deadlines"
)

// TestToday goes past the command line, which cannot promise.
func TestToday(t *testing.T) {
	run, services := runnerOn(t, `{"customer":"Emma","channel":"instant_message"}`)
	if got := run("today"); got.code != 0 || got.out != "Nothing is due.\n" {
		t.Errorf("%+v", got)
	}
	run("case", "new", "-")
	c, err := services.Cases.Get(t.Context(), "CF-2026-0001")
	if err != nil {
		t.Fatal(err)
	}
	zone := time.FixedZone("", 8*3600)
	late, later := time.Date(2026, 11, 9, 20, 0, 0, 0, zone), time.Date(2026, 12, 9, 20, 0, 0, 0, zone)
	if _, err := services.Deadlines.Promise(t.Context(), c.ID, deadlines.Promise{Text: "a refund for Emma", Due: later}); err != nil {
		t.Fatal(err)
	}
	if _, err := services.Deadlines.Promise(t.Context(), c.ID, deadlines.Promise{Text: "a label", Due: late}); err != nil {
		t.Fatal(err)
	}
	got := run("today")
	if got.code != 0 || !strings.HasPrefix(got.out, "Overdue: 1\n") || !strings.Contains(got.out, "a label") || !strings.Contains(got.out, "Emma") {
		t.Errorf("%+v", got)
	}

	file := filepath.Join(t.TempDir(), "due.ics")
	got = run("today", "--json", "--ics", file)
	var board struct {
		At       time.Time `json:"at"`
		Sections []struct {
			Section string    `json:"section"`
			Total   int       `json:"total"`
			Items   []itemOut `json:"items"`
		} `json:"sections"`
	}
	if err := json.Unmarshal([]byte(got.out), &board); err != nil || len(board.Sections) != len(deadlines.Sections()) || board.At.IsZero() {
		t.Fatalf("%+v %v", got, err)
	}
	item := board.Sections[0].Items[0]
	if due, err := time.Parse(time.RFC3339, item.Due); err != nil || !due.Equal(late) || item.Kind != "promise" || item.Case != "CF-2026-0001" || !item.Late {
		t.Errorf("%+v", item)
	}
	raw, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(raw), "DTSTART:20261209T120000Z") || strings.Contains(string(raw), "Emma") {
		t.Errorf("%s %v", raw, err)
	}
	run("today", "--names", "--ics", file)
	if raw, _ = os.ReadFile(file); !strings.Contains(string(raw), "a refund for Emma") {
		t.Errorf("%s", raw)
	}
	for _, args := range [][]string{{"today", "--limit=-3"}, {"today", "--limit=0"}, {"today", "--ics", ""}} {
		if got := run(args...); got.code != exitUsage || got.out != "" || !strings.Contains(got.err, "--") {
			t.Errorf("%q: %+v", args, got)
		}
	}
	if got := run("today", "--ics", filepath.Join(file, "x.ics")); got.code != 1 || !strings.Contains(got.err, "could not be written") {
		t.Errorf("%+v", got)
	}
}

func TestDeadline(t *testing.T) {
	run := runner(t, `{"customer":"Emma","channel":"email"}`)
	run("case", "new", "-")
	got := run("deadline", "cf-2026-0001")
	if got.code != 0 || !strings.Contains(got.out, "First response") || strings.Count(got.out, "\n") != 2 {
		t.Errorf("%+v", got)
	}
	var all []itemOut
	got = run("deadline", "CF-2026-0001", "--json")
	if err := json.Unmarshal([]byte(got.out), &all); err != nil || len(all) != 2 || all[0].Kind != "first_response" || all[0].Span != "1 work_days" {
		t.Errorf("%+v %v", got, err)
	}
	if got := run("deadline", "CF-1"); got.code != 1 {
		t.Errorf("%+v", got)
	}
}

func TestStandardsAndCalendars(t *testing.T) {
	run := runner(t, "")
	got := run("standard", "list")
	if got.code != 0 || !strings.Contains(got.out, "First response") || !strings.Contains(got.out, "\nAll other channels") || !strings.Contains(got.out, "E-mail") {
		t.Errorf("%+v", got)
	}
	var standards []deadlines.Standard
	if err := json.Unmarshal([]byte(run("standard", "list", "--json").out), &standards); err != nil || len(standards) < 9 {
		t.Error(standards, err)
	}
	got = run("calendar", "list")
	if got.code != 0 || !strings.HasPrefix(got.out, "cn   China") || !strings.Contains(got.out, "Days off of the shop") {
		t.Errorf("%+v", got)
	}
	var days []deadlines.Holidays
	if err := json.Unmarshal([]byte(run("calendar", "list", "--json").out), &days); err != nil || len(days) != 9 || len(days[0].Days) == 0 {
		t.Error(len(days), err)
	}
}
