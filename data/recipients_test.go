package data_test

import (
	"os"
	"strings"
	"testing"

	"casefolio/app/dossier/packet/recipient"
	"casefolio/app/fault"
	"casefolio/data"
	"casefolio/data/datatest"
)

func recipients(t *testing.T) (*data.Workspace, *recipient.Service) {
	t.Helper()
	w := datatest.Open(t)
	shipped, err := recipient.Load(os.DirFS("../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return w, recipient.NewService(w, shipped, datatest.Clock())
}

// A change keeps only what differs; going back leaves nothing of it.
func TestChangedRecipient(t *testing.T) {
	w, s := recipients(t)
	r, err := s.Get(ctx, "stripe")
	if err != nil {
		t.Fatal(err)
	}
	pages := 30
	r.Pages, r.Note = &pages, map[string]string{"en": "As the page says"}
	for range 2 { // again changes nothing
		if err := s.Save(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Get(ctx, "stripe")
	if err != nil || *got.Pages != 30 || !got.Changed || got.Own || got.Verified || got.NoteIn("zh") != "As the page says" || *got.BytesTotal != 5_000_000 {
		t.Fatalf("%+v %v", got, err)
	}
	changes, err := w.RecipientChanges(ctx)
	if err != nil || len(changes) != 1 || len(changes[0].Fields) != 2 {
		t.Fatalf("%+v %v", changes, err)
	}
	got.Pages = nil // no limit after all
	if err := s.Save(ctx, got); err != nil {
		t.Fatal(err)
	}
	if got, err = s.Get(ctx, "stripe"); err != nil || got.Pages != nil {
		t.Fatalf("%+v %v", got, err)
	}
	if err := s.Revert(ctx, "stripe"); err != nil {
		t.Fatal(err)
	}
	if got, err = s.Get(ctx, "stripe"); err != nil || *got.Pages != 49 || got.Changed {
		t.Fatalf("%+v %v", got, err)
	}
	if p := verify(t, w).Problems; len(p) > 0 {
		t.Error(p)
	}
}

func TestOwnRecipient(t *testing.T) {
	w, s := recipients(t)
	r := s.New()
	if err := s.Save(ctx, r); !fault.Is(err, "recipient.name") {
		t.Error(err)
	}
	r.Names, r.Mask = map[string]string{"zh": "某银行"}, []string{"contact"}
	none := 0
	r.Files = &none
	if err := s.Save(ctx, r); !fault.Is(err, "recipient.limits") {
		t.Error(err)
	}
	r.Files = nil
	if err := s.Save(ctx, r); err != nil {
		t.Fatal(err)
	}
	all, err := s.List(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if got := all[len(all)-1]; got.ID != r.ID || !got.Own || got.Changed || got.Name("en") != "某银行" || !got.Blank {
		t.Errorf("%+v", got)
	}
	if err := s.Save(ctx, recipient.Recipient{ID: "nobody"}); !fault.Is(err, "recipient.unknown") {
		t.Error(err)
	}
	if err := s.Revert(ctx, r.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(ctx, r.ID); !fault.Is(err, "recipient.unknown") {
		t.Error(err)
	}
	if p := verify(t, w).Problems; len(p) > 0 {
		t.Error(p)
	}
}

// A change that was forged, or that a newer program does not take, breaks
// nothing; verifying names the forged one.
func TestForgedRecipient(t *testing.T) {
	w, s := recipients(t)
	r, err := s.Get(ctx, "amex")
	if err != nil {
		t.Fatal(err)
	}
	r.Grey = true
	if err := s.Save(ctx, r); err != nil {
		t.Fatal(err)
	}
	for _, forged := range []string{`{"pages":-4}`, `{"id":"x","own":true,"pages":"many"}`} {
		if err := w.Exec(`UPDATE recipient_overrides SET change = '` + forged + `'`); err != nil {
			t.Fatal(err)
		}
		got, err := s.Get(ctx, "amex")
		if err != nil || *got.Pages != 20 || got.Changed {
			t.Errorf("%+v %v", got, err)
		}
		found := verify(t, w).Problems
		if len(found) != 1 || found[0].Code != "row.changed" || !strings.Contains(found[0].Subject, "amex") {
			t.Errorf("%+v", found)
		}
	}
}
