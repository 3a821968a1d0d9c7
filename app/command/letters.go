package command

import (
	"strconv"
	"strings"

	"casefolio/app/dossier/letter"
	"casefolio/app/fault"
)

// letterCmd lists the templates of letters, or writes the letter of a case.
type letterCmd struct {
	JSON     bool              `name:"json" help:"${json}"`
	List     bool              `help:"${letter_list}"`
	Template string            `placeholder:"ID" help:"${letter_template}"`
	Lang     string            `enum:"zh,en," default:"" help:"${lang_one}"`
	Out      string            `placeholder:"FILE" help:"${out}"`
	Value    map[string]string `mapsep:"none" placeholder:"NAME=TEXT" help:"${letter_value}"`
	Fresh    bool              `help:"${letter_fresh}"`
	Case     string            `arg:"" optional:"" help:"${case_ref}"`
}

// Run writes a list, the text of a letter or a file.
func (c letterCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	if c.List || c.Case == "" {
		return c.list(s)
	}
	lang := c.Lang
	if lang == "" {
		lang = s.lang
	}
	id := c.Template
	if id == "" {
		fitting, err := s.app.Letters.Suggest(s.ctx, c.Case, "")
		if err != nil {
			return err
		}
		id = fitting[0].Template.ID
	}
	desk, err := s.app.Letters.Open(s.ctx, c.Case, id, lang)
	if err != nil {
		return err
	}
	l, err := c.letter(s, desk)
	if err != nil {
		return err
	}
	if c.Out == "" {
		return c.show(s, desk, desk.Fill(l), letter.Result{})
	}
	if l, err = s.app.Letters.Save(s.ctx, l); err != nil {
		return err
	}
	done, err := s.app.Letters.Write(s.ctx, l.ID, c.Out)
	if err != nil {
		return err
	}
	return c.show(s, desk, desk.Fill(l), done)
}

// letter is the one kept for the template and the language, or a new one.
func (c letterCmd) letter(s *session, desk *letter.Desk) (letter.Letter, error) {
	kept, err := s.app.Letters.List(s.ctx, c.Case)
	if err != nil {
		return letter.Letter{}, err
	}
	values := map[string]string{}
	l := letter.Letter{}
	for _, one := range kept {
		if one.TemplateID == desk.Template.ID && one.Lang == desk.Lang {
			l, values = one, one.Values
		}
	}
	// A text that is the template's still follows the facts, which may bring a
	// sentence with them.
	untouched := l.Text == desk.Compose(values).Text
	for name, value := range c.Value {
		if !known(s.app.Letters.Placeholders(), name) {
			return l, fault.New("letter.value", "name", name)
		}
		values[name] = value
	}
	if l.ID == "" || c.Fresh || untouched {
		return desk.Compose(values), nil
	}
	l.Values = values
	return l, nil
}

func known(all []letter.Placeholder, id string) bool {
	for _, p := range all {
		if p.ID == id {
			return true
		}
	}
	return false
}

// show prints a letter: its text, with what it lacks, or where it was written.
func (c letterCmd) show(s *session, desk *letter.Desk, f letter.Filled, done letter.Result) error {
	if !c.JSON {
		if done.Path != "" {
			return s.say("command.letter", "path", done.Path, "pages", strconv.Itoa(done.Pages))
		}
		if gaps := desk.Gaps(f, s.lang); len(gaps) > 0 {
			s.tell("command.letter_gaps", "names", strings.Join(gaps, ", "))
		}
		return s.line(f.Text)
	}
	exhibits := []string{}
	for _, r := range f.Refs {
		exhibits = append(exhibits, r.Label)
	}
	return s.print(struct {
		ID       string   `json:"id"` // empty: not kept
		Template string   `json:"template"`
		Lang     string   `json:"lang"`
		To       string   `json:"to"`
		Audience string   `json:"audience"`
		Text     string   `json:"text"`
		Exhibits []string `json:"exhibits"`
		Missing  []string `json:"missing"` // facts without a value
		Empty    []string `json:"empty"`   // evidence without an exhibit
		Naming   []string `json:"naming"`  // words that tell who the buyer is
		Ready    bool     `json:"ready"`
		Path     string   `json:"path"`
		Pages    int      `json:"pages"`
		SHA256   string   `json:"sha256"`
	}{
		f.Letter.ID, desk.Template.ID, desk.Lang, desk.Template.To, string(desk.Audience), f.Text, exhibits,
		append([]string{}, f.Missing...), append([]string{}, f.Empty...), append([]string{}, f.Naming...), f.Ready(),
		done.Path, done.Pages, done.SHA256,
	})
}

// templateOut is a template as it is printed.
type templateOut struct {
	ID    string   `json:"id"`
	Topic string   `json:"topic"`
	To    string   `json:"to"`
	Name  string   `json:"name"`
	When  string   `json:"when"`
	Rests []string `json:"rests"`
	Fits  *bool    `json:"fits,omitempty"` // a case; only where one was named
	Lacks []string `json:"lacks,omitempty"`
}

// list prints the templates, for a case the fittest first.
func (c letterCmd) list(s *session) error {
	var all []letter.Suggestion
	for _, t := range s.app.Letters.Templates() {
		all = append(all, letter.Suggestion{Template: t})
	}
	if c.Case != "" {
		var err error
		if all, err = s.app.Letters.Suggest(s.ctx, c.Case, ""); err != nil {
			return err
		}
	}
	out, rows := make([]templateOut, len(all)), make([][]string, len(all))
	for i, one := range all {
		t := one.Template
		out[i] = templateOut{ID: t.ID, Topic: t.Topic, To: t.To, Name: t.Names[s.lang], When: t.When[s.lang], Rests: t.Rests}
		if c.Case != "" {
			out[i].Fits, out[i].Lacks = &one.Fits, one.Lacks
		}
		rows[i] = []string{t.ID, t.To, out[i].Name, out[i].When}
	}
	if c.JSON {
		return s.print(out)
	}
	return s.table(rows)
}
