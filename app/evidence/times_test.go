package evidence

import (
	"strings"
	"testing"
	"time"
)

// TestHalvesOfTheDay reads midnight, noon and an hour after either in every
// way in which exports write them.
func TestHalvesOfTheDay(t *testing.T) {
	r := testReaders(t)
	for written, want := range map[string]string{
		"12:05 AM": "00:05", "12:05 PM": "12:05", "1:05 AM": "01:05", "1:05 PM": "13:05", "12:05\u202fam": "00:05", "12:05\u00a0p.m.": "12:05",
		"12:05 a. m.": "00:05", "12:05 p. m.": "12:05", "1:05 p.\u00a0m.": "13:05",
		"上午12:05": "00:05", "下午12:05": "12:05", "上午1:05": "01:05", "下午1:05": "13:05", "凌晨12:05": "00:05", "凌晨1:05": "01:05",
		"中午12:05": "12:05", "中午1:05": "13:05", "晚上9:05": "21:05", "早上8:05": "08:05", "傍晚6:05": "18:05",
		"오전 12:05": "00:05", "오후 12:05": "12:05", "오전 1:05": "01:05", "오후 1:05": "13:05",
		"午前0:05": "00:05", "午後0:05": "12:05", "午前12:05": "00:05", "午後1:05": "13:05", "正午12:00": "12:00",
		"klo 0.05": "00:05", "klo 13.05": "13:05", "13.05": "13:05", "0:05": "00:05", "00:05": "00:05",
		"12:05 ص": "00:05", "12:05 م": "12:05", "1:05 م": "13:05", "12:05 π.μ.": "00:05", "12:05 μ.μ.": "12:05", "1:05 ÖS": "13:05", "12:05 ÖÖ": "00:05",
		"12:05 पूर्वाह्न": "00:05", "1:05 अपराह्न": "13:05", "12:05 SA": "00:05", "1:05 CH": "13:05",
	} {
		for _, shape := range []string{"20/11/2026, TIME - Emma: x\n", "20.11.2026 TIME - Emma: x\n"} {
			text := strings.Replace(shape, "TIME", written, 1)
			got := readString(t, r, "", text, Options{})
			if len(got.Messages) != 1 || got.Messages[0].At.Format("15:04") != want || got.Messages[0].Body != "x" || got.Messages[0].At.Day() != 20 {
				t.Errorf("%q: %swant %s", text, brief(got.Messages), want)
			}
		}
	}
}

// Twelve at night ends the day on which it is written.
func TestTwelveAtNight(t *testing.T) {
	got := readString(t, testReaders(t), "", "2026/11/20 晚上12:05 - Emma: x\n2026/11/20 晚上1:05 - Emma: y\n", Options{}).Messages
	if got[0].At.Format("2006-01-02 15:04") != "2026-11-21 00:05" || got[1].At.Format("2006-01-02 15:04") != "2026-11-20 01:05" {
		t.Errorf("%s", brief(got))
	}
}

func TestSummerTime(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	got := readString(t, testReaders(t), "", strings.Join([]string{
		"29/03/2026, 01:59 - A: before the gap", "29/03/2026, 02:30 - A: in the gap", "29/03/2026, 03:00 - A: after it",
		"25/10/2026, 01:59 - A: before the overlap", "25/10/2026, 02:00 - A: first", "25/10/2026, 02:59 - A: last", "25/10/2026, 03:00 - A: after it", "",
	}, "\n"), Options{Zone: berlin})
	for i, want := range []Doubt{NoDoubt, InGap, NoDoubt, NoDoubt, Twice, Twice, NoDoubt} {
		if m := got.Messages[i]; m.Doubt != want {
			t.Errorf("%s: %q, want %q", m.Body, m.Doubt, want)
		}
	}
	if got.Problem != problemTimes {
		t.Errorf("problem %q", got.Problem)
	}
	for _, zone := range []string{"Australia/Lord_Howe", "America/New_York", "Asia/Shanghai", "UTC", "Africa/Casablanca"} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, change := range changesOf(2026, loc) {
			for at := change.Add(-4 * time.Hour); at.Before(change.Add(4 * time.Hour)); at = at.Add(15 * time.Minute) {
				again := false
				for _, by := range []time.Duration{-time.Hour, -30 * time.Minute, 30 * time.Minute, time.Hour} {
					again = again || at.Add(by).Format("2006-01-02 15:04") == at.Format("2006-01-02 15:04")
				}
				if twice := clockDoubt(at, stamp{h: at.Hour(), m: at.Minute()}) == Twice; twice != again {
					t.Fatalf("%s: %v twice %v, is %v", zone, at, twice, again)
				}
			}
		}
	}
}

// changesOf are the instants of a year at which clocks change, or its middle
// where they never do.
func changesOf(year int, loc *time.Location) []time.Time {
	var all []time.Time
	for at := time.Date(year, 1, 1, 0, 0, 0, 0, loc); ; {
		_, end := at.ZoneBounds()
		if end.IsZero() || end.Year() > year {
			break
		}
		all = append(all, end)
		at = end
	}
	if len(all) == 0 {
		all = append(all, time.Date(year, 7, 1, 0, 0, 0, 0, loc))
	}
	return all
}

func TestBackwards(t *testing.T) {
	got := readString(t, testReaders(t), "", "[20/11/2026, 10:00:00] A: a\n[20/11/2026, 10:05:00] B: b\n[20/11/2026, 09:00:00] A: quoted\n[20/11/2026, 10:06:00] B: c\n", Options{}).Messages
	for i, want := range []Doubt{NoDoubt, NoDoubt, Backwards, NoDoubt} {
		if got[i].Doubt != want {
			t.Errorf("%d: %q, want %q", i, got[i].Doubt, want)
		}
	}
	newest := readString(t, testReaders(t), "", "[20/11/2026, 10:06:00] A: c\n[20/11/2026, 10:03:00] B: b\n[20/11/2026, 10:00:00] A: a\n", Options{}).Messages
	for _, m := range newest {
		if m.Doubt != NoDoubt {
			t.Errorf("newest first: %+v", m)
		}
	}
}

func TestChosenOrderAndZone(t *testing.T) {
	r := testReaders(t)
	text := "01/02/2026, 10:00 - A: x\n01/02/2026, 10:01 - B: y\n"
	for order, want := range map[Order]string{DayFirst: "2026-02-01", MonthFirst: "2026-01-02"} {
		got := readString(t, r, "", text, Options{Choices: Choices{Order: order, Zone: "America/New_York"}})
		if m := got.Messages[0]; m.At.Format("2006-01-02") != want || got.Problem != "" || m.At.UTC().Hour() != 15 || m.ZoneKnown {
			t.Errorf("%s: %v %q", order, m.At, got.Problem)
		}
	}
	p := previewOf(readString(t, r, "", text, Options{}))
	if !p.AskOrder || len(p.Example) != 2 || p.Example[0].At.Format("2006-01-02") != "2026-02-01" || p.Example[1].At.Format("2006-01-02") != "2026-01-02" || !p.ZoneOpen {
		t.Errorf("%+v", p)
	}
	clear := previewOf(readString(t, r, "", "21/02/2026, 10:00 - A: x\n", Options{}))
	if clear.AskOrder || len(clear.Example) > 1 {
		t.Errorf("%+v", clear.Example)
	}
	wrong := readString(t, r, "", "21/02/2026, 10:00 - A: x\n01/02/2026, 10:00 - A: x\n", Options{Choices: Choices{Order: MonthFirst}}).Messages
	if wrong[0].Doubt != OffOrder {
		t.Errorf("%+v", wrong[0])
	}
}

func TestUndatedStaysUndated(t *testing.T) {
	got := readString(t, testReaders(t), "", "Emma:\nWhere is it?\nLin:\nOn its way\nEmma: thanks\n", chatOptions)
	for _, m := range got.Messages {
		if !m.At.IsZero() {
			t.Errorf("%+v", m)
		}
	}
	if p := previewOf(got); p.Undated != p.Messages || p.Messages == 0 {
		t.Errorf("%+v", p)
	}
}

func TestFacts(t *testing.T) {
	r := testReaders(t)
	for body, want := range map[string]Fact{
		"<Media omitted>": Omitted, "\u200eimage omitted": Omitted, "<省略影音内容>": Omitted, "圖片已略去": Omitted, "Bild weggelassen": Omitted,
		"This message was deleted": Deleted, "You deleted this message.": Deleted, "此消息已删除": Deleted, "Diese Nachricht wurde gelöscht.": Deleted,
		"Hello <This message was edited>": Edited, "Hello \u200e<This message was edited>": Edited,
		"\u200e<attached: 00000001-PHOTO.jpg>": Attached, "IMG-20180129-WA0001.jpg (file attached)\nlook": Attached, "IMG-1.jpg (Datei angehängt)": Attached,
		"\u200e<附件：0001.jpg>": Attached, "my image omitted something": NoFact, "Hello": NoFact, "": NoFact, "(file attached)": NoFact,
	} {
		got := readString(t, r, "", "[29/01/2018, 12:24:03] Emma: "+body+"\n[29/01/2018, 12:24:04] Lin: ok\n", chatOptions).Messages
		if len(got) != 2 || got[0].Fact != want || (want == Attached) != (got[0].Media != "") {
			t.Errorf("%q: %+v, want %q", body, got[0], want)
		}
	}
}
