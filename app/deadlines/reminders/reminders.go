// Package reminders decides what the seller is told outside of the window, and
// when: at the moment at which something is to be sent and again when it is
// due, each once, and not at night.
package reminders

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"casefolio/app/deadlines"
	"casefolio/app/deadlines/words"
	"casefolio/app/records"
)

// Settings are what the seller wants: record "reminders", without a case.
type Settings struct {
	Off    bool `json:"off,omitempty"`    // say nothing
	Names  bool `json:"names,omitempty"`  // with the buyer's name and what was promised
	Always bool `json:"always,omitempty"` // outside of the working hours, too
}

// SettingsKind is the kind of the record.
var SettingsKind = records.Kind[Settings]{Name: "reminders"}

// Service keeps the settings.
type Service struct{ box *records.Box[Settings] }

// NewService returns a service on store.
func NewService(store records.Store, now func() time.Time) *Service {
	return &Service{records.NewBox(store, now, SettingsKind)}
}

func (s *Service) entry(ctx context.Context) (records.Entry[Settings], error) {
	all, err := s.box.List(ctx, "")
	if err != nil || len(all) == 0 {
		return SettingsKind.New("", Settings{}), err
	}
	return all[len(all)-1], nil
}

// Settings are the ones in force.
func (s *Service) Settings(ctx context.Context) (Settings, error) {
	e, err := s.entry(ctx)
	return e.Is, err
}

// Save keeps other settings.
func (s *Service) Save(ctx context.Context, is Settings) error {
	e, err := s.entry(ctx)
	if err != nil || e.ID != "" && e.Is == is {
		return err
	}
	e.Is = is
	_, err = s.box.Put(ctx, e)
	return err
}

// Notice is what is told at once.
type Notice struct {
	Key         string // stable for the same item and moment
	At          time.Time
	Title, Body string
}

// Longest is how far back is looked for what fell while nobody could be told.
const Longest = 72 * time.Hour

// most is how many items are told one by one; more of them share a notice.
const most = 3

// Since is where the look back begins that ends at now. last is the end of the
// one before.
func Since(last, now time.Time) time.Time {
	switch {
	case last.IsZero() || last.After(now): // the first, or the clock was put back
		return now
	case now.Sub(last) > Longest:
		return now.Add(-Longest)
	}
	return last
}

// Quiet tells whether nothing is to be said at now. It is said afterwards.
func Quiet(s Settings, hours deadlines.Calendar, now time.Time) bool {
	return !s.Off && !s.Always && !hours.Open(now)
}

// Fallen are the notices for items whose moment lies after from and not after
// now.
func Fallen(items []deadlines.Item, s Settings, t words.Texts, from, now time.Time) []Notice {
	if s.Off {
		return nil
	}
	var all []Notice
	for _, i := range items {
		if i.Snoozed.After(now) || !i.Running() || i.Kind == deadlines.Hard {
			continue
		}
		switch { // one notice where both have passed
		case within(i.Due, from, now):
			all = append(all, notice(i, s, t, i.Due.In(now.Location()), "reminders.due"))
		case within(i.SendBy, from, now):
			all = append(all, notice(i, s, t, i.SendBy.In(now.Location()), "reminders.send"))
		}
	}
	if len(all) <= most {
		return all
	}
	return []Notice{{Key: "many", At: now, Title: t("reminders.many", "count", strconv.Itoa(len(all))), Body: t("reminders.many.body")}}
}

func within(at, from, to time.Time) bool { return at.After(from) && !at.After(to) }

// Ahead are the notices that come next, for a system that shows them while the
// program is closed: n at most, each at a moment of work and so much after its
// own that a running program is there first.
func Ahead(items []deadlines.Item, s Settings, hours deadlines.Calendar, t words.Texts, now time.Time, margin time.Duration, n int) []Notice {
	if s.Off {
		return nil
	}
	var all []Notice
	for _, i := range items {
		if i.Snoozed.After(now) || !i.Running() || i.Kind == deadlines.Hard {
			continue
		}
		if i.SendBy.After(now) && i.SendBy.Before(i.Due) {
			all = append(all, notice(i, s, t, i.SendBy.In(now.Location()), "reminders.send"))
		}
		if i.Due.After(now) {
			all = append(all, notice(i, s, t, i.Due.In(now.Location()), "reminders.due"))
		}
	}
	for k := range all {
		at := all[k].At
		if !s.Always && !hours.Open(at) {
			at = deadlines.Add(at, deadlines.Span{N: 1, Unit: deadlines.WorkMinutes}, hours)
		}
		all[k].At = at.Add(margin)
	}
	slices.SortFunc(all, func(a, b Notice) int {
		if c := a.At.Compare(b.At); c != 0 {
			return c
		}
		return strings.Compare(a.Key, b.Key)
	})
	return all[:min(n, len(all))]
}

// notice tells of an item at one of its moments, in whose zone it says when that is due.
func notice(i deadlines.Item, s Settings, t words.Texts, at time.Time, key string) Notice {
	what, who := t.Sort(i), i.Number
	if s.Names {
		what, who = t.Title(i), t.Who(i, true)
	}
	return Notice{
		Key: i.CaseID + "/" + i.Key + "/" + key + "/" + at.UTC().Format(time.RFC3339), At: at,
		Title: Plain(t(key, "what", what)), Body: Plain(t("reminders.body", "who", who, "time", i.Due.In(at.Location()).Format("01-02 15:04"))),
	}
}

// longest is how many characters a line of a notice has.
const longest = 120

// Plain keeps a text harmless: the toolkit puts it into a script of the system's
// shell, where quotation marks of any kind, backticks, dollars and backslashes
// would be taken as orders.
func Plain(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range strings.ToValidUTF8(s, "") {
		switch r {
		case '"', '“', '”', '„', '‟', '`', '\'', '‘', '’', '‚', '‛':
			r = '′'
		case '$':
			r = '＄'
		case '\\':
			r = '／'
		}
		if unicode.IsSpace(r) {
			r = ' '
		}
		if unicode.IsPrint(r) {
			out = append(out, r)
		}
		if len(out) == longest {
			break
		}
	}
	return strings.TrimSpace(string(out))
}
