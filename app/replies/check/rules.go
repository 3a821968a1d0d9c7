package check

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"casefolio/app/facts"
	"casefolio/app/redact"
)

const rulesFile = "rules/replies.json"

// Rules are what is looked for. They are never changed after Load, so that many
// may check at once.
type Rules struct {
	List   []Rule // in the order in which the seller sees them
	Limits []Limit

	index    map[string]int // of List
	once     sync.Once
	broken   error
	file     file
	patterns []pattern
	anchors  anchors
	spelled  []string
	tongues  map[string]*tongue
	parts    map[string]map[string]*expression // part, language
	nobody   map[string]bool
	titles   map[string]bool
	acronyms map[string]bool
	domains  map[string][]string // of a platform, which may be linked on it
	currency map[string]string
	gaps     []gap
}

// Rule is one rule as the seller sees it where it can be switched off.
type Rule struct {
	ID       string            `json:"id"`
	Severity Severity          `json:"severity"`
	Names    map[string]string `json:"names"`    // by language
	Messages map[string]string `json:"messages"` // what is the matter
	Advice   map[string]string `json:"advice"`   // what to write instead
}

// Limit is how long a message can be on a platform.
type Limit struct {
	Platform string `json:"platform"`
	Most     int    `json:"most"` // characters
	Source   string `json:"source"`
	URL      string `json:"url,omitempty"`
	AsOf     string `json:"as_of"`
	Verified bool   `json:"verified"` // read at the source itself
}

// file is rules/replies.json.
type file struct {
	Note      string                       `json:"note"`
	Words     map[string]string            `json:"words"`
	Spelled   []string                     `json:"spelled"`
	Languages map[string]language          `json:"languages"`
	Parts     map[string]map[string]string `json:"parts"`
	Nobody    []string                     `json:"nobody"`
	Titles    []string                     `json:"titles"`
	Acronyms  []string                     `json:"acronyms"`
	Currency  map[string]string            `json:"currency"`
	Gaps      []string                     `json:"gaps"` // left to be filled; tried on the text as it is
	Limits    []Limit                      `json:"limits"`
	Domains   map[string][]string          `json:"domains"`
	Rules     []ruleFile                   `json:"rules"`
}

type ruleFile struct {
	Rule
	Refusable bool      `json:"refusable"` // saying no to it is no finding
	Timed     bool      `json:"timed"`     // a time in the same sentence makes it good
	Variants  []variant `json:"variants"`
}

// variant are patterns of a rule that hold on some platforms only, or say
// something else.
type variant struct {
	On       []string            `json:"on"`     // platforms; empty: all
	Except   []string            `json:"except"` // platforms
	Messages map[string]string   `json:"messages"`
	Patterns map[string][]string `json:"patterns"` // by language; "*": all
	Unless   map[string][]string `json:"unless"`   // makes it good, anywhere in the sentence
}

// language is what is known of a language as such.
type language struct {
	Common  []string `json:"common"` // words that tell it from others
	Spaced  bool     `json:"spaced"`
	Not     []string `json:"not"`     // says no to what follows
	Decoys  []string `json:"decoys"`  // has a no in it and says none
	Until   []string `json:"until"`   // ends what is said no to
	After   []string `json:"after"`   // says no to what stands before
	Certain []string `json:"certain"` // a time that one can be held to
}

// tongue is a language made ready.
type tongue struct {
	common            map[string]bool
	not, until, after *expression
	certain           *expression
}

// expression is compiled when it is first needed: most never are.
type expression struct {
	text string
	once sync.Once
	re   *regexp.Regexp
}

func (e *expression) get() *regexp.Regexp {
	e.once.Do(func() { e.re = regexp.MustCompile(e.text) })
	return e.re
}

// gap is what a place looks like that was left to be filled; a text with one has
// a piece of each group.
type gap struct {
	*expression
	needs [][]string
}

// pattern is one alternative of a rule, or of a part of a reply.
type pattern struct {
	*expression
	rule       int
	part       string // in place of a rule
	lang       string
	unless     *expression
	on, except []string
	messages   map[string]string
	refusable  bool
	timed      bool
}

// Load reads and checks rules/replies.json.
func Load(files fs.FS) (*Rules, error) {
	var f file
	if err := facts.Whole(files, rulesFile, &f); err != nil {
		return nil, err
	}
	r := &Rules{
		Limits: f.Limits, index: map[string]int{}, spelled: f.Spelled, tongues: map[string]*tongue{},
		parts: map[string]map[string]*expression{}, nobody: set(f.Nobody), titles: set(f.Titles),
		acronyms: set(f.Acronyms), domains: f.Domains, currency: f.Currency,
	}
	r.file = f
	for _, rule := range f.Rules {
		if err := r.list(rule); err != nil {
			return nil, fmt.Errorf("%s: rule %q: %w", rulesFile, rule.ID, err)
		}
	}
	return r, nil
}

// Prepare makes the rules ready, which Check does otherwise when it is first
// called. Its error tells of a mistake in the shipped file.
func (r *Rules) Prepare() error {
	r.once.Do(func() {
		if r.broken = r.compile(r.file); r.broken != nil {
			r.broken = fmt.Errorf("%s: %w", rulesFile, r.broken)
		}
		r.file = file{}
	})
	return r.broken
}

func set(words []string) map[string]bool {
	all := make(map[string]bool, len(words))
	for _, w := range words {
		all[foldWord(w)] = true
	}
	return all
}

// foldWord folds a word as the texts are.
func foldWord(w string) string { return newView(w, nil).text }

// compile makes everything ready that is looked for.
func (r *Rules) compile(f file) error {
	c := compiler{f}
	for _, text := range f.Gaps {
		groups, err := groupsOf(text)
		if err != nil {
			return err
		}
		r.gaps = append(r.gaps, gap{expression: &expression{text: text}, needs: groups})
	}
	for lang, l := range f.Languages {
		no := c.join(lang, l.Not, true)
		if len(l.Decoys) > 0 {
			no = c.join(lang, l.Decoys, false) + "|" + no
		}
		r.tongues[lang] = &tongue{
			common: set(l.Common), not: &expression{text: no}, until: &expression{text: c.join(lang, l.Until, false)},
			after: &expression{text: c.join(lang, l.After, false)}, certain: &expression{text: c.join(lang, l.Certain, false)},
		}
		for _, text := range l.Certain {
			r.addPart(c, certain, lang, text)
		}
	}
	for part, langs := range f.Parts {
		r.parts[part] = map[string]*expression{}
		for lang, text := range langs {
			r.parts[part][lang] = &expression{text: c.bounded(lang, text)}
			if part == greeting { // it is looked for at the beginning alone
				continue
			}
			r.addPart(c, part, lang, text)
		}
	}
	for i, rule := range f.Rules {
		r.add(c, i, rule)
	}
	texts := make([]string, len(r.patterns))
	for i, p := range r.patterns {
		texts[i] = p.text
	}
	var err error
	r.anchors, err = newAnchors(texts)
	return err
}

// list takes a rule up by its id.
func (r *Rules) list(rule ruleFile) error {
	if _, twice := r.index[rule.ID]; rule.ID == "" || twice {
		return errors.New("the id is empty or stands twice")
	}
	if !slices.Contains([]Severity{Block, Warn, Hint}, rule.Severity) {
		return fmt.Errorf("severity %q", rule.Severity)
	}
	for _, lang := range []string{"zh", "en"} {
		if rule.Names[lang] == "" || rule.Messages[lang] == "" || rule.Advice[lang] == "" {
			return fmt.Errorf("name, message or advice is missing in %s", lang)
		}
	}
	r.index[rule.ID] = len(r.List)
	r.List = append(r.List, rule.Rule)
	return nil
}

func (r *Rules) addPart(c compiler, part, lang, text string) {
	for _, text := range c.alternatives(lang, text) {
		r.patterns = append(r.patterns, pattern{expression: &expression{text: text}, rule: -1, part: part, lang: lang})
	}
}

// add takes the patterns of a rule up, each alternative alone: the fewer words it
// can begin with, the seldomer it has to be tried.
func (r *Rules) add(c compiler, n int, rule ruleFile) {
	for _, v := range rule.Variants {
		for lang, texts := range v.Patterns {
			var unless *expression
			if texts := slices.Concat(v.Unless[lang], v.Unless["*"]); len(texts) > 0 {
				unless = &expression{text: c.join(lang, texts, false)}
			}
			for _, text := range texts {
				for _, alternative := range c.alternatives(lang, text) {
					r.patterns = append(r.patterns, pattern{
						expression: &expression{text: alternative}, rule: n, lang: lang, unless: unless, on: v.On, except: v.Except,
						messages: v.Messages, refusable: rule.Refusable, timed: rule.Timed,
					})
				}
			}
		}
	}
}

// compiler turns the texts of the file into expressions.
type compiler struct{ file }

// bounded is a pattern that begins and ends with a word where the language has
// spaces.
func (c compiler) bounded(lang, text string) string {
	return "(?:" + strings.Join(c.alternatives(lang, text), "|") + ")"
}

// alternatives are those of a pattern, each bounded. One that says itself how it
// ends is left alone there.
func (c compiler) alternatives(lang, text string) []string {
	all := topLevel(c.fold(c.expand(text)))
	if l, ok := c.Languages[lang]; !ok || !l.Spaced {
		return all
	}
	for i, a := range all {
		if all[i] = `\b(?:` + a + `)`; strings.HasPrefix(a, "(?:^") || strings.HasPrefix(a, "^") {
			all[i] = "(?:" + a + ")"
		}
		if !endsItself(a) {
			all[i] += `\b`
		}
	}
	return all
}

// topLevel splits an expression where its bars stand in no group.
func topLevel(text string) []string {
	var all []string
	depth, from, class := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case class:
			class = c != ']'
		case c == '[':
			class = true
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == '|' && depth == 0:
			all, from = append(all, text[from:i]), i+1
		}
	}
	return append(all, text[from:])
}

// endsItself tells whether the last group of an expression can be the end of the
// sentence, so that it has marks and spaces in it, too.
func endsItself(text string) bool {
	if strings.HasSuffix(text, "$") {
		return true
	}
	last := strings.LastIndex(text, "(?:")
	return last >= 0 && strings.HasSuffix(text, ")") && strings.Contains(text[last:], "|$")
}

// join is any of the patterns; group puts them into a group that counts.
func (c compiler) join(lang string, texts []string, group bool) string {
	if len(texts) == 0 {
		return `[^\x{0}-\x{10FFFF}]` // finds nothing
	}
	text := c.bounded(lang, strings.Join(texts, "|"))
	if group {
		return "(" + text + ")"
	}
	return "(?:" + text + ")"
}

// expand puts the words of the file for their <names>, which may contain others.
func (c compiler) expand(text string) string {
	for range 4 {
		for name, words := range c.Words {
			text = strings.ReplaceAll(text, "<"+name+">", "(?:"+words+")")
		}
	}
	return text
}

// fold writes the letters of a pattern as the texts have them. What stands
// behind a backslash is no letter.
func (c compiler) fold(text string) string {
	b := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\\' && strings.HasPrefix(text[i:], `\p{`):
			end := i + strings.IndexByte(text[i:], '}') + 1
			b = append(b, text[i:end]...)
			i = end
			continue
		case r == '\\' && i+1 < len(text):
			b = append(b, text[i:i+2]...)
			i += 2
			continue
		case r < utf8.RuneSelf:
			b = append(b, strings.ToLower(string(r))...)
		default:
			var letter bool
			if b, letter = redact.AppendFold(b, r); !letter {
				b = append(b, string(r)...)
			}
		}
		i += size
	}
	return string(b)
}
