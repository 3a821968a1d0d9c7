package tables

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/tables"
	"casefolio/ui/kit"
)

// slotFind is the work of looking something up.
const slotFind = "tables/find"

// find shows what is kept about one order or product.
type find struct {
	p      *Page
	entry  *widget.Entry
	result *fyne.Container
	object fyne.CanvasObject
}

func newFind(p *Page) *find {
	f := &find{p: p, entry: widget.NewEntry(), result: kit.VBox(0)}
	f.entry.OnSubmitted = func(string) { f.look() }
	f.object = kit.VBox(8, kit.NewField(kit.T("tables.find"), false,
		kit.Row(8, 0, f.entry, kit.NewButton(kit.T("tables.find.button"), f.look))), f.result)
	return f
}

// found is what was looked up: an order, else a product.
type found struct {
	order     tables.Order
	isOrder   bool
	product   tables.Product
	isProduct bool
}

func (f *find) look() {
	text := strings.TrimSpace(f.entry.Text)
	if text == "" {
		return
	}
	kit.Run(f.p.deps.Shell.Tasks(), slotFind, func(ctx context.Context) (x found, err error) {
		if x.order, x.isOrder, err = f.p.deps.Tables.Lookup(ctx, text); err == nil && !x.isOrder {
			x.product, x.isProduct, err = f.p.deps.Tables.ProductBySKU(ctx, text)
		}
		return x, err
	}, func(x found, err error) {
		if err != nil {
			f.p.deps.Shell.ShowError(err)
			return
		}
		f.show(text, x)
	})
}

func (f *find) show(text string, x found) {
	var o fyne.CanvasObject
	switch {
	case x.isOrder:
		o = kit.NewCard(kit.Pad(f.orderFacts(x.order), 10, 12, 10, 12))
	case x.isProduct:
		o = kit.NewCard(kit.Pad(f.productFacts(x.product), 10, 12, 10, 12))
	default:
		o = kit.Muted(kit.T("tables.find.none", "text", text)).Wrapped()
	}
	f.result.Objects = []fyne.CanvasObject{o}
	f.p.content.Refresh()
}

// facts are pairs of a label and a value; empty values are left out.
func facts(pairs ...string) *fyne.Container {
	box := kit.VBox(4)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			box.Add(kit.Row(12, 1, kit.Sized(kit.Muted(pairs[i]).Whole(), 130, 0), kit.Selectable(pairs[i+1])))
		}
	}
	return box
}

func (f *find) orderFacts(o tables.Order) fyne.CanvasObject {
	var items []string
	for _, i := range o.Items {
		name := strings.TrimSpace(i.SKU + " " + i.Title)
		items = append(items, kit.T("tables.find.item", "count", kit.Count(i.Quantity), "title", name))
	}
	return facts(
		FieldName("order"), o.Number,
		FieldName("platform"), cases.Name(f.p.deps.Lists.Platforms, o.Platform, kit.Language()),
		FieldName("shop"), o.Shop, FieldName("buyer"), o.Buyer, FieldName("contact"), o.Contact,
		FieldName("city"), strings.TrimSpace(o.City+" "+o.Country), FieldName("amount"), o.Amount.String(),
		kit.T("tables.find.items"), strings.Join(items, "\n"),
		FieldName("ordered"), f.when(o.Ordered), FieldName("shipped"), f.when(o.Shipped),
		FieldName("carrier"), o.Carrier, FieldName("tracking"), o.Tracking,
		kit.T("tables.find.updated"), f.when(tables.When{Time: o.UpdatedAt}),
	)
}

// when writes a time in the seller's zone; a date alone is left as it is.
func (f *find) when(w tables.When) string {
	switch {
	case w.IsZero():
		return ""
	case w.DateOnly:
		return w.Format(time.DateOnly)
	}
	return w.In(f.p.deps.Now().Location()).Format(kit.StampLayout)
}

func (f *find) productFacts(p tables.Product) fyne.CanvasObject {
	weight := ""
	if p.Weight > 0 {
		weight = strconv.FormatFloat(float64(p.Weight)/1000, 'f', -1, 64) + " g"
	}
	return facts(FieldName("sku"), p.SKU, FieldName("name_zh"), p.NameZH, FieldName("name_en"), p.NameEN,
		FieldName("cost"), p.Cost.String(), kit.T("tables.find.weight"), weight, FieldName("supplier"), p.Supplier,
		kit.T("tables.find.updated"), f.when(tables.When{Time: p.UpdatedAt}))
}
