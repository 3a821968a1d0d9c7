package deadlines

import (
	"testing"
	"time"
)

// Where there is hardly any work, counting comes to an end all the same, within
// the time that a span can reach: it would lead ten thousand years on.
func TestHardlyAnyWork(t *testing.T) {
	start := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	lastly := start.AddDate(0, 0, patience)
	once := Day{2027, time.May, 5}
	for name, c := range map[string]Calendar{
		"a minute a week":            {WorkDays: []int{3}, From: 9 * 60, To: 9*60 + 1},
		"a minute a year":            {From: 9 * 60, To: 9*60 + 1, Working: everyYear(once)},
		"an hour that is left out":   {Zone: zone(t, "Europe/Berlin"), WorkDays: []int{7}, From: 2 * 60, To: 2*60 + 1},
		"one day, and none after it": {From: 9 * 60, To: 18 * 60, Working: map[Day]bool{once: true}},
		"a day that is left out":     {Zone: zone(t, "Pacific/Apia"), From: 9 * 60, To: 18 * 60, Working: map[Day]bool{{2011, time.December, 30}: true}},
	} {
		for _, span := range []Span{{366 * 24, WorkHours}, {366 * 24 * 60, WorkMinutes}} {
			due := Add(start, span, c)
			if due.Before(start.Add(366*24*time.Hour)) || due.After(lastly.Add(367*24*time.Hour+366*24*time.Hour)) {
				t.Errorf("%s: %v is over at %v", name, span, due)
			}
		}
		if due := Add(start, Span{366, WorkDays}, c); !due.After(start.AddDate(0, 0, 365)) {
			t.Errorf("%s: 366 days of work are over at %v", name, due)
		}
		if passed := c.Between(start, start.AddDate(7000, 0, 0)); passed < 200*365*24*time.Hour {
			t.Errorf("%s: %v of work in 7000 years", name, passed)
		}
		later := start.AddDate(250, 0, 0)
		if passed := c.Between(start, later); passed < later.Sub(lastly.AddDate(0, 0, idle)) || passed > later.Sub(start) {
			t.Errorf("%s: %v of work", name, passed)
		}
		if c.Open(start) && name != "one day, and none after it" && name != "a day that is left out" {
			t.Errorf("%s: open", name)
		}
	}
	// What a span can reach is counted exactly.
	weekly := Calendar{WorkDays: []int{3}, From: 9 * 60, To: 9*60 + 1}
	if due, want := Add(start, Span{52, WorkMinutes}, weekly), time.Date(2027, time.November, 17, 9, 1, 0, 0, time.UTC); !due.Equal(want) {
		t.Errorf("52 minutes at one a week: %v, want %v", due, want)
	}
	if sum := weekly.Between(start, start.AddDate(10, 0, 0)); sum != 522*time.Minute {
		t.Errorf("ten years at a minute a week: %v", sum)
	}
}

// everyYear is the same day of many years.
func everyYear(d Day) map[Day]bool {
	all := map[Day]bool{}
	for year := range 8000 {
		all[Day{d.Year + year, d.Month, d.Day}] = true
	}
	return all
}
