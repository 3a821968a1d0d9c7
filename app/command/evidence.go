package command

import (
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
	added := s.app.Evidence.AddFiles(s.ctx, to.ID, c.Files, evidence.FromFile,
		app.ReadingOptions(to, s.profile), nil)
	exhibits := []evidence.Exhibit{}
	failed := false
	for _, a := range added {
		if a.Err != nil {
			s.explain(a.Name, a.Err)
			failed = true
			continue
		}
		exhibits = append(exhibits, a.Exhibit)
	}
	if c.JSON {
		err = s.print(addedOut(exhibits))
	} else {
		err = s.exhibitTable(exhibits)
	}
	if err == nil && failed {
		err = errFailed
	}
	return err
}

// captured is an exhibit as evidence add prints it.
type captured struct {
	Exhibit  string `json:"exhibit"`
	Kind     string `json:"kind"`
	Format   string `json:"format"`
	SHA256   string `json:"sha256"`
	Messages int    `json:"messages"`
	Events   int    `json:"events"`
}

func addedOut(exhibits []evidence.Exhibit) []captured {
	out := make([]captured, len(exhibits))
	for i, e := range exhibits {
		out[i] = captured{e.Label(), string(e.Kind), e.Format, e.SHA256, e.Messages, e.Events}
	}
	return out
}
