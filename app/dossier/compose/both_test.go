package compose

import (
	"strings"
	"testing"

	"casefolio/app/dossier/block"
)

func TestBeside(t *testing.T) {
	for _, v := range []struct{ zh, en, want string }{
		{"阶段", "Stage", "阶段 Stage"},
		{"SKU", "SKU", "SKU"},
		{"", "x", "x"},
		{"x", "", "x"},
		{"生成 2026-12-02 10:12 (UTC+8)", "Generated 2026-12-02 10:12 (UTC+8)", "生成 Generated 2026-12-02 10:12 (UTC+8)"},
		{"5 条消息", "5 messages", "5 条消息 messages"},
		{"CF-1 · 机密", "CF-1 · Confidential", "CF-1 · 机密 Confidential"},
		{"本案尚无证据。", "No evidence.", "本案尚无证据。\nNo evidence."},
		{"丢失", "", "丢失"},
	} {
		if got := Beside(v.zh, v.en); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(v.want), " ") {
			t.Errorf("%q beside %q: %q", v.zh, v.en, got)
		}
	}
}

func FuzzBeside(f *testing.F) {
	f.Add("a b", "a b a b")
	f.Add(" ", "  ")
	f.Fuzz(func(t *testing.T, zh, en string) {
		got := Beside(zh, en)
		for _, word := range append(strings.Fields(zh), strings.Fields(en)...) {
			if !strings.Contains(got, word) {
				t.Errorf("%q is lost in %q", word, got)
			}
		}
	})
}

// Whatever stands in either language stands in both.
func TestBothLanguagesHaveAllLabels(t *testing.T) {
	say := func(lang string) string {
		in := input(t, lang)
		in.Case.Category, in.Case.Severity, in.Case.Platform, in.Case.Received = "logistics.lost", "high", "amazon", at(20, 13, 35)
		return strings.Join(lines(Compose(in)), "\n")
	}
	both := say(Both)
	for _, lang := range []string{"zh", "en"} {
		in := input(t, lang)
		for _, key := range []string{"section.timeline", "section.index", "index.empty", "fact.category", "integrity.check", "signatures.handled", "column.event", "time.received"} {
			if want := in.Texts.Get(lang, "dossier."+key, nil); !strings.Contains(both, want) {
				t.Errorf("%q is not there", want)
			}
		}
		for _, want := range []string{in.Lists.CategoryName("logistics.lost", lang)} {
			if !strings.Contains(both, want) {
				t.Errorf("%q is not there", want)
			}
		}
	}
	doc := Compose(input(t, Both))
	if doc.Lang != "zh-CN" {
		t.Errorf("language %s", doc.Lang)
	}
	for _, b := range doc.Blocks {
		if h, ok := b.(block.Header); ok && strings.Count(h.Text, "\n") > 0 {
			t.Errorf("the header %q has two lines", h.Text)
		}
	}
}
