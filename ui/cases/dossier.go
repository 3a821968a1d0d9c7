package cases

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/dossier"
	"casefolio/app/shop"
	uidossier "casefolio/ui/dossier"
	"casefolio/ui/kit"
)

// The choices of the dossier dialog, in their order on screen.
var (
	paperLangs = [...]string{kit.Chinese, kit.English}
	papers     = [...]string{"a4", "letter"}
)

// askDossier asks for language, paper and folder, and writes the dossier.
func (p *Page) askDossier() {
	c := p.file.c
	if _, ok := p.writable(); !ok {
		return
	}
	kit.Run(p.deps.Shell.Tasks(), "cases/profile", p.deps.Shop.Profile, func(profile shop.Profile, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.showDossierDialog(c, profile)
	})
}

func (p *Page) showDossierDialog(c cases.Case, profile shop.Profile) {
	langs := kit.NewSegments([]string{kit.T("cases.dossier.zh"), kit.T("cases.dossier.en")},
		choice(paperLangs[:], profile.PaperLang, kit.Language()), nil)
	sizes := kit.NewSegments([]string{kit.T("cases.dossier.a4"), kit.T("cases.dossier.letter")},
		choice(papers[:], profile.Paper, "a4"), nil)
	folder := p.deps.Folder
	where := kit.Small(folder).Wrapped()
	window := p.deps.Shell.Window()
	pick := kit.NewQuiet(kit.T("cases.dossier.folder"), func() {
		kit.ChooseFolder(p.deps.Shell, kit.T("cases.dossier.where"), folder, func(chosen string) {
			folder = chosen
			where.SetText(chosen)
		})
	})
	body := kit.VBox(12,
		kit.NewField(kit.T("cases.dossier.lang"), false, langs),
		kit.NewField(kit.T("cases.dossier.paper"), false, sizes),
		kit.NewField(kit.T("cases.dossier.where"), false, kit.Row(8, 0, where, pick)),
	)
	d := kit.NewDialog(window.Canvas(), kit.T("cases.dossier.title", "number", c.Number), body)
	write := kit.NewPrimary(kit.T("cases.dossier.write"), func() {
		d.Hide()
		p.writeDossier(c, dossier.Options{Lang: paperLangs[langs.Selected()], Paper: papers[sizes.Selected()]}, folder)
	})
	look := kit.NewButton(kit.T("preview.open"), func() {
		d.Hide()
		p.deps.Shell.Go(uidossier.Route(c.ID, dossier.Options{Lang: paperLangs[langs.Selected()], Paper: papers[sizes.Selected()]}))
	})
	d.SetButtons(kit.NewButton(kit.T("cases.cancel"), d.Hide), look, write)
	d.Show()
}

// choice is the place of the first wanted value that is offered.
func choice(offered []string, wanted ...string) int {
	for _, w := range wanted {
		for i, o := range offered {
			if o == w {
				return i
			}
		}
	}
	return 0
}

func (p *Page) writeDossier(c cases.Case, opt dossier.Options, folder string) {
	ctx, cancel := context.WithCancel(context.Background())
	progress := p.deps.Shell.Progress(kit.T("cases.dossier.writing", "number", c.Number), cancel)
	kit.Run(p.deps.Shell.Tasks(), "", func(task context.Context) (dossier.Result, error) {
		defer cancel()
		defer context.AfterFunc(task, cancel)()
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return dossier.Result{}, err
		}
		return p.deps.Dossier.Write(ctx, c.ID, opt, dossier.FreePath(folder, c.Number))
	}, func(r dossier.Result, err error) {
		progress.Close()
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.changed(c.ID)
		text := kit.T("cases.dossier.written", "file", filepath.Base(r.Path), "pages", strconv.Itoa(r.Pages))
		if len(r.Faults) > 0 {
			text = kit.T("cases.dossier.written_partly", "file", filepath.Base(r.Path), "pages", strconv.Itoa(r.Pages),
				"exhibits", strings.Join(r.Faults, kit.T("cases.list_comma")))
		}
		p.deps.Shell.Toast(text, p.paperActions(r.Path)...)
	})
}

// paperActions are what can be done with a file that was written.
func (p *Page) paperActions(path string) []kit.Action {
	var actions []kit.Action
	try := func(do func(string) error) func() {
		return func() {
			kit.Run(p.deps.Shell.Tasks(), "", func(context.Context) (struct{}, error) {
				return struct{}{}, do(path)
			}, func(_ struct{}, err error) { p.deps.Shell.ShowError(err) })
		}
	}
	if p.deps.Open != nil {
		actions = append(actions, kit.Action{Label: kit.T("cases.dossier.open"), Do: try(p.deps.Open)})
	}
	if p.deps.Print != nil {
		actions = append(actions, kit.Action{Label: kit.T("cases.dossier.print"), Do: try(p.deps.Print)})
	}
	return actions
}
