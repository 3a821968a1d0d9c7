package exchange_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"casefolio/app/phrases"
	"casefolio/app/phrases/exchange"
	"casefolio/app/tables"
)

func library(t testing.TB) *phrases.Library {
	t.Helper()
	l, err := phrases.LoadLibrary(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func set(t testing.TB, lang string) (exchange.Exchange, []phrases.Phrase) {
	t.Helper()
	rules, err := exchange.LoadRules(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	l := library(t)
	x := exchange.Exchange{Rules: rules, Lang: lang, Terms: exchange.Terms{
		"category": {{ID: "logistics.stuck", Names: map[string]string{"zh": "物流 › 不动", "en": "Logistics › Stuck"}}, {ID: "logistics.lost", Names: map[string]string{"zh": "物流 › 丢件", "en": "Logistics › Lost"}}},
		"stage":    {{ID: "execution", Names: map[string]string{"zh": "执行", "en": "Execution"}}},
		"platform": {{ID: "ebay", Names: map[string]string{"zh": "eBay", "en": "eBay"}}},
	}}
	for _, g := range l.Groups {
		x.Terms["group"] = append(x.Terms["group"], exchange.Term(g))
	}
	for _, g := range l.Tones {
		x.Terms["tone"] = append(x.Terms["tone"], exchange.Term(g))
	}
	for _, p := range l.Placeholders {
		x.Placeholders = append(x.Placeholders, p.ID)
	}
	// Categories that are not among the terms stay ids.
	for _, p := range l.Phrases {
		for column, id := range map[string]string{"category": p.Category, "stage": p.Stage, "platform": p.Platform} {
			if id != "" && !slices.ContainsFunc(x.Terms[column], func(t exchange.Term) bool { return t.ID == id }) {
				x.Terms[column] = append(x.Terms[column], exchange.Term{ID: id})
			}
		}
	}
	return x, l.Phrases
}

// nasty are texts that formats like to change.
func nasty() []string {
	return []string{
		"=1+1", "+49 170", "-5", "- one\n- two", "@SUM(A1)", "'quoted'", "'5", "''", `="0012"`, "＝SUM", "'＝x", "123456789012", "1E+15", "true", "null", "~", "012",
		"a\tb", "a\n\n  b\n", "  x", "a: b # c", "{{x}}", "$|$", "_x000D_", "_x0041_x", "_x0041_x0042_", "__x005F_", "a\ufffeb", "a\ufffdb", "\"\"", "a,b;c|d", "🙂 👨‍👩‍👧", "é\u0301", "\u202eabc", "---", "<b>&amp;</b>", "%d",
		"# not a comment", "> folded", "| literal", "!tag", "&anchor", "*alias", "? key", "a\u00a0b", "a\u3000b", "2026-11-22", "0x10", "yes", "sep=;",
	}
}

func write(t testing.TB, x exchange.Exchange, format string, list []phrases.Phrase) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := x.Write(&b, format, list); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, x exchange.Exchange, format string, raw []byte) (exchange.Sheet, error) {
	t.Helper()
	if format == "yaml" {
		return x.YAML(raw)
	}
	rows, as, err := tables.Rows(context.Background(), "phrases."+format, raw)
	if err != nil {
		return exchange.Sheet{}, err
	}
	var out []exchange.Row
	for _, r := range rows {
		row := exchange.Row{No: r.No}
		for _, c := range r.Cells {
			row.Cells = append(row.Cells, c.Text)
		}
		out = append(out, row)
	}
	return x.Table(as, out)
}

func TestRoundTrip(t *testing.T) {
	x, list := set(t, "zh")
	for i, text := range nasty() {
		list = append(list, phrases.Phrase{ID: fmt.Sprint("own-", i), Group: "thanks", Tone: "warm",
			Titles: map[string]string{"en": strings.Join(strings.Fields("T "+text), " ")}, Texts: map[string]string{"zh": text, "ja": "x" + text},
			Marks: phrases.Marks{Own: true, Favourite: i%2 == 0, Shortcut: fmt.Sprint(";own", i)}})
	}
	for _, format := range exchange.Formats() {
		for _, lang := range phrases.Languages() {
			x.Lang = lang
			s, err := read(t, x, format, write(t, x, format, list))
			if err != nil {
				t.Fatal(format, err)
			}
			other := x
			other.Lang = "en"
			plan := other.Compare(s, list, "")
			if plan.Count(exchange.Same) != len(list) || len(plan.Lines) != len(list) || len(plan.Notes) > 0 {
				t.Errorf("%s: %d of %d are the same; %v", format, plan.Count(exchange.Same), len(list), plan.Notes)
			}
			for _, l := range plan.Lines {
				if l.State != exchange.Same || len(l.Notes) > 0 {
					t.Errorf("%s, row %d, %s: %s %q %v %v", format, l.No, l.ID, l.State, l.Diffs, l.Notes, l.Why)
				}
			}
			// Into an empty library, every phrase comes as it is but for its id.
			for i, l := range x.Compare(s, nil, "").Lines {
				if l.State != exchange.Added || len(l.Diffs) > 0 {
					t.Fatalf("%s: %s is %s %v", format, l.Title, l.State, l.Why)
				}
				if was := list[i]; l.Is.Group != was.Group || l.Is.Tone != was.Tone || l.Is.Category != was.Category || l.Is.Shortcut != was.Shortcut || l.Is.Favourite != was.Favourite ||
					l.Is.ID != "" || len(l.Is.Texts) != len(was.Texts) || l.Is.Texts["zh"] != strings.TrimSpace(strings.ReplaceAll(was.Texts["zh"], "\ufffe", "")) {
					t.Fatalf("%s: %+v is not %+v", format, l.Is, was)
				}
			}
		}
	}
}

// Another program reads the same texts out of the workbook, in the same places,
// and finds no formula in it.
func TestWorkbookForOthers(t *testing.T) {
	x, list := set(t, "zh")
	list = list[:3]
	for _, text := range nasty() {
		list = append(list, phrases.Phrase{ID: "x", Group: "thanks", Tone: "warm", Titles: map[string]string{"zh": "题"}, Texts: map[string]string{"en": text}})
	}
	f, err := excelize.OpenReader(bytes.NewReader(write(t, x, "xlsx", list)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("Sheet1")
	if err != nil || len(rows) != len(list)+1 {
		t.Fatal(len(rows), err)
	}
	at := slices.Index(rows[0], "话术（英文）")
	for i, p := range list {
		want := strings.TrimSpace(strings.NewReplacer("\ufffe", "", "\u3000x", "x").Replace(p.Texts["en"]))
		got := strings.TrimPrefix(rows[i+1][at], "'")
		cell, err := excelize.CoordinatesToCellName(at+1, i+2)
		if err != nil {
			t.Fatal(err)
		}
		formula, err := f.GetCellFormula("Sheet1", cell)
		if got != strings.TrimPrefix(want, "'") && rows[i+1][at] != "'"+want || formula != "" || err != nil {
			t.Errorf("%q is %q to others, formula %q, %v", want, rows[i+1][at], formula, err)
		}
	}
	panes, err := f.GetPanes("Sheet1")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("%+v %v", panes, err)
	}
}
