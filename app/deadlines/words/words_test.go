package words_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"casefolio/app/deadlines"
	"casefolio/app/deadlines/words"
	"casefolio/app/text"
)

func texts(t *testing.T, lang string) words.Texts {
	t.Helper()
	c, err := text.Load(os.DirFS("../../../assets"), "translations")
	if err != nil {
		t.Fatal(err)
	}
	return func(key string, pairs ...string) string {
		if !c.Has(lang, key) {
			t.Errorf("%s has no text in %s", key, lang)
		}
		args := map[string]string{}
		for i := 0; i+1 < len(pairs); i += 2 {
			args[pairs[i]] = pairs[i+1]
		}
		return c.Get(lang, key, args)
	}
}

func TestLength(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		d      time.Duration
		zh, en string
	}{
		{59 * time.Second, "不到 1 分钟", "under a minute"},
		{42*time.Minute + 59*time.Second, "42 分钟", "42 min"},
		{time.Hour, "1 小时", "1 h"},
		{3*time.Hour + 5*time.Minute, "3 小时 5 分", "3 h 5 min"},
		{day, "1 天", "1 d"},
		{2*day + 4*time.Hour + 59*time.Minute, "2 天 4 小时", "2 d 4 h"},
		{7*day + 4*time.Hour, "7 天", "7 d"},
		{18 * day, "18 天", "18 d"},
	} {
		if got := texts(t, "zh").Length(c.d); got != c.zh {
			t.Errorf("%v: %q, not %q", c.d, got, c.zh)
		}
		if got := texts(t, "en").Length(c.d); got != c.en {
			t.Errorf("%v: %q, not %q", c.d, got, c.en)
		}
	}
}

func TestStates(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 22, 23, 30, 0, 0, shanghai)
	at := func(d time.Duration) time.Time { return now.Add(d) }
	for name, c := range map[string]struct {
		i    deadlines.Item
		want words.State
	}{
		"over":                       {deadlines.Item{Due: at(-time.Second)}, words.Late},
		"today":                      {deadlines.Item{Due: at(20 * time.Minute)}, words.Soon},
		"tomorrow":                   {deadlines.Item{Due: at(40 * time.Minute)}, words.Later},
		"tomorrow, to be sent":       {deadlines.Item{Due: at(40 * time.Minute), SendBy: at(-time.Minute)}, words.Soon},
		"tomorrow, to be sent today": {deadlines.Item{Due: at(40 * time.Minute), SendBy: at(10 * time.Minute)}, words.Soon},
		"over but stopped":           {deadlines.Item{Due: at(-time.Hour), Stopped: true}, words.Done},
		"over but paused":            {deadlines.Item{Due: at(-time.Hour), Paused: true}, words.Paused},
		"no date":                    {deadlines.Item{}, words.Open},
		"waiting until today":        {deadlines.Item{Kind: deadlines.Waiting, Due: at(time.Minute)}, words.Later},
		"waited for long enough":     {deadlines.Item{Kind: deadlines.Waiting, Due: at(-time.Minute)}, words.Late},
	} {
		if got := words.StateOf(c.i, now); got != c.want {
			t.Errorf("%s: %v, not %v", name, got, c.want)
		}
	}
}

// Every kind, unit, origin and wait has its words in both languages; the helper
// fails where one has none.
func TestEverythingHasWords(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	for _, lang := range []string{"zh", "en"} {
		w := texts(t, lang)
		for _, k := range deadlines.ItemKinds() {
			for _, title := range []string{"", "A title\nof two lines"} {
				i := deadlines.Item{Kind: k, Title: title, Due: now.Add(time.Hour), For: deadlines.ForCarrier, Text: "note"}
				if w.Title(i) == "" {
					t.Errorf("%s %s has no title", lang, k)
				}
				w.Left(i, now)
			}
		}
		for _, who := range deadlines.Waits() {
			w.Title(deadlines.Item{Kind: deadlines.Waiting, For: who})
		}
		for _, u := range deadlines.Units() {
			w.Span(deadlines.Span{N: 2, Unit: u})
		}
		for _, why := range []string{deadlines.WhyStandard, deadlines.WhyRule, deadlines.WhyTyped} {
			if w.Why(deadlines.Item{Kind: deadlines.Programme, Why: why}) == "" {
				t.Errorf("%s %s has no words", lang, why)
			}
		}
		for d := range 14 {
			w.Moment(now.AddDate(0, 0, d-2), now)
		}
	}
}

// What a period is counted from is told, one is no plural, and a rule's note
// comes in the language of the window.
func TestPlainTelling(t *testing.T) {
	start := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	for _, from := range []string{
		deadlines.FromReceived, deadlines.FromReopened, deadlines.FromChosen, deadlines.FromDelivered, deadlines.FromShipped,
	} {
		i := deadlines.Item{Kind: deadlines.Programme, Why: deadlines.WhyRule, From: from, Start: start}
		for _, lang := range []string{"zh", "en"} {
			if got := texts(t, lang).From(i, start); !strings.Contains(got, "2026-11-20 08:00") {
				t.Errorf("%s %s: %q", lang, from, got)
			}
		}
		if i.Why = deadlines.WhyTyped; texts(t, "en").From(i, start) != "" {
			t.Error("a typed date is counted from nothing")
		}
	}
	en := texts(t, "en")
	for span, want := range map[deadlines.Span]string{
		{N: 1, Unit: deadlines.WorkDays}: "1 working day", {N: 2, Unit: deadlines.WorkDays}: "2 working days",
		{N: 1, Unit: deadlines.Days}: "1 day", {N: 1, Unit: deadlines.Months}: "1 month", {N: 21, Unit: deadlines.Days}: "21 days",
	} {
		if got := en.Span(span); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	i := deadlines.Item{Text: "a note", TextZH: "说明"}
	if words.Note(i, "zh") != "说明" || words.Note(i, "en") != "a note" || words.Note(deadlines.Item{Text: "own"}, "zh") != "own" {
		t.Error("the note is in the wrong language")
	}
	again := deadlines.Item{Kind: deadlines.FirstResponse, From: deadlines.FromAsked}
	if en.Title(again) == en.Title(deadlines.Item{Kind: deadlines.FirstResponse}) {
		t.Error("another message is told like the first")
	}
}

func TestBuyersClock(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, shanghai)
	w := texts(t, "en")
	for _, c := range []struct{ at, zone, want string }{
		{"2026-11-22T18:00:00+08:00", "Europe/Berlin", "buyer 11:00"},
		{"2026-11-22T09:00:00+08:00", "America/New_York", "buyer 11-21 20:00"},
		{"2026-11-22T09:00:00+08:00", "Asia/Singapore", ""}, // the same clock
		{"2026-11-22T09:00:00+08:00", "Nowhere/Land", ""},
		{"2026-11-22T09:00:00+08:00", "", ""},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Buyer(at, now, c.zone); got != c.want {
			t.Errorf("%s in %s: %q, not %q", c.at, c.zone, got, c.want)
		}
	}
}
