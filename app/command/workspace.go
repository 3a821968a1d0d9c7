package command

import (
	"strconv"
	"strings"

	"casefolio/app/backup"
	"casefolio/app/dossier"
	"casefolio/app/journal"
	"casefolio/app/sample"
)

// dossierCmd writes the dossier of a case.
type dossierCmd struct {
	JSON   bool   `name:"json" help:"${json}"`
	Case   string `arg:"" help:"${case_ref}"`
	Out    string `required:"" placeholder:"FILE" help:"${out}"`
	Lang   string `enum:"zh,en,both," default:"" help:"${lang}"`
	Paper  string `enum:"a4,letter," default:"" help:"${paper}"`
	Form   string `enum:"full,summary," default:"" help:"${form}"`
	Attach bool   `help:"${attach}"`
	Photos int    `enum:"0,1,2,4" default:"0" help:"${photos}"`
}

func (c dossierCmd) options() dossier.Options {
	return dossier.Options{Lang: c.Lang, Paper: c.Paper, Form: c.Form, Photos: c.Photos, Attach: c.Attach}
}

// Run writes the file and tells how many pages it has.
func (c dossierCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	done, err := s.app.Dossier.Write(s.ctx, c.Case, c.options(), c.Out)
	if err != nil {
		return err
	}
	if len(done.Faults) > 0 {
		s.tell("command.dossier_faults", "exhibits", strings.Join(done.Faults, ", "))
	}
	if !c.JSON {
		return s.say("command.dossier", "path", done.Path, "pages", strconv.Itoa(done.Pages))
	}
	return s.print(struct {
		Path     string       `json:"path"`
		Pages    int          `json:"pages"`
		SHA256   string       `json:"sha256"`
		Faults   []string     `json:"faults"`
		Problems []problemOut `json:"problems"`
	}{done.Path, done.Pages, done.SHA256, append([]string{}, done.Faults...), problemsOf(done.Problems)})
}

// problemOut is something that paper does not show as it is: of an exhibit, or
// of a part of the case itself.
type problemOut struct {
	Exhibit string `json:"exhibit,omitempty"`
	Part    string `json:"part,omitempty"`
	Code    string `json:"code"`
	Count   int    `json:"count,omitempty"` // characters that stand as boxes
	Page    int    `json:"page,omitempty"`
}

func problemsOf(all []dossier.Problem) []problemOut {
	out := []problemOut{}
	for _, p := range all {
		out = append(out, problemOut{p.Label, string(p.Part), string(p.Code), p.Count, p.Page})
	}
	return out
}

// verifyCmd checks the journal and all originals.
type verifyCmd struct {
	JSON bool `name:"json" help:"${json}"`
}

// Run writes the report; findings make the command fail.
func (c verifyCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	report, err := s.app.Journal.Verify(s.ctx, nil)
	if err != nil {
		return err
	}
	if c.JSON {
		err = s.print(report)
	} else {
		err = s.sayReport(report)
	}
	if err == nil && !report.OK {
		err = errFailed
	}
	return err
}

func (s *session) sayReport(r journal.Report) error {
	key := "command.verified"
	if !r.OK {
		key = "command.not_whole"
	}
	err := s.say(key, "entries", strconv.FormatInt(r.Entries, 10), "files", strconv.FormatInt(r.Files, 10),
		"problems", strconv.Itoa(len(r.Problems)))
	for _, p := range r.Problems {
		if err != nil {
			break
		}
		err = s.say("command.problem."+p.Code, "subject", p.Subject)
	}
	return err
}

// sampleCmd fills an empty workspace with invented cases.
type sampleCmd struct{}

// Run fills the workspace.
func (sampleCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	n, err := sample.Fill(s.ctx, s.app, s.host.Files, nil)
	if err != nil {
		return err
	}
	return s.say("command.sample", "count", strconv.Itoa(n), "folder", s.dir)
}

// backupCmd backs the workspace up.
type backupCmd struct {
	JSON bool `name:"json" help:"${json}"`
}

// Run makes the backup and tells where it is.
func (c backupCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	made, err := s.app.Backup.Make(s.ctx, "manual", nil)
	if err != nil {
		return err
	}
	if !c.JSON {
		return s.say("command.backup", "path", made.Path)
	}
	return s.print(struct {
		Path string `json:"path"`
		Size int64  `json:"size"`
		At   string `json:"at"`
	}{made.Path, made.Size, stamp(made.At)})
}

// restoreCmd unpacks a backup into a folder of its own.
type restoreCmd struct {
	Archive string `arg:"" help:"${archive}"`
	Dir     string `arg:"" help:"${dir}"`
}

// Run restores the backup. No workspace is opened for it.
func (c restoreCmd) Run(s *session) error {
	if err := backup.Restore(s.ctx, c.Archive, c.Dir, nil); err != nil {
		return err
	}
	return s.say("command.restore", "folder", c.Dir)
}
