package app_test

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
)

// The import rule of docs/architecture.md. Each entry: packages below the
// folder may import, of this module, only what is listed.
var allowed = []struct {
	folder string
	may    []string
}{
	{"casefolio/assets", nil},
	{"casefolio/app/fault", nil},
	{"casefolio/app/safefile", nil},
	{"casefolio/app/facts", nil},
	{"casefolio/app/text", []string{"casefolio/app/facts"}},
	{"casefolio/app/redact", []string{"casefolio/app/carriers", "casefolio/app/facts", "casefolio/app/fault", "casefolio/app/text"}},
	{"casefolio/app/money", []string{"casefolio/app/fault"}},
	{"casefolio/app/carriers", []string{"casefolio/app/facts"}},
	{"casefolio/app/packed", nil},
	{"casefolio/app/records", []string{"casefolio/app/fault"}},
	{"casefolio/app/dossier", []string{"casefolio/app"}},
	{"casefolio/app/backup", []string{"casefolio/app"}},
	{"casefolio/app/command", []string{"casefolio/app"}},
	{"casefolio/app/sample", []string{"casefolio/app"}},
	{"casefolio/app/", []string{"casefolio/app/carriers", "casefolio/app/facts", "casefolio/app/fault", "casefolio/app/money", "casefolio/app/packed", "casefolio/app/records", "casefolio/app/redact", "casefolio/app/safefile", "casefolio/app/text"}},
	{"casefolio/app", []string{"casefolio/app"}},
	{"casefolio/data", []string{"casefolio/app/", "casefolio/data"}},
	{"casefolio/ui", []string{"casefolio/app", "casefolio/assets", "casefolio/ui"}},
	{"casefolio", []string{"casefolio"}},
}

// Outside modules that only one part of the program may know.
var only = map[string]string{
	"fyne.io/fyne":                   "casefolio/ui",
	"github.com/mattn/go-sqlite3":    "casefolio/data",
	"database/sql":                   "casefolio/data",
	"github.com/jung-kurt/gofpdf":    "casefolio/app/dossier/render",
	"github.com/alecthomas/kong":     "casefolio/app/command",
	"github.com/go-text/typesetting": "casefolio/app/dossier/typeset",
}

func TestImportRule(t *testing.T) {
	out, err := exec.Command("go", "list", "-tags", "ci", "-json=ImportPath,Imports", "casefolio/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := 0
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); packages++ {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		for _, imported := range p.Imports {
			checkImport(t, p.ImportPath, imported)
		}
	}
	if packages < 10 {
		t.Fatalf("only %d packages were seen", packages)
	}
}

func checkImport(t *testing.T, from, imported string) {
	t.Helper()
	for prefix, owner := range only {
		if strings.HasPrefix(imported, prefix) && !strings.HasPrefix(from, owner) && from != "casefolio" {
			t.Errorf("%s imports %s, which belongs to %s", from, imported, owner)
		}
	}
	if imported != "casefolio" && !strings.HasPrefix(imported, "casefolio/") {
		return
	}
	for _, rule := range allowed {
		if !within(from, rule.folder) {
			continue
		}
		for _, may := range rule.may {
			if within(imported, may) || sameNoun(from, imported) {
				return
			}
		}
		if !sameNoun(from, imported) {
			t.Errorf("%s may not import %s", from, imported)
		}
		return
	}
}

// within tells whether path is the folder or lies below it; a folder that ends
// in a slash means only what lies below.
func within(path, folder string) bool {
	if strings.HasSuffix(folder, "/") {
		return strings.HasPrefix(path, folder)
	}
	return path == folder || strings.HasPrefix(path, folder+"/")
}

// sameNoun tells whether both lie below the same folder of app.
func sameNoun(a, b string) bool {
	noun := func(p string) string {
		rest, ok := strings.CutPrefix(p, "casefolio/app/")
		if !ok {
			return ""
		}
		first, _, _ := strings.Cut(rest, "/")
		return first
	}
	return noun(a) != "" && noun(a) == noun(b)
}
