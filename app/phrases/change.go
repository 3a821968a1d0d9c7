package phrases

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"casefolio/app/fault"
	"casefolio/app/records"
)

// Change is one phrase of many that are kept as one deed.
type Change struct {
	ID        string // empty: a new one of the seller's own
	Phrase    Phrase // words and shortcut; its other marks stay as they are
	Favourite *bool  // nil: as it was
}

// Add keeps a phrase of the seller's own.
func (s *Service) Add(ctx context.Context, p Phrase) (Phrase, error) {
	p.ID = ""
	return s.Save(ctx, p)
}

// Save keeps the words and the shortcut of a phrase: a new one without an id,
// else one of the seller's own or one of the starter set. What equals the
// starter set's goes back to it.
func (s *Service) Save(ctx context.Context, p Phrase) (Phrase, error) {
	saved, err := s.SaveAll(ctx, Change{ID: p.ID, Phrase: p})
	if err != nil {
		return Phrase{}, err
	}
	return saved[0], nil
}

// SaveAll keeps several phrases as one deed.
func (s *Service) SaveAll(ctx context.Context, changes ...Change) ([]Phrase, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	entries := make([]records.Entry[Own], len(changes))
	for i, c := range changes {
		e, err := s.entry(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		if err := s.known(c.Phrase); err != nil {
			return nil, err
		}
		p := c.Phrase.tidied()
		e.Is.Phrase, e.Is.Shortcut, e.Is.Knew = &p, c.Phrase.Shortcut, nil
		if i, ofStarter := s.starter[e.Is.Of]; ofStarter {
			if e.Is.Knew = slices.Sorted(maps.Keys(s.library.Phrases[i].Texts)); p.same(s.library.Phrases[i]) {
				e.Is.Phrase, e.Is.Knew = nil, nil
			}
		}
		if c.Favourite != nil {
			e.Is.Favourite = *c.Favourite
		}
		entries[i] = e
	}
	return s.keep(ctx, entries...)
}

// Reset goes back to the words of the starter set. The marks stay.
func (s *Service) Reset(ctx context.Context, id string) (Phrase, error) {
	return s.change(ctx, id, func(o *Own) {
		if _, ofStarter := s.starter[o.Of]; ofStarter {
			o.Phrase, o.Knew = nil, nil
		}
	})
}

// Duplicate makes a phrase of the seller's own out of another, with its files,
// under names that tell of it. It has no shortcut and is no favourite.
func (s *Service) Duplicate(ctx context.Context, id string, titles map[string]string) (Phrase, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	p, ok := s.Get(id)
	if !ok {
		return Phrase{}, unknown()
	}
	files := p.Files
	p = p.tidied()
	maps.Copy(p.Titles, titles)
	kept, err := s.keep(ctx, s.own.New("", Own{Phrase: &p, Files: files}))
	if err != nil {
		return Phrase{}, err
	}
	return kept[0], nil
}

// Favour marks a phrase as a favourite, or as none.
func (s *Service) Favour(ctx context.Context, id string, on bool) (Phrase, error) {
	return s.change(ctx, id, func(o *Own) { o.Favourite = on })
}

// Trash puts a phrase into the trash.
func (s *Service) Trash(ctx context.Context, id string) (Phrase, error) {
	return s.change(ctx, id, func(o *Own) { o.Hidden = true })
}

// Restore takes a phrase out of the trash.
func (s *Service) Restore(ctx context.Context, id string) (Phrase, error) {
	return s.change(ctx, id, func(o *Own) { o.Hidden = false })
}

func (s *Service) change(ctx context.Context, id string, edit func(*Own)) (Phrase, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if id == "" {
		return Phrase{}, unknown()
	}
	e, err := s.entry(ctx, id)
	if err != nil {
		return Phrase{}, err
	}
	edit(&e.Is)
	kept, err := s.keep(ctx, e)
	if err != nil {
		return Phrase{}, err
	}
	return kept[0], nil
}

// entry is the record of a phrase as it is now, or a new one.
func (s *Service) entry(ctx context.Context, id string) (records.Entry[Own], error) {
	if id == "" {
		return s.own.New("", Own{}), nil
	}
	s.mu.RLock()
	e, ok := s.kept[id]
	_, ofStarter := s.starter[id]
	s.mu.RUnlock()
	switch {
	case ok:
		now, err := s.own.Get(ctx, e.ID)
		if err != nil || now.DeletedAt.IsZero() {
			return now, err
		}
	case !ofStarter:
		return e, unknown()
	}
	if !ofStarter { // its making was taken back meanwhile
		return e, unknown()
	}
	return s.own.New("", Own{Of: id}), nil
}

// keep writes records as one deed and puts them in force.
func (s *Service) keep(ctx context.Context, entries ...records.Entry[Own]) ([]Phrase, error) {
	rows := make([]records.Row, len(entries))
	taken := s.shortcuts(entries)
	for i, e := range entries {
		row, err := s.own.Row(e)
		if err != nil {
			return nil, err
		}
		if short := ShortcutKey(e.Is.Shortcut); short != "" {
			if other, is := taken[short]; is {
				return nil, fault.New("phrase.shortcut.taken", "shortcut", e.Is.Shortcut, "phrase", other)
			}
			taken[short] = Pick(s.merge(idOf(e), e).Titles, "")
		}
		rows[i] = row
	}
	rows, err := s.store.PutRecords(ctx, s.now(), rows...)
	if err != nil {
		return nil, err
	}
	updates := make([]update, len(rows))
	for i, r := range rows {
		e, err := s.own.Read(r)
		if err != nil {
			return nil, err
		}
		updates[i] = s.updated(e)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ready()
	kept := make([]Phrase, len(rows))
	for i, u := range updates {
		s.take(u)
		kept[i] = u.card.phrase
	}
	return kept, nil
}

// shortcuts are those of all phrases but some, folded, with the names of their
// phrases.
func (s *Service) shortcuts(but []records.Entry[Own]) map[string]string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	taken := map[string]string{}
	for id, e := range s.kept {
		if e.Is.Shortcut != "" && !slices.ContainsFunc(but, func(b records.Entry[Own]) bool { return idOf(b) == id }) {
			taken[ShortcutKey(e.Is.Shortcut)] = Pick(s.merged[id].Titles, "")
		}
	}
	return taken
}

// known tells what of a phrase the library does not know.
func (s *Service) known(p Phrase) error {
	has := func(all []Group, id string) bool {
		return slices.ContainsFunc(all, func(g Group) bool { return g.ID == id })
	}
	switch {
	case !has(s.library.Groups, p.Group):
		return fault.New("phrase.group")
	case !has(s.library.Tones, p.Tone):
		return fault.New("phrase.tone")
	}
	return nil
}

// tidied is a phrase with nothing but its words, each text tidied and those that
// are empty left out.
func (p Phrase) tidied() Phrase {
	out := Phrase{Group: p.Group, Category: p.Category, Stage: p.Stage, Platform: p.Platform, Tone: p.Tone}
	for _, m := range []struct {
		from map[string]string
		to   *map[string]string
	}{{p.Titles, &out.Titles}, {p.Texts, &out.Texts}, {p.When, &out.When}, {p.Not, &out.Not}} {
		*m.to = map[string]string{}
		for lang, text := range m.from {
			if text = tidy(text); text != "" {
				(*m.to)[lang] = text
			}
		}
	}
	for lang, title := range out.Titles {
		out.Titles[lang] = strings.Join(strings.Fields(title), " ")
	}
	return out
}

// same tells whether two phrases have the same words.
func (p Phrase) same(q Phrase) bool {
	q = q.tidied()
	return p.Group == q.Group && p.Category == q.Category && p.Stage == q.Stage && p.Platform == q.Platform && p.Tone == q.Tone &&
		maps.Equal(p.Titles, q.Titles) && maps.Equal(p.Texts, q.Texts) && maps.Equal(p.When, q.When) && maps.Equal(p.Not, q.Not)
}

// fits tells what keeps a tidied phrase from being kept.
func (p Phrase) fits() error {
	switch {
	case len(p.Titles) == 0:
		return fault.New("phrase.title")
	case len(p.Texts) == 0:
		return fault.New("phrase.empty")
	}
	for _, m := range []struct {
		texts map[string]string
		most  int
	}{{p.Titles, MaxTitle}, {p.Texts, MaxText}, {p.When, MaxAdvice}, {p.Not, MaxAdvice}} {
		for lang, text := range m.texts {
			if !slices.Contains(Spoken(), lang) {
				return fault.New("phrase.language", "language", lang)
			}
			if utf8.RuneCountInString(text) > m.most {
				return fault.New("phrase.long")
			}
		}
	}
	return nil
}

// Pick is a text in a language, or in the first other one that there is.
func Pick(texts map[string]string, lang string) string {
	for _, l := range append([]string{lang, "zh"}, Spoken()...) {
		if t := texts[l]; t != "" {
			return t
		}
	}
	return ""
}

// Warning is something about the placeholders of a phrase that the seller may
// want to mend.
type Warning struct {
	Code string // "unknown": no such placeholder; "differs": it is not in every language
	Lang string // unknown: where it stands; differs: where it is missing
	Name string
}

// Warnings looks at the placeholders of a phrase. They keep nothing from being
// saved: what is unknown is asked for when the phrase is used.
func (s *Service) Warnings(p Phrase) []Warning {
	var all []Warning
	names := map[string]bool{}
	for _, lang := range Spoken() {
		for _, name := range Names(p.Texts[lang]) {
			names[name] = true
			if !slices.ContainsFunc(s.library.Placeholders, func(h Placeholder) bool { return h.ID == name }) {
				all = append(all, Warning{"unknown", lang, name})
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		for _, lang := range Spoken() {
			if text := tidy(p.Texts[lang]); text != "" && !slices.Contains(Names(text), name) {
				all = append(all, Warning{"differs", lang, name})
			}
		}
	}
	return all
}
