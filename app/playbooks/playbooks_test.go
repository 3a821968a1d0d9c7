package playbooks_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"casefolio/app/fault"
	"casefolio/app/playbooks"
	"casefolio/data/datatest"
)

func open(t *testing.T) *playbooks.Service {
	t.Helper()
	s, err := playbooks.NewService(datatest.Open(t), os.DirFS("../../assets"), datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestShippedCardsAreWrittenForTheirReaders holds what Load cannot know: short
// lines, the right script in each language, and no line that stands twice.
func TestShippedCardsAreWrittenForTheirReaders(t *testing.T) {
	all, err := playbooks.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	for id, c := range all {
		for lang, text := range c.Texts {
			seen := map[string]bool{}
			for _, lines := range [][]string{text.Look, text.Now, text.Avoid, text.Prevent} {
				for _, l := range lines {
					han := strings.ContainsFunc(l, func(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF })
					if han != (lang == "zh") || seen[l] {
						t.Errorf("%s %s: %q", id, lang, l)
					}
					if n := len([]rune(l)); n > 190 || lang == "zh" && n > 70 {
						t.Errorf("%s %s: %d characters: %q", id, lang, n, l)
					}
					if end := l[len(l)-1]; lang == "en" && (end != '.' || strings.ContainsAny(l, "“”’")) || lang == "zh" && !strings.HasSuffix(l, "。") {
						t.Errorf("%s %s: %q", id, lang, l)
					}
					seen[l] = true
				}
			}
		}
	}
}

func TestLoadRefusesWhatIsNotWhole(t *testing.T) {
	whole := `{"look":["a"],"now":["a","b","c"],"avoid":["a"],"prevent":["a","b"]}`
	for name, body := range map[string]string{
		"no file":      "",
		"not JSON":     "{",
		"one language": `{"x":{"zh":` + whole + `}}`,
		"fewer":        `{"x":{"zh":` + whole + `,"en":{"look":["a"],"now":["a","b"],"avoid":["a"],"prevent":["a","b"]}}}`,
		"uneven":       `{"x":{"zh":` + whole + `,"en":{"look":["a"],"now":["a","b","c","d"],"avoid":["a"],"prevent":["a","b"]}}}`,
		"untidy":       `{"x":{"zh":` + whole + `,"en":{"look":[" a"],"now":["a","b","c"],"avoid":["a"],"prevent":["a","b"]}}}`,
	} {
		files := fstest.MapFS{}
		if body != "" {
			files["playbooks/x.json"] = &fstest.MapFile{Data: []byte(body)}
		}
		if _, err := playbooks.Load(files); err == nil {
			t.Error(name)
		}
	}
	twice := fstest.MapFS{}
	for _, name := range []string{"a", "b"} {
		twice["playbooks/"+name+".json"] = &fstest.MapFile{Data: []byte(`{"x":{"zh":` + whole + `,"en":` + whole + `}}`)}
	}
	if _, err := playbooks.Load(twice); err == nil {
		t.Error("twice")
	}
}

// TestOwnWordsAndBack goes the seller's way: own words, other ones, the shipped.
func TestOwnWordsAndBack(t *testing.T) {
	s := open(t)
	const id = "logistics.late"
	shipped, _ := s.Shipped(id)
	mine := func(step string) map[string]playbooks.Text {
		return map[string]playbooks.Text{"zh": {Now: []string{"  " + step, "", "two \n words"}}, "en": {}}
	}
	for _, step := range []string{"first", "second"} {
		if err := s.Save(t.Context(), id, mine(step)); err != nil {
			t.Fatal(err)
		}
		c, err := s.First(t.Context(), "none", id)
		if err != nil || !c.Own || strings.Join(c.Texts["zh"].Now, "|") != step+"|two words" || len(c.Texts) != 1 {
			t.Fatalf("%+v %v", c, err)
		}
		if text, lang := c.In("en"); lang != "zh" || text.Empty() {
			t.Errorf("%q %+v", lang, text)
		}
	}
	if err := s.Save(t.Context(), id, shipped.Texts); err != nil {
		t.Fatal(err)
	}
	if c, err := s.First(t.Context(), id); err != nil || c.Own || len(c.Texts) != 2 {
		t.Errorf("%+v %v", c, err)
	}
	if err := s.Reset(t.Context(), id); err != nil {
		t.Error(err)
	}
	// A category of the shop's own has a card only once it is written.
	if _, err := s.First(t.Context(), "own1"); !fault.Is(err, "playbook.unknown") {
		t.Error(err)
	}
	if err := s.Save(t.Context(), "own1", mine("x")); err != nil {
		t.Fatal(err)
	}
	if err := s.Reset(t.Context(), "own1"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.First(t.Context(), "own1"); !fault.Is(err, "playbook.unknown") {
		t.Error(err)
	}
}

func TestSaveRefuses(t *testing.T) {
	s := open(t)
	long := map[string]playbooks.Text{"zh": {Now: []string{strings.Repeat("x", playbooks.MostRunes+1)}}}
	many := map[string]playbooks.Text{"zh": {Avoid: strings.Split(strings.Repeat("x ", playbooks.MostLines+1), " ")}}
	for _, test := range []struct {
		id    string
		texts map[string]playbooks.Text
		code  string
	}{
		{"", long, "playbook.unknown"},
		{"x", nil, "playbook.empty"},
		{"x", map[string]playbooks.Text{"zh": {Now: []string{" "}}}, "playbook.empty"},
		{"x", long, "playbook.long"},
		{"x", many, "playbook.long"},
	} {
		if err := s.Save(t.Context(), test.id, test.texts); !fault.Is(err, test.code) {
			t.Errorf("%s: %v", test.code, err)
		}
	}
}

func TestTheCardsOfACase(t *testing.T) {
	s := open(t)
	for _, test := range []struct {
		facts playbooks.Facts
		want  string
	}{
		{playbooks.Facts{}, ""},
		{playbooks.Facts{Leaf: "logistics.late", Top: "logistics"}, "logistics.late"},
		{playbooks.Facts{Leaf: "logistics.own1", Top: "logistics"}, "logistics"},
		{playbooks.Facts{Top: "ip", Channels: []string{"review", "public_post", "review", "email"}}, "ip channel.review channel.public_post"},
		{playbooks.Facts{Hard: true, Escalated: true}, "case.platform case.hard"},
	} {
		cards, err := s.For(t.Context(), test.facts)
		var got []string
		for _, c := range cards {
			got = append(got, c.ID)
		}
		if err != nil || strings.Join(got, " ") != test.want {
			t.Errorf("%+v: %v %v", test.facts, got, err)
		}
	}
}
