package ledger

import (
	"bytes"
	"context"
	"time"

	"casefolio/app/ledger"
	"casefolio/app/safefile"
	"casefolio/ui/kit"
)

// askExport asks what goes into the table: this case, or all cases of a period.
func (p *Pane) askExport() {
	d := p.ask()
	now := p.deps.Now()
	first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, now.Location())
	from, before := kit.NewEntry(), kit.NewEntry()
	from.SetText(first.Format("2006-01-02"))
	before.SetText(first.AddDate(0, 1, -1).Format("2006-01-02"))
	period := kit.Columns(2, 10, d.Field(kit.T("ledger.export.from"), false, from, "ledger.time"),
		d.Field(kit.T("ledger.export.to"), false, before, "ledger.period"))
	period.Hide()
	body := kit.VBox(10)
	all := kit.NewSegments([]string{kit.T("ledger.export.case"), kit.T("ledger.export.all")}, 0, func(i int) {
		if i == 1 {
			period.Show()
		} else {
			period.Hide()
		}
		body.Refresh()
	})
	body.Add(all)
	body.Add(period)
	id, name := p.Case.ID, p.Case.Number
	var postings []ledger.Posting
	d.Show(kit.T("ledger.export.title"), kit.T("ledger.export.verb"), body, all.First(), func() (func(context.Context) error, error) {
		if all.Selected() == 0 {
			return func(ctx context.Context) (err error) {
				postings, err = p.deps.Money.Postings(ctx, id)
				return err
			}, nil
		}
		start, err := p.typedTime(from, time.Time{}, false, "ledger.time")
		if err != nil {
			return nil, err
		}
		end, err := p.typedTime(before, time.Time{}, false, "ledger.period")
		if err != nil {
			return nil, err
		}
		if !end.IsZero() {
			end = end.AddDate(0, 0, 1) // the last day belongs to the period
		}
		name = from.Text + "_" + before.Text
		return func(ctx context.Context) (err error) {
			postings, err = p.deps.Money.Between(ctx, start, end)
			return err
		}, nil
	}, func(kit.Back) { p.chooseExport(name, postings) })
}

func (p *Pane) chooseExport(name string, postings []ledger.Posting) {
	if len(postings) == 0 {
		p.deps.Shell.Toast(kit.T("ledger.export.none"))
		return
	}
	zone := p.deps.Now().Location()
	kit.ChooseSave(p.deps.Shell, kit.T("ledger.export.save"), "", kit.T("ledger.title")+" "+name+".csv", func(path string) {
		kit.Run(p.deps.Shell.Tasks(), "", func(context.Context) (struct{}, error) {
			return struct{}{}, writeCSV(path, postings, zone)
		}, func(_ struct{}, err error) {
			if err != nil {
				p.deps.Shell.ShowError(err)
				return
			}
			p.deps.Shell.Toast(kit.T("ledger.export.saved", "path", path))
		})
	})
}

func writeCSV(path string, postings []ledger.Posting, zone *time.Location) error {
	var out bytes.Buffer
	if err := ledger.WriteCSV(&out, postings, zone, func(key string) string { return kit.T(key) }); err != nil {
		return err
	}
	return safefile.Write(path, out.Bytes())
}
