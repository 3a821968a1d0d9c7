package cases

import (
	"context"

	"casefolio/app/cases"
	"casefolio/app/dossier"
	"casefolio/app/dossier/audience"
	"casefolio/app/shop"
	uidossier "casefolio/ui/dossier"
	"casefolio/ui/kit"
	uiredact "casefolio/ui/redact"
)

// askDossier asks what the dossier is to be like and where it goes, and writes
// it.
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
	const wide = 480 // two choices side by side
	var write *kit.Button
	options := uidossier.NewOptions(uidossier.Defaults(profile), func(opt dossier.Options) {
		write.SetText(kit.T(writes(opt.Audience)))
	})
	where := kit.NewPath(p.deps.Folder)
	pick := kit.NewQuiet(kit.T("cases.dossier.folder"), func() {
		kit.ChooseFolder(p.deps.Shell, kit.T("cases.dossier.where"), where.Path(), where.SetPath)
	})
	body := kit.VBox(12, options.Object(), kit.NewField(kit.T("cases.dossier.where"), false, kit.Row(8, 0, where, pick)))
	d := kit.NewDialog(p.deps.Shell.Window().Canvas(), kit.T("cases.dossier.title", "number", c.Number), body)
	d.SetWidth(wide)
	write = kit.NewPrimary(kit.T(writes(options.Audience())), func() {
		d.Hide()
		p.writeDossier(c, options.Options(), where.Path())
	})
	look := kit.NewButton(kit.T("preview.open"), func() {
		d.Hide()
		p.deps.Shell.Go(uidossier.Route(c.ID, options.Options()))
	})
	d.SetButtons(kit.NewButton(kit.T("cases.cancel"), d.Hide), look, write)
	d.Show()
	options.Weigh(p.deps.Shell.Tasks(), p.deps.Dossier, c.ID)
	options.Covers(uiredact.Deps{Shell: p.deps.Shell, Service: p.deps.Dossier}, c.ID, nil)
}

// writes names the deed with who the dossier is for.
func writes(a audience.Audience) string {
	switch a {
	case audience.Outside:
		return "cases.dossier.write.outside"
	case audience.Supplier:
		return "cases.dossier.write.supplier"
	}
	return "cases.dossier.write"
}

func (p *Page) writeDossier(c cases.Case, opt dossier.Options, folder string) {
	job := uidossier.Job{
		CaseID: c.ID, Number: c.Number, Options: opt,
		Where: func() string { return dossier.FreePath(folder, c.Number, opt.Audience) },
	}
	uidossier.Write(p.deps.Shell, p.deps.Dossier, job, func(r dossier.Result) {
		p.changed(c.ID)
		actions := p.paperActions(r.Path)
		if len(r.Problems) > 0 {
			see := kit.Action{Label: kit.T("preview.see"), Do: func() { p.deps.Shell.Go(uidossier.Route(c.ID, opt)) }}
			actions = append([]kit.Action{see}, actions...)
		}
		p.deps.Shell.Toast(uidossier.Written(r), actions...)
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
