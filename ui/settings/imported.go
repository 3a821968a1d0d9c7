package settings

import (
	"context"

	"fyne.io/fyne/v2"

	"casefolio/app/tables"
	"casefolio/ui/kit"
)

// Tables tells which tables were imported.
type Tables interface {
	Counts(ctx context.Context) (orders, products int, err error)
	Imports(ctx context.Context) ([]tables.Import, error)
}

// imported is the part of the page about orders and products.
type imported struct {
	d     Deps
	state *kit.Text
}

func newImported(d Deps) *imported { return &imported{d, kit.Body("").Wrapped()} }

func (i *imported) section() fyne.CanvasObject {
	return section(kit.T("tables.settings"), kit.Muted(kit.T("tables.settings.hint")).Wrapped(), i.state,
		kit.Flow(8, kit.NewButton(kit.T("tables.menu"), i.d.ToTables)))
}

// reload says what is there and when it came.
func (i *imported) reload() {
	kit.Run(i.d.Shell.Tasks(), "settings.tables", func(ctx context.Context) (string, error) {
		orders, products, err := i.d.Tables.Counts(ctx)
		if err != nil {
			return "", err
		}
		all, err := i.d.Tables.Imports(ctx)
		if err != nil || len(all) == 0 {
			return kit.T("tables.past.none"), err
		}
		return kit.T("tables.past.counts", "orders", kit.Count(orders), "products", kit.Count(products)) + " " +
			kit.T("tables.past.last", "time", all[0].At.In(i.d.Now().Location()).Format(kit.StampLayout)), nil
	}, func(words string, err error) {
		if err != nil {
			i.d.Shell.ShowError(err)
			return
		}
		i.state.SetText(words)
	})
}
