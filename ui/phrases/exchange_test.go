package phrases

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app"
	"casefolio/app/phrases"
	"casefolio/app/phrases/exchange"
	"casefolio/assets"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"

	"context"
)

// filesPage is the page with what exchanging needs.
func filesPage(t *testing.T, language string) (*Page, *kittest.Shell, *app.Services) {
	t.Helper()
	s := services(t)
	shell := kittest.New(t, assets.Files, language)
	p := New(Deps{
		Shell: shell, Lists: s.Lists, Drafts: Drafts{}, Library: s.Phrases, Cases: s.Cases, Values: s.ReplyValues, Now: s.Now,
		Open: func(string) error { return nil },
		Files: Files{
			Formats: app.PhraseFormats(), Folder: t.TempDir(), Compare: s.ComparePhrases, Take: s.TakePhrases, Write: s.WritePhrases,
			Sheet: func(ctx context.Context, path, lang, buyer string, groups []string) (int, error) {
				done, err := s.TrainingSheet(ctx, app.Sheet{Lang: lang, Buyer: buyer, Groups: groups}, path)
				return done.Pages, err
			},
		},
	}, "")
	shell.Show(p)
	return p, shell, s
}

func open(t *testing.T, p *Page, content string) *preview {
	t.Helper()
	path := filepath.Join(t.TempDir(), "mine.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	var v *preview
	p.compare(path, "", func(plan exchange.Plan) {
		v = newPreview(p, path, plan)
		v.show()
	})
	if v == nil {
		t.Fatal("nothing was compared")
	}
	return v
}

func TestImportShowsWhatItWouldDo(t *testing.T) {
	p, shell, s := filesPage(t, "en")
	first := s.Phrases.Search(phrases.Query{})[0]
	same := s.Phrases.Search(phrases.Query{})[1]
	v := open(t, p, "id,title_en,text_en,group,note\n"+
		first.ID+",Another title,,,\n"+
		same.ID+","+same.Titles["en"]+",,,\n"+
		",Chart,The chart is attached.,,\n"+
		",Second,Another text.,thanks,\n"+
		",Bad,Text,nowhere,\n")
	for state, want := range map[exchange.State]int{exchange.Added: 2, exchange.Changed: 1, exchange.Same: 1, exchange.Refused: 1} {
		if n := v.plan.Count(state); n != want {
			t.Errorf("%d are %s", n, state)
		}
	}
	for _, want := range []string{"Import 3", "nowhere", "\"note\""} {
		if !shell.Has(want) {
			t.Errorf("%q is not shown: %q", want, kit.T("exchange.import.go", "count", "3"))
		}
	}
	v.filter(exchange.Added)
	if len(v.shown) != 2 {
		t.Errorf("%d lines are shown", len(v.shown))
	}
	v.tell(0)
	if !shell.Has("The chart is attached.") {
		t.Error("a new phrase is not shown whole")
	}
	shell.Tap(t, kit.T("kit.understood"))
	v.chosen[v.shown[1]] = false
	v.count()
	if !shell.Has("Import 2") || v.all.Checked {
		t.Error("what is not chosen is counted")
	}
	before := len(p.found)
	shell.Tap(t, "Import 2")
	if len(shell.Errors) > 0 || len(shell.Toasts) != 1 || !strings.Contains(shell.Toasts[0], "1 new, 1 changed") {
		t.Fatalf("%v %q", shell.Errors, shell.Toasts)
	}
	if now, _ := s.Phrases.Get(first.ID); now.Titles["en"] != "Another title" || len(p.found) != before+1 {
		t.Errorf("%+v, %d found of %d", now.Titles, len(p.found), before)
	}
	if len(shell.Actions) == 0 {
		t.Error("there is no way back")
	}
}

// Another step for what names none compares the file again.
func TestImportIntoAnotherStep(t *testing.T) {
	p, shell, _ := filesPage(t, "zh")
	v := open(t, p, "标题,话术（中文）\n尺码表,见附件。\n")
	if v.plan.Lines[0].Is.Group != v.plan.Group {
		t.Fatalf("%+v", v.plan.Lines[0])
	}
	p.compare(v.path, "thanks", v.set)
	if v.plan.Lines[0].Is.Group != "thanks" || !shell.Has("导入 1 条") {
		t.Errorf("%+v", v.plan.Lines[0])
	}
	v.chosen[0] = false
	v.count()
	if p.compare(v.path, "", v.set); len(v.lines()) != 0 {
		t.Error("what was left out is chosen again")
	}
	v.chooseAll(true)
	if len(v.lines()) != 1 {
		t.Error("it cannot be chosen")
	}
	v.chooseAll(false)
	if !v.deed.Disabled() {
		t.Error("nothing can be imported")
	}
}

func TestImportOfAnotherFile(t *testing.T) {
	p, shell, _ := filesPage(t, "en")
	p.compare(filepath.Join(t.TempDir(), "gone.csv"), "", func(exchange.Plan) { t.Error("it was read") })
	if codes := shell.FaultCodes(); len(codes) != 1 || codes[0] != "file.missing" {
		t.Errorf("%v", codes)
	}
}

func TestExportAndPrint(t *testing.T) {
	p, shell, _ := filesPage(t, "zh")
	path := filepath.Join(p.d.Files.Folder, "mine")
	p.write(path, "csv")
	raw, err := os.ReadFile(path + ".csv")
	if err != nil || !strings.Contains(string(raw), "话术（英文）") || len(shell.Toasts) != 1 {
		t.Errorf("%v %q", err, shell.Toasts)
	}
	p.sheetTo(path, "de", []string{"thanks"})
	if info, err := os.Stat(path + ".pdf"); err != nil || info.Size() == 0 || len(shell.Toasts) != 2 || len(shell.Errors) > 0 {
		t.Errorf("%v %q %v", err, shell.Toasts, shell.Errors)
	}
	p.printSheet()
	if !shell.Has(kit.T("exchange.print.hint")) {
		t.Error("nobody asks what to print")
	}
}
