package cases

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/phrases"
)

func rows(ids string) []cases.Case {
	var out []cases.Case
	for _, id := range strings.Fields(ids) {
		out = append(out, cases.Case{ID: id})
	}
	return out
}

func ids(list []cases.Case) string {
	var out []string
	for _, c := range list {
		out = append(out, c.ID)
	}
	return strings.Join(out, " ")
}

func TestRenewMovesNoRow(t *testing.T) {
	for _, x := range []struct {
		name, shown, read, want string
		more                    bool // the read did not reach the end
		above                   int
	}{
		{"nothing new", "a b c", "a b c", "a b c", false, 0},
		{"a change brings a case to the front of the store", "a b c", "c a b", "a b c", false, 0},
		{"a new case comes in at the top", "a b", "n a b", "n a b", false, 1},
		{"a case left the group", "a b c", "a c", "a c", false, 0},
		{"older ones follow at the end", "a b", "a b c d", "a b c d", true, 0},
		{"a short read says nothing of the rows behind it", "a b c d", "b a", "a b c d", true, 0},
		{"everything went", "a b", "", "", false, 0},
		{"the first read", "", "a b", "a b", false, 0},
	} {
		t.Run(x.name, func(t *testing.T) {
			page := cases.Page{Cases: rows(x.read)}
			if x.more {
				page.Next = cases.Cursor{ID: "z"}
			}
			l := listing{rows: rows(x.shown)}
			above := l.renew(page)
			if got := ids(l.rows); got != x.want || above != x.above {
				t.Errorf("got %q (%d above), want %q (%d)", got, above, x.want, x.above)
			}
		})
	}
}

func TestExtendRepeatsNothing(t *testing.T) {
	l := listing{rows: rows("a b")}
	l.extend(cases.Page{Cases: rows("b c")})
	if got := ids(l.rows); got != "a b c" {
		t.Error(got)
	}
}

func TestTimelineIsNewestFirst(t *testing.T) {
	day := func(d, h int) time.Time { return time.Date(2026, 11, d, h, 0, 0, 0, time.UTC) }
	photo := func(no int, at time.Time) evidence.Exhibit {
		return evidence.Exhibit{ID: strconv.Itoa(no), No: no, Kind: evidence.Photo, AddedAt: day(20, 9), Picture: evidence.Picture{CapturedAt: at}}
	}
	f := file{
		c: cases.Case{Received: day(10, 8)},
		exhibits: []evidence.Exhibit{
			photo(1, day(3, 16)), photo(2, day(3, 16)), photo(3, day(4, 16)),
			{ID: "4", No: 4, Kind: evidence.Chat, EventAt: day(9, 9), AddedAt: day(20, 9)},
			{ID: "5", No: 5, Kind: evidence.Document, AddedAt: day(21, 9)},
		},
		moves: []cases.StageMove{{At: day(12, 1)}},
		uses:  []phrases.Use{{At: day(11, 1)}},
	}
	var got []string
	for _, h := range timeline(f) {
		switch {
		case h.intake:
			got = append(got, "intake")
		case h.move != nil:
			got = append(got, "move")
		case h.use != nil:
			got = append(got, "reply")
		default:
			s := ""
			for _, e := range h.exhibits {
				s += e.ID
			}
			if h.undated {
				s += "?"
			}
			got = append(got, s)
		}
	}
	if want := "5? move reply intake 4 3 12"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestFirstWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "",
		"  short  text ":                       "short text",
		"The parcel never came to the buyer":   "The parcel never came to…",
		strings.Repeat("长", 30):                strings.Repeat("长", 24) + "…",
		"a\x00b\nc":                            "a b c",
		strings.Repeat("x", 10_000) + "\xff y": strings.Repeat("x", 24) + "…",
	} {
		if got := firstWords(text, 24); got != want {
			t.Errorf("%.20q: got %q, want %q", text, got, want)
		}
	}
}
