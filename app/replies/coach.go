package replies

import (
	"fmt"
	"io/fs"
	"slices"

	"casefolio/app/facts"
)

// Words are a text by language.
type Words map[string]string

// Lists are lines by language.
type Lists map[string][]string

// Type is the card of a customer type: the seller judges who is one, never the
// program.
type Type struct {
	ID     string `json:"id"`
	Traits Lists  `json:"traits"`
	Core   Words  `json:"core"`
	Manner Words  `json:"manner"`
	Words  Lists  `json:"words"` // that reach them
	Do     Lists  `json:"do"`
	Dont   Lists  `json:"dont"`
}

// Skill is one of those that a good answer needs.
type Skill struct {
	ID    string `json:"id"`
	Names Words  `json:"names"`
	Aim   Words  `json:"aim"`
	Tips  Lists  `json:"tips"`
}

// Coach is what stands beside the one who writes.
type Coach struct {
	Types  []Type  `json:"types"`
	Skills []Skill `json:"skills"`
}

const coachFile = "rules/coach.json"

// LoadCoach reads and checks rules/coach.json: every card and every skill is
// whole in both languages, and stands once.
func LoadCoach(files fs.FS) (*Coach, error) {
	var c Coach
	if err := facts.Whole(files, coachFile, &c); err != nil {
		return nil, err
	}
	return &c, c.check()
}

func (c *Coach) check() error {
	seen := map[string]bool{}
	whole := func(sort, id string, words []Words, lists []Lists) error {
		if id == "" || seen[sort+id] {
			return fmt.Errorf("%s: %s %q is empty or stands twice", coachFile, sort, id)
		}
		seen[sort+id] = true
		for _, lang := range []string{Chinese, "en"} {
			for _, w := range words {
				if w[lang] == "" {
					return fmt.Errorf("%s: %q misses words in %s", coachFile, id, lang)
				}
			}
			for _, l := range lists {
				if len(l[lang]) == 0 || len(l[lang]) != len(l[Chinese]) || slices.Contains(l[lang], "") {
					return fmt.Errorf("%s: %q misses lines in %s", coachFile, id, lang)
				}
			}
		}
		return nil
	}
	for _, t := range c.Types {
		if err := whole("type", t.ID, []Words{t.Core, t.Manner}, []Lists{t.Traits, t.Words, t.Do, t.Dont}); err != nil {
			return err
		}
	}
	for _, s := range c.Skills {
		if err := whole("skill", s.ID, []Words{s.Names, s.Aim}, []Lists{s.Tips}); err != nil {
			return err
		}
	}
	if len(c.Types) == 0 || len(c.Skills) == 0 {
		return fmt.Errorf("%s: no types or no skills", coachFile)
	}
	return nil
}

// Type finds the card of a customer type by the id of the lists.
func (c *Coach) Type(id string) (Type, bool) {
	i := slices.IndexFunc(c.Types, func(t Type) bool { return t.ID == id })
	if i < 0 {
		return Type{}, false
	}
	return c.Types[i], true
}
