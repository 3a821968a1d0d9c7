package deadlines_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"casefolio/app/deadlines"
	"casefolio/app/fault"
	"casefolio/app/records"
)

func shipped(t testing.TB) *deadlines.Rules {
	t.Helper()
	rules, err := deadlines.LoadRules(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// Days that were read in the announcements, and days that are none.
func TestShippedDays(t *testing.T) {
	days := map[string]deadlines.Holiday{}
	for _, h := range shipped(t).Calendars {
		for _, d := range h.Days {
			days[h.ID+" "+d.Day.String()] = d
		}
	}
	for key, want := range map[string]string{
		"cn 2026-02-15": "Spring Festival", "cn 2026-02-23": "Spring Festival", "cn 2026-10-07": "National Day",
		"us 2026-07-03": "Independence Day (observed)", "us 2026-11-26": "Thanksgiving Day", "us 2027-01-18": "Birthday of Martin Luther King, Jr.",
		"uk 2026-12-28": "Boxing Day (substitute)", "uk 2027-03-26": "Good Friday", "de 2026-05-25": "Whit Monday",
		"fr 2026-05-14": "Ascension Day", "es 2026-10-12": "National Day of Spain", "it 2027-10-04": "Saint Francis of Assisi",
		"jp 2026-09-22": "Citizens' holiday", "jp 2027-03-22": "Substitute holiday",
	} {
		if got := days[key].Names["en"]; got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	for _, key := range []string{"cn 2026-02-24", "us 2026-07-06", "uk 2026-12-29", "es 2026-12-06"} {
		if d, there := days[key]; there {
			t.Errorf("%s: %v", key, d.Names)
		}
	}
	if !days["cn 2026-02-28"].Working || !days["cn 2026-10-10"].Working || days["cn 2026-10-01"].Working {
		t.Error("days that are worked for others")
	}
	if !days["cn 2027-02-06"].Unverified || days["cn 2026-02-17"].Unverified {
		t.Error("what was worked out says so, what was read does not")
	}
}

func TestRulesAreRefused(t *testing.T) {
	read := func(name string) string {
		raw, err := fs.ReadFile(os.DirFS("../../assets"), name)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	standards, calendars := read("rules/standards.json"), read("rules/calendars.json")
	for _, tt := range []struct{ name, standards, calendars string }{
		{"no file", "", calendars},
		{"no standards", `{"standards": []}`, calendars},
		{"twice", strings.Replace(standards, `"channel": "phone"`, `"channel": "email"`, 1), calendars},
		{"unit", strings.Replace(standards, "work_minutes", "fortnights", 1), calendars},
		{"length", strings.Replace(standards, `"n": 15,`, `"n": -15,`, 1), calendars},
		{"day", standards, strings.Replace(calendars, "2026-02-28", "2026-02-30", 1)},
		{"order", standards, strings.Replace(calendars, "2026-02-28", "2026-02-14", 1)},
		{"zone", standards, strings.Replace(calendars, "Asia/Tokyo", "Asia/Edo", 1)},
		{"address", standards, strings.Replace(calendars, "https://www.gov.uk", "ftp://www.gov.uk", 1)},
		{"date", standards, strings.Replace(calendars, `"as_of": "2026-11-22"`, `"as_of": "today"`, 1)},
		{"name", standards, strings.Replace(calendars, `"zh": "元旦", `, ``, 1)},
		{"id", standards, strings.Replace(calendars, `"id": "cn"`, `"id": "own"`, 1)},
	} {
		files := fstest.MapFS{"rules/calendars.json": {Data: []byte(tt.calendars)}}
		if tt.standards != "" {
			files["rules/standards.json"] = &fstest.MapFile{Data: []byte(tt.standards)}
		}
		if _, err := deadlines.LoadRules(files); err == nil {
			t.Errorf("%s: not refused", tt.name)
		}
	}
}

func TestRecordsAreChecked(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	long := strings.Repeat("x", 5000)
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"promise", row(deadlines.PromiseKind.Row(deadlines.PromiseKind.New("c", deadlines.Promise{Text: " a label ", Due: now}))), ""},
		{"promise without words", row(deadlines.PromiseKind.Row(deadlines.PromiseKind.New("c", deadlines.Promise{Text: " ", Due: now}))), "due.text"},
		{"promise without a time", row(deadlines.PromiseKind.Row(deadlines.PromiseKind.New("c", deadlines.Promise{Text: "x"}))), "due.date"},
		{"promise, kept and broken", row(deadlines.PromiseKind.Row(deadlines.PromiseKind.New("c", deadlines.Promise{Text: "x", Due: now, KeptAt: now, BrokenAt: now}))), "due.date"},
		{"long promise", row(deadlines.PromiseKind.Row(deadlines.PromiseKind.New("c", deadlines.Promise{Text: long, Due: now}))), "due.long"},
		{"answer without a time", row(deadlines.AnswerKind.Row(deadlines.AnswerKind.New("c", deadlines.Answer{}))), "due.date"},
		{"answer of long ago", row(deadlines.AnswerKind.Row(deadlines.AnswerKind.New("c", deadlines.Answer{At: time.Unix(0, 0)}))), "due.date"},
		{"wait for nobody", row(deadlines.WaitKind.Row(deadlines.WaitKind.New("c", deadlines.Wait{Since: now}))), "due.wait"},
		{"wait that ends first", row(deadlines.WaitKind.Row(deadlines.WaitKind.New("c", deadlines.Wait{For: "buyer", Since: now, Until: now.Add(-1)}))), "due.date"},
		{"snooze of nothing", row(deadlines.SnoozeKind.Row(deadlines.SnoozeKind.New("c", deadlines.Snooze{Until: now}))), "due.item"},
		{"standard", row(deadlines.StandardKind.Row(deadlines.StandardKind.New("", deadlines.Standard{Channel: "x", First: deadlines.Span{N: 5, Unit: "weeks"}}))), "due.span"},
		{"calendar", row(deadlines.CalendarKind.Row(deadlines.CalendarKind.New("", deadlines.HolidayChange{}))), "due.calendar"},
	} {
		if got := code(tt.err); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// An item comes back from its JSON as it was, with the zones of its times.
func TestItemIsKept(t *testing.T) {
	zone := time.FixedZone("", 3*3600)
	is := deadlines.Item{
		Key: "promise:p", Kind: deadlines.Promised, CaseID: "c", Title: "x", RefID: "p", Due: time.Date(2026, 11, 23, 9, 0, 0, 0, zone),
		Why: deadlines.WhyTyped, Span: deadlines.Span{N: 2, Unit: deadlines.WorkDays},
	}
	raw, err := json.Marshal(is)
	if err != nil {
		t.Fatal(err)
	}
	var back deadlines.Item
	if err := json.Unmarshal(raw, &back); err != nil || !back.Due.Equal(is.Due) || back.Due.Format(time.RFC3339) != "2026-11-23T09:00:00+03:00" {
		t.Errorf("%s %v", raw, err)
	}
	back.Due, is.Due = time.Time{}, time.Time{}
	if back != is || strings.Contains(string(raw), "snoozed") {
		t.Errorf("%s", raw)
	}
}

func row(_ records.Row, err error) error { return err }

// code is that of a fault, or "".
func code(err error) string {
	if err == nil {
		return ""
	}
	return fault.Of(err).Code
}
