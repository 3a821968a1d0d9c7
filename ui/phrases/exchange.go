package phrases

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/phrases"
	"casefolio/app/phrases/exchange"
	"casefolio/ui/kit"
)

// Files is what exchanging the library with other programs needs. Compare tells
// what a file would do, Take keeps the chosen lines of that; Write writes the
// library in the format that the path names; Sheet prints it for training.
type Files struct {
	Formats []string
	Folder  string // where files go unless the seller chooses
	Compare func(ctx context.Context, path, lang, group string) (exchange.Plan, error)
	Take    func(ctx context.Context, p exchange.Plan, chosen []int) (int, error)
	Write   func(ctx context.Context, path, lang string, q phrases.Query) (int, error)
	Sheet   func(ctx context.Context, path, lang, buyer string, groups []string) (pages int, err error)
}

// slotFiles is the one in which a file is read or written.
const slotFiles = "phrases/files"

// fileDeeds are the buttons for files and paper, below the list.
func (p *Page) fileDeeds() fyne.CanvasObject {
	if p.d.Files.Compare == nil {
		return nil
	}
	return kit.Pad(kit.Flow(2,
		kit.NewQuiet(kit.T("exchange.import"), p.importFile),
		kit.NewQuiet(kit.T("exchange.export"), p.exportFile),
		kit.NewQuiet(kit.T("exchange.print"), p.printSheet),
	), 2, 10, 6, 10)
}

// importFile asks for a file and shows what it would do.
func (p *Page) importFile() {
	kit.ChooseFile(p.d.Shell, kit.T("exchange.choose"), []string{".csv", ".tsv", ".txt", ".xlsx", ".yaml", ".yml"}, func(path string) {
		p.compare(path, "", func(plan exchange.Plan) { newPreview(p, path, plan).show() })
	})
}

// compare reads a file, with progress and a way to stop.
func (p *Page) compare(path, group string, show func(exchange.Plan)) {
	tasks := p.d.Shell.Tasks()
	progress := p.d.Shell.Progress(kit.T("exchange.reading"), func() { tasks.Cancel(slotFiles) })
	kit.Run(tasks, slotFiles, func(ctx context.Context) (exchange.Plan, error) {
		return p.d.Files.Compare(ctx, path, kit.Language(), group)
	}, func(plan exchange.Plan, err error) {
		progress.Close()
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		show(plan)
	})
}

// take keeps the chosen lines as one deed that can be taken back.
func (p *Page) take(plan exchange.Plan, chosen []int) {
	progress := p.d.Shell.Progress(kit.T("exchange.writing"), nil) // one transaction: it stands or it does not
	added, changed := 0, 0
	for _, i := range chosen {
		if plan.Lines[i].State == exchange.Added {
			added++
		} else {
			changed++
		}
	}
	kit.Do(p.d.Shell, "", func(ctx context.Context) error {
		_, err := p.d.Files.Take(ctx, plan, chosen)
		return err
	}, func(back kit.Back, err error) {
		progress.Close()
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		kit.Did(p.d.Shell, kit.T("exchange.done", "added", kit.Count(added), "changed", kit.Count(changed)), back)
		p.Reload()
		p.find()
	})
}

// exportFile asks for a format and a place, and writes the library there.
func (p *Page) exportFile() {
	names := make([]string, len(p.d.Files.Formats))
	for i, format := range p.d.Files.Formats {
		names[i] = kit.T("exchange.export.format." + format)
	}
	format := widget.NewRadioGroup(names, nil)
	format.SetSelected(names[0])
	format.Required = true
	d := kit.NewDialog(p.d.Shell.Window().Canvas(), kit.T("exchange.export.title"), kit.VBox(12,
		kit.Muted(kit.T("exchange.export.hint")).Wrapped(), kit.NewField(kit.T("exchange.export.format"), false, format)))
	d.SetButtons(kit.NewButton(kit.T("kit.cancel"), d.Hide), kit.NewPrimary(kit.T("exchange.export.go"), func() {
		d.Hide()
		ending := p.d.Files.Formats[max(0, slices.Index(names, format.Selected))]
		kit.ChooseSave(p.d.Shell, kit.T("exchange.export.title"), p.d.Files.Folder, "phrases."+ending, func(path string) { p.write(path, ending) })
	}))
	d.Show()
}

func (p *Page) write(path, ending string) {
	if !slices.Contains([]string{".csv", ".xlsx", ".yaml", ".yml"}, strings.ToLower(filepath.Ext(path))) {
		path += "." + ending
	}
	tasks := p.d.Shell.Tasks()
	progress := p.d.Shell.Progress(kit.T("exchange.writing"), func() { tasks.Cancel(slotFiles) })
	kit.Run(tasks, slotFiles, func(ctx context.Context) (int, error) {
		return p.d.Files.Write(ctx, path, kit.Language(), phrases.Query{})
	}, func(n int, err error) {
		progress.Close()
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		p.d.Shell.Toast(kit.T("exchange.exported", "count", kit.Count(n)), p.opener(path))
	})
}

func (p *Page) opener(path string) kit.Action {
	return kit.Action{Label: kit.T("exchange.show"), Do: func() {
		if err := p.d.Open(path); err != nil {
			p.d.Shell.ShowError(err)
		}
	}}
}

// printSheet asks which steps and which language go on the training sheet.
func (p *Page) printSheet() {
	var names, buyers []string
	for _, lang := range append(phrases.Spoken()[1:], phrases.Spoken()[0]) { // Chinese stands beside each
		names, buyers = append(names, kit.T("training.lang."+lang)), append(buyers, lang)
	}
	buyer := widget.NewSelect(names, nil)
	buyer.SetSelectedIndex(0)
	groups := p.d.Library.Groups()
	checks := make([]*kit.Check, len(groups))
	boxes := make([]fyne.CanvasObject, len(groups))
	var d *kit.Dialog
	deed := kit.NewPrimary(kit.T("exchange.print.go"), func() {
		var chosen []string
		for i, c := range checks {
			if c.Checked {
				chosen = append(chosen, groups[i].ID)
			}
		}
		d.Hide()
		kit.ChooseSave(p.d.Shell, kit.T("exchange.print.title"), p.d.Files.Folder, "training-"+buyers[buyer.SelectedIndex()]+".pdf", func(path string) {
			p.sheetTo(path, buyers[buyer.SelectedIndex()], chosen)
		})
	})
	all := kit.NewCheck(kit.T("exchange.all"), true, nil)
	for i, g := range groups {
		checks[i] = kit.NewCheck(name(g.Names), true, nil)
		boxes[i] = checks[i]
	}
	settle := func() {
		n := 0
		for _, c := range checks {
			if c.Checked {
				n++
			}
		}
		if all.Set(n == len(checks)); n > 0 {
			deed.Enable()
		} else {
			deed.Disable()
		}
	}
	for _, c := range checks {
		c.OnChanged = func(bool) { settle() }
	}
	all.OnChanged = func(on bool) {
		for _, c := range checks {
			c.Set(on)
		}
		settle()
	}
	d = kit.NewDialog(p.d.Shell.Window().Canvas(), kit.T("exchange.print.title"), kit.VBox(12,
		kit.Muted(kit.T("exchange.print.hint")).Wrapped(),
		kit.NewField(kit.T("exchange.print.buyer"), false, buyer),
		kit.NewField(kit.T("exchange.print.groups"), false, kit.VBox(0, all, kit.Columns(2, 4, boxes...)))))
	d.SetWidth(520)
	d.SetButtons(kit.NewButton(kit.T("kit.cancel"), func() { d.Hide() }), deed)
	d.Show()
}

func (p *Page) sheetTo(path, buyer string, groups []string) {
	if !strings.EqualFold(filepath.Ext(path), ".pdf") {
		path += ".pdf"
	}
	tasks := p.d.Shell.Tasks()
	progress := p.d.Shell.Progress(kit.T("exchange.writing"), func() { tasks.Cancel(slotFiles) })
	kit.Run(tasks, slotFiles, func(ctx context.Context) (int, error) {
		return p.d.Files.Sheet(ctx, path, kit.Language(), buyer, groups)
	}, func(pages int, err error) {
		progress.Close()
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		p.d.Shell.Toast(kit.T("exchange.printed", "pages", kit.Count(pages)), p.opener(path))
	})
}
