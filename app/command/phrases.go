package command

import (
	"slices"
	"strconv"
	"strings"

	"casefolio/app/fault"
	"casefolio/app/phrases"
)

// phraseListCmd lists the library: the starter set with what the seller made of
// it.
type phraseListCmd struct {
	phraseFilter
	JSON bool `name:"json" help:"${json}"`
}

// phraseSearchCmd finds phrases, the best first.
type phraseSearchCmd struct {
	phraseFilter
	Limit int      `help:"${phrase_limit}" default:"20"`
	JSON  bool     `name:"json" help:"${json}"`
	Query []string `arg:"" help:"${phrase_query}"`
}

// phraseFilter narrows both.
type phraseFilter struct {
	Group     string `help:"${phrase_group}"`
	Category  string `help:"${phrase_category}"`
	Lang      string `help:"${phrase_lang}"`
	Favourite bool   `help:"${phrase_favourite}"`
	Own       bool   `help:"${phrase_own}"`
	Trash     bool   `help:"${phrase_trash}"`
}

// phraseOut is a phrase as it is printed.
type phraseOut struct {
	ID        string            `json:"id"`
	Group     string            `json:"group"`
	Category  string            `json:"category"`
	Stage     string            `json:"stage"`
	Platform  string            `json:"platform"`
	Tone      string            `json:"tone"`
	Titles    map[string]string `json:"titles"`
	When      map[string]string `json:"when"`
	Not       map[string]string `json:"not"`
	Texts     map[string]string `json:"texts"`
	Own       bool              `json:"own"`
	Edited    bool              `json:"edited"`
	Favourite bool              `json:"favourite"`
	Trashed   bool              `json:"trashed"`
	Shortcut  string            `json:"shortcut"`
	Files     []string          `json:"files"`
	Used      int               `json:"used"`
	LastUsed  string            `json:"last_used"` // empty: never
	Cases     int               `json:"cases"`
	Closed    int               `json:"closed"`
	Rated     int               `json:"rated"`
	Mean      float64           `json:"mean"` // of the marks of Rated
}

// Run writes one line a phrase, or a JSON array of them.
func (c phraseListCmd) Run(s *session) error {
	q, err := c.query(s)
	if err != nil {
		return err
	}
	return s.phrases(s.app.Phrases.Search(q), c.JSON)
}

// Run writes one line a phrase, or a JSON array of them.
func (c phraseSearchCmd) Run(s *session) error {
	q, err := c.query(s)
	if err != nil {
		return err
	}
	q.Text = strings.Join(c.Query, " ")
	found := s.app.Phrases.Search(q)
	if c.Limit > 0 && len(found) > c.Limit {
		found = found[:c.Limit]
	}
	return s.phrases(found, c.JSON)
}

// query opens the workspace and reads the filter. A group may be named in any
// language.
func (c phraseFilter) query(s *session) (phrases.Query, error) {
	q := phrases.Query{Lang: c.Lang, Favourite: c.Favourite, Own: c.Own, Trash: c.Trash}
	if err := s.open(); err != nil {
		return q, err
	}
	if c.Lang != "" && !slices.Contains(phrases.Spoken(), c.Lang) {
		return q, fault.New("phrase.language", "language", c.Lang)
	}
	if c.Category != "" {
		q.Category = s.categoryID(c.Category)
	}
	if c.Group != "" {
		id, known := s.groupID(s.app.Phrases.Groups(), c.Group)
		if !known {
			return q, fault.New("phrase.group")
		}
		q.Group = id
	}
	return q, s.app.Phrases.Refresh(s.ctx)
}

// phrases prints phrases with how they were used.
func (s *session) phrases(found []phrases.Phrase, asJSON bool) error {
	out, err := s.phrasesOut(found...)
	if err != nil {
		return err
	}
	if asJSON {
		return s.print(out)
	}
	rows := make([][]string, len(found))
	for i, p := range found {
		rows[i] = []string{p.ID, phrases.Pick(p.Titles, s.lang), p.Shortcut, strconv.Itoa(out[i].Used)}
	}
	return s.table(rows)
}

// phrasesOut are phrases as they are printed.
func (s *session) phrasesOut(found ...phrases.Phrase) ([]phraseOut, error) {
	stats, err := s.app.Phrases.Stats(s.ctx)
	if err != nil {
		return nil, err
	}
	out := make([]phraseOut, len(found))
	for i, p := range found {
		stat := stats[p.ID]
		out[i] = phraseOut{
			p.ID, p.Group, p.Category, p.Stage, p.Platform, p.Tone, p.Titles, texts(p.When), texts(p.Not), p.Texts,
			p.Own, p.Edited, p.Favourite, p.Trashed, p.Shortcut, []string{}, stat.Count, stamp(stat.Last), stat.Cases, stat.Closed, stat.Rated, stat.Mean,
		}
		for _, f := range p.Files {
			out[i].Files = append(out[i].Files, f.Name)
		}
	}
	return out, nil
}

// texts is a map that is never nil, so that it is printed as an object.
func texts(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}
