package tasks

import (
	"encoding/json"
	"strings"
	"time"
	"unicode"

	"casefolio/app/cases"
	"casefolio/app/tasks"
	"casefolio/ui/kit"
)

// Sentences are the words of the journal for tasks, causes and visits, by the
// kind of the record. zone is the seller's.
func Sentences(roots *tasks.Roots, lists *cases.Lists, zone *time.Location) map[string]func(action string, old, is json.RawMessage) string {
	s := sentences{roots, lists, zone}
	return map[string]func(action string, old, is json.RawMessage) string{
		tasks.TaskKind: s.task, tasks.CauseKind: s.cause, tasks.VisitKind: s.visit,
	}
}

type sentences struct {
	roots *tasks.Roots
	lists *cases.Lists
	zone  *time.Location
}

// deed is the second half of an action: "added", "changed", "removed" or
// "restored"; a foreign one counts as changed.
func deed(action string) string {
	_, d, _ := strings.Cut(action, ".")
	switch d {
	case "added", "removed", "restored":
		return d
	}
	return "changed"
}

func (s sentences) task(action string, old, is json.RawMessage) string {
	var was, now tasks.Task
	if json.Unmarshal(is, &now) != nil {
		return ""
	}
	d := deed(action)
	if d == "changed" && len(old) > 0 && json.Unmarshal(old, &was) == nil && was.Done() != now.Done() {
		if d = "done"; was.Done() {
			d = "opened"
		}
	}
	return kit.T("tasks.journal.task."+d, "text", oneLine(now.Text))
}

func (s sentences) cause(action string, _, is json.RawMessage) string {
	var c tasks.Cause
	if json.Unmarshal(is, &c) != nil {
		return ""
	}
	if d := deed(action); d == "removed" {
		return kit.T("tasks.journal.cause.removed")
	}
	lang := kit.Language()
	valid := ""
	if c.Valid != "" && kit.Has("tasks.valid."+string(c.Valid)) {
		valid = kit.T("tasks.valid." + string(c.Valid))
	}
	return kit.T("tasks.journal.cause", "what", joined(valid, oneLine(s.roots.Name(c.Root, lang)),
		oneLine(cases.Name(s.lists.Responsibilities, c.Responsibility, lang))))
}

func (s sentences) visit(action string, _, is json.RawMessage) string {
	var v tasks.Visit
	if json.Unmarshal(is, &v) != nil {
		return ""
	}
	at := ""
	if !v.At.IsZero() {
		at = v.At.In(s.zone).Format(kit.StampLayout)
	}
	solved := ""
	if v.Solved != "" && kit.Has("tasks.solved."+string(v.Solved)) {
		solved = kit.T("tasks.solved." + string(v.Solved))
	}
	return kit.T("tasks.journal.visit."+deed(action), "what", joined(at, solved, oneLine(v.Said)))
}

// oneLine folds white space and drops what cannot be shown on a line.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}
