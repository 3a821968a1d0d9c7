package data_test

import (
	"slices"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/programmes"
	"casefolio/data"
)

// What is read from evidence and submitted moves the clocks, and another
// standard counts every case again.
func TestDueFollowsTheCase(t *testing.T) {
	clock := &hand{beijing("2026-11-23 10:00")}
	w, err := data.Open(t.TempDir(), clock.now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	s := clocks(t, w, clock.now)
	c := mustCase(t, w, cases.Case{Customer: "Anna", Channel: "email", Received: beijing("2026-11-23 09:30")})
	chat := []evidence.Message{
		{Seq: 1, At: beijing("2026-11-23 09:00"), Role: evidence.Seller, Body: "before"},
		{Seq: 2, At: beijing("2026-11-23 09:30"), Role: evidence.Buyer, Body: "where is it?"},
		{Seq: 3, At: time.Date(2026, 11, 23, 2, 50, 0, 0, time.UTC), Role: evidence.Seller, Body: "later in the day, in another zone"},
		{Seq: 4, At: beijing("2026-11-23 10:40"), Role: evidence.Seller, Body: "we are looking"},
	}
	added, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, Kind: evidence.Chat}, chat, nil)
	if err != nil {
		t.Fatal(err)
	}
	first := func() deadlines.Item {
		all, err := s.Case(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return all[slices.IndexFunc(all, func(i deadlines.Item) bool { return i.Kind == deadlines.FirstResponse })]
	}
	if i := first(); !i.StoppedAt.Equal(beijing("2026-11-23 10:40")) {
		t.Errorf("%+v", i)
	}
	is(t, "answered in the chat", board(t, s), deadlines.SectionSoon, "Anna resolution")
	wrote, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, Kind: evidence.Chat}, []evidence.Message{
		{Seq: 1, At: beijing("2026-11-23 10:45"), Role: evidence.Buyer, Body: "before the reply"},
		{Seq: 2, At: time.Date(2026, 11, 23, 2, 55, 0, 0, time.UTC), Role: evidence.Buyer, Body: "and now?"},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if i := first(); i.Stopped || i.From != deadlines.FromAsked || !i.Start.Equal(beijing("2026-11-23 10:55")) {
		t.Errorf("the buyer wrote again: %+v", i)
	}
	if _, err := s.Answered(ctx, c.ID, deadlines.Answer{At: beijing("2026-11-23 11:00")}); err != nil {
		t.Fatal(err)
	}
	if i := first(); !i.Stopped {
		t.Errorf("answered again: %+v", i)
	}
	answers, err := s.Answers(ctx, c.ID)
	if err != nil || len(answers) != 1 {
		t.Fatal(answers, err)
	}
	row, err := w.Record(ctx, answers[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	row.DeletedAt = clock.at
	if _, err := w.PutRecords(ctx, clock.at, row); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{wrote.ID, added.ID} {
		if err := w.TrashExhibit(ctx, id, clock.at); err != nil {
			t.Fatal(err)
		}
	}
	is(t, "the chat is gone", board(t, s), deadlines.SectionToday, "Anna first_response")

	if _, err := w.Choose(ctx, programmes.Choice{CaseID: c.ID, ProgrammeID: "claim", ChosenAt: clock.at}); err != nil {
		t.Fatal(err)
	}
	all, err := s.Case(ctx, c.ID)
	if err != nil || len(all) != 3 || all[2].Kind != deadlines.Programme || !all[2].Due.Equal(beijing("2026-11-30 09:30")) {
		t.Fatalf("%+v %v", all, err)
	}

	standards, err := s.Standards(ctx)
	if err != nil {
		t.Fatal(err)
	}
	email := standards[slices.IndexFunc(standards, func(s deadlines.Standard) bool { return s.Channel == "email" })]
	email.First, email.Resolution = deadlines.Span{N: 10, Unit: deadlines.Minutes}, deadlines.Span{}
	if err := s.SaveStandard(ctx, email); err != nil {
		t.Fatal(err)
	}
	is(t, "another standard", board(t, s), deadlines.SectionOverdue, "Anna first_response")
	is(t, "no clock", board(t, s), deadlines.SectionSoon)
	if err := s.RevertStandard(ctx, "email"); err != nil {
		t.Fatal(err)
	}
	is(t, "as it was", board(t, s), deadlines.SectionOverdue)
	if err := s.SaveStandard(ctx, deadlines.Standard{Channel: "email", Buffer: deadlines.Span{N: 9, Unit: deadlines.Days}}); !fault.Is(err, "due.buffer") {
		t.Error(err)
	}

	days, err := s.Calendars(ctx)
	if err != nil || len(days) < 9 || !days[0].Follow || days[1].Follow {
		t.Fatalf("%d %v", len(days), err)
	}
	own := days[len(days)-1]
	own.Days = []deadlines.Holiday{{Day: deadlines.Day{Year: 2026, Month: 11, Day: 24}, Names: map[string]string{"zh": "x", "en": "x"}}}
	if err := s.SaveCalendar(ctx, own); err != nil {
		t.Fatal(err)
	}
	if i := first(); !i.Due.Equal(beijing("2026-11-25 09:30")) {
		t.Errorf("a day off: %+v", i)
	}
	cn := days[0]
	cn.Follow, cn.Days = false, cn.Days[1:]
	if err := s.SaveCalendar(ctx, cn); err != nil {
		t.Fatal(err)
	}
	again, err := s.Calendars(ctx)
	if err != nil || again[0].Follow || len(again[0].Days) != len(cn.Days) || !again[0].Changed || len(again[len(again)-1].Days) != 1 {
		t.Errorf("%v", err)
	}
	if err := s.RevertCalendar(ctx, "cn"); err != nil {
		t.Fatal(err)
	}
	if again, _ = s.Calendars(ctx); !again[0].Follow || again[0].Changed || len(again[0].Days) != len(days[0].Days) {
		t.Error("not as it was shipped")
	}
}

// The periods of carriers begin with what tracking tells, as it was corrected.
func TestDueFollowsTheParcel(t *testing.T) {
	clock := &hand{beijing("2026-11-23 10:00")}
	w, err := data.Open(t.TempDir(), clock.now)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	s := clocks(t, w, clock.now)
	c := mustCase(t, w, cases.Case{Customer: "Anna", Channel: "email", Received: beijing("2026-11-20 09:30")})
	for _, id := range []string{"damage", "loss"} {
		if _, err := w.Choose(ctx, programmes.Choice{CaseID: c.ID, ProgrammeID: id, ChosenAt: clock.at}); err != nil {
			t.Fatal(err)
		}
	}
	due := func(id string) deadlines.Item {
		all, err := s.Case(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return all[slices.IndexFunc(all, func(i deadlines.Item) bool { return i.RefID == id })]
	}
	if i := due("damage"); !i.Due.Equal(beijing("2026-12-11 09:30")) || i.From != deadlines.FromReceived {
		t.Errorf("nothing is known of the parcel: %+v", i)
	}
	e, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, Kind: evidence.Tracking}, nil, []evidence.Event{
		{Seq: 1, At: beijing("2026-11-01 08:00"), Milestone: "info_received.label_created"},
		{Seq: 2, At: beijing("2026-11-02 08:00"), Milestone: "in_transit.picked_up"},
		{Seq: 3, At: beijing("2026-11-15 12:00"), Milestone: "delivered.delivered"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if i := due("damage"); !i.Due.Equal(beijing("2026-12-06 12:00")) || i.From != deadlines.FromDelivered {
		t.Errorf("%+v", i)
	}
	if i := due("loss"); !i.Due.Equal(beijing("2027-08-02 08:00")) || i.From != deadlines.FromShipped {
		t.Errorf("%+v", i)
	}
	_, err = w.AddEvent(ctx, e.ID, evidence.Event{At: beijing("2026-11-14 12:00"), Milestone: "delivered.signed", Text: "by phone"}, clock.at)
	if err != nil {
		t.Fatal(err)
	}
	if i := due("damage"); !i.Due.Equal(beijing("2026-12-05 12:00")) {
		t.Errorf("a line of the seller's own: %+v", i)
	}
}
