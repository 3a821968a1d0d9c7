package data_test

import (
	"slices"
	"testing"

	"casefolio/app/cases"
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
