package intake

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Recogniser holds the patterns and words of rules/recognise.json, and the
// carriers of rules/lists.json.
type Recogniser struct {
	orderShapes    []orderShape
	carriers       []*regexp.Regexp
	trackingLabels []*regexp.Regexp
	skuLabel       *regexp.Regexp
	productLabel   *regexp.Regexp
	nameLabel      *regexp.Regexp
	signOff        *regexp.Regexp
	chatHead       *regexp.Regexp
	platforms      []keywords
	categories     []keywords
	demandWords    []string
	// currencies are the signs and words that stand for a currency, in lower
	// case. The yuan and yen sign is settled by the text.
	currencies map[string]string
}

type orderShape struct {
	platform string
	re       *regexp.Regexp
}

// keywords are the words that speak for one id, folded.
type keywords struct {
	id    string
	words []string
}

// rules is the file as it is written.
type rules struct {
	Orders []struct {
		Platform string `json:"platform"`
		Pattern  string `json:"pattern"` // its first group is the number
	} `json:"orders"`
	TrackingLabels []string          `json:"tracking_labels"` // the first group is the number
	SKULabels      []string          `json:"sku_labels"`
	ProductLabels  []string          `json:"product_labels"`
	NameLabels     []string          `json:"name_labels"`
	SignOffs       []string          `json:"sign_offs"`
	Demands        []string          `json:"demands"`
	Currencies     map[string]string `json:"currencies"` // ISO 4217 by sign or word
	Platforms      []listed          `json:"platforms"`
	Categories     []listed          `json:"categories"`
}

// listed is an id with its words.
type listed struct {
	ID    string   `json:"id"`
	Words []string `json:"words"`
}

// Load reads the patterns and words.
func Load(files fs.FS) (*Recogniser, error) {
	var raw rules
	if err := readJSON(files, "rules/recognise.json", &raw); err != nil {
		return nil, err
	}
	var lists struct {
		Carriers []struct {
			Numbers []string `json:"numbers"`
		} `json:"carriers"`
	}
	if err := readJSON(files, "rules/lists.json", &lists); err != nil {
		return nil, err
	}
	r := &Recogniser{demandWords: foldAll(raw.Demands), currencies: raw.Currencies}
	for _, p := range raw.Platforms {
		r.platforms = append(r.platforms, keywords{p.ID, foldAll(p.Words)})
	}
	for _, c := range raw.Categories {
		r.categories = append(r.categories, keywords{c.ID, foldAll(c.Words)})
	}
	c := compiler{}
	for _, o := range raw.Orders {
		r.orderShapes = append(r.orderShapes, orderShape{o.Platform, c.group(o.Pattern)})
	}
	for _, carrier := range lists.Carriers {
		for _, shape := range carrier.Numbers {
			r.carriers = append(r.carriers, c.group(`\b(`+strings.ReplaceAll(shape, "(", "(?:")+`)\b`))
		}
	}
	for _, label := range raw.TrackingLabels {
		r.trackingLabels = append(r.trackingLabels, c.group(label))
	}
	r.skuLabel = c.labelled(raw.SKULabels)
	r.productLabel = c.labelled(raw.ProductLabels)
	r.nameLabel = c.labelled(raw.NameLabels)
	r.signOff = c.group(`(?im)^[^\S\n]*(?:` + alternatives(raw.SignOffs) + `)[^\S\n]*[,，.!！。]*[^\S\n]*\r?\n\s*([^\n]+)$`)
	r.chatHead = c.group(`(?m)^[\[\x{200E}]{0,2}\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \x{202F}]?[AaPp]\.?[Mm]\.?)?\]?(?: -)? ([^:\n]{1,60}): `)
	return r, c.err
}

func readJSON(files fs.FS, name string, into any) error {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// compiler keeps the first error of many patterns.
type compiler struct{ err error }

// group compiles a pattern that must have one group.
func (c *compiler) group(pattern string) *regexp.Regexp {
	re, err := regexp.Compile(pattern)
	if err == nil && re.NumSubexp() != 1 {
		err = fmt.Errorf("%q needs one group", pattern)
	}
	if err != nil && c.err == nil {
		c.err = fmt.Errorf("rules/recognise.json: %w", err)
	}
	return re
}

// labelled is what stands after one of the labels at the start of a line.
func (c *compiler) labelled(labels []string) *regexp.Regexp {
	return c.group(`(?im)^[^\S\n]*(?:` + alternatives(labels) + `)[^\S\n]*[:：][^\S\n]*([^\n]+)$`)
}

func alternatives(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = regexp.QuoteMeta(w)
	}
	return strings.Join(quoted, "|")
}

func foldAll(words []string) []string {
	all := make([]string, 0, len(words))
	for _, w := range words {
		w = fold(w)
		all = append(all, w)
		if curly := strings.ReplaceAll(w, "'", "’"); curly != w {
			all = append(all, curly)
		}
	}
	return all
}

// fold makes letter case and white space alike without moving any byte, so
// that offsets stay true.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		low := unicode.ToLower(r)
		switch {
		case r == utf8.RuneError && n == 1:
			b.WriteByte(s[i])
		case n == 1 && unicode.IsSpace(r):
			b.WriteByte(' ')
		case utf8.RuneLen(low) == n:
			b.WriteRune(low)
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}
