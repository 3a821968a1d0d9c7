// Package dossier makes the printed record of a case (卷宗): compose what it
// says, lay it out into pages, render them as a PDF.
package dossier

import (
	"context"
	"io/fs"
	"strconv"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/layout"
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
	"casefolio/app/evidence"
	"casefolio/app/journal"
	"casefolio/app/phrases"
	"casefolio/app/shop"
	"casefolio/app/text"
)

// Sources are the services that a dossier reads.
type Sources struct {
	Cases    *cases.Service
	Evidence *evidence.Service
	Journal  *journal.Service
	Phrases  *phrases.Service
	Shop     *shop.Service
	Lists    *cases.Lists
	Expected func(context.Context, cases.Case) (evidence.Expected, error) // where a parcel should go; nil: unknown
}

// Options choose the form of a dossier; empty fields follow the shop profile.
type Options struct {
	Lang  string // "zh", "en", "both"
	Paper string // "a4", "letter"
	Form  string // "full" (also where empty), "summary"

	Photos int  // to a page: 1, 2 (also where it is 0), 4
	Attach bool // the originals travel inside the file
}

// Result tells what was written.
type Result struct {
	Path   string
	Pages  int
	SHA256 string
	Faults []string // labels of exhibits that could not be shown whole or attached ("E-03")

	Problems []Problem // all that paper does not show as it is, with the reasons
}

// Service writes dossiers.
type Service struct {
	from  Sources
	texts text.Catalog
	faces *typeset.Faces
	now   func() time.Time
}

// NewService loads the labels and returns a service. Fonts are parsed on the
// first use.
func NewService(from Sources, files fs.FS, now func() time.Time) (*Service, error) {
	texts, err := text.Load(files, "translations")
	if err != nil {
		return nil, err
	}
	return &Service{from: from, texts: texts, faces: typeset.LoadFaces(files), now: now}, nil
}

// Write makes the dossier of a case at path: temp file, fsync, rename, then a
// journal entry with its hash. A file that is there already is replaced at the
// end, in one step. How far it is, it tells through the context (package
// progress). Faults: "dossier.option", "dossier.folder", "dossier.path",
// "dossier.denied", "dossier.write", "dossier.replace".
func (s *Service) Write(ctx context.Context, caseRef string, opt Options, path string) (Result, error) {
	c, err := s.from.Cases.Get(ctx, caseRef)
	if err != nil {
		return Result{}, err
	}
	if err := checkPath(path, c.Number); err != nil {
		return Result{}, err
	}
	in, err := s.gather(ctx, c, opt)
	if err != nil {
		return Result{}, err
	}
	if err := s.faces.Load(); err != nil {
		return Result{}, err
	}
	doc, err := s.layOut(ctx, in.Input)
	if err != nil {
		return Result{}, err
	}
	sum, broken, err := s.save(ctx, doc, path)
	if err != nil {
		return Result{}, err
	}
	all := problems(in.Input, in.codes, doc, broken)
	res := Result{Path: path, Pages: len(doc.Pages), SHA256: sum, Faults: labels(all), Problems: all}
	_, err = s.from.Journal.Note(ctx, journal.Draft{
		Action: written, CaseID: c.ID, Subject: c.ID,
		Detail: map[string]string{
			"file": baseName(path), "sha256": sum, "pages": strconv.Itoa(res.Pages),
		},
	})
	return res, err
}

// summaryPages is how many pages a summary may have.
const summaryPages = 2

// layOut places the dossier on pages. A summary says less until it is short
// enough.
func (s *Service) layOut(ctx context.Context, in compose.Input) (page.Document, error) {
	doc, err := layout.Layout(ctx, compose.Compose(in), s.faces)
	for in.Form == compose.Summary && err == nil && len(doc.Pages) > summaryPages && in.Tight < compose.Tightest() {
		in.Tight++
		doc, err = layout.Layout(ctx, compose.Compose(in), s.faces)
	}
	doc.CaseNumber, doc.JournalHead = in.Case.Number, in.Head
	doc.Attachments = attachments(in.Exhibits)
	return doc, err
}
