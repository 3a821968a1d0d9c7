package dossier

import (
	"context"
	"os"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casefolio/app/dossier"
	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/progress"
	"casefolio/app/shop"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

func TestOptionsLayThePagesOutAnew(t *testing.T) {
	b := open(t, "en")
	if !b.Has("2 originals, ") || !b.Has(kit.T("preview.problem.picture")) {
		t.Error("the size of the originals or the problem is not told")
	}
	full := b.page.preview.Pages()
	b.page.turn(full - 1)
	name := b.page.preview.Place(full - 1)
	b.Tap(t, kit.T("preview.lang.both"))
	b.Tap(t, kit.T("preview.attach.yes"))
	opt := b.page.preview.Options
	if opt.Lang != "both" || !opt.Attach || opt.Form != "full" || !b.Has("Attaches 2 originals") {
		t.Errorf("%+v", opt)
	}
	if got := b.page.preview.Place(b.page.sheet.now); got != name {
		t.Errorf("%s was open, now %s", name, got)
	}
	b.Tap(t, kit.T("preview.form.summary"))
	if n := b.page.preview.Pages(); n > 2 || b.page.sheet.now >= n || !b.Has(kit.T("preview.photos.none")) {
		t.Error(n, b.place())
	}
	b.Tap(t, "4")
	want := dossier.Options{Lang: "en", Paper: "letter", Form: "summary", Photos: 4, Attach: true, Audience: audience.Own}
	if got := Defaults(shop.Profile{Paper: "letter", PaperLang: "en"}); !reflect.DeepEqual(got, want) {
		t.Errorf("remembered: %+v", got)
	}
	b.Picture(t, "preview-options")
	b.Reach(t)
}

func TestDefaultsOfAFirstStart(t *testing.T) {
	kittest.New(t, os.DirFS("../../assets"), "zh")
	want := dossier.Options{Lang: "zh", Paper: "a4", Form: "full", Photos: 2, Audience: audience.Own}
	if got := Defaults(shop.Profile{Paper: "b5", PaperLang: "fr"}); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	if got := NewOptions(dossier.Options{}, nil).Options(); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestAProblemLeadsToItsPage(t *testing.T) {
	b := open(t, "en")
	at := b.page.problems.listed[0].Page
	if at < 2 || !b.Has(kit.T("preview.problems.one")) && b.page.alarm.Text() != kit.T("preview.problems.one") {
		t.Fatal(at, b.page.alarm.Text())
	}
	b.Tap(t, kit.T("preview.problem_at", "what", "E-02", "page", kit.Count(at)))
	if b.page.sheet.now != at-1 {
		t.Error(b.place())
	}
	b.page.showProblems()
	if b.Window().Canvas().Focused() != fyne.Focusable(b.page.problems.first) {
		t.Error("the keys do not reach the problems")
	}
	b.page.toOptions()
	if b.Window().Canvas().Focused() != b.page.options.First() {
		t.Error("the keys do not reach the options")
	}
	b.Window().Resize(fyne.NewSize(680, 430))
	if b.Has(kit.T("preview.options")) {
		t.Fatal("the options are not folded")
	}
	b.page.toOptions()
	if !b.Has(kit.T("preview.options")) {
		t.Error("the options stay folded")
	}
	b.page.toProblem(0)
	if b.Has(kit.T("preview.options")) || b.page.sheet.now != 0 {
		t.Error("the options hide the page")
	}
}

func TestManyProblems(t *testing.T) {
	kittest.New(t, os.DirFS("../../assets"), "en")
	var all []dossier.Problem
	for range 5000 {
		all = append(all, dossier.Problem{Label: "E-07", Code: dossier.Missing})
	}
	l := newProblemList(func(int) {})
	l.set(all)
	if n := len(l.box.Objects); n != inList+1 {
		t.Error(n)
	}
	if s := Sentence(all); strings.Count(s, "E-07") != inGroup || !strings.Contains(s, "4995 more") {
		t.Error(s)
	}
}

// bare has one exhibit, whose original is lost.
type bare struct{}

func (bare) Originals(context.Context, string) (dossier.Originals, error) {
	return dossier.Originals{Left: []dossier.Problem{{Label: "E-03", Code: dossier.Missing}}}, nil
}

func TestStoppingKeepsThePagesThatWere(t *testing.T) {
	b := openCase(t, "en", "")
	shown := b.page.preview
	b.page.options.form.Set(1)
	b.page.opt = b.page.options.Options()
	b.page.work(true)
	if !b.page.save.Disabled() || !b.Has(kit.T("preview.making")) {
		t.Error("what is not shown can be saved")
	}
	b.Tap(t, kit.T("kit.cancel"))
	if b.page.preview != shown || !reflect.DeepEqual(b.page.opt, shown.Options) || !reflect.DeepEqual(b.page.options.Options(), shown.Options) || b.page.save.Disabled() {
		t.Errorf("%+v", b.page.opt)
	}
	b.page.drop()
	b.page.stop()
	if b.Backs != 1 {
		t.Error("nothing to show, and still here")
	}
}

func TestWordsOfTheWork(t *testing.T) {
	b := openCase(t, "en", "")
	var words []string
	tell := kit.StepTeller(func(s string) { words = append(words, s) })
	tell(progress.Exhibits, 3, 7)
	tell(progress.Exhibits, 4, 7) // too soon to be read
	if len(words) != 1 || words[0] != kit.T("preview.step.exhibits", "done", "3", "total", "7") {
		t.Error(words)
	}
	b.page.options.Weigh(b.Tasks(), bare{}, "")
	if !b.Has("E-03: "+kit.T("preview.problem.missing")) || !b.Has("0 originals") {
		t.Error("the lost original is not told")
	}
}

func TestWrittenTellsTheReasons(t *testing.T) {
	kittest.New(t, os.DirFS("../../assets"), "en")
	r := dossier.Result{Path: "/x/CF-1.pdf", Pages: 12, Problems: []dossier.Problem{{Label: "E-02", Code: dossier.Picture}, {Part: dossier.Story, Code: dossier.NoGlyph, Count: 4}}}
	for _, want := range []string{"CF-1.pdf", "12 pages", "E-02: ", kit.T("preview.problem.picture"), "Story: "} {
		if s := Written(r); !strings.Contains(s, want) {
			t.Errorf("%q is missing in %q", want, s)
		}
	}
}

// An empty case has a preview, too, and nothing to attach.
func TestEmptyCase(t *testing.T) {
	b := openCase(t, "zh", "")
	if len(b.Errors) > 0 || b.page.preview.Pages() != 1 || b.page.save.Disabled() {
		t.Fatal(b.Errors, b.place())
	}
	for _, want := range []string{"preview.attach.none", "preview.problems.none"} {
		if !b.Has(kit.T(want)) {
			t.Errorf("%s is not said", want)
		}
	}
	b.Tap(t, kit.T("preview.form.summary"))
	b.Tap(t, kit.T("preview.attach.yes"))
	if len(b.Errors) > 0 || b.page.preview.Pages() != 1 {
		t.Error(b.Errors, b.place())
	}
}
