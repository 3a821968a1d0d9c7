// Package playbooks holds what experience says about each kind of complaint:
// what to look at, how to handle it now, what not to do, how to prevent it. The
// cards come from data files; the seller may write them anew.
package playbooks

import (
	"context"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// Cards that belong to no category: a channel is named by its id after the
// prefix, a situation of a case by itself.
const (
	ChannelPrefix = "channel."
	Hard          = "case.hard"     // a case of the hard-case list
	Escalated     = "case.platform" // the platform, a bank or the public has stepped in
)

// Text is a card in one language, one thing a line.
type Text struct {
	Look    []string `json:"look,omitempty"`    // what to look at first
	Now     []string `json:"now,omitempty"`     // the steps, in order
	Avoid   []string `json:"avoid,omitempty"`   // what not to do
	Prevent []string `json:"prevent,omitempty"` // so that it does not come again
}

// Part is one of the four lists of a card.
type Part struct {
	Name  string // "look", "now", "avoid", "prevent"
	Lines []string
	Steps bool // they are done in their order
}

// Empty tells whether the list has no lines.
func (p Part) Empty() bool { return len(p.Lines) == 0 }

// Parts are the four lists in the order in which they are read.
func (t Text) Parts() []Part {
	return []Part{{"now", t.Now, true}, {"look", t.Look, false}, {"avoid", t.Avoid, false}, {"prevent", t.Prevent, false}}
}

// Empty tells whether nothing is written.
func (t Text) Empty() bool {
	return !slices.ContainsFunc(t.Parts(), func(p Part) bool { return !p.Empty() })
}

// Card is one playbook card.
type Card struct {
	ID    string          // of a category, or one of those above
	Texts map[string]Text // by language ("zh", "en")
	Own   bool            // written by the seller
}

// In is the card in a language, or in another where that one is not written.
func (c Card) In(lang string) (text Text, written string) {
	for _, l := range append([]string{lang}, Languages()...) {
		if t := c.Texts[l]; !t.Empty() {
			return t, l
		}
	}
	return Text{}, lang
}

// Languages are those that every shipped card has.
func Languages() []string { return []string{"zh", "en"} }

// Own is the record of a card that the seller wrote. It belongs to no case.
type Own struct {
	Card  string          `json:"card"`
	Texts map[string]Text `json:"texts"`
}

// Most that a card may hold of one kind, and of characters in a line.
const (
	MostLines = 20
	MostRunes = 400
)

// Kind is the record of a card.
func Kind() records.Kind[Own] { return records.Kind[Own]{Name: "playbook", Check: check} }

// check tidies what was typed.
func check(o *Own) error {
	if o.Card == "" {
		return fault.New("playbook.unknown")
	}
	texts := map[string]Text{}
	for lang, t := range o.Texts {
		for _, lines := range []*[]string{&t.Look, &t.Now, &t.Avoid, &t.Prevent} {
			if *lines = tidy(*lines); len(*lines) > MostLines {
				return fault.New("playbook.long")
			}
			for _, l := range *lines {
				if len([]rune(l)) > MostRunes {
					return fault.New("playbook.long")
				}
			}
		}
		if !t.Empty() {
			texts[lang] = t
		}
	}
	if len(texts) == 0 {
		return fault.New("playbook.empty")
	}
	o.Texts = texts
	return nil
}

func tidy(lines []string) []string {
	var out []string
	for _, l := range lines {
		if l = strings.Join(strings.Fields(strings.ToValidUTF8(l, "\uFFFD")), " "); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// Service gives the cards.
type Service struct {
	shipped map[string]Card
	own     *records.Box[Own]
}

// NewService reads the shipped cards from files.
func NewService(store records.Store, files fs.FS, now func() time.Time) (*Service, error) {
	shipped, err := Load(files)
	if err != nil {
		return nil, err
	}
	return &Service{shipped: shipped, own: records.NewBox(store, now, Kind())}, nil
}

// Shipped is the card as it came with the program.
func (s *Service) Shipped(id string) (Card, bool) {
	c, ok := s.shipped[id]
	return c, ok
}

// Cards returns all cards by their ids, the seller's before the shipped ones.
func (s *Service) Cards(ctx context.Context) (map[string]Card, error) {
	all := make(map[string]Card, len(s.shipped))
	for id, c := range s.shipped {
		all[id] = c
	}
	own, err := s.own.List(ctx, "")
	for _, e := range own {
		all[e.Is.Card] = Card{ID: e.Is.Card, Texts: e.Is.Texts, Own: true}
	}
	return all, err
}

// First returns the card of the first id that has one: a leaf's, else its top's.
// None is the fault "playbook.unknown".
func (s *Service) First(ctx context.Context, ids ...string) (Card, error) {
	all, err := s.Cards(ctx)
	if err != nil {
		return Card{}, err
	}
	for _, id := range ids {
		if c, ok := all[id]; ok {
			return c, nil
		}
	}
	return Card{}, fault.New("playbook.unknown")
}

// Save keeps the seller's own words for a card. What equals the shipped card
// goes back to it.
func (s *Service) Save(ctx context.Context, id string, texts map[string]Text) error {
	is := Own{Card: id, Texts: texts}
	if err := check(&is); err != nil {
		return err
	}
	if c, ok := s.shipped[id]; ok && reflect.DeepEqual(c.Texts, is.Texts) {
		return s.Reset(ctx, id)
	}
	e, err := s.find(ctx, id)
	if err != nil {
		return err
	}
	e.Is = is
	_, err = s.own.Put(ctx, e)
	return err
}

// Reset goes back to the shipped card; where there is none, the card is gone.
func (s *Service) Reset(ctx context.Context, id string) error {
	e, err := s.find(ctx, id)
	if err != nil || e.ID == "" {
		return err
	}
	return s.own.Remove(ctx, e.ID)
}

// find is the seller's record of a card, or a new one.
func (s *Service) find(ctx context.Context, id string) (records.Entry[Own], error) {
	own, err := s.own.List(ctx, "")
	if i := slices.IndexFunc(own, func(e records.Entry[Own]) bool { return e.Is.Card == id }); i >= 0 {
		return own[i], err
	}
	return s.own.New("", Own{Card: id}), err
}

// Facts are what a case says about the cards that it needs.
type Facts struct {
	Leaf, Top string // of its category; Leaf may be empty
	Channels  []string
	Hard      bool
	Escalated bool
}

// wanted are the cards that help with a case, the category's first: each is the
// first that there is of a few ids.
func (f Facts) wanted() [][]string {
	wanted := [][]string{{f.Leaf, f.Top}}
	for _, channel := range f.Channels {
		wanted = append(wanted, []string{ChannelPrefix + channel})
	}
	if f.Escalated {
		wanted = append(wanted, []string{Escalated})
	}
	if f.Hard {
		wanted = append(wanted, []string{Hard})
	}
	return wanted
}

// For returns the cards that help with a case, the category's first.
func (s *Service) For(ctx context.Context, f Facts) ([]Card, error) {
	all, err := s.Cards(ctx)
	if err != nil {
		return nil, err
	}
	var cards []Card
	for _, ids := range f.wanted() {
		for _, id := range ids {
			if c, ok := all[id]; ok {
				cards = append(cards, c)
				delete(all, id) // once is enough
				break
			}
		}
	}
	return cards, nil
}
