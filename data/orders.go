package data

import (
	"context"
	"database/sql"
	"errors"
	"reflect"
	"time"

	"casefolio/app/money"
	"casefolio/app/tables"
)

const orderColumns = `id, platform, number, shop, buyer, contact, country, city, amount_minor, amount_currency, ordered,
	shipped, carrier, tracking, updated_at`

func (w *Workspace) scanOrder(r row) (tables.Order, error) {
	var o tables.Order
	var ordered, shipped string
	var updated sql.NullInt64
	err := r.Scan(&o.ID, &o.Platform, &o.Number, &o.Shop, &o.Buyer, &o.Contact, &o.Country, &o.City, &o.Amount.Minor,
		&o.Amount.Currency, &ordered, &shipped, &o.Carrier, &o.Tracking, &updated)
	if err != nil {
		return o, err
	}
	o.UpdatedAt = w.instant(updated)
	var bad [2]error
	o.Ordered, bad[0] = w.parseWhen(ordered)
	o.Shipped, bad[1] = w.parseWhen(shipped)
	return o, errors.Join(bad[:]...)
}

// writeWhen writes a date alone where no time of day was given.
func writeWhen(t tables.When) string {
	if t.DateOnly && !t.IsZero() {
		return t.Format(time.DateOnly)
	}
	return stamp(t.Time)
}

// parseWhen reads what writeWhen wrote; a date alone is in the workspace's zone.
func (w *Workspace) parseWhen(s string) (tables.When, error) {
	if len(s) == len(time.DateOnly) {
		t, err := time.ParseInLocation(time.DateOnly, s, w.now().Location())
		return tables.When{Time: t, DateOnly: true}, err
	}
	t, err := parseStamp(s)
	return tables.When{Time: t}, err
}

// OrderByKey finds an order with its items.
func (w *Workspace) OrderByKey(ctx context.Context, key string) (tables.Order, bool, error) {
	o, err := w.findOrder(ctx, w.reader, `order_key = ? ORDER BY updated_at DESC, id DESC LIMIT 1`, key)
	if errors.Is(err, sql.ErrNoRows) {
		return tables.Order{}, false, nil
	}
	return o, err == nil, explain(err)
}

func (w *Workspace) findOrder(ctx context.Context, q querier, where string, args ...any) (tables.Order, error) {
	o, err := w.scanOrder(q.QueryRowContext(ctx, `SELECT `+orderColumns+` FROM orders WHERE `+where, args...))
	if err != nil {
		return o, err
	}
	o.Items, err = list(ctx, q, scanItem, `SELECT sku, title, quantity, price_minor, price_currency, total_minor,
		total_currency FROM order_items WHERE order_id = ? ORDER BY seq`, o.ID)
	return o, err
}

func scanItem(r row) (i tables.Item, err error) {
	return i, r.Scan(&i.SKU, &i.Title, &i.Quantity, &i.Price.Minor, &i.Price.Currency, &i.Total.Minor, &i.Total.Currency)
}

// progressEvery is how many rows pass between two words of progress.
const progressEvery = 200

// SaveOrders keeps all orders of a report in one transaction and counts what
// was new, changed and the same.
func (w *Workspace) SaveOrders(
	ctx context.Context, i tables.Import, orders []tables.Order, try bool, progress func(done int),
) (tables.Import, error) {
	return w.saveTable(ctx, i, len(orders), try, progress, func(t *tx, at int) (change, error) {
		return t.saveOrder(orders[at])
	})
}

// change is what became of one row.
type change int

const (
	isNew change = iota
	isChanged
	isSame
)

// saveTable saves n rows and the import they belong to, with one entry in the
// journal. With try all is taken back at the end.
func (w *Workspace) saveTable(
	ctx context.Context, i tables.Import, n int, try bool, progress func(done int),
	save func(t *tx, at int) (change, error),
) (tables.Import, error) {
	kept := i
	err := w.write(ctx, i.At, func(t *tx) error {
		var counts [3]int
		for at := range n {
			if progress != nil && at%progressEvery == 0 {
				progress(at)
			}
			c, err := save(t, at)
			if err != nil {
				return err
			}
			counts[c]++
		}
		kept.New, kept.Changed, kept.Same = counts[isNew], counts[isChanged], counts[isSame]
		if try {
			return errTried
		}
		kept.ID, kept.At = newID(), w.instant(micros(t.at))
		if err := t.insertImport(kept); err != nil {
			return err
		}
		return t.log("table.imported", "", kept.ID, importFacts(kept))
	})
	switch {
	case errors.Is(err, errTried):
		return kept, nil
	case err != nil:
		return i, err // without an id: nothing was kept
	}
	return kept, nil
}

// errTried takes back a change that was only tried.
var errTried = errors.New("only tried")

// saveOrder inserts an order or updates the one with the same number on the
// same platform. Nothing that is known is lost to an empty cell.
func (t *tx) saveOrder(o tables.Order) (change, error) {
	key := tables.NumberKey(o.Number)
	was, err := t.w.findOrder(t.ctx, t, `order_key = ? AND platform = ?`, key, o.Platform)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		o.ID = newID()
		return isNew, t.putOrder(key, o)
	case err != nil:
		return isSame, err
	}
	o = mergedOrder(was, o)
	if sameOrder(was, o) {
		return isSame, nil
	}
	if err := t.exec(`DELETE FROM order_items WHERE order_id = ?`, o.ID); err != nil {
		return isSame, err
	}
	return isChanged, t.putOrder(key, o)
}

// mergedOrder is what is known of an order after a newer report.
func mergedOrder(was, is tables.Order) tables.Order {
	is.ID = was.ID
	for _, f := range []struct {
		to   *string
		from string
	}{
		{&is.Shop, was.Shop}, {&is.Buyer, was.Buyer}, {&is.Contact, was.Contact}, {&is.Country, was.Country},
		{&is.City, was.City}, {&is.Carrier, was.Carrier}, {&is.Tracking, was.Tracking},
	} {
		if *f.to == "" {
			*f.to = f.from
		}
	}
	if !is.Amount.Given() {
		is.Amount = was.Amount
	}
	if is.Ordered.IsZero() {
		is.Ordered = was.Ordered
	}
	if is.Shipped.IsZero() {
		is.Shipped = was.Shipped
	}
	if len(is.Items) == 0 {
		is.Items = was.Items
	}
	return is
}

func sameOrder(a, b tables.Order) bool {
	when := writeWhen(a.Ordered) == writeWhen(b.Ordered) && writeWhen(a.Shipped) == writeWhen(b.Shipped)
	a.UpdatedAt, b.UpdatedAt = time.Time{}, time.Time{}
	a.Ordered, a.Shipped, b.Ordered, b.Shipped = tables.When{}, tables.When{}, tables.When{}, tables.When{}
	if len(a.Items) == 0 && len(b.Items) == 0 {
		a.Items, b.Items = nil, nil
	}
	return when && reflect.DeepEqual(a, b)
}

// putOrder writes an order and its items, of which none may be there.
func (t *tx) putOrder(key string, o tables.Order) error {
	err := t.exec(`INSERT INTO orders (`+orderColumns+`, order_key)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET number = excluded.number, shop = excluded.shop, buyer = excluded.buyer,
			contact = excluded.contact, country = excluded.country, city = excluded.city,
			amount_minor = excluded.amount_minor, amount_currency = excluded.amount_currency, ordered = excluded.ordered,
			shipped = excluded.shipped, carrier = excluded.carrier, tracking = excluded.tracking,
			updated_at = excluded.updated_at`,
		o.ID, o.Platform, o.Number, o.Shop, o.Buyer, o.Contact, o.Country, o.City, o.Amount.Minor, o.Amount.Currency,
		writeWhen(o.Ordered), writeWhen(o.Shipped), o.Carrier, o.Tracking, micros(t.at), key)
	if err != nil {
		return err
	}
	for seq, i := range o.Items {
		price, total := given(i.Price), given(i.Total)
		err := t.exec(`INSERT INTO order_items (order_id, seq, sku, title, quantity, price_minor, price_currency,
			total_minor, total_currency) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			o.ID, seq, i.SKU, i.Title, i.Quantity, price.Minor, price.Currency, total.Minor, total.Currency)
		if err != nil {
			return err
		}
	}
	return nil
}

// given is the amount, or the zero value where none was given.
func given(a money.Amount) money.Amount {
	if !a.Given() {
		return money.Amount{}
	}
	return a
}
