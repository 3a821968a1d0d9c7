package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/ledger"
	"casefolio/app/links"
	"casefolio/app/money"
	"casefolio/app/records"
	"casefolio/app/submissions"
	"casefolio/app/undo"
	"casefolio/data"
	"casefolio/data/datatest"
)

// lists are the labels and file names of what a case has.
func lists(t *testing.T, w *data.Workspace, caseID string) string {
	t.Helper()
	all, err := w.Exhibits(ctx, caseID)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range all {
		out = append(out, e.Label()+" "+e.FileName)
	}
	return strings.Join(out, ", ")
}

// submit records that a file was handed in.
func (b *undoBench) submit(caseID, name string) submissions.Submission {
	b.Helper()
	blob, err := b.w.Put(ctx, strings.NewReader(name), 1<<20)
	b.must(err)
	s, err := b.w.AddSubmission(ctx, submissions.Submission{CaseID: caseID, Recipient: "Amazon", At: b.now(), RecordedAt: b.now()}, []evidence.Capture{{
		Exhibit: evidence.Exhibit{
			CaseID: caseID, Kind: evidence.Document, Source: evidence.FromPacket, FileName: name, SHA256: blob.SHA256, Size: blob.Size,
		},
		Within: -1,
	}})
	b.must(err)
	s.Result, s.AnsweredAt = submissions.Won, b.now()
	return s
}

// What the buyer was told and asked comes along with a merge; what was judged of
// the case stays with it. Taking the merge back puts both cases as they were.
func TestMergeTakesVisitsAndAnswers(t *testing.T) {
	b := openUndo(t)
	s := links.NewService(b.w, b.now)
	say := func(caseID, kind, body string) {
		t.Helper()
		_, err := b.w.PutRecords(ctx, b.now(), records.Row{Meta: records.Meta{CaseID: caseID, Kind: kind}, Body: []byte(body)})
		b.must(err)
	}
	other := b.other
	other.FollowUp, other.Satisfaction, other.FollowedUp = "happy now", 5, time.Date(2026, 11, 8, 9, 0, 0, 0, time.UTC)
	_, err := b.w.UpdateCase(ctx, other)
	b.must(err)
	say(b.other.ID, "visit", `{"at":"2026-11-08T09:00:00Z","score":5,"said":"happy now","typed":{"follow_up":"typed before"}}`)
	say(b.other.ID, "answer", `{"at":"2026-11-07T09:00:00Z","channel":"email"}`)
	for kind, body := range map[string]string{
		"cause": `{"responsibility":"carrier"}`, "tick": `{"item":"x"}`, "escalation": `{"from":"seller","to":"platform","at":"2026-11-07T09:00:00Z"}`,
	} {
		say(b.other.ID, kind, body)
	}
	start := b.facts()

	b.must(s.Merge(ctx, b.c.ID, b.other.ID))
	kinds := func(caseID string) (all []string) {
		rows, err := b.w.Records(ctx, records.Query{CaseID: caseID, Kinds: []string{"visit", "answer", "cause", "tick", "escalation"}})
		b.must(err)
		for _, r := range rows {
			all = append(all, r.Kind)
		}
		slices.Sort(all)
		return all
	}
	if got := kinds(b.c.ID); !slices.Equal(got, []string{"answer", "visit"}) {
		t.Error("kept:", got)
	}
	if got := kinds(b.other.ID); !slices.Equal(got, []string{"cause", "escalation", "tick"}) {
		t.Error("left:", got)
	}
	to, err := b.w.Case(ctx, b.c.ID)
	b.must(err)
	was, err := b.w.Case(ctx, b.other.ID)
	b.must(err)
	if to.FollowUp != "happy now" || to.Satisfaction != 5 || !to.FollowedUp.Equal(other.FollowedUp) {
		t.Errorf("the case that is kept says %q %d %v", to.FollowUp, to.Satisfaction, to.FollowedUp)
	}
	if was.FollowUp != "typed before" || was.Satisfaction != 0 || !was.FollowedUp.IsZero() {
		t.Errorf("the other says %q %d %v", was.FollowUp, was.Satisfaction, was.FollowedUp)
	}
	b.undo(nil)
	if got := b.facts(); got != start {
		t.Errorf("back is\n%s\nnot\n%s", got, start)
	}
}

func TestMerge(t *testing.T) {
	b := openUndo(t)
	s := links.NewService(b.w, b.now)
	b.c.Cost = money.Amount{Minor: 700, Currency: "EUR"} // typed, without a line
	c, err := b.w.UpdateCase(ctx, b.c)
	b.must(err)
	b.c = c
	b.add(b.other.ID, evidence.Photo, "photo") // the same bytes as in the other case
	mail := b.add(b.other.ID, evidence.Chat, "other chat")
	b.must(b.w.CiteMessages(ctx, mail.ID, []int{2}, true, b.now()))
	b.must(b.w.TranslateMessage(ctx, mail.ID, 1, "words", "seller", b.now()))
	b.must(b.w.LinkMedia(ctx, mail.ID, map[int]string{3: mail.ID}, b.now()))
	parcel := b.add(b.other.ID, evidence.Tracking, "other parcel")
	_, err = b.w.AddEvent(ctx, parcel.ID, evidence.Event{At: b.now(), Text: "Called"}, b.now())
	b.must(err)
	gone := b.add(b.other.ID, evidence.Text, "removed")
	b.must(b.w.TrashExhibit(ctx, gone.ID, b.now()))
	receipt := b.add(b.other.ID, evidence.Text, "receipt")
	for kind, body := range map[string]string{
		"task": `{"text":"call","done_at":"2026-11-09T10:00:00Z"}`, "promise": `{"text":"kept","kept_at":"2026-11-09T10:00:00Z"}`,
		"wait": `{"for":"buyer"}`, "offer": `{"option":"discount"}`, "branch": `{"kind":"carrier_claim"}`,
		"money": `{"kind":"refund","amount":{"minor":1200,"currency":"EUR"},"at":"2026-11-09T10:00:00Z","exhibit":"` + receipt.ID + `"}`,
	} {
		_, err := b.w.PutRecords(ctx, b.now(), records.Row{Meta: records.Meta{CaseID: b.other.ID, Kind: kind}, Body: []byte(body)})
		b.must(err)
	}
	handed := b.submit(b.other.ID, "packet")
	_, err = b.w.AnswerSubmission(ctx, handed, nil)
	b.must(err)
	b.submit(b.other.ID, "second packet")
	start := b.facts()

	b.must(s.Merge(ctx, b.c.ID, b.other.ID))
	if got := lists(t, b.w, b.c.ID); got != "E-01 chat, E-02 parcel, E-03 photo, E-04 other chat, E-05 other parcel, E-06 receipt, E-07 packet, E-08 second packet" {
		t.Error(got)
	}
	was, err := b.w.Case(ctx, b.other.ID)
	if err != nil || was.DeletedAt.IsZero() {
		t.Error("the other case is not in the trash", err)
	}
	is, err := b.w.Case(ctx, b.c.ID)
	if err != nil || is.Order != "306-1" || is.Customer != "Emma" {
		t.Errorf("filled in: %+v %v", is, err)
	}
	all, err := b.w.Exhibits(ctx, b.c.ID)
	b.must(err)
	kinds := []string{"task", "promise", "wait", "offer", "branch", "money"}
	rows, err := b.w.Records(ctx, records.Query{CaseID: b.c.ID, Kinds: kinds})
	if err != nil || len(rows) != len(kinds)+1 { // and what was typed as the cost
		t.Errorf("what comes along: %+v %v", rows, err)
	}
	for _, r := range rows {
		if l, err := ledger.Lines().Read(r); err != nil || l.Is.Kind == ledger.Refund && l.Is.ExhibitID != all[5].ID {
			t.Errorf("the receipt of a payment: %+v %v", l, err)
		}
	}
	if rows, err = b.w.Records(ctx, records.Query{CaseID: b.other.ID, Kinds: kinds}); err != nil || len(rows) != 0 {
		t.Errorf("counted in both: %+v %v", rows, err)
	}
	if is.Cost != (money.Amount{Minor: 1900, Currency: "EUR"}) || was.Cost.Given() {
		t.Errorf("the costs are %v and %v", is.Cost, was.Cost)
	}
	sent, err := b.w.Submissions(ctx, b.c.ID)
	if err != nil || len(sent) != 2 || sent[1].Result != submissions.Won || !slices.Equal(sent[1].ExhibitIDs, []string{all[6].ID}) ||
		sent[0].Answered() || sent[0].Head == "" {
		t.Errorf("submissions: %+v %v", sent, err)
	}
	if open, err := b.w.OpenSubmissions(ctx); err != nil || len(open) != 1 || open[0].CaseID != b.c.ID {
		t.Errorf("awaiting an answer: %+v %v", open, err)
	}
	messages, err := b.w.Messages(ctx, all[3].ID)
	if err != nil || !messages[1].Cited || messages[0].Translation != "words" || messages[2].MediaID != all[3].ID {
		t.Errorf("%+v %v", messages, err)
	}
	if all[3].SHA256 != mail.SHA256 || all[3].ID == mail.ID {
		t.Error("not the same original as an exhibit of its own")
	}
	events, err := b.w.Events(ctx, all[4].ID)
	if err != nil || len(events) != 4 || !events[3].Own {
		t.Errorf("%+v %v", events, err)
	}
	for id, want := range map[string]links.Link{
		b.c.ID: {Other: b.other.ID, Number: b.other.Number, Kind: links.Merged, Taken: []links.Taken{
			{Here: "E-03", There: "E-01"}, {Here: "E-04", There: "E-02"}, {Here: "E-05", There: "E-03"}, {Here: "E-06", There: "E-05"},
		}},
		b.other.ID: {Other: b.c.ID, Number: b.c.Number, Kind: links.Merged, Away: true},
	} {
		ties, err := s.List(ctx, id)
		if err != nil || len(ties) != 1 || fmt.Sprint(ties[0].Is) != fmt.Sprint(want) {
			t.Errorf("%+v %v, want %+v", ties, err, want)
		}
	}
	if err := s.Merge(ctx, b.c.ID, b.other.ID); !fault.Is(err, "link.trashed") {
		t.Error(err)
	}
	end := b.facts()
	b.undo(nil) // from the case that was kept
	if got := b.facts(); got != start {
		t.Errorf("back is\n%s\nnot\n%s", got, start)
	}
	if _, err := b.s.Redo(ctx, b.other.ID); err != nil { // and from the other
		t.Fatal(err)
	}
	if got := b.facts(); got != end {
		t.Errorf("again is\n%s\nnot\n%s", got, end)
	}
	if found := verify(t, b.w).Problems; len(found) > 0 {
		t.Error(found)
	}
}

func TestSplit(t *testing.T) {
	for _, move := range []bool{true, false} {
		b := openUndo(t)
		s := links.NewService(b.w, b.now)
		b.c.Story, b.c.SKU = "Two things went wrong", "A-1"
		var err error
		b.c, err = b.w.UpdateCase(ctx, b.c)
		b.must(err)
		start := b.facts()
		id, err := s.Split(ctx, b.c.ID, links.Part{
			Exhibits: []string{b.photo.ID, b.chat.ID}, Groups: []links.Group{links.Buyer, links.Order}, Move: move,
		})
		b.must(err)
		made, err := b.w.Case(ctx, id)
		if err != nil || made.Customer != "Emma" || made.SKU != "A-1" || made.Story != "" || made.Stage != cases.Intake ||
			made.Amount != (money.Amount{Minor: 3990, Currency: "EUR"}) {
			t.Errorf("%+v %v", made, err)
		}
		if got := lists(t, b.w, id); got != "E-01 chat, E-02 photo" {
			t.Error(got)
		}
		want := "E-01 chat, E-02 parcel, E-03 photo"
		if move {
			want = "E-02 parcel"
		}
		if got := lists(t, b.w, b.c.ID); got != want {
			t.Error(got)
		}
		end := b.facts()
		b.undo(nil)
		if got := b.facts(); got != start {
			t.Errorf("back is\n%s\nnot\n%s", got, start)
		}
		b.redo(nil)
		if got := b.facts(); got != end {
			t.Errorf("again is\n%s\nnot\n%s", got, end)
		}
		// What has been done to the new case since is not lost.
		all, err := b.w.Exhibits(ctx, id)
		b.must(err)
		b.must(b.w.RetitleExhibit(ctx, all[0].ID, "worked on", b.now()))
		if _, err := b.s.Undo(ctx, b.c.ID); !fault.Is(err, "undo.changed") {
			t.Error(err)
		}
		if _, err := b.s.Undo(ctx, id); err != nil {
			t.Error(err)
		}
		b.must(b.w.RetitleExhibit(ctx, b.parcel.ID, "other", b.now()))
		b.undo(nil)
		b.must(b.w.TrashCase(ctx, id, b.now()))
		if _, err := b.s.Undo(ctx, b.c.ID); !fault.Is(err, "undo.changed") {
			t.Error(err)
		}
		if found := verify(t, b.w).Problems; len(found) > 0 {
			t.Error(found)
		}
	}
}

func TestSplitRefuses(t *testing.T) {
	b := openUndo(t)
	s := links.NewService(b.w, b.now)
	foreign := b.add(b.other.ID, evidence.Text, "foreign")
	for name, c := range map[string]struct {
		part links.Part
		want string
	}{
		"nothing": {links.Part{}, "split.nothing"},
		"foreign": {links.Part{Exhibits: []string{foreign.ID}}, "exhibit.unknown"},
	} {
		if _, err := s.Split(ctx, b.c.ID, c.part); !fault.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.Merge(ctx, b.c.ID, b.c.ID); !fault.Is(err, "link.self") {
		t.Error(err)
	}
}

// A later change stands against taking back what it changed, and nothing else.
func TestUndoConflicts(t *testing.T) {
	b := openUndo(t)
	own := func(change func(*cases.Case)) {
		c, err := b.w.Case(ctx, b.c.ID)
		b.must(err)
		change(&c)
		_, err = b.w.UpdateCase(ctx, c)
		b.must(err)
	}
	deed := func() undo.Deed {
		d, _, err := b.s.Next(ctx, b.c.ID)
		b.must(err)
		return d
	}
	own(func(c *cases.Case) { c.Story = "one" })
	first := deed()
	own(func(c *cases.Case) { c.Demand = "refund" })
	// Out of their order, as two windows on one workspace could.
	if err := b.w.Invert(ctx, first.Is, undo.Order{Deed: first.First}, b.now()); err != nil {
		t.Error("a change of something else stands in the way:", err)
	}
	own(func(c *cases.Case) { c.Story = "two" })
	second := deed()
	own(func(c *cases.Case) { c.Story = "three" })
	before, err := b.w.CaseEntries(ctx, b.c.ID)
	b.must(err)
	if err := b.w.Invert(ctx, second.Is, undo.Order{Deed: second.First}, b.now()); !fault.Is(err, "undo.changed") {
		t.Error(err)
	}
	after, err := b.w.CaseEntries(ctx, b.c.ID)
	if err != nil || len(after) != len(before) {
		t.Error("something was written:", len(after)-len(before), err)
	}
	c, err := b.w.Case(ctx, b.c.ID)
	if err != nil || c.Story != "three" || c.Demand != "refund" {
		t.Errorf("%+v %v", c, err)
	}
}

// Nothing can be taken back that was done before the workspace was opened, and
// nothing after an erasure.
func TestUndoBeginsWithTheOpening(t *testing.T) {
	dir, now := t.TempDir(), datatest.Clock()
	w, err := data.Open(dir, now)
	if err != nil {
		t.Fatal(err)
	}
	c := mustCase(t, w, cases.Case{Customer: "Emma", Stage: cases.Intake})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if w, err = data.Open(dir, now); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	s := undo.NewService(w, now)
	if _, err := s.Undo(ctx, c.ID); !fault.Is(err, "undo.none") {
		t.Error(err)
	}
	c.Story = "x"
	if _, err := w.UpdateCase(ctx, c); err != nil {
		t.Fatal(err)
	}
	if err := w.EraseDetails(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(ctx, c.ID); !fault.Is(err, "undo.none") {
		t.Error(err)
	}
}

// Who watches is told of every change that was written.
func TestWatch(t *testing.T) {
	b := openUndo(t)
	told := 0
	b.s.Watch(func() { told++ })
	b.must(b.w.RetitleExhibit(ctx, b.chat.ID, "x", b.now()))
	b.must(b.w.RetitleExhibit(ctx, b.chat.ID, "x", b.now()))
	if told != 1 {
		t.Error(told)
	}
}

func TestRepeats(t *testing.T) {
	w := datatest.Open(t)
	eur := func(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }
	one := mustCase(t, w, cases.Case{Customer: "Emma", Platform: "ebay", Contact: "Emma@x.example", Order: "306-1", SKU: "A-1", Cost: eur(500)})
	mustCase(t, w, cases.Case{Customer: "emma", Platform: "ebay", Order: "306-2", SKU: "a-1", Cost: money.Amount{Minor: 300, Currency: "USD"}})
	mustCase(t, w, cases.Case{Customer: "Emma", Platform: "amazon", Contact: "emma@x.example", SKU: "A-1", Cost: eur(700)})
	bin := mustCase(t, w, cases.Case{Customer: "Emma", Platform: "ebay", Order: "306-1"})
	if err := w.TrashCase(ctx, bin.ID, bin.CreatedAt); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		look links.Look
		want []string // by, how many, the newest first, costs
	}{
		"nothing": {links.Look{Platform: "ebay"}, nil},
		"order":   {links.Look{Order: "306-1"}, []string{"order 1 1 EUR 5.00"}},
		"contact": {links.Look{Contact: "EMMA@x.example"}, []string{"contact 2 3,1 EUR 12.00"}},
		"name":    {links.Look{Customer: "EMMA", Platform: "ebay"}, []string{"name 2 2,1 EUR 5.00 USD 3.00"}},
		"itself":  {links.Look{Except: one.ID, Order: "306-1", SKU: "A-1"}, []string{"product 2 3,2 EUR 7.00 USD 3.00"}},
	} {
		found, err := w.Repeats(ctx, c.look)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range found {
			var numbers []string
			for _, s := range r.Cases {
				numbers = append(numbers, strings.TrimLeft(s.Number[len("CF-2026-"):], "0"))
			}
			line := fmt.Sprint(r.By, " ", r.Total, " ", strings.Join(numbers, ","))
			for _, a := range r.Costs {
				line += " " + a.String()
			}
			got = append(got, line)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
