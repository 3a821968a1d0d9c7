package evidence_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"casefolio/app/evidence"
	"casefolio/app/fault"
)

func addChat(t *testing.T, s *evidence.Service, caseID, text string) evidence.Exhibit {
	t.Helper()
	e, err := s.Add(ctx, caseID, evidence.TextInput(text), evidence.Options{Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func messagesOf(t *testing.T, s *evidence.Service, id string) []evidence.Message {
	t.Helper()
	all, err := s.Messages(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const openOrder = "01/02/2026, 10:00 - Emma: one\n01/02/2026, 10:01 - Lin: two\n01/02/2026, 10:02 - Emma S.: three\n"

// What the seller corrected stays: translations and marks go with their
// messages, the original and the journal hold.
func TestReread(t *testing.T) {
	s, w, caseID := newService(t)
	e := addChat(t, s, caseID, openOrder)
	if e.Problem != "date_order_guessed" {
		t.Fatalf("problem %q", e.Problem)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.Translate(ctx, e.ID, 2, "二", evidence.Self))
	must(s.Cite(ctx, e.ID, []int{3}, true))
	must(s.SetSpeaker(ctx, e.ID, "Lin", evidence.Platform))
	opt := evidence.Options{Zone: time.UTC}
	choices, err := s.Choices(ctx, e.ID)
	must(err)
	choices.Order, choices.Zone = evidence.MonthFirst, "America/New_York"
	choices.People = append(choices.People, evidence.Person{Name: "Emma S.", As: "Emma", Role: evidence.Buyer}, evidence.Person{Name: "Emma", Role: evidence.Buyer})
	p, err := s.PreviewAgain(ctx, e.ID, choices, opt)
	must(err)
	if len(p.Speakers) != 2 || p.AskOrder || p.Messages != 3 {
		t.Errorf("%+v", p)
	}
	now, err := s.Reread(ctx, e.ID, choices, opt)
	must(err)
	m := messagesOf(t, s, e.ID)
	if now.Problem != "" || now.SHA256 != e.SHA256 || m[0].At.UTC() != time.Date(2026, 1, 2, 15, 0, 0, 0, time.UTC) || m[2].Sender != "Emma" ||
		m[0].Role != evidence.Buyer || m[1].Role != evidence.Platform || m[1].Translation != "二" || !m[2].Cited {
		t.Errorf("%+v\n%+v", now, m)
	}
	if again, err := s.Choices(ctx, e.ID); err != nil || !again.Same(choices) {
		t.Errorf("%+v, %v", again, err)
	}
	found, err := w.Mismatches(ctx)
	must(err)
	if len(found) > 0 {
		t.Errorf("the journal does not hold: %+v", found)
	}
}

// A text that gives fewer messages keeps what still has its message and tells
// the journal about the rest.
func TestRereadByAPattern(t *testing.T) {
	s, w, caseID := newService(t)
	text := "Emma:\n2026-11-20 10:23\nWhere: here\nLin:\n2026-11-20 10:25\nOn: way\n"
	e := addChat(t, s, caseID, text)
	pattern, err := s.Learn(text, 0, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messagesOf(t, s, e.ID) {
		if err := s.Translate(ctx, e.ID, m.Seq, "x", evidence.Self); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Reread(ctx, e.ID, evidence.Choices{Pattern: &pattern}, evidence.Options{Zone: time.UTC}); err != nil {
		t.Fatal(err)
	}
	m := messagesOf(t, s, e.ID)
	if len(m) != 2 || m[1].Sender != "Lin" || m[1].Body != "On: way" || m[0].Start != 0 || m[1].End != int64(len(text)) {
		t.Errorf("%+v", m)
	}
	if found, err := w.Mismatches(ctx); err != nil || len(found) > 0 {
		t.Errorf("%+v, %v", found, err)
	}
	if err := s.KeepPattern(ctx, pattern); !fault.Is(err, "pattern.name") {
		t.Errorf("no name: %v", err)
	}
	pattern.Name = "AliExpress chat"
	if err := s.KeepPattern(ctx, pattern); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Patterns(ctx); err != nil || len(all) != 1 || all[0] != pattern {
		t.Errorf("%+v, %v", all, err)
	}
	if err := s.ForgetPattern(ctx, pattern.Name); err != nil {
		t.Error(err)
	}
	note := addChat(t, s, caseID, "Just a note.")
	if _, err := s.Reread(ctx, note.ID, evidence.Choices{Zone: "UTC"}, evidence.Options{}); !fault.Is(err, "reread.no_chat") {
		t.Errorf("a note: %v", err)
	}
}

func TestFindAndCite(t *testing.T) {
	s, _, caseID := newService(t)
	e := addChat(t, s, caseID, "20/11/2026, 10:00 - Emma: Where is the ＰＡＲＣＥＬ?\n20/11/2026, 10:01 - Lin: The parcel is 在路上\n")
	for search, want := range map[string]int{"parcel": 2, "Parcel EMMA": 1, "在路上": 1, "nothing": 0, " ": 0, "lin": 1} {
		for _, in := range []string{"", caseID} {
			found, more, err := s.Find(ctx, in, search)
			if err != nil || len(found) != want || more {
				t.Errorf("%q: %d found, %v, %v", search, len(found), more, err)
			}
		}
	}
	if err := s.Cite(ctx, e.ID, []int{2, 99}, true); !fault.Is(err, "message.unknown") {
		t.Errorf("%v", err)
	}
	if err := s.Cite(ctx, e.ID, []int{1, 2}, true); err != nil {
		t.Fatal(err)
	}
	if err := s.Cite(ctx, e.ID, []int{1}, false); err != nil {
		t.Fatal(err)
	}
	cited, err := s.Cited(ctx, caseID)
	if err != nil || len(cited) != 1 || cited[0].Message.Seq != 2 {
		t.Fatalf("%+v, %v", cited, err)
	}
	quote := evidence.Quote([]evidence.Message{cited[0].Message, {Sender: "Emma", Body: "a\nb"}}, time.UTC, "undated")
	if quote != "Lin, 2026-11-20 10:01 (+00:00):\n> The parcel is 在路上\n\nEmma, undated:\n> a\n> b" {
		t.Errorf("%q", quote)
	}
	if err := s.Trash(ctx, e.ID); err != nil {
		t.Fatal(err)
	}
	if found, _, err := s.Find(ctx, "", "parcel"); err != nil || len(found) > 0 {
		t.Errorf("in the trash: %+v, %v", found, err)
	}
}

// The files of a phone's export become exhibits that their messages lead to.
func TestMediaBecomeExhibits(t *testing.T) {
	s, w, caseID := newService(t)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{
		"_chat.txt":      "[29/01/2018, 12:24:03] Emma: \u200e<attached: 1-PHOTO.jpg>\n[29/01/2018, 12:25:03] Lin: \u200e<attached: inner.zip>\n[29/01/2018, 12:26:03] Lin: \u200e<attached: bomb.pdf>\n",
		"../1-PHOTO.jpg": string(picture(t, 20, 30)),
		"inner.zip":      "PK\x03\x04",
		"bomb.pdf":       strings.Repeat("\x00", 4<<20),
	} {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := writeFile(t, "WhatsApp Chat.zip", b.Bytes())
	in, err := evidence.FileInput(path, evidence.FromDrop)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := s.Preview(ctx, in, evidence.Options{Zone: time.UTC}); err != nil || !p.IsChat || p.Media != 3 {
		t.Errorf("%+v, %v", p, err)
	}
	added := s.AddFiles(ctx, caseID, []string{path}, evidence.FromDrop, evidence.Options{Zone: time.UTC}, nil)
	if len(added) != 2 || added[0].Err != nil || added[1].Exhibit.FileName != "1-PHOTO.jpg" || added[1].Exhibit.Kind != evidence.Photo {
		t.Fatalf("%+v", added)
	}
	m := messagesOf(t, s, added[0].Exhibit.ID)
	if m[0].MediaID != added[1].Exhibit.ID || m[1].MediaID != "" || m[2].MediaID != "" || m[0].Entry != "_chat.txt" {
		t.Errorf("%+v", m)
	}
	if now, err := s.Reread(ctx, added[0].Exhibit.ID, evidence.Choices{Order: evidence.DayFirst}, evidence.Options{Zone: time.UTC}); err != nil || now.Messages != 3 {
		t.Errorf("%+v, %v", now, err)
	}
	if m := messagesOf(t, s, added[0].Exhibit.ID); m[0].MediaID != added[1].Exhibit.ID {
		t.Error("reading again loses the file")
	}
	if found, err := w.Mismatches(ctx); err != nil || len(found) > 0 {
		t.Errorf("%+v, %v", found, err)
	}
}

// BenchmarkLongChat takes a chat of 100,000 messages, gives it back, finds one
// of its messages among all cases and reads it again.
func BenchmarkLongChat(b *testing.B) {
	s, _, caseID := newService(b)
	var text strings.Builder
	at := time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)
	for i := range 100_000 {
		at = at.Add(7 * time.Minute)
		fmt.Fprintf(&text, "[%s] %s: Message %d: where is my parcel? 还没有收到。\n", at.Format("02/01/2006, 15:04:05"), [...]string{"Emma", "Lin"}[i%2], i)
	}
	opt := evidence.Options{Zone: time.UTC}
	var e evidence.Exhibit
	no := 0
	b.Run("add", func(b *testing.B) {
		for b.Loop() {
			no++ // the same bytes would not be stored again
			var err error
			if e, err = s.Add(ctx, caseID, evidence.TextInput(text.String()+strconv.Itoa(no)), opt); err != nil || e.Messages != 100_000 {
				b.Fatal(e.Messages, err)
			}
		}
	})
	b.Run("messages", func(b *testing.B) {
		for b.Loop() {
			if all, err := s.Messages(ctx, e.ID); err != nil || len(all) != 100_000 {
				b.Fatal(err)
			}
		}
	})
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			if found, _, err := s.Find(ctx, "", "parcel 99998 收到"); err != nil || len(found) == 0 {
				b.Fatal(found, err)
			}
		}
	})
	b.Run("reread", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Reread(ctx, e.ID, evidence.Choices{Zone: "UTC"}, opt); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// A chat that was taken for a tracking record becomes one by a pattern, and
// what it was again without it.
func TestRereadATrackingRecord(t *testing.T) {
	s, w, caseID := newService(t)
	text := "2026-11-09 22:14 Leipzig, Arrived at facility\n2026-11-08 10:00 Frankfurt, Departed\n2026-11-07 09:00 Shenzhen, Picked up\n"
	e := addChat(t, s, caseID, text)
	if e.Kind != evidence.Tracking {
		t.Fatalf("%+v", e)
	}
	p, err := s.Learn(text, 0, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	opt := evidence.Options{Zone: time.UTC}
	chat, err := s.Reread(ctx, e.ID, evidence.Choices{Pattern: &p}, opt)
	if err != nil || chat.Kind != evidence.Chat || chat.Events != 0 || chat.Messages == 0 {
		t.Fatalf("%+v, %v", chat, err)
	}
	back, err := s.Reread(ctx, e.ID, evidence.Choices{}, opt)
	if err != nil || back.Kind != evidence.Tracking || back.Events != e.Events || back.Messages != 0 {
		t.Fatalf("%+v, %v", back, err)
	}
	if found, err := w.Mismatches(ctx); err != nil || len(found) > 0 {
		t.Errorf("%+v, %v", found, err)
	}
}
