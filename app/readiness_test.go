package app_test

import (
	"os"
	"testing"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/programmes"
)

// TestRulesAndListsAgree: what programmes name of a case stands in the lists.
func TestRulesAndListsAgree(t *testing.T) {
	files := os.DirFS("../assets")
	rules, err := programmes.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	lists, err := cases.LoadLists(files)
	if err != nil {
		t.Fatal(err)
	}
	carriers := map[string]bool{}
	for _, c := range lists.Carriers().All() {
		carriers[c.ID] = true
	}
	for _, p := range rules.Parties {
		for _, id := range p.Platforms {
			if _, ok := termOf(lists.Platforms, id); !ok {
				t.Errorf("%s: platform %q is in no list", p.Name, id)
			}
		}
		for _, id := range p.Carriers {
			if !carriers[id] {
				t.Errorf("%s: carrier %q is in no list", p.Name, id)
			}
		}
	}
	for _, topic := range rules.Topics {
		for _, id := range topic.Categories {
			if _, _, ok := lists.Category(id); !ok {
				t.Errorf("%s: category %q is in no list", topic.ID, id)
			}
		}
	}
	for _, p := range rules.Programmes {
		for _, id := range p.Channels {
			if _, ok := termOf(lists.Channels, id); !ok {
				t.Errorf("%s: channel %q is in no list", p.ID, id)
			}
		}
	}
	f := app.ProgrammeFacts(cases.Case{Tracking: "YT2630921266112233", Responsibility: "carrier"}, lists)
	if f.Carrier != "yunexpress" || !f.ByCarrier {
		t.Errorf("%+v", f)
	}
}

func termOf(terms []cases.Term, id string) (cases.Term, bool) {
	for _, t := range terms {
		if t.ID == id {
			return t, true
		}
	}
	return cases.Term{}, false
}
