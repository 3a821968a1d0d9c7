package readiness_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/programmes"
	"casefolio/data/datatest"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
	"casefolio/ui/readiness"
)

// bench is a window on a real workspace with one case.
type bench struct {
	*kittest.Shell
	s    *app.Services
	deps readiness.Deps
	c    cases.Case
}

func open(t *testing.T, language string) *bench {
	t.Helper()
	files := os.DirFS("../../assets")
	s, err := app.New(datatest.Open(t), files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, files, language), s: s}
	b.Undo = s.Undo
	b.deps = readiness.Deps{Shell: b, Programmes: s.Programmes, Cases: s.Cases, Lists: s.Lists, Now: s.Now}
	b.c, err = s.Cases.Create(t.Context(), cases.Case{
		Customer: "Emma Schneider", Platform: "amazon", Channel: "platform_case", Category: "logistics.lost",
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"[03/11/2026, 06:31:09] Emma Schneider: Hello, where is my parcel?\n[03/11/2026, 07:02:44] LumoHaus: I am asking the carrier now.\n[03/11/2026, 07:05:01] Emma Schneider: Please hurry.\n",
		"Tracking number: YT2630921266112233\n2026-11-01 22:14 Leipzig, Delivered\n2026-10-28 08:40 Shenzhen, Departed\n2026-10-27 16:20 Shenzhen, Picked up\n",
	} {
		_, err := s.Evidence.Add(t.Context(), b.c.ID, evidence.TextInput(text), evidence.Options{Buyer: "Emma Schneider", Seller: []string{"LumoHaus"}})
		if err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func (b *bench) noErrors(t *testing.T) {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatalf("errors were shown: %v", b.Errors)
	}
}

func (b *bench) readiness(t *testing.T) programmes.Readiness {
	t.Helper()
	r, err := b.s.Programmes.Readiness(context.Background(), b.c.ID)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (b *bench) choose(t *testing.T, id string) {
	t.Helper()
	if _, err := b.s.Programmes.Choose(context.Background(), b.c.ID, id, time.Time{}); err != nil {
		t.Fatal(err)
	}
}

// TestFromNothingToReady chooses a programme by the keys, takes what is
// offered and says why the rest does not apply.
func TestFromNothingToReady(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			b := open(t, language)
			b.Show(readiness.NewPage(b.deps, b.c.ID))
			b.Picture(t, "readiness-empty-"+language)
			b.Tap(t, kit.T("readiness.section.choose"))
			b.Picture(t, "readiness-pick-"+language)
			b.Window().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // the likeliest
			b.noErrors(t)
			if r := b.readiness(t); r.Programme.ID != "amazon.atoz.us.inr" {
				t.Fatalf("%s", r.Programme.ID)
			}
			b.Picture(t, "readiness-page-"+language)
			if n := b.Reach(t); n < 10 {
				t.Errorf("only %d things can be tapped", n)
			}
			b.Tap(t, kit.T("readiness.offers.accept"))
			if percent, _ := b.readiness(t).Percent(); percent != 75 {
				t.Errorf("%d %%", percent)
			}
			b.Actions[0].Do() // undo
			if percent, _ := b.readiness(t).Percent(); percent != 0 {
				t.Errorf("after undo %d %%", percent)
			}
			b.Tap(t, kit.T("readiness.offers.accept"))
			b.Tap(t, kit.T("readiness.waive"))
			b.Window().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			if sentence, _ := kit.FaultText(b.readinessFault()); !b.Has(sentence) {
				t.Error("an empty reason was let through")
			}
			test.Type(b.Window().Canvas().Focused(), "on the invoice")
			b.Window().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			b.noErrors(t)
			if percent, _ := b.readiness(t).Percent(); percent != 100 || !b.Has("on the invoice") {
				t.Errorf("%d %%", percent)
			}
			b.Picture(t, "readiness-done-"+language)
			b.Window().Resize(fyne.NewSize(856, 700))
			b.Picture(t, "readiness-narrow-"+language)
		})
	}
}

func (b *bench) readinessFault() error {
	return b.s.Programmes.Waive(context.Background(), b.c.ID, "reply", "")
}

func TestLinkingByHand(t *testing.T) {
	b := open(t, "en")
	b.choose(t, "temu.any")
	b.Show(readiness.NewPage(b.deps, b.c.ID))
	b.Tap(t, kit.T("readiness.link"))
	b.Picture(t, "readiness-link-en")
	var chip *kit.Chip
	b.Walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Chip); ok && chip == nil && strings.HasPrefix(c.Text(), "E-02") {
			chip = c
		}
	})
	test.Tap(chip)
	b.Tap(t, kit.T("readiness.done"))
	b.noErrors(t)
	slot := b.readiness(t).Slots[0]
	if len(slot.Exhibits) != 1 || slot.Exhibits[0].No != 2 {
		t.Fatalf("%+v", slot)
	}
	b.Tap(t, kit.T("readiness.link"))
	chip = nil
	b.Walk(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Chip); ok && chip == nil && strings.HasPrefix(c.Text(), "E-02") && c.Selected() {
			chip = c
		}
	})
	test.Tap(chip)
	b.Tap(t, kit.T("readiness.done"))
	if len(b.readiness(t).Slots[0].Exhibits) != 0 {
		t.Error("still linked")
	}
}

func TestChangingARule(t *testing.T) {
	b := open(t, "en")
	b.choose(t, "temu.any")
	b.Show(readiness.NewPage(b.deps, b.c.ID))
	b.Tap(t, kit.T("readiness.edit"))
	b.Picture(t, "readiness-edit-en")
	test.Type(b.Window().Canvas().Focused(), "3")
	b.Tap(t, kit.T("readiness.save"))
	b.noErrors(t)
	if p := b.readiness(t).Programme; p.RespondWithin != "P3D" || p.Counting != programmes.Calendar || !p.OwnClock || p.OwnEvidence || p.OwnNote {
		t.Fatalf("%+v", p)
	}
	if !b.Has(kit.T("readiness.fact.deadline_own")) {
		t.Error("the page does not say whose the time is")
	}
	b.Tap(t, kit.T("readiness.edit"))
	b.Tap(t, kit.T("readiness.edit.revert"))
	if p := b.readiness(t).Programme; p.RespondWithin != "" || p.Changed() {
		t.Fatalf("%+v", p)
	}
}

func TestOwnProgramme(t *testing.T) {
	b := open(t, "zh")
	p := readiness.NewPage(b.deps, b.c.ID)
	b.Show(p)
	b.Tap(t, kit.T("readiness.section.choose"))
	b.Tap(t, kit.T("readiness.pick.own"))
	b.Tap(t, kit.T("readiness.save")) // without a name
	test.Type(b.Window().Canvas().Focused(), "Wish")
	b.Picture(t, "readiness-own-zh")
	b.Tap(t, kit.T("readiness.save"))
	b.noErrors(t)
	if r := b.readiness(t); r.Programme.Name != "Wish" || !r.Programme.Own {
		t.Fatalf("%+v", r.Programme)
	}
	b.Tap(t, kit.T("readiness.drop"))
	if b.readiness(t).Chosen() {
		t.Error("still chosen")
	}
}

func TestDueDate(t *testing.T) {
	b := open(t, "en")
	b.choose(t, "stripe.general")
	b.Show(readiness.NewPage(b.deps, b.c.ID))
	b.Tap(t, kit.T("readiness.due.set"))
	test.Type(b.Window().Canvas().Focused(), "soon")
	b.Tap(t, kit.T("readiness.save"))
	if !b.Has(kit.T("readiness.due.wrong")) {
		t.Error("a wrong time was let through")
	}
	b.Window().Canvas().Focused().(*kit.Entry).SetText("2026-11-25 18:00")
	b.Tap(t, kit.T("readiness.save"))
	if due := b.readiness(t).Choice.Due; due.UTC().Format(time.RFC3339) != "2026-11-25T10:00:00Z" {
		t.Errorf("%v", due)
	}
}

func TestSection(t *testing.T) {
	b := open(t, "zh")
	resized := 0
	s := readiness.NewSection(b.deps, func() { resized++ })
	b.Window().SetContent(kit.Scroll(s.Content()))
	s.Show(b.c.ID, true)
	b.Tap(t, kit.T("readiness.section.choose"))
	if len(b.Routes) != 1 || b.Routes[0] != (kit.Route{Page: readiness.PageName, ID: b.c.ID + "#pick"}) {
		t.Fatalf("%v", b.Routes)
	}
	b.choose(t, "amazon.atoz.us.inr")
	s.Show(b.c.ID, true)
	b.Picture(t, "readiness-section-zh")
	if !b.Has("○ 承运商妥投证明") || resized == 0 {
		t.Error("what is missing is not shown")
	}
	s.Show("", true)
	if b.Has("承运商") {
		t.Error("the section of no case shows something")
	}
}

// TestDoubtsAreShown: what is old or unverified says so.
func TestDoubtsAreShown(t *testing.T) {
	b := open(t, "zh")
	for id, keys := range map[string][]string{
		"carrier.usps.ems":     {"readiness.unverified", "readiness.fact.deadline_unverified"},
		"carrier.yunexpress":   {"readiness.unverified", "readiness.fact.no_period", "readiness.fact.evidence_unverified"},
		"amazon.buyer_message": {"readiness.verified"},
	} {
		b.choose(t, id)
		b.Show(readiness.NewPage(b.deps, b.c.ID))
		for _, key := range keys {
			if !b.Has(kit.T(key)) {
				t.Errorf("%s: %s is not shown", id, key)
			}
		}
		if stale := b.Has(kit.T("readiness.stale", "date", "2009-05-08")); stale != (id == "carrier.usps.ems") {
			t.Errorf("%s: stale %v", id, stale)
		}
	}
	b.noErrors(t)
}

// TestACaseInTheTrash can be looked at and not changed.
func TestACaseInTheTrash(t *testing.T) {
	b := open(t, "en")
	b.choose(t, "amazon.atoz.us.inr")
	if err := b.s.Cases.Trash(t.Context(), b.c.ID); err != nil {
		t.Fatal(err)
	}
	b.Show(readiness.NewPage(b.deps, b.c.ID))
	for _, key := range []string{"readiness.link", "readiness.waive", "readiness.drop", "readiness.add", "readiness.offers.accept"} {
		if kittest.Button(b.Window().Content(), kit.T(key)) != nil {
			t.Errorf("%s is offered", key)
		}
	}
}

func TestEscLeavesTheEditorFromEveryField(t *testing.T) {
	b := open(t, "en")
	b.choose(t, "temu.any")
	canvas := b.Window().Canvas()
	for i := range 25 { // the editor has fewer fields; Tab goes round
		b.Show(readiness.NewPage(b.deps, b.c.ID))
		b.Tap(t, kit.T("readiness.edit"))
		for range i {
			canvas.FocusNext()
		}
		canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if canvas.Overlays().Top() != nil {
			t.Fatalf("Esc does nothing at field %d, %T", i, canvas.Focused())
		}
	}
}

func TestTheChoiceBeginsAtOnce(t *testing.T) {
	b := open(t, "en")
	b.Show(readiness.NewPage(b.deps, b.c.ID+"#pick"))
	if !b.Has(kit.T("readiness.pick.title")) {
		t.Error("the programmes are not offered")
	}
}
