package shelf_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/shelf"
	"casefolio/data"
	"casefolio/data/datatest"
)

var ctx = context.Background()

func open(t *testing.T) (*app.Services, *data.Workspace) {
	t.Helper()
	w := datatest.Open(t)
	s, err := app.New(w, os.DirFS("../../assets"), datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	return s, w
}

func file(t *testing.T, name, content string) shelf.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return shelf.LocalFile(path)
}

// titles are the items that a query finds, in order.
func titles(t *testing.T, s *app.Services, q shelf.Query) string {
	t.Helper()
	items, err := s.Shelf.List(ctx, q)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, i := range items {
		out = append(out, i.Title)
	}
	return strings.Join(out, "|")
}

// TestShelf puts papers on the shelf, gives one to two cases, renews it, and
// finds that the cases keep what they were given.
func TestShelf(t *testing.T) {
	s, w := open(t)
	policy, err := s.Shelf.Add(ctx, shelf.Item{Kind: shelf.Policy, Title: "  Return\npolicy ", Note: "30 days"}, shelf.Version{Dated: "2026-05-01"}, file(t, "policy.txt", "thirty days"))
	if err != nil || policy.Title != "Return policy" || policy.Current().No != 1 || policy.Current().Size != 11 {
		t.Fatalf("%+v %v", policy, err)
	}
	if _, err := s.Shelf.Add(ctx, shelf.Item{Kind: shelf.Report, Title: "检测报告 ＡＢ"}, shelf.Version{Dated: "2026-01-02"}, file(t, "report.pdf", "%PDF-")); err != nil {
		t.Fatal(err)
	}
	first := policy.Current()
	var exhibits []evidence.Exhibit
	for _, customer := range []string{"Emma", "Jonas"} {
		c, err := s.Cases.Create(ctx, cases.Case{Customer: customer})
		if err != nil {
			t.Fatal(err)
		}
		added, err := s.GivePaper(ctx, c.ID, first.ID)
		if err != nil || added.Known || added.Exhibit.Source != evidence.FromShelf || added.Exhibit.Title != "Return policy (2026-05-01)" || added.Exhibit.SHA256 != first.SHA256 {
			t.Fatalf("%+v %v", added, err)
		}
		exhibits = append(exhibits, added.Exhibit)
		if again, err := s.GivePaper(ctx, c.ID, first.ID); err != nil || !again.Known || again.Exhibit.ID != added.Exhibit.ID {
			t.Errorf("%+v %v", again, err)
		}
	}
	renewed, err := s.Shelf.AddVersion(ctx, policy.ID, shelf.Version{Dated: "2026-11-01", Note: "14 days"}, file(t, "policy-2.txt", "fourteen days"))
	if err != nil || len(renewed.Versions) != 2 || renewed.Current().Dated != "2026-11-01" || renewed.Versions[1].Cases != 2 || renewed.Current().Cases != 0 {
		t.Fatalf("%+v %v", renewed, err)
	}
	was, now, err := s.Paper(ctx, exhibits[0])
	if err != nil || was.ID != first.ID || now.Current().ID == first.ID {
		t.Errorf("%+v %+v %v", was, now, err)
	}
	if text, _, err := s.Evidence.PlainText(exhibits[1], 100); err != nil || text != "thirty days" {
		t.Errorf("%q %v", text, err)
	}
	// An older paper that is found later does not become the current one.
	if older, err := s.Shelf.AddVersion(ctx, policy.ID, shelf.Version{Dated: "2025-01-01"}, file(t, "old.txt", "old")); err != nil || older.Current().Dated != "2026-11-01" {
		t.Errorf("%+v %v", older, err)
	}

	for query, want := range map[string]string{"": "Return policy|检测报告 ＡＢ", "RETURN": "Return policy", "ab 检测": "检测报告 ＡＢ", "14 days": "Return policy", "policy-2": "Return policy", "nothing": ""} {
		if got := titles(t, s, shelf.Query{Text: query}); got != want {
			t.Errorf("%q: %s", query, got)
		}
	}
	now.Title, now.Kind = "Returns", shelf.Other
	if err := s.Shelf.Edit(ctx, now); err != nil {
		t.Fatal(err)
	}
	if err := s.Shelf.Retire(ctx, now.ID, true); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, s, shelf.Query{}); got != "检测报告 ＡＢ" {
		t.Errorf("%s", got)
	}
	if got := titles(t, s, shelf.Query{Retired: true}); got != "检测报告 ＡＢ|Returns" {
		t.Errorf("%s", got)
	}
	if problems, err := w.Mismatches(ctx); err != nil || len(problems) > 0 {
		t.Errorf("%+v %v", problems, err)
	}
	if err := s.Shelf.Retire(ctx, now.ID, false); err != nil {
		t.Fatal(err)
	}
	if problems, err := w.Mismatches(ctx); err != nil || len(problems) > 0 {
		t.Errorf("%+v %v", problems, err)
	}
	sums := 0
	for _, err := range w.Originals(ctx) {
		if sums++; err != nil {
			t.Fatal(err)
		}
	}
	if sums != 4 {
		t.Errorf("%d originals are known", sums)
	}
}

func TestShelfRefuses(t *testing.T) {
	s, _ := open(t)
	good := shelf.Item{Kind: shelf.Policy, Title: "Policy"}
	dated := shelf.Version{Dated: "2026-05-01"}
	for code, try := range map[string]func() error{
		"shelf.title": func() error {
			_, err := s.Shelf.Add(ctx, shelf.Item{Kind: shelf.Policy, Title: " \n"}, dated, file(t, "a", "x"))
			return err
		},
		"shelf.kind": func() error {
			_, err := s.Shelf.Add(ctx, shelf.Item{Kind: "poem", Title: "Poem"}, dated, file(t, "a", "x"))
			return err
		},
		"shelf.too_long": func() error {
			_, err := s.Shelf.Add(ctx, shelf.Item{Kind: shelf.Policy, Title: strings.Repeat("长", shelf.MaxTitle+1)}, dated, file(t, "a", "x"))
			return err
		},
		"shelf.date": func() error {
			_, err := s.Shelf.Add(ctx, good, shelf.Version{Dated: "2026-02-30"}, file(t, "a", "x"))
			return err
		},
		"file.empty":   func() error { _, err := s.Shelf.Add(ctx, good, dated, file(t, "a", "")); return err },
		"file.missing": func() error { _, err := s.Shelf.Add(ctx, good, dated, shelf.LocalFile("/nowhere/a.pdf")); return err },
		"file.unreadable": func() error {
			_, err := s.Shelf.Add(ctx, good, dated, shelf.LocalFile(t.TempDir()))
			return err
		},
		"shelf.same": func() error {
			i, err := s.Shelf.Add(ctx, good, dated, file(t, "a", "x"))
			if err != nil {
				return err
			}
			_, err = s.Shelf.AddVersion(ctx, i.ID, dated, file(t, "b", "x"))
			return err
		},
		"shelf.unknown": func() error { return s.Shelf.Retire(ctx, "none", true) },
	} {
		if err := try(); !fault.Is(err, code) {
			t.Errorf("%s: %v", code, err)
		}
	}
	if got := titles(t, s, shelf.Query{Retired: true}); got != "Policy" {
		t.Errorf("%s", got)
	}
}
