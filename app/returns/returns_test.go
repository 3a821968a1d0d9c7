package returns_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/records"
	"casefolio/app/returns"
	"casefolio/data/datatest"
)

var day = time.Date(2026, 11, 9, 10, 0, 0, 0, time.FixedZone("", 8*3600))

func track(states ...returns.State) returns.Track {
	var all []returns.Entry
	for i, s := range states {
		all = append(all, returns.Entry{Meta: records.Meta{ID: string(rune('a' + i))}, Is: returns.Step{State: s, At: day.AddDate(0, 0, i), Due: day.AddDate(0, 0, i+1)}})
	}
	slices.Reverse(all)
	return returns.TrackOf(all)
}

func TestTrack(t *testing.T) {
	const a, ap, l, w, re, in, rf, d, c = returns.Asked, returns.Approved, returns.LabelSent, returns.OnItsWay, returns.Received,
		returns.Inspected, returns.Refunded, returns.Declined, returns.Cancelled
	for _, tt := range []struct {
		steps []returns.State
		now   returns.State
		over  bool
		next  []returns.State
		of    int // steps of the present return
	}{
		{nil, "", false, []returns.State{a}, 0},
		{[]returns.State{a}, a, false, []returns.State{ap, l, w, d, c}, 1},
		{[]returns.State{a, ap}, ap, false, []returns.State{l, w, re, in, rf, c}, 2},
		{[]returns.State{a, ap, w, re}, re, false, []returns.State{in, rf, d, c}, 4},
		{[]returns.State{a, ap, w, re, in, rf}, rf, true, []returns.State{a}, 6},
		{[]returns.State{a, ap, w, rf}, rf, true, []returns.State{re, in, a}, 4},
		{[]returns.State{a, ap, w, rf, re}, re, true, []returns.State{in, a}, 5},
		{[]returns.State{a, rf}, rf, true, []returns.State{a}, 2},
		{[]returns.State{a, d}, d, true, []returns.State{ap, a}, 2},
		{[]returns.State{a, d, ap}, ap, false, []returns.State{l, w, re, in, rf, c}, 3},
		{[]returns.State{a, c}, c, true, []returns.State{a}, 2},
		{[]returns.State{a, c, a, ap}, ap, false, []returns.State{l, w, re, in, rf, c}, 2},
	} {
		got := track(tt.steps...)
		if got.Now != tt.now || got.Over != tt.over || !slices.Equal(got.Next, tt.next) || len(got.Steps) != tt.of || len(got.Steps)+len(got.Earlier) != len(tt.steps) {
			t.Errorf("%v: now %q over %v next %v of %d", tt.steps, got.Now, got.Over, got.Next, len(got.Steps))
		}
		if got.Due.IsZero() != (got.Over || tt.now == "") {
			t.Errorf("%v: due %v", tt.steps, got.Due)
		}
	}
}

// Steps of one minute stand as they were kept, also where the day alone was typed.
func TestStepsOfOneMinute(t *testing.T) {
	for _, states := range [][]returns.State{
		{returns.Asked, returns.Declined},
		{returns.Asked, returns.Cancelled},
		{returns.Asked, returns.Declined, returns.Approved},
		{returns.Asked, returns.Cancelled, returns.Asked},
	} {
		var all []returns.Entry
		for i, s := range states {
			all = append(all, returns.Entry{
				Meta: records.Meta{ID: string(rune('a' + i)), CreatedAt: day.Add(time.Duration(i) * time.Second)},
				Is:   returns.Step{State: s, At: day},
			})
		}
		slices.Reverse(all)
		if got := returns.TrackOf(all); got.Now != states[len(states)-1] {
			t.Errorf("%v: now %s", states, got.Now)
		}
	}
}

// A step whose line was counted in the case's former currency keeps its own
// rate, and is not counted at it in the new one.
func TestAnotherCurrencyOfTheCase(t *testing.T) {
	ctx := t.Context()
	s, err := app.New(datatest.Open(t), os.DirFS("../../assets"), datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Cases.Create(ctx, cases.Case{Customer: "Emma", Amount: money.Amount{Minor: 3990, Currency: "EUR"}})
	if err != nil {
		t.Fatal(err)
	}
	cost := money.Amount{Minor: 4000, Currency: "CNY"}
	e, err := s.Returns.Add(ctx, c.ID, returns.Step{State: returns.LabelSent, Cost: cost}, returns.Exchange{Rate: "0.125"})
	if err != nil {
		t.Fatal(err)
	}
	if c, err = s.Cases.Get(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	c.Amount.Currency = "JPY"
	if _, err := s.Cases.Update(ctx, c); err != nil {
		t.Fatal(err)
	}
	e.Is.Note = "by post"
	if e, err = s.Returns.Change(ctx, e, returns.Exchange{}); err != nil {
		t.Fatal(err)
	}
	book, err := s.Ledger.Book(ctx, c.ID)
	if err != nil || book.Sums.Unrated != 1 || book.Lines[0].Is.To != "EUR" {
		t.Errorf("%+v %v", book, err)
	}
	if err := s.Returns.Remove(ctx, e.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Returns.Restore(ctx, e.ID); err != nil {
		t.Fatal("what was removed comes back:", err)
	}
	now, err := s.Returns.Track(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	e = now.Steps[0]
	e.Is.Cost.Minor = 8000
	if _, err := s.Returns.Change(ctx, e, returns.Exchange{}); !fault.Is(err, "ledger.no_rate") {
		t.Error(err)
	}
	if e, err = s.Returns.Change(ctx, e, returns.Exchange{Rate: "20"}); err != nil {
		t.Fatal(err)
	}
	if c, err = s.Cases.Get(ctx, c.ID); err != nil || c.Cost != (money.Amount{Minor: 1600, Currency: "JPY"}) {
		t.Error(c.Cost, err)
	}
}

func load(t testing.TB) *returns.Rules {
	t.Helper()
	r, err := returns.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSentences(t *testing.T) {
	r := load(t)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	said := returns.Said{
		Order: "302-1", At: time.Date(2026, 12, 1, 3, 0, 0, 0, time.FixedZone("", 8*3600)), Due: time.Date(2026, 3, 1, 12, 0, 0, 0, berlin),
		Amount: money.Amount{Minor: 123456, Currency: "EUR"}, Tracking: "RR1",
	}
	for _, tt := range []struct {
		state returns.State
		lang  string
		want  string
	}{
		{returns.Refunded, "de", "Wir haben Ihnen 1.234,56\u00a0€ am 30. November 2026 erstattet."},
		{returns.Refunded, "fr", "Nous vous avons remboursé 1\u202f234,56\u00a0€ le 30 novembre 2026."},
		{returns.Refunded, "es", "Le reembolsamos 1.234,56\u00a0€ el 30 de noviembre de 2026."},
		{returns.Refunded, "it", "Le abbiamo rimborsato 1.234,56\u00a0€ in data 30 novembre 2026."},
		{returns.Refunded, "ja", "2026年11月30日に1,234.56ユーロを返金いたしました。"},
		{returns.Refunded, "zh", "1,234.56 欧元已于 2026 年 11 月 30 日退给您。"},
		{returns.Refunded, "en", "We refunded €1,234.56 on 30 November 2026."},
		{returns.LabelSent, "fr", "Le numéro de suivi est RR1. Merci de déposer le colis au plus tard le 1er mars 2026."},
		{returns.LabelSent, "it", "entro il giorno 1º marzo 2026."},
		{returns.Approved, "en", "Your return for order 302-1 has been approved. We will send you the return details by 1 March 2026."},
	} {
		if got := r.Sentence(tt.state, tt.lang, said, berlin); !strings.Contains(got, tt.want) {
			t.Errorf("%s in %s: %q", tt.state, tt.lang, got)
		}
	}
	said.Amount = money.Amount{Minor: 6200, Currency: "JPY"}
	if got := r.Sentence(returns.Refunded, "ja", said, berlin); !strings.Contains(got, "6,200円") {
		t.Error(got)
	}
	said.Amount = money.Amount{Minor: 6200, Currency: "PLN"}
	if got := r.Sentence(returns.Refunded, "de", said, berlin); !strings.Contains(got, "62,00\u00a0PLN") {
		t.Error(got)
	}
	if got := r.Sentence(returns.Asked, "xx", said, berlin); got != "" {
		t.Error(got)
	}
	if r.LanguageFor("Europe/Vienna") != "de" || r.LanguageFor("America/New_York") != "en" || r.LanguageFor("") != "en" {
		t.Error("not the language of the place")
	}
}

// Nothing is ever left to be filled, however little is known.
func TestSentencesAreWhole(t *testing.T) {
	r := load(t)
	full := returns.Said{Order: "1", At: day, Due: day, Amount: money.Amount{Minor: 1, Currency: "USD"}, Tracking: "T"}
	for mask := range 32 {
		v := full
		for i, clear := range []func(){
			func() { v.Order = "" }, func() { v.At = time.Time{} }, func() { v.Due = time.Time{} },
			func() { v.Amount = money.Amount{} }, func() { v.Tracking = "" },
		} {
			if mask&(1<<i) != 0 {
				clear()
			}
		}
		for _, s := range returns.States() {
			for _, l := range r.Languages {
				if got := r.Sentence(s, l.ID, v, time.UTC); got == "" || strings.ContainsAny(got, "{}") || strings.Contains(got, "  ") {
					t.Fatalf("%s in %s without %05b: %q", s, l.ID, mask, got)
				}
			}
		}
	}
}

// The money of a return is one deed with its step, and goes with it.
func TestMoneyFollowsSteps(t *testing.T) {
	ctx := t.Context()
	s, err := app.New(datatest.Open(t), os.DirFS("../../assets"), datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Cases.Create(ctx, cases.Case{Customer: "Emma", Amount: money.Amount{Minor: 3990, Currency: "EUR"}})
	if err != nil {
		t.Fatal(err)
	}
	cost := func(want string) {
		t.Helper()
		now, err := s.Cases.Get(ctx, c.ID)
		if err != nil || now.Cost.String() != want {
			t.Errorf("%q %v, want %q", now.Cost, err, want)
		}
	}
	add := func(is returns.Step, x returns.Exchange) returns.Entry {
		t.Helper()
		e, err := s.Returns.Add(ctx, c.ID, is, x)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	add(returns.Step{State: returns.Asked}, returns.Exchange{})
	cost("")
	label := add(returns.Step{State: returns.LabelSent, Cost: money.Amount{Minor: 4000, Currency: "CNY"}, Tracking: " RR1 "}, returns.Exchange{Rate: "0.125"})
	cost("EUR 5.00")
	add(returns.Step{State: returns.Refunded, Cost: money.Amount{Minor: 3990, Currency: "EUR"}}, returns.Exchange{})
	cost("EUR 44.90")
	book, err := s.Ledger.Book(ctx, c.ID)
	if err != nil || len(book.Lines) != 2 || book.Lines[0].Is.Kind != ledger.FreightBack || book.Lines[1].Is.Kind != ledger.Refund || label.Is.Tracking != "RR1" {
		t.Fatalf("%+v %v", book, err)
	}
	if err := s.Ledger.Remove(ctx, book.Lines[0].ID); !fault.Is(err, "ledger.step") {
		t.Error(err)
	}
	if _, err := s.Ledger.Change(ctx, book.Lines[0]); !fault.Is(err, "ledger.step") {
		t.Error(err)
	}
	label.Is.Cost.Minor = 8000 // the rate stays
	if label, err = s.Returns.Change(ctx, label, returns.Exchange{}); err != nil {
		t.Fatal(err)
	}
	cost("EUR 49.90")
	if err := s.Returns.Remove(ctx, label.ID); err != nil {
		t.Fatal(err)
	}
	cost("EUR 39.90")
	if err := s.Returns.Restore(ctx, label.ID); err != nil {
		t.Fatal(err)
	}
	cost("EUR 49.90")
	if book, err = s.Ledger.Book(ctx, c.ID); err != nil || len(book.Lines) != 2 {
		t.Error(book.Lines, err)
	}
	for _, tt := range []struct {
		is   returns.Step
		x    returns.Exchange
		want string
	}{
		{returns.Step{State: "lost"}, returns.Exchange{}, "return.state"},
		{returns.Step{State: returns.Received, At: day, Due: day.Add(-time.Hour)}, returns.Exchange{}, "return.due"},
		{returns.Step{State: returns.Received, Cost: money.Amount{Minor: -1, Currency: "EUR"}}, returns.Exchange{}, "return.cost"},
		{returns.Step{State: returns.Received, Cost: money.Amount{Minor: 1, Currency: "USD"}}, returns.Exchange{}, "ledger.no_rate"},
		{returns.Step{State: returns.Received, Note: strings.Repeat("x", 2001)}, returns.Exchange{}, "return.long"},
		{returns.Step{State: returns.Received, At: time.Date(1, 2, 3, 0, 0, 0, 0, time.UTC)}, returns.Exchange{}, "return.time"},
		{returns.Step{State: returns.Refunded, At: s.Now().AddDate(0, 0, 2)}, returns.Exchange{}, "return.future"},
	} {
		if _, err := s.Returns.Add(ctx, c.ID, tt.is, tt.x); !fault.Is(err, tt.want) {
			t.Errorf("%+v: %v, want %s", tt.is, err, tt.want)
		}
	}
	now, err := s.Returns.Track(ctx, c.ID)
	if err != nil || len(now.Steps) != 3 || !now.Over {
		t.Errorf("%+v %v", now, err)
	}
	report, err := s.Journal.Verify(ctx, nil)
	if err != nil || !report.OK {
		t.Error(report, err)
	}
}
