package exchange_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"casefolio/app/fault"
	"casefolio/app/phrases"
	"casefolio/app/phrases/exchange"
)

func codes(notes []exchange.Note) string {
	var all []string
	for _, n := range notes {
		all = append(all, n.Code)
	}
	return strings.Join(all, " ")
}

func TestEspanso(t *testing.T) {
	x, library := set(t, "en")
	s, err := x.YAML([]byte(`
# of another program
imports: ["other.yml"]
matches:
  - trigger: ":sorry"
    replace: "Hello $|$,\nsorry about {{order}}."
    label: "Sorry"
    search_terms: ["late"]
    vars: [{name: order, type: echo}]
  - triggers: [";chima", ";size"]
    replace: 尺码表见附件。
  - regex: ":greet\\d"
    form: "Hi [[name]]"
  - trigger: ";img"
    image_path: "/a.png"
  - trigger: [a, b]
    replace: x
  - trigger: "a very long trigger that nobody can type"
    markdown: "**Thanks** for {customer}"
  - trigger: ";nothing"
    replace: "  "
  - trigger: ";ja"
    replace: ご連絡ありがとうございます。
  - trigger: ";SIZE2"
    replace: 尺码表见附件。
`))
	if err != nil {
		t.Fatal(err)
	}
	p := x.Compare(s, library, "thanks")
	if codes(p.Notes) != "imports" || len(p.Lines) != 9 {
		t.Fatalf("%+v", p)
	}
	for i, want := range []struct {
		state       exchange.State
		notes, why  string
		short, lang string
		text, title string
	}{
		{exchange.Added, "cursor vars terms", "", ":sorry", "en", "Hello ,\nsorry about {order}.", "Sorry"},
		{exchange.Added, "triggers", "", ";chima", "zh", "尺码表见附件。", "尺码表见附件。"},
		{exchange.Added, "form vars regex placeholder", "", "", "en", "Hi {name}", "Hi {name}"},
		{exchange.Refused, "", "format", "", "", "", ""},
		{exchange.Refused, "", "match", "", "", "", ""},
		{exchange.Added, "markdown shortcut", "", "", "en", "**Thanks** for {customer}", "**Thanks** for {customer}"},
		{exchange.Refused, "", "empty", ";nothing", "", "", ""},
		{exchange.Added, "", "", ";ja", "ja", "ご連絡ありがとうございます。", "ご連絡ありがとうございます。"},
		{exchange.Refused, "", "twice", "", "", "", ""},
	} {
		l := p.Lines[i]
		why := ""
		if l.Why != nil {
			why = l.Why.Code
		}
		if l.State != want.state || codes(l.Notes) != want.notes || why != want.why || l.No == 0 {
			t.Errorf("%d: %s, notes %q, why %q", i, l.State, codes(l.Notes), why)
		}
		if want.text != "" && (l.Is.Texts[want.lang] != want.text || l.Title != want.title || l.Is.Shortcut != want.short || l.Is.Group != "thanks" || l.Is.Tone == "") {
			t.Errorf("%d: %+v", i, l)
		}
	}
}

// Files as people keep them for espanso: forms with lists, variables of forms,
// dates and the clipboard, several texts under one trigger, options that mean
// nothing here, numbers as texts, nothing but comments.
func TestEspansoOfPeople(t *testing.T) {
	x, library := set(t, "en")
	s, err := x.YAML([]byte(`
name: support
parent: default
toggle_key: ALT
global_vars:
  - {name: today, type: date, params: {format: "%d/%m/%Y"}}
matches:
  # - trigger: ";old"
  #   replace: "old"
  - trigger: ";ship "
    propagate_case: true
    word: true
    force_mode: clipboard
    replace: |
      Hi {{form1.name}},

      your order {{form1.order-1}} / {{ form1.order2 }} left on {{today}}.
    vars:
      - name: form1
        type: form
        params: {layout: "[[name]] [[order-1]] [[order2]]"}
  - trigger: ";ret"
    replace: "Send it back, please."
  - trigger: ";ret"
    replace: "Please return it."
  - trigger: ";ret"
    replace: "Send it back, please."
  - trigger: ";pick"
    form: |
      Dear [[customer]], choose [[what]].
    form_fields:
      what: {type: choice, values: [refund, resend]}
  - trigger: 24
    replace: 7
  - trigger: ";é"
    replace: "{{ключ}} stays, as do {{ and ]]"
`))
	if err != nil {
		t.Fatal(err)
	}
	p := x.Compare(s, library, "")
	for i, want := range []struct {
		state             exchange.State
		notes, why, short string
		text              string
	}{
		{exchange.Added, "vars placeholder", "", ";ship", "Hi {name},\n\nyour order {order_b} / {orderc} left on {today}."},
		{exchange.Added, "", "", ";ret", "Send it back, please."},
		{exchange.Added, "again", "", "", "Please return it."},
		{exchange.Refused, "", "twice", "", ""},
		{exchange.Added, "form vars fields placeholder", "", ";pick", "Dear {customer}, choose {what}."},
		{exchange.Added, "", "", "24", "7"},
		{exchange.Added, "", "", ";é", "{{ключ}} stays, as do {{ and ]]"},
	} {
		l, why := p.Lines[i], ""
		if l.Why != nil {
			why = l.Why.Code
		}
		if l.State != want.state || codes(l.Notes) != want.notes || why != want.why || l.No == 0 || l.Is.Texts["en"] != want.text || l.Is.Shortcut != want.short {
			t.Errorf("%d: %s, notes %q, why %q, %+v", i, l.State, codes(l.Notes), why, l.Is)
		}
	}
}

// A workbook or list that the seller made has headings of its own, in any order,
// below a title.
func TestOwnTable(t *testing.T) {
	x, library := set(t, "zh")
	s, err := read(t, x, "csv", []byte("我的话术\n\n标题,英文,分组,触发词,备注,text_zh,收藏\n"+
		"谢谢,Thank you very much,感谢,;ty,x,多谢,是\n"+
		"Bad,Text,nowhere,,,,\n"+
		"慢,Too slow,,;ty,,,maybe\n"+
		"无,,,,,,\n"))
	if err != nil {
		t.Fatal(err)
	}
	p := x.Compare(s, library, "")
	if codes(p.Notes) != "column" || p.Notes[0].Value != "备注" || len(p.Lines) != 4 {
		t.Fatalf("%+v", p)
	}
	if l := p.Lines[0]; l.State != exchange.Added || l.Is.Texts["en"] != "Thank you very much" || l.Is.Texts["zh"] != "多谢" || l.Is.Titles["zh"] != "谢谢" ||
		l.Is.Group != "thanks" || l.Is.Shortcut != ";ty" || !l.Is.Favourite {
		t.Errorf("%+v", l)
	}
	if l := p.Lines[1]; l.State != exchange.Refused || l.Why.Code != "term" || l.Why.Column != "group" {
		t.Errorf("%+v", l)
	}
	if l := p.Lines[2]; l.State != exchange.Added || l.Is.Shortcut != "" || l.Is.Texts["en"] != "Too slow" || codes(l.Notes) != "term again" {
		t.Errorf("%+v", l)
	}
	if l := p.Lines[3]; l.State != exchange.Refused || l.Why.Code != "empty" {
		t.Errorf("%+v", l)
	}
}

// What a file changes is told field by field; what it does not have stays.
func TestChanges(t *testing.T) {
	x, library := set(t, "en")
	was := library[3]
	library[3].Shortcut = ";three"
	other := library[4].ID
	cell := func(rows ...string) exchange.Plan {
		t.Helper()
		s, err := read(t, x, "csv", []byte("id,shortcut,text_en,stage,tone\n"+strings.Join(rows, "\n")+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		return x.Compare(s, library, "")
	}
	p := cell(was.ID + ",,New text,,")
	l := p.Lines[0]
	if l.State != exchange.Changed || l.Is.Texts["en"] != "New text" || l.Is.Texts["zh"] != was.Texts["zh"] || l.Is.Shortcut != ";three" || l.Is.Tone != was.Tone ||
		l.Is.Group != was.Group || len(l.Diffs) != 1 || l.Diffs[0].Column != "text_en" || l.Diffs[0].Was != was.Texts["en"] {
		t.Errorf("%+v", l)
	}
	if was.Texts["en"] == "New text" {
		t.Error("the library was changed")
	}
	for rows, want := range map[string]string{
		was.ID + ",;three,x,,\n" + was.ID + ",;three,y,,":      "changed refused:twice",
		other + ",;three,x,,":                                  "refused:taken",
		was.ID + ",;three,,,":                                  "same",
		",;three,x,,":                                          "changed",
		"another-workspace,;new,x,,":                           "added",
		",;new,x,,\n,;new2,x,,":                                "added refused:twice",
		was.ID + ",;three,x,no such stage,":                    "changed",
		was.ID + ",;three,x,,shouting":                         "refused:term",
		was.ID + ",;three," + strings.Repeat("x", 8001) + ",,": "refused:long",
	} {
		got := ""
		for _, l := range cell(strings.Split(rows, "\n")...).Lines {
			got += " " + string(l.State)
			if l.Why != nil {
				got += ":" + l.Why.Code
			}
		}
		if strings.TrimSpace(got) != want {
			t.Errorf("%.60q: %s, not %s", rows, got, want)
		}
	}
	library[3].Trashed = true
	if l := cell(was.ID + ",,x,,").Lines[0]; l.State != exchange.Refused || l.Why.Code != "trash" {
		t.Errorf("%+v", l)
	}
}

func TestHostile(t *testing.T) {
	x, _ := set(t, "en")
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'k'; c++ {
		bomb += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+",", 9) + "]\n"
	}
	merge := "matches:\n- &a {trigger: a, replace: b}\n"
	for range 300 {
		merge += "- {<<: *a}\n"
	}
	for name, tt := range map[string]struct{ raw, code string }{
		"bomb":      {bomb + "matches: *j\n", ""},
		"deep":      {"matches: " + strings.Repeat("[", 100_000), "phrase.file.yaml"},
		"merge":     {merge, "phrase.file.yaml"},
		"items":     {"matches: [" + strings.Repeat("a,", 2_000_000) + "]", "phrase.file.rows"},
		"many":      {"matches:\n" + strings.Repeat("- {trigger: a, replace: b}\n", 20_001), "phrase.file.rows"},
		"nothing":   {"", "phrase.file.matches"},
		"a list":    {"- a\n- b\n", "phrase.file.yaml"},
		"no list":   {"matches: 5\n", "phrase.file.yaml"},
		"no match":  {"matches: []\n", "phrase.file.matches"},
		"a cycle":   {"matches: &a [*a]\n", ""},
		"not UTF-8": {"matches: [{trigger: a, replace: \"\xff\xfe\"}]", "phrase.file.yaml"},
	} {
		s, err := x.YAML([]byte(tt.raw))
		if tt.code != "" && !fault.Is(err, tt.code) {
			t.Errorf("%s: %d records, %v", name, len(s.Records), err)
		}
		for _, l := range x.Compare(s, nil, "").Lines {
			if err == nil && l.State != exchange.Refused {
				t.Errorf("%s: %+v", name, l)
			}
		}
	}
	rows := make([]exchange.Row, exchange.MaxRecords+2)
	rows[0] = exchange.Row{No: 1, Cells: []string{"id", "text"}}
	if _, err := x.Table("csv", rows); !fault.Is(err, "phrase.file.rows") {
		t.Error(err)
	}
	for _, rows := range [][]exchange.Row{nil, {{No: 1}}, {{No: 1, Cells: []string{"a", "b"}}}, {{No: 1, Cells: []string{"group", "tone"}}}} {
		if _, err := x.Table("csv", rows); !fault.Is(err, "phrase.file.headings") {
			t.Error(err)
		}
	}
}

func TestRulesRefuse(t *testing.T) {
	for name, raw := range map[string]string{
		"syntax":  `{`,
		"unknown": `{"columns":[{"id":"x","names":{"zh":"一","en":"x"}}]}`,
		"few":     `{"columns":[{"id":"id","names":{"zh":"一","en":"x"}}],"yes":["y"],"default":{"group":"a","tone":"b"}}`,
		"field":   `{"colums":[]}`,
		"twice":   `{"columns":[{"id":"id","names":{"zh":"一","en":"x"}},{"id":"tone","names":{"zh":"一","en":"y"}}]}`,
	} {
		if _, err := exchange.LoadRules(fstest.MapFS{"rules/exchange.json": {Data: []byte(raw)}}); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

// sound holds what every plan must be, whatever the file: every record is in one
// state, what would be kept is whole, and writing it and reading it again changes
// nothing.
func sound(t *testing.T, x exchange.Exchange, s exchange.Sheet, library []phrases.Phrase) {
	t.Helper()
	p := x.Compare(s, library, "")
	sum := 0
	for _, state := range exchange.States() {
		sum += p.Count(state)
	}
	if sum != len(p.Lines) || len(p.Lines) != len(s.Records) {
		t.Fatalf("%d lines of %d records, %d in a state", len(p.Lines), len(s.Records), sum)
	}
	var kept []phrases.Phrase
	for i, l := range p.Lines {
		if (l.State == exchange.Refused) != (l.Why != nil) {
			t.Fatalf("%+v", l)
		}
		if l.State == exchange.Refused {
			continue
		}
		if len(l.Is.Texts) == 0 || len(l.Is.Titles) == 0 || l.Is.Group == "" || l.Is.Tone == "" || utf8.RuneCountInString(l.Is.Shortcut) > phrases.MaxShortcut {
			t.Fatalf("%+v", l)
		}
		for _, text := range l.Is.Texts {
			if !utf8.ValidString(text) || strings.TrimSpace(text) != text || text == "" {
				t.Fatalf("%q", text)
			}
		}
		if l.State == exchange.Added {
			l.Is.ID = "new-" + strings.Repeat("x", i+1)
		}
		kept = append(kept, l.Is)
	}
	if len(kept) > 20 {
		kept = kept[:20]
	}
	for _, format := range exchange.Formats() {
		if len(kept) == 0 {
			continue
		}
		again, err := read(t, x, format, write(t, x, format, kept))
		if err != nil {
			t.Fatal(format, err)
		}
		if back := x.Compare(again, kept, ""); back.Count(exchange.Same) != len(kept) {
			for _, l := range back.Lines {
				if l.State != exchange.Same {
					t.Errorf("%s: %s %q %+v", format, l.State, l.Diffs, l.Why)
				}
			}
		}
	}
}

func FuzzYAML(f *testing.F) {
	x, library := set(f, "en")
	var out bytes.Buffer
	if err := x.WriteYAML(&out, library[:2]); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Add([]byte("matches:\n- &a {trigger: \":a\", replace: \"b $|$ {{x}}\"}\n- {<<: *a, triggers: [x]}\n- form: |\n    a\n"))
	f.Add([]byte("matches: &a [*a]"))
	for _, text := range nasty() {
		f.Add([]byte("matches:\n- trigger: x\n  replace: " + text + "\n"))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := x.YAML(raw)
		if err != nil {
			return
		}
		sound(t, x, s, library[:3])
	})
}

func FuzzCSV(f *testing.F) {
	x, library := set(f, "en")
	f.Add(write(f, x, "csv", library[:2]))
	f.Add([]byte("标题;内容;favourite\na;'=b;x\n"))
	for _, text := range nasty() {
		f.Add([]byte("id,title,text_en\n,x," + text + "\n"))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := read(t, x, "csv", raw)
		if err != nil {
			return
		}
		sound(t, x, s, library[:3])
	})
}

func FuzzXLSX(f *testing.F) {
	x, library := set(f, "en")
	f.Add(write(f, x, "xlsx", library[:2]))
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := read(t, x, "xlsx", raw)
		if err != nil {
			return
		}
		sound(t, x, s, library[:3])
	})
}

// Shortcuts that the library takes for one are one in a file, too: else the
// preview offers what cannot be kept, and nothing of the file is.
func TestShortcutsOfOtherWidth(t *testing.T) {
	x, library := set(t, "zh")
	s, err := x.YAML([]byte("matches:\n  - {trigger: \";size\", replace: \"One.\"}\n  - {trigger: \"；ＳＩＺＥ\", replace: \"Two.\"}\n"))
	if err != nil {
		t.Fatal(err)
	}
	p := x.Compare(s, library, "")
	if l := p.Lines[1]; l.State != exchange.Added || l.Is.Shortcut != "" || codes(l.Notes) != "again" {
		t.Errorf("%+v", l)
	}
}
