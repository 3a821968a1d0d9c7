package command

import (
	"slices"
	"strconv"
	"strings"

	"casefolio/app/dossier"
	"casefolio/app/dossier/audience"
	"casefolio/app/fault"
	"casefolio/app/redact"
)

// dossierCmd writes the dossier of a case.
type dossierCmd struct {
	JSON   bool   `name:"json" help:"${json}"`
	Case   string `arg:"" help:"${case_ref}"`
	Out    string `required:"" placeholder:"FILE" help:"${out}"`
	Lang   string `enum:"zh,en,both," default:"" help:"${lang}"`
	Paper  string `enum:"a4,letter," default:"" help:"${paper}"`
	Form   string `enum:"full,summary," default:"" help:"${form}"`
	Attach bool   `help:"${attach}"`
	Photos int    `enum:"0,1,2,4" default:"0" help:"${photos}"`

	Audience string `enum:"own,outside,supplier," default:"" help:"${audience}"`
	maskFlags
}

// maskFlags say what a paper that leaves the house masks.
type maskFlags struct {
	Mask []string `placeholder:"KIND" help:"${mask}"`
	Word []string `sep:"none" placeholder:"TEXT" help:"${mask_word}"`
}

// noMask is how the command line says that nothing is masked, whatever is kept
// for the case.
const noMask = "none"

// terms are those that were asked for; nil where nothing was said, so that what
// is kept for the case counts.
func (f maskFlags) terms(s *session, caseRef string) ([]redact.Term, error) {
	if len(f.Mask)+len(f.Word) == 0 {
		return nil, nil
	}
	var kinds []redact.Kind
	for _, name := range f.Mask {
		switch kind := redact.Kind(name); {
		case slices.Contains(redact.Kinds, kind):
			kinds = append(kinds, kind)
		case name != noMask:
			return nil, fault.New("command.mask", "value", name)
		}
	}
	return s.app.Dossier.TermsOf(s.ctx, caseRef, kinds, f.Word)
}

func (c dossierCmd) options(s *session) (dossier.Options, error) {
	opt := dossier.Options{
		Lang: c.Lang, Paper: c.Paper, Form: c.Form, Photos: c.Photos, Attach: c.Attach, Audience: audience.Audience(c.Audience),
	}
	var err error
	opt.Mask, err = c.terms(s, c.Case)
	return opt, err
}

// Run writes the file and tells how many pages it has.
func (c dossierCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	opt, err := c.options(s)
	if err != nil {
		return err
	}
	done, err := s.app.Dossier.Write(s.ctx, c.Case, opt, c.Out)
	if err != nil {
		return err
	}
	if len(done.Faults) > 0 {
		s.tell("command.dossier_faults", "exhibits", strings.Join(done.Faults, ", "))
	}
	if unlooked := done.Unlooked(); len(unlooked) > 0 {
		s.tell("command.dossier_unlooked", "exhibits", strings.Join(unlooked, ", "))
	}
	if !c.JSON {
		return s.say("command.dossier."+string(done.Audience), "path", done.Path, "pages", strconv.Itoa(done.Pages), "masked", strconv.Itoa(len(done.Masked)))
	}
	return s.print(struct {
		Path     string       `json:"path"`
		Pages    int          `json:"pages"`
		SHA256   string       `json:"sha256"`
		Faults   []string     `json:"faults"`
		Problems []problemOut `json:"problems"`
		Audience string       `json:"audience"`
		Masked   int          `json:"masked"` // terms
	}{done.Path, done.Pages, done.SHA256, append([]string{}, done.Faults...), problemsOf(done.Problems), string(done.Audience), len(done.Masked)})
}

// problemOut is something that paper does not show as it is: of an exhibit, or
// of a part of the case itself.
type problemOut struct {
	Exhibit string `json:"exhibit,omitempty"`
	Part    string `json:"part,omitempty"`
	Code    string `json:"code"`
	Count   int    `json:"count,omitempty"` // characters that stand as boxes
	Page    int    `json:"page,omitempty"`
}

func problemsOf(all []dossier.Problem) []problemOut {
	out := []problemOut{}
	for _, p := range all {
		out = append(out, problemOut{p.Label, string(p.Part), string(p.Code), p.Count, p.Page})
	}
	return out
}
