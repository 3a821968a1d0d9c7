package evidence

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzTracking reads anything as a page and as a table, also with columns that a
// seller could choose, and judges what comes of it.
func FuzzTracking(f *testing.F) {
	r := testReaders(f)
	for _, c := range pastes {
		f.Add([]byte(c.text), uint64(0x12))
	}
	for _, c := range csvCases {
		f.Add([]byte(c.text), uint64(0x0123))
	}
	f.Add([]byte("【】 【x\n2026-11-09 10:00 【 , DE\n"), uint64(7))
	names := append([]string{""}, TrackColumns()...)
	f.Fuzz(func(t *testing.T, raw []byte, columns uint64) {
		lines := splitLines(raw)
		how := Options{Zone: time.UTC, BuyerZone: time.UTC}.tracks(testNow)
		page, _, _ := r.track.readPage(lines, how)
		found, _ := r.track.table(lines, TrackChoices{})
		for range found.Columns {
			how.choices.Columns = append(how.choices.Columns, names[columns%uint64(len(names))])
			columns /= 3
		}
		table, _ := r.track.readTable(lines, how)
		for _, got := range []Reading{page, table} {
			if len(got.Events) > maxEvents {
				t.Fatalf("%d events", len(got.Events))
			}
			for _, e := range got.Events {
				if !utf8.ValidString(e.Text+e.Place) && utf8.Valid(raw) {
					t.Fatalf("%+v", e)
				}
				if e.PlaceZone && (e.ZoneKnown || e.Place == "") {
					t.Fatalf("a zone from two sources: %+v", e)
				}
			}
			rec := Record{Exhibit: Exhibit{Parcel: got.Parcel}, Events: got.Events, Also: r.track.otherNumbers(lines, got.Parcel.Number)}
			for _, finding := range r.Findings(rec, Expected{Now: testNow, City: "Berlin", Country: "DE"}) {
				if len(finding.Args)%2 != 0 {
					t.Fatalf("%+v", finding)
				}
			}
			r.Facts(got.Events)
			if n := len(Merge([]Record{rec, rec})); n > 2*len(got.Events) {
				t.Fatalf("%d lines of %d events", n, len(got.Events))
			}
		}
	})
}

// A record of more events than are read ends at the limit and says so.
func TestALongRecordEnds(t *testing.T) {
	r := testReaders(t)
	text := "LK123456785CN\n" + strings.Repeat("2026-11-09 10:00 Leipzig, DE, Arrived at facility\n", maxEvents+5)
	got := readString(t, r, "", text, Options{})
	if len(got.Events) != maxEvents || got.Problem != problemMoreEvents {
		t.Errorf("%d events, %q", len(got.Events), got.Problem)
	}
	long := readString(t, r, "", "LK123456785CN\n2026-11-09 10:00 Delivered "+strings.Repeat("x", 1<<20)+"\n2026-11-08 10:00 Picked up\n", Options{})
	if long.Kind == Tracking && len(long.Events) > 2 {
		t.Errorf("%d events", len(long.Events))
	}
}
