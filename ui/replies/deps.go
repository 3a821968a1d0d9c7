// Package replies is the page on which a reply to a buyer is written: phrases
// beside it, the text with what was filled in and what is missing, its meaning
// in Chinese, and what is to be looked at before it is sent.
package replies

import (
	"context"
	"slices"
	"strings"
	"time"

	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/phrases"
	"casefolio/app/replies"
	"casefolio/app/replies/check"
	"casefolio/ui/kit"
)

// PageName is the page's name for the shell.
const PageName = "reply"

// Library finds phrases and takes new ones.
type Library interface {
	Groups() []phrases.Group
	Tones() []phrases.Group
	Placeholders() []phrases.Placeholder
	Get(id string) (phrases.Phrase, bool)
	Search(q phrases.Query) []phrases.Phrase
	Refresh(ctx context.Context) error
	Stats(ctx context.Context) (map[string]phrases.Stat, error)
	Add(ctx context.Context, p phrases.Phrase) (phrases.Phrase, error)
}

// Replies keeps what is written, copied and sent.
type Replies interface {
	Coach() *replies.Coach
	Desk(ctx context.Context, ref string) (replies.Desk, error)
	Save(ctx context.Context, caseID string, d replies.Draft) error
	Copy(ctx context.Context, caseID string, d replies.Draft, v replies.Values) (replies.Entry, error)
	Sent(ctx context.Context, id string, how replies.Sending) (replies.Entry, error)
	Drop(ctx context.Context, id string) error
	Likely(ctx context.Context, id string) (replies.Sending, error)
	SaveFiles(ctx context.Context, dir string, files []replies.File) ([]string, error)
	SwitchOff(ctx context.Context, rule, reason string) (replies.RuleOff, error)
	SwitchOn(ctx context.Context, rule string) error
}

// Cases gives a case and keeps what the seller says of it.
type Cases interface {
	Get(ctx context.Context, ref string) (cases.Case, error)
	Update(ctx context.Context, c cases.Case) (cases.Case, error)
}

// Clocks tells what is due of a case.
type Clocks interface {
	Case(ctx context.Context, caseID string) ([]deadlines.Item, error)
}

// Deps is what the page needs. Now gives the time in the seller's zone.
type Deps struct {
	Shell   kit.Shell
	Library Library
	Replies Replies
	Rules   *check.Rules
	Cases   Cases
	Clocks  Clocks
	Lists   *cases.Lists
	Now     func() time.Time
	Hand    *Hand                   // what is brought from other pages; may be nil
	Open    func(path string) error // shows a folder in the system's own window; may be nil
}

// Route leads to the reply for a case.
func Route(caseID string) kit.Route { return kit.Route{Page: PageName, ID: caseID} }

// Hand is what the seller brings to a reply from another page. It is taken once.
type Hand struct {
	caseID string
	phrase string // id
	lang   string
	texts  map[string]string
}

// Phrase leads to the reply for a case and puts a phrase into it.
func (h *Hand) Phrase(s kit.Shell, caseID, phraseID string) {
	*h = Hand{caseID: caseID, phrase: phraseID}
	s.Go(Route(caseID))
}

// Options leads to the reply for a case and puts options to choose from into it,
// in the language in which they were written last.
func (h *Hand) Options(s kit.Shell, caseID, lang string, texts map[string]string) {
	*h = Hand{caseID: caseID, lang: lang, texts: texts}
	s.Go(Route(caseID))
}

// take is what was brought for a case; zero: nothing.
func (h *Hand) take(caseID string) Hand {
	if h == nil || h.caseID != caseID {
		return Hand{}
	}
	was := *h
	*h = Hand{}
	return was
}

// state is all that the page shows of a case.
type state struct {
	c     cases.Case
	desk  replies.Desk
	stats map[string]phrases.Stat
	clock deadlines.Item // of the first answer; zero: none runs
}

func (d Deps) load(ctx context.Context, caseID string) (s state, err error) {
	if err = d.Rules.Prepare(); err != nil { // here, not while the window waits
		return s, err
	}
	if err = d.Library.Refresh(ctx); err != nil {
		return s, err
	}
	if s.desk, err = d.Replies.Desk(ctx, caseID); err != nil {
		return s, err
	}
	for i, said := range s.desk.Said { // channels by the names that the seller reads
		head, id, two := strings.Cut(said.Channel, " · ")
		if !two {
			head, id = "", said.Channel
		} else {
			head += " · "
		}
		s.desk.Said[i].Channel = head + cases.Name(d.Lists.Channels, id, kit.Language())
	}
	if s.c, err = d.Cases.Get(ctx, caseID); err != nil {
		return s, err
	}
	if s.stats, err = d.Library.Stats(ctx); err != nil {
		return s, err
	}
	items, err := d.Clocks.Case(ctx, s.c.ID)
	for _, i := range items {
		if i.Kind == deadlines.FirstResponse && i.Running() {
			s.clock = i
		}
	}
	return s, err
}

// about tells what kinds of case it is, as far as it says: by that a phrase that
// admits a mistake, or that speaks to a buyer for the first time, is offered first
// or last.
func (s state) about() string {
	kinds := []string{"first"}
	if slices.ContainsFunc(s.desk.Versions, func(e replies.Entry) bool { return e.Is.Sent() }) {
		kinds[0] = "later"
	}
	switch s.c.Responsibility {
	case "seller":
		kinds = append(kinds, "mistake")
	case "buyer", "mixed":
		kinds = append(kinds, "buyers")
	}
	switch s.c.Channel {
	case "platform_case", "payment_dispute":
		kinds = append(kinds, "dispute")
	case "instant_message":
		kinds = append(kinds, "chat")
	}
	if s.c.Order == "" {
		kinds = append(kinds, "presale")
	}
	return strings.Join(kinds, " ")
}

// waiting is the version that was copied last and of which nobody has said
// whether it was sent.
func (s state) waiting() (replies.Entry, bool) {
	all := replies.Waiting(s.desk.Versions)
	if len(all) == 0 {
		return replies.Entry{}, false
	}
	return all[len(all)-1], true
}
