package command

import (
	"slices"
	"strconv"
	"strings"

	"casefolio/app"
	"casefolio/app/phrases"
	"casefolio/app/phrases/exchange"
)

// phraseExportCmd writes phrases to a file.
type phraseExportCmd struct {
	JSON  bool   `name:"json" help:"${json}"`
	Group string `placeholder:"ID" help:"${phrase_some}"`
	Lang  string `enum:"zh,en," default:"" help:"${phrase_heads}"`
	File  string `arg:"" help:"${phrase_file}"`
}

// Run writes the file and tells how many phrases it has.
func (c phraseExportCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	if err := s.knownGroups(c.Group); err != nil {
		return err
	}
	lang := c.Lang
	if lang == "" {
		lang = s.lang
	}
	n, err := s.app.WritePhrases(s.ctx, c.File, lang, phrases.Query{Group: c.Group})
	if err != nil {
		return err
	}
	if c.JSON {
		return s.print(struct {
			File    string `json:"file"`
			Phrases int    `json:"phrases"`
		}{c.File, n})
	}
	return s.say("command.phrase.exported", "count", strconv.Itoa(n), "path", c.File)
}

// knownGroups refuses a group that there is none of.
func (s *session) knownGroups(ids ...string) error {
	var known []string
	for _, g := range s.app.Phrases.Groups() {
		known = append(known, g.ID)
	}
	for _, id := range ids {
		if id != "" && !slices.Contains(known, id) {
			s.misused(s.text("command.phrase.group", "group", id, "groups", strings.Join(known, ", ")))
			return errMisused
		}
	}
	return nil
}

// phraseImportCmd takes phrases from a file.
type phraseImportCmd struct {
	JSON   bool   `name:"json" help:"${json}"`
	DryRun bool   `help:"${phrase_dry}"`
	Group  string `placeholder:"ID" help:"${phrase_into}"`
	File   string `arg:"" help:"${phrase_file}"`
}

// Run tells what the file changes, and what is left out, and keeps the rest.
func (c phraseImportCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	if err := s.knownGroups(c.Group); err != nil {
		return err
	}
	plan, err := s.app.ComparePhrases(s.ctx, c.File, s.lang, c.Group)
	if err != nil {
		return err
	}
	if !c.DryRun {
		if _, err := s.app.TakePhrases(s.ctx, plan, plan.Takes()); err != nil {
			return err
		}
	}
	if c.JSON {
		return c.print(s, plan)
	}
	return c.report(s, plan)
}

// phraseNote is a sentence about a line or the whole file.
type phraseNote struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

func (s *session) phraseNotes(plan exchange.Plan, notes []exchange.Note) []phraseNote {
	all := []phraseNote{}
	for _, n := range notes {
		all = append(all, phraseNote{n.Code, s.text("exchange.note."+n.Code, "column", plan.Names[n.Column], "value", n.Value)})
	}
	return all
}

type phraseLine struct {
	Row    int            `json:"row"`
	State  exchange.State `json:"state"`
	ID     string         `json:"id,omitempty"`
	Title  string         `json:"title"`
	Fields []string       `json:"fields"`
	Why    *phraseNote    `json:"why,omitempty"`
	Notes  []phraseNote   `json:"notes"`
}

func (c phraseImportCmd) print(s *session, plan exchange.Plan) error {
	lines := []phraseLine{}
	for _, l := range plan.Lines {
		if l.State == exchange.Same && len(l.Notes) == 0 {
			continue
		}
		line := phraseLine{Row: l.No, State: l.State, ID: l.ID, Title: l.Title, Fields: []string{}, Notes: s.phraseNotes(plan, l.Notes)}
		for _, d := range l.Diffs {
			line.Fields = append(line.Fields, d.Column)
		}
		if l.Why != nil {
			line.Why = &s.phraseNotes(plan, []exchange.Note{*l.Why})[0]
		}
		lines = append(lines, line)
	}
	return s.print(struct {
		Format  string       `json:"format"`
		DryRun  bool         `json:"dry_run"`
		Added   int          `json:"added"`
		Changed int          `json:"changed"`
		Same    int          `json:"same"`
		Refused int          `json:"refused"`
		Notes   []phraseNote `json:"notes"`
		Lines   []phraseLine `json:"lines"`
	}{plan.Format, c.DryRun, plan.Count(exchange.Added), plan.Count(exchange.Changed), plan.Count(exchange.Same), plan.Count(exchange.Refused),
		s.phraseNotes(plan, plan.Notes), lines})
}

func (c phraseImportCmd) report(s *session, plan exchange.Plan) error {
	for _, n := range s.phraseNotes(plan, plan.Notes) {
		s.tell("command.phrase.whole", "note", n.Text)
	}
	for _, l := range plan.Lines {
		notes := l.Notes
		if l.Why != nil {
			notes = append(slices.Clone(notes), *l.Why)
		}
		for _, n := range s.phraseNotes(plan, notes) {
			s.tell("command.phrase.note", "row", strconv.Itoa(l.No), "title", l.Title, "note", n.Text)
		}
		if len(l.Diffs) > 0 && l.State == exchange.Changed {
			var names []string
			for _, d := range l.Diffs {
				names = append(names, plan.Names[d.Column])
			}
			s.tell("command.phrase.change", "row", strconv.Itoa(l.No), "title", l.Title, "columns", strings.Join(names, s.text("exchange.comma")))
		}
	}
	if c.DryRun {
		if err := s.say("command.phrase.dry"); err != nil {
			return err
		}
	}
	return s.say("command.phrase.done", "added", strconv.Itoa(plan.Count(exchange.Added)), "changed", strconv.Itoa(plan.Count(exchange.Changed)),
		"same", strconv.Itoa(plan.Count(exchange.Same)), "refused", strconv.Itoa(plan.Count(exchange.Refused)))
}

// phraseSheetCmd prints the library for training.
type phraseSheetCmd struct {
	JSON  bool     `name:"json" help:"${json}"`
	Out   string   `required:"" placeholder:"FILE" help:"${out}"`
	Group []string `placeholder:"ID" help:"${phrase_only}"`
	Lang  string   `enum:"en,de,fr,es,it,ja,zh" default:"en" help:"${phrase_buyer}"`
}

// Run writes the file and tells how many pages it has.
func (c phraseSheetCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	if err := s.knownGroups(c.Group...); err != nil {
		return err
	}
	done, err := s.app.TrainingSheet(s.ctx, app.Sheet{Lang: s.lang, Buyer: c.Lang, Groups: c.Group}, c.Out)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.print(struct {
			File   string `json:"file"`
			Pages  int    `json:"pages"`
			SHA256 string `json:"sha256"`
		}{c.Out, done.Pages, done.SHA256})
	}
	return s.say("exchange.printed", "pages", strconv.Itoa(done.Pages))
}
