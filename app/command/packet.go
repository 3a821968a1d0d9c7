package command

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/letter"
	"casefolio/app/dossier/packet"
	"casefolio/app/fault"
)

// packetCmd makes what a recipient is given as evidence, or lists who there is.
type packetCmd struct {
	JSON      bool     `name:"json" help:"${json}"`
	List      bool     `help:"${packet_list}"`
	Case      string   `arg:"" optional:"" help:"${case_ref}"`
	Recipient string   `placeholder:"ID" help:"${packet_recipient}"`
	Out       string   `placeholder:"DIR" help:"${packet_out}"`
	DryRun    bool     `help:"${packet_dry}"`
	Lang      string   `enum:"zh,en,both," default:"" help:"${lang}"`
	Paper     string   `enum:"a4,letter," default:"" help:"${paper}"`
	Programme string   `placeholder:"ID" help:"${programme_id}"`
	Exhibits  []string `placeholder:"E-01" help:"${packet_exhibits}"`
	Documents []string `placeholder:"E-02" help:"${packet_documents}"`
	Letter    string   `placeholder:"ID" help:"${packet_letter}"`
	maskFlags
}

// Validate tells what is missing. Like all words about flags these are in
// English.
func (c packetCmd) Validate() error {
	switch {
	case c.List:
		return nil
	case c.Case == "":
		return errors.New("expected \"<case>\" or --list")
	case c.Recipient == "":
		return errors.New("missing flags: --recipient=ID")
	case c.Out == "" && !c.DryRun:
		return errors.New("missing flags: --out=DIR")
	}
	return nil
}

// recipientOut is a recipient as it is printed. A limit is null where there is
// none, or none is known.
type recipientOut struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Pages      *int   `json:"pages"` // of a file
	BytesFile  *int64 `json:"bytes_file"`
	BytesTotal *int64 `json:"bytes_total"`
	Files      *int   `json:"files"`
	Grey       bool   `json:"grey"`
	PagesTotal *int   `json:"pages_total"`
	Slots      bool   `json:"slots"`
	Kind       string `json:"kind"`
	Audience   string `json:"audience"`
	Verified   bool   `json:"verified"`
	Source     string `json:"source"`
	AsOf       string `json:"as_of"`
	Own        bool   `json:"own"`
	Changed    bool   `json:"changed"`
}

// Run lists recipients, tells what a packet would be, or writes it.
func (c packetCmd) Run(s *session) error {
	if err := s.open(); err != nil {
		return err
	}
	if c.List {
		return c.list(s)
	}
	terms, err := c.terms(s, c.Case)
	if err != nil {
		return err
	}
	req := packet.Request{
		Case: c.Case, Recipient: c.Recipient, Lang: c.Lang, Paper: c.Paper, Programme: c.Programme,
		Exhibits: c.Exhibits, Documents: c.Documents, Mask: terms,
	}
	if req.Letter, req.LetterIn, err = c.letter(s); err != nil {
		return err
	}
	res, err := c.make(s.ctx, s.app.Packets, req)
	var refused *packet.Refused
	switch {
	case errors.As(err, &refused):
		res.Plan = refused.Plan
	case err != nil:
		return err
	}
	if c.JSON {
		if printed := s.print(packetOf(res)); printed != nil {
			return printed
		}
		return err
	}
	if told := c.tell(s, res); told != nil {
		return told
	}
	return err
}

// make plans or writes the packet.
func (c packetCmd) make(ctx context.Context, packets *packet.Service, req packet.Request) (packet.Result, error) {
	if !c.DryRun {
		return packets.Write(ctx, req, c.Out)
	}
	plan, err := packets.Preflight(ctx, req)
	if err == nil && !plan.Fits {
		err = plan.Refuse()
	}
	return packet.Result{Plan: plan}, err
}

// letter sets the letter of the case that was asked for, by its id or that of
// its template; the last changed where there are several. It tells its language,
// too.
func (c packetCmd) letter(s *session) (blocks []block.Block, lang string, err error) {
	if c.Letter == "" {
		return nil, "", nil
	}
	all, err := s.app.Letters.List(s.ctx, c.Case)
	if err != nil {
		return nil, "", err
	}
	i := slices.IndexFunc(all, func(l letter.Letter) bool { return l.ID == c.Letter || l.TemplateID == c.Letter })
	if i < 0 {
		return nil, "", fault.New("packet.letter", "letter", c.Letter)
	}
	filled, err := s.app.Letters.Set(s.ctx, all[i].ID)
	return letter.Blocks(filled), all[i].Lang, err
}

func (c packetCmd) list(s *session) error {
	all, err := s.app.Packets.List(s.ctx)
	if err != nil {
		return err
	}
	out := make([]recipientOut, len(all))
	for i, r := range all {
		out[i] = recipientOut{
			r.ID, r.Name(s.lang), r.Pages, r.BytesFile, r.BytesTotal, r.Files, r.Grey, r.PagesTotal, r.Slots,
			r.Kind, r.Audience, r.Verified, r.SourceURL, r.AsOf, r.Own, r.Changed,
		}
	}
	if c.JSON {
		return s.print(out)
	}
	rows := [][]string{{"id", "name", "pages", "bytes_file", "bytes_total", "files", "grey"}}
	for _, r := range out {
		rows = append(rows, []string{
			r.ID, r.Name, limit(r.Pages), limit(r.BytesFile), limit(r.BytesTotal), limit(r.Files), strconv.FormatBool(r.Grey),
		})
	}
	return s.table(rows)
}

// limit writes a number, or a dash for none.
func limit[T int | int64](n *T) string {
	if n == nil {
		return "-"
	}
	return strconv.FormatInt(int64(*n), 10)
}

// packetOut is a packet as it is printed.
type packetOut struct {
	Case      string        `json:"case"`
	Recipient string        `json:"recipient"`
	Programme string        `json:"programme"`
	Fits      bool          `json:"fits"`
	Pages     int           `json:"pages"`
	Bytes     int64         `json:"bytes"`
	Estimate  estimateOut   `json:"estimate"`
	Files     []fileOut     `json:"files"`
	Exhibits  []packet.Item `json:"exhibits"`

	LeftOut []packet.Left   `json:"left_out"`
	Missing []packet.Slot   `json:"missing"`
	Checks  []packet.Check  `json:"checks"`
	Notes   []packet.Note   `json:"notes"`
	Savings []packet.Saving `json:"savings"`
	Steps   []packet.Step   `json:"steps"`
	Masked  int             `json:"masked"` // terms
}

// estimateOut is what the packet was planned to be before it was written.
type estimateOut struct {
	Pages int   `json:"pages"`
	Bytes int64 `json:"bytes"`
}

// fileOut is a file of a packet; path and hash are empty where nothing was
// written.
type fileOut struct {
	packet.PlannedFile
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

func packetOf(res packet.Result) packetOut {
	p := res.Plan
	out := packetOut{
		Case: p.Case, Recipient: p.Recipient.ID, Programme: p.Programme, Fits: p.Fits, Pages: p.Pages, Bytes: p.Bytes,
		Estimate: estimateOut{p.Pages, p.Bytes}, Files: []fileOut{}, Exhibits: p.Items, LeftOut: p.LeftOut, Missing: p.Missing, Checks: p.Checks,
		Notes: p.Notes, Savings: p.Savings, Steps: p.Steps, Masked: len(p.Masked),
	}
	if res.PlannedPages > 0 {
		out.Estimate = estimateOut{res.PlannedPages, res.PlannedBytes}
	}
	for i, f := range p.Files {
		file := fileOut{PlannedFile: f}
		if i < len(res.Files) {
			file.Path, file.SHA256 = res.Files[i].Path, res.Files[i].SHA256
		}
		out.Files = append(out.Files, file)
	}
	return out
}

// tell writes the packet for people: its files, then what to know.
func (c packetCmd) tell(s *session, res packet.Result) error {
	p := res.Plan
	for _, f := range p.Files {
		path := f.Name
		if len(res.Files) > 0 {
			path = filepath.Join(res.Dir, f.Name)
		}
		if err := s.say("command.packet.file", "path", path, "pages", strconv.Itoa(f.Pages),
			"bytes", strconv.FormatInt(f.Bytes, 10), "exhibits", strings.Join(f.Exhibits, ", ")); err != nil {
			return err
		}
	}
	for _, x := range p.Steps {
		s.tell("packet.step."+x.Code, "value", strconv.Itoa(x.Value))
	}
	for _, x := range p.Missing {
		s.tell("command.packet.missing", "slot", x.Label)
	}
	for _, x := range p.LeftOut {
		s.tell("command.packet.left", "label", x.Label, "name", x.Name,
			"reason", s.text("packet.left."+x.Code, "label", x.Other))
	}
	for _, x := range p.Notes {
		s.tell("packet.note."+x.Code, "label", x.Label, "count", strconv.Itoa(x.Count),
			"file", strconv.Itoa(x.File), "page", strconv.Itoa(x.Page))
	}
	c.tellLimits(s, p)
	return nil
}

// tellLimits says which limits are not kept and what to leave out.
func (c packetCmd) tellLimits(s *session, p packet.Plan) {
	for _, x := range p.Checks {
		switch {
		case x.OK || x.Limit == nil:
		case *x.Limit == 0, x.What == "text": // a yes or no
			s.tell("command.packet.failed", "what", s.text("packets.check."+x.What))
		default:
			s.tell("command.packet.over", "what", s.text("packets.check."+x.What),
				"value", strconv.FormatInt(x.Value, 10), "limit", strconv.FormatInt(*x.Limit, 10))
		}
	}
	enough := func(x packet.Saving) bool { return x.Enough }
	if !p.Fits && !slices.ContainsFunc(p.Savings, enough) {
		s.tell("command.packet.hopeless")
	}
	for _, x := range p.Savings {
		if x.Enough {
			s.tell("command.packet.saving", "label", strings.TrimSpace(x.Label+" "+x.Slot),
				"bytes", strconv.FormatInt(x.Bytes, 10), "pages", strconv.Itoa(x.Pages))
		}
	}
}
