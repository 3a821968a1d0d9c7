package replies

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func values() Values {
	return Values{
		"en": {"customer": "Emma", "order": "302-88", "amount": "EUR 39.90"},
		"zh": {"customer": "Emma", "order": "302-88", "amount": "39.90 欧元"},
	}
}

var (
	greeting = Part{Phrase: "greeting.first", Group: "greeting", Texts: map[string]string{"en": "Hello {customer},", "zh": "{customer}，收到。"}}
	parcel   = Part{Phrase: "action.parcel", Group: "action", Texts: map[string]string{
		"en": "Parcel {tracking} of order {order} left. You see it under {tracking}.", "zh": "订单 {order} 的包裹 {tracking} 已发出。"}}
	refund = Part{Phrase: "action.refund", Group: "action", Texts: map[string]string{"en": "I refund {amount}.", "zh": "退您 {amount}。"}}
)

// written is a draft of three phrases.
func written(t testing.TB) Draft {
	t.Helper()
	d := New("en")
	at := 0
	for _, p := range []Part{greeting, parcel, refund} {
		d, at = d.Insert(at, p, values())
	}
	checkDraft(t, d)
	return d
}

// checkDraft wants every piece, place and segment to lie in the text, in order,
// at whole characters.
func checkDraft(t testing.TB, d Draft) {
	t.Helper()
	at := 0
	for _, p := range d.Pieces {
		if p.Start < at || p.End <= p.Start || p.End > len(d.Text) || !whole(d.Text, p.Start) || !whole(d.Text, p.End) {
			t.Fatalf("piece %+v in %q", p, d.Text)
		}
		at = p.End
	}
	at = 0
	for _, p := range d.Places {
		if p.Start < at || p.End <= p.Start || p.End > len(d.Text) || !whole(d.Text, p.Start) || !whole(d.Text, p.End) {
			t.Fatalf("place %+v in %q", p, d.Text)
		}
		at = p.End
	}
	at = 0
	for _, s := range d.Segments() {
		if s.Start < at || s.End <= s.Start || s.End > len(d.Text) {
			t.Fatalf("segment %+v in %q", s, d.Text)
		}
		at = s.End
	}
}

func whole(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }

func TestInsertFillsWhatIsKnown(t *testing.T) {
	d := written(t)
	want := "Hello Emma,\n\nParcel {tracking} of order 302-88 left. You see it under {tracking}. I refund EUR 39.90."
	if d.Text != want {
		t.Fatalf("%q", d.Text)
	}
	if got := d.Gaps(); !slices.Equal(got, []string{"tracking"}) {
		t.Error(got)
	}
	if got := d.Beside(d.Pieces[2], values()); got != "退您 39.90 欧元。" {
		t.Errorf("the Chinese has its own money: %q", got)
	}
	typed := d.Fill("tracking", "Y", values()).Fill("tracking", " YT-1{order} ", values())
	if typed.Text != strings.ReplaceAll(want, "{tracking}", "YT-1{order}") || len(typed.Gaps()) != 0 {
		t.Errorf("%q, gaps %v", typed.Text, typed.Gaps())
	}
	if got := typed.Beside(typed.Pieces[1], values()); got != "订单 302-88 的包裹 YT-1{order} 已发出。" {
		t.Errorf("what was typed stands in the Chinese: %q", got)
	}
	for _, p := range typed.Pieces {
		if typed.Changed(p) {
			t.Errorf("a value is no change: %+v", p)
		}
	}
	if got := typed.Fill("tracking", "", values()); got.Text != want {
		t.Errorf("emptied: %q", got.Text)
	}
	later := values()
	later["en"]["tracking"], later["en"]["amount"] = "AB", "EUR 20.00"
	if got := d.Refresh(later).Text; strings.Contains(got, "{") || strings.Contains(got, "39.90") || !strings.Contains(got, "EUR 20.00") {
		t.Errorf("what came later: %q", got)
	}
	if got := typed.Refresh(later); got.Typed["tracking"] == "" || strings.Contains(got.Text, "AB ") {
		t.Errorf("what was typed goes first: %q", got.Text)
	}
	if d.Text != want {
		t.Error("the old draft was changed")
	}
}

func TestInsertWithinAPiece(t *testing.T) {
	d := written(t)
	d, _ = d.Insert(strings.Index(d.Text, "of order"), greeting, values())
	checkDraft(t, d)
	if len(d.Pieces) != 4 || !d.Changed(d.Pieces[1]) || d.Changed(d.Pieces[2]) || d.Pieces[2].Phrase != greeting.Phrase {
		t.Errorf("%+v in %q", d.Pieces, d.Text)
	}
	if !strings.Contains(d.Text, "{tracking} \n\nHello Emma,\n\nof order") && !strings.Contains(d.Text, "{tracking}\n\nHello Emma,\n\nof order") {
		t.Errorf("%q", d.Text)
	}
}

func TestJapaneseHasNoBlanks(t *testing.T) {
	part := Part{Phrase: "a", Group: "g", Texts: map[string]string{"ja": "承りました。", "zh": "收到。"}}
	d, at := New("ja").Insert(0, part, nil)
	if d, _ = d.Insert(at, part, nil); d.Text != "承りました。承りました。" {
		t.Errorf("%q", d.Text)
	}
	if d, _ = New("zh").Insert(0, part, nil); d.Pieces[0].Beside != "" || d.Text != "收到。" {
		t.Errorf("nothing beside Chinese: %+v", d)
	}
	if d, _ = New("fr").Insert(0, part, nil); d.Text != "收到。" {
		t.Errorf("the only words that there are: %q", d.Text)
	}
}

// Each edit is what an entry would hand over after it.
func TestEditMovesPieces(t *testing.T) {
	d := written(t)
	first, second, third := d.Text[d.Pieces[0].Start:d.Pieces[0].End], d.Text[d.Pieces[1].Start:d.Pieces[1].End], d.Text[d.Pieces[2].Start:d.Pieces[2].End]
	for name, tt := range map[string]struct {
		text    string
		pieces  []string // as they read after
		changed []bool
	}{
		"in front":           {"Re: " + d.Text, []string{first, second, third}, []bool{false, false, false}},
		"behind":             {d.Text + "\nBye", []string{first, second, third}, []bool{false, false, false}},
		"between":            {strings.Replace(d.Text, "\n\n", "\n\nSorry.\n\n", 1), []string{first, second, third}, []bool{false, false, false}},
		"a word":             {strings.Replace(d.Text, "left.", "is on its way.", 1), []string{first, strings.Replace(second, "left.", "is on its way.", 1), third}, []bool{false, true, false}},
		"same letter before": {strings.Replace(d.Text, "Parcel", "PParcel", 1), []string{first, second, third}, []bool{false, false, false}},
		"one out":            {strings.Replace(d.Text, first, "", 1), []string{second, third}, []bool{false, false}},
		"across two":         {strings.Replace(d.Text, "under {tracking}. I refund", "at 5 €", 1), []string{first, strings.Replace(second, " under {tracking}.", " ", 1), " EUR 39.90."}, []bool{false, true, true}},
		"all":                {"你好", nil, nil},
		"nothing":            {"", nil, nil},
	} {
		got := d.Edit(tt.text)
		checkDraft(t, got)
		if got.Text != tt.text {
			t.Errorf("%s: the text became %q", name, got.Text)
		}
		var pieces []string
		var changed []bool
		for _, p := range got.Pieces {
			pieces, changed = append(pieces, got.Text[p.Start:p.End]), append(changed, got.Changed(p))
		}
		if !slices.Equal(pieces, tt.pieces) || !slices.Equal(changed, tt.changed) {
			t.Errorf("%s: %q %v, not %q %v", name, pieces, changed, tt.pieces, tt.changed)
		}
	}
}

func TestEditWithinAValue(t *testing.T) {
	d := written(t)
	d = d.Edit(strings.Replace(d.Text, "EUR 39.90", "EUR 35.90", 1))
	later := values()
	later["en"]["amount"] = "EUR 20.00"
	if got := d.Refresh(later).Text; !strings.Contains(got, "EUR 35.90") {
		t.Errorf("the seller's own sum was written over: %q", got)
	}
}

func TestOwnWordsWithAMeaning(t *testing.T) {
	d := written(t).Edit(written(t).Text + "\n\n  See you!  \n")
	all := d.Segments()
	last := all[len(all)-1]
	if last.Piece != -1 || len(all) != 4 {
		t.Fatalf("%+v", all)
	}
	d = d.SetBeside(last, "再见！")
	checkDraft(t, d)
	if p := d.Pieces[3]; d.Text[p.Start:p.End] != "See you!" || p.Phrase != "" || d.Beside(p, nil) != "再见！" {
		t.Errorf("%+v", p)
	}
	if d = d.SetBeside(Segment{Piece: 3}, ""); len(d.Pieces) != 3 {
		t.Errorf("without a meaning it is free: %+v", d.Pieces)
	}
	if d = d.SetBeside(Segment{Piece: 0}, "改"); d.Pieces[0].Beside != "改" {
		t.Errorf("%+v", d.Pieces[0])
	}
}

// A random walk of edits: pieces that the change does not reach keep their words.
func TestRandomEdits(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 2026))
	letters := []rune("ab {}\n，你é😀")
	for range 300 {
		d := written(t)
		for range 25 {
			was := d
			runes := []rune(d.Text)
			from := r.IntN(len(runes) + 1)
			to := min(len(runes), from+r.IntN(8)*r.IntN(8))
			put := make([]rune, r.IntN(4))
			for i := range put {
				put[i] = letters[r.IntN(len(letters))]
			}
			switch r.IntN(6) {
			case 0:
				d, _ = d.Insert(len(string(runes[:from])), []Part{greeting, parcel, refund}[r.IntN(3)], values())
			case 1:
				d = d.Fill("tracking", string(put), values())
			default:
				text := string(runes[:from]) + string(put) + string(runes[to:])
				d = d.Edit(text)
				if d.Text != text {
					t.Fatalf("%q became %q", text, d.Text)
				}
				start, end := len(string(runes[:from])), len(string(runes[:to]))
				for _, p := range was.Pieces {
					words := was.Text[p.Start:p.End]
					if p.End > start && p.Start < end || p.Start < start && start < p.End {
						continue
					}
					if !slices.ContainsFunc(d.Pieces, func(o Piece) bool { return d.Text[o.Start:o.End] == words && o.Phrase == p.Phrase }) {
						t.Fatalf("%q lost %q by %d..%d %q: %+v", was.Text, words, start, end, string(put), d.Pieces)
					}
				}
			}
			checkDraft(t, d)
		}
	}
}

func FuzzEdit(f *testing.F) {
	f.Add("Hello Emma", "Parcel {tracking}", "x", 3)
	f.Add("", "{order}{order}", "{order}", 0)
	f.Add("aaaa", "aaaaaa", "", 2)
	f.Fuzz(func(t *testing.T, one, two, typed string, at int) {
		d := written(t)
		d, _ = d.Insert(at, Part{Phrase: "x", Texts: map[string]string{"en": one, "zh": two}}, values())
		checkDraft(t, d)
		d = d.Edit(two)
		checkDraft(t, d)
		d, _ = d.Insert(at/2, parcel, values())
		checkDraft(t, d)
		d = d.Fill("tracking", typed, values()).Refresh(values())
		checkDraft(t, d)
		for _, s := range d.Segments() {
			d = d.SetBeside(s, one)
			checkDraft(t, d)
		}
		checkDraft(t, d.Edit(one+d.Text+one))
	})
}

// What was copied is told by its own values, not by those of a later day.
func TestBesideTellsWhatStandsInTheText(t *testing.T) {
	now := Values{
		"en": {"deadline": "Monday 23 November"}, "zh": {"deadline": "11月23日（周一）"},
	}
	d, _ := New("en").Insert(0, Part{Texts: map[string]string{"en": "I write by {deadline}.", "zh": "{deadline}前给您写信。"}}, now)
	if got := d.Beside(d.Pieces[0], now); got != "11月23日（周一）前给您写信。" {
		t.Fatal(got)
	}
	later := Values{
		"en": {"deadline": "Tuesday 24 November"}, "zh": {"deadline": "11月24日（周二）"},
	}
	if got := d.Beside(d.Pieces[0], later); got != "Monday 23 November前给您写信。" {
		t.Fatal(got)
	}
	d = d.Refresh(later)
	if got := d.Beside(d.Pieces[0], later); got != "11月24日（周二）前给您写信。" {
		t.Fatal(got)
	}
}

// A phrase that is put into the middle of a word goes behind it.
func TestInsertSplitsNoWord(t *testing.T) {
	for _, tt := range []struct {
		text string
		at   int
		want string
	}{
		{"Ihre Bestellung kommt", len("Ihre Bes"), "Ihre Bestellung"},
		{"Ihre Bestellung", len("Ihre Bes"), "Ihre Bestellung"},
		{"Ihre Bestellung kommt", len("Ihre "), "Ihre"},
		{"您的订单到了", len("您的"), "您的"},
	} {
		d, _ := New("de").Edit(tt.text).Insert(tt.at, Part{Texts: map[string]string{"de": "Danke."}}, nil)
		if before, _, _ := strings.Cut(d.Text, "Danke."); strings.TrimSpace(before) != tt.want {
			t.Errorf("%q at %d: %q", tt.text, tt.at, d.Text)
		}
	}
}
