package deadlines

import (
	"testing"
	"time"

	"casefolio/app/records"
)

// A pause in which nobody works takes nothing away, and brings nothing nearer:
// what is due at the opening of a day is not due at the closing of the one before.
func TestPauseOutsideOfWork(t *testing.T) {
	b := newBasis(t)
	f := Facts{CaseID: "c", Channel: "phone", Stage: "analysis", Received: at(t, "2026-11-20 20:00")}
	want(t, "without a pause", byKind(b.items(f), Resolution).Due, "2026-11-26 09:00")
	f.Records = []records.Row{row(t, "wait", "1", Wait{For: ForBuyer, Since: at(t, "2026-11-21 10:00"), EndedAt: at(t, "2026-11-21 12:00")})}
	want(t, "paused on a Saturday", byKind(b.items(f), Resolution).Due, "2026-11-26 09:00")
	f.Records = []records.Row{row(t, "wait", "1", Wait{For: ForBuyer, Since: at(t, "2026-11-21 10:00"), EndedAt: at(t, "2026-11-23 09:10")})}
	want(t, "paused for ten minutes of work", byKind(b.items(f), Resolution).Due, "2026-11-26 09:10")
}

// Business days are over where they are over first, from Japan to California.
func TestBusinessDaysOfPlatforms(t *testing.T) {
	b := newBasis(t)
	spans := []Span{{3, WorkDays}}
	// Wednesday morning in China is Tuesday evening in California: the third day
	// is a Friday there, and a Saturday here.
	want(t, "a platform in the west", b.period(at(t, "2026-11-25 09:00"), spans), "2026-11-28 09:00")
	zones := []string{"Asia/Shanghai", "America/New_York", "Europe/Berlin"}
	for n := range 400 {
		start := at(t, "2026-11-16 00:00").Add(time.Duration(n) * 277 * time.Minute)
		spans[0].N = int64(1 + n%9)
		b.plain = businessDays(zone(t, zones[n%3]))
		got := b.period(start, spans)
		first := time.Time{}
		for hours := -8; hours <= 9; hours++ {
			c := b.plain[0]
			c.Zone = time.FixedZone("", hours*3600)
			first = earliest(first, Add(start, spans[0], c))
		}
		if !got.Equal(first) || got.Location() != b.plain[0].Zone {
			t.Fatalf("%v + %v: %v, not %v", start, spans[0], got, first)
		}
	}
	want(t, "days alone", b.period(at(t, "2026-11-25 09:00"), []Span{{1, Months}, {2, Days}}), "2026-12-27 09:00")
}

// A period that is longer than can be counted is no clock, and surely none that
// is over at once.
func TestPeriodThatCannotBeCounted(t *testing.T) {
	b := newBasis(t)
	b.rules["claim"] = Rule{Title: "Claim", StartsAt: "notice", Spans: []Span{{9999, WorkDays}}}
	f := Facts{CaseID: "c", Stage: "analysis", Received: at(t, "2026-11-20 16:00"), Choices: []Choice{{ID: "x", ProgrammeID: "claim"}}}
	if i := byKind(b.items(f), Programme); i.Kind != "" {
		t.Errorf("%+v", i)
	}
	f.Choices[0].Due = at(t, "2026-11-24 08:00")
	want(t, "a typed date", byKind(b.items(f), Programme).Due, "2026-11-24 08:00")
}

// windows is a source with one return.
type windows struct{ due time.Time }

func (windows) Kinds() []string { return []string{"return_step"} }
func (w windows) DueOf([]records.Row) []Item {
	return []Item{{Kind: ReturnWindow, RefID: "r", Due: w.due}, {Kind: Return, RefID: "s", Due: w.due}}
}

// The buyer's time to send back is nothing that the seller sends before.
func TestReturnWindow(t *testing.T) {
	b := newBasis(t)
	b.standards[""] = Standard{Buffer: Span{3, Hours}}
	b.sources = []Source{windows{at(t, "2026-11-25 12:00")}}
	all := b.items(Facts{CaseID: "c", Stage: "execution", Records: []records.Row{row(t, "return_step", "r", 0)}})
	want(t, "of the buyer", byKind(all, ReturnWindow).SendBy, "2026-11-25 12:00")
	want(t, "of the seller", byKind(all, Return).SendBy, "2026-11-25 09:00")
}

// The system's zone has no name that would tell when it becomes another.
func TestZonesHaveMarks(t *testing.T) {
	seen := map[[3]string]string{}
	for _, name := range []string{"Asia/Shanghai", "Europe/Berlin", "Africa/Lagos", "Australia/Sydney"} {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		mark := zoneMark(loc)
		mark[0] = "Local"
		if other, there := seen[mark]; there {
			t.Errorf("%s is as %s", name, other)
		}
		seen[mark] = name
	}
}

// The buffer of what counts working time is working time.
func TestSendByIsWorkingTime(t *testing.T) {
	b := newBasis(t)
	for _, tt := range []struct{ what, channel, received, due, sendBy string }{
		{"due when the day opens", "", "2026-11-20 09:00", "2026-11-23 09:00", "2026-11-20 17:06"},
		{"a message at night", "chat", "2026-11-22 23:00", "2026-11-23 09:15", "2026-11-23 09:13"},
		{"half an hour before, over a weekend", "email", "2026-11-20 14:10", "2026-11-23 09:10", "2026-11-20 17:40"},
		{"a buffer longer than the whole", "slow", "2026-11-20 17:50", "2026-11-23 09:05", "2026-11-20 17:50"},
		{"a week before at most", "long", "2026-09-30 10:00", "2026-10-09 10:00", "2026-10-02 10:00"},
	} {
		b.standards["chat"] = Standard{First: Span{15, WorkMinutes}, Buffer: Span{2, Minutes}}
		b.standards["slow"] = Standard{First: Span{15, WorkMinutes}, Buffer: Span{2, Hours}}
		b.standards["long"] = Standard{First: Span{2, WorkDays}, Buffer: Span{17, Hours}}
		i := byKind(b.items(Facts{CaseID: "c", Channel: tt.channel, Stage: "intake", Received: at(t, tt.received)}), FirstResponse)
		want(t, tt.what, i.Due, tt.due)
		want(t, tt.what+": send by", i.SendBy, tt.sendBy)
	}
	i := Item{Kind: Task, Due: at(t, "2026-11-23 09:00"), Why: WhyTyped}
	want(t, "nobody knows since when", b.sendBy("", i), "2026-11-23 09:00")
}
