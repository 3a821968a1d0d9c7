package data

import (
	"testing"
	"time"
)

func TestStampsComeBack(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	for text, given := range map[string]time.Time{
		"":                                    {},
		"2026-11-09T22:14:00.000000001+08:00": time.Date(2026, 11, 9, 22, 14, 0, 1, shanghai),
		"1900-01-01T03:54:17Z":                time.Date(1900, 1, 1, 12, 0, 0, 0, shanghai), // local mean time, +08:05:43
		"9999-12-31T23:30:00Z":                time.Date(10000, 1, 1, 7, 30, 0, 0, shanghai),
		"0000-06-01T00:00:00Z":                time.Date(0, 6, 1, 0, 0, 0, 0, time.UTC),
	} {
		if got := stamp(given); got != text {
			t.Errorf("%v is %q, want %q", given, got, text)
		}
		if back, err := parseStamp(text); err != nil || !back.Equal(given) {
			t.Errorf("%q is %v, want %v; %v", text, back, given, err)
		}
	}
	for _, year := range []int{-1, 12000} {
		if got := stamp(time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC)); got != "" {
			t.Errorf("year %d is %q, which cannot be read again", year, got)
		}
	}
}
