package evidence_test

import (
	"strings"
	"testing"
	"time"

	"casefolio/app/evidence"
	"casefolio/app/fault"
)

const manualTrack = "Tracking number: YT2631821272003344\nLast mile tracking number: 1Z5R89390357567127\n" +
	"2026-11-20 13:05 Hamburg, Delivered\n2026-11-20 08:40 Hamburg, Out for delivery\n2026-11-05 08:40 Shenzhen, Departed\n"

func addText(t *testing.T, s *evidence.Service, caseID, text string) evidence.Exhibit {
	t.Helper()
	e, err := s.Add(ctx, caseID, evidence.TextInput(text), evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestCorrectingEvents(t *testing.T) {
	s, w, caseID := newService(t)
	e := addText(t, s, caseID, manualTrack)
	events := got(s.Events(ctx, e.ID))(t)
	if len(events) != 3 || !events[0].PlaceZone {
		t.Fatalf("%+v", events)
	}
	// A corrected place brings its clock along: the carrier wrote its time.
	moved := events[0]
	moved.Place, moved.Milestone = " New  York, NY ", "delivered.signed"
	if err := s.ChangeEvent(ctx, e.ID, moved); err != nil {
		t.Fatal(err)
	}
	now := got(s.Events(ctx, e.ID))(t)[0]
	if now.Place != "New York, NY" || now.At.Format(time.RFC3339) != "2026-11-20T13:05:00-05:00" || now.Was == nil {
		t.Errorf("%+v", now)
	}
	if err := s.ChangeEvent(ctx, e.ID, *now.Was); err != nil {
		t.Fatal(err)
	}
	if back := got(s.Events(ctx, e.ID))(t)[0]; back.Was != nil || back.At.Format(time.RFC3339) != "2026-11-20T13:05:00+01:00" {
		t.Errorf("%+v", back)
	}
	for name, c := range map[string]struct {
		e    evidence.Event
		code string
	}{
		"no text":   {evidence.Event{At: now.At}, "event.text"},
		"no time":   {evidence.Event{Text: "x"}, "event.time"},
		"too long":  {evidence.Event{At: now.At, Text: strings.Repeat("x", evidence.MaxEventText+1)}, "event.too_long"},
		"milestone": {evidence.Event{At: now.At, Text: "x", Milestone: "delivered.never"}, "event.milestone"},
	} {
		if _, err := s.AddEvent(ctx, e.ID, c.e); !fault.Is(err, c.code) {
			t.Errorf("%s: %v", name, err)
		}
	}
	own, err := s.AddEvent(ctx, e.ID, evidence.Event{At: now.At, Text: "Buyer called", Milestone: "delivered.signed"})
	if err != nil || !own.Own {
		t.Fatal(err)
	}
	if found, err := w.Mismatches(ctx); err != nil || len(found) > 0 {
		t.Errorf("%v %+v", err, found)
	}
	records := got(s.Records(ctx, e.ID))(t)
	if len(records) != 1 || len(records[0].Also) != 1 || records[0].Also[0].Carrier != "UPS" || len(records[0].Events) != 4 {
		t.Errorf("%+v", records)
	}
	other := addText(t, s, caseID, strings.Replace(manualTrack, "2026-11-20 13:05 Hamburg, Delivered\n", "", 1))
	if records = got(s.Records(ctx, e.ID))(t); len(records) != 2 || records[1].Exhibit.ID != other.ID {
		t.Errorf("%+v", records)
	}
	if lines := evidence.Merge(records); len(lines) != 4 {
		t.Errorf("%+v", lines)
	}
}

// got fails the test on an error.
func got[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestReadingATableAgain(t *testing.T) {
	s, _, caseID := newService(t)
	table := strings.ReplaceAll("Wann;Wo;Was;Wer\n03/04/2026 10:15;Berlin;Delivered;DHL\n02/04/2026 09:00;Berlin;Out for delivery;DHL\n", ";", "\t")
	e := addText(t, s, caseID, table)
	if e.Kind != evidence.Tracking || e.Problem != "date_order_guessed" {
		t.Fatalf("%+v", e)
	}
	found, ok, err := s.TrackTable(ctx, e.ID)
	if err != nil || !ok || strings.Join(found.Columns, ",") != "time,place,text," {
		t.Fatalf("%v %v %+v", err, ok, found)
	}
	choices := evidence.TrackChoices{Order: evidence.MonthFirst, Columns: []string{"time", "text", "place", "carrier"}}
	again, err := s.RereadTrack(ctx, e.ID, choices, evidence.Options{})
	if err != nil || again.Problem != "" || again.Parcel.Carrier != "DHL" {
		t.Fatalf("%v %+v", err, again)
	}
	events, err := s.Events(ctx, e.ID)
	if err != nil || events[0].At.Month() != time.March || events[0].Text != "Berlin" {
		t.Errorf("%v %+v", err, events)
	}
	if kept, err := s.TrackChoices(ctx, e.ID); err != nil || !kept.Same(choices) {
		t.Errorf("%v %+v", err, kept)
	}
	// The next table with these headings is read the same way.
	next := addText(t, s, caseID, strings.Replace(table, "10:15", "11:15", 1))
	if events, err = s.Events(ctx, next.ID); err != nil || events[0].Text != "Berlin" {
		t.Errorf("%v %+v", err, events)
	}
	if _, err := s.RereadTrack(ctx, e.ID, evidence.TrackChoices{Columns: []string{"", "place"}}, evidence.Options{}); !fault.Is(err, "reread.no_track") {
		t.Error(err)
	}
	plain := addText(t, s, caseID, "just words")
	if _, ok, err := s.TrackTable(ctx, plain.ID); ok || err != nil {
		t.Errorf("%v %v", ok, err)
	}
}
