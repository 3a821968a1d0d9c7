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
}

// Options choose the form of a dossier; empty fields follow the shop profile.
type Options struct {
	Lang  string // "zh", "en"
	Paper string // "a4", "letter"
}

// Result tells what was written.
type Result struct {
	Path   string
	Pages  int
	SHA256 string
	Faults []string // labels of exhibits that could not be shown whole ("E-03")
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
// end, in one step. Faults: "dossier.option", "dossier.folder", "dossier.path",
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
	doc, err := layout.Layout(ctx, compose.Compose(in), s.faces)
	if err != nil {
		return Result{}, err
	}
	sum, broken, err := s.save(ctx, doc, path)
	if err != nil {
		return Result{}, err
	}
	res := Result{Path: path, Pages: len(doc.Pages), SHA256: sum, Faults: faulty(in.Exhibits, broken)}
	_, err = s.from.Journal.Note(ctx, journal.Draft{
		Action: "dossier.written", CaseID: c.ID, Subject: c.ID,
		Detail: map[string]string{
			"file": baseName(path), "sha256": sum, "pages": strconv.Itoa(res.Pages),
		},
	})
	return res, err
}

// faulty lists the labels of the exhibits that could not be shown whole;
// broken are pictures that failed only when they were drawn.
func faulty(exhibits []compose.Exhibit, broken []string) []string {
	lost := make(map[string]bool, len(broken))
	for _, p := range broken {
		lost[p] = true
	}
	var labels []string
	for _, e := range exhibits {
		if e.Fault != "" || (e.Path != "" && lost[e.Path]) {
			labels = append(labels, e.Label())
		}
	}
	return labels
}
