package deadlines

import (
	"encoding/json"
	"testing"
	"time"

	"casefolio/app/records"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func at(t testing.TB, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	when, err := time.ParseInLocation("2006-01-02 15:04", s, zone(t, "Asia/Shanghai"))
	if err != nil {
		t.Fatal(err)
	}
	return when
}

// office works Monday to Friday from nine to six in Shanghai, not in the week of
// 1 October 2026, but on Saturday the 10th.
func office(t testing.TB) Calendar {
	c := Calendar{Zone: zone(t, "Asia/Shanghai"), WorkDays: []int{1, 2, 3, 4, 5}, From: 9 * 60, To: 18 * 60, Off: map[Day]bool{}, Working: map[Day]bool{}}
	for d := 1; d <= 7; d++ {
		c.Off[Day{2026, 10, d}] = true
	}
	c.Working[Day{2026, 10, 10}] = true
	return c
}

func TestAdd(t *testing.T) {
	for _, tt := range []struct {
		start string
		span  Span
		want  string
	}{
		{"2026-11-20 17:50", Span{15, WorkMinutes}, "2026-11-23 09:05"}, // over the weekend
		{"2026-11-20 17:50", Span{10, WorkMinutes}, "2026-11-20 18:00"}, // to the end of the day, not the next
		{"2026-11-20 23:00", Span{1, WorkHours}, "2026-11-23 10:00"},    // at night
		{"2026-11-20 15:00", Span{1, WorkDays}, "2026-11-23 15:00"},
		{"2026-11-21 12:00", Span{1, WorkDays}, "2026-11-24 09:00"}, // a Saturday counts from Monday morning
		{"2026-09-30 16:00", Span{2, WorkDays}, "2026-10-09 16:00"}, // over the holidays
		{"2026-10-09 16:00", Span{1, WorkDays}, "2026-10-10 16:00"}, // a Saturday that is worked
		{"2026-09-30 16:00", Span{24, Hours}, "2026-10-01 16:00"},
		{"2026-01-31 08:30", Span{1, Months}, "2026-02-28 08:30"},
		{"2028-01-31 08:30", Span{1, Months}, "2028-02-29 08:30"},
		{"2028-02-29 08:30", Span{12, Months}, "2029-02-28 08:30"},
		{"2026-11-30 08:30", Span{9, Months}, "2027-08-30 08:30"},
		{"2026-02-22 08:30", Span{7, Days}, "2026-03-01 08:30"},
	} {
		if got := Add(at(t, tt.start), tt.span, office(t)); !got.Equal(at(t, tt.want)) {
			t.Errorf("%s + %v: got %v, want %s", tt.start, tt.span, got, tt.want)
		}
	}
}

// Clocks that are put forward and back: the time of day stays, hours pass.
func TestAddOverSummerTime(t *testing.T) {
	berlin := Calendar{Zone: zone(t, "Europe/Berlin"), WorkDays: []int{1, 2, 3, 4, 5, 6, 7}, To: midnight}
	for _, tt := range []struct {
		start string
		span  Span
		want  string
	}{
		{"2026-03-28T02:30:00+01:00", Span{1, Days}, "2026-03-29T03:00:00+02:00"}, // half past two does not exist
		{"2026-03-28T12:00:00+01:00", Span{1, Days}, "2026-03-29T12:00:00+02:00"}, // 23 hours
		{"2026-03-28T12:00:00+01:00", Span{24, Hours}, "2026-03-29T13:00:00+02:00"},
		{"2026-10-24T02:30:00+02:00", Span{1, Days}, "2026-10-25T02:30:00+02:00"}, // the first of two
		{"2026-10-24T12:00:00+02:00", Span{24, Hours}, "2026-10-25T11:00:00+01:00"},
		{"2026-10-25T00:00:00+02:00", Span{25, WorkHours}, "2026-10-26T00:00:00+01:00"}, // a day of 25 hours
	} {
		start, _ := time.Parse(time.RFC3339, tt.start)
		want, _ := time.Parse(time.RFC3339, tt.want)
		if got := Add(start, tt.span, berlin); !got.Equal(want) {
			t.Errorf("%s + %v: got %v, want %s", tt.start, tt.span, got, tt.want)
		}
	}
}

func TestAddWithoutWork(t *testing.T) {
	never := Calendar{Zone: time.UTC, From: 9 * 60, To: 18 * 60}
	start := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	for span, want := range map[Span]time.Time{
		{3, WorkHours}: start.Add(3 * time.Hour), {2, WorkDays}: start.AddDate(0, 0, 2), {0, Days}: start,
		{-5, Days}: start, {1 << 62, Minutes}: start, {5, "fortnights"}: start,
	} {
		if got := Add(start, span, never); !got.Equal(want) {
			t.Errorf("%v: %v", span, got)
		}
	}
	if got := never.Between(start, start.Add(time.Hour)); got != time.Hour {
		t.Error(got)
	}
}

func newBasis(t testing.TB) *basis {
	return &basis{
		work: office(t), plain: businessDays(zone(t, "Asia/Shanghai")),
		standards: map[string]Standard{
			"":      {First: Span{1, WorkDays}, Resolution: Span{3, WorkDays}, FollowUp: Span{3, Days}},
			"email": {Channel: "email", First: Span{4, WorkHours}, Resolution: Span{9, WorkHours}, Buffer: Span{30, Minutes}},
		},
		rules: map[string]Rule{
			"claim":    {Title: "Claim", StartsAt: "notice", Spans: []Span{{7, Days}}, Source: "Page (2026-11-22)"},
			"parcel":   {Title: "Parcel", StartsAt: "delivered", Spans: []Span{{1, Months}, {15, Days}}},
			"business": {Title: "Business", StartsAt: "request", Spans: []Span{{3, WorkDays}}},
			"unknown":  {Title: "Unknown"},
		},
	}
}

func row(t testing.TB, kind, id string, is any) records.Row {
	t.Helper()
	body, err := json.Marshal(is)
	if err != nil {
		t.Fatal(err)
	}
	return records.Row{Meta: records.Meta{ID: id, Kind: kind}, Body: body}
}

func byKind(all []Item, kind ItemKind) (found Item) {
	for _, i := range all {
		if i.Kind == kind {
			found = i
		}
	}
	return found
}

func want(t *testing.T, what string, got time.Time, text string) {
	t.Helper()
	if w := at(t, text); !got.Equal(w) {
		t.Errorf("%s: got %v, want %q", what, got, text)
	}
}

func TestFirstResponse(t *testing.T) {
	b := newBasis(t)
	f := Facts{CaseID: "c", Channel: "email", Stage: "intake", Received: at(t, "2026-11-20 16:00"), Zone: "Europe/Berlin"}
	i := byKind(b.items(f), FirstResponse)
	want(t, "due", i.Due, "2026-11-23 11:00")
	want(t, "send by", i.SendBy, "2026-11-23 10:30") // the buffer of the channel
	if !i.Running() || i.Key != "first_response:c" || i.Why != WhyStandard || i.Zone != "Europe/Berlin" || i.From != FromReceived {
		t.Errorf("%+v", i)
	}

	answered := f
	answered.Records = []records.Row{row(t, "answer", "a", Answer{At: at(t, "2026-11-20 17:00")})}
	answered.Replied = at(t, "2026-11-20 16:40")
	i = byKind(b.items(answered), FirstResponse)
	want(t, "the first of two replies", i.StoppedAt, "2026-11-20 16:40")

	talked := f
	talked.Stage, talked.Moves = "resolution", []Move{{"intake", "resolution", at(t, "2026-11-21 10:00")}}
	want(t, "who talks over a remedy has answered", byKind(b.items(talked), FirstResponse).StoppedAt, "2026-11-21 10:00")

	f.Channel = "in the street"
	want(t, "standard of all others", byKind(b.items(f), FirstResponse).Due, "2026-11-23 16:00")
	want(t, "a tenth of the time", byKind(b.items(f), FirstResponse).SendBy, "2026-11-23 15:06") // nine hours of work
}

// Who writes again after a reply waits for another; whatever told the buyer
// something since then was one.
func TestBuyerWritesAgain(t *testing.T) {
	b := newBasis(t)
	f := Facts{
		CaseID: "c", Channel: "email", Stage: "analysis", Received: at(t, "2026-11-20 09:00"), Replied: at(t, "2026-11-20 10:00"),
		Asked: []time.Time{at(t, "2026-11-20 16:00"), at(t, "2026-11-23 09:30")},
	}
	asked := func(f Facts) (found []Item) {
		for _, i := range b.items(f) {
			if i.Kind == FirstResponse && i.Running() {
				found = append(found, i)
			}
		}
		return found
	}
	all := asked(f)
	if len(all) != 1 || all[0].From != FromAsked || all[0].Key == byKind(b.items(Facts{CaseID: "c"}), FirstResponse).Key {
		t.Fatalf("%+v", all)
	}
	want(t, "from the first that has no answer", all[0].Start, "2026-11-20 16:00")
	want(t, "the standard of the channel", all[0].Due, "2026-11-23 11:00")

	for name, r := range map[string]records.Row{
		"a reply":              row(t, "answer", "1", Answer{At: at(t, "2026-11-20 17:00")}),
		"a promise":            row(t, "promise", "1", Promise{Text: "x", MadeAt: at(t, "2026-11-20 17:00"), Due: at(t, "2026-12-20 17:00")}),
		"a wait for the buyer": row(t, "wait", "1", Wait{For: ForBuyer, Since: at(t, "2026-11-20 17:00")}),
	} {
		g := f
		g.Records = []records.Row{r}
		if all = asked(g); len(all) != 1 {
			t.Fatalf("%s: %+v", name, all)
		}
		want(t, name+" leaves the later message", all[0].Start, "2026-11-23 09:30")
	}
	g := f
	g.Records = []records.Row{row(t, "wait", "1", Wait{For: ForCarrier, Since: at(t, "2026-11-24 17:00")})}
	if all = asked(g); len(all) != 1 || all[0].Start != f.Asked[0] {
		t.Errorf("who asks the carrier has not answered the buyer: %+v", all)
	}
	g.Records, g.Stage, g.Moves = nil, "execution", []Move{{"analysis", "execution", at(t, "2026-11-24 09:00")}}
	if all = asked(g); len(all) != 0 {
		t.Errorf("the case went on: %+v", all)
	}
	g = f
	g.Replied = time.Time{}
	if all = asked(g); len(all) != 1 || all[0].From != FromReceived {
		t.Errorf("nothing was answered yet: %+v", all)
	}
}

func TestResolutionPausesForTheBuyer(t *testing.T) {
	b := newBasis(t)
	f := Facts{CaseID: "c", Channel: "email", Stage: "resolution", Received: at(t, "2026-11-23 09:00")}
	want(t, "due", byKind(b.items(f), Resolution).Due, "2026-11-23 18:00")

	wait := func(id, who, since, ended string) records.Row {
		return row(t, "wait", id, Wait{For: who, Since: at(t, since), EndedAt: at(t, ended)})
	}
	f.Records = []records.Row{
		wait("1", "buyer", "2026-11-23 12:00", "2026-11-24 12:00"), wait("2", "buyer", "2026-11-23 15:00", "2026-11-24 10:00"),
		wait("3", "carrier", "2026-11-23 09:00", "2026-11-30 10:00"),
	}
	// Three hours were gone; six are left from Tuesday noon.
	want(t, "after a pause", byKind(b.items(f), Resolution).Due, "2026-11-24 18:00")

	f.Records = append(f.Records, wait("4", "buyer", "2026-11-24 13:00", ""))
	i := byKind(b.items(f), Resolution)
	if !i.Paused || i.Running() || !i.Due.IsZero() {
		t.Errorf("%+v", i)
	}
	if w := byKind(b.items(f), Waiting); w.For != "buyer" || !w.Running() || !w.Due.IsZero() {
		t.Errorf("%+v", w)
	}

	f.Stage = "follow_up"
	f.Moves = []Move{{"resolution", "follow_up", at(t, "2026-11-25 10:00")}}
	if i = byKind(b.items(f), Resolution); !i.Stopped || i.Paused {
		t.Errorf("%+v", i)
	}
	f.Stage, f.Records = "execution", nil
	f.Moves = append(f.Moves, Move{"follow_up", "execution", at(t, "2026-11-26 09:00")})
	i = byKind(b.items(f), Resolution)
	want(t, "reopened", i.Due, "2026-11-26 18:00")
	if i.Stopped || i.From != FromReopened {
		t.Errorf("%+v", i)
	}
}

// A pause after the time was over, or before the clock began, changes nothing.
func TestPausesOutside(t *testing.T) {
	b := newBasis(t)
	f := Facts{CaseID: "c", Channel: "email", Stage: "analysis", Received: at(t, "2026-11-23 09:00"), Records: []records.Row{
		row(t, "wait", "1", Wait{For: "buyer", Since: at(t, "2026-11-20 09:00"), EndedAt: at(t, "2026-11-21 09:00")}),
		row(t, "wait", "2", Wait{For: "buyer", Since: at(t, "2026-11-23 19:00"), EndedAt: at(t, "2026-11-26 09:00")}),
	}}
	want(t, "due", byKind(b.items(f), Resolution).Due, "2026-11-23 18:00")
}

func TestProgrammes(t *testing.T) {
	b := newBasis(t)
	f := Facts{CaseID: "c", Stage: "analysis", Received: at(t, "2026-11-20 16:00")}
	choose := func(c Choice) Item {
		c.ID, c.ChosenAt = "x", at(t, "2026-11-22 10:00")
		f.Choices = []Choice{c}
		return byKind(b.items(f), Programme)
	}
	i := choose(Choice{ProgrammeID: "claim"})
	want(t, "from the notice", i.Due, "2026-11-27 16:00")
	if i.Key != "programme:x" || i.RefID != "claim" || i.Why != WhyRule || i.Source == "" || i.Title != "Claim" {
		t.Errorf("%+v", i)
	}
	i = choose(Choice{ProgrammeID: "claim", Due: at(t, "2026-11-24 08:00")})
	want(t, "a typed date goes before", i.Due, "2026-11-24 08:00")
	if i.Why != WhyTyped || !i.Span.IsZero() {
		t.Errorf("%+v", i)
	}
	i = choose(Choice{ProgrammeID: "claim", ReopenedAt: at(t, "2026-12-01 09:00")})
	want(t, "reopened", i.Due, "2026-12-08 09:00")
	if i = choose(Choice{ProgrammeID: "claim", AnsweredAt: at(t, "2026-11-23 09:00")}); !i.Stopped {
		t.Errorf("%+v", i)
	}
	want(t, "a request is the complaint", choose(Choice{ProgrammeID: "business"}).Start, "2026-11-20 16:00")
	f.Received = time.Time{}
	want(t, "business days, from a Sunday", choose(Choice{ProgrammeID: "business"}).Due, "2026-11-25 23:00") // Monday begins in Japan
	f.Received = at(t, "2026-11-20 16:00")
	i = choose(Choice{ProgrammeID: "parcel"})
	want(t, "no parcel is known: from the complaint", i.Start, "2026-11-20 16:00")
	f.Parcel.Delivered = at(t, "2026-11-10 12:00")
	i = choose(Choice{ProgrammeID: "parcel"})
	want(t, "a month and 15 days", i.Due, "2026-12-25 12:00")
	if i.From != FromDelivered {
		t.Errorf("%+v", i)
	}
	if i = choose(Choice{ProgrammeID: "unknown"}); i.Kind != "" {
		t.Errorf("nothing is known: %+v", i)
	}
	i = choose(Choice{ProgrammeID: "gone", Due: at(t, "2026-11-24 08:00")})
	if i.Title != "gone" || i.Due.IsZero() {
		t.Errorf("%+v", i)
	}
}

func TestPromisesAndSnooze(t *testing.T) {
	b := newBasis(t)
	f := Facts{CaseID: "c", Stage: "analysis", Received: at(t, "2026-11-20 16:00"), Records: []records.Row{
		row(t, "promise", "p", Promise{Text: "new label", Due: at(t, "2026-11-28 18:00"), MadeAt: at(t, "2026-11-28 17:00")}),
		row(t, "snooze", "s", Snooze{Item: "promise:p", Until: at(t, "2026-11-25 09:00")}),
		{Meta: records.Meta{ID: "bad", Kind: "promise"}, Body: json.RawMessage(`{"due": 7}`)}, // foreign
	}}
	i := byKind(b.items(f), Promised)
	want(t, "send by", i.SendBy, "2026-11-28 17:54")
	want(t, "snoozed", i.Snoozed, "2026-11-25 09:00")
	f.Records[0] = row(t, "promise", "p", Promise{Text: "new label", Due: at(t, "2026-11-28 18:00"), BrokenAt: at(t, "2026-11-29 09:00")})
	if i = byKind(b.items(f), Promised); !i.Stopped {
		t.Errorf("%+v", i)
	}
	f.Records = f.Records[1:]
	f.Closed, f.Stage, f.Moves = true, "archive", []Move{{"analysis", "archive", at(t, "2026-11-21 10:00")}}
	for _, i := range b.items(f) {
		if !i.Stopped {
			t.Errorf("closed: %+v", i)
		}
	}
}

func TestFollowUp(t *testing.T) {
	b := newBasis(t)
	f := Facts{CaseID: "c", Stage: "follow_up", Received: at(t, "2026-11-02 16:00"), Moves: []Move{{"execution", "follow_up", at(t, "2026-11-20 10:00")}}}
	i := byKind(b.items(f), FollowUp)
	want(t, "due", i.Due, "2026-11-23 10:00")
	f.FollowedUp = at(t, "2026-11-20 00:00") // a day without a time
	if i = byKind(b.items(f), FollowUp); !i.Stopped {
		t.Errorf("%+v", i)
	}
	f.FollowedUp = at(t, "2026-11-19 00:00")
	if i = byKind(b.items(f), FollowUp); i.Stopped {
		t.Errorf("%+v", i)
	}
}

func TestUsualCalendar(t *testing.T) {
	r := &Rules{Calendars: []Holidays{
		{ID: "cn", Zones: []string{"Asia/Shanghai"}}, {ID: "de", Zones: []string{"Europe/Berlin"}}, {ID: "fr", Zones: []string{"Europe/Paris"}},
	}}
	for name, want := range map[string]string{"Asia/Shanghai": "cn", "Europe/Paris": "fr", "Asia/Tokyo": ""} {
		if got := r.usual(zone(t, name)); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	// Without a name the clocks must agree, and with one place alone.
	for name, want := range map[string]string{"Asia/Hong_Kong": "cn", "Europe/Rome": "", "America/New_York": ""} {
		if got := r.alike(zone(t, name)); got != want {
			t.Errorf("clocks of %s: %q", name, got)
		}
	}
	if got := r.usual(nil); got != "" {
		t.Error(got)
	}
}
