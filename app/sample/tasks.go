package sample

import (
	"cmp"
	"context"
	"time"

	"casefolio/app/cases"
	"casefolio/app/tasks"
)

// todo is a task, with when it was written down.
type todo struct {
	moment
	Text  string  `json:"text"`
	Owner string  `json:"owner"`
	Due   *moment `json:"due"`
	Done  *moment `json:"done"`
}

// found is what was found out about why a case came about.
type found struct {
	moment
	Root  string         `json:"root"`
	Valid tasks.Validity `json:"valid"`
	Note  string         `json:"note"`
}

// asked is a visit.
type asked struct {
	moment
	Channel string         `json:"channel"`
	Score   int            `json:"score"`
	Solved  tasks.Validity `json:"solved"`
	Said    string         `json:"said"`
	Next    *moment        `json:"next"`
}

// see plans the tasks of a case, its cause and its visits.
func (d *director) see(s *scene, filed *cases.Case) (err error) {
	for _, t := range s.Tasks {
		id := new(string)
		err = cmp.Or(err, d.add(t.moment, func(ctx context.Context) error {
			due, err := d.maybe(t.Due)
			if err != nil {
				return err
			}
			e, err := d.app.Tasks.Add(ctx, filed.ID, tasks.Task{Text: t.Text, Owner: t.Owner, Due: due})
			*id = e.ID
			return err
		}))
		if t.Done != nil {
			err = cmp.Or(err, d.add(*t.Done, func(ctx context.Context) error {
				_, err := d.app.Tasks.Done(ctx, *id, true)
				return err
			}))
		}
	}
	if f := s.Cause; f != nil {
		err = cmp.Or(err, d.add(f.moment, func(ctx context.Context) error {
			c := tasks.Cause{Root: f.Root, Valid: f.Valid, Note: f.Note, Responsibility: filed.Responsibility}
			_, err := d.app.Tasks.SetCause(ctx, filed.ID, c)
			return err
		}))
	}
	for _, v := range s.Visits {
		err = cmp.Or(err, d.add(v.moment, func(ctx context.Context) error {
			next, err := d.maybe(v.Next)
			if err != nil {
				return err
			}
			is := tasks.Visit{Channel: v.Channel, Score: v.Score, Solved: v.Solved, Said: v.Said, Next: next}
			_, err = d.app.Tasks.PutVisit(ctx, filed.ID, tasks.VisitEntry{Is: is})
			return err
		}))
	}
	return err
}

// maybe is a moment as an instant, the zero time for none.
func (d *director) maybe(m *moment) (time.Time, error) {
	if m == nil {
		return time.Time{}, nil
	}
	return d.at(*m)
}
