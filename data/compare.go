package data

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"casefolio/app/evidence"
	"casefolio/app/journal"
)

// Mismatches compares cases, exhibits, translations, copied phrases and
// readiness with what the journal says that they became. All is read as of one
// moment, as the program may go on writing meanwhile.
func (w *Workspace) Mismatches(ctx context.Context) ([]journal.Problem, error) {
	t, err := w.reader.BeginTx(ctx, nil)
	if err != nil {
		return nil, explain(err)
	}
	found, err := w.mismatches(ctx, t)
	return found, explain(errors.Join(ctx.Err(), err, t.Rollback()))
}

func (w *Workspace) mismatches(ctx context.Context, q querier) ([]journal.Problem, error) {
	lost, err := list(ctx, q, scanOne[string], lostDetails)
	if err != nil {
		return nil, err
	}
	var found []journal.Problem
	for _, id := range lost {
		found = append(found, journal.Problem{Code: "journal.detail", Subject: id})
	}
	ids, err := list(ctx, q, scanOne[string], `SELECT id FROM cases UNION SELECT case_id FROM journal UNION SELECT ''`)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		entries, err := list(ctx, q, scanEntry, selectEntries+`WHERE j.case_id = ? ORDER BY j.seq`, id)
		if err != nil {
			return nil, err
		}
		c := comparer{ctx: ctx, w: w, q: q, told: tell(entries)}
		if err := c.compare(id); err != nil {
			return nil, err
		}
		found = append(found, c.found...)
	}
	return found, nil
}

// lostDetails selects the entries whose detail is gone without an entry that
// says that it was erased.
const lostDetails = `SELECT j.id FROM journal j LEFT JOIN journal_details d ON d.entry_id = j.id
	WHERE coalesce(length(d.detail), 0) = 0 AND NOT EXISTS (
		SELECT 1 FROM journal e WHERE e.case_id = j.case_id AND e.action = 'details.erased' AND e.seq > j.seq)
	ORDER BY j.seq`

// told is what the entries about one case say that its rows hold.
type told struct {
	rows   map[string]map[string]string // by the id of the row
	erased bool                         // some detail is gone: what changed later is not known
}

// tell plays the entries of a case from the first to the last.
func tell(entries []journal.Entry) told {
	t := told{rows: map[string]map[string]string{}}
	for _, e := range entries {
		facts, err := e.Facts()
		t.erased = t.erased || facts == nil || err != nil
		t.play(e, facts)
	}
	return t
}

func (t told) play(e journal.Entry, facts map[string]string) {
	if strings.HasPrefix(e.Action, "record.") {
		t.playRecord(e.Action, e.Subject, facts)
		return
	}
	switch e.Action {
	case "case.created", "exhibit.added", "phrase.copied", "programme.changed", "recipient.changed", "programme.chosen", "slot.linked", "slot.waived",
		"shelf.added", "shelf.version", "shelf.edited", "shelf.retired", "shelf.back", "letter.saved",
		"submission.recorded", "submission.answered", "submission.unanswered", "submission.corrected",
		"submission.taken_back", "submission.restored":
		t.rows[e.Subject] = map[string]string{}
		maps.Copy(t.rows[e.Subject], facts) // nil after an erasure
	}
	row := t.rows[e.Subject]
	if e.Action == "stage.moved" {
		row = t.rows[e.CaseID]
	}
	if row == nil {
		return
	}
	switch e.Action {
	case "case.updated":
		for name := range strings.SplitSeq(facts["fields"], ",") {
			row[name] = facts[name+".new"]
		}
	case "stage.moved":
		row["stage"] = facts["to"]
	case "exhibit.turned":
		row["turn"] = facts["turn"]
	case "exhibit.retitled":
		row["title"] = facts["new"]
	case "masking.kept":
		row["masking"] = facts["terms"]
	case "picture.looked":
		row["looked"] = strconv.FormatInt(e.At.UnixMicro(), 10)
	case "message.translated":
		row[translationFact+facts["message"]] = translation(facts["text"], facts["source"])
	case "message.cited":
		for no := range strings.SplitSeq(facts["message"], ",") {
			row[citedFact+no] = facts["cited"]
		}
	case "chat.reread":
		for name, value := range facts {
			if name == "reading" || name == "kind" || strings.HasPrefix(name, translationFact) || strings.HasPrefix(name, citedFact) {
				row[name] = value
			}
		}
	case "event.added", "event.changed", "event.removed", "event.reverted", "tracking.reread":
		playEvent(e.Action, facts, row)
	case "programme.reverted", "recipient.reverted", "programme.dropped", "slot.unlinked", "slot.applies", "letter.removed":
		delete(t.rows, e.Subject)
	case "case.trashed", "exhibit.trashed":
		row["trashed"] = "true"
	case "case.restored", "exhibit.restored":
		row["trashed"] = ""
	}
}

// comparer holds the rows of one case against what was told.
type comparer struct {
	ctx context.Context
	w   *Workspace
	q   querier
	told
	number string // of the case, as the findings name it
	found  []journal.Problem
}

// compare checks every row. An empty id means the phrases that were copied for
// no case.
func (c *comparer) compare(caseID string) error {
	c.number = caseID
	for _, rows := range []func(string) error{c.caseRow, c.exhibitRows, c.useRows, c.programmeRows, c.recipientRows, c.markRows, c.letterRows, c.shelfRows, c.submissionRows, c.recordRows} {
		err := rows(caseID)
		if _, _, failed := sqliteError(err); failed || c.ctx.Err() != nil {
			return err
		}
		if err != nil { // no value that the program writes
			c.find("row.changed", c.number)
			return nil
		}
	}
	for _, id := range slices.Sorted(maps.Keys(c.rows)) {
		c.find("row.missing", cmp.Or(c.rows[id]["number"], c.number+" "+cmp.Or(c.rows[id]["label"], id)))
	}
	return nil
}

func (c *comparer) find(code, subject string) {
	c.found = append(c.found, journal.Problem{Code: code, Subject: strings.TrimSpace(subject)})
}

// check compares one row. Only what facts name counts.
func (c *comparer) check(id, name string, facts map[string]string) {
	want, logged := c.rows[id]
	delete(c.rows, id)
	if !logged {
		c.find("row.unlogged", name)
		return
	}
	for key, is := range facts {
		if !c.erased && asLogged(is) != want[key] {
			c.find("row.changed", name)
			return
		}
	}
}

// asLogged is a text as it comes back from the journal, whose JSON holds valid
// UTF-8 only. A file name may be something else.
func asLogged(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	raw, err := json.Marshal(s)
	if err == nil {
		err = json.Unmarshal(raw, &s)
	}
	if err != nil {
		return ""
	}
	return s
}

func (c *comparer) caseRow(id string) error {
	is, err := c.w.scanCase(c.q.QueryRowContext(c.ctx, `SELECT `+caseColumns+` FROM cases WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	c.number = is.Number
	facts := map[string]string{"number": is.Number, "stage": string(is.Stage), "trashed": trashed(is.DeletedAt)}
	for _, f := range factsOf(is) {
		facts[f.name] = f.value
	}
	if err := c.maskingFacts(id, facts); err != nil {
		return err
	}
	c.check(id, is.Number, facts)
	return nil
}

func trashed(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return "true"
}

func (c *comparer) exhibitRows(caseID string) error {
	all, err := list(c.ctx, c.q, c.w.scanExhibit,
		`SELECT `+exhibitColumns+` FROM exhibits WHERE case_id = ? ORDER BY no`, caseID)
	if err != nil {
		return err
	}
	looked, err := readLooked(c.ctx, c.q, caseID)
	if err != nil {
		return err
	}
	for _, e := range all {
		facts := addedFacts(e)
		facts["looked"] = looked[e.ID]
		facts["title"], facts["trashed"] = e.Title, trashed(e.DeletedAt)
		messages, err := readMessages(c.ctx, c.q, e.ID)
		if err != nil {
			return err
		}
		events, err := readEvents(c.ctx, c.q, e.ID)
		if err != nil {
			return err
		}
		facts["reading"] = reading(messages, events)
		if err := c.translationFacts(e, facts); err != nil {
			return err
		}
		if err := c.eventFacts(e, facts); err != nil {
			return err
		}
		c.citedFacts(e, messages, facts)
		c.check(e.ID, c.number+" "+e.Label(), facts)
	}
	return nil
}

// citedFacts adds the marks of an exhibit to its facts, with an empty one for
// each that the journal knows.
func (c *comparer) citedFacts(e evidence.Exhibit, messages []evidence.Message, facts map[string]string) {
	for name := range c.rows[e.ID] {
		if strings.HasPrefix(name, citedFact) {
			facts[name] = ""
		}
	}
	for _, m := range messages {
		if m.Cited {
			facts[citedFact+strconv.Itoa(m.Seq)] = "true"
		}
	}
}

// turned is a turn as the journal tells it, empty for a picture that was not
// turned at first.
func turned(quarters int) string {
	if quarters == 0 {
		return ""
	}
	return strconv.Itoa(quarters)
}

// addedFacts is what the journal keeps of a new exhibit.
func addedFacts(e evidence.Exhibit) map[string]string {
	return map[string]string{
		"label": e.Label(), "sha256": e.SHA256, "size": strconv.FormatInt(e.Size, 10),
		"file": e.FileName, "kind": string(e.Kind), "source": string(e.Source),
		"parent": e.ParentID, "shelf": e.ShelfVersion, "copy": e.CopyOf, "turn": turned(e.Picture.Turn),
	}
}

// reading is a hash of what was read from an original. Who a speaker is does
// not count: the seller may set it, and the journal says when.
func reading(messages []evidence.Message, events []evidence.Event) string {
	h := sha256.New()
	text := func(parts ...string) {
		for _, p := range parts {
			fmt.Fprintf(h, "%d:%s", len(p), p)
		}
	}
	for _, m := range messages {
		text(stamp(m.At), m.Sender, m.Body)
	}
	for _, e := range events {
		text(stamp(e.At), e.Place, e.Text, e.Milestone)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (c *comparer) useRows(caseID string) error {
	all, err := list(c.ctx, c.q, func(r row) (u [2]string, err error) { return u, r.Scan(&u[0], &u[1]) },
		`SELECT id, text FROM phrase_uses WHERE coalesce(case_id, '') = ? ORDER BY at, id`, caseID)
	for _, u := range all {
		c.check(u[0], c.number+" "+u[0], map[string]string{"text": u[1]})
	}
	return err
}
