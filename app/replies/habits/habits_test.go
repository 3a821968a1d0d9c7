package habits_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"casefolio/app/replies/habits"
)

func load(t testing.TB) *habits.Habits {
	t.Helper()
	h, err := habits.Load(os.DirFS("../../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestEveryLanguage(t *testing.T) {
	h := load(t)
	// A Monday, ten in the morning in London, noon less an hour in Berlin.
	at := time.Date(2026, 11, 23, 10, 5, 0, 0, time.UTC)
	for _, tt := range []struct{ lang, zone, country, moment, date, day string }{
		{"zh", "Europe/Berlin", "", "2026年11月23日（周一）11:05（UTC+1）", "2026年11月23日", "2026年11月23日（周一）"},
		{"en", "Europe/London", "", "Monday 23 November 2026, 10:05 (UTC+0)", "23 November 2026", "Monday 23 November 2026"},
		{"en", "Australia/Sydney", "US", "Monday 23 November 2026, 9:05 pm (UTC+11)", "23 November 2026", "Monday 23 November 2026"},
		{"en", "America/New_York", "", "Monday, November 23, 2026 at 5:05 AM (UTC-5)", "November 23, 2026", "Monday, November 23, 2026"},
		{"en", "America/St_Johns", "", "Monday, November 23, 2026 at 6:35 a.m. (UTC-3:30)", "November 23, 2026", "Monday, November 23, 2026"},
		{"en", "", "united states", "Monday, November 23, 2026 at 10:05 AM (UTC+0)", "November 23, 2026", "Monday, November 23, 2026"},
		{"en", "", "GB", "Monday 23 November 2026, 10:05 (UTC+0)", "23 November 2026", "Monday 23 November 2026"},
		{"de", "Europe/Berlin", "", "Montag, 23. November 2026, 11:05 Uhr (UTC+1)", "23. November 2026", "Montag, 23. November 2026"},
		{"fr", "Europe/Paris", "", "lundi 23 novembre 2026 à 11h05 (UTC+1)", "23 novembre 2026", "lundi 23 novembre 2026"},
		{"es", "America/Mexico_City", "", "lunes 23 de noviembre de 2026, 4:05\u00a0a.\u00a0m. (UTC-6)", "23 de noviembre de 2026", "lunes 23 de noviembre de 2026"},
		{"it", "Europe/Rome", "", "lunedì 23 novembre 2026, ore 11:05 (UTC+1)", "23 novembre 2026", "lunedì 23 novembre 2026"},
		{"ja", "Asia/Tokyo", "", "2026年11月23日（月）19:05（UTC+9）", "2026年11月23日", "2026年11月23日（月）"},
		{"en", "", "Philippines", "Monday, November 23, 2026 at 10:05 AM (UTC+0)", "November 23, 2026", "Monday, November 23, 2026"},
		{"en", "Europe/Dublin", "US", "Monday 23 November 2026, 10:05 (UTC+0)", "23 November 2026", "Monday 23 November 2026"},
		{"es", "Europe/Madrid", "MX", "lunes 23 de noviembre de 2026, 11:05 h (UTC+1)", "23 de noviembre de 2026", "lunes 23 de noviembre de 2026"},
		{"es", "", "argentina", "lunes 23 de noviembre de 2026, 10:05\u00a0a.\u00a0m. (UTC+0)", "23 de noviembre de 2026", "lunes 23 de noviembre de 2026"},
		{"fr", "America/Toronto", "", "lundi 23 novembre 2026 à 5\u00a0h\u00a005 (UTC-5)", "23 novembre 2026", "lundi 23 novembre 2026"},
		{"de", "Europe/Vienna", "", "Montag, 23. November 2026, 11:05 Uhr (UTC+1)", "23. November 2026", "Montag, 23. November 2026"},
		{"xx", "no/where", "", "Monday 23 November 2026, 10:05 (UTC+0)", "23 November 2026", "Monday 23 November 2026"},
	} {
		is := h.For(tt.lang, tt.zone, tt.country)
		if got := is.Moment(at); got != tt.moment {
			t.Errorf("%s %s: %q, not %q", tt.lang, tt.zone, got, tt.moment)
		}
		if got := is.Date(at); got != tt.date {
			t.Errorf("%s %s: %q, not %q", tt.lang, tt.zone, got, tt.date)
		}
		if got := is.Day(at); got != tt.day {
			t.Errorf("%s %s: %q, not %q", tt.lang, tt.zone, got, tt.day)
		}
	}
	first := time.Date(2026, 12, 1, 0, 30, 0, 0, time.UTC)
	for lang, want := range map[string]string{"fr": "1er décembre 2026", "it": "1º dicembre 2026", "de": "1. Dezember 2026"} {
		if got := h.For(lang, "", "").Date(first); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	for in, want := range map[[3]string]string{
		{"de", "Europe/Vienna", ""}: "23. Jänner 2027, 09:05 Uhr", {"de", "", "Deutschland"}: "23. Januar 2027, 09:05 Uhr",
		{"de", "", "Österreich"}: "23. Jänner 2027, 09:05 Uhr", {"fr", "Europe/Paris", ""}: "23 janvier 2027 à 9h05",
		{"es", "Europe/Madrid", ""}: "23 de enero de 2027, 9:05 h", {"it", "Europe/Rome", ""}: "23 gennaio 2027, ore 09:05",
		{"ja", "Asia/Tokyo", ""}: "2027年1月23日9:05", {"zh", "Asia/Shanghai", ""}: "2027年1月23日09:05",
		{"en", "Europe/London", ""}: "23 January 2027, 09:05", {"en", "Asia/Singapore", ""}: "23 January 2027, 9:05 am",
	} {
		if got := h.For(in[0], in[1], in[2]).Clock(time.Date(2027, 1, 23, 9, 5, 0, 0, time.UTC)); got != want {
			t.Errorf("%s: %q, not %q", in, got, want)
		}
	}
	for hour, want := range map[int]string{0: "12:30 AM", 1: "1:30 AM", 11: "11:30 AM", 12: "12:30 PM", 13: "1:30 PM", 23: "11:30 PM"} {
		if got := h.For("en", "", "US").Clock(time.Date(2026, 12, 1, hour, 30, 0, 0, time.UTC)); got != "December 1, 2026 at "+want {
			t.Errorf("%d: %q", hour, got)
		}
	}
	if got := h.For("en", "America/Chicago", "").Clock(first); got != "December 1, 2026 at 12:30 AM" {
		t.Errorf("midnight, as it stands: %q", got)
	}
	if got := h.For("ja", "Asia/Tokyo", "").Scan("Narita", h.For("ja", "", "").Clock(first)); got != "Narita、2026年12月1日0:30" {
		t.Errorf("%q", got)
	}
	// A sentence may end behind a scan: no second point stands there.
	for in, want := range map[[2]string]string{
		{"es", "America/Mexico_City"}: "1 de diciembre de 2026, 12:30\u00a0a.\u00a0m., Toluca", {"es", "Europe/Madrid"}: "Toluca, 1 de diciembre de 2026, 0:30 h",
		{"en", "America/Toronto"}: "December 1, 2026 at 12:30 a.m., Toluca", {"en", "America/New_York"}: "Toluca, December 1, 2026 at 12:30 AM",
	} {
		if is := h.For(in[0], in[1], ""); is.Scan("Toluca", is.Clock(first)) != want {
			t.Errorf("%s: %q, not %q", in, is.Scan("Toluca", is.Clock(first)), want)
		}
	}
	if !slices.Equal(h.Languages(), []string{"de", "en", "es", "fr", "it", "ja", "zh"}) {
		t.Error(h.Languages())
	}
}

func TestLoadRefuses(t *testing.T) {
	raw, err := os.ReadFile("../../../assets/rules/habits.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string][2]string{
		"six days":      {`"周六", `, ``},
		"eleven months": {`"Mai", `, ``},
		"no hour":       {`{H}:{M} Uhr`, `{M} Uhr`},
		"no halves":     {`, "halves": ["AM", "PM"]`, ``},
		"one half":      {`["am", "pm"]`, `["am"]`},
		"no February":   {`"Jänner", "Februar", `, `"Jänner", `},
		"no weekday":    {`{y}年{m}月{d}日（{weekday}）`, `{y}年{m}月{d}日`},
		"no zone":       {`{day}, {time} ({zone})`, `{day}, {time}`},
		"foreign field": {`"scan": "{place}，{when}"`, `"scan": "{place}，{when}", "scam": ""`},
		"no Chinese":    {`"zh": {`, `"zz": {`},
		"no month":      {`"{month} {d}, {y}"`, `"{d}, {y}"`},
	} {
		edited := strings.Replace(string(raw), edit[0], edit[1], 1)
		if edited == string(raw) {
			t.Fatalf("%s changes nothing", name)
		}
		if _, err := habits.Load(fstest.MapFS{"rules/habits.json": {Data: []byte(edited)}}); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}
