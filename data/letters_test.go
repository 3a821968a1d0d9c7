package data_test

import (
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/letter"
	"casefolio/app/fault"
	"casefolio/data/datatest"
)

func TestLetters(t *testing.T) {
	w := datatest.Open(t)
	c, err := w.CreateCase(t.Context(), cases.Case{Customer: "Emma"})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 9, 10, 0, 0, 0, time.UTC)
	entries := func() int {
		all, err := w.CaseEntries(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	before := entries()
	l := letter.Letter{CaseID: c.ID, TemplateID: "refund.done", Lang: "en", Text: "{order}\n", Values: map[string]string{"refund_date": "9 November"}, UpdatedAt: at}
	kept, err := w.SaveLetter(t.Context(), l)
	if err != nil || kept.ID == "" || kept.Text != l.Text || kept.Values["refund_date"] != "9 November" || !kept.UpdatedAt.Equal(at) {
		t.Fatalf("%+v %v", kept, err)
	}
	same, err := w.SaveLetter(t.Context(), l)
	if err != nil || same.ID != kept.ID || entries() != before+1 {
		t.Errorf("saving the same: %+v %v, %d entries", same, err, entries()-before)
	}
	l.Text, l.UpdatedAt = "changed", at.Add(time.Hour)
	changed, err := w.SaveLetter(t.Context(), l)
	if err != nil || changed.ID != kept.ID || changed.Text != "changed" || entries() != before+2 {
		t.Errorf("%+v %v", changed, err)
	}
	l.Lang = "zh"
	other, err := w.SaveLetter(t.Context(), l)
	if err != nil || other.ID == kept.ID {
		t.Errorf("%+v %v", other, err)
	}
	all, err := w.Letters(t.Context(), c.ID)
	if err != nil || len(all) != 2 {
		t.Errorf("%+v %v", all, err)
	}
	if found, err := w.Mismatches(t.Context()); err != nil || len(found) != 0 {
		t.Errorf("%+v %v", found, err)
	}
	if err := w.RemoveLetter(t.Context(), other.ID, at); err != nil {
		t.Error(err)
	}
	if err := w.RemoveLetter(t.Context(), other.ID, at); err != nil {
		t.Error(err)
	}
	if _, err := w.Letter(t.Context(), other.ID); !fault.Is(err, "letter.unknown") {
		t.Error(err)
	}
	if found, err := w.Mismatches(t.Context()); err != nil || len(found) != 0 || entries() != before+4 {
		t.Errorf("%+v %v", found, err)
	}
	for _, forged := range []struct{ sql, want string }{
		{`UPDATE letters SET text = 'forged'`, "row.changed"},
		{`UPDATE letters SET text = 'changed', facts = '{}'`, "row.changed"},
		{`DELETE FROM letters`, "row.missing"},
	} {
		if err := w.Exec(forged.sql); err != nil {
			t.Fatal(err)
		}
		if found, err := w.Mismatches(t.Context()); err != nil || len(found) != 1 || found[0].Code != forged.want {
			t.Errorf("%s: %+v %v", forged.sql, found, err)
		}
	}
	l.CaseID = "no case"
	if _, err := w.SaveLetter(t.Context(), l); !fault.Is(err, "case.unknown") {
		t.Error(err)
	}
}

func TestLetterDrafts(t *testing.T) {
	w := datatest.Open(t)
	c, err := w.CreateCase(t.Context(), cases.Case{Customer: "Emma"})
	if err != nil {
		t.Fatal(err)
	}
	l := letter.Letter{CaseID: c.ID, TemplateID: "refund.done", Lang: "en", Text: "half", Values: map[string]string{"refund_date": "9 November"}}
	there := func(want bool) {
		t.Helper()
		got, ok, err := w.LetterDraft(t.Context(), l.CaseID, l.TemplateID, l.Lang)
		if err != nil || ok != want || ok && (got.Text != l.Text || got.Values["refund_date"] != "9 November" || !got.UpdatedAt.Equal(l.UpdatedAt)) {
			t.Errorf("%+v %v %v", got, ok, err)
		}
		if forms, err := w.Drafts(t.Context()); err != nil || len(forms) != 0 {
			t.Errorf("%v %v", forms, err)
		}
	}
	keep := func() {
		t.Helper()
		if err := w.SaveLetterDraft(t.Context(), l); err != nil {
			t.Fatal(err)
		}
		there(true)
	}
	there(false)
	keep()
	if err := w.DropLetterDraft(t.Context(), l.CaseID, l.TemplateID, l.Lang); err != nil {
		t.Fatal(err)
	}
	there(false)
	keep()
	kept, err := w.SaveLetter(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	there(false)
	l.Text, l.UpdatedAt = "half again", kept.UpdatedAt
	keep()
	if err := w.RemoveLetter(t.Context(), kept.ID, time.Time{}); err != nil {
		t.Fatal(err)
	}
	there(false)
}
