package redact

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"casefolio/app/carriers"
	"casefolio/app/facts"
)

// Rules knows the shapes of what is offered for masking.
type Rules struct {
	shapes    []shapeRule
	late      []shapeRule      // tried on what is no order or tracking number
	orders    []*regexp.Regexp // numbers of platforms
	behind    []labelRule      // numbers behind a label
	carriers  *carriers.Table
	labelled  *regexp.Regexp // a name behind a label
	greeted   *regexp.Regexp
	signOff   *regexp.Regexp
	particles map[string]bool
	nobody    map[string]bool
	surnames  []string // of two characters
	addressed []string // how people are called by their surname, which is a star
}

// labelRule finds a number behind one of the labels, in lower case.
type labelRule struct {
	labels  []string
	pattern *regexp.Regexp
}

// shapeRule finds contacts or addresses of one shape.
type shapeRule struct {
	Kind   Kind              `json:"kind"`
	Name   string            `json:"name"`
	Regex  string            `json:"regex"`
	Needs  []string          `json:"needs"`  // one of these must stand in the text, in lower case
	Digits int               `json:"digits"` // so many digits must
	Unless string            `json:"unless"`
	Finds  map[string]string `json:"finds"`
	Not    []string          `json:"not"`

	pattern, unless *regexp.Regexp
}

// redactFile is the form of rules/redact.json.
type redactFile struct {
	Patterns  []shapeRule `json:"patterns"`
	Late      []shapeRule `json:"late_patterns"`
	Greetings []string    `json:"greetings"`
	Titles    []string    `json:"titles"`
	Nobody    []string    `json:"nobody"`
	Particles []string    `json:"particles"`
	Surnames  []string    `json:"surnames"`
	Addressed []string    `json:"addressed"`
}

// recogniseFile is what rules/recognise.json, by which exhibits are read, says
// of numbers and names.
type recogniseFile struct {
	Orders []struct {
		Pattern string `json:"pattern"`
	} `json:"orders"`
	OrderLabels    []string `json:"order_labels"`
	NumberWords    []string `json:"number_words"`
	TrackingLabels []string `json:"tracking_labels"`
	NameLabels     []string `json:"name_labels"`
	SignOffs       []string `json:"sign_offs"`
}

// Load reads rules/redact.json, and what it needs of rules/recognise.json and
// rules/carriers.json. Every pattern is held against its examples.
func Load(files fs.FS) (*Rules, error) {
	var own redactFile
	var shared recogniseFile
	if err := facts.Part(files, "rules/redact.json", &own); err != nil {
		return nil, err
	}
	if err := facts.Part(files, "rules/recognise.json", &shared); err != nil {
		return nil, err
	}
	table, err := carriers.Load(files)
	if err != nil {
		return nil, err
	}
	r := &Rules{shapes: own.Patterns, late: own.Late, carriers: table, surnames: own.Surnames, addressed: own.Addressed}
	for _, list := range [][]shapeRule{r.shapes, r.late} {
		for i := range list {
			if err := list[i].compile(); err != nil {
				return nil, fmt.Errorf("rules/redact.json: %s: %w", list[i].Name, err)
			}
		}
	}
	r.particles, r.nobody = set(own.Particles), set(own.Nobody)
	if err := r.compileLabels(own, shared); err != nil {
		return nil, err
	}
	return r, nil
}

func set(words []string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[strings.ToLower(w)] = true
	}
	return m
}

// compile checks a shape against its examples.
func (s *shapeRule) compile() error {
	var err error
	if s.pattern, err = regexp.Compile(s.Regex); err != nil {
		return err
	}
	if s.Unless != "" {
		if s.unless, err = regexp.Compile(s.Unless); err != nil {
			return err
		}
	}
	if !slices.Contains(Kinds, s.Kind) || len(s.Finds) == 0 {
		return fmt.Errorf("kind %q is unknown, or no example", s.Kind)
	}
	for text, want := range s.Finds {
		if got := s.in(look(text)); len(got) != 1 || plain(text)[got[0][0]:got[0][1]] != plain(want) {
			return fmt.Errorf("example %q is not found: %v", text, got)
		}
	}
	for _, text := range s.Not {
		if got := s.in(look(text)); len(got) > 0 {
			return fmt.Errorf("counter-example %q is found", text)
		}
	}
	return nil
}

// looked is a text with what tells quickly that a pattern cannot fit.
type looked struct {
	plain, lower string
	digits       int
}

func look(text string) looked {
	text = plain(text)
	return looked{text, strings.ToLower(text), digitsIn(text)}
}

func (l looked) hasAny(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(l.lower, w) })
}

// in returns where the shape stands.
func (s *shapeRule) in(l looked) [][2]int {
	if l.digits < s.Digits || len(s.Needs) > 0 && !l.hasAny(s.Needs) {
		return nil
	}
	var list [][2]int
	for _, at := range matches(s.pattern, l.plain) {
		at[1] = at[0] + len(strings.TrimRight(l.plain[at[0]:at[1]], " \n\t.,;:!?'-"))
		if found := l.plain[at[0]:at[1]]; found != "" && (s.unless == nil || !s.unless.MatchString(found)) {
			list = append(list, at)
		}
	}
	return list
}

// matches returns where the pattern's first group stands, or all of it.
func matches(pattern *regexp.Regexp, text string) [][2]int {
	var list [][2]int
	for _, at := range pattern.FindAllStringSubmatchIndex(text, -1) {
		if len(at) > 3 && at[2] >= 0 {
			at = at[2:]
		}
		list = append(list, [2]int{at[0], at[1]})
	}
	return list
}

// compileLabels makes the patterns of what stands behind a label.
func (r *Rules) compileLabels(own redactFile, shared recogniseFile) error {
	for _, o := range shared.Orders {
		p, err := regexp.Compile(o.Pattern)
		if err != nil {
			return fmt.Errorf("rules/recognise.json: %w", err)
		}
		r.orders = append(r.orders, p)
	}
	const (
		before = `(?i)(?:^|[^\p{L}])`
		value  = `([A-Z0-9](?:[A-Z0-9-]{2,38}[A-Z0-9]))`
		title  = `(?:(?i:%s)\.?\s+)?`
		person = `(\p{L}[\p{L}\p{M}'’.\-]*(?: \p{L}[\p{L}\p{M}'’.\-]*){0,3})`
	)
	number := `\s{0,2}(?:` + anyOf(shared.NumberWords) + `)?[\s:#=.]{0,4}`
	titles := fmt.Sprintf(title, anyOf(own.Titles))
	for _, one := range []struct {
		into **regexp.Regexp
		text string
	}{
		{&r.labelled, `(?im)^[^\p{L}\n]*(?:` + anyOf(shared.NameLabels) + `)\s*:\s*` + titles + person + `[ ,;|]*$`},
		{&r.greeted, `(?im)^\s*(?:` + anyOf(own.Greetings) + `)\s*` + titles + person + `\s*[,!:]`},
		{&r.signOff, `(?im)^\s*(?:` + anyOf(shared.SignOffs) + `)\s*[,!.]?[ \t]*\n+\s*` + titles + person + `[ .]*$`},
	} {
		p, err := regexp.Compile(one.text)
		if err != nil {
			return err
		}
		*one.into = p
	}
	for _, labels := range [][]string{shared.TrackingLabels, shared.OrderLabels} {
		p, err := regexp.Compile(before + `(?:` + anyOf(labels) + `)` + number + value)
		if err != nil {
			return err
		}
		rule := labelRule{pattern: p}
		for _, l := range labels {
			rule.labels = append(rule.labels, strings.ToLower(plain(l)))
		}
		r.behind = append(r.behind, rule)
	}
	return nil
}

// anyOf is the part of a pattern for one of the words, the longest first.
func anyOf(words []string) string {
	sorted := slices.Clone(words)
	slices.SortStableFunc(sorted, func(a, b string) int { return len(b) - len(a) })
	for i, w := range sorted {
		sorted[i] = regexp.QuoteMeta(plain(w))
	}
	return strings.Join(sorted, "|")
}
