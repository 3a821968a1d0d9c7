package app

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/programmes"
	"casefolio/app/records"
	"casefolio/app/replies"
	"casefolio/app/returns"
	"casefolio/app/shop"
	"casefolio/app/tasks"
)

// dueOutside tells the clocks what shop and programmes know.
type dueOutside struct {
	shop       *shop.Service
	programmes *programmes.Service
}

var _ deadlines.Outside = dueOutside{}

// Hours implements deadlines.Outside. Hours that cannot be read are the whole day.
func (o dueOutside) Hours(ctx context.Context) (deadlines.ShopHours, error) {
	p, err := o.shop.Profile(ctx)
	h := deadlines.ShopHours{Zone: p.Location(), To: 24 * 60}
	for _, day := range p.WorkDays {
		if day == 0 { // Sunday may be 0 or 7
			day = 7
		}
		if !slices.Contains(h.WorkDays, day) {
			h.WorkDays = append(h.WorkDays, day)
		}
	}
	slices.Sort(h.WorkDays)
	from, bad1 := deadlines.ParseClock(p.WorkFrom)
	to, bad2 := deadlines.ParseClock(p.WorkTo)
	if bad1 == nil && bad2 == nil {
		h.From, h.To = from, to
	}
	return h, err
}

// Rules implements deadlines.Outside.
func (o dueOutside) Rules(ctx context.Context) (map[string]deadlines.Rule, error) {
	all, err := o.programmes.List(ctx)
	if err != nil {
		return nil, err
	}
	rules := make(map[string]deadlines.Rule, len(all))
	for _, p := range all {
		r := deadlines.Rule{Title: p.Title(), StartsAt: p.StartsAt, Note: p.Note, NoteZH: p.NoteZH}
		if period, known := p.Period(); known {
			r.Spans = spans(period, p.Counting)
			if r.Source = p.SourceTitle; r.Source != "" && p.AsOf != "" {
				r.Source = fmt.Sprintf("%s (%s)", r.Source, p.AsOf)
			}
		}
		rules[p.ID] = r
	}
	return rules, nil
}

// spans are the parts of a period as clocks count them, the longest first.
func spans(p programmes.Period, counting programmes.Counting) (all []deadlines.Span) {
	days := deadlines.Days
	if counting == programmes.Business {
		days = deadlines.WorkDays
	}
	for _, s := range []deadlines.Span{
		{N: int64(12*p.Years + p.Months), Unit: deadlines.Months}, {N: int64(p.Days), Unit: days},
		{N: int64(p.Hours), Unit: deadlines.Hours},
	} {
		if s.N > 0 {
			all = append(all, s)
		}
	}
	return all
}

// dueSource reads what is due from records of other nouns.
type dueSource struct {
	kinds []string
	read  func(rows []records.Row) []deadlines.Item
}

func (s dueSource) Kinds() []string                           { return s.kinds }
func (s dueSource) DueOf(rows []records.Row) []deadlines.Item { return s.read(rows) }

func dueSources() []deadlines.Source {
	return []deadlines.Source{
		dueSource{[]string{tasks.TaskKind}, dueTasks}, dueSource{[]string{tasks.VisitKind}, dueVisits},
		dueSource{[]string{returns.Steps().Name}, dueReturns}, dueSource{[]string{cases.BranchKind}, dueBranches},
		dueSource{[]string{replies.KindName}, dueReplies},
	}
}

// dueTasks are the tasks that have a time.
func dueTasks(rows []records.Row) (all []deadlines.Item) {
	for _, r := range rows {
		var is tasks.Task
		if json.Unmarshal(r.Body, &is) != nil || is.Due.IsZero() {
			continue
		}
		all = append(all, deadlines.Item{
			Kind: deadlines.Task, RefID: r.ID, Title: is.Text, Text: is.Note, Start: r.CreatedAt, Due: is.Due,
			Why: deadlines.WhyTyped, Stopped: is.Done(), StoppedAt: is.DoneAt,
		})
	}
	return all
}

// dueVisits is when the buyer is to be asked again. The visit after it, whenever
// it was recorded, is that.
func dueVisits(rows []records.Row) (all []deadlines.Item) {
	type visit struct {
		tasks.Visit
		id string
	}
	var visits []visit
	for _, r := range rows {
		v := visit{id: r.ID}
		if json.Unmarshal(r.Body, &v.Visit) == nil {
			visits = append(visits, v)
		}
	}
	slices.SortStableFunc(visits, func(a, b visit) int { return a.At.Compare(b.At) })
	for _, is := range visits {
		for i := range all { // it was asked again
			if !all[i].Stopped {
				all[i].Stopped, all[i].StoppedAt = true, is.At
			}
		}
		if !is.Next.IsZero() {
			all = append(all, deadlines.Item{
				Kind: deadlines.FollowUp, RefID: is.id, Start: is.At, Due: is.Next, Why: deadlines.WhyTyped,
			})
		}
	}
	return all
}

// dueReturns is what a return waits for: the seller's next step, or the
// buyer's parcel.
func dueReturns(rows []records.Row) []deadlines.Item {
	var last returns.Step
	var ref records.Row
	for _, r := range rows {
		e, err := returns.Steps().Read(r)
		if err == nil && !e.Is.At.Before(last.At) {
			last, ref = e.Is, r
		}
	}
	if last.Due.IsZero() || last.State.Ends() {
		return nil
	}
	kind := deadlines.Return
	switch last.State {
	case returns.Approved, returns.LabelSent, returns.OnItsWay:
		kind = deadlines.ReturnWindow
	}
	return []deadlines.Item{{
		Kind: kind, RefID: ref.ID, Text: last.Note, Start: last.At, Due: last.Due, Why: deadlines.WhyTyped,
	}}
}

// dueBranches is that a case is on the list of hard cases.
func dueBranches(rows []records.Row) []deadlines.Item {
	for _, r := range rows {
		var is cases.Branch
		if json.Unmarshal(r.Body, &is) == nil && is.Kind == cases.HardCase && is.Open() {
			return []deadlines.Item{{Kind: deadlines.Hard, RefID: r.ID, Text: is.Note, Start: is.OpenedAt}}
		}
	}
	return nil
}
