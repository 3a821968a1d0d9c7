package evidence

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
)

func TestCopyNameFitsEverySystem(t *testing.T) {
	for name, want := range map[string]string{
		"IMG_1.jpg":                "IMG_1.jpg",
		"":                         "E-07.txt",
		"..":                       "E-07.txt",
		"/etc/passwd":              "passwd",
		`C:\photos\a:b?.png`:       "a_b_.png",
		"Chat with \x00 Emma?.txt": "Chat with _ Emma_.txt",
		"trailing. ":               "trailing",
	} {
		if got := copyName(evidence.Exhibit{No: 7, Kind: evidence.Chat, FileName: name}); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestExistingFilesIsAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a b.txt"), filepath.Join(dir, "b.txt")
	for _, path := range []string{a, b} {
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for text, want := range map[string]int{
		a + "\r\n" + b + "\n":               2,
		`"` + a + `"`:                       1,
		a + "\nand a sentence":              0,
		filepath.Join(dir, "missing.txt"):   0,
		dir:                                 1,
		"b.txt":                             0,
		"Hello, where is my parcel?":        0,
		"file://" + filepath.ToSlash(b):     1,
		"":                                  0,
		"https://example.com/" + "tracking": 0,
	} {
		if got := Files(text); len(got) != want {
			t.Errorf("%q: got %v, want %d", text, got, want)
		}
	}
}

func TestStepsMarkSilence(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 11, d, 12, 0, 0, 0, time.UTC) }
	events := []evidence.Event{
		{Seq: 0, At: day(9), Text: "arrived"}, {Seq: 1, At: day(2), Text: "departed"}, {Seq: 2, At: day(1), Text: "picked up"},
	}
	steps := Steps(events, day(20))
	if len(steps) != 3 || steps[0].Text != "arrived" || steps[2].Text != "picked up" {
		t.Fatalf("%+v", steps)
	}
	if days := int(steps[0].Quiet.Hours() / 24); days != 11 || !steps[0].Open {
		t.Errorf("silence until today: %d days, open %v", days, steps[0].Open)
	}
	if days := int(steps[1].Quiet.Hours() / 24); days != 7 || steps[1].Open || steps[2].Quiet != 0 {
		t.Errorf("silences %v and %v", steps[1].Quiet, steps[2].Quiet)
	}
	events[0].Milestone = "delivered.signed"
	if s := Steps(events, day(20)); s[0].Quiet != 0 {
		t.Errorf("a delivered parcel is not stuck: %v", s[0].Quiet)
	}
	remark := append([]evidence.Event{{Seq: 9, At: day(10), Text: "photo of the delivery added"}}, events...)
	if s := Steps(remark, day(20)); s[0].Quiet != 0 || s[1].Quiet != 0 {
		t.Errorf("a remark after the delivery makes it stuck: %v, %v", s[0].Quiet, s[1].Quiet)
	}
	remark[1].Milestone = "exception.returned"
	if s := Steps(remark, day(20)); s[0].Quiet != 0 {
		t.Errorf("a returned parcel is not stuck: %v", s[0].Quiet)
	}
	if s := Steps([]evidence.Event{{Text: "no date"}}, day(20)); len(s) != 1 || s[0].Quiet != 0 {
		t.Errorf("undated: %+v", s)
	}
}

func TestSenderName(t *testing.T) {
	for in, want := range map[string]string{
		"Emma <e@example.com>": "Emma", "<e@example.com>": "<e@example.com>", "a\nb": "a b", "": "",
	} {
		if got := SenderName(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestNumberForAsksForOneNumber(t *testing.T) {
	parcel := func(number string) evidence.Exhibit {
		return evidence.Exhibit{Kind: evidence.Tracking, Parcel: evidence.Parcel{Number: number}}
	}
	for _, x := range []struct {
		now  string
		from []evidence.Exhibit
		want string
	}{
		{"", []evidence.Exhibit{parcel("YT1"), {Kind: evidence.Photo}, parcel("YT1")}, "YT1"},
		{"", []evidence.Exhibit{parcel("YT1"), parcel("YT2")}, ""},
		{"", []evidence.Exhibit{parcel("")}, ""},
		{"typed", []evidence.Exhibit{parcel("YT1")}, ""},
	} {
		if got := NumberFor(cases.Case{Tracking: x.now}, x.from); got != x.want {
			t.Errorf("%q with %d exhibits: got %q, want %q", x.now, len(x.from), got, x.want)
		}
	}
}
