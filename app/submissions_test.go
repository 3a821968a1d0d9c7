package app_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/dossier"
	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/block"
	"casefolio/app/dossier/compose"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/programmes"
	"casefolio/app/submissions"
	"casefolio/data"
	"casefolio/data/datatest"
)

// desk is a case with a programme and a packet beside it.
type desk struct {
	*app.Services
	t *testing.T
	w *data.Workspace
	c cases.Case
}

const claim = "amazon.atoz.us.inr"

func newDesk(t *testing.T) *desk {
	t.Helper()
	w := datatest.Open(t)
	s, err := app.New(w, os.DirFS("../assets"), datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Cases.Create(t.Context(), cases.Case{Customer: "Emma", Platform: "amazon"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Programmes.Choose(t.Context(), c.ID, claim, time.Time{}); err != nil {
		t.Fatal(err)
	}
	return &desk{s, t, w, c}
}

func (d *desk) file(name, content string) string {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

func (d *desk) record(draft submissions.Draft) submissions.Submission {
	d.t.Helper()
	draft.CaseID = d.c.ID
	s, err := d.Submissions.Record(d.t.Context(), draft)
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

func (d *desk) whole() {
	d.t.Helper()
	r, err := d.Journal.Verify(d.t.Context(), nil)
	if err != nil || !r.OK {
		d.t.Fatalf("%v %v", r.Problems, err)
	}
}

func (d *desk) stopped() time.Time {
	d.t.Helper()
	all, err := d.Programmes.Choices(d.t.Context(), d.c.ID)
	if err != nil || len(all) != 1 {
		d.t.Fatal(all, err)
	}
	return all[0].AnsweredAt
}

func (d *desk) exhibits() []evidence.Exhibit {
	d.t.Helper()
	all, err := d.Evidence.List(d.t.Context(), d.c.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

const packetBytes = "%PDF-1.7\nInvented packet\r\n\x00\xff%%EOF"

// TestSubmissionIsFrozen: the bytes, the journal's head, the clock, the
// evidence of the moment.
func TestSubmissionIsFrozen(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	track := d.file("track.txt", "Tracking number: YT2630921266112233\n2026-11-01 22:14 Leipzig, Delivered\n")
	in, err := evidence.FileInput(track, evidence.FromFile)
	if err != nil {
		t.Fatal(err)
	}
	e, err := d.Evidence.Add(ctx, d.c.ID, in, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	offers, err := d.Programmes.Suggest(ctx, d.c.ID, claim)
	if err != nil || len(offers) == 0 {
		t.Fatal(offers, err)
	}
	if err := d.Programmes.Link(ctx, d.c.ID, programmes.Mark{Key: offers[0].Key, ExhibitID: e.ID}); err != nil {
		t.Fatal(err)
	}
	before, err := d.Journal.Case(ctx, d.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 9, 20, 0, 0, 0, time.FixedZone("", 8*3600))
	path := d.file("amazon-1.pdf", packetBytes)
	s := d.record(submissions.Draft{
		RecipientID: "amazon.atoz", Recipient: " Amazon\nA-to-z ", ProgrammeID: claim, Channel: submissions.ByPortal,
		At: at, Files: []string{path, d.file("amazon-2.pdf", packetBytes+"2"), path},
	})
	if s.Recipient != "Amazon A-to-z" || !s.At.Equal(at) || s.Result != submissions.Open || len(s.ExhibitIDs) != 2 {
		t.Errorf("%+v", s)
	}
	after, err := d.Journal.Case(ctx, d.c.ID)
	if err != nil || len(after) != len(before)+3 {
		t.Fatal(len(after), err)
	}
	last := after[len(after)-1]
	if last.Action != "submission.recorded" || s.Head != last.Prev || s.Seq != last.Seq-1 || s.Head != after[len(after)-2].Head {
		t.Errorf("%+v %+v", s, last)
	}
	if !slices.ContainsFunc(s.Evidence, func(x submissions.Evidence) bool { return x.Key == offers[0].Key && x.There }) ||
		!slices.ContainsFunc(s.Evidence, func(x submissions.Evidence) bool { return x.Required && !x.There }) {
		t.Errorf("%+v", s.Evidence)
	}
	frozen, err := d.Evidence.Get(ctx, s.ExhibitIDs[0])
	if err != nil || frozen.Kind != evidence.Document || frozen.Source != evidence.FromPacket || frozen.FileName != "amazon-1.pdf" {
		t.Errorf("%+v %v", frozen, err)
	}
	r, err := d.Evidence.Original(frozen)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if kept, err := io.ReadAll(r); err != nil || !bytes.Equal(kept, []byte(packetBytes)) {
		t.Errorf("%q %v", kept, err)
	}
	slots, err := d.Programmes.Exhibits(ctx, d.c.ID)
	if err != nil || len(slots) != 1 {
		t.Errorf("a packet is offered as evidence: %+v %v", slots, err)
	}
	if got := d.stopped(); !got.Equal(at) {
		t.Error(got)
	}
	if open, err := d.Submissions.Open(ctx); err != nil || len(open) != 1 || open[0].ID != s.ID {
		t.Error(open, err)
	}
	d.whole()
}

// TestSameFilesToTwo: an exhibit stands once in a case, in as many submissions
// as there are.
func TestSameFilesToTwo(t *testing.T) {
	d := newDesk(t)
	path := d.file("packet.pdf", packetBytes)
	first := d.record(submissions.Draft{Recipient: "Amazon", ProgrammeID: claim, Files: []string{path}})
	second := d.record(submissions.Draft{Recipient: "Bank", Files: []string{path}})
	if !slices.Equal(first.ExhibitIDs, second.ExhibitIDs) || len(d.exhibits()) != 1 {
		t.Fatal(first.ExhibitIDs, second.ExhibitIDs, len(d.exhibits()))
	}
	_, err := d.Submissions.Record(t.Context(), submissions.Draft{CaseID: d.c.ID, Recipient: "Bank", At: second.At, Files: []string{path}})
	if !fault.Is(err, "submission.twice") {
		t.Error(err)
	}
	if _, err := d.Submissions.TakeBack(t.Context(), first.ID, true); err != nil {
		t.Fatal(err)
	}
	if len(d.exhibits()) != 1 {
		t.Error("the bank's packet went into the trash")
	}
	if with, err := d.Submissions.With(t.Context(), second.ExhibitIDs[0]); err != nil || len(with) != 1 || with[0].ID != second.ID {
		t.Error(with, err)
	}
	if _, err := d.Submissions.TakeBack(t.Context(), second.ID, true); err != nil {
		t.Fatal(err)
	}
	if len(d.exhibits()) != 0 {
		t.Error("left in the case")
	}
	if s, err := d.Submissions.Restore(t.Context(), second.ID); err != nil || !s.TakenBackAt.IsZero() || len(d.exhibits()) != 1 {
		t.Error(s, err)
	}
	d.whole()
}

// TestOriginalHandedInAsItIs: a paper that is evidence stays evidence.
func TestOriginalHandedInAsItIs(t *testing.T) {
	d := newDesk(t)
	path := d.file("invoice.pdf", packetBytes)
	in, err := evidence.FileInput(path, evidence.FromFile)
	if err != nil {
		t.Fatal(err)
	}
	e, err := d.Evidence.Add(t.Context(), d.c.ID, in, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := d.record(submissions.Draft{Recipient: "Bank", Files: []string{path}})
	if !slices.Equal(s.ExhibitIDs, []string{e.ID}) {
		t.Fatal(s.ExhibitIDs)
	}
	if _, err := d.Submissions.TakeBack(t.Context(), s.ID, true); err != nil {
		t.Fatal(err)
	}
	if all := d.exhibits(); len(all) != 1 || all[0].Source != evidence.FromFile {
		t.Errorf("%+v", all)
	}
	if err := d.Evidence.Trash(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	d.record(submissions.Draft{Recipient: "Bank", Files: []string{path}})
	if len(d.exhibits()) != 1 {
		t.Error("what was handed in lies in the trash")
	}
	d.whole()
}

// TestAnswerAndCorrection go through the whole life of a record.
func TestAnswerAndCorrection(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	s := d.record(submissions.Draft{Recipient: "Amazon", ProgrammeID: claim, Channel: "portal", Files: []string{d.file("p.pdf", packetBytes)}})
	mail := d.file("answer.eml", strings.ReplaceAll("From: claims@example.com\nTo: seller@example.com\nDate: Mon, 9 Nov 2026 22:00:00 +0800\nSubject: Claim\n\nWe decided for you.\n", "\n", "\r\n"))
	answered, err := d.Submissions.Answer(ctx, s.ID, submissions.Decision{
		Result: submissions.Partly, Amount: money.Amount{Minor: 1950, Currency: "USD"}, Reason: "half", Answer: "We decided for you.",
		Files: []string{mail},
	})
	if err != nil {
		t.Fatal(err)
	}
	if !answered.Answered() || answered.Amount.String() != "USD 19.50" && answered.Amount.Minor != 1950 || len(answered.AnswerExhibits) != 1 {
		t.Errorf("%+v", answered)
	}
	if e, err := d.Evidence.Get(ctx, answered.AnswerExhibits[0]); err != nil || e.Kind != evidence.Email {
		t.Errorf("%+v %v", e, err)
	}
	if open, _ := d.Submissions.Open(ctx); len(open) != 0 {
		t.Error(open)
	}
	earlier, channel := s.At.Add(-time.Hour), "mail"
	fixed, err := d.Submissions.Correct(ctx, s.ID, submissions.Correction{At: &earlier, Channel: &channel})
	if err != nil || !fixed.At.Equal(earlier) || fixed.Channel != channel || fixed.Result != submissions.Partly {
		t.Errorf("%+v %v", fixed, err)
	}
	if !d.stopped().Equal(earlier) {
		t.Error(d.stopped())
	}
	entries, err := d.Journal.Case(ctx, d.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := entries[len(entries)-1].Facts()
	if err != nil || facts["fields"] != "at,channel" || facts["channel.old"] != "portal" || facts["channel"] != "mail" {
		t.Errorf("%v %v", facts, err)
	}
	n := len(entries)
	if _, err := d.Submissions.Correct(ctx, s.ID, submissions.Correction{Channel: &channel}); err != nil {
		t.Fatal(err)
	}
	none := ""
	if fixed, err = d.Submissions.Correct(ctx, s.ID, submissions.Correction{ProgrammeID: &none}); err != nil || fixed.Evidence != nil {
		t.Error(fixed, err)
	}
	if entries, _ = d.Journal.Case(ctx, d.c.ID); len(entries) != n+1 {
		t.Error("nothing changed and the journal grew")
	}
	if !d.stopped().IsZero() {
		t.Error("a submission for no programme stops a clock")
	}
	if open, err := d.Submissions.Unanswer(ctx, s.ID); err != nil || open.Answered() || open.Amount.Given() || len(open.AnswerExhibits) != 0 {
		t.Errorf("%+v %v", open, err)
	}
	if len(d.exhibits()) != 2 {
		t.Error("the answer's mail is gone")
	}
	if _, err := d.Submissions.TakeBack(ctx, s.ID, false); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Submissions.Answer(ctx, s.ID, submissions.Decision{Result: submissions.Won}); !fault.Is(err, "submission.taken_back") {
		t.Error(err)
	}
	if all, _ := d.Submissions.List(ctx, d.c.ID); len(all) != 0 {
		t.Error(all)
	}
	if back, err := d.Submissions.Get(ctx, s.ID); err != nil || back.TakenBackAt.IsZero() {
		t.Error(back, err)
	}
	d.whole()
}

// TestSubmissionOnPaper: the seller's own dossier names it, no other paper does.
func TestSubmissionOnPaper(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	s := d.record(submissions.Draft{
		Recipient: "Quokka Bank", ProgrammeID: claim, Channel: submissions.ByMail, Note: "sent from the shop's mailbox",
		Files: []string{d.file("quokka-packet.pdf", packetBytes)},
	})
	if _, err := d.Submissions.Answer(ctx, s.ID, submissions.Decision{
		Result: submissions.Partly, Amount: money.Amount{Minor: 1950, Currency: "USD"}, Reason: "half of it",
	}); err != nil {
		t.Fatal(err)
	}
	own, err := d.Dossier.Input(ctx, d.c.Number, dossier.Options{Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	paper := words(compose.Compose(own))
	for _, want := range []string{"Quokka Bank", "partly won, USD 19.50", "half of it", "e-mail", "sent from the shop's mailbox", s.Head[:4], "quokka-packet.pdf", "as submitted"} {
		if !strings.Contains(paper, want) {
			t.Errorf("%q is not in the dossier", want)
		}
	}
	if n := strings.Count(paper, "quokka-packet.pdf"); n != 1 {
		t.Errorf("the packet is named %d times", n)
	}
	for _, a := range []audience.Audience{audience.Outside, audience.Supplier} {
		out, err := d.Dossier.Input(ctx, d.c.Number, dossier.Options{Lang: "en", Audience: a})
		if err != nil {
			t.Fatal(err)
		}
		paper := words(compose.Compose(out))
		for _, no := range []string{"Quokka", "quokka", "19.50", "half of it", "mailbox"} {
			if strings.Contains(paper, no) {
				t.Errorf("%s: the paper tells %q", a, no)
			}
		}
	}
}

// words is all that a paper says.
func words(doc block.Document) string {
	var out strings.Builder
	for _, b := range doc.Blocks {
		fmt.Fprintf(&out, "%+v\n", b)
	}
	return out.String()
}

// TestClockRunsAgain after the record was taken back, and in a new round.
func TestClockRunsAgain(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	due := d.Now().AddDate(0, 0, 3)
	choose := func(due time.Time) {
		t.Helper()
		if _, err := d.Programmes.Choose(ctx, d.c.ID, claim, due); err != nil {
			t.Fatal(err)
		}
	}
	choose(due)
	s := d.record(submissions.Draft{Recipient: "Amazon", ProgrammeID: claim, Note: "typed into the form"})
	if d.stopped().IsZero() {
		t.Fatal("the clock runs")
	}
	if _, err := d.Submissions.TakeBack(ctx, s.ID, true); err != nil || !d.stopped().IsZero() {
		t.Fatal("the clock stands", err)
	}
	if _, err := d.Submissions.Restore(ctx, s.ID); err != nil || d.stopped().IsZero() {
		t.Fatal("the clock runs", err)
	}
	choose(due.AddDate(0, 0, 1))
	if d.stopped().IsZero() {
		t.Error("another date is no new round")
	}
	for range 2 { // the second time nothing but the moment changes
		if c, err := d.Programmes.Reopen(ctx, d.c.ID, claim, due.AddDate(0, 0, 9)); err != nil || c.Stopped() || !d.stopped().IsZero() {
			t.Fatal("the clock stands in a new round", c, err)
		}
	}
	choose(due.AddDate(0, 0, 10))
	if !d.stopped().IsZero() {
		t.Error("the new round is forgotten")
	}
	d.record(submissions.Draft{Recipient: "Amazon", ProgrammeID: claim, Note: "typed again"})
	if d.stopped().IsZero() {
		t.Error("the second round was answered")
	}
	d.whole()
}

// TestRefused says no before anything is kept.
func TestRefused(t *testing.T) {
	d := newDesk(t)
	ctx := t.Context()
	good := d.file("p.pdf", packetBytes)
	for code, draft := range map[string]submissions.Draft{
		"submission.nothing":   {Recipient: "Bank"},
		"submission.recipient": {Files: []string{good}},
		"submission.future":    {Recipient: "Bank", Files: []string{good}, At: d.Now().Add(time.Hour)},
		"submission.long":      {Recipient: "Bank", Files: []string{good}, Note: strings.Repeat("案", submissions.MaxNote+1)},
		"submission.files":     {Recipient: "Bank", Files: make([]string, submissions.MaxFiles+1)},
		"programme.not_chosen": {Recipient: "Bank", Files: []string{good}, ProgrammeID: "temu.any"},
		"file.missing":         {Recipient: "Bank", Files: []string{good, good + "x"}},
		"file.empty":           {Recipient: "Bank", Files: []string{good, d.file("empty.pdf", "")}},
	} {
		draft.CaseID = d.c.ID
		if _, err := d.Submissions.Record(ctx, draft); !fault.Is(err, code) {
			t.Errorf("%s: %v", code, err)
		}
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := d.Submissions.Record(stopped, submissions.Draft{CaseID: d.c.ID, Recipient: "Bank", Files: []string{good}}); err == nil {
		t.Error("recorded after all")
	}
	if all := d.exhibits(); len(all) != 0 {
		t.Errorf("%+v", all)
	}
	s := d.record(submissions.Draft{Recipient: "Bank", Files: []string{good}})
	for code, answer := range map[string]submissions.Decision{
		"submission.result": {Result: "maybe"},
		"submission.order":  {Result: submissions.Won, At: s.At.Add(-time.Minute)},
		"submission.amount": {Result: submissions.Won, Amount: money.Amount{Minor: -1, Currency: "EUR"}},
	} {
		if _, err := d.Submissions.Answer(ctx, s.ID, answer); !fault.Is(err, code) {
			t.Errorf("%s: %v", code, err)
		}
	}
	if err := d.Cases.Trash(ctx, d.c.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Submissions.Record(ctx, submissions.Draft{CaseID: d.c.ID, Recipient: "X", Files: []string{good}}); !fault.Is(err, "submission.trashed") {
		t.Error(err)
	}
	if open, _ := d.Submissions.Open(ctx); len(open) != 0 {
		t.Error("of a case in the trash")
	}
	if _, err := d.Submissions.Get(ctx, "nothing"); !fault.Is(err, "submission.unknown") {
		t.Error(err)
	}
}
