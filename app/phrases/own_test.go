package phrases_test

import (
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/phrases"
	"casefolio/app/records"
	"casefolio/app/undo"
	"casefolio/data"
	"casefolio/data/datatest"
)

func opened(t *testing.T) (*phrases.Service, *data.Workspace, *phrases.Library) {
	t.Helper()
	l, err := phrases.LoadLibrary(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	w := datatest.Open(t)
	s := phrases.NewService(w, l, datatest.Clock())
	if err := s.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s, w, l
}

func mine() phrases.Phrase {
	return phrases.Phrase{
		Group: "empathy", Tone: "warm", Marks: phrases.Marks{Shortcut: ";q7"},
		Titles: map[string]string{"zh": " 尺码致歉 ", "en": ""}, When: map[string]string{"zh": "尺码不合"},
		Texts: map[string]string{"zh": "订单 {order} 的尺码不合适，抱歉。\r\n", "de": "Zu {order}: Es tut uns leid.", "fr": " "},
	}
}

func must(t *testing.T) func(p phrases.Phrase, err error) phrases.Phrase {
	return func(p phrases.Phrase, err error) phrases.Phrase {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
}

// again is a second program on the same workspace: what was kept, not what is
// remembered.
func again(t *testing.T, w *data.Workspace, l *phrases.Library) *phrases.Service {
	t.Helper()
	s := phrases.NewService(w, l, datatest.Clock())
	if err := s.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestOwnPhrase(t *testing.T) {
	s, w, l := opened(t)
	ok := must(t)
	p := ok(s.Add(t.Context(), mine()))
	if p.ID == "" || !p.Own || p.Titles["zh"] != "尺码致歉" || len(p.Titles) != 1 || p.Texts["zh"] != "订单 {order} 的尺码不合适，抱歉。" || len(p.Texts) != 2 {
		t.Errorf("%+v", p)
	}
	for _, q := range []phrases.Query{{Text: "尺码致歉"}, {Text: "致歉尺码"}, {Text: "leid tut", Own: true}, {Text: ";q7"}, {Text: ";Q"}, {Own: true}, {Lang: "de", Own: true}} {
		if got := again(t, w, l).Search(q); len(got) == 0 || got[0].ID != p.ID {
			t.Errorf("%+v finds %v", q, ids(got))
		}
	}
	p.Texts["de"] = "Bitte um Verzeihung."
	if p = ok(s.Save(t.Context(), p)); len(s.Search(phrases.Query{Text: "Verzeihung", Own: true})) != 1 || len(s.Search(phrases.Query{Text: "leid tut", Own: true})) != 0 {
		t.Error("the index has the old text")
	}
	ok(s.Favour(t.Context(), p.ID, true))
	if got := again(t, w, l).Search(phrases.Query{Favourite: true}); len(got) != 1 || got[0].Shortcut != ";q7" {
		t.Errorf("%+v", got)
	}
	ok(s.Trash(t.Context(), p.ID))
	if len(s.Search(phrases.Query{Own: true})) != 0 || len(s.Search(phrases.Query{Trash: true})) != 1 {
		t.Error("the trash")
	}
	if p = ok(s.Restore(t.Context(), p.ID)); p.Trashed || !p.Favourite {
		t.Errorf("%+v", p)
	}
	copied := ok(s.Duplicate(t.Context(), p.ID, map[string]string{"zh": "尺码致歉 2"}))
	if copied.ID == p.ID || copied.Shortcut != "" || copied.Favourite || copied.Titles["zh"] != "尺码致歉 2" || copied.Texts["de"] != p.Texts["de"] {
		t.Errorf("%+v", copied)
	}
	if found, err := w.Mismatches(t.Context()); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
}

func TestStarterInTheSellersWords(t *testing.T) {
	s, w, l := opened(t)
	ok := must(t)
	was, _ := s.Starter("empathy.delay")
	p := was
	p.Texts = maps.Clone(p.Texts)
	p.Texts["en"] = "So sorry about {order}."
	p = ok(s.Save(t.Context(), p))
	if !p.Edited || p.Own || p.ID != was.ID || p.Titles["zh"] != was.Titles["zh"] {
		t.Errorf("%+v", p)
	}
	if now, _ := s.Starter(was.ID); now.Texts["en"] != was.Texts["en"] {
		t.Error("the starter set itself was changed")
	}
	ok(s.Favour(t.Context(), p.ID, true))
	if p, _ = again(t, w, l).Get(p.ID); p.Texts["en"] != "So sorry about {order}." || !p.Favourite {
		t.Errorf("%+v", p)
	}
	if p = ok(s.Reset(t.Context(), p.ID)); p.Edited || !p.Favourite || p.Texts["en"] != was.Texts["en"] {
		t.Errorf("%+v", p)
	}
	ok(s.Save(t.Context(), func() phrases.Phrase { q := p; q.Tone = "firm"; return q }()))
	if p = ok(s.Save(t.Context(), was)); p.Edited {
		t.Error("what equals the starter set counts as edited")
	}
	all, err := w.Records(t.Context(), records.Query{Kinds: []string{"phrase"}})
	if err != nil || len(all) != 1 {
		t.Errorf("%d records of one phrase", len(all))
	}
	ok(s.Trash(t.Context(), was.ID))
	if got := again(t, w, l).Search(phrases.Query{Text: was.Titles["zh"]}); slices.ContainsFunc(got, func(p phrases.Phrase) bool { return p.ID == was.ID }) {
		t.Error("found in spite of the trash")
	}
}

func TestWhatIsRefused(t *testing.T) {
	s, _, _ := opened(t)
	must(t)(s.Add(t.Context(), mine()))
	for code, edit := range map[string]func(*phrases.Phrase){
		"phrase.title":           func(p *phrases.Phrase) { p.Titles = map[string]string{"zh": " "} },
		"phrase.empty":           func(p *phrases.Phrase) { p.Texts = nil },
		"phrase.group":           func(p *phrases.Phrase) { p.Group = "x" },
		"phrase.tone":            func(p *phrases.Phrase) { p.Tone = "" },
		"phrase.language":        func(p *phrases.Phrase) { p.Texts = map[string]string{"xx": "y"} },
		"phrase.long":            func(p *phrases.Phrase) { p.Texts = map[string]string{"zh": strings.Repeat("字", phrases.MaxText+1)} },
		"phrase.shortcut.taken":  func(p *phrases.Phrase) { p.Shortcut = "；Q7" },
		"phrase.shortcut.blank":  func(p *phrases.Phrase) { p.Shortcut = "; a" },
		"phrase.shortcut.length": func(p *phrases.Phrase) { p.Shortcut = ";" },
	} {
		p := mine()
		p.Shortcut = ";other"
		edit(&p)
		if _, err := s.Add(t.Context(), p); !fault.Is(err, code) {
			t.Errorf("%s: %v", code, err)
		}
	}
	if got := s.Search(phrases.Query{Own: true}); len(got) != 1 {
		t.Errorf("%d phrases", len(got))
	}
	for _, do := range []func(context.Context, string) (phrases.Phrase, error){s.Trash, s.Restore, s.Reset} {
		if _, err := do(t.Context(), "nobody"); !fault.Is(err, "phrase.unknown") {
			t.Error(err)
		}
	}
	first, second := mine(), mine()
	first.Shortcut, second.Shortcut = ";same", ";same"
	if _, err := s.SaveAll(t.Context(), phrases.Change{Phrase: first}, phrases.Change{Phrase: second}); !fault.Is(err, "phrase.shortcut.taken") {
		t.Errorf("two with one shortcut in one deed: %v", err)
	}
}

func TestWarnings(t *testing.T) {
	s, _, _ := opened(t)
	p := mine()
	p.Texts = map[string]string{"zh": "{order} {size}", "en": "{order}"}
	want := []phrases.Warning{{Code: "unknown", Lang: "zh", Name: "size"}, {Code: "differs", Lang: "en", Name: "size"}}
	if got := s.Warnings(p); !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
	if _, err := s.Add(t.Context(), p); err != nil {
		t.Errorf("a warning keeps it from being saved: %v", err)
	}
}

// TestEveryDeedIsTakenBack does each deed, takes it back and does it again.
func TestEveryDeedIsTakenBack(t *testing.T) {
	s, w, l := opened(t)
	back := undo.NewService(w, datatest.Clock())
	own := must(t)(s.Add(t.Context(), mine()))
	path := filepath.Join(t.TempDir(), "sizes.txt")
	if err := os.WriteFile(path, []byte("S M L"), 0o600); err != nil {
		t.Fatal(err)
	}
	state := func() string {
		var b strings.Builder
		fresh := again(t, w, l)
		for _, q := range []phrases.Query{{Own: true}, {Favourite: true}, {Trash: true}, {Text: ";q7"}} {
			for _, p := range fresh.Search(q) {
				b.WriteString(p.Titles["zh"] + p.Texts["zh"] + p.Shortcut + "|")
				for _, f := range p.Files {
					b.WriteString(f.Name)
				}
			}
			b.WriteString("\n")
		}
		return b.String()
	}
	edited := own
	edited.Texts = map[string]string{"zh": "另写"}
	edited.Shortcut = ";q8"
	for name, deed := range map[string]func(ctx context.Context) (phrases.Phrase, error){
		"add": func(ctx context.Context) (phrases.Phrase, error) {
			p := mine()
			p.Shortcut = ""
			return s.Add(ctx, p)
		},
		"edit":      func(ctx context.Context) (phrases.Phrase, error) { return s.Save(ctx, edited) },
		"starter":   func(ctx context.Context) (phrases.Phrase, error) { return s.Favour(ctx, "empathy.delay", true) },
		"duplicate": func(ctx context.Context) (phrases.Phrase, error) { return s.Duplicate(ctx, own.ID, nil) },
		"favourite": func(ctx context.Context) (phrases.Phrase, error) { return s.Favour(ctx, own.ID, true) },
		"trash":     func(ctx context.Context) (phrases.Phrase, error) { return s.Trash(ctx, own.ID) },
		"attach":    func(ctx context.Context) (phrases.Phrase, error) { return s.Attach(ctx, own.ID, path) },
		"several": func(ctx context.Context) (phrases.Phrase, error) {
			one, two := mine(), mine()
			one.Shortcut, two.Shortcut = ";a1", ";a2"
			_, err := s.SaveAll(ctx, phrases.Change{Phrase: one}, phrases.Change{Phrase: two}, phrases.Change{ID: own.ID, Phrase: edited})
			return one, err
		},
	} {
		before := state()
		ctx, mark := undo.Marked(t.Context())
		if _, err := deed(ctx); err != nil {
			t.Fatal(name, err)
		}
		after := state()
		if len(mark.Deeds()) != 1 || after == before {
			t.Errorf("%s is %d deeds", name, len(mark.Deeds()))
		}
		for _, turn := range []struct {
			do   func(context.Context, string, ...int64) (undo.Deed, error)
			want string
		}{{back.UndoThese, before}, {back.RedoThese, after}, {back.UndoThese, before}} {
			if _, err := turn.do(t.Context(), "", mark.Deeds()...); err != nil {
				t.Fatal(name, err)
			}
			if got := state(); got != turn.want {
				t.Fatalf("%s: %q is not %q", name, got, turn.want)
			}
			if err := s.Refresh(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if found, err := w.Mismatches(t.Context()); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
}

func TestFilesOfAPhrase(t *testing.T) {
	s, _, _ := opened(t)
	path := filepath.Join(t.TempDir(), "尺码表.txt")
	if err := os.WriteFile(path, []byte("S M L XL"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := must(t)(s.Attach(t.Context(), "empathy.delay", path, path))
	if len(p.Files) != 1 || p.Files[0].Name != "尺码表.txt" || p.Files[0].Bytes != 8 || !strings.HasPrefix(p.Files[0].Mime, "text/plain") || p.Edited {
		t.Fatalf("%+v", p)
	}
	r, err := s.OpenFile(p.Files[0])
	if err != nil {
		t.Fatal(err)
	}
	holds, err := io.ReadAll(r)
	if err != nil || string(holds) != "S M L XL" || r.Close() != nil {
		t.Error(string(holds), err)
	}
	if p = must(t)(s.Detach(t.Context(), p.ID, p.Files[0].SHA256)); len(p.Files) != 0 {
		t.Errorf("%+v", p.Files)
	}
	if _, err := s.Attach(t.Context(), "empathy.delay", filepath.Join(t.TempDir(), "none")); !fault.Is(err, "file.missing") {
		t.Error(err)
	}
	if _, err := s.Attach(t.Context(), "empathy.delay", t.TempDir()); !fault.Is(err, "file.denied") {
		t.Error(err)
	}
}

// sent is the part of a reply that statistics read.
type sent struct {
	Pieces []piece   `json:"pieces"`
	SentAt time.Time `json:"sent_at,omitzero"`
}

type piece struct {
	Phrase string `json:"phrase,omitempty"`
}

func TestStats(t *testing.T) {
	s, w, _ := opened(t)
	ctx := t.Context()
	at := time.Date(2026, 11, 20, 10, 0, 0, 0, time.FixedZone("", 8*3600))
	box := records.NewBox(w, datatest.Clock(), records.Kind[sent]{Name: "reply"})
	var all []cases.Case
	for i, c := range []cases.Case{
		{Customer: "A", Stage: cases.Archive, Satisfaction: 5}, {Customer: "B", Stage: cases.Archive, Satisfaction: 4}, {Customer: "C", Stage: cases.Intake},
	} {
		created, err := w.CreateCase(ctx, c)
		if err != nil {
			t.Fatal(i, err)
		}
		all = append(all, created)
	}
	if _, err := s.Copied(ctx, "p", all[0].ID, "en", "x"); err != nil {
		t.Fatal(err)
	}
	var replies []records.Entry[sent]
	for i, c := range all {
		e, err := box.Add(ctx, c.ID, sent{Pieces: []piece{{"p"}, {""}, {"p"}, {"q"}}, SentAt: at.AddDate(0, 0, i)})
		if err != nil {
			t.Fatal(err)
		}
		replies = append(replies, e)
	}
	draft, err := box.Add(ctx, all[2].ID, sent{Pieces: []piece{{"p"}}})
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, want phrases.Stat) {
		t.Helper()
		got := use(t, s, "p")
		if !got.Last.Equal(want.Last) && !want.Last.IsZero() {
			t.Errorf("%s: last %v", what, got.Last)
		}
		got.Last, want.Last = time.Time{}, time.Time{}
		if got != want {
			t.Errorf("%s: %+v", what, got)
		}
	}
	check("three sent, one copied", phrases.Stat{Count: 4, Cases: 3, Closed: 2, Rated: 2, Mean: 4.5})
	draft.Is.SentAt = at.AddDate(1, 0, 0)
	if draft, err = box.Put(ctx, draft); err != nil {
		t.Fatal(err)
	}
	check("the draft is sent", phrases.Stat{Count: 5, Cases: 3, Closed: 2, Rated: 2, Mean: 4.5, Last: at.AddDate(1, 0, 0)})
	if err := box.Remove(ctx, draft.ID); err != nil {
		t.Fatal(err)
	}
	if err := box.Remove(ctx, replies[1].ID); err != nil {
		t.Fatal(err)
	}
	check("one and the draft taken away", phrases.Stat{Count: 3, Cases: 2, Closed: 1, Rated: 1, Mean: 5})
	if got := use(t, s, "q"); got.Count != 2 || use(t, s, "").Count != 0 {
		t.Errorf("%+v", got)
	}
}
