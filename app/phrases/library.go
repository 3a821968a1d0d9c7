package phrases

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"casefolio/app/facts"
)

// Languages are the languages that every phrase of the library has, side by side.
func Languages() []string { return []string{"zh", "en"} }

// Spoken are all languages in which phrases are written: those of Languages, and
// others that a phrase may have.
func Spoken() []string { return []string{"zh", "en", "de", "fr", "es", "it", "ja"} }

// Group is a step of the conversation or another group of the library.
type Group struct {
	ID    string            `json:"id"`
	Names map[string]string `json:"names"`
}

// Placeholder is a name that may stand in braces in a text.
type Placeholder struct {
	ID    string            `json:"id"`
	Names map[string]string `json:"names"`
}

// Library is the starter set.
type Library struct {
	Groups       []Group       `json:"groups"` // in the order of a conversation
	Placeholders []Placeholder `json:"placeholders"`
	Tones        []Group       `json:"tones"`
	Phrases      []Phrase      `json:"-"`

	Only  map[string][]string `json:"only"` // ids of phrases by the kind of case that they are for alone
	Words [][]string          `json:"-"`    // words of one meaning, for searching
}

// LoadLibrary reads and checks phrases/library.json, the phrases of each group
// in a file of its own, their other languages in phrases/lang and what words mean
// the same: ids are unique,
// groups, tones and placeholders are known, every text is there in zh and en,
// and all languages of a phrase use the same placeholders.
func LoadLibrary(files fs.FS) (*Library, error) {
	var l Library
	if err := facts.Whole(files, "phrases/library.json", &l); err != nil {
		return nil, err
	}
	for _, g := range l.Groups {
		var of []Phrase
		if err := facts.Whole(files, "phrases/"+g.ID+".json", &of); err != nil {
			return nil, err
		}
		for _, p := range of {
			if p.Group != g.ID {
				return nil, fmt.Errorf("phrases/%s.json: phrase %q is of group %q", g.ID, p.ID, p.Group)
			}
		}
		l.Phrases = append(l.Phrases, of...)
	}
	if err := l.translate(files); err != nil {
		return nil, err
	}
	if err := facts.Whole(files, "phrases/words.json", &l.Words); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := l.setApart(); err != nil {
		return nil, fmt.Errorf("phrases: %w", err)
	}
	if err := l.check(); err != nil {
		return nil, fmt.Errorf("phrases: %w", err)
	}
	return &l, nil
}

// setApart tells the phrases that are for one kind of case.
func (l *Library) setApart() error {
	for kind, all := range l.Only {
		for _, id := range all {
			i := slices.IndexFunc(l.Phrases, func(p Phrase) bool { return p.ID == id })
			if i < 0 || l.Phrases[i].Only != "" {
				return fmt.Errorf("only %s: phrase %q is not known or stands twice", kind, id)
			}
			l.Phrases[i].Only = kind
		}
	}
	return nil
}

// translate adds the languages that not every phrase has.
func (l *Library) translate(files fs.FS) error {
	at := map[string]int{}
	for i, p := range l.Phrases {
		at[p.ID] = i
	}
	for _, lang := range Spoken()[len(Languages()):] {
		texts := map[string]string{}
		name := "phrases/lang/" + lang + ".json"
		if err := facts.Whole(files, name, &texts); errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return err
		}
		for id, text := range texts {
			i, ok := at[id]
			if !ok {
				return fmt.Errorf("%s: phrase %q is not known", name, id)
			}
			l.Phrases[i].Texts[lang] = text
		}
	}
	return nil
}

func (l *Library) check() error {
	groups, tones, known := ids{}, ids{}, ids{}
	for _, g := range l.Groups {
		if err := groups.add(g.ID, g.Names); err != nil {
			return fmt.Errorf("group %w", err)
		}
	}
	for _, t := range l.Tones {
		if err := tones.add(t.ID, t.Names); err != nil {
			return fmt.Errorf("tone %w", err)
		}
	}
	for _, p := range l.Placeholders {
		if err := known.add(p.ID, p.Names); err != nil {
			return fmt.Errorf("placeholder %w", err)
		}
	}
	seen := ids{}
	for _, p := range l.Phrases {
		if err := seen.add(p.ID, p.Titles); err != nil {
			return fmt.Errorf("phrase %w", err)
		}
		if !groups[p.Group] || !tones[p.Tone] {
			return fmt.Errorf("phrase %q: group %q or tone %q is not known", p.ID, p.Group, p.Tone)
		}
		if err := p.check(known); err != nil {
			return fmt.Errorf("phrase %q: %w", p.ID, err)
		}
	}
	return nil
}

// check tells what is wrong with the texts of one phrase.
func (p Phrase) check(known ids) error {
	want := Names(p.Texts["zh"])
	for _, lang := range Languages() {
		if strings.TrimSpace(p.Texts[lang]) == "" || p.When[lang] == "" || p.Not[lang] == "" {
			return fmt.Errorf("text, when or when not is missing in %s", lang)
		}
	}
	for lang, text := range p.Texts {
		names := Names(text)
		if strings.TrimSpace(text) == "" || !slices.Equal(names, want) {
			return fmt.Errorf("in %s, placeholders differ from the Chinese: %v and %v", lang, names, want)
		}
	}
	for _, name := range want {
		if !known[name] {
			return fmt.Errorf("placeholder {%s} is not known", name)
		}
	}
	return nil
}

// ids are names that may stand only once.
type ids map[string]bool

func (s ids) add(id string, names map[string]string) error {
	if id == "" || s[id] {
		return fmt.Errorf("%q: the id is empty or stands twice", id)
	}
	for _, lang := range Languages() {
		if names[lang] == "" {
			return fmt.Errorf("%q: the name in %s is missing", id, lang)
		}
	}
	s[id] = true
	return nil
}
