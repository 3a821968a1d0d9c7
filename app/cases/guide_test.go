package cases_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"casefolio/app/cases"
)

func guide(t *testing.T) *cases.Guide {
	t.Helper()
	g, err := cases.LoadGuide(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// What the guide says of the case must fit the lists of the form.
func TestGuideFitsTheLists(t *testing.T) {
	lists, err := cases.LoadLists(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	g := guide(t)
	for _, s := range g.Steps {
		for _, i := range s.Items {
			for _, id := range i.Only {
				if _, _, ok := lists.Category(id); !ok {
					t.Errorf("%s: no category %s", i.ID, id)
				}
			}
		}
	}
	known := map[string][]cases.Term{
		"responsibility": lists.Responsibilities, "channel": lists.Channels, "severity": lists.Severities,
	}
	for _, b := range g.Branches {
		for _, rule := range b.When {
			fact, value, _ := strings.Cut(rule, "=")
			_, _, ok := lists.Category(value)
			if fact != "category" {
				ok = slices.ContainsFunc(known[fact], func(t cases.Term) bool { return t.ID == value })
			}
			if !ok {
				t.Errorf("%s: %s", b.ID, rule)
			}
		}
	}
}

func TestGuideIsChecked(t *testing.T) {
	raw, err := fs.ReadFile(os.DirFS("../../assets"), "rules/stages.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ old, new string }{
		{`"id": "analysis", "at"`, `"id": "other", "at"`},
		{`"when": "order"`, `"when": "weather"`},
		{`"at": "judgement", "names"`, `"at": "nowhere", "names"`},
		{`"id": "intake.order"`, `"id": "intake.channel"`},
		{`"responsibility=carrier"`, `"weather=bad"`},
		{`"opens": "public_post"`, `"opens": "no.such"`},
		{`"id": "hard_case"`, `"id": "soft_case"`},
		{`"hint": {"zh"`, `"hint": {"fr"`},
		{`"rungs"`, `"steps_of_ladder"`},
	} {
		changed := strings.Replace(string(raw), x.old, x.new, 1)
		if changed == string(raw) {
			t.Fatalf("%s is not in the file", x.old)
		}
		if _, err := cases.LoadGuide(fstest.MapFS{"rules/stages.json": {Data: []byte(changed)}}); err == nil {
			t.Errorf("%s was taken", x.new)
		}
	}
	if !json.Valid(raw) {
		t.Error("not JSON")
	}
}
