package replies

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
)

func TestCoach(t *testing.T) {
	files := os.DirFS("../../assets")
	c, err := LoadCoach(files)
	if err != nil || len(c.Types) != 3 || len(c.Skills) != 6 {
		t.Fatal(c, err)
	}
	if is, ok := c.Type("habitual"); !ok || len(is.Words["zh"]) != 3 {
		t.Error(is)
	}
	if _, ok := c.Type(""); ok {
		t.Error("a card of nobody")
	}
	raw, err := os.ReadFile("../../assets/rules/coach.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string][2]string{
		"no id":         {`"id": "quiet"`, `"id": ""`},
		"twice":         {`"id": "quiet"`, `"id": "habitual"`},
		"no English":    {`"en": "Listen"`, `"en": ""`},
		"foreign field": {`"core"`, `"heart"`},
		"one line less": {`"Read it again after a minute", `, ``},
	} {
		edited := strings.Replace(string(raw), edit[0], edit[1], 1)
		if edited == string(raw) {
			t.Fatalf("%s changes nothing", name)
		}
		if _, err := LoadCoach(fstest.MapFS{coachFile: {Data: []byte(edited)}}); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func TestWaiting(t *testing.T) {
	at := time.Date(2026, 11, 9, 10, 0, 0, 0, time.UTC)
	e := func(id, draft string, minutes int, sent, dropped bool) Entry {
		is := Entry{Meta: records.Meta{ID: id}, Is: Reply{Draft: draft, CopiedAt: at.Add(time.Duration(minutes) * time.Minute)}}
		if sent {
			is.Is.SentAt = at
		}
		if dropped {
			is.Is.DroppedAt = at
		}
		return is
	}
	for name, tt := range map[string]struct {
		all  []Entry
		want string
	}{
		"nothing":                   {nil, ""},
		"the last of a reply":       {[]Entry{e("1", "a", 1, false, false), e("2", "a", 2, false, false)}, "2"},
		"two replies":               {[]Entry{e("1", "a", 1, false, false), e("2", "b", 2, false, false)}, "1 2"},
		"an earlier one was sent":   {[]Entry{e("1", "a", 1, true, false), e("2", "a", 2, false, false)}, ""},
		"the last was dropped":      {[]Entry{e("1", "a", 1, false, false), e("2", "a", 2, false, true)}, ""},
		"copied again when dropped": {[]Entry{e("1", "a", 1, false, true), e("2", "a", 2, false, false)}, "2"},
	} {
		var ids []string
		for _, e := range Waiting(tt.all) {
			ids = append(ids, e.ID)
		}
		if got := strings.Join(ids, " "); got != tt.want {
			t.Errorf("%s: %q, not %q", name, got, tt.want)
		}
	}
}

func TestReplyIsChecked(t *testing.T) {
	for code, r := range map[string]Reply{
		"reply.empty":  {Text: " \n"},
		"reply.long":   {Text: strings.Repeat("x", MaxText+1)},
		"reply.pieces": {Text: "abc", Pieces: []Piece{{Start: 0, End: 2}, {Start: 1, End: 3}}},
		"reply.frozen": {Text: "a", SentAt: time.Now(), DroppedAt: time.Now()},
	} {
		if _, err := Kind().Row(Entry{Is: r}); !fault.Is(err, code) {
			t.Errorf("%s: %v", code, err)
		}
	}
}
