package command

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/phrases"
)

// phraseWords are what a phrase is made of. What is not named stays as it is;
// an empty text takes its language away.
type phraseWords struct {
	Title    map[string]string `mapsep:"none" placeholder:"LANG=TEXT" help:"${phrase_title}"`
	Text     map[string]string `mapsep:"none" placeholder:"LANG=TEXT" help:"${phrase_text}"`
	When     map[string]string `mapsep:"none" placeholder:"LANG=TEXT" help:"${phrase_when}"`
	Not      map[string]string `mapsep:"none" placeholder:"LANG=TEXT" help:"${phrase_not}"`
	Group    *string           `placeholder:"ID" help:"${phrase_of}"`
	Tone     *string           `placeholder:"ID" help:"${phrase_tone}"`
	Category *string           `placeholder:"ID" help:"${phrase_about}"`
	Stage    *string           `placeholder:"ID" help:"${phrase_stage}"`
	Platform *string           `placeholder:"ID" help:"${phrase_platform}"`
	Shortcut *string           `placeholder:"SHORTCUT" help:"${phrase_shortcut}"`
	Attach   []string          `sep:"none" placeholder:"FILE" help:"${phrase_attach}"`
}

// phraseAddCmd keeps a phrase of the seller's own.
type phraseAddCmd struct {
	phraseWords
	JSON bool `name:"json" help:"${json}"`
}

// Run keeps the phrase and tells its id.
func (c phraseAddCmd) Run(s *session) error {
	if err := s.openPhrases(); err != nil {
		return err
	}
	p := phrases.Phrase{Group: s.app.Phrases.Groups()[0].ID, Tone: s.app.Phrases.Tones()[0].ID}
	if err := c.onto(s, &p); err != nil {
		return err
	}
	return s.keepPhrase(p, c.Attach, "phrases.saved", c.JSON)
}

// phraseEditCmd changes a phrase, one of the seller's own or of the starter set.
type phraseEditCmd struct {
	phraseWords
	Reset  bool   `help:"${phrase_reset}"`
	JSON   bool   `name:"json" help:"${json}"`
	Phrase string `arg:"" help:"${phrase_ref}"`
}

// Run changes what was named.
func (c phraseEditCmd) Run(s *session) error {
	p, err := s.phrase(c.Phrase)
	if err != nil {
		return err
	}
	if c.Reset {
		if p, err = s.app.Phrases.Reset(s.ctx, p.ID); err != nil {
			return err
		}
	}
	if err := c.onto(s, &p); err != nil {
		return err
	}
	return s.keepPhrase(p, c.Attach, "phrases.saved", c.JSON)
}

// phraseMarkCmd is what all that mark a phrase are told.
type phraseMarkCmd struct {
	JSON   bool   `name:"json" help:"${json}"`
	Phrase string `arg:"" help:"${phrase_ref}"`
}

// phraseTrashCmd puts a phrase into the trash.
type phraseTrashCmd struct{ phraseMarkCmd }

// Run does so.
func (c phraseTrashCmd) Run(s *session) error {
	return c.mark(s, "phrases.trashed", func(id string) (phrases.Phrase, error) { return s.app.Phrases.Trash(s.ctx, id) })
}

// phraseRestoreCmd takes a phrase out of the trash.
type phraseRestoreCmd struct{ phraseMarkCmd }

// Run does so.
func (c phraseRestoreCmd) Run(s *session) error {
	return c.mark(s, "phrases.restored", func(id string) (phrases.Phrase, error) { return s.app.Phrases.Restore(s.ctx, id) })
}

// phraseFavouriteCmd marks a phrase as a favourite, or as none.
type phraseFavouriteCmd struct {
	Off bool `help:"${phrase_no_favourite}"`
	phraseMarkCmd
}

// Run does so.
func (c phraseFavouriteCmd) Run(s *session) error {
	said := "phrases.favoured"
	if c.Off {
		said = "phrases.unfavoured"
	}
	return c.mark(s, said, func(id string) (phrases.Phrase, error) { return s.app.Phrases.Favour(s.ctx, id, !c.Off) })
}

func (c phraseMarkCmd) mark(s *session, said string, deed func(id string) (phrases.Phrase, error)) error {
	p, err := s.phrase(c.Phrase)
	if err != nil {
		return err
	}
	if p, err = deed(p.ID); err != nil {
		return err
	}
	return s.showPhrase(p, said, c.JSON)
}

// openPhrases opens the workspace and reads what it holds of phrases.
func (s *session) openPhrases() error {
	if err := s.open(); err != nil {
		return err
	}
	return s.app.Phrases.Refresh(s.ctx)
}

// phrase opens the workspace and finds a phrase by its id or its shortcut.
func (s *session) phrase(ref string) (phrases.Phrase, error) {
	if err := s.openPhrases(); err != nil {
		return phrases.Phrase{}, err
	}
	if p, ok := s.app.Phrases.Get(ref); ok {
		return p, nil
	}
	for _, trash := range []bool{false, true} {
		for _, p := range s.app.Phrases.Search(phrases.Query{Text: ref, Trash: trash}) {
			if p.Shortcut != "" && strings.EqualFold(p.Shortcut, ref) {
				return p, nil
			}
		}
	}
	return phrases.Phrase{}, fault.New("phrase.unknown")
}

// onto puts what was named on a phrase.
func (c phraseWords) onto(s *session, p *phrases.Phrase) error {
	for _, m := range []struct {
		to    *map[string]string
		named map[string]string
	}{{&p.Titles, c.Title}, {&p.Texts, c.Text}, {&p.When, c.When}, {&p.Not, c.Not}} {
		if *m.to = maps.Clone(*m.to); *m.to == nil {
			*m.to = map[string]string{}
		}
		for lang, text := range m.named {
			if !slices.Contains(phrases.Spoken(), lang) {
				return fault.New("phrase.language", "language", lang)
			}
			if file, is := strings.CutPrefix(text, "@"); is {
				var err error
				if text, err = s.readText(file); err != nil {
					return err
				}
			}
			(*m.to)[lang] = text
		}
	}
	lists := s.app.Lists
	var wrong error
	set := func(field, word *string, code string, find func(string) (string, bool)) {
		if word == nil {
			return
		}
		id, known := "", *word == "" && code == ""
		if !known {
			id, known = find(*word)
		}
		if *field = id; !known {
			wrong = errors.Join(wrong, s.unknownWord(code, *word))
		}
	}
	set(&p.Group, c.Group, "phrase.group", func(w string) (string, bool) { return s.groupID(s.app.Phrases.Groups(), w) })
	set(&p.Tone, c.Tone, "phrase.tone", func(w string) (string, bool) { return s.groupID(s.app.Phrases.Tones(), w) })
	set(&p.Stage, c.Stage, "", func(w string) (string, bool) { return termID(lists.Stages, w) })
	set(&p.Platform, c.Platform, "", func(w string) (string, bool) { return termID(lists.Platforms, w) })
	set(&p.Category, c.Category, "", func(w string) (string, bool) {
		id := s.categoryID(w)
		_, _, leaf := lists.Category(id)
		return id, leaf || slices.ContainsFunc(lists.AllCategories(), func(t cases.Category) bool { return t.ID == id })
	})
	if c.Shortcut != nil {
		p.Shortcut = *c.Shortcut
	}
	return wrong
}

// unknownWord refuses a word: by its code, or as a mistake of the command line.
func (s *session) unknownWord(code, word string) error {
	if code != "" {
		return fault.New(code)
	}
	s.misused(s.text("command.phrase.term", "value", word))
	return errMisused
}

// groupID finds a group, or a tone, by its id or by its name in any language.
func (s *session) groupID(all []phrases.Group, word string) (string, bool) {
	i := slices.IndexFunc(all, func(g phrases.Group) bool { return named(g.ID, g.Names, word) })
	if i < 0 {
		return "", false
	}
	return all[i].ID, true
}

func termID(all []cases.Term, word string) (string, bool) {
	i := slices.IndexFunc(all, func(t cases.Term) bool { return named(t.ID, t.Names, word) })
	if i < 0 {
		return "", false
	}
	return all[i].ID, true
}

func named(id string, names map[string]string, word string) bool {
	if id == word {
		return true
	}
	for _, name := range names {
		if strings.EqualFold(name, strings.TrimSpace(word)) {
			return true
		}
	}
	return false
}

// keepPhrase keeps a phrase with the files that are to go with it.
func (s *session) keepPhrase(p phrases.Phrase, files []string, said string, asJSON bool) error {
	p, err := s.app.Phrases.Save(s.ctx, p)
	if err != nil {
		return err
	}
	if len(files) > 0 {
		if p, err = s.app.Phrases.Attach(s.ctx, p.ID, files...); err != nil {
			return err
		}
	}
	return s.showPhrase(p, said, asJSON)
}

// showPhrase tells what became of a phrase, and what there is to know of its
// placeholders.
func (s *session) showPhrase(p phrases.Phrase, said string, asJSON bool) error {
	if asJSON {
		out, err := s.phrasesOut(p)
		if err != nil {
			return err
		}
		return s.print(out[0])
	}
	for _, w := range s.app.Phrases.Warnings(p) {
		s.tell("phrases.warning."+w.Code, "name", "{"+w.Name+"}", "language", s.text("phrases.lang."+w.Lang))
	}
	return s.say("command.phrase.said", "what", s.text(said, "title", phrases.Pick(p.Titles, s.lang)), "id", p.ID)
}
