package letters

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"casefolio/app/dossier"
	"casefolio/app/dossier/letter"
	"casefolio/ui/kit"
)

// keep keeps the letter and goes on with then, which may be nil.
func (p *Page) keep(then func()) {
	if !p.made || p.save.Disabled() {
		return
	}
	p.endPause()
	l, left := p.letter(), p.left
	kit.Run(p.d.Shell.Tasks(), "", func(ctx context.Context) (letter.Letter, error) {
		return p.d.Letters.Save(ctx, l)
	}, func(kept letter.Letter, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		p.isNow(kept, l)
		switch {
		case then != nil:
			then()
		case !left:
			p.d.Shell.Toast(kit.T("letters.saved"))
		}
	})
}

// isNow takes what was kept of a letter that was written so.
func (p *Page) isNow(kept, written letter.Letter) {
	p.state.kept[slot(kept.TemplateID, kept.Lang)] = kept
	if kept.TemplateID == p.template && kept.Lang == p.lang {
		p.was = kept
		p.was.Text = written.Text
		p.aside = p.was
		p.tellKept()
	}
	p.list.Refresh()
}

// askRemove forgets a kept letter; it can be taken back.
func (p *Page) askRemove() {
	was := p.was
	if was.ID == "" {
		return
	}
	p.do(func(ctx context.Context) error { return p.d.Letters.Remove(ctx, was.ID) }, func() {
		p.d.Shell.Toast(kit.T("letters.removed"), kit.Action{Label: kit.T("letters.undo"), Do: func() {
			p.do(func(ctx context.Context) error {
				_, err := p.d.Letters.Save(ctx, was)
				return err
			}, nil)
		}})
	})
}

// do changes the kept letter and shows what is there then.
func (p *Page) do(work func(context.Context) error, done func()) {
	kit.Run(p.d.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		return struct{}{}, work(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		if !p.left {
			p.values = map[string]string{}
			p.load()
		}
		if done != nil {
			done()
		}
	})
}

// askWrite asks where the PDF goes. A letter with gaps leads to the first.
func (p *Page) askWrite() {
	if !p.made || p.pdf.Disabled() {
		return
	}
	f := p.state.desk.Fill(p.letter())
	if !f.Ready() {
		p.toGap(f)
		return
	}
	folder, file := p.d.Folder, p.state.desk.Case.Number+"-"+strings.ReplaceAll(p.template, ".", "-")
	kit.Run(p.d.Shell.Tasks(), "letters/folder", func(context.Context) (string, error) {
		return filepath.Base(dossier.FreePath(folder, file, p.state.desk.Audience)), os.MkdirAll(folder, 0o700)
	}, func(fileName string, err error) {
		if err != nil {
			folder = "" // somewhere else then
		}
		kit.ChooseSave(p.d.Shell, kit.T("letters.pdf.title"), folder, fileName, p.writeTo)
	})
}

// toGap gives the focus to what the letter lacks.
func (p *Page) toGap(f letter.Filled) {
	p.d.Shell.Toast(p.gaps.Text())
	for _, id := range f.Missing {
		if e := p.facts[id]; e != nil {
			p.panes.OpenRight()
			p.d.Shell.Window().Canvas().Focus(e)
			return
		}
	}
	p.d.Shell.Window().Canvas().Focus(p.text)
}

// writeTo keeps the letter and sets it at path.
func (p *Page) writeTo(path string) {
	type done struct {
		kept   letter.Letter
		result letter.Result
	}
	p.endPause()
	l := p.letter()
	kit.Run(p.d.Shell.Tasks(), "", func(ctx context.Context) (d done, err error) {
		if d.kept, err = p.d.Letters.Save(ctx, l); err != nil {
			return d, err
		}
		d.result, err = p.d.Letters.Write(ctx, d.kept.ID, path)
		return d, err
	}, func(d done, err error) {
		if d.kept.ID != "" {
			p.isNow(d.kept, l)
		}
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		var actions []kit.Action
		if p.d.Open != nil {
			actions = append(actions, kit.Action{Label: kit.T("letters.open"), Do: func() { p.open(d.result.Path) }})
		}
		p.d.Shell.Toast(kit.T("letters.written", "name", filepath.Base(d.result.Path)), actions...)
	})
}

// open shows a file in the system's program.
func (p *Page) open(path string) {
	kit.Run(p.d.Shell.Tasks(), "", func(context.Context) (struct{}, error) {
		return struct{}{}, p.d.Open(path)
	}, func(_ struct{}, err error) { p.d.Shell.ShowError(err) })
}
