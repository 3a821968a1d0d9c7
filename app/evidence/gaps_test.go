package evidence

import (
	"testing"
	"time"
)

func TestGaps(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 11, d, 12, 0, 0, 0, time.UTC) }
	events := []Event{ // newest first, as most pages write
		{Seq: 1, At: day(20), Milestone: "in_transit.moving", Text: "d"},
		{Seq: 2, At: day(9), Text: "c"},
		{Seq: 3, Text: "b2"},
		{Seq: 4, At: day(9), Text: "b1"},
		{Seq: 5, At: day(5), Text: "a"},
	}
	order := ""
	for _, e := range Sorted(events) {
		order += e.Text + " "
	}
	if order != "a b1 b2 c d " {
		t.Errorf("order %q", order)
	}
	if events[0].Text != "d" {
		t.Error("the source's order was changed")
	}
	gaps := Gaps(events, 5*24*time.Hour)
	if len(gaps) != 1 || gaps[0].From.Text != "c" || gaps[0].To.Text != "d" || gaps[0].Length != 11*24*time.Hour {
		t.Errorf("%+v", gaps)
	}
	if got := StalledFor(events, day(22)); got != 48*time.Hour {
		t.Errorf("stalled for %v", got)
	}
	events[0].Milestone = "delivered.signed"
	if got := StalledFor(events, day(22)); got != 0 {
		t.Errorf("delivered, yet stalled for %v", got)
	}
	if StalledFor(nil, day(1)) != 0 || len(Gaps(nil, 0)) != 0 || len(Sorted(nil)) != 0 {
		t.Error("nothing gives something")
	}
}
