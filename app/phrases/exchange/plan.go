package exchange

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"casefolio/app/phrases"
)

// State is what becomes of a record.
type State string

// The states.
const (
	Added   State = "added"
	Changed State = "changed"
	Same    State = "same"
	Refused State = "refused"
)

// States lists them, as they are told.
func States() []State { return []State{Added, Changed, Same, Refused} }

// Line is what one record would do.
type Line struct {
	No    int
	State State
	ID    string // of the phrase that is changed
	Title string
	Diffs []Diff         // of a changed one
	Is    phrases.Phrase // as it would be kept
	Notes []Note
	Why   *Note // of a refused one

	was map[string]string
}

// Diff is a column that changes.
type Diff struct{ Column, Was, Is string }

// Plan is what a file would do, record by record.
type Plan struct {
	Format string
	Lines  []Line
	Notes  []Note            // about the whole file
	Names  map[string]string // of the columns
	Group  string            // of new phrases that name none
}

// Count tells how many records are in a state.
func (p Plan) Count(s State) (n int) {
	for _, l := range p.Lines {
		if l.State == s {
			n++
		}
	}
	return n
}

// Takes lists the places of the lines that change something.
func (p Plan) Takes() []int {
	var all []int
	for i, l := range p.Lines {
		if l.State == Added || l.State == Changed {
			all = append(all, i)
		}
	}
	return all
}

// Compare tells what a file would do to the library as it is. A record belongs
// to the phrase with its id, else to the one with its shortcut, else to the one
// that says the same; where there is none it is a new one. group is that of new
// phrases without one; empty: that of the rules.
func (x Exchange) Compare(s Sheet, library []phrases.Phrase, group string) Plan {
	if group == "" {
		group = x.Rules.Default.Group
	}
	c := comparing{Exchange: x, group: group, byID: map[string]int{}, byShort: map[string]int{}, byText: map[string][]int{}, lineOf: map[int]int{}}
	for _, p := range library {
		c.know(p)
	}
	plan := Plan{Format: s.Format, Notes: s.Notes, Names: map[string]string{}, Group: group}
	for _, column := range columns() {
		plan.Names[column] = x.Rules.Name(column, x.Lang)
	}
	for _, r := range s.Records {
		plan.Lines = append(plan.Lines, c.line(r))
	}
	return plan
}

// comparing knows the library, and the new phrases of the file so far.
type comparing struct {
	Exchange
	group   string
	all     []phrases.Phrase
	cells   []map[string]string
	byID    map[string]int
	byShort map[string]int
	byText  map[string][]int
	lineOf  map[int]int // the line of the file that has taken a phrase already
}

func (c *comparing) know(p phrases.Phrase) int {
	n := len(c.all)
	of := cells(p)
	c.all, c.cells = append(c.all, p), append(c.cells, of)
	if p.ID != "" {
		c.byID[p.ID] = n
	}
	if short := phrases.ShortcutKey(of["shortcut"]); short != "" {
		c.byShort[short] = n
	}
	for column, text := range of {
		if strings.HasPrefix(column, "text_") {
			c.byText[text] = append(c.byText[text], n)
		}
	}
	return n
}

func (c *comparing) line(r Record) Line {
	l := Line{No: r.No, Notes: slices.Clone(r.Notes), ID: r.Cells["id"]}
	l.Title = shortened(firstOf(r.Cells, "title_"+c.Lang, "title_zh", "title_en", "text_zh", "text_en"))
	refuse := func(n Note) Line {
		l.State, l.Why, l.ID = Refused, &n, ""
		return l
	}
	if r.Wrong != nil {
		return refuse(*r.Wrong)
	}
	has := withoutEmpty(r.Cells) // a blank must not take a text away
	if why := c.translate(has, &l); why != nil {
		return refuse(*why)
	}
	n, found := c.find(has)
	if found && c.another(n, has) {
		l.Notes = append(l.Notes, Note{"again", "shortcut", has["shortcut"]})
		delete(has, "shortcut")
		n, found = c.find(has)
	}
	delete(has, "id")
	if !found {
		return c.fresh(l, has)
	}
	was := c.all[n]
	l.ID, l.was = was.ID, c.cells[n]
	if l.Title == "" {
		l.Title = phrases.Pick(was.Titles, c.Lang)
	}
	if line, twice := c.lineOf[n]; twice || was.ID == "" {
		return refuse(Note{Code: "twice", Value: strconv.Itoa(line)})
	}
	c.lineOf[n] = r.No
	if was.Trashed {
		return refuse(Note{Code: "trash"})
	}
	for _, column := range columns() {
		if is, told := has[column]; told && is != c.cells[n][column] {
			l.Diffs = append(l.Diffs, Diff{column, c.cells[n][column], is})
		}
	}
	if len(l.Diffs) == 0 {
		l.State, l.Is = Same, was
		return l
	}
	l.State, l.Is = Changed, with(was, has)
	c.noteUnknown(&l)
	if why := c.wrong(l, n); why != nil {
		return refuse(*why)
	}
	if short := l.Is.Shortcut; short != "" {
		c.byShort[phrases.ShortcutKey(short)] = n
	}
	return l
}

// fresh is a record that no phrase answers to.
func (c *comparing) fresh(l Line, has map[string]string) Line {
	l.ID = ""
	l.Is = with(phrases.Phrase{Group: c.group, Tone: c.Rules.Default.Tone}, has)
	if len(l.Is.Titles) == 0 {
		lang := "zh"
		if l.Is.Texts["zh"] == "" {
			lang = "en"
		}
		if title := shortened(phrases.Pick(l.Is.Texts, c.Lang)); title != "" {
			l.Is.Titles[lang] = title
		}
	}
	if l.Title == "" {
		l.Title = shortened(phrases.Pick(l.Is.Titles, c.Lang))
	}
	l.State = Added
	c.noteUnknown(&l)
	if why := c.wrong(l, -1); why != nil {
		l.State, l.Why = Refused, why
		return l
	}
	c.lineOf[c.know(l.Is)] = l.No
	return l
}

func withoutEmpty(has map[string]string) map[string]string {
	out := map[string]string{}
	for column, value := range has {
		if value != "" {
			out[column] = value
		}
	}
	return out
}

func firstOf(cells map[string]string, columns ...string) string {
	for _, column := range columns {
		if cells[column] != "" {
			return cells[column]
		}
	}
	return ""
}

// translate puts ids in the place of names. What is not known goes with a note,
// but for a group and a tone, which a phrase needs.
func (c *comparing) translate(has map[string]string, l *Line) *Note {
	for _, column := range []string{"group", "tone", "category", "stage", "platform"} {
		word := has[column]
		if word == "" {
			continue
		}
		id, ok := c.Terms.find(column, word)
		switch {
		case ok:
			has[column] = id
		case column == "group" || column == "tone":
			return &Note{"term", column, shortened(word)}
		default:
			delete(has, column)
			l.Notes = append(l.Notes, Note{"term", column, shortened(word)})
		}
	}
	if word := has["favourite"]; word != "" {
		is := func(all []string) bool { return slices.ContainsFunc(all, func(w string) bool { return same(w, word) }) }
		switch {
		case is(c.Rules.No):
			has["favourite"] = ""
		case is(c.Rules.Yes):
			has["favourite"] = "yes"
		default:
			delete(has, "favourite")
			l.Notes = append(l.Notes, Note{"term", "favourite", shortened(word)})
		}
	}
	if short := has["shortcut"]; utf8.RuneCountInString(short) > phrases.MaxShortcut || strings.ContainsFunc(short, unicode.IsSpace) || len([]rune(short)) == 1 {
		delete(has, "shortcut")
		l.Notes = append(l.Notes, Note{"shortcut", "shortcut", shortened(short)})
	}
	return nil
}

// same compares words; a sign alone is compared as it is.
func same(a, b string) bool { return a == b || key(a) != "" && key(a) == key(b) }

// find tells which phrase a record belongs to.
func (c *comparing) find(has map[string]string) (int, bool) {
	if n, ok := c.byID[has["id"]]; ok {
		return n, true
	}
	if short := phrases.ShortcutKey(has["shortcut"]); short != "" {
		if n, ok := c.byShort[short]; ok {
			return n, true
		}
	}
	for _, lang := range phrases.Spoken() {
		text := has["text_"+lang]
		if text == "" {
			continue
		}
		for _, n := range c.byText[text] {
			if c.says(n, has) {
				return n, true
			}
		}
		return -1, false
	}
	return -1, false
}

// another tells whether a record has no more than the shortcut of a phrase that
// stands further above in the file: programs that let the writer choose have many
// texts under one.
func (c *comparing) another(n int, has map[string]string) bool {
	_, named := c.byID[has["id"]]
	_, twice := c.lineOf[n]
	return twice && !named && !c.says(n, has)
}

// says tells whether a phrase has all texts of a record.
func (c *comparing) says(n int, has map[string]string) bool {
	for _, lang := range phrases.Spoken() {
		if text := has["text_"+lang]; text != "" && text != c.cells[n]["text_"+lang] {
			return false
		}
	}
	return true
}

// wrong tells why a phrase cannot be kept, and notes what to know about it. n is
// its place in the library.
func (c *comparing) wrong(l Line, n int) *Note {
	p := l.Is
	if len(p.Texts) == 0 {
		return &Note{Code: "empty"}
	}
	if len(p.Titles) == 0 {
		return &Note{Code: "title"}
	}
	if of, taken := c.byShort[phrases.ShortcutKey(p.Shortcut)]; p.Shortcut != "" && taken && of != n {
		return &Note{"taken", "shortcut", p.Shortcut}
	}
	most := map[string]int{"title": phrases.MaxTitle, "when": phrases.MaxAdvice, "not": phrases.MaxAdvice, "text": phrases.MaxText}
	of := cells(p)
	for _, column := range columns() {
		kind, _, _ := strings.Cut(column, "_")
		if limit := most[kind]; limit > 0 && utf8.RuneCountInString(of[column]) > limit {
			return &Note{"long", column, strconv.Itoa(limit)}
		}
	}
	return nil
}

// noteUnknown names what stands in braces and nothing fills. It is asked for
// when the phrase is used.
func (c *comparing) noteUnknown(l *Line) {
	var out []string
	for _, lang := range phrases.Spoken() {
		for _, name := range phrases.Names(l.Is.Texts[lang]) {
			if !slices.Contains(c.Placeholders, name) && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	if len(out) > 0 {
		l.Notes = append(l.Notes, Note{Code: "placeholder", Value: shortened("{" + strings.Join(out, "} {") + "}")})
	}
}

// Still tells whether a phrase is as it was when the line was made.
func (l Line) Still(now phrases.Phrase) bool { return !now.Trashed && maps.Equal(l.was, cells(now)) }

// Whole lists what a new phrase has, as changes of nothing.
func (p Plan) Whole(l Line) (all []Diff) {
	of := cells(l.Is)
	for _, column := range columns() {
		if of[column] != "" {
			all = append(all, Diff{Column: column, Is: of[column]})
		}
	}
	return all
}
