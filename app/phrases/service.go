package phrases

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
)

// Service searches, fills and logs phrases.
type Service struct {
	store   Store
	library *Library
	index   []entry
	now     func() time.Time
}

// NewService returns a service on store.
func NewService(store Store, library *Library, now func() time.Time) *Service {
	return &Service{store: store, library: library, index: index(library), now: now}
}

// Groups lists the groups in the order of a conversation.
func (s *Service) Groups() []Group { return s.library.Groups }

// Placeholders lists the names that may stand in braces, in the order in which
// a form asks for them.
func (s *Service) Placeholders() []Placeholder { return s.library.Placeholders }

// Tones lists the tones of phrases.
func (s *Service) Tones() []Group { return s.library.Tones }

// Get finds a phrase by its id.
func (s *Service) Get(id string) (Phrase, bool) {
	i := slices.IndexFunc(s.library.Phrases, func(p Phrase) bool { return p.ID == id })
	if i < 0 {
		return Phrase{}, false
	}
	return s.library.Phrases[i], true
}

// Search ranks phrases by how well they fit; all of them, in the order of a
// conversation, for an empty query. Every word must stand in a title, the
// group's name, the advice or a text, in any language.
func (s *Service) Search(q Query) []Phrase {
	type hit struct {
		phrase Phrase
		rank   int
	}
	typed := words(q.Text)
	var hits []hit
	for _, e := range s.index {
		if q.Group != "" && e.phrase.Group != q.Group {
			continue
		}
		if rank := e.rank(typed); rank > 0 {
			hits = append(hits, hit{e.phrase, rank})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.rank, a.rank) })
	found := make([]Phrase, len(hits))
	for i, h := range hits {
		found[i] = h.phrase
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

// Counts tells how often each phrase was copied.
func (s *Service) Counts(ctx context.Context) (map[string]int, error) {
	return s.store.UseCounts(ctx)
}
