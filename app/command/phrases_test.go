package command

import (
	"encoding/json"
	"strings"
	"testing"

	"casefolio/app/phrases"
)

func TestPhrases(t *testing.T) {
	run, services := runnerOn(t, "")
	own, err := services.Phrases.Add(t.Context(), phrases.Phrase{
		Group: "thanks", Tone: "warm", Titles: map[string]string{"zh": "谢谢回访"}, Texts: map[string]string{"zh": "谢谢", "de": "Danke"},
		Marks: phrases.Marks{Shortcut: ";ty"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := services.Phrases.Favour(t.Context(), "empathy.delay", true); err != nil {
		t.Fatal(err)
	}
	if _, err := services.Phrases.Copied(t.Context(), "empathy.delay", "", "en", "x"); err != nil {
		t.Fatal(err)
	}
	list := func(args ...string) (all []phraseOut) {
		t.Helper()
		got := run(append([]string{"phrase"}, append(args, "--json")...)...)
		if err := json.Unmarshal([]byte(got.out), &all); err != nil || got.code != 0 || all == nil {
			t.Fatal(got, err)
		}
		return all
	}
	if all := list("list"); len(all) < 200 {
		t.Errorf("%d phrases", len(all))
	}
	if all := list("list", "--favourite"); len(all) != 1 || all[0].ID != "empathy.delay" || all[0].Used != 1 || all[0].LastUsed == "" {
		t.Errorf("%+v", all)
	}
	if all := list("list", "--own"); len(all) != 1 || all[0].ID != own.ID || all[0].When == nil || all[0].Files == nil {
		t.Errorf("%+v", all)
	}
	for _, group := range []string{"thanks", "感谢", "Thanks"} {
		for _, p := range list("list", "--group", group, "--lang", "de") {
			if p.Group != "thanks" || p.Texts["de"] == "" {
				t.Errorf("%+v", p)
			}
		}
	}
	for _, p := range list("list", "--category", "物流") {
		if !strings.HasPrefix(p.Category, "logistics") {
			t.Errorf("%s is of %s", p.ID, p.Category)
		}
	}
	for _, query := range [][]string{{";ty"}, {"谢谢回访"}, {"回访", "谢谢"}} {
		if all := list(append([]string{"search"}, query...)...); len(all) == 0 || len(all) > 20 || all[0].ID != own.ID {
			t.Errorf("%v: %+v", query, all)
		}
	}
	if all := list("search", "zebra-xyz"); len(all) != 0 {
		t.Errorf("%+v", all)
	}
	if got := run("phrase", "search", "sorry about a delay", "--limit", "1"); got.code != 0 || !strings.HasPrefix(got.out, "empathy.delay") {
		t.Errorf("%+v", got)
	}
	for _, args := range [][]string{{"--group", "x"}, {"--lang", "xx"}} {
		if got := run(append([]string{"phrase", "list"}, args...)...); got.code != 1 {
			t.Errorf("%+v", got)
		}
	}
}
