package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/text"
	"casefolio/data/datatest"
)

// ran is the outcome of one command line.
type ran struct {
	code     int
	out, err string
}

// runner gives commands on one open workspace.
func runner(t testing.TB, in string) func(args ...string) ran {
	t.Helper()
	run, _ := runnerOn(t, in)
	return run
}

// runnerOn gives the services of the workspace as well.
func runnerOn(t testing.TB, in string) (func(args ...string) ran, *app.Services) {
	t.Helper()
	files := os.DirFS("../../assets")
	w := datatest.Open(t)
	services, err := app.New(w, files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	return func(args ...string) ran {
		var out, errs bytes.Buffer
		h := Host{
			Name: "casefolio", Version: "1", Files: files, DefaultDir: "default", Lang: "en",
			Open: func(context.Context, string) (*app.Services, func() error, error) {
				return services, func() error { return nil }, nil
			},
			Window: func(context.Context, string) error { panic("no window") },
			In:     strings.NewReader(in), Out: &out, Err: &errs,
		}
		code := Run(t.Context(), h, args)
		return ran{code, out.String(), errs.String()}
	}, services
}

func TestReadForm(t *testing.T) {
	utf16 := "\xff\xfe{\x00\"\x00o\x00r\x00d\x00e\x00r\x00\"\x00:\x00\"\x00\x48\x68\"\x00}\x00"
	for _, tt := range []struct {
		name, in string
		want     cases.Form
		unknown  []string
	}{
		{"plain", `{"customer":"Emma"}`, cases.Form{Customer: "Emma"}, nil},
		{"mark", "\xef\xbb\xbf{\"customer\":\"Emma\"}\r\n", cases.Form{Customer: "Emma"}, nil},
		{"UTF-16", utf16, cases.Form{Order: "案"}, nil},
		{"invalid UTF-8", "{\"customer\":\"a\xffb\"}", cases.Form{Customer: "a\uFFFDb"}, nil},
		{"surrogate", `{"customer":"\ud800"}`, cases.Form{Customer: "\uFFFD"}, nil},
		{"numbers", `{"amount":39.90,"order":8195550012345678}`, cases.Form{Amount: "39.90", Order: "8195550012345678"}, nil},
		{"nothing", `{"story":null}`, cases.Form{}, nil},
		{"unknown", `{"b":1,"a":{},"Customer":"x"}`, cases.Form{}, []string{"Customer", "a", "b"}},
		{"control", `{"customer":"a\u0000b"}`, cases.Form{Customer: "a\x00b"}, nil},
	} {
		got, unknown, err := readForm([]byte(tt.in))
		if err != nil || got != tt.want || !reflect.DeepEqual(unknown, tt.unknown) {
			t.Errorf("%s: %+v %v %v", tt.name, got, unknown, err)
		}
	}
	for _, in := range []string{"", "null", "[]", `"x"`, "{", `{"a":1}{}`, "\xff\xfe{", "\x00"} {
		if _, _, err := readForm([]byte(in)); !fault.Is(err, "command.json") {
			t.Errorf("%q: %v", in, err)
		}
	}
	if _, _, err := readForm([]byte(`{"story":true}`)); !fault.Is(err, "command.field.text") {
		t.Error(err)
	}
}

func TestInputLimit(t *testing.T) {
	run := runner(t, `{"story":"`+strings.Repeat("x", maxForm)+`"}`)
	if got := run("case", "new", "-"); got.code != 1 || !strings.Contains(got.err, "too large") {
		t.Errorf("%d %q", got.code, got.err)
	}
}

func TestNewCaseKeepsAnyText(t *testing.T) {
	want := cases.Form{
		Customer: "👨‍👩‍👧 العربية\u202e", Story: "a\x00\u0007\n𠀀 " + strings.Repeat("字", 10_000),
		Platform: "<script>", Category: "怪", Severity: "x", Amount: "0.10", Currency: "USD",
	}
	raw, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	run := runner(t, string(raw))
	if got := run("case", "new", "-"); got.code != 0 || got.out != "{\"case\":\"CF-2026-0001\"}\n" {
		t.Fatalf("%+v", got)
	}
	var shown cases.Form
	if err := json.Unmarshal([]byte(run("case", "show", "CF-2026-0001", "--json").out), &shown); err != nil {
		t.Fatal(err)
	}
	shown.Received = ""
	if shown != want {
		t.Errorf("%.200q", shown)
	}
	if got := run("case", "show", "CF-2026-0001"); got.code != 0 {
		t.Errorf("%+v", got)
	}
}

func TestOutcomeOfACase(t *testing.T) {
	run := runner(t, `{"customer":"Emma","amount":39.90,"currency":"EUR","remedy":"free_resend","cost":12.40,"recovered":"80","recovered_currency":"CNY",
		"follow_up":"arrived","satisfaction":5,"followed_up":"2026-11-08T16:00:00+01:00","lesson":"ask earlier","prevention":"watch"}`)
	if got := run("case", "new", "-"); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	var shown cases.Form
	if err := json.Unmarshal([]byte(run("case", "show", "CF-2026-0001", "--json").out), &shown); err != nil {
		t.Fatal(err)
	}
	if shown.Remedy != "free_resend" || shown.Cost != "12.40" || shown.CostCurrency != "EUR" || shown.RecoveredCurrency != "CNY" ||
		shown.Satisfaction != "5" || shown.FollowedUp != "2026-11-08T16:00:00+01:00" || shown.Lesson != "ask earlier" {
		t.Errorf("%+v", shown)
	}
	plain := run("case", "show", "CF-2026-0001").out
	for _, want := range []string{"Free resend", "EUR 12.40", "CNY 80.00", "5 Very happy", "ask earlier"} {
		if !strings.Contains(plain, want) {
			t.Errorf("%q is not shown", want)
		}
	}
	if got := runner(t, `{"satisfaction":6}`)("case", "new", "-"); got.code != 1 || !strings.Contains(got.err, "satisfaction") {
		t.Errorf("%+v", got)
	}
}

func TestPanicIsAFailure(t *testing.T) {
	if got := runner(t, "")(); got.code != 1 || !strings.Contains(got.err, "unexpected") {
		t.Errorf("%+v", got)
	}
}

// TestTexts wants every sentence that the commands can say in both languages.
func TestTexts(t *testing.T) {
	c, err := text.Load(os.DirFS("../../assets"), "translations")
	if err != nil {
		t.Fatal(err)
	}
	keys := []string{
		"command.usage", "command.usage.hint", "command.unknown_key", "command.no_cases", "command.messages",
		"command.events", "command.dossier.own", "command.dossier.outside", "command.dossier.supplier", "command.dossier_unlooked", "command.dossier_faults", "command.verified", "command.not_whole",
		"command.sample", "command.backup", "command.restore", "fault.cancelled", "fault.unexpected",
		"fault.sample.not_empty", "fault.command.json", "fault.command.too_large", "fault.command.no_file",
		"fault.command.unreadable", "fault.command.field.text", "fault.command.output", "fault.print.failed",
	}
	for _, key := range helpKeys() {
		keys = append(keys, "command.help."+key)
	}
	for _, code := range []string{cases.BadAmount, cases.BadCurrency, cases.BadTime, cases.BadZone, cases.BadScore} {
		keys = append(keys, "fault.command.field."+code, "intake_field.fault."+code)
	}
	for _, k := range []evidence.Kind{evidence.Chat, evidence.Tracking, evidence.Photo, evidence.Email, evidence.Document, evidence.Text} {
		keys = append(keys, "command.kind."+string(k))
	}
	for _, code := range []string{"journal.order", "journal.link", "journal.version", "journal.hash", "journal.detail", "row.changed", "row.missing", "row.unlogged", "file.missing", "file.unreadable", "file.changed"} {
		keys = append(keys, "command.problem."+code)
	}
	for key := range formFields(&cases.Form{}) {
		keys = append(keys, "intake_field."+key)
	}
	for _, lang := range []string{"zh", "en"} {
		for _, key := range keys {
			if !c.Has(lang, key) {
				t.Errorf("%s: no text for %s", lang, key)
			}
		}
	}
}

func TestTable(t *testing.T) {
	var out bytes.Buffer
	s := &session{host: Host{Out: &out}}
	if err := s.table([][]string{{"佐藤", "a\nb", "x"}, {"Emma S", "c"}}); err != nil {
		t.Fatal(err)
	}
	if want := "佐藤    a b  x\nEmma S  c\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

func TestErrorsWithoutAFault(t *testing.T) {
	var errs bytes.Buffer
	s := &session{host: Host{Err: &errs}, lang: "en", catalog: text.Catalog{"en": {"fault.unexpected": "Oh."}}}
	if s.fail(errors.New("secret detail")) != 1 || errs.String() != "Oh.\n" {
		t.Errorf("%q", errs.String())
	}
}

// full is an output that takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space") }

func TestOutputFails(t *testing.T) {
	s := &session{host: Host{Out: full{}}}
	for _, err := range []error{s.say("x"), s.print(1), s.table([][]string{{"x"}})} {
		if !fault.Is(err, "command.output") {
			t.Error(err)
		}
	}
}

func TestStamp(t *testing.T) {
	if stamp(time.Time{}) != "" {
		t.Error("no time should be no text")
	}
}

func FuzzReadForm(f *testing.F) {
	f.Add([]byte(`{"customer":"Emma","amount":1e3,"story":"\ud800"}`))
	f.Add([]byte("\xff\xfe{\x00}\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		form, _, err := readForm(raw)
		if err != nil {
			return
		}
		c, _ := form.Case("USD", time.UTC)
		if !utf8.ValidString(c.Customer) {
			t.Fatalf("%q", c.Customer)
		}
	})
}
