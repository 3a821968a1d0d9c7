package command

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app/phrases"
	"casefolio/app/undo"
)

// taken is what an import says of itself.
type taken struct {
	Format                        string
	DryRun                        bool `json:"dry_run"`
	Added, Changed, Same, Refused int
	Notes                         []phraseNote
	Lines                         []phraseLine
}

func takenOf(t *testing.T, got ran) (is taken) {
	t.Helper()
	if err := json.Unmarshal([]byte(got.out), &is); err != nil || got.code != 0 {
		t.Fatalf("%+v %v", got, err)
	}
	return is
}

func TestPhraseExportComesBack(t *testing.T) {
	run, services := runnerOn(t, "")
	dir := t.TempDir()
	all := len(services.Phrases.Search(phrases.Query{}))
	for _, name := range []string{"a.csv", "b.xlsx", "c.yaml"} {
		path := filepath.Join(dir, name)
		if got := run("phrase", "export", path, "--lang", "zh"); got.code != 0 || !strings.Contains(got.out, path) {
			t.Fatalf("%+v", got)
		}
		if is := takenOf(t, run("phrase", "import", path, "--json")); is.Same != all || is.Added+is.Changed+is.Refused+len(is.Lines)+len(is.Notes) != 0 {
			t.Errorf("%s: %+v", name, is)
		}
	}
	if got := run("phrase", "export", filepath.Join(dir, "d.pdf")); got.code != exitFailed || !strings.Contains(got.err, "d.pdf") {
		t.Errorf("%+v", got)
	}
	if got := run("phrase", "export", filepath.Join(dir, "gone", "d.csv")); got.code != exitFailed {
		t.Errorf("%+v", got)
	}
	if got := run("phrase", "export", filepath.Join(dir, "e.csv"), "--group", "none"); got.code != exitUsage || !strings.Contains(got.err, "greeting") {
		t.Errorf("%+v", got)
	}
}

func TestPhraseImport(t *testing.T) {
	run, services := runnerOn(t, "")
	dir := t.TempDir()
	put := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	first := services.Phrases.Search(phrases.Query{Group: "thanks"})[0]
	path := put("mine.csv", "编号,快捷码,步骤,标题,话术（英文）,话术（中文）,收藏,备注\r\n"+
		first.ID+",,,,Thank you for waiting {customer}.,,是,x\r\n"+
		",;size,感谢,尺码表,The size chart is attached {foo}.,尺码表见附件。,,\r\n"+
		",,没有这一步,坏,Bad,,,\r\n"+
		",,,空,,,,\r\n")
	dry := takenOf(t, run("phrase", "import", path, "--dry-run", "--json"))
	if dry.Added != 1 || dry.Changed != 1 || dry.Refused != 2 || !dry.DryRun || len(dry.Notes) != 1 || len(dry.Lines) != 4 {
		t.Fatalf("%+v", dry)
	}
	for _, l := range dry.Lines {
		if l.State == "refused" && (l.Why == nil || l.Why.Text == "" || strings.Contains(l.Why.Text, "exchange.")) {
			t.Errorf("%+v", l)
		}
	}
	if now, _ := services.Phrases.Get(first.ID); now.Texts["en"] != first.Texts["en"] {
		t.Error("the dry run changed a phrase")
	}
	ctx, mark := undo.Marked(t.Context())
	plan, err := services.ComparePhrases(ctx, path, "en", "")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := services.TakePhrases(ctx, plan, plan.Takes()); n != 2 || err != nil {
		t.Fatal(n, err)
	}
	now, _ := services.Phrases.Get(first.ID)
	if now.Texts["en"] != "Thank you for waiting {customer}." || !now.Favourite || now.Texts["zh"] != first.Texts["zh"] || now.Titles["zh"] != first.Titles["zh"] {
		t.Errorf("%+v", now)
	}
	found := services.Phrases.Search(phrases.Query{Text: ";size"})
	if len(found) == 0 || found[0].Texts["zh"] != "尺码表见附件。" || found[0].Group != "thanks" || !found[0].Own {
		t.Errorf("%+v", found)
	}
	// A plan that has grown old keeps nothing.
	if _, err := services.TakePhrases(t.Context(), plan, plan.Takes()); err == nil {
		t.Error("an old plan was taken")
	}
	if is := takenOf(t, run("phrase", "import", path, "--json")); is.Same != 2 || is.Added+is.Changed != 0 {
		t.Errorf("again: %+v", is)
	}
	// One deed, taken back whole.
	if len(mark.Deeds()) != 1 {
		t.Fatalf("%d deeds", len(mark.Deeds()))
	}
	if _, err := services.Undo.UndoThese(t.Context(), "", mark.Deeds()...); err != nil {
		t.Fatal(err)
	}
	if err := services.Phrases.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if now, _ := services.Phrases.Get(first.ID); now.Texts["en"] != first.Texts["en"] || now.Favourite {
		t.Errorf("%+v", now)
	}
	if is := takenOf(t, run("phrase", "import", path, "--dry-run", "--json")); is.Added != 1 || is.Changed != 1 {
		t.Errorf("after taking back: %+v", is)
	}
	got := run("phrase", "import", path)
	if got.code != 0 || !strings.Contains(got.out, "1 new, 1 changed") || !strings.Contains(got.err, "{foo}") || strings.Contains(got.err, "exchange.") {
		t.Errorf("%+v", got)
	}
	if got := run("phrase", "import", filepath.Join(dir, "gone.csv")); got.code != exitFailed || !strings.Contains(got.err, "gone.csv") {
		t.Errorf("%+v", got)
	}
	if got := run("phrase", "import", put("x.yml", "matches: {")); got.code != exitFailed || strings.Contains(got.err, "fault.") {
		t.Errorf("%+v", got)
	}
	if got := run("phrase", "import", put("x.csv", "a,b\n1,2\n")); got.code != exitFailed || strings.Contains(got.err, "fault.") {
		t.Errorf("%+v", got)
	}
}

func TestPhraseSheet(t *testing.T) {
	run := runner(t, "")
	path := filepath.Join(t.TempDir(), "sheet.pdf")
	got := run("phrase", "sheet", "--out", path, "--lang", "de", "--group", "thanks", "--json")
	var is struct{ Pages int }
	if err := json.Unmarshal([]byte(got.out), &is); err != nil || got.code != 0 || is.Pages < 2 {
		t.Fatalf("%+v %v", got, err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() < 10_000 {
		t.Error(info, err)
	}
	if got := run("phrase", "sheet", "--out", path, "--group", "none"); got.code != exitUsage {
		t.Errorf("%+v", got)
	}
}
