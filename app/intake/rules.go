package intake

import (
	"cmp"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"casefolio/app/carriers"
	"casefolio/app/facts"
)

// Recogniser holds the patterns and words of rules/recognise.json, and the
// carriers.
type Recogniser struct {
	carriers     *carriers.Table
	shapes       []orderShape
	orderLabel   *regexp.Regexp // label, number word, sign, number
	trackLabel   *regexp.Regexp
	numbering    *regexp.Regexp // a label that says "number" itself
	phoneLabel   *regexp.Regexp
	labels       []label // for what a number is labelled with
	skuLabel     *regexp.Regexp
	productLabel *regexp.Regexp
	nameLabel    *regexp.Regexp
	signOff      *regexp.Regexp
	chatHead     *regexp.Regexp
	platforms    []keywords
	tree         []keywords
	negators     []string
	demandWords  []pattern
	money        moneyRules
	dates        dateRules
	languages    *languages
}

type orderShape struct {
	platform string
	re       *regexp.Regexp
}

// label is a word and what it announces: Order, Tracking, Phone or "".
type label struct{ word, kind string }

// keywords are the patterns that speak for one id.
type keywords struct {
	id          string
	words, weak []pattern
}

// rules is the file as it is written.
type rules struct {
	Orders []struct {
		Platform string `json:"platform"`
		Pattern  string `json:"pattern"` // its first group is the number
	} `json:"orders"`
	OrderLabels    []string       `json:"order_labels"`
	NumberWords    []string       `json:"number_words"` // "no.", "id": between a label and its number
	TrackingLabels []string       `json:"tracking_labels"`
	PhoneLabels    []string       `json:"phone_labels"`
	OtherLabels    []string       `json:"other_labels"` // a number behind these is none of the others
	SKULabels      []string       `json:"sku_labels"`
	ProductLabels  []string       `json:"product_labels"`
	NameLabels     []string       `json:"name_labels"`
	SignOffs       []string       `json:"sign_offs"`
	NoSigns        []string       `json:"no_signs"` // words that begin with a sign and are no sum
	Currencies     currencyFile   `json:"currencies"`
	Dates          dateFile       `json:"dates"`
	Languages      []languageFile `json:"languages"`
	Scripts        struct {
		Simplified  string `json:"simplified"`
		Traditional string `json:"traditional"`
	} `json:"scripts"`
	Demands    []string `json:"demands"`
	Negators   []string `json:"negators"`
	Platforms  []listed `json:"platforms"`
	Categories []listed `json:"categories"`
}

// listed is an id with its words; "*" in a word stands for anything within the
// sentence, "~" at the end of a part for any ending.
type listed struct {
	ID    string   `json:"id"`
	Words []string `json:"words"`
	Weak  []string `json:"weak"`
}

// The head of a line that a messenger writes, in either order.
const chatDay, chatTime = `\d{1,4}[./-]\d{1,2}[./-]\d{1,4}`, `\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?`

// Load reads the patterns and words.
func Load(files fs.FS) (*Recogniser, error) {
	var raw rules
	if err := facts.Part(files, "rules/recognise.json", &raw); err != nil {
		return nil, err
	}
	numbers, err := carriers.Load(files)
	if err != nil {
		return nil, err
	}
	c := &compiler{}
	r := &Recogniser{carriers: numbers, demandWords: c.patterns(raw.Demands), languages: newLanguages(raw)}
	for _, n := range raw.Negators {
		r.negators = append(r.negators, fold(n))
	}
	for _, p := range raw.Platforms {
		r.platforms = append(r.platforms, keywords{id: p.ID, words: c.patterns(p.Words)})
	}
	for _, x := range raw.Categories {
		r.tree = append(r.tree, keywords{x.ID, c.patterns(x.Words), c.patterns(x.Weak)})
	}
	for _, o := range raw.Orders {
		r.shapes = append(r.shapes, orderShape{o.Platform, c.compile(o.Pattern, 1)})
	}
	number := `(?:[^\S\n]{0,2}(` + alternatives(raw.NumberWords) + `))?[^\S\n]{0,2}([:#=]?)[^\S\n]{0,2}(?:is |was |ist |war |es |est |era |è |是|为|為|は|:)?[^\S\n]?#?`
	r.orderLabel = c.compile(`(?i)(`+alternatives(raw.OrderLabels)+`)`+number+`([A-Z0-9][A-Z0-9-]{2,29})`, 4)
	r.trackLabel = c.compile(`(?i)(`+alternatives(raw.TrackingLabels)+`)`+number+`([A-Z0-9][A-Z0-9 -]{7,44})`, 4)
	r.phoneLabel = c.compile(`(?i)(`+alternatives(raw.PhoneLabels)+`)`+number+`(\+?[0-9(][0-9 ()./-]{6,24}[0-9])`, 4)
	r.numbering = c.compile(`(?i)(?:`+alternatives(raw.NumberWords)+`)$`, 0)
	r.allLabels(raw)
	r.skuLabel = c.labelled(raw.SKULabels)
	r.productLabel = c.labelled(raw.ProductLabels)
	r.nameLabel = c.labelled(raw.NameLabels)
	r.signOff = c.compile(`(?im)^[^\S\n]*(?:`+alternatives(raw.SignOffs)+`)[^\S\n]*[,.!。]*[^\S\n]*\n\s*([^\n]+)$`, 1)
	r.chatHead = c.compile(`(?m)^\[?(?:`+chatDay+`,? `+chatTime+`|`+chatTime+`, `+chatDay+`)\]?(?: -)? ([^:\n]{1,60}): `, 1)
	r.money = c.money(raw)
	r.dates = c.dates(raw.Dates)
	return r, c.err
}

// allLabels lists what can stand before a number, the longest first.
func (r *Recogniser) allLabels(raw rules) {
	for kind, words := range map[string][]string{Order: raw.OrderLabels, Tracking: raw.TrackingLabels, Phone: raw.PhoneLabels, "": raw.OtherLabels} {
		for _, w := range words {
			r.labels = append(r.labels, label{fold(w), kind})
		}
	}
	slices.SortFunc(r.labels, func(a, b label) int {
		return cmp.Or(cmp.Compare(len(b.word), len(a.word)), strings.Compare(a.word, b.word))
	})
}

// compiler keeps the first error of many patterns.
type compiler struct{ err error }

// compile takes a pattern that must have as many groups; -1 for any.
func (c *compiler) compile(pattern string, groups int) *regexp.Regexp {
	re, err := regexp.Compile(pattern)
	if err == nil && groups >= 0 && re.NumSubexp() != groups {
		err = fmt.Errorf("%q needs %d groups", pattern, groups)
	}
	if err != nil {
		c.fail(err)
		return regexp.MustCompile(`$^`)
	}
	return re
}

func (c *compiler) fail(err error) {
	if c.err == nil {
		c.err = fmt.Errorf("rules/recognise.json: %w", err)
	}
}

// labelled is what stands after one of the labels at the start of a line.
func (c *compiler) labelled(labels []string) *regexp.Regexp {
	return c.compile(`(?im)^[^\S\n]*(?:`+alternatives(labels)+`)[^\S\n]*:[^\S\n]*([^\n]+)$`, 1)
}

// alternatives joins words, the longest first, as the first that fits counts.
func alternatives(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = regexp.QuoteMeta(w)
	}
	slices.SortStableFunc(quoted, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return strings.Join(quoted, "|")
}
