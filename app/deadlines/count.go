package deadlines

import (
	"slices"
	"time"

	"casefolio/app/records"
)

// The stages that clocks know, as the store names them.
const (
	stageResolution = "resolution"
	stageExecution  = "execution"
	stageFollowUp   = "follow_up"
	stageArchive    = "archive"
)

// kept are the records of one case that clocks are counted from.
type kept struct {
	promises []records.Entry[Promise]
	answers  []records.Entry[Answer]
	waits    []records.Entry[Wait]
	snoozed  map[string]time.Time
}

// readKept sorts records. One whose JSON is not its kind's is left out: what is
// due must come up although something in a record is foreign.
func readKept(rows []records.Row) kept {
	k := kept{snoozed: map[string]time.Time{}}
	for _, r := range rows {
		switch r.Kind {
		case PromiseKind.Name:
			k.promises = with(k.promises, PromiseKind, r)
		case AnswerKind.Name:
			k.answers = with(k.answers, AnswerKind, r)
		case WaitKind.Name:
			k.waits = with(k.waits, WaitKind, r)
		case SnoozeKind.Name:
			if e, err := SnoozeKind.Read(r); err == nil {
				k.snoozed[e.Is.Item] = e.Is.Until
			}
		}
	}
	return k
}

func with[T any](all []records.Entry[T], kind records.Kind[T], r records.Row) []records.Entry[T] {
	if e, err := kind.Read(r); err == nil {
		all = append(all, e)
	}
	return all
}

// items counts all clocks of a case, those that stand included.
func (b *basis) items(f Facts) []Item {
	k := readKept(f.Records)
	var all []Item
	if i, ok := b.firstResponse(f, k); ok {
		all = append(all, i)
		if again, ok := b.nextResponse(f, k, i); ok {
			all = append(all, again)
		}
	}
	if i, ok := b.resolution(f, k); ok {
		all = append(all, i)
	}
	for _, c := range f.Choices {
		if i, ok := b.programme(f, c); ok {
			all = append(all, i)
		}
	}
	all = append(all, b.records(f, k)...)
	if i, ok := b.followUp(f); ok {
		all = append(all, i)
	}
	for n := range all {
		b.finish(&all[n], f, k)
	}
	return all
}

// finish fills what every item has, and stops it where the case is closed.
func (b *basis) finish(i *Item, f Facts, k kept) {
	i.CaseID, i.Number, i.Customer, i.Zone = f.CaseID, f.Number, f.Customer, f.Zone
	if i.RefID == "" {
		i.RefID = f.CaseID
	}
	if i.Key == "" {
		i.Key = string(i.Kind) + ":" + i.RefID
	}
	if f.Closed && !i.Stopped {
		i.Stopped, i.StoppedAt, i.Paused = true, f.lastMove(), false
	}
	switch {
	case i.Kind == Waiting, i.Kind == Hard, i.Kind == ReturnWindow: // the seller sends nothing
		i.SendBy = i.Due
	default:
		i.SendBy = b.sendBy(f.Channel, *i)
	}
	i.Snoozed = k.snoozed[i.Key]
}

func (f Facts) lastMove() time.Time {
	if len(f.Moves) == 0 {
		return f.CreatedAt
	}
	return f.Moves[len(f.Moves)-1].At
}

// received is when the complaint came, or else was filed.
func (f Facts) received() time.Time {
	if f.Received.IsZero() {
		return f.CreatedAt
	}
	return f.Received
}

// firstResponse runs from the complaint to the first reply: one that was
// recorded, a message of the seller in a chat, or that a remedy is talked over.
func (b *basis) firstResponse(f Facts, k kept) (Item, bool) {
	span := b.standard(f.Channel).First
	if span.IsZero() {
		return Item{}, false
	}
	i := Item{Kind: FirstResponse, Start: f.received(), Why: WhyStandard, From: FromReceived, Span: span}
	i.Due = Add(i.Start, span, b.work)
	replies := []time.Time{f.Replied, f.reached(talked...)}
	for _, a := range k.answers {
		replies = append(replies, a.Is.At)
	}
	i.stop(earliest(replies...))
	return i, true
}

// nextResponse runs from a message of the buyer that came after what the seller
// said last, whatever told the buyer that: a message, a reply that was recorded,
// a promise, that the buyer is waited for, or that the case went on.
func (b *basis) nextResponse(f Facts, k kept, first Item) (Item, bool) {
	if !first.Stopped {
		return Item{}, false
	}
	said := []time.Time{first.StoppedAt}
	for _, a := range k.answers {
		said = append(said, a.Is.At)
	}
	for _, p := range k.promises {
		said = append(said, p.Is.MadeAt)
	}
	for _, w := range k.waits {
		if w.Is.For == ForBuyer {
			said = append(said, w.Is.Since)
		}
	}
	for _, m := range f.Moves {
		if slices.Contains(talked, m.To) {
			said = append(said, m.At)
		}
	}
	last := slices.MaxFunc(said, time.Time.Compare)
	n := slices.IndexFunc(f.Asked, last.Before)
	if n < 0 {
		return Item{}, false
	}
	i := Item{
		Kind: FirstResponse, Key: string(FirstResponse) + ":" + f.CaseID + ":asked", Start: f.Asked[n],
		Why: WhyStandard, From: FromAsked, Span: first.Span,
	}
	i.Due = Add(i.Start, i.Span, b.work)
	return i, true
}

// talked are the stages in which the buyer has been talked to.
var talked = []string{stageResolution, stageExecution, stageFollowUp, stageArchive}

// reached is when a case first came to one of some stages; zero: never.
func (f Facts) reached(stages ...string) time.Time {
	for _, m := range f.Moves {
		if slices.Contains(stages, m.To) {
			return m.At
		}
	}
	if slices.Contains(stages, f.Stage) { // it was filed there
		return f.CreatedAt
	}
	return time.Time{}
}

// earliest is the first of the times that are known.
func earliest(all ...time.Time) (first time.Time) {
	for _, t := range all {
		if !t.IsZero() && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	return first
}

// stop stops an item at a time, if there is one.
func (i *Item) stop(at time.Time) {
	if !at.IsZero() {
		i.Stopped, i.StoppedAt = true, at
	}
}

// resolution runs from the complaint, or from when the case was reopened, to
// the stage of follow-up. It stands still while the buyer is waited for.
func (b *basis) resolution(f Facts, k kept) (Item, bool) {
	span := b.standard(f.Channel).Resolution
	if span.IsZero() {
		return Item{}, false
	}
	i := Item{Kind: Resolution, Start: f.received(), Why: WhyStandard, From: FromReceived, Span: span}
	done := func(stage string) bool { return stage == stageFollowUp || stage == stageArchive }
	for _, m := range f.Moves {
		switch {
		case done(m.From) && !done(m.To):
			i.Start, i.From, i.Stopped, i.StoppedAt = m.At, FromReopened, false, time.Time{}
		case done(m.To) && !i.Stopped:
			i.stop(m.At)
		}
	}
	if done(f.Stage) && !i.Stopped {
		i.stop(f.CreatedAt)
	}
	pauses, open := buyerPauses(k.waits, i.Start)
	i.Due = extend(Add(i.Start, span, b.work), span, b.work, pauses)
	if open && !i.Stopped {
		i.Paused, i.Due = true, time.Time{}
	}
	return i, true
}

// buyerPauses are the times after start in which the buyer was waited for, in
// order and apart; open tells whether that still goes on.
func buyerPauses(waits []records.Entry[Wait], start time.Time) (all []pause, open bool) {
	for _, w := range waits {
		switch {
		case w.Is.For != ForBuyer:
		case w.Is.EndedAt.IsZero():
			open = true
		case w.Is.EndedAt.After(start):
			p := pause{w.Is.Since, w.Is.EndedAt}
			if p.from.Before(start) {
				p.from = start
			}
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b pause) int { return a.from.Compare(b.from) })
	apart := all[:0]
	for _, p := range all {
		if n := len(apart); n > 0 && !p.from.After(apart[n-1].to) {
			if p.to.After(apart[n-1].to) {
				apart[n-1].to = p.to
			}
			continue
		}
		apart = append(apart, p)
	}
	return apart, open
}

// programme is the clock of a platform. A date that the seller typed counts
// before any period; without either nothing is known.
func (b *basis) programme(f Facts, c Choice) (Item, bool) {
	rule := b.rules[c.ProgrammeID]
	i := Item{
		Kind: Programme, Key: string(Programme) + ":" + c.ID, RefID: c.ProgrammeID, Title: rule.Title,
		Source: rule.Source, Text: rule.Note, TextZH: rule.NoteZH,
	}
	if i.Title == "" {
		i.Title = c.ProgrammeID
	}
	i.Start, i.From = f.begins(c, rule.StartsAt)
	switch {
	case !c.Due.IsZero():
		i.Due, i.Why = c.Due, WhyTyped
		i.Start, i.From = c.ChosenAt, FromChosen
		if !c.ReopenedAt.IsZero() {
			i.Start, i.From = c.ReopenedAt, FromReopened
		}
	case len(rule.Spans) > 0 && !slices.ContainsFunc(rule.Spans, func(s Span) bool { return s.Check() != nil }):
		i.Due, i.Why = b.period(i.Start, rule.Spans), WhyRule
		if len(rule.Spans) == 1 {
			i.Span = rule.Spans[0]
		}
	default:
		return Item{}, false
	}
	i.stop(c.AnsweredAt)
	return i, true
}

// begins is when the period of a programme began, and by what. Where the event
// is not known it is when the programme was chosen, or for what happens to a
// parcel when the complaint came, if that was earlier.
func (f Facts) begins(c Choice, starts string) (time.Time, string) {
	if !c.ReopenedAt.IsZero() {
		return c.ReopenedAt, FromReopened
	}
	switch starts {
	case "notice", "message_received", "dispute_opened", "complaint", "request":
		if !f.Received.IsZero() {
			return f.Received, FromReceived
		}
	case "delivered":
		if !f.Parcel.Delivered.IsZero() {
			return f.Parcel.Delivered, FromDelivered
		}
		return f.orComplaint(c)
	case "shipped", "first_scan":
		if !f.Parcel.Moved.IsZero() {
			return f.Parcel.Moved, FromShipped
		}
		return f.orComplaint(c)
	case "scheduled_delivery":
		return f.orComplaint(c)
	}
	return c.ChosenAt, FromChosen
}

func (f Facts) orComplaint(c Choice) (time.Time, string) {
	if !f.Received.IsZero() && f.Received.Before(c.ChosenAt) {
		return f.Received, FromReceived
	}
	return c.ChosenAt, FromChosen
}

// records are the items of promises, waits and of other nouns.
func (b *basis) records(f Facts, k kept) []Item {
	var all []Item
	for _, e := range k.promises {
		i := Item{Kind: Promised, RefID: e.ID, Title: e.Is.Text, Text: e.Is.Note, Start: e.Is.MadeAt, Due: e.Is.Due, Why: WhyTyped}
		if i.Start.IsZero() {
			i.Start = e.CreatedAt
		}
		i.stop(earliest(e.Is.KeptAt, e.Is.BrokenAt))
		all = append(all, i)
	}
	for _, e := range k.waits {
		i := Item{Kind: Waiting, RefID: e.ID, For: e.Is.For, Text: e.Is.Note, Start: e.Is.Since, Due: e.Is.Until, Why: WhyTyped}
		i.stop(e.Is.EndedAt)
		all = append(all, i)
	}
	for _, source := range b.sources {
		var rows []records.Row
		for _, r := range f.Records {
			if slices.Contains(source.Kinds(), r.Kind) {
				rows = append(rows, r)
			}
		}
		if len(rows) > 0 {
			all = append(all, source.DueOf(rows)...)
		}
	}
	return all
}

// followUp runs from the stage of follow-up until the buyer was asked.
func (b *basis) followUp(f Facts) (Item, bool) {
	span := b.standard(f.Channel).FollowUp
	if span.IsZero() || f.Stage != stageFollowUp {
		return Item{}, false
	}
	i := Item{Kind: FollowUp, Start: f.lastMove(), Why: WhyStandard, From: FromStage, Span: span}
	i.Due = Add(i.Start, span, b.work)
	if asked := f.FollowedUp; !asked.IsZero() && DayOf(asked.In(i.Start.Location())).Compare(DayOf(i.Start)) >= 0 {
		i.stop(asked)
	}
	return i, true
}

// order puts what runs first, then what is paused, then what is stopped, each
// by when it is due.
func order(a, b Item) int {
	rank := func(i Item) int {
		switch {
		case i.Stopped:
			return 2
		case i.Paused:
			return 1
		}
		return 0
	}
	if d := rank(a) - rank(b); d != 0 {
		return d
	}
	if a.Due.IsZero() != b.Due.IsZero() {
		if b.Due.IsZero() {
			return -1
		}
		return 1
	}
	return a.Due.Compare(b.Due)
}
