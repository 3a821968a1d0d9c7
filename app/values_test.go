package app_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"slices"
	"testing"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/money"
	"casefolio/app/phrases"
	"casefolio/app/shop"
)

func TestPhraseValues(t *testing.T) {
	lists, err := cases.LoadLists(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	p := shop.Defaults()
	p.Owner, p.Shops = "Lin", []shop.Shop{{Name: "LumoHaus", Platform: "amazon"}, {Name: "Lumo", Platform: "etsy"}}
	c := cases.Case{
		Customer: "Emma", Order: "302-1", Tracking: "YT2630921266112233", Platform: "amazon",
		Amount: money.Amount{Minor: 3990, Currency: "EUR"},
	}
	want := map[string]string{
		"customer": "Emma", "order": "302-1", "tracking": "YT2630921266112233", "amount": "EUR 39.90",
		"carrier": "云途", "platform": "亚马逊", "shop": "LumoHaus", "owner": "Lin",
	}
	if got := app.PhraseValues(c, p, lists, "zh"); !maps.Equal(got, want) {
		t.Errorf("%v", got)
	}
	c.Platform = "Kaufland"
	if got := app.PhraseValues(c, p, lists, "en"); got["platform"] != "Kaufland" || got["shop"] != "" || got["carrier"] != "YunExpress" {
		t.Errorf("%v", got)
	}
	c.Product = "保温杯"
	if got := app.PhraseValues(c, p, lists, "en"); got["product"] != "" {
		t.Errorf("a Chinese product name in English: %v", got)
	}
	if got := app.PhraseValues(c, p, lists, "zh"); got["product"] != "保温杯" {
		t.Errorf("%v", got)
	}
	library, err := phrases.LoadLibrary(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, p := range library.Placeholders {
		known[p.ID] = true
	}
	for name := range want {
		if !known[name] {
			t.Errorf("no phrase may use {%s}", name)
		}
	}
}

// TestStarterIDs wants the data files to speak of the same categories,
// platforms and stages.
func TestStarterIDs(t *testing.T) {
	files := os.DirFS("../assets")
	lists, err := cases.LoadLists(files)
	if err != nil {
		t.Fatal(err)
	}
	library, err := phrases.LoadLibrary(files)
	if err != nil {
		t.Fatal(err)
	}
	known := func(category string) bool { _, _, ok := lists.Category(category); return ok }
	for _, p := range library.Phrases {
		if p.Category != "" && !known(p.Category) {
			t.Errorf("phrase %s: category %q", p.ID, p.Category)
		}
		if p.Stage != "" && cases.Stage(p.Stage).Index() < 0 {
			t.Errorf("phrase %s: stage %q", p.ID, p.Stage)
		}
	}
	raw, err := fs.ReadFile(files, "rules/recognise.json")
	if err != nil {
		t.Fatal(err)
	}
	var rules struct {
		Orders                []struct{ Platform string }
		Platforms, Categories []struct{ ID string }
	}
	if err := json.Unmarshal(raw, &rules); err != nil {
		t.Fatal(err)
	}
	platform := func(id string) bool {
		return slices.ContainsFunc(lists.Platforms, func(p cases.Term) bool { return p.ID == id })
	}
	for _, o := range rules.Orders {
		if o.Platform != "" && !platform(o.Platform) {
			t.Errorf("order shape: platform %q", o.Platform)
		}
	}
	for _, p := range rules.Platforms {
		if !platform(p.ID) {
			t.Errorf("platform %q", p.ID)
		}
	}
	for _, c := range rules.Categories {
		if !known(c.ID) {
			t.Errorf("category %q", c.ID)
		}
	}
}
