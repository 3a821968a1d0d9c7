package dossier

import (
	"context"
	"os"
	"path/filepath"

	"casefolio/app/dossier"
	"casefolio/ui/kit"
)

// askSave asks where the file goes.
func (p *Page) askSave() {
	if p.save.Disabled() {
		return
	}
	number, folder, a := p.preview.Number, p.deps.Folder, p.preview.Options.Audience
	kit.Run(p.deps.Shell.Tasks(), "preview/folder", func(context.Context) (string, error) {
		return filepath.Base(dossier.FreePath(folder, number, a)), os.MkdirAll(folder, 0o700)
	}, func(name string, err error) {
		if err != nil {
			folder = "" // somewhere else then
		}
		kit.ChooseSave(p.deps.Shell, kit.T("preview.save.title"), folder, name, func(path string) {
			p.write(func() string { return path }, p.written)
		})
	})
}

// written tells where the file is.
func (p *Page) written(r dossier.Result) {
	var actions []kit.Action
	if p.deps.Open != nil {
		actions = append(actions, kit.Action{Label: kit.T("preview.open_file"), Do: func() { p.with(p.deps.Open, r.Path) }})
	}
	p.deps.Shell.Toast(Written(r), actions...)
}

// printOut writes the file, where this dossier is not written yet, and sends it
// to the printer: what was printed stays in the case's folder.
func (p *Page) printOut() {
	if p.print.Disabled() || p.deps.Print == nil {
		return
	}
	saved := p.saved
	if saved == "" {
		p.writeAndPrint()
		return
	}
	kit.Run(p.deps.Shell.Tasks(), "", func(context.Context) (bool, error) {
		_, err := os.Stat(saved)
		return err == nil, nil
	}, func(there bool, _ error) {
		if there {
			p.with(p.deps.Print, saved)
			return
		}
		p.saved = "" // moved or deleted since
		p.writeAndPrint()
	})
}

func (p *Page) writeAndPrint() {
	if p.preview == nil {
		return
	}
	number, a := p.preview.Number, p.preview.Options.Audience
	p.write(func() string { return dossier.FreePath(p.deps.Folder, number, a) }, func(r dossier.Result) {
		if len(r.Problems) > 0 {
			p.deps.Shell.Toast(Written(r))
		}
		p.with(p.deps.Print, r.Path)
	})
}

// write makes the file of the pages in sight.
func (p *Page) write(where func() string, then func(dossier.Result)) {
	preview := p.preview
	if preview == nil {
		return
	}
	Write(p.deps.Shell, p.deps.Dossier, Job{CaseID: p.caseID, Number: preview.Number, Options: preview.Options, Where: where}, func(r dossier.Result) {
		if p.preview == preview {
			p.saved = r.Path
			p.tellProblems(r.Problems) // some show only in writing
		}
		then(r)
	})
}

// with hands a file to another program.
func (p *Page) with(do func(string) error, path string) {
	kit.Run(p.deps.Shell.Tasks(), "", func(context.Context) (struct{}, error) {
		return struct{}{}, do(path)
	}, func(_ struct{}, err error) { p.deps.Shell.ShowError(err) })
}
