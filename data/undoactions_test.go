package data_test

import (
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

	"casefolio/app/undo"
	"casefolio/data"
)

// TestEveryActionHasItsWayBack scans the program for what it writes about a
// case.
func TestEveryActionHasItsWayBack(t *testing.T) {
	inverses := data.Inverses()
	seen := 0
	for action, where := range loggedActions(t) {
		seen++
		back, passed := slices.Contains(inverses, action), undo.Passed(action)
		if !back && !passed && !aboutNoCase(action) {
			t.Errorf("%s: %s has neither a way back nor a reason why not", where, action)
		}
		if back && passed {
			t.Errorf("%s has both", action)
		}
	}
	for _, lang := range []string{"en", "zh"} {
		raw, err := os.ReadFile("../assets/translations/undo." + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		for _, action := range inverses {
			if !strings.Contains(string(raw), `"undo.did.`+action+`"`) {
				t.Errorf("%s has no words in %s", action, lang)
			}
		}
	}
	if seen < 40 {
		t.Errorf("only %d actions were found", seen)
	}
}

// aboutNoCase tells of actions that no entry about a case has.
func aboutNoCase(action string) bool {
	noun, _, _ := strings.Cut(action, ".")
	return slices.Contains([]string{
		"pattern", "table", "recipient", "shelf", "profile", "backup",
	}, noun) || slices.Contains([]string{"programme.changed", "programme.reverted", "tracking.columns"}, action)
}

// loggedActions are the strings that look like an action wherever the program
// may write one.
func loggedActions(t *testing.T) map[string]string {
	t.Helper()
	action := regexp.MustCompile(`^[a-z]+\.[a-z_]+$`)
	found := map[string]string{}
	for _, root := range []string{".", "../app"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			source := actionSource{}
			ast.Inspect(f, source.see)
			for _, s := range source.found {
				if action.MatchString(s) {
					found[s] = path
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// actionSource collects the strings that are given to log or Draft, or to a
// name that is called action.
type actionSource struct{ found []string }

func (a *actionSource) see(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		name := ""
		switch f := n.Fun.(type) {
		case *ast.SelectorExpr:
			name = f.Sel.Name
		case *ast.Ident:
			name = f.Name
		}
		if slices.Contains([]string{"log", "logExhibit", "logSubmission", "logChoice", "bin", "binCase", "binExhibit"}, name) {
			a.take(n.Args...)
		}
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Action" {
			a.take(n.Value)
		}
	case *ast.AssignStmt:
		for _, to := range n.Lhs {
			if name, ok := to.(*ast.Ident); ok && name.Name == "action" {
				a.take(n.Rhs...)
			}
		}
	case *ast.ValueSpec:
		if len(n.Names) == 1 && strings.EqualFold(n.Names[0].Name, "written") {
			a.take(n.Values...)
		}
	}
	return true
}

func (a *actionSource) take(of ...ast.Expr) {
	for _, e := range of {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil {
				a.found = append(a.found, s)
			}
		}
	}
}
