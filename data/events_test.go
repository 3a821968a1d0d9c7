package data_test

import (
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/data"
	"casefolio/data/datatest"
)

func trackingExhibit(t *testing.T, w *data.Workspace) evidence.Exhibit {
	t.Helper()
	c := mustCase(t, w, cases.Case{Customer: "Emma"})
	at := time.Date(2026, 11, 9, 10, 0, 0, 0, time.FixedZone("", 3600))
	e, err := w.AddExhibit(ctx, evidence.Exhibit{CaseID: c.ID, Kind: evidence.Tracking, Format: "tracking_text", SHA256: "aa"}, nil, []evidence.Event{
		{Seq: 1, At: at, PlaceZone: true, Place: "Berlin", Text: "Delivered", Milestone: "delivered.delivered"},
		{Seq: 2, At: at.AddDate(0, 0, -1), Place: "Berlin", Text: "Arrived", Milestone: "in_transit.arrived_hub"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// sound asks that the journal and the rows agree.
func sound(t *testing.T, w *data.Workspace) {
	t.Helper()
	if found, err := w.Mismatches(ctx); err != nil || len(found) > 0 {
		t.Fatalf("%v %+v", err, found)
	}
}

func told(t *testing.T, w *data.Workspace, id string) []evidence.Event {
	t.Helper()
	events, err := w.Events(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return events
}

func TestEventsCorrectedByTheSeller(t *testing.T) {
	w := datatest.Open(t)
	e := trackingExhibit(t, w)
	read := told(t, w, e.ID)
	if len(read) != 2 || !read[0].PlaceZone || read[1].PlaceZone || read[0].Was != nil {
		t.Fatalf("%+v", read)
	}
	fixed := read[0]
	fixed.Milestone, fixed.Place, fixed.Text = "delivered.neighbour", "Potsdam", "ignored"
	fixed.At, fixed.ZoneKnown = fixed.At.Add(time.Hour), true
	for range 2 { // the second time changes nothing
		if err := w.ChangeEvent(ctx, e.ID, fixed, time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	sound(t, w)
	now := told(t, w, e.ID)[0]
	if now.Text != "Delivered" || now.Place != "Potsdam" || now.Milestone != "delivered.neighbour" || !now.At.Equal(fixed.At) ||
		now.Was == nil || now.Was.Place != "Berlin" || !now.Was.At.Equal(read[0].At) || now.Was.Milestone != "delivered.delivered" {
		t.Fatalf("%+v was %+v", now, now.Was)
	}
	if err := w.ChangeEvent(ctx, e.ID, *now.Was, time.Time{}); err != nil {
		t.Fatal(err)
	}
	sound(t, w)
	if now = told(t, w, e.ID)[0]; now.Was != nil || now.Place != "Berlin" {
		t.Fatalf("%+v", now)
	}
	if got := lastActions(t, w, e.CaseID, 2); got != "event.changed event.reverted" {
		t.Error(got)
	}
	if err := w.RemoveEvent(ctx, e.ID, 1, time.Time{}); !fault.Is(err, "event.unknown") {
		t.Errorf("what was read was removed: %v", err)
	}
	if err := w.ChangeEvent(ctx, e.ID, evidence.Event{Seq: 9}, time.Time{}); !fault.Is(err, "event.unknown") {
		t.Error(err)
	}
}

func lastActions(t *testing.T, w *data.Workspace, caseID string, n int) string {
	t.Helper()
	entries, err := w.CaseEntries(ctx, caseID)
	if err != nil || len(entries) < n {
		t.Fatal(err, len(entries))
	}
	out := ""
	for i, e := range entries[len(entries)-n:] {
		if i > 0 {
			out += " "
		}
		out += e.Action
	}
	return out
}

func TestEventsOfTheSeller(t *testing.T) {
	w := datatest.Open(t)
	e := trackingExhibit(t, w)
	own := evidence.Event{At: time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC), ZoneKnown: true, Text: "Courier called", Place: "Berlin"}
	added, err := w.AddEvent(ctx, e.ID, own, time.Time{})
	if err != nil || added.Seq != evidence.FirstOwn || !added.Own {
		t.Fatalf("%v %+v", err, added)
	}
	sound(t, w)
	added.Text = "Courier called twice"
	if err := w.ChangeEvent(ctx, e.ID, added, time.Time{}); err != nil {
		t.Fatal(err)
	}
	sound(t, w)
	all := told(t, w, e.ID)
	if len(all) != 3 || !all[2].Own || all[2].Text != added.Text || all[2].Was != nil {
		t.Fatalf("%+v", all)
	}
	if x, err := w.Exhibit(ctx, e.ID); err != nil || x.Events != 3 {
		t.Errorf("%v, %d events", err, x.Events)
	}
	// Reading again takes the corrections, not the seller's own lines.
	fixed := all[1]
	fixed.Place = "Leipzig"
	if err := w.ChangeEvent(ctx, e.ID, fixed, time.Time{}); err != nil {
		t.Fatal(err)
	}
	choices := evidence.TrackChoices{Order: evidence.MonthFirst, Columns: []string{"time", "text"}}
	again, err := w.RereadTrack(ctx, e, []evidence.Event{{Seq: 1, Text: "Delivered", Milestone: "delivered.delivered"}}, choices, time.Time{})
	if err != nil || again.Events != 2 {
		t.Fatalf("%v %+v", err, again)
	}
	sound(t, w)
	if all = told(t, w, e.ID); len(all) != 2 || all[0].Was != nil || !all[1].Own {
		t.Fatalf("%+v", all)
	}
	if got, err := w.TrackChoices(ctx, e.ID); err != nil || !got.Same(choices) {
		t.Errorf("%v %+v", err, got)
	}
	if err := w.RemoveEvent(ctx, e.ID, added.Seq, time.Time{}); err != nil {
		t.Fatal(err)
	}
	sound(t, w)
	if _, err := w.AddEvent(ctx, e.ID, added, time.Time{}); err != nil { // the way back
		t.Fatal(err)
	}
	sound(t, w)
	if all = told(t, w, e.ID); len(all) != 2 || all[1].Seq != added.Seq {
		t.Fatalf("%+v", all)
	}
	if err := w.Exec(`UPDATE event_changes SET text = 'other'`); err != nil {
		t.Fatal(err)
	}
	if found, err := w.Mismatches(ctx); err != nil || len(found) != 1 || found[0].Code != "row.changed" {
		t.Errorf("%v %+v", err, found)
	}
}

func TestTrackColumnsAreRemembered(t *testing.T) {
	w := datatest.Open(t)
	for _, columns := range [][]string{{"time", "text"}, {"text", "time"}} {
		if err := w.KeepTrackColumns(ctx, "a\x1fb", columns, time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := w.TrackColumns(ctx)
	if err != nil || len(got) != 1 || got["a\x1fb"][0] != "text" {
		t.Errorf("%v %+v", err, got)
	}
	sound(t, w)
}
