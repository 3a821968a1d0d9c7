package kit

import "context"

// Quick is a row of fields of which one thing after the other is kept with
// Enter. What was typed is taken out of the fields at once, so that the next can
// be typed while it is kept; what could not be kept comes back as soon as
// nothing else stands there.
type Quick struct {
	Blank func() bool     // whether nothing is typed
	Shown func() bool     // whether the fields are on screen
	Tell  func(err error) // says at the fields what is wrong

	waiting int
	failed  []quickLine
}

// quickLine is what was typed and could not be kept.
type quickLine struct {
	back func() // puts it into the fields
	err  error
}

// Keep keeps what was taken out of the fields. words name it, back puts it into
// them again, done is for its success.
func (q *Quick) Keep(s Shell, caseID, words string, back func(), deed func(ctx context.Context) error, done func(Back)) {
	q.waiting++
	Do(s, caseID, deed, func(b Back, err error) {
		q.waiting--
		if err == nil {
			done(b)
		} else {
			q.failed = append(q.failed, quickLine{back, err})
			if q.waiting > 0 || !q.Blank() || !q.Shown() {
				sentence, _ := FaultText(err)
				s.Toast(T("kit.not_kept", "what", words, "why", sentence))
			}
		}
		q.putBack()
	})
}

// putBack puts the first that could not be kept into the fields, when they are
// free.
func (q *Quick) putBack() {
	if q.waiting > 0 || len(q.failed) == 0 || !q.Blank() {
		return
	}
	first := q.failed[0]
	q.failed = q.failed[1:]
	first.back()
	q.Tell(first.err)
}

// Clean tells whether nothing is being kept and nothing waits to come back.
func (q *Quick) Clean() bool { return q.waiting == 0 && len(q.failed) == 0 }
