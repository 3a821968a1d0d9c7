package app

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/dossier"
	"casefolio/app/dossier/training"
	"casefolio/app/fault"
	"casefolio/app/phrases"
	"casefolio/app/phrases/exchange"
	"casefolio/app/safefile"
	"casefolio/app/tables"
)

// PhraseFormats are the endings of the files into which phrases are written.
func PhraseFormats() []string { return exchange.Formats() }

// phraseFormat is the format that a path names, "" for none.
func phraseFormat(path string) string {
	switch ending := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), ".")); ending {
	case "yml":
		return "yaml"
	case "csv", "xlsx", "yaml", "tsv", "txt":
		return ending
	}
	return ""
}

// exchange joins what reads and writes phrases with the names of the workspace.
func (s *Services) exchange(lang string) (exchange.Exchange, error) {
	rules, err := exchange.LoadRules(s.files)
	if err != nil {
		return exchange.Exchange{}, err
	}
	x := exchange.Exchange{Rules: rules, Lang: lang, Terms: exchange.Terms{
		"stage": termsOf(s.Lists.Stages), "platform": termsOf(s.Lists.Platforms),
	}}
	for _, g := range s.Phrases.Groups() {
		x.Terms["group"] = append(x.Terms["group"], exchange.Term(g))
	}
	for _, t := range s.Phrases.Tones() {
		x.Terms["tone"] = append(x.Terms["tone"], exchange.Term(t))
	}
	for _, top := range s.Lists.AllCategories() {
		for _, term := range append([]cases.Term{top.Term}, top.Leaves...) {
			names := map[string]string{}
			for _, l := range phrases.Languages() {
				names[l] = s.Lists.CategoryName(term.ID, l)
			}
			x.Terms["category"] = append(x.Terms["category"], exchange.Term{ID: term.ID, Names: names})
		}
	}
	for _, p := range s.Phrases.Placeholders() {
		x.Placeholders = append(x.Placeholders, p.ID)
	}
	return x, nil
}

func termsOf(list []cases.Term) []exchange.Term {
	all := make([]exchange.Term, len(list))
	for i, t := range list {
		all[i] = exchange.Term{ID: t.ID, Names: t.Names}
	}
	return all
}

// ComparePhrases reads a file and tells what it would do to the library. lang is
// the seller's; group that of new phrases without one. Faults: "file.missing",
// "phrase.file.*", those of reading a table.
func (s *Services) ComparePhrases(ctx context.Context, path, lang, group string) (exchange.Plan, error) {
	name := filepath.Base(path)
	raw, err := readPhrases(path)
	if err != nil {
		return exchange.Plan{}, err
	}
	if err := s.Phrases.Refresh(ctx); err != nil {
		return exchange.Plan{}, err
	}
	x, err := s.exchange(lang)
	if err != nil {
		return exchange.Plan{}, err
	}
	var sheet exchange.Sheet
	if phraseFormat(path) == "yaml" {
		sheet, err = x.YAML(raw)
	} else {
		sheet, err = phraseTable(ctx, x, name, raw)
	}
	if err != nil {
		return exchange.Plan{}, err
	}
	library := append(s.Phrases.Search(phrases.Query{}), s.Phrases.Search(phrases.Query{Trash: true})...)
	return x.Compare(sheet, library, group), ctx.Err()
}

func phraseTable(ctx context.Context, x exchange.Exchange, name string, raw []byte) (exchange.Sheet, error) {
	rows, format, err := tables.Rows(ctx, name, raw)
	if err != nil {
		return exchange.Sheet{}, err
	}
	out := make([]exchange.Row, len(rows))
	for i, r := range rows {
		out[i].No = r.No
		for _, c := range r.Cells {
			out[i].Cells = append(out[i].Cells, c.Text)
		}
	}
	return x.Table(format, out)
}

func readPhrases(path string) ([]byte, error) {
	name := filepath.Base(path)
	if phraseFormat(path) == "" {
		return nil, fault.New("phrase.file.kind", "name", name)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fault.Wrap(err, "file.missing", "name", name)
	}
	defer f.Close() // only read
	raw, err := io.ReadAll(io.LimitReader(f, exchange.MaxFile+1))
	switch {
	case err != nil:
		return nil, fault.Wrap(err, "file.missing", "name", name)
	case len(raw) > exchange.MaxFile:
		return nil, fault.New("phrase.file.large", "name", name, "limit", strconv.Itoa(exchange.MaxFile>>20))
	}
	return raw, nil
}

// TakePhrases keeps the chosen lines of a plan, by their places, as one deed and
// tells how many. A phrase that was changed since the plan was made is the fault
// "phrase.file.stale"; nothing is kept then.
func (s *Services) TakePhrases(ctx context.Context, p exchange.Plan, chosen []int) (int, error) {
	if err := s.Phrases.Refresh(ctx); err != nil {
		return 0, err
	}
	var changes []phrases.Change
	for _, i := range p.Takes() {
		l := p.Lines[i]
		if !slices.Contains(chosen, i) {
			continue
		}
		if now, ok := s.Phrases.Get(l.ID); l.ID != "" && (!ok || !l.Still(now)) {
			return 0, fault.New("phrase.file.stale", "title", l.Title)
		}
		changes = append(changes, phrases.Change{ID: l.ID, Phrase: l.Is, Favourite: &l.Is.Favourite})
	}
	if len(changes) == 0 {
		return 0, nil
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	kept, err := s.Phrases.SaveAll(ctx, changes...)
	return len(kept), err
}

// WritePhrases writes the phrases that a query finds, all for an empty one, in
// the format that the path names, with headings and names in lang, and tells how
// many. Faults: "phrase.file.kind", "phrase.file.write".
func (s *Services) WritePhrases(ctx context.Context, path, lang string, q phrases.Query) (int, error) {
	format := phraseFormat(path)
	if !slices.Contains(exchange.Formats(), format) {
		return 0, fault.New("phrase.file.kind", "name", filepath.Base(path))
	}
	if err := s.Phrases.Refresh(ctx); err != nil {
		return 0, err
	}
	x, err := s.exchange(lang)
	if err != nil {
		return 0, err
	}
	list := s.Phrases.Search(q)
	var out bytes.Buffer
	if err := x.Write(&out, format, list); err != nil {
		return 0, err
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if err := safefile.Write(path, out.Bytes()); err != nil {
		return 0, fault.Wrap(err, "phrase.file.write", "path", path)
	}
	return len(list), nil
}

// Sheet chooses what a training sheet holds.
type Sheet struct {
	Lang   string   // of its headings and advice
	Buyer  string   // language of the texts; Chinese stands beside it
	Groups []string // none: all
}

// TrainingSheet prints the library for training to path. Faults: those of
// printing a dossier.
func (s *Services) TrainingSheet(ctx context.Context, o Sheet, path string) (dossier.Printed, error) {
	profile, err := s.Shop.Profile(ctx)
	if err != nil {
		return dossier.Printed{}, err
	}
	texts, err := s.dueTexts(o.Lang)
	if err != nil {
		return dossier.Printed{}, err
	}
	if err := s.Phrases.Refresh(ctx); err != nil {
		return dossier.Printed{}, err
	}
	in := training.Input{
		Tones: s.Phrases.Tones(), Placeholders: s.Phrases.Placeholders(), Lang: o.Lang, Buyer: o.Buyer,
		Author: profile.Owner, Paper: "a4", At: s.Now(), Texts: texts,
	}
	if len(profile.Shops) > 0 {
		in.Shop = profile.Shops[0].Name
	}
	if profile.Paper == "letter" {
		in.Paper = profile.Paper
	}
	for _, g := range s.Phrases.Groups() {
		if len(o.Groups) == 0 || slices.Contains(o.Groups, g.ID) {
			in.Chapters = append(in.Chapters, training.Chapter{Group: g, Phrases: s.Phrases.Search(phrases.Query{Group: g.ID})})
		}
	}
	return s.Dossier.Print(ctx, training.Compose(in), nil, path, filepath.Base(path))
}
