package phrases

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// Service is the library: the starter set with what the seller made of it. What
// it was last told of the workspace is at hand without waiting; Refresh reads
// what has changed since.
type Service struct {
	store   Store
	library *Library
	own     *records.Box[Own]
	now     func() time.Time

	writing sync.Mutex // one change after the other
	mu      sync.RWMutex
	starter map[string]int // by id: its place in the library
	merged  map[string]Phrase
	kept    map[string]records.Entry[Own] // by the id of the phrase
	stats   map[string]Stat
	index   *index // made when it is first needed
}

// NewService returns a service on store. Until Refresh it knows the starter set
// alone.
func NewService(store Store, library *Library, now func() time.Time) *Service {
	s := &Service{
		store: store, library: library, own: records.NewBox(store, now, Kind()), now: now,
		starter: map[string]int{}, merged: map[string]Phrase{}, kept: map[string]records.Entry[Own]{}, stats: map[string]Stat{},
	}
	for i, p := range library.Phrases {
		s.starter[p.ID], s.merged[p.ID] = i, p
	}
	return s
}

// Groups lists the groups in the order of a conversation.
func (s *Service) Groups() []Group { return s.library.Groups }

// Placeholders lists the names that may stand in braces, in the order in which
// a form asks for them.
func (s *Service) Placeholders() []Placeholder { return s.library.Placeholders }

// Tones lists the tones of phrases.
func (s *Service) Tones() []Group { return s.library.Tones }

// Refresh reads what the workspace holds: own phrases, edits, marks and how
// often each was used. What has not changed costs nothing.
func (s *Service) Refresh(ctx context.Context) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	all, err := s.own.List(ctx, "")
	if err != nil {
		return err
	}
	stats, err := s.store.PhraseStats(ctx)
	if err != nil {
		return err
	}
	var changed []update
	there := map[string]bool{}
	for _, e := range all {
		id := idOf(e)
		there[id] = true
		if was, ok := s.kept[id]; !ok || was.ID != e.ID || was.Revision != e.Revision {
			changed = append(changed, s.updated(e))
		}
	}
	for id, e := range s.kept {
		if !there[id] { // its making was taken back
			e.DeletedAt = s.now()
			changed = append(changed, s.updated(e))
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stats = stats
	s.ready()
	for _, u := range changed {
		s.take(u)
	}
	return nil
}

// idOf is the id of the phrase that a record is about.
func idOf(e records.Entry[Own]) string {
	if e.Is.Of != "" {
		return e.Is.Of
	}
	return e.ID
}

// update is a record with what it makes of its phrase.
type update struct {
	records.Entry[Own]
	card card
	gone bool // there is no such phrase any more
}

// updated makes ready what a record makes of its phrase. It takes most of the
// time and needs no lock, so that nobody who searches waits for it.
func (s *Service) updated(e records.Entry[Own]) update {
	u, id := update{Entry: e}, idOf(e)
	i, ofStarter := s.starter[id]
	switch {
	case e.DeletedAt.IsZero() && (ofStarter || e.Is.Phrase != nil): // a version without the phrase leaves the seller's words
		u.card = s.card(s.merge(id, e))
	case ofStarter:
		u.card = s.card(s.library.Phrases[i])
	default:
		u.gone = true
	}
	return u
}

// take puts an update in force.
func (s *Service) take(u update) {
	id := idOf(u.Entry)
	if s.kept[id] = u.Entry; !u.DeletedAt.IsZero() {
		delete(s.kept, id)
	}
	if u.gone {
		delete(s.merged, id)
	} else {
		s.merged[id] = u.card.phrase
	}
	switch {
	case s.index == nil:
	case u.gone:
		s.index.drop(id)
	default:
		s.index.put(u.card, s.place(id))
	}
}

// place is where a phrase stands in the starter set, -1 for one that is not of
// it.
func (s *Service) place(id string) int {
	if i, ofStarter := s.starter[id]; ofStarter {
		return i
	}
	return -1
}

func (s *Service) card(p Phrase) card {
	group := slices.IndexFunc(s.library.Groups, func(g Group) bool { return g.ID == p.Group })
	if group < 0 { // of a library that had more of them
		group = len(s.library.Groups)
	}
	return newCard(p, group)
}

// merge is a phrase with what the seller made of it.
func (s *Service) merge(id string, e records.Entry[Own]) Phrase {
	var p Phrase
	i, ofStarter := s.starter[id]
	switch {
	case e.Is.Phrase == nil:
		p = s.library.Phrases[i]
	case ofStarter:
		p = e.Is.withNew(s.library.Phrases[i])
	default:
		p = *e.Is.Phrase
	}
	p.ID = id
	p.Marks = Marks{
		Own: !ofStarter, Edited: ofStarter && e.Is.Phrase != nil,
		Favourite: e.Is.Favourite, Trashed: e.Is.Hidden, Shortcut: e.Is.Shortcut, Files: e.Is.Files, Changed: e.UpdatedAt,
	}
	return p
}

// ready makes the index of the starter set where there is none yet.
func (s *Service) ready() {
	if s.index != nil {
		return
	}
	s.index = newIndex(s.library)
	for i, p := range s.library.Phrases {
		s.index.put(s.card(p), i)
	}
}

// most is more than any group of the library holds.
const most = 1 << 20

// Get finds a phrase by its id, also in the trash.
func (s *Service) Get(id string) (Phrase, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	p, ok := s.merged[id]
	return p, ok
}

// Starter is a phrase of the starter set as it came with the program.
func (s *Service) Starter(id string) (Phrase, bool) {
	i, ok := s.starter[id]
	if !ok {
		return Phrase{}, false
	}
	return s.library.Phrases[i], true
}

// Search ranks phrases by how well they fit; all of them, in the order of a
// conversation, for an empty query. Every word must stand in a title, the
// group's name, the advice or a text, in any language, or one that means the
// same; or it is a shortcut. Where those are few, others follow that hold most of
// what was typed.
func (s *Service) Search(q Query) []Phrase {
	s.mu.RLock()
	if s.index == nil {
		s.mu.RUnlock()
		s.mu.Lock()
		s.ready()
		s.mu.Unlock()
		s.mu.RLock()
	}
	defer s.mu.RUnlock()
	found := s.index.search(q, s.stats)
	if len(found) < few && q.Text != "" {
		for _, p := range s.index.loose(q, s.stats) {
			if !slices.ContainsFunc(found, func(f Phrase) bool { return f.ID == p.ID }) {
				found = append(found, p)
			}
		}
	}
	return found
}

// Fill fills p in lang ("zh", "en") from values.
func (s *Service) Fill(p Phrase, lang string, values map[string]string) Filled {
	return Fill(p.Texts[lang], values)
}

// Copied logs that text was copied for a case (caseID may be empty).
func (s *Service) Copied(ctx context.Context, phraseID, caseID, lang, text string) (Use, error) {
	return s.store.LogUse(ctx, Use{
		PhraseID: phraseID, CaseID: caseID, Lang: lang,
		Text: strings.ToValidUTF8(text, "\uFFFD"), At: s.now(),
	})
}

// Uses lists what was copied for a case, oldest first.
func (s *Service) Uses(ctx context.Context, caseID string) ([]Use, error) {
	return s.store.Uses(ctx, caseID)
}

// Stats tells how phrases were used, by their ids; those never used are not in
// it.
func (s *Service) Stats(ctx context.Context) (map[string]Stat, error) {
	return s.store.PhraseStats(ctx)
}

// unknown is the fault for a phrase that is not there.
func unknown() error { return fault.New("phrase.unknown") }
