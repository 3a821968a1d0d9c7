package evidence

import (
	"context"
	"maps"
	"slices"
	"strings"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// chooseEnclosed lists the mails of a mailbox that came with files, and takes
// out what the seller chooses.
func (p *Page) chooseEnclosed() {
	x := p.now
	kit.Run(p.deps.Shell.Tasks(), "viewer/enclosed", func(ctx context.Context) (map[int]evidence.Letter, error) {
		return p.deps.Evidence.Enclosed(ctx, x.e)
	}, func(all map[int]evidence.Letter, err error) {
		if err != nil {
			p.deps.Shell.ShowError(err)
			return
		}
		p.showEnclosed(x, all)
	})
}

func (p *Page) showEnclosed(x exhibit, all map[int]evidence.Letter) {
	if len(all) == 0 {
		p.deps.Shell.Toast(kit.T("viewer.enclosed.none"))
		return
	}
	rows := kit.VBox(8)
	d := kit.NewDialog(p.deps.Shell.Window().Canvas(), kit.T("viewer.enclosed.title", "count", kit.Count(len(all))),
		kit.Capped(rows, 380))
	d.SetWidth(640)
	for n, seq := range slices.Sorted(maps.Keys(all)) {
		if n == mostEnclosed {
			rows.Add(kit.Small(kit.T("viewer.more", "count", kit.Count(len(all)-n))))
			break
		}
		l := all[seq]
		names := make([]string, len(l.Files))
		for i, f := range l.Files {
			names[i] = oneWord(f.Name) + " (" + kit.FileSize(int64(f.Size)) + ")"
		}
		var take *kit.Button
		take = kit.NewButton(kit.T("viewer.enclosed.take"), func() {
			take.Disable()
			p.takeEnclosed(x, seq)
		})
		if !x.e.DeletedAt.IsZero() {
			take.Disable()
		}
		when := ""
		if !l.At.IsZero() {
			when = l.At.Format("2006-01-02 15:04 -07:00") + " · "
		}
		rows.Add(kit.Row(8, 0, kit.VBox(2, kit.Strong(when+SenderName(l.From)), kit.Body(oneLine(l.Subject)),
			kit.Muted(strings.Join(names, ", ")).Wrapped()), take))
		rows.Add(kit.Hairline())
	}
	d.SetButtons(kit.NewPrimary(kit.T("viewer.understood"), d.Hide))
	d.Show()
}

// mostEnclosed bounds how many mails the dialog lists.
const mostEnclosed = 200

func (p *Page) takeEnclosed(x exhibit, seq int) {
	p.adder.bring(x.e.CaseID, func(ctx context.Context) (arrival, error) {
		opt, c, err := p.deps.options(ctx, x.e.CaseID)
		if err != nil {
			return arrival{}, err
		}
		added, err := p.deps.Evidence.TakeAttached(ctx, x.e, seq, x.messages, opt)
		return arrival{c, added}, err
	}, func() {})
}
