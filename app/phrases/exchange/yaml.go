package exchange

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"casefolio/app/fault"
	"casefolio/app/phrases"
)

// Limits of YAML beside those of every file.
const (
	maxSigns   = 1_500_000 // that can begin something in it; bounds memory
	maxAliases = 200       // nobody writes more by hand, and they multiply
)

// match is one text of a file as espanso writes it. Ours is kept by programs
// that do not know it.
type match struct {
	Trigger  string            `yaml:"trigger,omitempty"`
	Triggers []string          `yaml:"triggers,omitempty"`
	Regex    string            `yaml:"regex,omitempty"`
	Label    string            `yaml:"label,omitempty"`
	Terms    []string          `yaml:"search_terms,omitempty,flow"`
	Replace  *string           `yaml:"replace,omitempty"`
	Form     *string           `yaml:"form,omitempty"`
	Markdown *string           `yaml:"markdown,omitempty"`
	HTML     *string           `yaml:"html,omitempty"`
	Image    string            `yaml:"image_path,omitempty"`
	Vars     yaml.Node         `yaml:"vars,omitempty"`
	Fields   yaml.Node         `yaml:"form_fields,omitempty"`
	Ours     map[string]string `yaml:"casefolio,omitempty"`
}

// YAML reads a file as espanso writes it. Faults: "phrase.file.yaml",
// "phrase.file.matches", "phrase.file.rows".
func (x Exchange) YAML(raw []byte) (s Sheet, err error) {
	s.Format = "yaml"
	signs := 0
	for _, sign := range []string{"\n", ",", "[", "{", "&", "*", ": "} {
		signs += bytes.Count(raw, []byte(sign))
	}
	if signs > maxSigns {
		return s, fault.New("phrase.file.rows", "limit", strconv.Itoa(MaxRecords))
	}
	var file struct {
		Matches []yaml.Node `yaml:"matches"`
		Global  yaml.Node   `yaml:"global_vars"`
		Imports yaml.Node   `yaml:"imports"`
	}
	if err := yaml.Unmarshal(raw, &file); err != nil {
		return s, fault.Wrap(err, "phrase.file.yaml")
	}
	aliases := 0
	for i := range file.Matches {
		aliases += countAliases(&file.Matches[i])
	}
	switch {
	case len(file.Matches) == 0:
		return s, fault.New("phrase.file.matches")
	case len(file.Matches) > MaxRecords*len(phrases.Spoken()):
		return s, fault.New("phrase.file.rows", "limit", strconv.Itoa(MaxRecords))
	case aliases > maxAliases:
		return s, fault.New("phrase.file.yaml")
	}
	if len(file.Imports.Content) > 0 {
		s.Notes = append(s.Notes, Note{Code: "imports"})
	}
	ours := map[string]int{} // id → place in records: languages stand apart
	for i := range file.Matches {
		node := &file.Matches[i]
		var m match
		if err := node.Decode(&m); err != nil {
			s.Records = append(s.Records, Record{No: node.Line, Wrong: &Note{Code: "match"}})
			continue
		}
		if id := m.Ours["id"]; id != "" {
			n, ok := ours[id]
			if !ok {
				n = len(s.Records)
				ours[id] = n
				s.Records = append(s.Records, Record{No: node.Line, Cells: map[string]string{}})
			}
			m.own(&s.Records[n])
			continue
		}
		s.Records = append(s.Records, x.foreign(node.Line, m))
	}
	if len(s.Records) > MaxRecords {
		return s, fault.New("phrase.file.rows", "limit", strconv.Itoa(MaxRecords))
	}
	return s, nil
}

func countAliases(n *yaml.Node) int {
	if n.Kind == yaml.AliasNode {
		return 1 // what it stands for is counted where it stands
	}
	sum := 0
	for _, c := range n.Content {
		sum += countAliases(c)
	}
	return sum
}

// own takes a text that this program has written.
func (m match) own(r *Record) {
	for column, value := range m.Ours {
		if column == "lang" || strings.HasPrefix(column, "text") || !known(column, false) {
			continue
		}
		r.Cells[column] = tidy(column, value)
	}
	if trigger := tidy("shortcut", m.Trigger); trigger != bare(m.Ours["id"]) && trigger != "" {
		r.Cells["shortcut"] = trigger
	}
	lang := m.Ours["lang"]
	if m.Replace == nil || !slices.Contains(phrases.Spoken(), lang) {
		r.Notes = append(r.Notes, Note{Code: "lang", Value: shortened(lang)})
		return
	}
	r.Cells["text_"+lang] = tidy("text", *m.Replace)
}

// bare is the trigger of a phrase without a shortcut.
func bare(id string) string { return ":" + id }

// cursor is where espanso leaves the caret.
const cursor = "$|$"

// foreign takes a text that another program has written.
func (x Exchange) foreign(line int, m match) Record {
	r := Record{No: line, Cells: map[string]string{}}
	note := func(code, value string) { r.Notes = append(r.Notes, Note{Code: code, Value: shortened(value)}) }
	body := ""
	switch {
	case m.Replace != nil:
		body = *m.Replace
	case m.Form != nil:
		body = *m.Form
		note("form", "")
	case m.Markdown != nil:
		body = *m.Markdown
		note("markdown", "")
	case m.HTML != nil || m.Image != "":
		r.Wrong = &Note{Code: "format"}
		return r
	}
	if strings.Contains(body, cursor) {
		body = strings.ReplaceAll(body, cursor, "")
		note("cursor", "")
	}
	body, filled := blanks(body)
	if len(filled) > 0 || len(m.Vars.Content) > 0 {
		note("vars", strings.Join(filled, " "))
	}
	if len(m.Fields.Content) > 0 {
		note("fields", "")
	}
	if len(m.Terms) > 0 {
		note("terms", strings.Join(m.Terms, " "))
	}
	x.put(&r, "text", body)
	x.put(&r, "title", m.Label)
	triggers := m.Triggers
	if m.Trigger != "" {
		triggers = append([]string{m.Trigger}, triggers...)
	}
	if m.Regex != "" {
		note("regex", m.Regex)
	}
	if len(triggers) > 0 {
		r.Cells["shortcut"] = tidy("shortcut", triggers[0])
	}
	if len(triggers) > 1 {
		note("triggers", strings.Join(triggers[1:], " "))
	}
	return r
}

// blank is what espanso fills in: a variable, one of a form, or the field of a
// form.
var blank = regexp.MustCompile(`\{\{\s*([\pL\pN_.-]+)\s*\}\}|\[\[\s*([\pL\pN_-]+)\s*\]\]`)

// blanks makes placeholders of what espanso fills in, and names them.
func blanks(body string) (text string, names []string) {
	text = blank.ReplaceAllStringFunc(body, func(found string) string {
		m := blank.FindStringSubmatch(found)
		name := m[1] + m[2]
		name = placeholderName(name[strings.LastIndexByte(name, '.')+1:])
		if name == "" {
			return found
		}
		if name = "{" + name + "}"; !slices.Contains(names, name) {
			names = append(names, name)
		}
		return name
	})
	return text, names
}

// placeholderName is a name as it may stand in braces: small letters. Digits
// become letters, so that names stay apart.
func placeholderName(name string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return r
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case '0' <= r && r <= '9':
			return r - '0' + 'a'
		case r == '_' || r == '-':
			return '_'
		}
		return -1
	}, name), "_")
}

// WriteYAML writes phrases so that espanso takes them: every language is a match
// with the same trigger, which lets the seller choose. What espanso has no field
// for stands in one of ours.
func (x Exchange) WriteYAML(w io.Writer, list []phrases.Phrase) error {
	if len(list) == 0 {
		_, err := io.WriteString(w, "matches: []\n")
		return err
	}
	if _, err := io.WriteString(w, "matches:\n"); err != nil {
		return err
	}
	for _, p := range list {
		all, err := yaml.Marshal(x.matches(p))
		if err != nil {
			return err
		}
		if _, err := w.Write(all); err != nil {
			return err
		}
	}
	return nil
}

func (x Exchange) matches(p phrases.Phrase) []match {
	of := cells(p)
	trigger := of["shortcut"]
	if trigger == "" {
		trigger = bare(p.ID)
	}
	title := of["title_"+x.Lang]
	about := map[string]string{}
	for column, value := range of {
		if !strings.HasPrefix(column, "text_") && column != "id" && column != "shortcut" {
			about[column] = value
		}
	}
	terms := []string{}
	for _, term := range []string{of["title_zh"], of["title_en"], x.Terms.name("group", p.Group, x.Lang)} {
		if term != "" && !slices.Contains(terms, term) {
			terms = append(terms, term)
		}
	}
	var all []match
	for _, lang := range phrases.Spoken() {
		body := of["text_"+lang]
		if body == "" {
			continue
		}
		m := match{Trigger: trigger, Label: strings.TrimSpace(title + " · " + x.Rules.Name("text_"+lang, x.Lang)), Terms: terms, Replace: &body,
			Ours: map[string]string{"id": p.ID, "lang": lang}}
		if len(all) == 0 {
			for column, value := range about {
				m.Ours[column] = value
			}
		}
		all = append(all, m)
	}
	return all
}
