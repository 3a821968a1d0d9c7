package evidence

import (
	"fmt"
	"io/fs"
	"strings"

	"casefolio/app/carriers"
	"casefolio/app/facts"
)

// Readers recognises originals and reads them, with the tables of
// rules/tracking.json and rules/chat.json.
type Readers struct {
	dates *dates
	chat  *chatReader
	track *trackReader
	files fs.FS
}

// chatRules is the form of rules/chat.json: the words of dates and of chats.
type chatRules struct {
	Dates dateWords `json:"dates"`
	Roles struct {
		Buyer    []string `json:"buyer"`
		Seller   []string `json:"seller"`
		Platform []string `json:"platform"` // whole names, their words parted by spaces
	} `json:"roles"`
	Fields []string `json:"fields"`
	Mail   struct {
		From []string `json:"from"`
		Date []string `json:"date"`
		Rest []string `json:"rest"`
	} `json:"mail"`
	System []string            `json:"system"`
	Facts  factRules           `json:"facts"`
	Titles map[string][]string `json:"titles"` // by format: "Chat history with *", the star is a name
}

// LoadReaders loads and checks the tables.
func LoadReaders(files fs.FS) (*Readers, error) {
	var words chatRules
	if err := facts.Whole(files, "rules/chat.json", &words); err != nil {
		return nil, err
	}
	d, err := words.Dates.compile()
	if err != nil {
		return nil, fmt.Errorf("rules/chat.json: %w", err)
	}
	var rules trackRules
	if err := facts.Part(files, "rules/tracking.json", &rules); err != nil {
		return nil, err
	}
	numbers, err := carriers.Load(files)
	if err != nil {
		return nil, err
	}
	where, err := loadPlaces(files)
	if err != nil {
		return nil, err
	}
	track, err := rules.compile(d, numbers, where)
	if err != nil {
		return nil, fmt.Errorf("rules/tracking.json: %w", err)
	}
	chat, err := words.compile(d)
	if err != nil {
		return nil, fmt.Errorf("rules/chat.json: %w", err)
	}
	return &Readers{dates: d, chat: chat, track: track, files: files}, nil
}

func (w chatRules) compile(d *dates) (*chatReader, error) {
	r := &chatReader{
		dates: d,
		words: &speakers{buyer: lower(w.Roles.Buyer), seller: lower(w.Roles.Seller), platform: set(w.Roles.Platform), fields: set(w.Fields)},
		mail:  mailWords{from: set(w.Mail.From), date: set(w.Mail.Date), rest: set(w.Mail.Rest)},
	}
	r.system = lower(w.System)
	var err error
	if r.facts, err = w.Facts.compile(); err != nil {
		return nil, err
	}
	r.titles, err = compileTitles(w.Titles)
	return r, err
}

func lower(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.ToLower(w)
	}
	return out
}

func set(words []string) map[string]bool {
	out := make(map[string]bool, len(words))
	for _, w := range words {
		out[strings.ToLower(w)] = true
	}
	return out
}
