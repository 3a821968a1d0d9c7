package kit

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
	all      []entry // of the folder
	entries  []entry // that are shown
	selected map[string]bool
	setting  bool // the program writes the path, not the seller

	dialog *Dialog
	path   *Entry
	name   *Entry
	side   *fyne.Container
	order  *Segments
	list   *fileList
	none   *Text
	note   *Text
	ok     *Button
}

// What is remembered on this machine about choosing files.
const (
	prefFolder = "files.folder"
	prefNewest = "files.newest"
)

// ChooseFiles lets the seller pick one or more files. extensions are lower
// case with the point; none means all files. chosen is not called when they
// cancel.
func ChooseFiles(s Shell, title string, extensions []string, chosen func(paths []string)) {
	newPicker(s, pickFiles, extensions, chosen).open(title, "")
}

// ChooseFile lets the seller pick one file.
func ChooseFile(s Shell, title string, extensions []string, chosen func(path string)) {
	ChooseFileIn(s, title, "", extensions, chosen)
}

// ChooseFileIn is ChooseFile beginning at start.
func ChooseFileIn(s Shell, title, start string, extensions []string, chosen func(path string)) {
	newPicker(s, pickOne, extensions, first(chosen)).open(title, start)
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
	p.path.OnChanged = func(string) { p.filter() }
	p.path.OnDown = p.intoList
	p.name = NewEntry()
	p.name.SetPlaceHolder(T("kit.file.name"))
	p.name.OnSubmitted = func(string) { p.take() }
	p.note = Small("").Colored(theme.ColorLate).Wrapped()
	p.none = Muted("").Wrapped().Aligned(fyne.TextAlignCenter)
	p.side = VBox(2)
	order := 0
	if fyne.CurrentApp().Preferences().Bool(prefNewest) {
		order = 1
	}
	p.order = NewSegments([]string{T("kit.file.byname"), T("kit.file.newest")}, order, func(i int) {
		fyne.CurrentApp().Preferences().SetBool(prefNewest, i == 1)
		sortEntries(p.all, i == 1)
		p.filter()
	})
	p.list = newFileList(p)
	return p
}

func (p *picker) open(title, start string) {
	start = p.startIn(start)
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
	first := p.path
	if p.mode == pickSave { // Enter saves under the name that is offered
		first = p.name
	}
	p.shell.Window().Canvas().Focus(first)
	p.enter(start)
	listPlaces(p.shell.Tasks(), p.offer)
}

// startIn is the folder to begin with: the one that was asked for, else the one
// that was used last, else home.
func (p *picker) startIn(start string) string {
	last := fyne.CurrentApp().Preferences().String(prefFolder)
	for _, dir := range []string{start, last} {
		if dir != "" && isFolder(dir) {
			return dir
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}

// offer shows the usual folders at the side.
func (p *picker) offer(all []place) {
	for _, pl := range all {
		p.side.Add(NewQuiet(pl.label, func() { p.enter(pl.path) }))
	}
	p.side.Refresh()
}

func (p *picker) body() fyne.CanvasObject {
	top := Row(8, 1, NewButton(T("kit.file.up"), p.up).Repeating(), p.path, p.order)
	var foot fyne.CanvasObject = p.note
	if p.mode == pickSave {
		foot = VBox(4, p.name, p.note)
	}
	files := NewCard(container.NewStack(p.list, Middle(p.none, 360)))
	side := Scroll(Pad(p.side, ringRoom, ringRoom, ringRoom, ringRoom))
	return container.NewBorder(Pad(top, 0, 0, 8, 0), Pad(foot, 6, 0, 0, 0), Sized(side, 118, 0), nil, files)
}

func (p *picker) up() { p.enter(filepath.Dir(p.dir)) }

// enter shows a folder; one that cannot be read says so and changes nothing.
func (p *picker) enter(dir string) {
	listFolder(p.shell.Tasks(), dir, p.extensions, func(l listing, err error) {
		if err != nil {
			p.blame(err)
			return
		}
		p.dir, p.all = l.dir, l.entries
		sortEntries(p.all, p.order.Selected() == 1)
		p.selected = map[string]bool{}
		p.setting = true
		p.path.SetText(l.dir)
		p.setting = false
		p.path.TypedShortcut(&fyne.ShortcutSelectAll{}) // so that typing looks for a name
		p.note.SetText("")
		p.filter()
		p.allow()
	})
}

func (p *picker) blame(err error) {
	sentence, _ := FaultText(err)
	p.note.SetText(sentence)
}

// wanted is the part of a name that was typed instead of a path, or empty.
func (p *picker) wanted() string {
	s := strings.TrimSpace(p.path.Text)
	if strings.ContainsAny(s, `/\:"`) {
		return ""
	}
	return s
}

// filter shows the entries whose names hold what was typed.
func (p *picker) filter() {
	if p.setting {
		return
	}
	p.entries = p.all
	wanted := strings.ToLower(p.wanted())
	if wanted != "" {
		p.entries = slices.DeleteFunc(slices.Clone(p.all), func(e entry) bool {
			return !strings.Contains(strings.ToLower(e.name), wanted)
		})
	}
	p.note.SetText("")
	p.none.SetText(p.emptyText())
	p.list.at = 0
	p.list.ScrollToTop()
	p.list.Refresh()
}

// emptyText says why nothing is listed.
func (p *picker) emptyText() string {
	switch {
	case len(p.entries) > 0:
		return ""
	case p.wanted() != "":
		return T("kit.file.notfound", "name", p.wanted())
	case p.mode == pickFolder:
		return T("kit.file.nofolders")
	case len(p.extensions) > 0 && p.extensions[0] != "":
		return T("kit.file.nokind", "kinds", strings.Join(p.extensions, " "))
	}
	return T("kit.file.empty")
}

// find looks for a name that is typed while the list has the focus.
func (p *picker) find(r rune) {
	p.shell.Window().Canvas().Focus(p.path)
	p.path.TypedShortcut(&fyne.ShortcutSelectAll{})
	p.path.TypedRune(r)
}

// intoList goes on to the list with the arrow keys.
func (p *picker) intoList() {
	if len(p.entries) > 0 {
		p.shell.Window().Canvas().Focus(p.list)
	}
}

// entered is Enter on a line: into the folder, or with the file.
func (p *picker) entered(i int) {
	if i >= len(p.entries) {
		return
	}
	e := p.entries[i]
	if !e.folder && !p.selected[e.name] {
		p.tapped(i)
	}
	if e.folder {
		p.enter(filepath.Join(p.dir, e.name))
		return
	}
	p.take()
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
	case err != nil && p.wanted() != "" && len(p.entries) > 0:
		p.entered(0)
	case err != nil:
		p.blame(fault.Wrap(err, "file.missing", "name", filepath.Base(s)))
	case info.IsDir() && p.mode == pickFolder && filepath.Clean(s) == p.dir:
		p.finish([]string{p.dir})
	case info.IsDir():
		p.enter(filepath.Clean(s))
	default:
		p.finish([]string{s})
	}
}

// tapped chooses a line: a folder is entered, a file is marked.
func (p *picker) tapped(i int) {
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
		if p.path.Text != p.dir { // another one was typed and not entered
			p.typed(p.path.Text)
			return
		}
		p.finish([]string{p.dir})
	case pickSave:
		if name := strings.TrimSpace(p.name.Text); name != "" {
			p.finish([]string{filepath.Join(p.dir, name)})
		}
	default:
		paths := make([]string, 0, len(p.selected))
		for _, e := range p.all {
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
		if p.mode == pickFiles || p.mode == pickOne {
			fyne.CurrentApp().Preferences().SetString(prefFolder, filepath.Dir(paths[0]))
		}
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
			p.blame(folderFault(err, p.dir))
			return
		}
	}
}
