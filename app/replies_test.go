package app_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/ledger"
	"casefolio/app/money"
	"casefolio/app/phrases"
	"casefolio/app/remedies"
	"casefolio/app/replies"
	"casefolio/app/replies/check"
	"casefolio/app/returns"
	"casefolio/app/tables"
	"casefolio/data/datatest"
)

// wholeCase is one of which all is known that a phrase may name.
func wholeCase(t testing.TB, zone string) (*app.Services, cases.Case) {
	t.Helper()
	w := datatest.Open(t)
	s, err := app.New(w, os.DirFS("../assets"), datatest.Clock()) // 2026-11-09 22:14 in Shanghai, a Monday
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	p, err := s.Shop.Profile(ctx)
	must(err)
	p.Owner, p.Zone = "Mei", "Asia/Shanghai"
	must(s.Shop.Save(ctx, p))
	c, err := s.Cases.Create(ctx, cases.Case{
		Customer: "Emma Schneider", Order: "302-8841276", Shop: "LumoHaus", Platform: "amazon", Channel: "email",
		Product: "保温杯", SKU: "TB-500", Tracking: "YT2631821272003344", CustomerType: "quiet", BuyerZone: zone,
		Amount: money.Amount{Minor: 123990, Currency: "EUR"},
	})
	must(err)
	_, err = w.SaveOrders(ctx, tables.Import{Kind: tables.Orders, At: s.Now()}, []tables.Order{{
		Platform: "amazon", Number: "302-8841276", Country: "US",
		Ordered: tables.When{Time: time.Date(2026, 11, 1, 23, 30, 0, 0, time.UTC)},
	}}, false, nil)
	must(err)
	_, err = w.SaveProducts(ctx, tables.Import{Kind: tables.Products, At: s.Now()},
		[]tables.Product{{SKU: "TB-500", NameZH: "保温杯 500ml", NameEN: "Thermo bottle 500 ml"}}, false, nil)
	must(err)
	_, err = s.Evidence.Add(ctx, c.ID, evidence.TextInput("运单号：YT2631821272003344\n云途物流\n2026-11-08 10:22:05  BERLIN  Delivered\n2026-11-08 07:01:44  BERLIN  Out for delivery\n2026-11-03 18:30:00  深圳  快件已离开云途处理中心\n2026-11-02 21:11:00  深圳  已收货\n"), evidence.Options{Zone: s.Now().Location()})
	must(err)
	_, err = s.Ledger.Add(ctx, c.ID, ledger.Line{Kind: ledger.Refund, Amount: money.Amount{Minor: 1050, Currency: "EUR"}, At: s.Now()})
	must(err)
	for _, text := range []string{ // a new parcel, and the one that comes back
		"运单号：YT2631821272003352\n2026-11-09 08:00:00  HAMBURG  Delivered\n2026-11-07 18:30:00  深圳  快件已离开云途处理中心\n",
		"Sendungsnummer: 00340434161094042557\n2026-11-09 09:15:00  KÖLN  In transit\n2026-11-08 16:40:00  BERLIN  Picked up\n",
	} {
		_, err = s.Evidence.Add(ctx, c.ID, evidence.TextInput(text), evidence.Options{Zone: s.Now().Location()})
		must(err)
	}
	for _, step := range []returns.Step{
		{State: returns.Asked, At: s.Now().Add(-time.Hour)},
		{State: returns.LabelSent, At: s.Now().Add(-time.Minute), Due: time.Date(2026, 11, 20, 23, 0, 0, 0, time.UTC), Tracking: "00340434161094042557"},
	} {
		_, err = s.Returns.Add(ctx, c.ID, step, returns.Exchange{})
		must(err)
	}
	_, err = s.Remedies.Offer(ctx, c.ID, remedies.Offer{
		Option: remedies.Option{Kind: remedies.Discount}, Size: money.Amount{Minor: 800, Currency: "EUR"}, Share: 2000,
	})
	must(err)
	return s, c
}

// What a case knows is written as its reader writes it.
func TestValuesInEveryLanguage(t *testing.T) {
	for _, tt := range []struct {
		lang, zone string
		want       map[string]string
	}{
		{"zh", "Europe/Berlin", map[string]string{
			"product": "保温杯", "carrier": "云途", "platform": "亚马逊", "amount": "1,239.90 欧元", "offer": "8.00 欧元", "refund": "10.50 欧元",
			"deadline": "2026年11月10日（周二）11:00（UTC+1）", "return_by": "2026年11月21日（周六）", "ordered": "2026年11月2日",
			"delivered": "2026年11月8日", "last_scan": "BERLIN，2026年11月8日10:22"}},
		{"en", "Europe/London", map[string]string{
			"product": "Thermo bottle 500 ml", "carrier": "YunExpress", "platform": "Amazon", "amount": "€1,239.90", "offer": "€8.00", "refund": "€10.50",
			"deadline": "Tuesday 10 November 2026, 10:00 (UTC+0)", "return_by": "Friday 20 November 2026", "ordered": "1 November 2026",
			"delivered": "8 November 2026", "last_scan": "BERLIN, 8 November 2026, 10:22"}},
		{"en", "America/New_York", map[string]string{
			"deadline": "Tuesday, November 10, 2026 at 5:00 AM (UTC-5)", "return_by": "Friday, November 20, 2026", "ordered": "November 1, 2026",
			"last_scan": "BERLIN, November 8, 2026 at 10:22 AM"}},
		{"en", "", map[string]string{"deadline": "Tuesday, November 10, 2026 at 6:00 PM (UTC+8)"}}, // the order went to the US
		{"de", "Europe/Berlin", map[string]string{
			"product": "Thermo bottle 500 ml", "amount": "1.239,90 €", "offer": "8,00 €", "deadline": "Dienstag, 10. November 2026, 11:00 Uhr (UTC+1)",
			"return_by": "Samstag, 21. November 2026", "ordered": "2. November 2026", "last_scan": "BERLIN, 8. November 2026, 10:22 Uhr"}},
		{"fr", "Europe/Paris", map[string]string{
			"amount": "1\u202f239,90\u00a0€", "deadline": "mardi 10 novembre 2026 à 11h00 (UTC+1)", "return_by": "samedi 21 novembre 2026"}},
		{"es", "Europe/Madrid", map[string]string{
			"amount": "1.239,90 €", "deadline": "martes 10 de noviembre de 2026, 11:00 h (UTC+1)", "ordered": "2 de noviembre de 2026"}},
		{"it", "Europe/Rome", map[string]string{
			"amount": "1.239,90 €", "deadline": "martedì 10 novembre 2026, ore 11:00 (UTC+1)", "return_by": "sabato 21 novembre 2026"}},
		{"ja", "Asia/Tokyo", map[string]string{
			"product": "Thermo bottle 500 ml", "amount": "1,239.90ユーロ", "deadline": "2026年11月10日（火）19:00（UTC+9）",
			"return_by": "2026年11月21日（土）", "last_scan": "BERLIN、2026年11月8日10:22"}},
	} {
		s, c := wholeCase(t, tt.zone)
		got, err := s.ReplyValues(t.Context(), c, tt.lang)
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range tt.want {
			if plain(got[name]) != plain(want) {
				t.Errorf("%s in %q: {%s} is %q, not %q", tt.lang, tt.zone, name, got[name], want)
			}
		}
	}
}

// plain makes the blanks of numbers alike.
func plain(s string) string {
	return strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(s)
}

// It must hold: every placeholder of every starter phrase is filled from a case
// in every language that the phrase has, besides what only the seller knows.
func TestEveryPlaceholderIsFilled(t *testing.T) {
	s, c := wholeCase(t, "Europe/Berlin")
	library, err := phrases.LoadLibrary(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	desk, err := s.Replies.Desk(t.Context(), c.Number)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, p := range library.Phrases {
		for lang := range p.Texts {
			d, _ := replies.New(lang).Insert(0, replies.Part{Phrase: p.ID, Texts: p.Texts}, desk.Values)
			for _, name := range d.Gaps() {
				if name != "arrival" && name != "other_arrival" && name != "extra" { // both were delivered, and a discount is offered
					t.Errorf("%s in %s: {%s} has no value", p.ID, lang, name)
				}
			}
			d = d.Fill("arrival", "20 November", desk.Values).Fill("other_arrival", "21 November", desk.Values).Fill("extra", "10 EUR", desk.Values)
			if gaps := d.Gaps(); len(gaps) > 0 || strings.ContainsAny(d.Text, "{}") {
				t.Errorf("%s in %s: %q", p.ID, lang, d.Text)
			}
			if lang != "zh" && strings.ContainsAny(d.Beside(d.Pieces[0], desk.Values), "{}") {
				t.Errorf("%s beside %s: %q", p.ID, lang, d.Beside(d.Pieces[0], desk.Values))
			}
			for _, name := range phrases.Names(p.Texts[lang]) {
				used[name] = true
			}
		}
	}
	for _, h := range library.Placeholders {
		if !used[h.ID] {
			t.Errorf("{%s} was in no phrase", h.ID)
		}
	}
}

// A parcel that came back was not delivered, refunds in two currencies are no one
// sum, an offer that was answered is none, and the deadline is left out where
// nobody works.
func TestValuesThatAreNotSaid(t *testing.T) {
	s, c := wholeCase(t, "Europe/Berlin")
	ctx := t.Context()
	_, err := s.Ledger.Add(ctx, c.ID, ledger.Line{Kind: ledger.Refund, Amount: money.Amount{Minor: 100, Currency: "USD"}, At: s.Now(),
		Rate: "0.9", To: "EUR", RateDate: "2026-11-09"})
	if err != nil {
		t.Fatal(err)
	}
	offers, err := s.Remedies.Offers(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Remedies.Answer(ctx, offers[0].ID, remedies.Reply{Answer: remedies.Declined}); err != nil {
		t.Fatal(err)
	}
	_, err = s.Evidence.Add(ctx, c.ID, evidence.TextInput("运单号：YT2631821272003344\n云途物流\n2026-11-09 10:22:05  BERLIN  Returned to sender\n2026-11-09 07:01:44  BERLIN  Return in progress\n"), evidence.Options{Zone: s.Now().Location()})
	if err != nil {
		t.Fatal(err)
	}
	if c, err = s.Cases.Get(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	got, err := s.ReplyValues(ctx, c, "en")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"refund", "offer", "delivered", "arrival"} {
		if got[name] != "" {
			t.Errorf("{%s} is said: %q", name, got[name])
		}
	}
	if !strings.Contains(got["last_scan"], "9 November") {
		t.Errorf("%q", got["last_scan"])
	}
}

// Each parcel of a case is told of by its own record: the order's, a new one, and
// the one that comes back; the day of arrival is the carrier's, as long as it is to
// come.
func TestParcels(t *testing.T) {
	s, c := wholeCase(t, "Europe/Berlin")
	ctx := t.Context()
	got, err := s.ReplyValues(ctx, c, "en")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"carrier": "YunExpress", "tracking": "YT2631821272003344", "delivered": "8 November 2026", "last_scan": "BERLIN, 8 November 2026, 10:22", "arrival": "",
		"other_carrier": "YunExpress", "other_tracking": "YT2631821272003352", "other_delivered": "9 November 2026", "other_arrival": "",
		"return_carrier": "DHL", "return_tracking": "00340434161094042557", "return_scan": "KÖLN, 9 November 2026, 09:15",
	} {
		if got[name] != want {
			t.Errorf("{%s} is %q, not %q", name, got[name], want)
		}
	}
	late, err := s.Cases.Create(ctx, cases.Case{Customer: "Ana", Platform: "own_site", BuyerZone: "Europe/Madrid", Tracking: "YT2631821272003360"})
	if err != nil {
		t.Fatal(err)
	}
	record := func(day string) {
		t.Helper()
		_, err := s.Evidence.Add(ctx, late.ID, evidence.TextInput("运单号：YT2631821272003360\nEstimated delivery: "+day+"\n2026-11-03 18:30:00  深圳  快件已离开云途处理中心\n2026-11-02 21:11:00  深圳  已收货\n"), evidence.Options{Zone: s.Now().Location()})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct{ day, want string }{{"2026-11-12", "Thursday 12 November 2026"}, {"2026-11-14", "Saturday 14 November 2026"}, {"2026-11-08", ""}} {
		record(tt.day)
		if got, err = s.ReplyValues(ctx, late, "en"); err != nil || got["arrival"] != tt.want || got["other_tracking"]+got["return_tracking"] != "" {
			t.Errorf("expected on %s: %q %v", tt.day, got["arrival"], err)
		}
	}
	for lang, want := range map[string]string{"zh": "我们网店", "en": "our website", "de": "uns im Shop", "ja": "当店サイト"} {
		if got, err = s.ReplyValues(ctx, late, lang); err != nil || got["platform"] != want {
			t.Errorf("%s: the shop's own site is called %q", lang, got["platform"])
		}
	}
}

// From a draft over the clipboard to what was sent, and back.
func TestCopiedThenSent(t *testing.T) {
	s, c := wholeCase(t, "Europe/Berlin")
	ctx := t.Context()
	desk, err := s.Replies.Desk(ctx, c.Number)
	if err != nil || desk.Type == nil || desk.Type.ID != "quiet" || len(desk.Skills) != 6 || desk.Draft.Lang != "de" {
		t.Fatal(desk, err)
	}
	if !slices.ContainsFunc(desk.Said, func(is check.Said) bool {
		return is.Kind == check.Offer && is.Amount.Minor == 800 && is.Goods == check.Keep
	}) || len(desk.Exhibits) != 3 || !slices.Contains(desk.Names, "Mei") {
		t.Errorf("%+v", desk.Facts)
	}
	d := desk.Draft
	d.Lang = "en"
	d, at := d.Insert(0, replies.Part{Phrase: "greeting.first", Texts: map[string]string{"en": "Hello {customer},", "zh": "{customer}："}}, desk.Values)
	d, _ = d.Insert(at, replies.Part{Phrase: "action.deadline", Texts: map[string]string{
		"en": "You will have an answer by {deadline}. {arrival}", "zh": "{deadline}前答复您。{arrival}"}}, desk.Values)
	if _, err := s.Replies.Copy(ctx, c.ID, d, desk.Values); !fault.Is(err, "reply.gaps") {
		t.Fatal("gaps were copied", err)
	}
	d = d.Fill("arrival", "Thanks.", desk.Values)
	if err := s.Replies.Save(ctx, c.ID, d); err != nil {
		t.Fatal(err)
	}
	if in := desk.Input(d, s.Now()); len(in.Promises) != 1 || in.Promises[0].Due.IsZero() {
		t.Errorf("the checks are not told of the promise: %+v", in.Promises)
	}
	first, err := s.Replies.Copy(ctx, c.ID, d, desk.Values)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.Replies.Copy(ctx, c.ID, d, desk.Values); err != nil || again.ID != first.ID {
		t.Error("the same text became another version", err)
	}
	d = d.Edit(d.Text + "\n\nMei")
	second, err := s.Replies.Copy(ctx, c.ID, d, desk.Values)
	if err != nil || second.ID == first.ID || second.Is.Pieces[1].Beside != "2026年11月10日（周二）11:00（UTC+1）前答复您。Thanks." {
		t.Fatal(second.Is.Pieces, err)
	}
	if err := s.Replies.Save(ctx, c.ID, d); err != nil {
		t.Fatal(err)
	}
	unsent := func() (n int, ref string) {
		items, err := s.Deadlines.Case(ctx, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range items {
			if i.Kind == deadlines.Unsent && i.Running() {
				n, ref = n+1, i.RefID
			}
		}
		return n, ref
	}
	if n, ref := unsent(); n != 1 || ref != second.ID {
		t.Errorf("%d items ask, about %q", n, ref)
	}
	for name, how := range map[string]replies.Sending{
		"reply.future": {At: s.Now().Add(time.Hour)}, "reply.early": {At: s.Now().Add(-48 * time.Hour)},
	} {
		if _, err := s.Replies.Sent(ctx, second.ID, how); !fault.Is(err, name) {
			t.Error(name, err)
		}
	}
	sent, err := s.Replies.Confirm(ctx, second.ID)
	if err != nil || sent.Is.Channel != "email" || sent.Is.Promise == nil {
		t.Fatal(sent.Is, err)
	}
	checkSent(t, s, c, sent)
	if n, _ := unsent(); n != 0 {
		t.Errorf("%d items still ask", n)
	}
	if _, err := s.Replies.Sent(ctx, second.ID, replies.Sending{}); !fault.Is(err, "reply.frozen") {
		t.Error("it was sent twice", err)
	}
	if err := s.Replies.Drop(ctx, second.ID); !fault.Is(err, "reply.frozen") {
		t.Error("what was sent was dropped", err)
	}
	if desk, err = s.Replies.Desk(ctx, c.ID); err != nil || !desk.Draft.Empty() || len(desk.Versions) != 2 {
		t.Error("no new reply was begun", desk.Draft, err)
	}
	undoLast(t, s, c)
	back, err := s.Replies.Get(ctx, second.ID)
	if answers, err := s.Deadlines.Answers(ctx, c.ID); back.Is.Sent() || !back.Is.Waits() || len(answers) != 0 || err != nil {
		t.Error("undone it is not as it was copied", back.Is, answers, err)
	}
	if n, _ := unsent(); n != 1 || err != nil {
		t.Errorf("%d items ask after undoing, %v", n, err)
	}
	if desk, err = s.Replies.Desk(ctx, c.ID); err != nil || desk.Draft.Text != d.Text || desk.Draft.ID != d.ID ||
		len(desk.Draft.Pieces) != 2 || desk.Draft.Typed["arrival"] != "Thanks." {
		t.Errorf("the draft did not come back: %+v %v", desk.Draft, err)
	}
	if err := s.Replies.Drop(ctx, second.ID); err != nil {
		t.Fatal(err)
	}
	if n, _ := unsent(); n != 0 {
		t.Errorf("%d items ask about what was dropped", n)
	}
	if report, err := s.Journal.Verify(ctx, nil); err != nil || len(report.Problems) > 0 {
		t.Error(report, err)
	}
}

// A reply goes out once: another version of it is refused then, so that the answer
// and the promise are not kept twice. What a window that does not know yet copies of
// it is a reply of its own, and is asked about.
func TestSentOnce(t *testing.T) {
	s, c := wholeCase(t, "Europe/Berlin")
	ctx := t.Context()
	d, _ := replies.New("en").Insert(0, replies.Part{Texts: map[string]string{"en": "You will have an answer by 10 November 2026."}}, nil)
	first, err := s.Replies.Copy(ctx, c.ID, d, nil)
	if err != nil {
		t.Fatal(err)
	}
	d = d.Edit(d.Text + " Mei")
	second, err := s.Replies.Copy(ctx, c.ID, d, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Replies.Confirm(ctx, first.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Replies.Confirm(ctx, second.ID); !fault.Is(err, "reply.frozen") {
		t.Error("one reply went out twice:", err)
	}
	if answers, err := s.Deadlines.Answers(ctx, c.ID); err != nil || len(answers) != 1 {
		t.Error(answers, err)
	}
	third, err := s.Replies.Copy(ctx, c.ID, d.Edit(d.Text+"."), nil)
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.Replies.Versions(ctx, c.ID)
	if waiting := replies.Waiting(all); err != nil || len(waiting) != 1 || waiting[0].ID != third.ID || third.Is.Draft == d.ID {
		t.Errorf("what was copied after sending is not asked about: %+v %v", waiting, err)
	}
}

// checkSent wants the answer and the promise of a reply that was sent.
func checkSent(t *testing.T, s *app.Services, c cases.Case, sent replies.Entry) {
	t.Helper()
	answers, err := s.Deadlines.Answers(t.Context(), c.ID)
	if err != nil || len(answers) != 1 || answers[0].Is.UseID != sent.ID || !answers[0].Is.At.Equal(sent.Is.SentAt) {
		t.Error(answers, err)
	}
	promises, err := s.Deadlines.Promises(t.Context(), c.ID)
	want := time.Date(2026, 11, 10, 10, 0, 0, 0, time.UTC) // as the text names it
	if err != nil || len(promises) != 1 || !promises[0].Is.Due.Equal(want) {
		t.Error(promises, err)
	}
}

func undoLast(t *testing.T, s *app.Services, c cases.Case) {
	t.Helper()
	if _, err := s.Undo.Undo(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
}

// One phrase copied alone is a reply of its own; without a case its use is logged.
func TestCopyPhrase(t *testing.T) {
	s, c := wholeCase(t, "Europe/Berlin")
	ctx := t.Context()
	p, ok := s.Phrases.Get("greeting.first")
	if !ok {
		t.Fatal("no greeting")
	}
	e, err := s.CopyPhrase(ctx, c, p, "en", "Hello Emma, noted.")
	if err != nil || e.Is.Text != "Hello Emma, noted." || len(e.Is.Pieces) != 1 || e.Is.Pieces[0].Phrase != p.ID ||
		e.Is.Pieces[0].Beside == "" || strings.Contains(e.Is.Pieces[0].Beside, "{") {
		t.Fatalf("%+v %v", e.Is, err)
	}
	if again, err := s.CopyPhrase(ctx, c, p, "en", "Hello Emma, noted."); err != nil || again.ID != e.ID {
		t.Error("copied twice it is asked about twice", again.ID, err)
	}
	if e, err = s.CopyPhrase(ctx, cases.Case{}, p, "zh", "收到。"); err != nil || e.ID != "" {
		t.Error(e, err)
	}
	uses, err := s.Phrases.Uses(ctx, c.ID)
	if err != nil || len(uses) != 0 {
		t.Error("the old way was taken, too", uses, err)
	}
}

// What a buyer was told in another case of theirs counts, wherever it was: not
// what a namesake was told, nor what was settled about another order.
func TestToldInOtherCases(t *testing.T) {
	s, c := wholeCase(t, "Europe/Berlin")
	ctx := t.Context()
	offered := func(o cases.Case, minor int64) {
		t.Helper()
		made, err := s.Cases.Create(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Remedies.Offer(ctx, made.ID, remedies.Offer{
			Option: remedies.Option{Kind: remedies.Discount}, Size: money.Amount{Minor: minor, Currency: "EUR"}, Channel: "phone",
		})
		if err != nil {
			t.Fatal(err)
		}
		if o.Stage == cases.Archive {
			if _, err := s.Cases.Move(ctx, made.ID, cases.Archive, "done"); err != nil {
				t.Fatal(err)
			}
		}
	}
	c, err := s.Cases.Get(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	c.Contact = "emma@example.org"
	c, err = s.Cases.Update(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	offered(cases.Case{Customer: "E. Schneider", Platform: "own_site", Order: "302-8841276"}, 1100)
	offered(cases.Case{Customer: "Emma", Platform: "own_site", Contact: "EMMA@example.org", Order: "77"}, 1200)
	offered(cases.Case{Customer: "emma schneider", Platform: "amazon"}, 1300)
	offered(cases.Case{Customer: "Emma Schneider", Platform: "amazon", Contact: "else@example.org"}, 9100)
	offered(cases.Case{Customer: "Emma Schneider", Platform: "amazon", Contact: "emma@example.org", Order: "78", Stage: cases.Archive}, 9200)
	offered(cases.Case{Customer: "Jo", Platform: "amazon", SKU: "TB-500"}, 9300)
	desk, err := s.Replies.Desk(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	var got []int64
	for _, said := range desk.Said {
		if said.Kind == check.Offer {
			got = append(got, said.Amount.Minor)
			if said.Amount.Minor != 800 && (!strings.HasPrefix(said.Channel, "CF-") || !strings.HasSuffix(said.Channel, " · phone")) {
				t.Errorf("it is not said where: %q", said.Channel)
			}
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, []int64{800, 1100, 1200, 1300}) {
		t.Errorf("told: %v", got)
	}
	d := desk.Draft.Edit("We can offer you a refund of €20.00 today.")
	d.Lang = "en"
	if found := s.ReplyRules.Check(desk.Input(d, s.Now())); !slices.ContainsFunc(found, func(f check.Finding) bool { return f.Rule == "contradiction" }) {
		t.Errorf("%+v", found)
	}
}
