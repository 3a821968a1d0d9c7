package data

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/fault"
)

// DueFacts reads what the clocks of one case are counted from.
func (w *Workspace) DueFacts(ctx context.Context, caseID string, kinds []string) (deadlines.Facts, error) {
	all, err := w.dueFacts(ctx, w.reader, []string{caseID}, kinds)
	if err == nil && len(all) == 0 {
		err = fault.New("case.unknown", "case", caseID)
	}
	if err != nil {
		return deadlines.Facts{}, err
	}
	return all[0], nil
}

// ofCases selects the cases whose ids a JSON array holds.
const ofCases = ` IN (SELECT value FROM json_each(?))`

// dueFacts reads cases, those of the trash included, in no order.
func (w *Workspace) dueFacts(ctx context.Context, q querier, ids, kinds []string) ([]deadlines.Facts, error) {
	of := idList(ids)
	all, err := list(ctx, q, w.scanFacts, `SELECT id, number, customer, channel, buyer_zone, stage, deleted_at, received,
		occurred, followed_up, created_at FROM cases WHERE id`+ofCases, of)
	if err != nil {
		return nil, err
	}
	at := make(map[string]*deadlines.Facts, len(all))
	for i := range all {
		at[all[i].CaseID] = &all[i]
	}
	for _, add := range []func(context.Context, querier, string, map[string]*deadlines.Facts) error{
		w.addMoves, w.addChoices, w.addReplies, w.addAsked, w.addParcels,
	} {
		if err := add(ctx, q, of, at); err != nil {
			return nil, err
		}
	}
	rows, err := list(ctx, q, w.scanRecord, recordColumns+`WHERE r.case_id`+ofCases+` AND r.kind`+ofCases+`
		AND r.deleted_at IS NULL ORDER BY r.id`, of, idList(kinds))
	for _, r := range rows {
		at[r.CaseID].Records = append(at[r.CaseID].Records, r)
	}
	return all, err
}

func (w *Workspace) scanFacts(r row) (f deadlines.Facts, err error) {
	var received, occurred, followed string
	var deleted, created sql.NullInt64
	err = r.Scan(&f.CaseID, &f.Number, &f.Customer, &f.Channel, &f.Zone, &f.Stage, &deleted, &received, &occurred,
		&followed, &created)
	if err != nil {
		return f, err
	}
	f.Closed = deleted.Valid || f.Stage == string(cases.Archive)
	f.CreatedAt = w.instant(created)
	var bad [3]error
	f.Received, bad[0] = parseStamp(received)
	f.Occurred, bad[1] = parseStamp(occurred)
	f.FollowedUp, bad[2] = parseStamp(followed)
	return f, errors.Join(bad[:]...)
}

func (w *Workspace) addMoves(ctx context.Context, q querier, of string, to map[string]*deadlines.Facts) error {
	_, err := list(ctx, q, func(r row) (m deadlines.Move, err error) {
		var id string
		var at sql.NullInt64
		if err = r.Scan(&id, &m.From, &m.To, &at); err == nil {
			m.At = w.instant(at)
			to[id].Moves = append(to[id].Moves, m)
		}
		return m, err
	}, `SELECT case_id, from_stage, to_stage, at FROM stage_moves WHERE case_id`+ofCases+` ORDER BY rowid`, of) // as they were made, though the clock may have been put back
	return err
}

func (w *Workspace) addChoices(ctx context.Context, q querier, of string, to map[string]*deadlines.Facts) error {
	all, err := list(ctx, q, w.scanChoice, choiceColumns+`WHERE case_id`+ofCases+` ORDER BY chosen_at, id`, of)
	for _, c := range all {
		to[c.CaseID].Choices = append(to[c.CaseID].Choices, deadlines.Choice{
			ID: c.ID, ProgrammeID: c.ProgrammeID, ChosenAt: c.ChosenAt, Due: c.Due, AnsweredAt: c.AnsweredAt, ReopenedAt: c.ReopenedAt,
		})
	}
	return err
}

// complained is when the complaint came, or else was filed, as julianday orders it.
const complained = `CASE c.received
	WHEN '' THEN julianday(c.created_at / 1000000, 'unixepoch') ELSE julianday(c.received) END`

// addReplies finds the first message of the seller after the complaint came.
func (w *Workspace) addReplies(ctx context.Context, q querier, of string, to map[string]*deadlines.Facts) error {
	return byCase(ctx, q, `SELECT c.id, '', m.at, min(julianday(m.at)) FROM cases c
		CROSS JOIN exhibits e ON e.case_id = c.id AND e.deleted_at IS NULL
		CROSS JOIN messages m ON m.exhibit_id = e.id AND m.role = 'seller' AND m.at <> ''
		WHERE c.id`+ofCases+` AND julianday(m.at) >= `+complained+`
		GROUP BY c.id`, of,
		func(id, _ string, at time.Time) { to[id].Replied = at })
}

// addAsked finds what the buyer wrote after the complaint and after what the
// seller wrote last.
func (w *Workspace) addAsked(ctx context.Context, q querier, of string, to map[string]*deadlines.Facts) error {
	return byCase(ctx, q, `WITH said AS MATERIALIZED (
			SELECT c.id, max(`+complained+`, coalesce((SELECT max(julianday(m.at)) FROM exhibits e
				CROSS JOIN messages m ON m.exhibit_id = e.id AND m.role = 'seller' AND m.at <> ''
				WHERE e.case_id = c.id AND e.deleted_at IS NULL), 0)) AS day
			FROM cases c WHERE c.id`+ofCases+`)
		SELECT s.id, '', m.at, julianday(m.at) AS day FROM said s
		CROSS JOIN exhibits e ON e.case_id = s.id AND e.deleted_at IS NULL
		CROSS JOIN messages m ON m.exhibit_id = e.id AND m.role = 'buyer' AND m.at <> ''
		WHERE julianday(m.at) > s.day ORDER BY day`, of,
		func(id, _ string, at time.Time) { to[id].Asked = append(to[id].Asked, at) })
}

// parcelEvents are those of the view told_events, asked for by exhibits: as a
// view they would all be read for every case.
const parcelEvents = `SELECT e.case_id, coalesce(ch.at, v.at) AS at, coalesce(ch.milestone, v.milestone) AS milestone
	FROM exhibits e CROSS JOIN events v ON v.exhibit_id = e.id
	LEFT JOIN event_changes ch ON ch.exhibit_id = v.exhibit_id AND ch.seq = v.seq AND ch.own = 0
	WHERE e.case_id IN (SELECT value FROM json_each(?1)) AND e.deleted_at IS NULL
	UNION ALL SELECT e.case_id, ch.at, ch.milestone
	FROM exhibits e CROSS JOIN event_changes ch ON ch.exhibit_id = e.id AND ch.own = 1
	WHERE e.case_id IN (SELECT value FROM json_each(?1)) AND e.deleted_at IS NULL`

// addParcels finds when a parcel was first seen moving and when it arrived.
func (w *Workspace) addParcels(ctx context.Context, q querier, of string, to map[string]*deadlines.Facts) error {
	return byCase(ctx, q, `SELECT case_id, CASE WHEN milestone LIKE 'delivered%' THEN 'delivered' ELSE 'moved' END AS what,
		at, min(julianday(at)) FROM (`+parcelEvents+`)
		WHERE at <> '' AND (milestone LIKE 'in_transit.%' OR milestone LIKE 'delivered%') GROUP BY case_id, what`, of,
		func(id, what string, at time.Time) {
			if what == "delivered" {
				to[id].Parcel.Delivered = at
			} else {
				to[id].Parcel.Moved = at
			}
		})
}

// byCase reads rows of a case, a word, a time and how it is ordered.
func byCase(ctx context.Context, q querier, query, of string, take func(id, what string, at time.Time)) error {
	_, err := list(ctx, q, func(r row) (_ struct{}, err error) {
		var id, what, at string
		var day sql.NullFloat64
		if err = r.Scan(&id, &what, &at, &day); err != nil || !day.Valid {
			return struct{}{}, err
		}
		t, err := parseStamp(at)
		if err == nil {
			take(id, what, t)
		}
		return struct{}{}, err
	}, query, of)
	return err
}
