package dossier

import (
	"context"
	"os"
	"path/filepath"

	"casefolio/app/dossier"
	"casefolio/app/dossier/progress"
	"casefolio/ui/kit"
)

// Writer writes dossiers.
type Writer interface {
	Write(ctx context.Context, caseRef string, opt dossier.Options, path string) (dossier.Result, error)
}

// Job is a file to be written. Where is asked in the background; its folder is
// made where it is not there.
type Job struct {
	CaseID, Number string
	Options        dossier.Options
	Where          func() string
}

// Write makes the file in the background. How far it is stands over the page,
// with a way to stop; what was there before is then untouched.
func Write(shell kit.Shell, by Writer, job Job, then func(dossier.Result)) {
	ctx, cancel := context.WithCancel(context.Background())
	shown := shell.Progress(kit.T("preview.writing", "number", job.Number), cancel)
	ctx = progress.With(ctx, func(step progress.Step, done, total int) { shown.Say(kit.StepText(step, done, total), done, total) })
	kit.Run(shell.Tasks(), "", func(task context.Context) (dossier.Result, error) {
		defer cancel()
		defer context.AfterFunc(task, cancel)()
		path := job.Where()
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return dossier.Result{}, err
		}
		return by.Write(ctx, job.CaseID, job.Options, path)
	}, func(r dossier.Result, err error) {
		shown.Close()
		if err != nil {
			shell.ShowError(err)
			return
		}
		then(r)
	})
}

// Written tells what was written, for whom, and what of it is not as it is.
func Written(r dossier.Result) string {
	words := counted("preview.saved", "preview.saved.one", r.Pages, "file", filepath.Base(r.Path))
	words = kit.T("preview.saved.as", "audience", kit.T("preview.badge."+string(r.Audience)), "saved", words)
	if len(r.Masked) > 0 {
		words = kit.T("preview.saved.masked", "saved", words, "count", kit.Count(len(r.Masked)))
	}
	if len(r.Problems) > 0 {
		words = kit.T("preview.saved.partly", "saved", words, "problems", Sentence(r.Problems))
	}
	return words
}
