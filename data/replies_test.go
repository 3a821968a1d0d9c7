package data_test

import (
	"slices"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/evidence"
	"casefolio/app/links"
	"casefolio/app/records"
	"casefolio/app/replies"
	"casefolio/data/datatest"
)

// A reply that is being written is kept beside the drafts of forms, one for each
// case, and is no part of the journal.
func TestReplyDraft(t *testing.T) {
	w := datatest.Open(t)
	ctx, now := t.Context(), datatest.Clock()
	if err := w.SaveDraft(ctx, cases.Draft{ID: "form", UpdatedAt: now()}); err != nil {
		t.Fatal(err)
	}
	d, _ := replies.New("de").Insert(0, replies.Part{Phrase: "p", Texts: map[string]string{"de": "Hallo {customer}, {order}", "zh": "{customer}"}},
		replies.Values{"de": {"customer": "Emma"}})
	d = d.Fill("order", "302", nil)
	for _, id := range []string{"one", "two"} {
		if err := w.SaveReplyDraft(ctx, id, now(), d); err != nil {
			t.Fatal(err)
		}
	}
	changed := d.Edit(d.Text + "!")
	if err := w.SaveReplyDraft(ctx, "two", now(), changed); err != nil {
		t.Fatal(err)
	}
	got, ok, err := w.ReplyDraft(ctx, "two")
	if err != nil || !ok || got.Text != "Hallo Emma, 302!" || got.ID != d.ID || !slices.Equal(got.Pieces, changed.Pieces) ||
		!slices.Equal(got.Places, changed.Places) || got.Typed["order"] != "302" {
		t.Errorf("%+v %v %v", got, ok, err)
	}
	forms, err := w.Drafts(ctx)
	if err != nil || len(forms) != 1 || forms[0].ID != "form" {
		t.Errorf("offered as forms: %+v %v", forms, err)
	}
	for range 2 {
		if err := w.DropReplyDraft(ctx, "two"); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok, err = w.ReplyDraft(ctx, "two"); ok || err != nil {
		t.Error(ok, err)
	}
	if _, ok, err = w.ReplyDraft(ctx, "one"); !ok || err != nil {
		t.Error("the draft of another case is gone", err)
	}
}

// What was written to the buyer comes along: a reply that was sent as it was sent,
// with its evidence by its ids here, and one that waits for a word still waits.
func TestMergeTakesReplies(t *testing.T) {
	b := openUndo(t)
	photo := b.add(b.other.ID, evidence.Photo, "of the cup")
	box := records.NewBox(b.w, b.now, replies.Kind())
	sent, err := box.Add(ctx, b.other.ID, replies.Reply{
		Lang: "en", Text: "Hello.", Draft: "a", CopiedAt: b.now(), SentAt: b.now(), Channel: "email", Exhibits: []string{photo.ID},
		Pieces: []replies.Piece{{Phrase: "p", Start: 0, End: 6, Was: "Hello."}},
	})
	b.must(err)
	answers := records.NewBox(b.w, b.now, deadlines.AnswerKind)
	_, err = answers.Add(ctx, b.other.ID, deadlines.Answer{At: sent.Is.SentAt, UseID: sent.ID})
	b.must(err)
	_, err = box.Add(ctx, b.other.ID, replies.Reply{Lang: "en", Text: "Wait.", Draft: "b", CopiedAt: b.now()})
	b.must(err)
	start := b.facts()

	b.must(links.NewService(b.w, b.now).Merge(ctx, b.c.ID, b.other.ID))
	here, err := box.List(ctx, b.c.ID)
	b.must(err)
	if len(here) != 2 || here[0].Is.Text != "Hello." || !here[0].Is.SentAt.Equal(sent.Is.SentAt) || here[0].Is.Channel != "email" ||
		len(replies.Waiting(here)) != 1 {
		t.Fatalf("the case that is kept has %+v", here)
	}
	e, err := b.w.Exhibit(ctx, here[0].Is.Exhibits[0])
	if err != nil || e.CaseID != b.c.ID || e.SHA256 != photo.SHA256 {
		t.Errorf("it names %+v %v", e, err)
	}
	answered, err := answers.List(ctx, b.c.ID)
	if err != nil || len(answered) != 1 || answered[0].Is.UseID != here[0].ID {
		t.Errorf("the answer is %+v, the reply %s, %v", answered, here[0].ID, err)
	}
	if left, err := box.List(ctx, b.other.ID); err != nil || len(left) != 0 {
		t.Errorf("left %+v %v", left, err)
	}
	b.undo(nil)
	if got := b.facts(); got != start {
		t.Errorf("back is\n%s\nnot\n%s", got, start)
	}
}
