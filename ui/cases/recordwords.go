package cases

import (
	"cmp"
	"encoding/json"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/journal"
	"casefolio/ui/kit"
)

// recordSentence says what an entry about a record means: in the words of its
// noun, or plainly where that has none.
func (d Deps) recordSentence(e journal.Entry, facts map[string]string) string {
	old, is := json.RawMessage(facts["old"]), json.RawMessage(facts["body"])
	words := ""
	switch kind := facts["kind"]; kind {
	case cases.TickKind:
		words = d.tickSentence(e.Action, is)
	case cases.BranchKind:
		words = d.branchSentence(e.Action, old, is)
	case cases.EscalationKind:
		words = d.escalationSentence(e.Action, is)
	default:
		if say := d.Records[kind]; say != nil {
			words = say(e.Action, old, is)
		}
	}
	return cmp.Or(words, kit.T("steps.record.other"))
}

// taken tells whether a record is there after an action.
func taken(action string) bool { return action != "record.removed" }

func (d Deps) tickSentence(action string, is json.RawMessage) string {
	var t cases.Tick
	if json.Unmarshal(is, &t) != nil || t.Item == "" {
		return ""
	}
	key := "steps.record.tick"
	if i, _ := d.Steps.Guide().Item(t.Item); i.When != "" { // the program sees whether it is done
		key = "steps.record.waive"
	}
	if !taken(action) {
		key = "steps.record.untick"
	}
	return kit.T(key, "item", d.Steps.Guide().ItemName(t.Item, kit.Language()))
}

func (d Deps) branchSentence(action string, old, is json.RawMessage) string {
	var was, b cases.Branch
	if json.Unmarshal(is, &b) != nil || b.Kind == "" {
		return ""
	}
	if len(old) > 0 && json.Unmarshal(old, &was) != nil {
		return ""
	}
	key := "steps.record.branch"
	switch {
	case action == "record.removed":
		key = "steps.branch.removed"
	case action != "record.changed", b.Open() && !was.Open():
		key = "steps.branch.opened"
	case was.Open() && !b.Open():
		key = "steps.branch.closed"
	}
	return kit.T(key, "branch", d.Steps.Guide().BranchName(b.Kind, kit.Language()))
}

func (d Deps) escalationSentence(action string, is json.RawMessage) string {
	var e cases.Escalation
	if json.Unmarshal(is, &e) != nil || e.To == "" {
		return ""
	}
	guide, lang := d.Steps.Guide(), kit.Language()
	from, to, reason := guide.RungName(e.From, lang), guide.RungName(e.To, lang), ""
	if !taken(action) {
		return kit.T("steps.record.escalation.removed", "from", from, "to", to)
	}
	if e.Reason != "" {
		reason = kit.T("cases.journal.reason", "reason", e.Reason)
	}
	return kit.T("steps.record.escalation", "from", from, "to", to, "reason", reason)
}

// gapNames lists what a move passed over.
func (d Deps) gapNames(ids string) string {
	var names []string
	for _, id := range strings.Split(ids, ",") {
		if id != "" {
			names = append(names, d.Steps.Guide().ItemName(id, kit.Language()))
		}
	}
	return strings.Join(names, kit.T("cases.list_comma"))
}
