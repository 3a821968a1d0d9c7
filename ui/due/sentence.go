package due

import (
	"encoding/json"
	"strings"
	"time"

	"casefolio/app/deadlines"
	"casefolio/ui/kit"
)

// Sentence says in plain words what an entry of the journal about a promise, an
// answer, a wait or a snooze records. action is "record.added", "changed",
// "removed" or "restored"; old and is are the record before and after, either
// may be empty or foreign.
func Sentence(kind string, zone *time.Location) func(action string, old, is json.RawMessage) string {
	stamp := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.In(zone).Format(kit.StampLayout)
	}
	return func(action string, old, is json.RawMessage) string {
		if len(is) == 0 {
			is = old
		}
		switch strings.TrimPrefix(action, "record.") {
		case "removed":
			return kit.T("due.journal.removed." + known(kind))
		case "restored":
			return kit.T("due.journal.restored." + known(kind))
		}
		switch kind {
		case deadlines.PromiseKind.Name:
			return promiseSentence(read[deadlines.Promise](old), read[deadlines.Promise](is), stamp)
		case deadlines.AnswerKind.Name:
			return kit.T("due.journal.answer", "time", stamp(read[deadlines.Answer](is).At))
		case deadlines.WaitKind.Name:
			return waitSentence(read[deadlines.Wait](old), read[deadlines.Wait](is), stamp)
		}
		if until := read[deadlines.Snooze](is).Until; !until.IsZero() {
			return kit.T("due.journal.snooze", "time", stamp(until))
		}
		return kit.T("due.journal.wake")
	}
}

// known keeps the key of a text among those that there are.
func known(kind string) string {
	switch kind {
	case deadlines.PromiseKind.Name, deadlines.AnswerKind.Name, deadlines.WaitKind.Name:
		return kind
	}
	return deadlines.SnoozeKind.Name
}

// read is a record as far as it can be read.
func read[T any](raw json.RawMessage) (v T) {
	if json.Unmarshal(raw, &v) != nil {
		var none T
		return none
	}
	return v
}

func promiseSentence(old, is deadlines.Promise, stamp func(time.Time) string) string {
	key := "due.journal.promise"
	switch {
	case !is.KeptAt.IsZero() && old.KeptAt.IsZero():
		key = "due.journal.promise_kept"
	case !is.BrokenAt.IsZero() && old.BrokenAt.IsZero():
		key = "due.journal.promise_broken"
	case !old.KeptAt.IsZero() && is.KeptAt.IsZero(), !old.BrokenAt.IsZero() && is.BrokenAt.IsZero():
		key = "due.journal.promise_open"
	case !old.Due.IsZero() && !old.Due.Equal(is.Due):
		key = "due.journal.promise_moved"
	}
	return kit.T(key, "text", is.Text, "time", stamp(is.Due))
}

func waitSentence(old, is deadlines.Wait, stamp func(time.Time) string) string {
	who := is.For
	switch who {
	case deadlines.ForBuyer, deadlines.ForCarrier, deadlines.ForSupplier, deadlines.ForPlatform:
	default:
		who = deadlines.ForOther
	}
	name := kit.T("due.wait." + who)
	switch {
	case !is.EndedAt.IsZero():
		return kit.T("due.journal.wait_ended", "who", name)
	case !old.EndedAt.IsZero():
		return kit.T("due.journal.wait_open", "who", name)
	case is.Until.IsZero():
		return kit.T("due.journal.wait", "who", name)
	}
	return kit.T("due.journal.wait_until", "who", name, "time", stamp(is.Until))
}
