package check

import "io/fs"

// Rules are what is looked for. They are never changed after Load, so that many
// may check at once.
type Rules struct {
	List []Rule
}

// Rule is one rule as the seller sees it where it can be switched off.
type Rule struct {
	ID       string            `json:"id"`
	Severity Severity          `json:"severity"`
	Names    map[string]string `json:"names"`    // by language
	Messages map[string]string `json:"messages"` // what is the matter
	Advice   map[string]string `json:"advice"`   // what to write instead
}

// Load reads and checks rules/replies.json.
func Load(fs.FS) (*Rules, error) { return &Rules{}, nil }

// Check returns what there is to look at, by place.
func (r *Rules) Check(in Input) []Finding { return []Finding{} }

// Characters turns the bytes of a finding into characters of the text.
func Characters(text string, findings []Finding) [][2]int { return make([][2]int, len(findings)) }
