package compose

import (
	"strings"
	"testing"

	"casefolio/app/evidence"
)

func TestATrackingRecordIsJudged(t *testing.T) {
	in := input(t, "en")
	delivered := evidence.Event{Seq: 1, At: at(9, 20, 0).In(berlin), PlaceZone: true, Place: "Berlin", Text: "Delivered", Milestone: "delivered.delivered"}
	was := delivered
	was.Place, delivered.Was = "Bremen", &was
	guessed := evidence.Event{Seq: 2, At: at(8, 9, 0), Text: "Arrived", Milestone: "in_transit.arrived_hub"}
	own := evidence.Event{Seq: evidence.FirstOwn, At: at(20, 9, 0), ZoneKnown: true, Own: true, Text: "Buyer called"}
	record := func(no int, events ...evidence.Event) Exhibit {
		x := Exhibit{Exhibit: evidence.Exhibit{ID: string(rune('a' + no)), No: no, Kind: evidence.Tracking, Parcel: evidence.Parcel{Number: "YT1"}}}
		x.Events = events
		return x
	}
	first := record(1, delivered, guessed, own)
	first.Supports = []evidence.Support{
		{ID: "delivered", Holds: true, WeakBy: "delivered_to_other", Event: delivered}, {ID: "handed_to_carrier", Holds: true, Event: guessed}, {ID: "signed"},
	}
	first.Findings = []evidence.Finding{
		{Code: evidence.FindPlace, Args: []string{"place", "Berlin", "expected", "Paris"}}, {Code: evidence.FindAssumed, Args: []string{"count", "1"}},
	}
	in.Exhibits = []Exhibit{first, record(2, guessed)}
	all := "\n" + strings.Join(lines(Compose(in)), "\n") + "\n"
	for _, want := range []string{
		"This record supports: delivered 2026-11-09 (but handed to someone else) · handed to the carrier 2026-11-08",
		"This record does not support: signed for", `Delivered in "Berlin", but the order goes to "Paris"`,
		"2026-11-09 13:00 +01:00°", "2026-11-08 09:00 +08:00*", "Corrected by the shop; read as: Bremen", "Added by the shop, not by the carrier",
		"° The source states no zone", "* The source states no zone; the one given is an assumption.", "E-01–02",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not there", want)
		}
	}
	if strings.Contains(all, "state no time zone") || strings.Contains(all, "days without an update") {
		t.Error("what stands below the table stands above it, too, or the seller's line makes a silence")
	}
	in.Lang = Both
	if all = strings.Join(lines(Compose(in)), "\n"); !strings.Contains(all, "不能证明") || !strings.Contains(all, "does not support") {
		t.Error("not in both languages")
	}
}
