package command

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestTasksByWords writes tasks down, ticks them off and takes both back.
func TestTasksByWords(t *testing.T) {
	run, services := runnerOn(t, `{"customer":"Emma"}`)
	run("case", "new", "-")
	const c = "CF-2026-0001"
	if got := run("task", "list"); got.code != 0 || got.out != "No tasks.\n" {
		t.Errorf("%+v", got)
	}
	one := func(args ...string) (is taskOut) {
		t.Helper()
		got := run(append(args, "--json")...)
		if err := json.Unmarshal([]byte(got.out), &is); err != nil || got.code != 0 {
			t.Fatalf("%+v %v", got, err)
		}
		return is
	}
	list := func(args ...string) (all []taskOut) {
		t.Helper()
		got := run(append([]string{"task", "list", "--json"}, args...)...)
		if err := json.Unmarshal([]byte(got.out), &all); err != nil || got.code != 0 || all == nil {
			t.Fatalf("%+v %v", got, err)
		}
		return all
	}
	if all := list(); len(all) != 0 {
		t.Errorf("%+v", all)
	}
	trace := one("task", "add", c, "Chase the carrier", "--due", "2026-11-01 18:00", "--owner", "Li")
	if trace.Case != c || !trace.Late || trace.Due != "2026-11-01T18:00:00Z" || trace.Owner != "Li" || trace.Done != "" {
		t.Errorf("%+v", trace)
	}
	if got := run("task", "add", c, "Resend"); got.code != 0 || !strings.HasPrefix(got.out, "Added: Resend (") {
		t.Errorf("%+v", got)
	}
	if is := one("task", "done", trace.ID); is.Done == "" || is.Late {
		t.Errorf("%+v", is)
	}
	if open, all := list(), list(c); len(open) != 1 || open[0].Text != "Resend" || len(all) != 2 || all[1].ID != trace.ID {
		t.Errorf("%+v\n%+v", open, all)
	}
	if got := run("task", "list", c); strings.Count(got.out, "\n") != 2 || !strings.Contains(got.out, "Done 2026-11-09") || !strings.Contains(got.out, trace.ID) {
		t.Errorf("%+v", got)
	}
	if is := one("task", "done", trace.ID, "--undo"); is.Done != "" || len(list()) != 2 {
		t.Errorf("%+v", is)
	}
	if is := one("task", "remove", trace.ID); !is.Removed || len(list(c)) != 1 {
		t.Errorf("%+v", is)
	}
	if is := one("task", "remove", trace.ID, "--undo"); is.Removed || len(list(c)) != 2 {
		t.Errorf("%+v", is)
	}
	// The window takes back what was done here.
	of, err := services.Cases.Get(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := services.Undo.Undo(t.Context(), of.ID); err != nil || len(list(c)) != 1 {
		t.Error(err)
	}
}

// TestTasksRefuseNonsense wants a sentence and a hint, and nothing kept.
func TestTasksRefuseNonsense(t *testing.T) {
	run := runner(t, `{"customer":"Emma"}`)
	run("case", "new", "-")
	const c = "CF-2026-0001"
	for _, tt := range []struct {
		code int
		args []string
	}{
		{exitFailed, []string{"add", c, " "}},
		{exitFailed, []string{"add", c, strings.Repeat("x", 600)}},
		{exitFailed, []string{"add", c, "Resend", "--due", "soon"}},
		{exitFailed, []string{"add", "CF-9", "Resend"}},
		{exitFailed, []string{"list", "CF-9"}},
		{exitFailed, []string{"done", "nothing"}},
		{exitFailed, []string{"remove", "nothing"}},
		{exitUsage, []string{"add", c}},
		{exitUsage, []string{"done"}},
		{exitUsage, []string{"finish", "x"}},
	} {
		got := run(append([]string{"task"}, tt.args...)...)
		if got.code != tt.code || got.out != "" || strings.Count(got.err, "\n") != 2 {
			t.Errorf("%v: %+v", tt.args, got)
		}
	}
	if got := run("task", "list", "--json"); got.out != "[]\n" {
		t.Errorf("%+v", got)
	}
}
