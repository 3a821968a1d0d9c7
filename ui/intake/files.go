package intake

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"casefolio/app/evidence"
	"casefolio/app/fault"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
)

// filePane holds the files that become exhibits when the case is filed. Until
// then they stay where they are, and the draft knows them by their paths.
type filePane struct {
	page    *Page
	paths   []string
	pick    *kit.Chip
	content *fyne.Container
}

func newFilePane(p *Page) *filePane {
	f := &filePane{page: p, content: kit.Flow(6)}
	f.pick = kit.NewChip(kit.T("intake.files.more", "keys", kit.ShortcutLabel(fyne.KeyO)), kit.ToneInfo, f.choose)
	f.content.Add(f.pick)
	return f
}

func (f *filePane) choose() {
	kit.ChooseFiles(f.page.deps.Shell, kit.T("viewer.pick"), nil, f.add)
}

// checked is what became of files that were offered.
type checked struct {
	paths  []string
	failed []evidence.Added
}

// maxFiles is how many files a new case takes at once; more go into the case.
const maxFiles = 200

// add takes files that can be read and says at once why others cannot.
func (f *filePane) add(paths []string) {
	kit.Run(f.page.deps.Shell.Tasks(), "", func(ctx context.Context) (c checked, _ error) {
		found, err := evidence.Walk(ctx, paths)
		if err == nil && len(found.Paths) > maxFiles {
			err = fault.New("folder.too_many", "limit", strconv.Itoa(maxFiles))
		}
		if err != nil {
			return c, err
		}
		c.failed = found.Failed
		for _, path := range found.Paths {
			if _, err := evidence.FileInput(path, evidence.FromDrop); err != nil {
				c.failed = append(c.failed, evidence.Added{Name: filepath.Base(path), Err: err})
				continue
			}
			c.paths = append(c.paths, path)
		}
		return c, nil
	}, func(c checked, err error) {
		if err != nil {
			f.page.deps.Shell.ShowError(err)
			return
		}
		now := slices.Clone(f.paths)
		for _, path := range c.paths {
			if !slices.Contains(now, path) {
				now = append(now, path)
			}
		}
		if len(now) > len(f.paths) {
			f.set(now)
			f.page.form.touched = true
			f.page.typed()
		}
		uievidence.ShowFailures(f.page.deps.Shell, c.failed)
	})
}

// set shows these files.
func (f *filePane) set(paths []string) {
	f.paths = paths
	f.content.RemoveAll()
	for _, path := range paths {
		f.content.Add(kit.NewChip("", kit.ToneNeutral, func() {
			f.set(slices.DeleteFunc(slices.Clone(f.paths), func(other string) bool { return other == path }))
			f.page.typed()
		}))
	}
	f.content.Add(f.pick)
	f.page.paste.label()
	f.page.paste.dock.Refresh()
}

// middle shortens a name in its middle, so that beginning and extension stay.
func middle(name string, n int) string {
	runes := []rune(name)
	if n = max(n, 14); len(runes) <= n {
		return name
	}
	return string(runes[:n-9]) + "…" + string(runes[len(runes)-8:])
}

// Dropped implements kit.DropTarget: files for the new case, or for the case
// that is changed.
func (p *Page) Dropped(_ fyne.Position, uris []fyne.URI) {
	switch {
	case p.paste == nil:
		p.adder.Dropped(p.caseID, uris)
	case p.loaded && !p.ended:
		p.paste.files.add(uievidence.Paths(uris))
	}
}

// Pasted implements kit.PasteTarget: what is pasted beside the fields belongs
// to the left side.
func (p *Page) Pasted() bool {
	if p.paste == nil {
		return p.adder.Paste(p.caseID)
	}
	text := kit.ClipText()
	if !p.loaded || p.ended {
		return false
	}
	if text == "" {
		p.pasteClip()
		return true
	}
	if !p.paste.takeOver(text) {
		if before := p.paste.text(); before != "" {
			text = before + "\n" + text
		}
		p.paste.set(text)
		p.form.touched = true
		p.typed()
	}
	return true
}

// pasteClip takes files or a picture that the clipboard holds in the place of
// text.
func (p *Page) pasteClip() {
	kit.Run(p.deps.Shell.Tasks(), "intake/paste", func(ctx context.Context) ([]string, error) {
		c, err := kit.ReadClip(ctx, p.deps.Shell, true)
		if err != nil || len(c.Picture) == 0 {
			return c.Files, err
		}
		path, err := uievidence.KeepPasted(c.Picture, p.deps.Now())
		return []string{path}, err
	}, func(paths []string, err error) {
		switch {
		case err != nil:
			p.deps.Shell.ShowError(err)
		case len(paths) == 0:
			p.deps.Shell.Toast(kit.T("viewer.paste.nothing"))
		case !p.ended:
			before := slices.Clone(p.paste.files.paths)
			p.paste.files.add(paths)
			p.deps.Shell.Toast(kit.T("intake.files.pasted", "count", strconv.Itoa(len(paths))),
				kit.Action{Label: kit.T("viewer.undo"), Do: func() {
					p.paste.files.set(before)
					p.typed()
				}})
		}
	})
}

// filedText says what was filed.
func filedText(f filed, in []evidence.Exhibit, stopped int) string {
	all := in
	if f.exhibit.ID != "" {
		all = append([]evidence.Exhibit{f.exhibit}, in...)
	}
	var text string
	switch {
	case len(all) > 1:
		text = kit.T("intake.created_many", "number", f.c.Number, "count", strconv.Itoa(len(all)),
			"first", all[0].Label(), "last", all[len(all)-1].Label())
	case f.exhibit.ID != "":
		text = kit.T("intake.created_with", "number", f.c.Number, "label", f.exhibit.Label())
	case len(all) == 1:
		text = kit.T("intake.created_file", "number", f.c.Number, "label", all[0].Label())
	default:
		text = kit.T("intake.created", "number", f.c.Number)
	}
	if stopped > 0 {
		text = kit.T("intake.stopped", "text", text, "count", strconv.Itoa(stopped))
	}
	return text
}
