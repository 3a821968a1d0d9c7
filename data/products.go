package data

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"time"

	"casefolio/app/tables"
)

const productColumns = `id, sku, name_zh, name_en, cost_minor, cost_currency, weight_mg, supplier, updated_at`

func (w *Workspace) scanProduct(r row) (p tables.Product, err error) {
	var updated sql.NullInt64
	err = r.Scan(&p.ID, &p.SKU, &p.NameZH, &p.NameEN, &p.Cost.Minor, &p.Cost.Currency, &p.Weight, &p.Supplier, &updated)
	p.UpdatedAt = w.instant(updated)
	return p, err
}

// ProductByKey finds a product of the list.
func (w *Workspace) ProductByKey(ctx context.Context, key string) (tables.Product, bool, error) {
	p, err := w.findProduct(ctx, w.reader, key)
	if errors.Is(err, sql.ErrNoRows) {
		return tables.Product{}, false, nil
	}
	return p, err == nil, explain(err)
}

func (w *Workspace) findProduct(ctx context.Context, q querier, key string) (tables.Product, error) {
	return w.scanProduct(q.QueryRowContext(ctx, `SELECT `+productColumns+` FROM products WHERE sku_key = ?`, key))
}

// SaveProducts keeps all products of a list in one transaction.
func (w *Workspace) SaveProducts(
	ctx context.Context, i tables.Import, products []tables.Product, try bool, progress func(done int),
) (tables.Import, error) {
	return w.saveTable(ctx, i, len(products), try, progress, func(t *tx, at int) (change, error) {
		return t.saveProduct(products[at])
	})
}

// saveProduct inserts a product or updates the one with the same SKU. Nothing
// that is known is lost to an empty cell.
func (t *tx) saveProduct(p tables.Product) (change, error) {
	key := tables.NumberKey(p.SKU)
	was, err := t.w.findProduct(t.ctx, t, key)
	if errors.Is(err, sql.ErrNoRows) {
		p.ID = newID()
		return isNew, t.putProduct(key, p)
	}
	if err != nil {
		return isSame, err
	}
	p.ID = was.ID
	p.NameZH, p.NameEN = cmp.Or(p.NameZH, was.NameZH), cmp.Or(p.NameEN, was.NameEN)
	p.Supplier, p.Weight = cmp.Or(p.Supplier, was.Supplier), cmp.Or(p.Weight, was.Weight)
	if !p.Cost.Given() {
		p.Cost = was.Cost
	}
	was.UpdatedAt, p.UpdatedAt = time.Time{}, time.Time{}
	if p == was {
		return isSame, nil
	}
	return isChanged, t.putProduct(key, p)
}

func (t *tx) putProduct(key string, p tables.Product) error {
	cost := given(p.Cost)
	return t.exec(`INSERT INTO products (`+productColumns+`, sku_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET sku = excluded.sku, name_zh = excluded.name_zh, name_en = excluded.name_en,
			cost_minor = excluded.cost_minor, cost_currency = excluded.cost_currency, weight_mg = excluded.weight_mg,
			supplier = excluded.supplier, updated_at = excluded.updated_at`,
		p.ID, p.SKU, p.NameZH, p.NameEN, cost.Minor, cost.Currency, p.Weight, p.Supplier, micros(t.at), key)
}
