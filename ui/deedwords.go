package ui

import (
	"strconv"
	"strings"

	"casefolio/app/phrases"
	"casefolio/app/undo"
	"casefolio/ui/kit"
)

// deedWords says in a few words what was done: "changed story, demand". It is
// empty for no deed.
func deedWords(d undo.Deed) string {
	e, n := headline(d)
	if e.Action == "" {
		return ""
	}
	key := "undo.did." + e.Action
	what := ""
	if kind := e.Facts["kind"]; strings.HasPrefix(e.Action, "record.") {
		if what = kit.T("undo.record.other"); kit.Has("undo.record." + kind) {
			what = kit.T("undo.record." + kind)
		}
	}
	if !kit.Has(key) {
		key = "undo.did.other"
	}
	if e.Facts["kind"] == phraseKind {
		key = "undo.phrase." + phrases.Turn([]byte(e.Facts["old"]), []byte(e.Facts["body"]))
	}
	words := kit.T(key, "what", what, "label", e.Facts["label"], "fields", fieldNames(e.Facts["fields"]))
	if n > 1 {
		words = kit.T("undo.several", "deed", words, "count", strconv.Itoa(n))
	}
	return words
}

// headline is the entry that says best what a deed was, and how many of its
// kind there are. What is a case of its own goes before what came along.
func headline(d undo.Deed) (e undo.Entry, n int) {
	best := 0
	for _, other := range d.Entries {
		if rank := rankOf(other); rank > best {
			best, e, n = rank, other, 0
		}
		if other.Action == e.Action {
			n++
		}
	}
	return shaped(e, &n), n
}

// shaped gives merging and splitting, which the journal has as links, their own
// names.
func shaped(e undo.Entry, n *int) undo.Entry {
	if e.Facts["kind"] != "link" {
		return e
	}
	*n = 1 // it stands in both cases
	for tie, action := range map[string]string{`"kind":"merged"`: "case.merged", `"kind":"split"`: "case.split"} {
		if strings.Contains(e.Facts["body"], tie) {
			e.Action = action
		}
	}
	return e
}

func rankOf(e undo.Entry) int {
	noun, _, _ := strings.Cut(e.Action, ".")
	switch {
	case undo.Passed(e.Action):
		return 0
	case e.Facts["kind"] == "link":
		return 6
	case noun == "submission", e.Action == "case.created":
		return 5
	case noun == "record":
		return 4
	case noun == "stage":
		return 3
	case e.Action == "case.updated":
		return 2
	}
	return 1
}

// mostFields is how many changed facts are named.
const mostFields = 3

func fieldNames(names string) string {
	all := strings.FieldsFunc(names, func(r rune) bool { return r == ',' })
	var out []string
	for _, name := range all[:min(len(all), mostFields)] {
		out = append(out, kit.T("intake_field."+name))
	}
	joined := strings.Join(out, kit.T("cases.list_comma"))
	if len(all) > mostFields {
		return kit.T("undo.fields.more", "fields", joined)
	}
	return joined
}
