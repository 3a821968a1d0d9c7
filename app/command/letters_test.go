package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLetter(t *testing.T) {
	run := runner(t, `{"customer":"Emma","order":"302-1","product":"Thermos","amount":"39.90","currency":"EUR","shop":"LumoHaus"}`)
	run("case", "new", "-")
	if got := run("letter", "--list", "--json"); got.code != 0 || strings.Count(got.out, `"id":`) < 9 || !strings.Contains(got.out, `"id":"not_received.delivered"`) {
		t.Fatalf("%+v", got)
	}
	if got := run("letter", "CF-2026-0001", "--list", "--json"); got.code != 0 || !strings.Contains(got.out, `"lacks":["`) {
		t.Errorf("%+v", got)
	}
	got := run("letter", "CF-2026-0001", "--template", "refund.done", "--lang", "en")
	if got.code != 0 || !strings.Contains(got.out, "302-1") || !strings.Contains(got.out, "LumoHaus") || strings.Contains(got.out, "E-0") {
		t.Errorf("%+v", got)
	}
	got = run("letter", "CF-2026-0001", "--template", "supplier.defect", "--lang", "zh", "--json")
	for _, want := range []string{`"audience":"supplier"`, `"ready":false`, `"missing":["supplier","defect"]`, `"lang":"zh"`} {
		if got.code != 0 || !strings.Contains(got.out, want) {
			t.Errorf("%s is missing in %+v", want, got)
		}
	}
	path := filepath.Join(t.TempDir(), "letter.pdf")
	if got := run("letter", "CF-2026-0001", "--template", "supplier.defect", "--lang", "en", "--out", path); got.code != 1 || !strings.Contains(got.err, "Supplier") {
		t.Errorf("a letter with gaps: %+v", got)
	}
	got = run("letter", "CF-2026-0001", "--template", "supplier.defect", "--lang", "en", "--out", path, "--json",
		"--value", "supplier=Hongda Lighting", "--value", "defect=the lid leaks; a, b")
	if _, err := os.Stat(path); got.code != 0 || err != nil || !strings.Contains(got.out, `"pages":1`) || !strings.Contains(got.out, "the lid leaks; a, b") {
		t.Errorf("%+v %v", got, err)
	}
	got = run("letter", "CF-2026-0001", "--template", "supplier.defect", "--lang", "en", "--value", "asked_amount=USD 240")
	if !strings.Contains(got.out, "We ask for USD 240") {
		t.Errorf("the sentence that a fact brings is missing: %+v", got)
	}
	for code, args := range map[string][]string{
		"no template": {"letter", "CF-2026-0001", "--template", "x"}, "no name": {"letter", "CF-2026-0001", "--value", "x=y"},
	} {
		if got := run(args...); got.code != 1 || got.err == "" {
			t.Errorf("%s: %+v", code, got)
		}
	}
}
