package command

import (
	"encoding/json"
	"strings"
	"testing"

	"casefolio/app/playbooks"
)

func TestCategoryList(t *testing.T) {
	run, services := runnerOn(t, `{"customer":"Emma","category":"logistics.lost"}`)
	if got := run("case", "new", "-"); got.code != 0 {
		t.Fatal(got)
	}
	own, err := services.Categories.Add(t.Context(), "logistics", map[string]string{"zh": "代收点", "en": "Pick-up point"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := services.Categories.Hide(t.Context(), "logistics.late", true); err != nil {
		t.Fatal(err)
	}
	var all []categoryOut
	if err := json.Unmarshal([]byte(run("category", "list", "--json").out), &all); err != nil {
		t.Fatal(err)
	}
	at := map[string]categoryOut{}
	for _, c := range all {
		at[c.ID] = c
	}
	if len(all) != 42 || at["logistics.lost"].Cases != 1 || !at["logistics.late"].Hidden || !at[own.ID].Own ||
		at[own.ID].Top != "logistics" || at["logistics"].Top != "" {
		t.Errorf("%d %+v", len(all), at)
	}
	if got := run("category", "list"); got.code != 0 || !strings.Contains(got.out, "Logistics › Pick-up point") || !strings.Contains(got.out, "hidden") {
		t.Errorf("%+v", got)
	}
}

func TestPlaybook(t *testing.T) {
	run, services := runnerOn(t, "")
	own, err := services.Categories.Add(t.Context(), "quality", map[string]string{"zh": "异味", "en": "Smell"})
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]string{
		"logistics.lost": "Logistics › Lost", "丢件": "Logistics › Lost", "lost": "Logistics › Lost", own.ID: "Product quality",
		"异味": "Product quality", "review": "Product review", "case.hard": "Hard case",
	} {
		got := run("playbook", word)
		if got.code != 0 || !strings.HasPrefix(got.out, want+"\n\nHandle it now\n1. ") || !strings.Contains(got.out, "\n\nPrevent it\n- ") {
			t.Errorf("%s: %+v", word, got)
		}
	}
	var card struct {
		ID    string
		Own   bool
		Texts map[string]playbooks.Text
	}
	if err := json.Unmarshal([]byte(run("playbook", "ip", "--json").out), &card); err != nil || card.ID != "ip" || card.Own || len(card.Texts["zh"].Now) < 3 {
		t.Errorf("%+v %v", card, err)
	}
	if got := run("playbook", "nothing"); got.code != 1 || !strings.Contains(got.err, "no playbook card") {
		t.Errorf("%+v", got)
	}
}
