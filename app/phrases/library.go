package phrases

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Languages are the languages that every phrase of the library has, side by side.
func Languages() []string { return []string{"zh", "en"} }

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
	Groups       []Group       `json:"groups"`
	Placeholders []Placeholder `json:"placeholders"`
	Tones        []Group       `json:"tones"`
	Phrases      []Phrase      `json:"phrases"`
}

const starterFile = "phrases/starter.json"

// LoadLibrary reads and checks phrases/starter.json: ids are unique, groups,
// tones and placeholders are known, every text is there in zh and en, and both
// languages of a phrase use the same placeholders.
func LoadLibrary(files fs.FS) (*Library, error) {
	raw, err := fs.ReadFile(files, starterFile)
	if err != nil {
		return nil, err
	}
	var l Library
	if err := json.Unmarshal(raw, &l); err != nil {
		return nil, fmt.Errorf("%s: %w", starterFile, err)
	}
	if err := l.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", starterFile, err)
	}
	return &l, nil
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
	var first []string
	for i, lang := range Languages() {
		if strings.TrimSpace(p.Texts[lang]) == "" || p.When[lang] == "" {
			return fmt.Errorf("text or when is missing in %s", lang)
		}
		names := placeholders(p.Texts[lang])
		for _, name := range names {
			if !known[name] {
				return fmt.Errorf("placeholder {%s} is not known", name)
			}
		}
		slices.Sort(names)
		names = slices.Compact(names)
		if i == 0 {
			first = names
		} else if !slices.Equal(first, names) {
			return fmt.Errorf("placeholders differ: %v and %v", first, names)
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
