package command

import (
	"fmt"
	"strings"

	"casefolio/app"
	"casefolio/app/evidence"
)

// evidenceAddCmd captures files as exhibits of a case.
type evidenceAddCmd struct {
	JSON  bool     `name:"json" help:"${json}"`
	Case  string   `arg:"" help:"${case_ref}"`
	Files []string `arg:"" help:"${evidence_files}"`
}

// Run captures all files that can be captured; those that cannot are named on
// the error output, and the command fails.
func (c evidenceAddCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	to, err := s.app.Cases.Get(s.ctx, c.Case)
	if err != nil {
		return err
	}
	found, err := evidence.Walk(s.ctx, c.Files)
	if err != nil {
		return err
	}
	all := append(found.Failed, s.app.Evidence.AddFiles(s.ctx, to.ID, found.Paths, evidence.FromFile,
		app.ReadingOptions(to, s.profile), nil)...)
	var in []evidence.Added
	for _, a := range all {
		if a.Err != nil {
			s.explain(a.Name, a.Err)
			continue
		}
		s.tellTwins(a)
		s.tellProblem(a)
		in = append(in, a)
	}
	if c.JSON {
		err = s.print(addedOut(in))
	} else {
		err = s.exhibitTable(exhibitsOf(in))
	}
	if err == nil && len(in) < len(all) {
		err = errFailed
	}
	return err
}

// tellTwins says where the same bytes are already.
func (s *session) tellTwins(a evidence.Added) {
	switch {
	case a.Known:
		s.tell("command.evidence.known", "file", a.Name, "exhibit", a.Exhibit.Label())
	case a.Restored:
		s.tell("command.evidence.restored", "file", a.Name, "exhibit", a.Exhibit.Label())
	}
	if len(a.Elsewhere) > 0 {
		s.tell("command.evidence.elsewhere", "file", a.Name, "places", strings.Join(places(a), ", "))
	}
}

// tellProblem says what is doubtful about the reading of a file.
func (s *session) tellProblem(a evidence.Added) {
	if key := "problem." + a.Exhibit.Problem; a.Exhibit.Problem != "" && s.catalog.Has(s.lang, key) {
		fmt.Fprintln(s.host.Err, a.Exhibit.Label()+" "+a.Name+": "+s.text(key))
	}
}

// places names the exhibits of other cases with the same bytes.
func places(a evidence.Added) []string {
	out := make([]string, len(a.Elsewhere))
	for i, t := range a.Elsewhere {
		out[i] = t.CaseNumber + " " + t.Label()
	}
	return out
}

// exhibitsOf are the exhibits, each once: two files may hold the same.
func exhibitsOf(in []evidence.Added) []evidence.Exhibit {
	seen := map[string]bool{}
	var out []evidence.Exhibit
	for _, a := range in {
		if !seen[a.Exhibit.ID] {
			out = append(out, a.Exhibit)
		}
		seen[a.Exhibit.ID] = true
	}
	return out
}

// captured is an exhibit as evidence add prints it. Problem is the code of what
// is doubtful about its reading. Known says that the case had the same bytes
// already; Elsewhere names exhibits of other cases with them.
type captured struct {
	Exhibit   string   `json:"exhibit"`
	Kind      string   `json:"kind"`
	Format    string   `json:"format"`
	SHA256    string   `json:"sha256"`
	Messages  int      `json:"messages"`
	Events    int      `json:"events"`
	Problem   string   `json:"problem,omitempty"`
	Known     bool     `json:"known,omitempty"`
	Elsewhere []string `json:"elsewhere,omitempty"`
}

func addedOut(in []evidence.Added) []captured {
	out := make([]captured, len(in))
	for i, a := range in {
		e := a.Exhibit
		out[i] = captured{e.Label(), string(e.Kind), e.Format, e.SHA256, e.Messages, e.Events, e.Problem, a.Known, places(a)}
	}
	return out
}
