package phrases_test

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"casefolio/app/phrases"
	"casefolio/data/datatest"
)

func service(t testing.TB) (*phrases.Service, *phrases.Library) {
	t.Helper()
	l, err := phrases.LoadLibrary(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return phrases.NewService(datatest.Open(t), l, datatest.Clock()), l
}

func TestStarterLibrary(t *testing.T) {
	s, l := service(t)
	if len(l.Phrases) < 160 {
		t.Errorf("only %d phrases", len(l.Phrases))
	}
	perGroup := map[string]int{}
	texts := map[string]string{}
	used := map[string]bool{}
	for _, p := range l.Phrases {
		perGroup[p.Group]++
		for lang, text := range p.Texts {
			if other := texts[text]; other != "" {
				t.Errorf("%s and %s have the same text in %s", p.ID, other, lang)
			}
			texts[text] = p.ID
			for _, name := range s.Fill(p, lang, nil).Missing {
				used[name] = true
			}
			if strings.ContainsAny(s.Fill(p, lang, allValues(l)).Text, "{}") {
				t.Errorf("%s: a brace stays in %s", p.ID, lang)
			}
		}
		// In one promise, one clock: a text that speaks of a time must let it be concrete.
		for _, vague := range []string{"as soon as possible", "ASAP", "shortly", "尽快答复", "稍后"} {
			for lang, text := range p.Texts {
				if strings.Contains(text, vague) {
					t.Errorf("%s (%s): %q is no promise", p.ID, lang, vague)
				}
			}
		}
	}
	perLang := map[string]int{}
	for _, p := range l.Phrases {
		for lang := range p.Texts {
			perLang[lang]++
		}
	}
	for _, lang := range phrases.Spoken() {
		if want := map[bool]int{true: len(l.Phrases), false: 60}[slices.Contains(phrases.Languages(), lang)]; perLang[lang] < want {
			t.Errorf("%d phrases in %s", perLang[lang], lang)
		}
	}
	for _, g := range s.Groups() {
		if perGroup[g.ID] < 3 {
			t.Errorf("group %s has %d phrases", g.ID, perGroup[g.ID])
		}
	}
	for _, p := range s.Placeholders() {
		if !used[p.ID] {
			t.Errorf("placeholder {%s} is in no text", p.ID)
		}
	}
}

func allValues(l *phrases.Library) map[string]string {
	values := map[string]string{}
	for _, p := range l.Placeholders {
		values[p.ID] = "x"
	}
	return values
}

func TestFill(t *testing.T) {
	for _, tt := range []struct {
		text   string
		values map[string]string
		want   phrases.Filled
	}{
		{"Hello", nil, phrases.Filled{Text: "Hello"}},
		{"To {customer}: {order}", map[string]string{"customer": "佐藤", "order": "1"},
			phrases.Filled{Text: "To 佐藤: 1", Spans: [][2]int{{3, 9}, {11, 12}}}},
		{"{order} {order}", map[string]string{"order": " "},
			phrases.Filled{Text: "{order} {order}", Missing: []string{"order"}}},
		{"{a}{b}", map[string]string{"a": "{b}", "b": "2"},
			phrases.Filled{Text: "{b}2", Spans: [][2]int{{0, 3}, {3, 4}}}},
		{"{ order } {Order} {}", map[string]string{"order": "1"}, phrases.Filled{Text: "{ order } {Order} {}"}},
	} {
		if got := phrases.Fill(tt.text, tt.values); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%q: %+v", tt.text, got)
		}
	}
}

func TestSearch(t *testing.T) {
	s, l := service(t)
	if got := s.Search(phrases.Query{}); len(got) != len(l.Phrases) || got[0].ID != l.Phrases[0].ID {
		t.Errorf("the empty query gives %d phrases", len(got))
	}
	for _, tt := range []struct {
		query phrases.Query
		first string
	}{
		{phrases.Query{Text: "sorry about a delay"}, "empathy.delay"},
		{phrases.Query{Text: "DELAY"}, "empathy.delay"},
		{phrases.Query{Text: "延误 致歉"}, "empathy.delay"},
		{phrases.Query{Text: "ＤＥＬＡＹ"}, "empathy.delay"},
		{phrases.Query{Text: "丢件 方案"}, "options.lost"},
		{phrases.Query{Text: "duty", Group: "clarify"}, "clarify.customs"},
		{phrases.Query{Text: "crushed torn"}, "confirm.damage"},
	} {
		got := s.Search(tt.query)
		if len(got) == 0 || got[0].ID != tt.first {
			t.Errorf("%+v: %d hits, first %v", tt.query, len(got), ids(got))
		}
	}
	if got := s.Search(phrases.Query{Text: "delay zebra"}); len(got) != 0 {
		t.Errorf("every word must be found: %v", ids(got))
	}
	for _, p := range s.Search(phrases.Query{Group: "thanks"}) {
		if p.Group != "thanks" {
			t.Error(p.ID)
		}
	}
}

func ids(list []phrases.Phrase) []string {
	var all []string
	for _, p := range list {
		all = append(all, p.ID)
	}
	return all
}

func TestCopied(t *testing.T) {
	s, _ := service(t)
	if _, err := s.Copied(t.Context(), "a", "", "en", "x\xff"); err != nil {
		t.Fatal(err)
	}
	if u := use(t, s, "a"); u.Count != 1 || u.Cases != 0 {
		t.Errorf("%+v", u)
	}
}

func use(t *testing.T, s *phrases.Service, id string) phrases.Stat {
	t.Helper()
	all, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all[id]
}

func TestLoadLibraryRefuses(t *testing.T) {
	const head = `{"groups":[{"id":"g","names":{"zh":"组","en":"G"}}],"tones":[{"id":"t","names":{"zh":"调","en":"T"}}],
		"placeholders":[{"id":"order","names":{"zh":"单","en":"O"}}]}`
	const good = `[{"id":"p","group":"g","tone":"t","titles":{"zh":"题","en":"T"},"texts":{"zh":"{order}","en":"{order}"},
		"when":{"zh":"时","en":"W"},"not":{"zh":"不","en":"N"}}]`
	const german = `{"p":"Nr. {order}"}`
	load := func(head, group, german string) (*phrases.Library, error) {
		return phrases.LoadLibrary(fstest.MapFS{
			"phrases/library.json": {Data: []byte(head)}, "phrases/g.json": {Data: []byte(group)}, "phrases/lang/de.json": {Data: []byte(german)},
		})
	}
	l, err := load(head, good, german)
	if err != nil || l.Phrases[0].Texts["de"] != "Nr. {order}" {
		t.Fatal(l, err)
	}
	for name, edit := range map[string][2]string{
		"syntax":              {`[{"id"`, `[[{`},
		"unknown field":       {`"tone":"t"`, `"tone":"t","tune":"x"`},
		"another group":       {`"group":"g"`, `"group":"x"`},
		"unknown tone":        {`"tone":"t"`, `"tone":"x"`},
		"unknown placeholder": {`"{order}","en":"{order}"`, `"{odrer}","en":"{odrer}"`},
		"placeholders differ": {`"en":"{order}"`, `"en":"order"`},
		"no Chinese text":     {`"texts":{"zh":"{order}"`, `"texts":{"zh":" "`},
		"no advice":           {`"en":"W"`, `"en":""`},
		"no warning":          {`"en":"N"`, `"en":""`},
		"no title":            {`"titles":{"zh":"题"`, `"titles":{"zh":""`},
		"twice":               {`[{`, `[{"id":"p","group":"g","tone":"t","titles":{"zh":"题","en":"T"},"texts":{"zh":"a","en":"a"},"when":{"zh":"时","en":"W"},"not":{"zh":"不","en":"N"}},{`},
	} {
		edited := strings.Replace(good, edit[0], edit[1], 1)
		if edited == good {
			t.Fatalf("%s changes nothing", name)
		}
		if _, err := load(head, edited, german); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	for _, german := range []string{`{"q":"{order}"}`, `{"p":"Nr."}`, `{"p":" "}`, `[]`} {
		if _, err := load(head, good, german); err == nil {
			t.Errorf("German %s was accepted", german)
		}
	}
}

func FuzzFill(f *testing.F) {
	f.Add("Hello {customer}", "x")
	f.Add("{order}{", "{order}")
	f.Fuzz(func(t *testing.T, text, value string) {
		got := phrases.Fill(text, map[string]string{"order": value, "customer": value})
		for _, s := range got.Spans {
			if got.Text[s[0]:s[1]] != strings.TrimSpace(value) {
				t.Fatalf("%q: span %v", got.Text, s)
			}
		}
	})
}
