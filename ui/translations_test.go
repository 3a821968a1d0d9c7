package ui

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"
)

// root is the top of the module.
const root = ".."

// toolkit are the texts of the toolkit itself, which it asks for by these keys.
func toolkit() []string {
	return []string{
		"Advanced", "Cancel", "Confirm", "Copy", "Create Folder", "Cut", "Enter filename", "Error", "File", "Folder",
		"New Folder", "No", "OK", "Open", "Paste", "Quit", "Redo", "Save", "Select all", "Show Hidden Files", "Undo",
		"Yes", "file.name", "file.parent",
	}
}

// source is what the program's code says about texts.
type source struct {
	literals map[string]bool // every string
	asked    map[string]string
	prefixes []string // of keys that are put together: kit.T("stage." + id)
	faults   map[string]string
}

func TestEveryTextIsThereAndUsed(t *testing.T) {
	texts := loadTexts(t)
	code := readSource(t)
	for lang, other := range map[string]string{"zh": "en", "en": "zh"} {
		for key := range texts[lang] {
			if _, ok := texts[other][key]; !ok {
				t.Errorf("%s is there in %s, not in %s", key, lang, other)
			}
		}
		for key, where := range code.asked {
			if _, ok := texts[lang][key]; !ok {
				t.Errorf("%s: %s has no text in %s", where, key, lang)
			}
		}
		for faultCode, where := range code.faults {
			for _, key := range []string{"fault." + faultCode, "fault." + faultCode + ".hint"} {
				if _, ok := texts[lang][key]; !ok {
					t.Errorf("%s: %s has no text in %s", where, key, lang)
				}
			}
		}
	}
	for key := range texts["en"] {
		if !code.uses(key) && !slices.Contains(toolkit(), key) {
			t.Errorf("%s is used nowhere", key)
		}
	}
}

// Both languages must fill the same placeholders.
func TestPlaceholdersAgree(t *testing.T) {
	texts := loadTexts(t)
	name := regexp.MustCompile(`\{\{[^}]*\.([a-z_]+)\}\}`)
	names := func(s string) []string {
		var out []string
		for _, m := range name.FindAllStringSubmatch(s, -1) {
			if !slices.Contains(out, m[1]) {
				out = append(out, m[1])
			}
		}
		slices.Sort(out)
		return out
	}
	for key, en := range texts["en"] {
		zh := texts["zh"][key]
		if !slices.Equal(names(en), names(zh)) {
			t.Errorf("%s: en fills %v, zh %v", key, names(en), names(zh))
		}
		for _, text := range []string{en, zh} {
			if _, err := template.New(key).Parse(text); err != nil {
				t.Errorf("%s: %v", key, err)
			}
		}
	}
}

func (s source) uses(key string) bool {
	if faultCode, ok := strings.CutPrefix(key, "fault."); ok {
		faultCode = strings.TrimSuffix(faultCode, ".hint")
		if s.literals[faultCode] {
			return true
		}
		return slices.ContainsFunc(s.prefixes, func(p string) bool { return p != "fault." && strings.HasPrefix(faultCode, p) })
	}
	return s.literals[key] || slices.ContainsFunc(s.prefixes, func(p string) bool { return strings.HasPrefix(key, p) })
}

func loadTexts(t *testing.T) map[string]map[string]string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(root, "assets", "translations", "*.json"))
	if err != nil || len(names) == 0 {
		t.Fatal("no translations", err)
	}
	texts := map[string]map[string]string{"zh": {}, "en": {}}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var one map[string]string
		if err := json.Unmarshal(raw, &one); err != nil {
			t.Fatal(name, err)
		}
		parts := strings.Split(filepath.Base(name), ".")
		for key, text := range one {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: %s is empty", name, key)
			}
			texts[parts[1]][key] = text
		}
	}
	return texts
}

// readSource parses all code but tests.
func readSource(t *testing.T) source {
	t.Helper()
	s := source{literals: map[string]bool{}, asked: map[string]string{}, faults: map[string]string{}}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != root:
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		files := token.NewFileSet()
		f, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			s.see(n, path)
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.asked) < 50 {
		t.Fatalf("only %d keys were found in the code", len(s.asked))
	}
	return s
}

func (s *source) see(n ast.Node, path string) {
	switch n := n.(type) {
	case *ast.BasicLit:
		if text, ok := literal(n); ok {
			s.literals[text] = true
		}
	case *ast.BinaryExpr:
		if text, ok := literal(n.X); ok && n.Op == token.ADD && strings.HasSuffix(text, ".") {
			s.prefixes = append(s.prefixes, text)
		}
	case *ast.CallExpr:
		s.call(n, path)
	}
}

// call notes the texts that kit.T is asked for and the faults that are made.
func (s *source) call(n *ast.CallExpr, path string) {
	name := ""
	switch f := n.Fun.(type) {
	case *ast.SelectorExpr:
		name = f.Sel.Name
		if x, ok := f.X.(*ast.Ident); ok {
			name = x.Name + "." + name
		}
	case *ast.Ident:
		name = f.Name
	}
	at := map[string]int{"T": 0, "kit.T": 0, "fault.New": 0, "fault.Wrap": 1}
	i, ok := at[name]
	if !ok || len(n.Args) <= i {
		return
	}
	text, ok := literal(n.Args[i])
	switch {
	case !ok:
	case strings.HasPrefix(name, "fault."):
		s.faults[text] = path
	default:
		s.asked[text] = path
	}
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}
