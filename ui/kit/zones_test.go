package kit_test

import (
	"testing"
	"time"

	"casefolio/ui/kit"
)

func TestBuyerClockStandsBesideTheSellers(t *testing.T) {
	china := time.FixedZone("CST", 8*3600)
	for _, x := range []struct {
		buyer, at, want string
	}{
		{"Europe/Berlin", "2026-11-20T13:31:00+08:00", "06:31"},
		{"Europe/Berlin", "2026-11-20T03:31:00+08:00", "11-19 20:31"},
		{"America/New_York", "2027-01-01T08:00:00+08:00", "12-31 19:00"},
		{"Asia/Shanghai", "2026-11-20T13:31:00+08:00", ""},
		{"", "2026-11-20T13:31:00+08:00", ""},
		{"Nowhere/Land", "2026-11-20T13:31:00+08:00", ""},
	} {
		at, err := time.Parse(time.RFC3339, x.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := kit.ZonesOf(china, x.buyer).BuyerClock(at); got != x.want {
			t.Errorf("%s at %s: got %q, want %q", x.buyer, x.at, got, x.want)
		}
	}
	z := kit.ZonesOf(china, "Europe/Berlin")
	if z.Stamp(time.Time{}) != "" || z.BuyerClock(time.Time{}) != "" {
		t.Error("an unknown time is written")
	}
}
