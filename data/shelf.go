package data

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"casefolio/app/fault"
	"casefolio/app/shelf"
)

// PutPaper copies a file of the shelf into the vault.
func (w *Workspace) PutPaper(ctx context.Context, r io.Reader, limit int64) (sum string, size int64, err error) {
	blob, err := w.Put(ctx, r, limit)
	return blob.SHA256, blob.Size, err
}

const shelfItemColumns = `SELECT id, kind, title, note, created_at, updated_at, retired_at FROM shelf_items `

func (w *Workspace) scanShelfItem(r row) (i shelf.Item, err error) {
	var created, updated, retired sql.NullInt64
	err = r.Scan(&i.ID, &i.Kind, &i.Title, &i.Note, &created, &updated, &retired)
	i.CreatedAt, i.UpdatedAt, i.RetiredAt = w.instant(created), w.instant(updated), w.instant(retired)
	return i, err
}

const shelfVersionColumns = `SELECT v.id, v.item_id, v.no, v.dated, v.note, v.file_name, v.size, v.sha256, v.added_at,
	(SELECT count(DISTINCT e.case_id) FROM exhibits e JOIN cases c ON c.id = e.case_id
		WHERE e.shelf_version = v.id AND e.shelf_version <> '' AND e.deleted_at IS NULL AND c.deleted_at IS NULL)
	FROM shelf_versions v `

// newestFirst is the order of versions: by their day, the one that was added
// later first where days are the same.
const newestFirst = ` ORDER BY v.dated DESC, v.no DESC`

func (w *Workspace) scanShelfVersion(r row) (v shelf.Version, err error) {
	var added sql.NullInt64
	err = r.Scan(&v.ID, &v.ItemID, &v.No, &v.Dated, &v.Note, &v.FileName, &v.Size, &v.SHA256, &added, &v.Cases)
	v.AddedAt = w.instant(added)
	return v, err
}

// ShelfItems lists the items that a query asks for, by kind and title. A shelf
// is short: its words are looked through one by one.
func (w *Workspace) ShelfItems(ctx context.Context, q shelf.Query) ([]shelf.Item, error) {
	items, err := list(ctx, w.reader, w.scanShelfItem, shelfItemColumns+`WHERE retired_at IS NULL OR ?
		ORDER BY retired_at IS NOT NULL, kind, title, id`, q.Retired)
	if err != nil {
		return nil, err
	}
	all, err := list(ctx, w.reader, w.scanShelfVersion, shelfVersionColumns+newestFirst)
	if err != nil {
		return nil, err
	}
	versions := map[string][]shelf.Version{}
	for _, v := range all {
		versions[v.ItemID] = append(versions[v.ItemID], v)
	}
	words := searchWords(q.Text)
	var found []shelf.Item
	for _, i := range items {
		if i.Versions = versions[i.ID]; shelfHolds(i, words) {
			found = append(found, i)
		}
	}
	return found, nil
}

func shelfHolds(i shelf.Item, words []string) bool {
	texts := []string{i.Title, i.Note}
	for _, v := range i.Versions {
		texts = append(texts, v.FileName, v.Note, v.Dated)
	}
	text := folded(strings.Join(texts, "\n"))
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// ShelfItem returns an item with all its versions.
func (w *Workspace) ShelfItem(ctx context.Context, id string) (shelf.Item, error) {
	return w.findShelfItem(ctx, w.reader, id, `WHERE v.item_id = ?`, id)
}

// ShelfVersion returns the item of a version with that version alone.
func (w *Workspace) ShelfVersion(ctx context.Context, id string) (shelf.Item, error) {
	var item string
	err := w.reader.QueryRowContext(ctx, `SELECT item_id FROM shelf_versions WHERE id = ?`, id).Scan(&item)
	if errors.Is(err, sql.ErrNoRows) {
		return shelf.Item{}, fault.New("shelf.unknown")
	}
	if err != nil {
		return shelf.Item{}, explain(err)
	}
	return w.findShelfItem(ctx, w.reader, item, `WHERE v.id = ?`, id)
}

func (w *Workspace) findShelfItem(ctx context.Context, q querier, id, where string, arg any) (shelf.Item, error) {
	i, err := w.scanShelfItem(q.QueryRowContext(ctx, shelfItemColumns+`WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return shelf.Item{}, fault.New("shelf.unknown")
	}
	if err != nil {
		return shelf.Item{}, explain(err)
	}
	i.Versions, err = list(ctx, q, w.scanShelfVersion, shelfVersionColumns+where+newestFirst, arg)
	return i, err
}

func (t *tx) shelfItem(id string) (shelf.Item, error) {
	return t.w.findShelfItem(t.ctx, t, id, `WHERE v.item_id = ?`, id)
}

// AddShelfItem keeps a new paper with its first version, whose bytes lie in the
// vault already.
func (w *Workspace) AddShelfItem(ctx context.Context, i shelf.Item, v shelf.Version) (added shelf.Item, err error) {
	err = w.write(ctx, v.AddedAt, func(t *tx) error {
		i.ID = newID()
		err := t.exec(`INSERT INTO shelf_items (id, kind, title, note, created_at, updated_at, retired_at)
			VALUES (?, ?, ?, ?, ?, ?, NULL)`, i.ID, i.Kind, i.Title, i.Note, micros(t.at), micros(t.at))
		if err != nil {
			return err
		}
		if err := t.log("shelf.added", "", i.ID, shelfFacts(i)); err != nil {
			return err
		}
		v.ItemID = i.ID
		if err := t.addShelfVersion(v, 1); err != nil {
			return err
		}
		added, err = t.shelfItem(i.ID)
		return err
	})
	return added, err
}

// AddShelfVersion keeps a further version of a paper.
func (w *Workspace) AddShelfVersion(ctx context.Context, v shelf.Version) (item shelf.Item, err error) {
	err = w.write(ctx, v.AddedAt, func(t *tx) error {
		var last int
		if _, err := t.shelfItem(v.ItemID); err != nil {
			return err
		}
		if err := t.QueryRowContext(ctx, `SELECT max(no) FROM shelf_versions WHERE item_id = ?`, v.ItemID).Scan(&last); err != nil {
			return err
		}
		if err := t.addShelfVersion(v, last+1); err != nil {
			return err
		}
		if err := t.exec(`UPDATE shelf_items SET updated_at = ? WHERE id = ?`, micros(t.at), v.ItemID); err != nil {
			return err
		}
		item, err = t.shelfItem(v.ItemID)
		return err
	})
	return item, err
}

func (t *tx) addShelfVersion(v shelf.Version, no int) error {
	v.ID, v.No = newID(), no
	err := t.exec(`INSERT INTO shelf_versions (id, item_id, no, dated, note, file_name, size, sha256, added_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		v.ID, v.ItemID, v.No, v.Dated, v.Note, v.FileName, v.Size, v.SHA256, micros(t.at))
	if err != nil {
		return err
	}
	return t.log("shelf.version", "", v.ID, versionFacts(v))
}

// EditShelfItem changes kind, title and note. What stands there already changes
// nothing.
func (w *Workspace) EditShelfItem(ctx context.Context, i shelf.Item, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		was, err := t.shelfItem(i.ID)
		if err != nil || was.Kind == i.Kind && was.Title == i.Title && was.Note == i.Note {
			return err
		}
		was.Kind, was.Title, was.Note = i.Kind, i.Title, i.Note
		err = t.exec(`UPDATE shelf_items SET kind = ?, title = ?, note = ?, updated_at = ? WHERE id = ?`,
			i.Kind, i.Title, i.Note, micros(t.at), i.ID)
		if err != nil {
			return err
		}
		return t.log("shelf.edited", "", i.ID, shelfFacts(was))
	})
}

// RetireShelfItem takes a paper out of use, or back into it.
func (w *Workspace) RetireShelfItem(ctx context.Context, id string, retired bool, at time.Time) error {
	return w.write(ctx, at, func(t *tx) error {
		i, err := t.shelfItem(id)
		if err != nil || !i.RetiredAt.IsZero() == retired {
			return err
		}
		action, stamp := "shelf.back", sql.NullInt64{}
		i.RetiredAt = time.Time{}
		if retired {
			action, stamp, i.RetiredAt = "shelf.retired", micros(t.at), t.at
		}
		if err := t.exec(`UPDATE shelf_items SET retired_at = ? WHERE id = ?`, stamp, id); err != nil {
			return err
		}
		return t.log(action, "", id, shelfFacts(i))
	})
}

// shelfFacts is what the journal keeps of an item: all of it, each time.
func shelfFacts(i shelf.Item) map[string]string {
	return map[string]string{"kind": string(i.Kind), "title": i.Title, "note": i.Note, "retired": trashed(i.RetiredAt)}
}

func versionFacts(v shelf.Version) map[string]string {
	return map[string]string{
		"item": v.ItemID, "no": strconv.Itoa(v.No), "dated": v.Dated, "note": v.Note, "file": v.FileName,
		"sha256": v.SHA256, "size": strconv.FormatInt(v.Size, 10),
	}
}

// shelfRows holds the shelf, which is about no case, against the journal.
func (c *comparer) shelfRows(caseID string) error {
	if caseID != "" {
		return nil
	}
	items, err := list(c.ctx, c.q, c.w.scanShelfItem, shelfItemColumns+`ORDER BY id`)
	for _, i := range items {
		c.check(i.ID, i.Title, shelfFacts(i))
	}
	if err != nil {
		return err
	}
	versions, err := list(c.ctx, c.q, c.w.scanShelfVersion, shelfVersionColumns+`ORDER BY v.id`)
	for _, v := range versions {
		c.check(v.ID, v.FileName, versionFacts(v))
	}
	return err
}
