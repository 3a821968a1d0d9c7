// Package dossier makes the printed record of a case (卷宗): compose what it
// says, lay it out into pages, render them as a PDF.
package dossier

import (
	"context"
	"io/fs"
	"strconv"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/layout"
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/typeset"
	"casefolio/app/evidence"
	"casefolio/app/journal"
	"casefolio/app/phrases"
	"casefolio/app/redact"
	"casefolio/app/shop"
	"casefolio/app/submissions"
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
	Masking  MaskingStore

	Submissions *submissions.Service                                        // nil: none
	Handling    func(context.Context, cases.Case) (compose.Handling, error) // what was done beside the facts; nil: nothing
	Identity    func(context.Context, cases.Case) ([]redact.Term, error)    // what other records tell of the buyer; nil: nothing
}

// Options choose the form of a dossier; empty fields follow the shop profile.
type Options struct {
	Lang  string // "zh", "en", "both"
	Paper string // "a4", "letter"
	Form  string // "full" (also where empty), "summary"

	Photos int  // to a page: 1, 2 (also where it is 0), 4
	Attach bool // the originals travel inside the file; never where the paper leaves the house

	Audience audience.Audience // Own also where it is empty
	Mask     []redact.Term     // what a paper that leaves the house masks; nil: what is kept for the case

	wordsOnly bool // pictures are not looked for
}

// Result tells what was written.
type Result struct {
	Path   string
	Pages  int
	SHA256 string
	Faults []string // labels of exhibits that could not be shown whole or attached ("E-03")

	Problems []Problem // all that paper does not show as it is, with the reasons

	Audience audience.Audience
	Masked   []redact.Term // what is masked in a paper that leaves the house
}

// Unlooked are the labels of the pictures in a masked paper that nobody looked
// at for what they show of people.
func (r Result) Unlooked() []string {
	var all []string
	for _, p := range r.Problems {
		if p.Code == Unlooked {
			all = append(all, p.Label)
		}
	}
	return all
}

// Service writes dossiers.
type Service struct {
	from  Sources
	texts text.Catalog
	rules *redact.Rules
	faces *typeset.Faces
	now   func() time.Time
}

// NewService loads the labels and returns a service. Fonts are parsed on the
// first use.
func NewService(from Sources, files fs.FS, now func() time.Time) (*Service, error) {
	texts, err := text.Shared(files, "translations")
	if err != nil {
		return nil, err
	}
	rules, err := redact.Load(files)
	if err != nil {
		return nil, err
	}
	return &Service{from: from, texts: texts, rules: rules, faces: typeset.Shared(files), now: now}, nil
}

// Faces are the fonts that all papers are set in, parsed on the first use.
func (s *Service) Faces() (*typeset.Faces, error) { return s.faces, s.faces.Load() }

// Gathered is a case for a paper that another package composes: stripped and
// masked for its audience, with redacted copies in place of what they cover.
// What that package adds of its own must be masked with Masker, what it composes
// sealed (audience.Seal) and the file that it writes guarded (Guard).
type Gathered struct {
	Input    compose.Input
	Masker   *redact.Masker    // nil where nothing is masked
	Terms    []redact.Term     // that it masks
	Instead  map[string]string // id of the exhibit that stands for another one, by the id of that
	Unlooked map[string]bool   // labels of pictures that nobody looked at for what they show of people
}

// Gather gathers a case for a paper that another package composes.
func (s *Service) Gather(ctx context.Context, caseRef string, opt Options) (Gathered, error) {
	c, err := s.from.Cases.Get(ctx, caseRef)
	if err != nil {
		return Gathered{}, err
	}
	in, err := s.gather(ctx, c, opt)
	return Gathered{in.Input, in.masker, in.terms, in.instead, in.unlooked}, err
}

// Input is the Input that Gather gathers.
func (s *Service) Input(ctx context.Context, caseRef string, opt Options) (compose.Input, error) {
	all, err := s.Gather(ctx, caseRef, opt)
	return all.Input, err
}

// Write makes the dossier of a case at path: temp file, fsync, rename, then a
// journal entry with its hash. A file that is there already is replaced at the
// end, in one step. How far it is, it tells through the context (package
// progress). Faults: "dossier.option", "dossier.folder", "dossier.path",
// "dossier.denied", "dossier.write", "dossier.replace", "dossier.mask_own",
// "redact.found", "redact.carries".
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
	doc, err := s.layOut(ctx, in)
	if err != nil {
		return Result{}, err
	}
	sum, broken, err := s.save(ctx, doc, path, in.guard)
	if err != nil {
		return Result{}, err
	}
	all := problems(in, doc, broken)
	res := Result{
		Path: path, Pages: len(doc.Pages), SHA256: sum, Faults: labels(all), Problems: all,
		Audience: in.options.Audience, Masked: in.terms,
	}
	detail := map[string]string{"file": baseName(path), "sha256": sum, "pages": strconv.Itoa(res.Pages)}
	if err := in.tell(detail); err != nil {
		return res, err
	}
	_, err = s.from.Journal.Note(ctx, journal.Draft{Action: written, CaseID: c.ID, Subject: c.ID, Detail: detail})
	return res, err
}

// summaryPages is how many pages a summary may have.
const summaryPages = 2

// layOut places the dossier on pages. A summary says less until it is short
// enough.
func (s *Service) layOut(ctx context.Context, in material) (page.Document, error) {
	put := func() (page.Document, error) {
		return layout.Layout(ctx, audience.Seal(in.masker, compose.Compose(in.Input)), s.faces)
	}
	doc, err := put()
	for in.Form == compose.Summary && err == nil && len(doc.Pages) > summaryPages && in.Tight < compose.Tightest() {
		in.Tight++
		doc, err = put()
	}
	doc.CaseNumber, doc.JournalHead = in.masker.Mask(in.Case.Number), in.Head
	doc.Attachments = attachments(in.Exhibits)
	return doc, err
}
