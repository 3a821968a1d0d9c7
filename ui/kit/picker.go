package kit

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/fault"
	"casefolio/ui/theme"
)

// pickMode is what the file window chooses.
type pickMode int

const (
	pickFiles pickMode = iota
	pickOne
	pickFolder
	pickSave
)

// picker is the program's own file window: it takes several files at once and
// speaks the seller's language, which the toolkit's does not.
type picker struct {
	shell      Shell
	mode       pickMode
	extensions []string
	chosen     func(paths []string)

	dir      string
	entries  []entry
	selected map[string]bool

	dialog *Dialog
	path   *Entry
	name   *Entry
	list   *widget.List
	note   *Text
	ok     *Button
}

// ChooseFiles lets the seller pick one or more files. extensions are lower
// case with the point; none means all files. chosen is not called when they
// cancel.
func ChooseFiles(s Shell, title string, extensions []string, chosen func(paths []string)) {
	newPicker(s, pickFiles, extensions, chosen).open(title, "")
}

// ChooseFile lets the seller pick one file.
func ChooseFile(s Shell, title string, extensions []string, chosen func(path string)) {
	newPicker(s, pickOne, extensions, first(chosen)).open(title, "")
}

// ChooseFolder lets the seller pick a folder, beginning at start or at home.
func ChooseFolder(s Shell, title, start string, chosen func(path string)) {
	newPicker(s, pickFolder, []string{"/"}, first(chosen)).open(title, start)
}

// ChooseSave lets the seller say where a file goes. folder may be empty. A
// file that exists is asked about.
func ChooseSave(s Shell, title, folder, name string, chosen func(path string)) {
	p := newPicker(s, pickSave, []string{strings.ToLower(filepath.Ext(name))}, first(chosen))
	p.name.SetText(name)
	p.open(title, folder)
}

func first(chosen func(string)) func([]string) {
	return func(paths []string) { chosen(paths[0]) }
}

func newPicker(s Shell, mode pickMode, extensions []string, chosen func([]string)) *picker {
	p := &picker{shell: s, mode: mode, extensions: extensions, chosen: chosen, selected: map[string]bool{}}
	p.path = NewEntry()
	p.path.OnSubmitted = p.typed
	p.name = NewEntry()
	p.name.SetPlaceHolder(T("kit.file.name"))
	p.name.OnSubmitted = func(string) { p.take() }
	p.note = Small("").Colored(theme.ColorLate)
	p.list = widget.NewList(func() int { return len(p.entries) }, newFileRow, p.fill)
	p.list.OnSelected = p.tapped
	return p
}

func (p *picker) open(title, start string) {
	if start == "" {
		start, _ = os.UserHomeDir()
	}
	verb := T("kit.file.choose")
	switch p.mode {
	case pickFolder:
		verb = T("kit.file.thisfolder")
	case pickSave:
		verb = T("kit.file.savebutton")
	}
	p.ok = NewPrimary(verb, p.take)
	buttons := []*Button{NewButton(T("kit.cancel"), func() { p.dialog.Hide() }), p.ok}
	if p.mode == pickFolder || p.mode == pickSave {
		buttons = append([]*Button{NewButton(T("kit.file.newfolder"), p.newFolder)}, buttons...)
	}
	p.dialog = NewDialog(p.shell.Window().Canvas(), title, p.body())
	p.dialog.Height = 400
	p.dialog.SetWidth(680)
	p.dialog.SetButtons(buttons...)
	p.dialog.Show()
	p.enter(start)
	p.shell.Window().Canvas().Focus(p.path)
}

func (p *picker) body() fyne.CanvasObject {
	side := VBox(2)
	for _, pl := range places() {
		side.Add(NewQuiet(pl.label, func() { p.enter(pl.path) }))
	}
	up := NewButton("↑", func() { p.enter(filepath.Dir(p.dir)) })
	top := Row(6, 1, up, p.path)
	var foot fyne.CanvasObject = p.note
	if p.mode == pickSave {
		foot = VBox(4, p.name, p.note)
	}
	files := NewCard(p.list)
	return container.NewBorder(Pad(top, 0, 0, 8, 0), Pad(foot, 6, 0, 0, 0), Sized(Scroll(side), 118, 0), nil, files)
}

// enter shows a folder; one that cannot be read says so and changes nothing.
func (p *picker) enter(dir string) {
	listFolder(p.shell.Tasks(), dir, p.extensions, func(l listing, err error) {
		if err != nil {
			sentence, _ := FaultText(err)
			p.note.SetText(sentence)
			return
		}
		p.dir, p.entries = l.dir, l.entries
		p.selected = map[string]bool{}
		p.path.SetText(l.dir)
		p.path.CursorColumn = len([]rune(l.dir))
		p.path.Refresh()
		p.note.SetText("")
		p.list.UnselectAll()
		p.list.ScrollToTop()
		p.list.Refresh()
		p.allow()
	})
}

// typed follows a path that was typed: into a folder, or straight to a file.
func (p *picker) typed(s string) {
	s = strings.Trim(strings.TrimSpace(s), `"`)
	if !filepath.IsAbs(s) {
		s = filepath.Join(p.dir, s)
	}
	info, err := os.Stat(s)
	switch {
	case err != nil && p.mode == pickSave:
		p.finish([]string{s})
	case err != nil:
		sentence, _ := FaultText(fault.Wrap(err, "file.missing", "name", filepath.Base(s)))
		p.note.SetText(sentence)
	case info.IsDir() && p.mode == pickFolder && filepath.Clean(s) == p.dir:
		p.take()
	case info.IsDir():
		p.enter(filepath.Clean(s))
	default:
		p.finish([]string{s})
	}
}

func (p *picker) tapped(i widget.ListItemID) {
	p.list.Unselect(i)
	e := p.entries[i]
	switch {
	case e.folder:
		p.enter(filepath.Join(p.dir, e.name))
		return
	case p.mode == pickSave:
		p.name.SetText(e.name)
	case p.mode == pickOne:
		p.selected = map[string]bool{e.name: true}
	case p.selected[e.name]:
		delete(p.selected, e.name)
	default:
		p.selected[e.name] = true
	}
	p.list.Refresh()
	p.allow()
}

// allow lets the main button be pressed when there is something to take.
func (p *picker) allow() {
	ready := p.mode == pickFolder || p.mode == pickSave || len(p.selected) > 0
	p.ok.setDisabled(!ready)
	if p.mode == pickFiles && len(p.selected) > 0 {
		p.ok.SetText(T("kit.file.choosemany", "count", Count(len(p.selected))))
	} else if p.mode == pickFiles {
		p.ok.SetText(T("kit.file.choose"))
	}
}

func (p *picker) take() {
	switch p.mode {
	case pickFolder:
		p.finish([]string{p.dir})
	case pickSave:
		if name := strings.TrimSpace(p.name.Text); name != "" {
			p.finish([]string{filepath.Join(p.dir, name)})
		}
	default:
		paths := make([]string, 0, len(p.selected))
		for _, e := range p.entries {
			if p.selected[e.name] {
				paths = append(paths, filepath.Join(p.dir, e.name))
			}
		}
		if len(paths) > 0 {
			p.finish(paths)
		}
	}
}

func (p *picker) finish(paths []string) {
	done := func() {
		p.dialog.Hide()
		p.chosen(paths)
	}
	if p.mode == pickSave {
		if _, err := os.Stat(paths[0]); err == nil {
			p.shell.Confirm(T("kit.file.exists"), T("kit.file.exists.body", "name", filepath.Base(paths[0])), T("kit.file.replace"), true, done)
			return
		}
	}
	done()
}

func (p *picker) newFolder() {
	for i := 1; i < 100; i++ {
		name := T("kit.file.newfolder.name")
		if i > 1 {
			name += " " + Count(i)
		}
		dir := filepath.Join(p.dir, name)
		err := os.Mkdir(dir, 0o700)
		if err == nil {
			p.enter(dir)
			return
		}
		if !os.IsExist(err) {
			sentence, _ := FaultText(folderFault(err, p.dir))
			p.note.SetText(sentence)
			return
		}
	}
}

func newFileRow() fyne.CanvasObject {
	icon := widget.NewIcon(fynetheme.FileIcon())
	return Pad(Row(8, 1, icon, Body(""), Small("").Whole()), 4, 6, 4, 6)
}

func (p *picker) fill(i widget.ListItemID, o fyne.CanvasObject) {
	row := o.(*fyne.Container).Objects[0].(*fyne.Container).Objects
	icon, name, size := row[0].(*widget.Icon), row[1].(*Text), row[2].(*Text)
	e := p.entries[i]
	name.SetText(e.name)
	switch {
	case e.folder:
		icon.SetResource(fynetheme.FolderIcon())
		size.SetText("")
	case p.selected[e.name]:
		icon.SetResource(fynetheme.ConfirmIcon())
		size.SetText(FileSize(e.size))
	default:
		icon.SetResource(fynetheme.FileIcon())
		size.SetText(FileSize(e.size))
	}
	o.Refresh()
}
