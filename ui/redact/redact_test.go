package redact

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/dossier/audience"
	"casefolio/app/fault"
	"casefolio/app/redact"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

// kept is a service with one case.
type kept struct {
	offered []redact.Candidate
	terms   []redact.Term
	fails   error
}

func (k *kept) Candidates(context.Context, string) ([]redact.Candidate, error) {
	return k.offered, k.fails
}
func (k *kept) Masking(context.Context, string) ([]redact.Term, error) { return k.terms, k.fails }
func (k *kept) KeepMasking(_ context.Context, _ string, terms []redact.Term) error {
	if k.fails == nil {
		k.terms = terms
	}
	return k.fails
}

func offer(kind redact.Kind, text string, count int, where ...string) redact.Candidate {
	return redact.Candidate{Term: redact.Term{Kind: kind, Text: text}, Count: count, Where: where}
}

// page shows a line over nothing else.
type page struct{ content fyne.CanvasObject }

func (p page) Content() fyne.CanvasObject { return p.content }
func (page) Reload()                      {}

func open(t *testing.T, language string) (*kittest.Shell, *kept, *Line) {
	t.Helper()
	shell := kittest.New(t, os.DirFS("../../assets"), language)
	k := &kept{
		offered: []redact.Candidate{
			offer(redact.Name, "Emma Schneider", 3, audience.InCase, audience.InStory, "E-01", "E-02", "E-04"), offer(redact.Name, "Emma", 5, "E-01"),
			offer(redact.Contact, "emma.s@example.com", 1, "E-01"), offer(redact.Order, "302-8841276-2210751", 2, audience.InCase),
			offer(redact.Address, strings.Repeat("Lange Straße 17, 04109 Leipzig ", 8), 1, "E-02"),
		},
		terms: []redact.Term{{Kind: redact.Contact, Text: "emma.s@example.com"}, {Kind: redact.Word, Text: "Blau", Reason: "wholesale name"}, {Kind: redact.Name, Text: "Gone"}},
	}
	line := NewLine(Deps{Shell: shell, Service: k}, "case", nil)
	shell.Show(page{container.NewVBox(line)})
	line.Load()
	return shell, k, line
}

func tick(t *testing.T, s *kittest.Shell, label string) {
	t.Helper()
	found := false
	s.Walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Check); ok && c.Text == label {
			found = true
			c.SetChecked(!c.Checked)
		}
	})
	if !found {
		t.Fatalf("%s cannot be ticked", label)
	}
}

func TestChoose(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		shell, k, line := open(t, language)
		if !shell.Has(kit.T("masking.line", "count", "3")) {
			t.Error("what is kept is not told")
		}
		var told []redact.Term
		line.changed = func(terms []redact.Term) { told = terms }
		shell.Tap(t, kit.T("masking.choose"))
		for _, want := range []string{kit.T("masking.kind.order"), kit.T("masking.more", "count", "2"), "wholesale name", kit.T("masking.not_found"), kit.T("masking.place.story")} {
			if !shell.Has(want) {
				t.Errorf("%s is missing", want)
			}
		}
		shell.Picture(t, "redact-choose")
		shell.Reach(t)
		tick(t, shell, "Emma Schneider")
		tick(t, shell, "Gone")
		tick(t, shell, "Blau")
		shell.Tap(t, kit.T("masking.keep"))
		want := []redact.Term{{Kind: redact.Name, Text: "Emma Schneider"}, {Kind: redact.Contact, Text: "emma.s@example.com"}}
		if !slices.Equal(k.terms, want) || !slices.Equal(told, want) {
			t.Errorf("%v, told %v", k.terms, told)
		}
		if !shell.Has(kit.T("masking.line", "count", "2")) {
			t.Error("the line does not follow")
		}
	}
}

func TestTheWholeOfAKind(t *testing.T) {
	shell, k, _ := open(t, "en")
	c := NewChooser(Deps{Shell: shell, Service: k}, "case", nil)
	shell.Show(page{c.Object()})
	c.Load()
	shell.Tap(t, kit.T("masking.all"))
	names := func() (n int) {
		for _, term := range c.Terms() {
			if term.Kind == redact.Name {
				n++
			}
		}
		return n
	}
	if names() != 3 {
		t.Error(c.Terms())
	}
	shell.Tap(t, kit.T("masking.none"))
	if names() != 0 {
		t.Error(c.Terms())
	}
}

func TestAWordOfOnesOwn(t *testing.T) {
	shell, k, _ := open(t, "en")
	var told []redact.Term
	c := NewChooser(Deps{Shell: shell, Service: k}, "case", func(terms []redact.Term) { told = terms })
	shell.Show(page{c.Object()})
	c.Load()
	shell.Tap(t, kit.T("masking.add")) // nothing yet
	if told != nil {
		t.Error(told)
	}
	for _, reason := range []string{"", "a trade secret"} { // the second time it is the same word
		c.word.SetText("  our  factory ")
		c.reason.SetText(reason)
		shell.Tap(t, kit.T("masking.add"))
	}
	want := redact.Term{Kind: redact.Word, Text: "our factory", Reason: "a trade secret"}
	if len(told) != 4 || !slices.Contains(told, want) || c.word.Text != "" || !shell.Has("a trade secret") {
		t.Errorf("%v", told)
	}
}

// For a supplier the buyer is covered whatever is ticked.
func TestForASupplier(t *testing.T) {
	shell, k, line := open(t, "en")
	line.SetAudience(audience.Supplier)
	if !shell.Has(kit.T("masking.line.supplier_more", "count", "3")) {
		t.Error("not told")
	}
	shell.Tap(t, kit.T("masking.choose"))
	fixed := 0
	shell.Walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Check); ok && c.Disabled() {
			fixed++
			if !c.Checked {
				t.Errorf("%s is not ticked", c.Text)
			}
		}
	})
	if fixed != 5 || !shell.Has(kit.T("masking.supplier")) {
		t.Errorf("%d are fixed", fixed)
	}
	shell.Tap(t, kit.T("masking.keep"))
	if len(k.terms) != 3 {
		t.Errorf("what is fixed was kept: %v", k.terms)
	}
}

func TestNothingToCover(t *testing.T) {
	shell, k, _ := open(t, "en")
	k.offered, k.terms = nil, nil
	shell.Tap(t, kit.T("masking.choose"))
	if !shell.Has(kit.T("masking.nothing")) {
		t.Error("the window says nothing")
	}
	shell.Tap(t, kit.T("kit.cancel"))
	k.fails = fault.Wrap(errors.New("disk"), "unexpected")
	shell.Tap(t, kit.T("masking.choose"))
	if len(shell.Errors) == 0 || !shell.Has(kit.T("masking.failed")) {
		t.Error("the failure is not told")
	}
}

// Before the choice is loaded, or when it cannot be, nothing is kept: an empty
// choice would uncover what was covered.
func TestNothingIsKeptUnseen(t *testing.T) {
	shell, k, _ := open(t, "en")
	was := slices.Clone(k.terms)
	c := NewChooser(Deps{Shell: shell, Service: k}, "case", nil)
	c.SetAudience(audience.Supplier)
	shell.Show(page{c.Object()})
	if shell.Has(kit.T("masking.nothing")) || !shell.Has(kit.T("masking.finding")) {
		t.Error("nothing is said to be there before anybody looked")
	}
	k.fails = fault.Wrap(errors.New("disk"), "unexpected")
	c.Load()
	k.fails = nil
	c.word.SetText("blue")
	shell.Tap(t, kit.T("masking.add"))
	c.Keep(func([]redact.Term) { t.Error("kept") })
	if !slices.Equal(k.terms, was) {
		t.Errorf("%v", k.terms)
	}
	c.Load()
	want := append(was, redact.Term{Kind: redact.Word, Text: "blue"})
	c.Keep(func(terms []redact.Term) {
		if len(terms) != len(want) {
			t.Errorf("%v", terms)
		}
	})
	if len(k.terms) != len(want) {
		t.Errorf("%v", k.terms)
	}
}

// Thousands of terms are shown a part at a time; all of them can be ticked.
func TestThousandsOfTerms(t *testing.T) {
	shell, k, _ := open(t, "en")
	k.offered, k.terms = nil, nil
	for i := range 3000 {
		k.offered = append(k.offered, offer(redact.Contact, fmt.Sprintf("+49 341 %07d", i), 1, "E-01"))
	}
	c := NewChooser(Deps{Shell: shell, Service: k}, "case", nil)
	shell.Show(page{c.Object()})
	c.Load()
	rows := func() (n int) {
		shell.Walk(func(o fyne.CanvasObject) {
			if _, ok := o.(*kit.Check); ok {
				n++
			}
		})
		return n
	}
	if n := rows(); n != mostRows {
		t.Error(n)
	}
	shell.Tap(t, kit.T("masking.show_more", "count", kit.Count(mostRows)))
	if n := rows(); n != 2*mostRows {
		t.Error(n)
	}
	shell.Tap(t, kit.T("masking.all"))
	if n := len(c.Terms()); n != 3000 {
		t.Error(n)
	}
}

func TestShort(t *testing.T) {
	if s := short(strings.Repeat("x", longest)); strings.Contains(s, "…") {
		t.Error(s)
	}
	if s := short(strings.Repeat("长", longest)); len([]rune(s)) != longest/2+1 {
		t.Error(s)
	}
}
