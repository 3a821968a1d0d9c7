package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/records"
	"casefolio/app/undo"
)

const caseColumns = `id, number, revision, customer, contact, shop, platform, channel, order_no, sku, product, tracking,
	amount_minor, amount_currency, category, severity, customer_type, responsibility, occurred, received, buyer_zone,
	story, demand, remedy, cost_minor, cost_currency, recovered_minor, recovered_currency, follow_up, satisfaction,
	followed_up, lesson, prevention, stage, created_at, updated_at, deleted_at`

func (w *Workspace) scanCase(r row) (cases.Case, error) {
	var c cases.Case
	var occurred, received, followed string
	var created, updated, deleted sql.NullInt64
	err := r.Scan(&c.ID, &c.Number, &c.Revision, &c.Customer, &c.Contact, &c.Shop, &c.Platform, &c.Channel, &c.Order,
		&c.SKU, &c.Product, &c.Tracking, &c.Amount.Minor, &c.Amount.Currency, &c.Category, &c.Severity, &c.CustomerType,
		&c.Responsibility, &occurred, &received, &c.BuyerZone, &c.Story, &c.Demand, &c.Remedy, &c.Cost.Minor,
		&c.Cost.Currency, &c.Recovered.Minor, &c.Recovered.Currency, &c.FollowUp, &c.Satisfaction, &followed, &c.Lesson,
		&c.Prevention, &c.Stage, &created, &updated, &deleted)
	if err != nil {
		return c, err
	}
	c.CreatedAt, c.UpdatedAt, c.DeletedAt = w.instant(created), w.instant(updated), w.instant(deleted)
	var bad [3]error
	c.Occurred, bad[0] = parseStamp(occurred)
	c.Received, bad[1] = parseStamp(received)
	c.FollowedUp, bad[2] = parseStamp(followed)
	return c, errors.Join(bad[:]...)
}

// fact is one field of a case as the journal names it.
type fact struct{ name, value string }

// factsOf lists what a seller can change in a case.
func factsOf(c cases.Case) []fact {
	return []fact{
		{"customer", c.Customer}, {"contact", c.Contact}, {"shop", c.Shop}, {"platform", c.Platform},
		{"channel", c.Channel}, {"order", c.Order}, {"sku", c.SKU}, {"product", c.Product}, {"tracking", c.Tracking},
		{"amount", c.Amount.String()}, {"category", c.Category}, {"severity", c.Severity},
		{"customer_type", c.CustomerType}, {"responsibility", c.Responsibility},
		{"occurred", stamp(c.Occurred)}, {"received", stamp(c.Received)}, {"buyer_zone", c.BuyerZone},
		{"story", c.Story}, {"demand", c.Demand}, {"remedy", c.Remedy}, {"cost", c.Cost.String()},
		{"recovered", c.Recovered.String()}, {"follow_up", c.FollowUp}, {"satisfaction", score(c.Satisfaction)},
		{"followed_up", stamp(c.FollowedUp)}, {"lesson", c.Lesson}, {"prevention", c.Prevention},
	}
}

// score writes a satisfaction for the journal, nothing for none.
func score(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// CreateCase files a case under a new id and the next number of its year.
func (w *Workspace) CreateCase(ctx context.Context, c cases.Case) (made cases.Case, err error) {
	err = w.write(ctx, c.CreatedAt, func(t *tx) error {
		made, err = t.fileCase(c)
		return err
	})
	return made, err
}

// fileCase creates a case with its entry in the journal.
func (t *tx) fileCase(c cases.Case) (cases.Case, error) {
	made, err := t.createCase(c)
	if err != nil {
		return c, err
	}
	detail := map[string]string{"number": made.Number, "stage": string(made.Stage)}
	for _, f := range factsOf(made) {
		if f.value != "" {
			detail[f.name] = f.value
		}
	}
	return made, t.log("case.created", made.ID, made.ID, detail)
}

func (t *tx) createCase(c cases.Case) (cases.Case, error) {
	number, err := t.nextNumber()
	if err != nil {
		return c, err
	}
	id := newID()
	err = t.exec(`INSERT INTO cases (`+caseColumns+`)
		VALUES (?, ?, 1, `+strings.Repeat(`?, `, 33)+`NULL)`,
		id, number, c.Customer, c.Contact, c.Shop, c.Platform, c.Channel, c.Order, c.SKU, c.Product, c.Tracking,
		c.Amount.Minor, c.Amount.Currency, c.Category, c.Severity, c.CustomerType, c.Responsibility,
		stamp(c.Occurred), stamp(c.Received), c.BuyerZone, c.Story, c.Demand, c.Remedy, c.Cost.Minor, c.Cost.Currency,
		c.Recovered.Minor, c.Recovered.Currency, c.FollowUp, c.Satisfaction, stamp(c.FollowedUp), c.Lesson, c.Prevention,
		c.Stage, micros(t.at), micros(t.at))
	if err != nil {
		return c, err
	}
	if err := t.putSearchText(id, id, caseSearchText(c, number)); err != nil {
		return c, err
	}
	return t.caseByID(id)
}

// nextNumber gives out the next number of the year that the clock shows. A
// number is never given out again, whatever becomes of its case.
func (t *tx) nextNumber() (string, error) {
	var last int
	err := t.QueryRowContext(t.ctx, `INSERT INTO case_numbers (year, last) VALUES (?, 1)
		ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last`, t.at.Year()).Scan(&last)
	return fmt.Sprintf("CF-%d-%04d", t.at.Year(), last), err
}

// UpdateCase saves changed facts. Saving what is there already changes nothing.
func (w *Workspace) UpdateCase(ctx context.Context, c cases.Case) (saved cases.Case, err error) {
	err = w.write(ctx, c.UpdatedAt, func(t *tx) error {
		saved, err = t.updateCase(c)
		return err
	})
	return saved, err
}

// UpdateCaseWith saves changed facts and records of the case as one deed.
func (w *Workspace) UpdateCaseWith(ctx context.Context, c cases.Case, rows ...records.Row) (saved cases.Case, kept []records.Row, err error) {
	err = w.write(ctx, c.UpdatedAt, func(t *tx) error {
		if saved, err = t.updateCase(c); err != nil {
			return err
		}
		kept, err = t.putRecords(rows)
		return err
	})
	return saved, kept, err
}

func (t *tx) updateCase(c cases.Case) (saved cases.Case, err error) {
	was, err := t.caseByID(c.ID)
	if err != nil {
		return c, err
	}
	if was.Revision != c.Revision {
		return c, fault.New("case.changed", "number", was.Number)
	}
	detail := changes(was, c)
	if len(detail) == 0 {
		return was, nil
	}
	if err := t.updateFacts(c, was.Number); err != nil {
		return c, err
	}
	if saved, err = t.caseByID(c.ID); err != nil {
		return c, err
	}
	return saved, t.log("case.updated", c.ID, c.ID, detail)
}

// changes names the facts that differ, with the old and the new value of each.
func changes(was, is cases.Case) map[string]string {
	detail := map[string]string{}
	var names []string
	after := factsOf(is)
	for i, before := range factsOf(was) {
		if before.value != after[i].value {
			names = append(names, before.name)
			detail[before.name+".old"], detail[before.name+".new"] = before.value, after[i].value
		}
	}
	if len(names) > 0 {
		detail["fields"] = strings.Join(names, ",")
	}
	return detail
}

func (t *tx) updateFacts(c cases.Case, number string) error {
	err := t.exec(`UPDATE cases SET revision = revision + 1, customer = ?, contact = ?, shop = ?, platform = ?,
		channel = ?, order_no = ?, sku = ?, product = ?, tracking = ?, amount_minor = ?, amount_currency = ?,
		category = ?, severity = ?, customer_type = ?, responsibility = ?, occurred = ?, received = ?, buyer_zone = ?,
		story = ?, demand = ?, remedy = ?, cost_minor = ?, cost_currency = ?, recovered_minor = ?, recovered_currency = ?,
		follow_up = ?, satisfaction = ?, followed_up = ?, lesson = ?, prevention = ?, updated_at = ? WHERE id = ?`,
		c.Customer, c.Contact, c.Shop, c.Platform, c.Channel, c.Order, c.SKU, c.Product, c.Tracking, c.Amount.Minor,
		c.Amount.Currency, c.Category, c.Severity, c.CustomerType, c.Responsibility, stamp(c.Occurred),
		stamp(c.Received), c.BuyerZone, c.Story, c.Demand, c.Remedy, c.Cost.Minor, c.Cost.Currency, c.Recovered.Minor,
		c.Recovered.Currency, c.FollowUp, c.Satisfaction, stamp(c.FollowedUp), c.Lesson, c.Prevention, micros(t.at), c.ID)
	if err != nil {
		return err
	}
	return t.putSearchText(c.ID, c.ID, caseSearchText(c, number))
}

// Case finds a case by its id or its number, in any letter case, the trash
// included.
func (w *Workspace) Case(ctx context.Context, ref string) (cases.Case, error) {
	return w.findCase(ctx, w.reader, `number = ? OR id = ?`, strings.ToUpper(ref), strings.ToLower(ref))
}

func (t *tx) caseByID(id string) (cases.Case, error) {
	return t.w.findCase(t.ctx, t, `id = ?`, id)
}

func (w *Workspace) findCase(ctx context.Context, q querier, where string, args ...any) (cases.Case, error) {
	c, err := w.scanCase(q.QueryRowContext(ctx, `SELECT `+caseColumns+` FROM cases WHERE `+where, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return cases.Case{}, fault.New("case.unknown", "case", fmt.Sprint(args[0]))
	}
	return c, explain(err)
}

// TrashCase puts a case into the trash. One that lies there stays as it is.
func (w *Workspace) TrashCase(ctx context.Context, id string, at time.Time) error {
	return w.bin(ctx, id, at, true, "case.trashed")
}

// RestoreCase takes a case out of the trash.
func (w *Workspace) RestoreCase(ctx context.Context, id string, at time.Time) error {
	return w.bin(ctx, id, at, false, "case.restored")
}

func (w *Workspace) bin(ctx context.Context, id string, at time.Time, in bool, action string) error {
	return w.write(ctx, at, func(t *tx) error { return t.binCase(id, in, action) })
}

func (t *tx) binCase(id string, in bool, action string) error {
	c, err := t.caseByID(id)
	if err != nil || !c.DeletedAt.IsZero() == in {
		return err
	}
	var deleted sql.NullInt64
	if in {
		deleted = micros(t.at)
	}
	err = t.exec(`UPDATE cases SET revision = revision + 1, deleted_at = ?, updated_at = ? WHERE id = ?`,
		deleted, micros(t.at), id)
	if err != nil {
		return err
	}
	return t.log(action, id, id, map[string]string{"number": c.Number})
}

// touch moves a case to the top of the list without making open forms stale.
func (t *tx) touch(caseID string) error {
	done, err := t.ExecContext(t.ctx, `UPDATE cases SET updated_at = ? WHERE id = ?`, micros(t.at), caseID)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return fault.New("case.unknown", "case", caseID)
}

// log seals an entry about a case.
func (t *tx) log(action, caseID, subject string, detail map[string]string) error {
	if t.order.Deed > 0 {
		name := undo.Undoes
		if t.order.Redo {
			name = undo.Redoes
		}
		detail[name] = strconv.FormatInt(t.order.Deed, 10)
	}
	_, err := t.note(journal.Draft{Action: action, CaseID: caseID, Subject: subject, Detail: detail})
	return err
}
