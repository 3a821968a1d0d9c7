package reminders

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"casefolio/app/deadlines"
	"casefolio/data/datatest"
)

var start = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC) // a Monday

// say keeps keys and values in sight.
func say(key string, pairs ...string) string { return key + " " + strings.Join(pairs, " ") }

func office() deadlines.Calendar {
	return deadlines.Calendar{WorkDays: []int{1, 2, 3, 4, 5}, From: 9 * 60, To: 18 * 60}
}

func item(n int, sendBy, due time.Time) deadlines.Item {
	return deadlines.Item{
		Key: fmt.Sprintf("promise:%d", n), Kind: deadlines.Promised, CaseID: "c", Number: "CF-2026-0001",
		Customer: "Emma Schneider", Title: "call Emma back", SendBy: sendBy, Due: due,
	}
}

// However the looks fall, each moment is told once.
func TestEachMomentIsToldOnce(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 7))
		due := start.Add(time.Duration(rng.IntN(48*60)) * time.Minute)
		i := item(1, due.Add(-time.Duration(1+rng.IntN(300))*time.Minute), due)
		told := map[string]int{}
		var last time.Time
		now := start.Add(-10 * time.Hour)
		for now.Before(start.Add(60 * time.Hour)) {
			from := Since(last, now)
			for _, n := range Fallen([]deadlines.Item{i}, Settings{}, say, from, now) {
				told[n.Key]++
			}
			last = now
			now = now.Add(time.Duration(1+rng.IntN(3600)) * time.Second)
		}
		dueTold := 0
		for key, n := range told {
			if n != 1 {
				t.Fatalf("seed %d: %s was told %d times", seed, key, n)
			}
			if strings.Contains(key, "reminders.due") {
				dueTold++
			}
		}
		if dueTold != 1 {
			t.Fatalf("seed %d: told %v", seed, told)
		}
	}
}

func TestWhatIsNotTold(t *testing.T) {
	now := start.Add(time.Hour)
	i := item(1, start.Add(time.Minute), start.Add(time.Minute))
	cases := map[string]struct {
		change func(*deadlines.Item)
		s      Settings
	}{
		"off":      {func(*deadlines.Item) {}, Settings{Off: true}},
		"stopped":  {func(i *deadlines.Item) { i.Stopped = true }, Settings{}},
		"paused":   {func(i *deadlines.Item) { i.Paused = true }, Settings{}},
		"put off":  {func(i *deadlines.Item) { i.Snoozed = now.Add(time.Hour) }, Settings{}},
		"hard":     {func(i *deadlines.Item) { i.Kind = deadlines.Hard }, Settings{}},
		"earlier":  {func(i *deadlines.Item) { i.SendBy, i.Due = start.Add(-time.Hour), start.Add(-time.Minute) }, Settings{}},
		"too late": {func(i *deadlines.Item) { i.SendBy, i.Due = now.Add(time.Hour), now.Add(2*time.Hour) }, Settings{}},
	}
	for name, c := range cases {
		j := i
		c.change(&j)
		if got := Fallen([]deadlines.Item{j}, c.s, say, start, now); len(got) > 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Without leave nothing of the buyer, nor of what was promised, is told.
func TestNamesNeedLeave(t *testing.T) {
	i := item(1, start, start.Add(time.Minute))
	for _, names := range []bool{false, true} {
		got := Fallen([]deadlines.Item{i}, Settings{Names: names}, say, start, start.Add(time.Hour))
		if len(got) != 1 {
			t.Fatal(got)
		}
		if has := strings.Contains(got[0].Title+got[0].Body, "Emma"); has != names {
			t.Errorf("names %v: %+v", names, got[0])
		}
	}
}

func TestManyShareANotice(t *testing.T) {
	var items []deadlines.Item
	for n := range 4 {
		items = append(items, item(n, start, start.Add(time.Minute)))
	}
	got := Fallen(items, Settings{}, say, start, start.Add(time.Hour))
	if len(got) != 1 || !strings.Contains(got[0].Title, "count 4") {
		t.Errorf("%+v", got)
	}
}

func TestQuiet(t *testing.T) {
	night, day, sunday := start.Add(-4*time.Hour), start.Add(2*time.Hour), start.AddDate(0, 0, -1).Add(2*time.Hour)
	for _, c := range []struct {
		s    Settings
		at   time.Time
		want bool
	}{
		{Settings{}, night, true}, {Settings{}, day, false}, {Settings{}, sunday, true},
		{Settings{Always: true}, night, false}, {Settings{Off: true}, night, false},
	} {
		if got := Quiet(c.s, office(), c.at); got != c.want {
			t.Errorf("%+v at %v: %v", c.s, c.at, got)
		}
	}
}

// What the system is given stands in working hours, after its own moment, the
// first ones alone.
func TestAhead(t *testing.T) {
	items := []deadlines.Item{
		item(1, start.Add(10*time.Hour), start.Add(16*time.Hour)), // at the end of work, and at night
		item(2, start.Add(2*time.Hour), start.Add(3*time.Hour)),
	}
	got := Ahead(items, Settings{}, office(), say, start, 2*time.Minute, 3)
	if len(got) != 3 {
		t.Fatal(got)
	}
	for n, want := range []time.Time{start.Add(2*time.Hour + 2*time.Minute), start.Add(3*time.Hour + 2*time.Minute)} {
		if !got[n].At.Equal(want) {
			t.Errorf("%d at %v, not %v", n, got[n].At, want)
		}
	}
	if at := got[2].At.Add(-2 * time.Minute); !isOpen(at.Add(-time.Minute)) {
		t.Errorf("outside of the working hours: %v", at)
	}
	if got := Ahead(items, Settings{Off: true}, office(), say, start, 0, 9); len(got) > 0 {
		t.Error("told though off")
	}
}

func isOpen(at time.Time) bool {
	c := office()
	return c.Open(at)
}

func TestSettingsAreKept(t *testing.T) {
	now := func() time.Time { return start }
	s := NewService(datatest.Open(t), now)
	if got, err := s.Settings(t.Context()); err != nil || got != (Settings{}) {
		t.Fatal(got, err)
	}
	for _, is := range []Settings{{Off: true}, {Names: true, Always: true}, {}} {
		if err := s.Save(t.Context(), is); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Settings(t.Context()); err != nil || got != is {
			t.Fatal(got, err)
		}
	}
}

// FuzzPlain: no text gets a quotation mark or an order past Plain.
func FuzzPlain(f *testing.F) {
	f.Add("$(calc.exe) `\"; rm -rf / \\ “x” ‘y’\x00\n")
	f.Add("答应今天 18:00 前回复 💬")
	f.Fuzz(func(t *testing.T, s string) {
		got := Plain(s)
		if strings.ContainsAny(got, "\"`$\\'“”„‟‘’‚‛\n\r\x00") || !utf8.ValidString(got) || utf8.RuneCountInString(got) > longest {
			t.Errorf("%q became %q", s, got)
		}
		if Plain(got) != got {
			t.Errorf("%q is not plain yet", got)
		}
	})
}

// What nothing is sent for is told once, also where its times were read apart;
// and the hour is the seller's, whoever's zone it was typed in.
func TestAheadInTheSellersZone(t *testing.T) {
	due := start.Add(3 * time.Hour)
	i := item(1, due.In(time.FixedZone("", -5*3600)), due.In(time.FixedZone("", -5*3600)))
	i.Kind = deadlines.Waiting
	got := Ahead([]deadlines.Item{i}, Settings{}, office(), say, start, 0, 9)
	if len(got) != 1 || !strings.Contains(got[0].Key, "reminders.due") || !strings.Contains(got[0].Body, "11-23 11:00") {
		t.Errorf("%+v", got)
	}
	if got = Fallen([]deadlines.Item{i}, Settings{}, say, start, due); len(got) != 1 || !strings.Contains(got[0].Body, "11-23 11:00") {
		t.Errorf("%+v", got)
	}
}
