package command

import (
	"strconv"

	"casefolio/app/backup"
	"casefolio/app/journal"
	"casefolio/app/sample"
)

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
