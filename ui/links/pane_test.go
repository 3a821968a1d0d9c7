package links_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/links"
	"casefolio/app/money"
	"casefolio/assets"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
	uilinks "casefolio/ui/links"
)

type bench struct {
	*kittest.Shell
	t        *testing.T
	s        *app.Services
	c, other cases.Case
	pane     *uilinks.Pane
}

// page lets the pane stand in the window as a page.
type page struct{ b *bench }

func (p page) Content() fyne.CanvasObject { return p.b.pane.Content() }
func (p page) Reload()                    { p.b.pane.Show(p.b.c, true) }

func open(t *testing.T, language string) *bench {
	t.Helper()
	s, err := app.New(datatest.Open(t), assets.Files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, assets.Files, language), t: t, s: s}
	b.other = b.file(cases.Case{Customer: "Emma Schneider", Order: "302-1", Product: "Thermos", Remedy: "part_refund", Cost: money.Amount{Minor: 500, Currency: "EUR"}, Satisfaction: 4})
	b.c = b.file(cases.Case{Customer: "E. Schneider", Order: "302-1"})
	if _, err := s.Evidence.Add(t.Context(), b.c.ID, evidence.TextInput("Where is it?"), evidence.Options{}); err != nil {
		t.Fatal(err)
	}
	b.Undo = s.Undo
	b.pane = uilinks.NewPane(b.deps())
	b.Show(page{b})
	return b
}

func (b *bench) deps() uilinks.Deps {
	return uilinks.Deps{
		Shell: b, Lists: b.s.Lists, Links: b.s.Links, Cases: b.s.Cases, Evidence: b.s.Evidence, Repeats: b.s.Repeats,
		Changed: func(string) { b.pane.Show(b.c, true) },
	}
}

func (b *bench) file(c cases.Case) cases.Case {
	b.t.Helper()
	c, err := b.s.Cases.Create(b.t.Context(), c)
	if err != nil {
		b.t.Fatal(err)
	}
	return c
}

// ties are those of the case, as the store has them.
func (b *bench) ties() (out []links.Tie) {
	b.t.Helper()
	all, err := b.s.Links.List(b.t.Context(), b.c.ID)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, e := range all {
		out = append(out, e.Is.Kind)
	}
	return out
}

// back takes the last toast's way back.
func (b *bench) back() {
	b.t.Helper()
	b.Actions[len(b.Actions)-1].Do()
}

func (b *bench) whole() {
	b.t.Helper()
	if len(b.Errors) > 0 {
		b.t.Fatal(b.Errors)
	}
	for _, w := range kittest.Words(b.pane.Content()) {
		if strings.Contains(w, "links.") || strings.Contains(w, "{{") || strings.Contains(w, "<no value>") {
			b.t.Errorf("%q is on the screen", w)
		}
	}
}

func TestRepeatIsOfferedAndTied(t *testing.T) {
	for _, language := range []string{kit.Chinese, kit.English} {
		b := open(t, language)
		if !b.Has(kit.T("links.repeat.order", "count", "1")) || !b.Has("EUR 5.00") || !b.Has(b.other.Number) {
			t.Error("not said what the other case was")
		}
		b.Tap(t, kit.T("links.tie.one"))
		if got := b.ties(); !slices.Equal(got, []links.Tie{links.SameOrder}) {
			t.Error(got)
		}
		if !b.Has(kit.T("links.tie.same_order")) || kittest.Button(b.pane.Content(), kit.T("links.tie.one")) != nil {
			t.Error("the tie is not shown, or still offered")
		}
		b.Tap(t, kit.T("links.untie"))
		if got := b.ties(); len(got) != 0 {
			t.Error(got)
		}
		b.back()
		if got := b.ties(); len(got) != 1 {
			t.Error(got)
		}
		b.whole()
	}
}

// find types into the finder and takes the first row.
func (b *bench) find(words string) {
	b.t.Helper()
	b.Walk(func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.Entry); ok && e.PlaceHolder == kit.T("links.find.hint") {
			e.SetText(words)
			e.OnSubmitted(words)
		}
	})
}

func TestTieAsked(t *testing.T) {
	b := open(t, kit.English)
	third := b.file(cases.Case{Customer: "Jonas"})
	b.Tap(t, kit.T("links.tie"))
	b.find("jonas")
	b.Tap(t, kit.T("links.tie.duplicate"))
	b.Tap(t, kit.T("links.tie.verb"))
	all, err := b.s.Links.List(t.Context(), third.ID)
	if err != nil || len(all) != 1 || all[0].Is.Kind != links.Duplicate || all[0].Is.Other != b.c.ID {
		t.Errorf("%+v %v", all, err)
	}
	b.whole()
}

func TestMergeAsked(t *testing.T) {
	for _, keepThis := range []bool{true, false} {
		b := open(t, kit.English)
		b.Tap(t, kit.T("links.merge"))
		b.find("emma")
		keep, lose := b.c, b.other
		if !keepThis {
			keep, lose = b.other, b.c
			b.Tap(t, kit.T("links.merge.there", "number", b.other.Number))
		}
		if !b.Has(kit.T("links.merge.body", "from", lose.Number, "into", keep.Number)) {
			t.Error("not said what goes where")
		}
		b.Tap(t, kit.T("links.merge.verb"))
		gone, err := b.s.Cases.Get(t.Context(), lose.ID)
		if err != nil || gone.DeletedAt.IsZero() {
			t.Error("it is not in the trash", err)
		}
		if went := len(b.Routes) > 0; went == keepThis {
			t.Errorf("routes %v", b.Routes)
		}
		b.back()
		if gone, err = b.s.Cases.Get(t.Context(), lose.ID); err != nil || !gone.DeletedAt.IsZero() {
			t.Error("it did not come back", err)
		}
		b.whole()
	}
}

func TestSplitAsked(t *testing.T) {
	b := open(t, kit.Chinese)
	b.Tap(t, kit.T("links.split"))
	var ticked bool
	b.Walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Check); ok && strings.HasPrefix(c.Text, "E-01") {
			test.Tap(c)
			ticked = true
		}
	})
	if !ticked {
		t.Fatal("the evidence is not offered")
	}
	b.Tap(t, kit.T("links.split.verb"))
	if len(b.Routes) != 1 {
		t.Fatal(b.Routes)
	}
	made, err := b.s.Cases.Get(t.Context(), b.Routes[0].ID)
	if err != nil || made.Order != "302-1" || made.ID == b.c.ID {
		t.Errorf("%+v %v", made, err)
	}
	left, err := b.s.Evidence.List(t.Context(), b.c.ID)
	if err != nil || len(left) != 0 {
		t.Errorf("%+v %v", left, err)
	}
	b.back()
	if left, err = b.s.Evidence.List(t.Context(), b.c.ID); err != nil || len(left) != 1 {
		t.Errorf("%+v %v", left, err)
	}
	b.whole()
}

// A toast's way back takes back what it tells of, not what was done after it.
func TestToastTakesBackItsOwnDeed(t *testing.T) {
	b := open(t, kit.English)
	b.Tap(t, kit.T("links.tie.one"))
	c, err := b.s.Cases.Get(t.Context(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	c.Story = "later"
	if _, err := b.s.Cases.Update(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	b.back()
	if len(b.Errors) > 0 {
		t.Error(b.Errors)
	}
	if c, err = b.s.Cases.Get(t.Context(), b.c.ID); err != nil || c.Story != "later" || len(b.ties()) != 0 {
		t.Errorf("%+v %v", c, err)
	}
}

func TestHint(t *testing.T) {
	b := open(t, kit.English)
	shown := 0
	h := uilinks.NewHint(b.deps(), func() { shown++ })
	typed := cases.Case{Order: "302-1"}
	h.Look(typed)
	h.Look(typed)
	if shown != 1 || !h.Content().Visible() {
		t.Errorf("shown %d times", shown)
	}
	for _, o := range all(h.Content()) {
		if c, ok := o.(*kit.Check); ok {
			test.Tap(c)
		}
	}
	wishes := h.Wanted()
	if len(wishes) != 1 || wishes[0].Tie != links.SameOrder {
		t.Fatalf("%+v", wishes)
	}
	filed := b.file(typed)
	if err := h.Tie(t.Context(), filed, wishes); err != nil {
		t.Fatal(err)
	}
	if ties, err := b.s.Links.List(t.Context(), filed.ID); err != nil || len(ties) != 1 {
		t.Errorf("%+v %v", ties, err)
	}
	h.Clear()
	if h.Content().Visible() || len(h.Wanted()) != 0 {
		t.Error("something stays for the next case")
	}
}

// A case that has two things in common is told and offered once.
func TestHintOffersACaseOnce(t *testing.T) {
	b := open(t, kit.English)
	typed := cases.Case{Order: "305-1", Contact: "jo@example.com"}
	one := b.file(typed)
	b.file(cases.Case{Order: "305-2", Contact: "lea@example.com"})
	for _, c := range []struct {
		is    cases.Case
		said  string
		boxes int
	}{
		{typed, "[Same order]", 1},
		{cases.Case{Order: "305-2", Contact: typed.Contact}, "[Same order Same contact]", 2},
	} {
		h := uilinks.NewHint(b.deps(), func() {})
		h.Look(c.is)
		var said []string
		boxes := 0
		for _, o := range all(h.Content()) {
			switch o := o.(type) {
			case *kit.Text:
				before, _, _ := strings.Cut(o.Text(), ":")
				said = append(said, before)
			case *kit.Check:
				boxes++
			}
		}
		if fmt.Sprint(said) != c.said || boxes != c.boxes {
			t.Errorf("%s: %v with %d boxes", one.Number, said, boxes)
		}
	}
}

func all(o fyne.CanvasObject) []fyne.CanvasObject {
	out := []fyne.CanvasObject{o}
	if c, ok := o.(*fyne.Container); ok {
		for _, child := range c.Objects {
			out = append(out, all(child)...)
		}
	}
	return out
}

func TestSentence(t *testing.T) {
	open(t, kit.English)
	for raw, want := range map[string]string{
		`{"number":"CF-1","kind":"merged"}`:             "CF-1 merged into this case",
		`{"number":"CF-1","kind":"merged","away":true}`: "This case merged into CF-1",
		`{"number":"CF-1","kind":"same_order"}`:         "Linked to CF-1: Same order",
		`{"number":"CF-1","kind":"foreign"}`:            "Linked to CF-1: foreign",
		`{"number":1}`:                                  "", `garbage`: "", ``: "", `null`: "",
	} {
		if got := uilinks.Sentence("record.added", nil, json.RawMessage(raw)); got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
	if got := uilinks.Sentence("record.removed", nil, json.RawMessage(`{"number":"CF-1","kind":"same_order"}`)); got != "Link to CF-1 removed" {
		t.Error(got)
	}
}
