package command

import (
	"encoding/json"
	"os"
	"path/filepath"
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
	ofLogistics := list("list", "--category", "物流运输")
	if len(ofLogistics) == 0 {
		t.Error("a category by its name finds nothing")
	}
	for _, p := range ofLogistics {
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

func TestPhraseDeeds(t *testing.T) {
	run, services := runnerOn(t, "")
	dir := t.TempDir()
	chart, words := filepath.Join(dir, "sizes.txt"), filepath.Join(dir, "fr.txt")
	for path, text := range map[string]string{chart: "S M L", words: "Merci ; à bientôt\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	one := func(args ...string) (p phraseOut) {
		t.Helper()
		got := run(append([]string{"phrase"}, append(args, "--json")...)...)
		if err := json.Unmarshal([]byte(got.out), &p); err != nil || got.code != 0 {
			t.Fatal(got, err)
		}
		return p
	}
	p := one("add", "--title", "zh=尺码表", "--title", "en=Size chart", "--text", "zh=附上尺码表；请看。", "--text", "en=Here is the chart; a, b = c.",
		"--text", "fr=@"+words, "--group", "感谢", "--tone", services.Phrases.Tones()[1].Names["en"], "--category", "物流运输", "--platform", "amazon",
		"--shortcut", ";chart", "--attach", chart)
	if !p.Own || p.Group != "thanks" || p.Category != "logistics" || p.Platform != "amazon" || p.Shortcut != ";chart" || p.Texts["en"] != "Here is the chart; a, b = c." ||
		p.Texts["fr"] != "Merci ; à bientôt" || p.Tone != services.Phrases.Tones()[1].ID || len(p.Files) != 1 || p.Files[0] != "sizes.txt" {
		t.Errorf("%+v", p)
	}
	is := one("edit", ";CHART", "--text", "fr=", "--when", "en=Asked for a size", "--platform", "")
	if is.ID != p.ID || is.Texts["fr"] != "" || is.Texts["zh"] != p.Texts["zh"] || is.When["en"] != "Asked for a size" || is.Platform != "" || is.Category != "logistics" ||
		len(is.Files) != 1 || is.Shortcut != ";chart" {
		t.Errorf("%+v", is)
	}
	if is = one("favourite", p.ID); !is.Favourite {
		t.Errorf("%+v", is)
	}
	if is = one("favourite", p.ID, "--off"); is.Favourite {
		t.Errorf("%+v", is)
	}
	if is = one("trash", p.ID); !is.Trashed {
		t.Errorf("%+v", is)
	}
	if is = one("restore", ";chart"); is.Trashed {
		t.Errorf("%+v", is)
	}
	was, _ := services.Phrases.Starter("empathy.delay")
	if is = one("edit", was.ID, "--text", "en=So sorry."); !is.Edited || is.Texts["zh"] != was.Texts["zh"] {
		t.Errorf("%+v", is)
	}
	if is = one("edit", was.ID, "--reset"); is.Edited || is.Texts["en"] != was.Texts["en"] {
		t.Errorf("%+v", is)
	}
	for _, tt := range []struct {
		args []string
		code int
	}{
		{[]string{"trash", "nobody"}, exitFailed}, {[]string{"add", "--title", "en=x"}, exitFailed}, {[]string{"add", "--text", "xx=y"}, exitFailed},
		{[]string{"edit", p.ID, "--group", "x"}, exitFailed}, {[]string{"edit", p.ID, "--platform", "nowhere"}, exitUsage},
		{[]string{"edit", p.ID, "--category", "nothing"}, exitUsage}, {[]string{"edit", p.ID, "--text", "en=@" + dir + "/none"}, exitFailed},
		{[]string{"add", "--title", "en=x", "--text", "en=y", "--shortcut", ";chart"}, exitFailed},
	} {
		if got := run(append([]string{"phrase"}, tt.args...)...); got.code != tt.code || got.err == "" {
			t.Errorf("%v: %+v", tt.args, got)
		}
	}
	got := run("phrase", "edit", p.ID, "--text", "en=Dear {nobody}")
	if got.code != 0 || !strings.Contains(got.out, p.ID) || !strings.Contains(got.err, "{nobody}") {
		t.Errorf("%+v", got)
	}
}
