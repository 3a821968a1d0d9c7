package data

import (
	"encoding/json"
	"slices"
	"time"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/ledger"
	"casefolio/app/records"
	"casefolio/app/remedies"
	"casefolio/app/returns"
	"casefolio/app/shop"
	"casefolio/app/submissions"
	"casefolio/app/tasks"
)

// takeRest takes along what a case has beside its facts and its evidence: what
// was done and is to be done, what the buyer was told and asked, its money, its
// return, its side ways and what was handed in. Records move, so that nothing
// counts twice should the case come out of the trash. What was judged of the case
// stays with it: its cause, its rung on the ladder and the ticks of its lists. here is the id of each exhibit in the case that is kept, by the
// one there.
func (t *tx) takeRest(into string, was cases.Case, here map[string]string) error {
	for _, take := range []func() error{
		func() error {
			return t.moveAll(into, was.ID, func(records.Row) bool { return true },
				tasks.TaskKind, deadlines.PromiseKind.Name, deadlines.WaitKind.Name, remedies.OfferKind)
		},
		func() error { return t.takeReplies(into, was.ID, here) },
		func() error { return t.takeVisits(into, was.ID) },
		func() error { return t.takeBranches(into, was.ID) },
		func() error { return t.takeMoney(into, was, here) },
		func() error { return t.takeSubmissions(into, was.ID, here) },
	} {
		if err := take(); err != nil {
			return err
		}
	}
	return nil
}

// liveRecords lists records of a case, the oldest first.
func (t *tx) liveRecords(caseID string, kinds ...string) ([]records.Row, error) {
	all, err := list(t.ctx, t, t.w.scanRecord, recordColumns+`WHERE r.case_id = ? AND r.deleted_at IS NULL ORDER BY r.id`, caseID)
	return slices.DeleteFunc(all, func(r records.Row) bool { return !slices.Contains(kinds, r.Kind) }), err
}

// move takes a record to another case: it is removed there and new here. It
// returns the new id.
func (t *tx) move(into string, r records.Row, body json.RawMessage) (id string, err error) {
	gone := r
	gone.DeletedAt = t.at
	kept, err := t.putRecords([]records.Row{gone, {Meta: records.Meta{CaseID: into, Kind: r.Kind}, Body: body}})
	if err != nil {
		return "", err
	}
	return kept[1].ID, nil
}

func (t *tx) moveAll(into, from string, want func(records.Row) bool, kinds ...string) error {
	all, err := t.liveRecords(from, kinds...)
	for _, r := range all {
		if err == nil && want(r) {
			_, err = t.move(into, r, r.Body)
		}
	}
	return err
}

// takeVisits takes along the visits; both cases say of the follow-up what the
// visits say that they have then.
func (t *tx) takeVisits(into, from string) error {
	ours, err := t.visits(into)
	if err != nil {
		return err
	}
	theirs, err := t.visits(from)
	if err != nil || len(theirs) == 0 {
		return err
	}
	to, err := t.caseByID(into)
	if err != nil {
		return err
	}
	was, err := t.caseByID(from)
	if err != nil {
		return err
	}
	kept, moved, left := tasks.JoinVisits(flatOf(to), flatOf(was), ours, theirs)
	for _, e := range moved {
		row, err := tasks.Visits().Row(e)
		if err != nil {
			return err
		}
		if _, err := t.move(into, row, row.Body); err != nil {
			return err
		}
	}
	to.FollowUp, to.Satisfaction, to.FollowedUp = kept.FollowUp, kept.Satisfaction, kept.FollowedUp
	was.FollowUp, was.Satisfaction, was.FollowedUp = left.FollowUp, left.Satisfaction, left.FollowedUp
	if _, err := t.updateCase(to); err != nil {
		return err
	}
	_, err = t.updateCase(was)
	return err
}

func (t *tx) visits(caseID string) ([]tasks.VisitEntry, error) {
	rows, err := t.liveRecords(caseID, tasks.VisitKind)
	if err != nil {
		return nil, err
	}
	all := make([]tasks.VisitEntry, len(rows))
	for i, r := range rows {
		if all[i], err = tasks.Visits().Read(r); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func flatOf(c cases.Case) tasks.Flat {
	return tasks.Flat{FollowUp: c.FollowUp, Satisfaction: c.Satisfaction, FollowedUp: c.FollowedUp}
}

// takeBranches takes along the side ways. One that is open in both cases stays
// with either: a case has it open but once.
func (t *tx) takeBranches(into, from string) error {
	ours, err := t.liveRecords(into, cases.BranchKind)
	if err != nil {
		return err
	}
	open := map[string]bool{}
	for _, r := range ours {
		if b, err := cases.BranchRecords.Read(r); err == nil && b.Is.Open() {
			open[b.Is.Kind] = true
		}
	}
	return t.moveAll(into, from, func(r records.Row) bool {
		b, err := cases.BranchRecords.Read(r)
		return err == nil && !(b.Is.Open() && open[b.Is.Kind])
	}, cases.BranchKind)
}

// takeMoney takes along the ledger, and the return with its costs, as far as the
// case that is kept has none of its own.
func (t *tx) takeMoney(into string, was cases.Case, here map[string]string) error {
	steps, err := t.liveRecords(into, returns.Steps().Name)
	if err != nil {
		return err
	}
	returned := len(steps) > 0
	if !returned {
		if err := t.moveAll(into, was.ID, func(records.Row) bool { return true }, returns.Steps().Name); err != nil {
			return err
		}
	}
	to, err := t.caseByID(into)
	if err != nil {
		return err
	}
	if was, err = t.caseByID(was.ID); err != nil {
		return err
	}
	_, ours, err := t.ledgerLines(into)
	if err != nil {
		return err
	}
	rows, theirs, err := t.ledgerLines(was.ID)
	if err != nil {
		return err
	}
	for i := range theirs {
		if returned {
			theirs[i].Ref = "" // the step that it came with stays where it is
		}
		theirs[i].ExhibitID = here[theirs[i].ExhibitID]
	}
	currency, err := t.shopCurrency()
	if err != nil {
		return err
	}
	facts := func(c cases.Case) ledger.Facts {
		return ledger.Facts{
			CaseID: c.ID, Number: c.Number, Order: c.Order, Price: c.Amount, Cost: c.Cost, Recovered: c.Recovered, Shop: currency,
		}
	}
	j, err := ledger.Join(facts(to), facts(was), ours, theirs, t.at)
	if err != nil {
		return err
	}
	for _, i := range j.Take {
		row, err := ledger.Lines().Row(records.Entry[ledger.Line]{Meta: rows[i].Meta, Is: theirs[i]})
		if err != nil {
			return err
		}
		if _, err := t.move(into, rows[i], row.Body); err != nil {
			return err
		}
	}
	for _, l := range j.New {
		row, err := ledger.Lines().Row(ledger.Lines().New(into, l))
		if err != nil {
			return err
		}
		if _, err := t.putRecord(row); err != nil {
			return err
		}
	}
	if err := t.keepTyped(into, j.Typed); err != nil {
		return err
	}
	if err := t.moveRates(into, was.ID); err != nil {
		return err
	}
	to.Cost, to.Recovered = j.Cost, j.Recovered
	was.Cost, was.Recovered = j.Rest.Cost, j.Rest.Recovered
	if _, err := t.updateCase(to); err != nil {
		return err
	}
	_, err = t.updateCase(was)
	return err
}

// shopCurrency is the one that the shop counts in.
func (t *tx) shopCurrency() (string, error) {
	p := shop.Defaults()
	raw, err := readProfile(t.ctx, t)
	if err == nil && raw != nil {
		err = json.Unmarshal(raw, &p)
	}
	return p.Currency, err
}

func (t *tx) ledgerLines(caseID string) ([]records.Row, []ledger.Line, error) {
	rows, err := t.liveRecords(caseID, ledger.Lines().Name)
	if err != nil {
		return nil, nil, err
	}
	lines := make([]ledger.Line, len(rows))
	for i, r := range rows {
		e, err := ledger.Lines().Read(r)
		if err != nil {
			return nil, nil, err
		}
		lines[i] = e.Is
	}
	return rows, lines, nil
}

// keepTyped keeps what stood in a case before its first line, beside what is kept
// of its other side.
func (t *tx) keepTyped(caseID string, typed ledger.Typed) error {
	if typed == (ledger.Typed{}) {
		return nil
	}
	is := ledger.TypedSums().New(caseID, ledger.Typed{})
	all, err := list(t.ctx, t, t.w.scanRecord, recordColumns+`WHERE r.case_id = ? AND r.kind = ? ORDER BY r.id`, caseID, is.Kind)
	if err != nil {
		return err
	}
	if len(all) > 0 {
		if is, err = ledger.TypedSums().Read(all[0]); err != nil {
			return err
		}
		if !is.DeletedAt.IsZero() {
			is.Is = ledger.Typed{}
		}
	}
	is.DeletedAt = time.Time{}
	if typed.Cost.Given() {
		is.Is.Cost = typed.Cost
	}
	if typed.Recovered.Given() {
		is.Is.Recovered = typed.Recovered
	}
	row, err := ledger.TypedSums().Row(is)
	if err == nil {
		_, err = t.putRecord(row)
	}
	return err
}

// moveRates takes along the rates into the shop's currency that a case has not.
func (t *tx) moveRates(into, from string) error {
	ours, err := t.liveRecords(into, ledger.Rates().Name)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	pair := func(r records.Row) string {
		e, err := ledger.Rates().Read(r)
		if err != nil {
			return ""
		}
		return e.Is.From + e.Is.To
	}
	for _, r := range ours {
		known[pair(r)] = true
	}
	return t.moveAll(into, from, func(r records.Row) bool { return !known[pair(r)] }, ledger.Rates().Name)
}

// takeSubmissions records in a case what was handed in for another, with its
// files and what was answered, so that an answer that is still to come can be
// kept there. The other keeps its own: what went out is not undone by a merge.
func (t *tx) takeSubmissions(into, from string, here map[string]string) error {
	all, err := t.w.submissions(t.ctx, t, `WHERE s.case_id = ? AND s.taken_back_at IS NULL ORDER BY julianday(s.at), s.id`, from)
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.ExhibitIDs, err = t.takeFiles(into, s.ExhibitIDs, here); err != nil {
			return err
		}
		if s.AnswerExhibits, err = t.takeFiles(into, s.AnswerExhibits, here); err != nil {
			return err
		}
		if err := t.takeSubmission(into, s); err != nil {
			return err
		}
	}
	return nil
}

// takeFiles are the exhibits of a case for those of another; what is not there
// yet, as what was handed in, is taken over.
func (t *tx) takeFiles(into string, ids []string, here map[string]string) ([]string, error) {
	var kept []string
	for _, id := range ids {
		if here[id] == "" {
			e, err := t.exhibit(id)
			if err != nil {
				return nil, err
			}
			_, added, err := t.takeOver(into, []evidence.Exhibit{e})
			if err != nil {
				return nil, err
			}
			here[id] = added[id]
		}
		kept = append(kept, here[id])
	}
	return kept, nil
}

func (t *tx) takeSubmission(into string, s submissions.Submission) error {
	s.ID, s.CaseID = newID(), into
	if err := t.onlyOnce(s); fault.Is(err, "submission.twice") {
		return nil
	} else if err != nil {
		return err
	}
	if err := t.insertSubmission(s); err != nil {
		return err
	}
	if err := t.linkSubmission(s.ID, partPacket, s.ExhibitIDs); err != nil {
		return err
	}
	kept, err := t.logSubmission("submission.recorded", s.ID, nil)
	if err != nil || !s.Answered() {
		return err
	}
	if err := t.setAnswer(s, s.AnswerExhibits); err != nil {
		return err
	}
	_, err = t.logSubmission("submission.answered", s.ID, &kept)
	return err
}
