package compose

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"casefolio/app/cases"
	"casefolio/app/dossier/block"
	"casefolio/app/evidence"
	"casefolio/app/money"
	"casefolio/app/phrases"
	"casefolio/app/text"
)

var (
	china  = time.FixedZone("CST", 8*3600)
	berlin = time.FixedZone("CET", 3600)
)

func at(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, china) }

func input(t testing.TB, lang string) Input {
	t.Helper()
	files := os.DirFS("../../../assets")
	lists, err := cases.LoadLists(files)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := text.Load(files, "translations")
	if err != nil {
		t.Fatal(err)
	}
	return Input{
		Case:  cases.Case{Number: "CF-2026-0001", Stage: cases.Intake},
		Lists: lists, Texts: texts, Lang: lang, Paper: "a4", Zone: china, Now: at(30, 10, 0),
	}
}

// lines gives all words of a document, one text a line.
func lines(doc block.Document) []string {
	var out []string
	walk(reflect.ValueOf(doc.Blocks), &out)
	return out
}

func walk(v reflect.Value, out *[]string) {
	if t, ok := v.Interface().(block.Text); ok {
		*out = append(*out, t.String())
		return
	}
	switch v.Kind() {
	case reflect.Interface:
		walk(v.Elem(), out)
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), out)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			walk(v.Field(i), out)
		}
	case reflect.String:
		*out = append(*out, v.String())
	}
}

// tables are the tables of a document by their first head.
func tables(doc block.Document) map[string]block.Table {
	out := map[string]block.Table{}
	for _, b := range doc.Blocks {
		if t, ok := b.(block.Table); ok {
			out[t.Columns[0].Head] = t
		}
	}
	return out
}

func cells(r block.Row) string {
	var parts []string
	for _, c := range r.Cells {
		parts = append(parts, c.Text.String())
	}
	return strings.Join(parts, " | ")
}

func TestEveryFieldOfACaseIsPrinted(t *testing.T) {
	in := input(t, "en")
	c := reflect.ValueOf(&in.Case).Elem()
	var want []string
	for i := range c.NumField() {
		name := c.Type().Field(i).Name
		if f := c.Field(i); f.Kind() == reflect.String && name != "ID" && name != "BuyerZone" {
			f.SetString("value of " + name)
			want = append(want, "value of "+name)
		}
	}
	in.Case.Occurred, in.Case.Received, in.Case.CreatedAt = at(9, 22, 14), at(10, 8, 0), at(10, 8, 5)
	in.Case.Amount, in.Case.BuyerZone = money.Amount{Minor: 3990, Currency: "EUR"}, "America/St_Johns"
	want = append(want, "2026-11-09 22:14 (UTC+8)", "2026-11-10 08:00 (UTC+8)", "2026-11-10 08:05 (UTC+8)", "EUR 39.90", "America/St_Johns")
	doc := Compose(in)
	got := strings.Join(append(lines(doc), doc.Number), "\n")
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("%s is not on paper", w)
		}
	}
}

func TestAnEmptyCase(t *testing.T) {
	for _, lang := range []string{"zh", "en", Both} {
		doc := Compose(input(t, lang))
		for _, l := range lines(doc) {
			if strings.Contains(l, "dossier.") || strings.Contains(l, "{{") || strings.Contains(l, "<no value>") {
				t.Errorf("%s: %q", lang, l)
			}
		}
		if doc.Blocks[0].(block.Opening).Title != "CF-2026-0001" {
			t.Errorf("title %q", doc.Blocks[0])
		}
	}
}

func TestTimeline(t *testing.T) {
	in := input(t, "en")
	in.Case.Received, in.Case.BuyerZone = at(20, 13, 35), "Europe/Berlin"
	in.Moves = []cases.StageMove{{From: cases.Intake, To: cases.Analysis, Reason: "looked at it", At: at(20, 14, 0)}}
	say := func(seq int, when time.Time, who string, role evidence.Role, body string) evidence.Message {
		return evidence.Message{Seq: seq, At: when, ZoneKnown: seq != 3, Sender: who, Role: role, Body: body}
	}
	photo := func(no int, minute int) Exhibit {
		return Exhibit{Exhibit: evidence.Exhibit{ID: fmt.Sprint(no), No: no, Kind: evidence.Photo, FileName: fmt.Sprintf("%d.jpg", no), Picture: evidence.Picture{CapturedAt: at(3, 16, minute), ZoneKnown: true}}}
	}
	in.Exhibits = []Exhibit{
		{Exhibit: evidence.Exhibit{ID: "a", No: 1, Kind: evidence.Chat}, Messages: []evidence.Message{
			say(1, at(20, 12, 0), "Emma", evidence.Buyer, "Where is it?"),
			say(2, at(20, 12, 4), "Emma", evidence.Buyer, "Please answer."),
			say(3, at(20, 12, 6), "Shop", evidence.Seller, "Soon."),
			say(4, time.Time{}, "Shop", evidence.Seller, "undated"),
		}},
		photo(2, 20), photo(3, 21), photo(5, 22),
		{Exhibit: evidence.Exhibit{ID: "b", No: 6, Kind: evidence.Tracking}, Events: []evidence.Event{
			{Seq: 1, At: at(19, 9, 0), ZoneKnown: true, Place: "Leipzig", Text: "lost"},
			{Seq: 2, At: at(8, 8, 0), ZoneKnown: true, Text: "arrived"},
			{Seq: 3, At: time.Date(2026, 11, 4, 0, 0, 0, 0, china), DateOnly: true, Text: "picked up"},
		}},
	}
	in.Uses = []phrases.Use{{Text: "We are sorry", At: at(20, 14, 7)}}
	got := tables(Compose(in))["Local time (UTC+8)"]
	want := []string{
		"2026-11-03 16:20 | 2026-11-03 09:20 | Photo taken: 2.jpg, 3.jpg, 5.jpg | E-02–03 E-05",
		"2026-11-04 |  | picked up | E-06",
		"2026-11-08 08:00 | 2026-11-08 01:00 | arrived (no update for 11 days after this) | E-06",
		"2026-11-19 09:00 | 2026-11-19 02:00 | Leipzig: lost | E-06",
		"2026-11-20 12:00 | 2026-11-20 05:00 | Buyer wrote: “Where is it?” (2 messages in a row) | E-01",
		"2026-11-20 12:06* | 2026-11-20 05:06* | Seller wrote: “Soon.” | E-01",
		"2026-11-20 13:35 | 2026-11-20 06:35 | Complaint received | ",
		"2026-11-20 14:00 | 2026-11-20 07:00 | Stage moved from Intake to Analysis: looked at it | ",
		"2026-11-20 14:07 | 2026-11-20 07:07 | Reply copied: “We are sorry” | ",
	}
	for i, r := range got.Rows {
		if i >= len(want) || cells(r) != want[i] {
			t.Errorf("row %d: %s", i, cells(r))
		}
	}
	if len(got.Rows) != len(want) || got.Columns[1].Head != "Buyer’s time (UTC+1)" {
		t.Errorf("%d rows, %+v", len(got.Rows), got.Columns)
	}
}

// Where the offset changes within the table, every cell names its own.
func TestTimelineOverAClockChange(t *testing.T) {
	in := input(t, "zh")
	in.Case.BuyerZone = "Europe/Berlin"
	in.Case.Occurred = time.Date(2026, 10, 24, 12, 0, 0, 0, china)
	in.Case.Received = time.Date(2026, 10, 26, 12, 0, 0, 0, china)
	rows := tables(Compose(in))["当地时间 (UTC+8)"].Rows
	if got := cells(rows[0]) + cells(rows[1]); !strings.Contains(got, "2026-10-24 06:00 +02:00") || !strings.Contains(got, "2026-10-26 05:00 +01:00") {
		t.Error(got)
	}
}

func TestTranscriptAndRecord(t *testing.T) {
	in := input(t, "en")
	in.Exhibits = []Exhibit{
		{Exhibit: evidence.Exhibit{No: 1, Kind: evidence.Chat, SHA256: strings.Repeat("ab", 32), AddedAt: at(20, 9, 0)}, Messages: []evidence.Message{
			{At: time.Date(2026, 11, 20, 6, 31, 5, 0, berlin), ZoneKnown: true, Sender: "Emma", Role: evidence.Buyer, Body: "a\r\nb"},
			{Sender: "Shop", Role: evidence.Seller, Body: "undated"},
			{Body: "joined", Role: evidence.System},
			{Sender: "+49 341", Body: "who is it"},
		}},
		{Exhibit: evidence.Exhibit{No: 2, Kind: evidence.Tracking}, Events: []evidence.Event{
			{Seq: 1, At: at(19, 9, 0), ZoneKnown: true, Place: "Leipzig", Text: "lost", Milestone: "exception.lost"},
			{Seq: 2, At: at(8, 8, 0), Text: "arrived", Milestone: "something.new"},
		}},
	}
	var got []string
	bars := 0
	for _, b := range Compose(in).Blocks {
		if tab, ok := b.(block.Table); ok && tab.Columns[0].Head == "Time (local)" {
			for _, r := range tab.Rows {
				got = append(got, cells(r))
				if r.Cells[len(r.Cells)-1].Bar {
					bars++
				}
			}
		}
	}
	want := []string{
		"2026-11-20 06:31:05 +01:00 | Emma\nBuyer | a\nb",
		"— | Shop\nSeller | undated",
		"— | System | joined",
		"— | +49 341 | who is it",
		"2026-11-19 09:00 +08:00 | Leipzig | lost | Lost",
		"11 days without an update",
		"2026-11-08 08:00 +08:00* |  | arrived | something.new",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") || bars != 1 {
		t.Errorf("%d bars\n%s", bars, strings.Join(got, "\n"))
	}
}

// TestWhatIsLeftOutIsSaid wants a word beside an exhibit that is not printed
// whole or not surely.
func TestWhatIsLeftOutIsSaid(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for _, problem := range []string{"date_order_guessed", "more_events", "several_parcels", "mail_no_text"} {
			in := input(t, lang)
			in.Exhibits = []Exhibit{{Exhibit: evidence.Exhibit{No: 1, Kind: evidence.Tracking, Problem: problem}}}
			if want := in.Texts.Get(lang, "dossier.note."+problem, nil); !slices.Contains(lines(Compose(in)), want) {
				t.Errorf("%s: nothing says %q", lang, want)
			}
		}
	}
}

func TestQuote(t *testing.T) {
	family := "👨‍👩‍👧"
	for _, v := range []struct{ in, want string }{
		{"short  and\nsimple", "short and simple"},
		{strings.Repeat("字", 91), strings.Repeat("字", 90) + "…"},
		{strings.Repeat("a", 88) + family + "tail", strings.Repeat("a", 88) + "…"},
		{strings.Repeat("a", 80) + " " + strings.Repeat("b", 20), strings.Repeat("a", 80) + "…"},
		{"e" + strings.Repeat("\u0301", 200), "e" + strings.Repeat("\u0301", 89) + "…"},
	} {
		if got := quote(v.in); got != v.want {
			t.Errorf("%q: %q", v.in, got)
		}
	}
}

func FuzzQuote(f *testing.F) {
	f.Add("a\u200d\xff")
	f.Fuzz(func(t *testing.T, s string) {
		if n := utf8.RuneCountInString(quote(s)); n > quoteLength+1 {
			t.Errorf("%d characters", n)
		}
	})
}

func TestOffset(t *testing.T) {
	for sec, want := range map[int]string{0: "UTC+0", 8 * 3600: "UTC+8", 19800: "UTC+5:30", -12600: "UTC-3:30"} {
		if got := offset(time.Unix(0, 0).In(time.FixedZone("", sec))); got != want {
			t.Errorf("%d: %s", sec, got)
		}
	}
}

// Both languages have the same labels, and no label is left over.
func TestLabels(t *testing.T) {
	in := input(t, "en")
	source := ""
	own, _ := filepath.Glob("*.go")
	above, _ := filepath.Glob("../*.go")
	for _, f := range append(own, above...) {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		source += string(raw)
	}
	for key := range in.Texts["en"] {
		if !strings.HasPrefix(key, "dossier.") {
			continue
		}
		if !in.Texts.Has("zh", key) {
			t.Errorf("%s is not there in zh", key)
		}
		name := strings.TrimPrefix(key, "dossier.")
		group, last, _ := strings.Cut(name, ".")
		used := strings.Contains(source, `"`+name+`"`) || strings.Contains(source, `"`+name+`.`) ||
			strings.Contains(source, `"`+last+`"`) || strings.Contains(source, `named("`+group+`"`) ||
			strings.HasPrefix(name, "time.said.") || group == "note" || group == "detail"
		if !used {
			t.Errorf("%s is not used", key)
		}
	}
	for key := range in.Texts["zh"] {
		if strings.HasPrefix(key, "dossier.") && !in.Texts.Has("en", key) {
			t.Errorf("%s is not there in en", key)
		}
	}
}
