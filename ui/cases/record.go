package cases

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/journal"
	"casefolio/app/undo"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/readiness"
	"casefolio/ui/submissions"
)

// record is the tab of the journal, newest first, in plain words.
type record struct {
	page    *Page
	entries []journal.Entry
	list    *widget.List
	content fyne.CanvasObject
}

func newRecord(p *Page) *record {
	r := &record{page: p}
	r.list = widget.NewList(func() int { return len(r.entries) },
		func() fyne.CanvasObject {
			return kit.Pad(kit.Row(12, 1, kit.Sized(kit.Small(" ").Whole(), 112, 0), kit.Body(" ")), 6, 12, 6, 2)
		},
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if i >= len(r.entries) {
				return
			}
			row := o.(*fyne.Container).Objects[0].(*fyne.Container)
			at := row.Objects[0].(*fyne.Container).Objects[0].(*kit.Text)
			at.SetText(p.zones().Stamp(r.entries[i].At))
			row.Objects[1].(*kit.Text).SetText(oneLine(p.deps.sentence(r.entries[i])))
		})
	r.list.OnSelected = func(widget.ListItemID) { r.list.UnselectAll() }
	note := kit.Pad(kit.Small(kit.T("cases.record.note")).Wrapped(), 0, 12, 6, 2)
	r.content = container.NewBorder(note, nil, nil, nil, r.list)
	return r
}

func (r *record) show(f file) {
	r.entries = slices.Clone(f.entries)
	slices.Reverse(r.entries)
	r.list.Refresh()
}

// sentence says in plain words what an entry of the journal records, and
// whether it took something back.
func (d Deps) sentence(e journal.Entry) string {
	facts, err := e.Facts()
	if err != nil || facts == nil {
		facts = map[string]string{}
	}
	words := d.plainSentence(e, facts)
	switch {
	case facts[undo.Undoes] != "":
		return kit.T("undo.mark.undone", "entry", words)
	case facts[undo.Redoes] != "":
		return kit.T("undo.mark.redone", "entry", words)
	}
	return words
}

func (d Deps) plainSentence(e journal.Entry, facts map[string]string) string {
	key := "cases.journal." + e.Action
	switch {
	case e.Erased():
		return kit.T("cases.journal.erased")
	case strings.HasPrefix(e.Action, "record."):
		return d.recordSentence(e, facts)
	case !kit.Has(key):
		return e.Action
	}
	if strings.HasPrefix(e.Action, "submission.") {
		return submissions.Sentence(e.Action, facts, d.Now().Location())
	}
	lang := kit.Language()
	args := []string{
		"number", facts["number"], "label", facts["label"], "file", facts["file"],
		"kind", "", "old", facts["old"], "new", facts["new"], "sender", facts["sender"],
		"role", "", "from", "", "to", "", "reason", "", "fields", d.fieldNames(facts),
		"path", facts["path"], "pages", facts["pages"], "slot", "", "programme", "", "message", facts["message"], "text", facts["text"], "cited", facts["cited"],
		"count", facts["count"], "masked", facts["masked"], "audience", "", "recipient", facts["name"],
	}
	put := func(name, value string) {
		for i := 0; i < len(args); i += 2 {
			if args[i] == name {
				args[i+1] = value
			}
		}
	}
	if k := facts["kind"]; k != "" {
		put("kind", uievidence.KindText(evidence.Kind(k)))
	}
	if r, ok := facts["role"]; ok {
		put("role", uievidence.RoleText(evidence.Role(r)))
	}
	put("from", cases.Name(d.Lists.Stages, facts["from"], lang))
	put("to", cases.Name(d.Lists.Stages, facts["to"], lang))
	if a := facts["audience"]; a != "" {
		put("audience", kit.T("masking.audience."+a))
	}
	if r := facts["reason"]; r != "" {
		put("reason", kit.T("cases.journal.reason", "reason", r))
	}
	if d.Programmes != nil {
		put("slot", readiness.SlotName(d.Programmes, facts["key"]))
		put("programme", readiness.ProgrammeName(d.Programmes, facts["programme"], facts["name"]))
	}
	words := kit.T(key, args...)
	if gaps := facts["gaps"]; gaps != "" {
		words += kit.T("steps.record.missing", "items", d.gapNames(gaps))
	}
	return words
}

// fieldNames lists changed facts by their names on the form.
func (d Deps) fieldNames(facts map[string]string) string {
	var names []string
	for _, k := range strings.Split(facts["fields"], ",") {
		switch k {
		case "":
		case "customer_type", "severity", "responsibility", "category": // short enough to be told
			names = append(names, kit.T("cases.set", "fact", kit.T("intake_field."+k), "value", d.factText(k, facts[k+".new"])))
		default:
			names = append(names, kit.T("intake_field."+k))
		}
	}
	return strings.Join(names, kit.T("cases.list_comma"))
}
