package packets

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"

	"fyne.io/fyne/v2"

	"casefolio/app/dossier/packet"
	"casefolio/app/dossier/progress"
	"casefolio/app/fault"
	"casefolio/app/submissions"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// prefFolder keeps where the last packet went on this machine.
const prefFolder = "packets.folder"

// askWrite begins writing. Pictures that nobody looked at are asked about
// first: what is covered in words may stand in them.
func (p *Page) askWrite() {
	if p.write.Disabled() || !p.write.Visible() {
		return
	}
	all := p.unlooked()
	if len(all) == 0 {
		p.askFolder()
		return
	}
	d := kit.NewDialog(p.canvas(), counted("packets.verdict.unlooked", "packets.verdict.unlooked.one", len(all)),
		kit.Body(kit.T("packets.look.first")).Wrapped())
	d.SetButtons(kit.NewQuiet(kit.T("packets.look.anyway"), func() {
		d.Hide()
		p.askFolder()
	}), kit.NewButton(kit.T("kit.cancel"), d.Hide), kit.NewPrimary(kit.T("packets.unlooked.do"), func() {
		d.Hide()
		p.lookThrough(all)
	}))
	d.Show()
}

// askFolder asks for the folder that the files go into.
func (p *Page) askFolder() {
	start := fyne.CurrentApp().Preferences().String(prefFolder)
	own := p.deps.Folder
	kit.Run(p.deps.Shell.Tasks(), "packets/folder", func(context.Context) (string, error) {
		if info, err := os.Stat(start); start != "" && err == nil && info.IsDir() {
			return start, nil
		}
		return own, os.MkdirAll(own, 0o700)
	}, func(dir string, err error) {
		if err != nil {
			dir = "" // somewhere else then
		}
		kit.ChooseFolder(p.deps.Shell, kit.T("packets.write.where"), dir, func(dir string) {
			fyne.CurrentApp().Preferences().SetString(prefFolder, dir)
			p.writeTo(dir)
		})
	})
}

// writeTo makes the files in the background. How far it is stands over the
// page, with a way to stop; nothing is left behind then.
func (p *Page) writeTo(dir string) {
	req := p.shown
	ctx, cancel := context.WithCancel(context.Background())
	shown := p.deps.Shell.Progress(kit.T("packets.writing"), cancel)
	ctx = progress.With(ctx, func(step progress.Step, done, total int) { shown.Say(kit.StepText(step, done, total), done, total) })
	kit.Run(p.deps.Shell.Tasks(), "", func(task context.Context) (packet.Result, error) {
		defer cancel()
		defer context.AfterFunc(task, cancel)()
		return p.deps.Packets.Write(ctx, req, dir)
	}, func(r packet.Result, err error) {
		shown.Close()
		if err != nil {
			p.notWritten(err, req)
			return
		}
		p.written(r, req)
	})
}

// notWritten says why nothing was written; a packet that turned out too large
// comes with what to leave out.
func (p *Page) notWritten(err error, req packet.Request) {
	if plan, ok := refusal(err); ok && reflect.DeepEqual(req, p.shown) {
		p.plan = &plan
		p.showPlan()
	}
	p.deps.Shell.ShowError(err)
	if fault.Is(err, "redact.found") {
		p.check() // what was found may have to be left out
	}
}

func (p *Page) written(r packet.Result, req packet.Request) {
	p.result, p.was = &r, req
	p.deps.Shell.Toast(kit.T("packets.written", "files", counted("packets.files", "packets.files.one", len(r.Files))),
		kit.Action{Label: kit.T("packets.result.folder"), Do: func() { p.with(r.Dir) }})
	if !p.left {
		p.list.show()
		p.list.top()
	}
}

// resultCard shows what was written last, with what comes next.
func (p *Page) resultCard() fyne.CanvasObject {
	r := p.result
	bytes, pages := int64(0), 0
	lines := kit.VBox(2)
	for _, f := range r.Files {
		bytes, pages = bytes+f.Bytes, pages+f.Pages
		lines.Add(kit.Row(8, 0, kit.Body(filepath.Base(f.Path)).Wrapped(),
			kit.Small(joined(counted("packets.pages", "packets.pages.one", f.Pages), size(f.Bytes))).Whole()))
	}
	box := kit.VBox(8,
		kit.Row(8, 1, kit.NewBadge(kit.T("packets.result"), kit.ToneGood),
			kit.Strong(kit.T("packets.total", "pages", counted("packets.pages", "packets.pages.one", pages), "size", megabytes(bytes),
				"files", counted("packets.files", "packets.files.one", len(r.Files)))).Wrapped()),
		lines, kit.NewPath(r.Dir))
	if !reflect.DeepEqual(p.was, p.withLetter(p.req)) {
		box.Add(kit.Small(kit.T("packets.result.old")).Wrapped().Colored(theme.ColorSoon))
	}
	deeds := kit.Flow(8, kit.NewButton(kit.T("packets.result.submitted"), p.submitted), kit.NewButton(kit.T("packets.result.folder"), func() { p.with(r.Dir) }))
	if len(r.Files) > 0 {
		deeds.Add(kit.NewButton(kit.T("packets.result.open"), func() { p.with(r.Files[0].Path) }))
	}
	box.Add(deeds)
	return kit.NewCard(box)
}

// submitted records that what was written last was handed over.
func (p *Page) submitted() {
	d := submissions.Draft{CaseID: p.state.c.ID, RecipientID: p.was.Recipient}
	if r, ok := p.state.recipient(p.was.Recipient); ok {
		d.Recipient = oneLine(r.Name(kit.Language()))
	}
	if p.state.asked.Chosen() && !p.state.asked.Gone {
		d.ProgrammeID = p.state.asked.Choice.ProgrammeID
	}
	for _, f := range p.result.Files {
		d.Files = append(d.Files, f.Path)
	}
	p.sent.Ask(d)
}

// with shows a file or a folder in the system's program.
func (p *Page) with(path string) {
	kit.Run(p.deps.Shell.Tasks(), "", func(context.Context) (struct{}, error) {
		return struct{}{}, p.deps.Open(path)
	}, func(_ struct{}, err error) { p.deps.Shell.ShowError(err) })
}

// refusal is the plan of a packet that was refused.
func refusal(err error) (packet.Plan, bool) {
	var r *packet.Refused
	if errors.As(err, &r) {
		return r.Plan, true
	}
	return packet.Plan{}, false
}
