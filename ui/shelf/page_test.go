package shelf

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/shelf"
	"casefolio/assets"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

type bench struct {
	*kittest.Shell
	s    *app.Services
	c    cases.Case
	page *Page
}

// open shows the shelf for a case.
func open(t *testing.T, language string) *bench {
	t.Helper()
	s, err := app.New(datatest.Open(t), assets.Files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, assets.Files, language), s: s}
	if b.c, err = s.Cases.Create(t.Context(), cases.Case{Customer: "Emma"}); err != nil {
		t.Fatal(err)
	}
	b.page = NewPage(Deps{
		Shell: b, Shelf: s.Shelf, Giver: s, Cases: s.Cases, Evidence: s.Evidence, Open: func(string) error { return nil },
	}, b.c.ID)
	b.Show(b.page)
	return b
}

func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (b *bench) items(t *testing.T) []shelf.Item {
	t.Helper()
	all, err := b.s.Shelf.List(t.Context(), shelf.Query{Retired: true})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestAPaperIsPutOnTheShelfAndGiven goes the seller's way.
func TestAPaperIsPutOnTheShelfAndGiven(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		b := open(t, language)
		b.Picture(t, "shelf-empty-"+language)
		b.Reach(t)
		b.page.Dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(file(t, "Return policy.txt", "thirty days"))})
		b.Picture(t, "shelf-new-"+language)
		b.Tap(t, kit.T("shelf.add.verb"))
		all := b.items(t)
		if len(all) != 1 || all[0].Title != "Return policy" || all[0].Kind != shelf.Policy || all[0].Current().Dated != b.s.Shelf.Today() {
			t.Fatalf("%+v %v", all, b.Errors)
		}
		b.Tap(t, kit.T("shelf.give"))
		exhibits, err := b.s.Evidence.List(t.Context(), b.c.ID)
		if err != nil || len(exhibits) != 1 || exhibits[0].Source != evidence.FromShelf || exhibits[0].ShelfVersion != all[0].Current().ID {
			t.Fatalf("%+v %v", exhibits, err)
		}
		if _, err := b.s.Shelf.AddVersion(t.Context(), all[0].ID, shelf.Version{Dated: "2027-01-01", Note: "14 days"}, shelf.LocalFile(file(t, "new.txt", "fourteen days"))); err != nil {
			t.Fatal(err)
		}
		b.page.Reload()
		b.Tap(t, kit.T("shelf.older", "count", "1"))
		b.Picture(t, "shelf-versions-"+language)
		b.Reach(t)
		b.Tap(t, kit.T("shelf.retire"))
		if all = b.items(t); all[0].RetiredAt.IsZero() {
			t.Error("still in use")
		}
		if len(b.page.items) != 0 {
			t.Error("still offered")
		}
		b.Tap(t, kit.T("shelf.show_retired"))
		b.Tap(t, kit.T("shelf.reuse"))
		if all = b.items(t); !all[0].RetiredAt.IsZero() {
			t.Error("not in use")
		}
	}
}

// TestWhatIsWrongStandsAtItsField keeps the form and what was typed.
func TestWhatIsWrongStandsAtItsField(t *testing.T) {
	b := open(t, "en")
	b.page.add(file(t, "a.txt", "x"))
	f := b.page.newForm()
	f.dateField()
	if f.date.Text != b.s.Shelf.Today() {
		t.Error(f.date.Text)
	}
	b.Tap(t, kit.T("shelf.add.verb"))
	i := b.items(t)[0]
	b.page.edit(i)
	b.Picture(t, "shelf-edit")
	b.Tap(t, kit.T("shelf.edit.verb"))
	if len(b.Errors) > 0 {
		t.Error(b.Errors)
	}
	b.page.search.SetText("nothing like it")
	if len(b.page.items) != 0 || !strings.Contains(b.page.count.Text(), "0") {
		t.Errorf("%+v", b.page.items)
	}
}
