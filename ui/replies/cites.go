package replies

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/replies"
	"casefolio/ui/kit"
)

// cites lists below the text what it rests on and what goes with it: evidence that
// can be pointed to in the text, and files that are saved to be attached.
type cites struct {
	p   *Page
	box *fyne.Container
}

func newCites(p *Page) *cites {
	c := &cites{p: p, box: kit.VBox(3)}
	c.box.Hide()
	return c
}

func (c *cites) fill() {
	p := c.p
	c.box.RemoveAll()
	for _, id := range p.draft.Exhibits {
		i := slices.IndexFunc(p.state.desk.Exhibits, func(e replies.Exhibit) bool { return e.ID == id })
		if i < 0 {
			continue // it lies in the trash
		}
		e := p.state.desk.Exhibits[i]
		words := mention(e, kit.Language(), p.draft.Number(id, p.state.desk.Exhibits)) + " = " + e.Label + " " + shortened(titleOf(e), 24)
		c.line(kit.T("replies.cited", "names", words),
			kit.NewQuiet(kit.T("replies.cite.insert"), func() { p.mention(e) }), func() { p.cite(e.ID) })
	}
	for _, f := range p.draft.Files {
		c.line(kit.T("replies.file", "name", f.Name+" · "+kit.FileSize(f.Bytes)),
			kit.NewQuiet(kit.T("replies.file.save"), func() { p.saveFiles(f) }), func() { p.leaveOut(f) })
	}
	show(c.box, len(c.box.Objects) > 0)
	c.box.Refresh()
}

func (c *cites) line(words string, do fyne.CanvasObject, off func()) {
	out := kit.NewQuiet("×", off)
	c.box.Add(kit.Row(4, 0, kit.Small(words).Clamped(1), do, out))
}

// mention is how a text points to an exhibit, without the brackets.
func mention(e replies.Exhibit, lang string, n int) string {
	return strings.Trim(e.Mention(lang, n), "()（） ")
}

// mention points to an exhibit where the caret is.
func (p *Page) mention(e replies.Exhibit) {
	if !p.writable() {
		return
	}
	was := p.draft.Text
	draft, end := p.draft.Cite(p.editor.caret(), e, p.state.desk.Exhibits)
	p.draft = draft
	p.followFindings(changeOf(was, draft.Text))
	p.editor.write(end)
	p.acted()
	p.focusText()
}

// leaveOut lets a file go with the reply no more.
func (p *Page) leaveOut(f replies.File) {
	if p.writable() {
		p.draft.Files = slices.DeleteFunc(slices.Clone(p.draft.Files), func(o replies.File) bool { return o == f })
		p.acted()
	}
}

// prefFolder is where the files of replies were saved last.
const prefFolder = "replies.folder"

// saveFiles lets the seller say where files go; the folder is offered first the
// next time.
func (p *Page) saveFiles(files ...replies.File) {
	start := fyne.CurrentApp().Preferences().String(prefFolder)
	kit.ChooseFolder(p.d.Shell, kit.T("replies.file.folder"), start, func(dir string) { p.saveTo(dir, files) })
}

// saveAll saves all files of a reply where they were saved last; the first time it
// asks.
func (p *Page) saveAll(files []replies.File) {
	if dir := fyne.CurrentApp().Preferences().String(prefFolder); dir != "" {
		p.saveTo(dir, files)
		return
	}
	p.saveFiles(files...)
}

func (p *Page) saveTo(dir string, files []replies.File) {
	kit.Run(p.d.Shell.Tasks(), "replies/save", func(ctx context.Context) ([]string, error) {
		return p.d.Replies.SaveFiles(ctx, dir, files)
	}, func(paths []string, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		fyne.CurrentApp().Preferences().SetString(prefFolder, dir)
		names := make([]string, len(paths))
		for i, path := range paths {
			names[i] = filepath.Base(path)
		}
		actions := []kit.Action{{Label: kit.T("replies.file.elsewhere"), Do: func() { p.saveFiles(files...) }}}
		if p.d.Open != nil {
			actions = append(actions, kit.Action{Label: kit.T("replies.file.show"), Do: func() { p.openFolder(dir) }})
		}
		p.d.Shell.Toast(kit.T("replies.file.saved", "names", strings.Join(names, kit.T("replies.comma")), "folder", dir), actions...)
	})
}

func (p *Page) openFolder(dir string) {
	if err := p.d.Open(dir); err != nil {
		p.d.Shell.ShowError(err)
	}
}

// namesOfFiles names the files of a reply.
func namesOfFiles(files []replies.File) string {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.Name
	}
	return strings.Join(names, kit.T("replies.comma"))
}
