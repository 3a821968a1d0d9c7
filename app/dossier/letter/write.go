package letter

import (
	"context"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"casefolio/app/dossier/block"
	"casefolio/app/journal"
)

// Result tells what was written.
type Result struct {
	Path   string
	Pages  int
	SHA256 string
}

// subject begins the line that says what a letter is about.
const subject = "# "

// The room above the parts of a letter, in points.
const (
	roomPart    = 5
	roomSubject = 9
)

// Blocks are a letter for a paper: its date, its text and the list of its
// exhibits. The letterhead is the paper's.
func Blocks(f Filled) []block.Block {
	var out []block.Block
	if f.Head.Date != "" {
		out = append(out, block.Paragraph{Text: block.Say(block.Muted, f.Head.Date), Keep: true, Above: roomPart})
	}
	for part := range strings.SplitSeq(f.Text, "\n\n") {
		if part = strings.Trim(part, "\n"); part != "" {
			out = append(out, f.part(part)...)
		}
	}
	return out
}

// part is what stands between two empty lines. A subject, the items of a list
// and the list of exhibits are set line by line.
func (f Filled) part(part string) []block.Block {
	if about, ok := strings.CutPrefix(part, subject); ok {
		return []block.Block{block.Paragraph{Text: block.Say(block.Heading, oneLine(about)), Keep: true, Above: roomSubject}}
	}
	head, rest, more := strings.Cut(part, "\n")
	if first, _, _ := strings.Cut(rest, "\n"); more && f.lists(first) {
		tone := block.Body
		if len(f.Refs) > manyRefs {
			tone, rest = block.SmallInk, strings.NewReplacer("\n", " · ", listGap, "\u00a0").Replace(rest)
		}
		return []block.Block{
			block.Paragraph{Text: block.Say(block.Strong, head), Keep: true, Above: roomPart},
			block.Paragraph{Text: block.Say(tone, rest)},
		}
	}
	if !numeral.MatchString(head) {
		return []block.Block{block.Paragraph{Text: block.Say(block.Body, part), Above: roomPart}}
	}
	var out []block.Block
	for i, line := range strings.Split(part, "\n") {
		p := block.Paragraph{Text: block.Say(block.Body, line)}
		if i == 0 {
			p.Above = roomPart
		}
		out = append(out, p)
	}
	return out
}

// manyRefs is how many exhibits are listed line by line in the size of the text;
// more of them are set smaller, one behind the other, so that the letter keeps
// to its page.
const manyRefs = 12

// numeral begins an item of a list.
var numeral = regexp.MustCompile(`^[0-9]+\. `)

// lists tells whether a line is of the list of exhibits.
func (f Filled) lists(line string) bool {
	return slices.ContainsFunc(f.Refs, func(r Reference) bool { return strings.HasPrefix(line, r.Label+listGap) })
}

// Title is what a letter is about, in one line.
func (f Filled) Title() string {
	for line := range strings.SplitSeq(f.Text, "\n") {
		if about, ok := strings.CutPrefix(line, subject); ok {
			return about
		}
	}
	return f.Letter.TemplateID
}

// Write sets a kept letter alone as a PDF at path, under the letterhead and on
// the paper of the shop profile. The file is read again and searched for what
// is masked before it takes its place. Faults: those of Set and of printing a
// dossier.
func (s *Service) Write(ctx context.Context, id, path string) (Result, error) {
	l, err := s.store.Letter(ctx, id)
	if err != nil {
		return Result{}, err
	}
	d, err := s.Open(ctx, l.CaseID, l.TemplateID, l.Lang)
	if err != nil {
		return Result{}, err
	}
	f := d.Fill(l)
	if err := d.refuse(f, l.Lang); err != nil {
		return Result{}, err
	}
	doc, err := d.document(ctx, f)
	if err != nil {
		return Result{}, err
	}
	done, err := s.from.Dossier.Print(ctx, doc, d.guard(), path, d.Case.Number)
	if err != nil {
		return Result{}, err
	}
	_, err = s.from.Journal.Note(ctx, journal.Draft{
		Action: "letter.written", CaseID: d.Case.ID, Subject: l.ID,
		Detail: map[string]string{
			"template": l.TemplateID, "lang": l.Lang, "file": filepath.Base(path), "sha256": done.SHA256,
			"pages": strconv.Itoa(done.Pages), "audience": string(d.Audience),
		},
	})
	return Result{Path: path, Pages: done.Pages, SHA256: done.SHA256}, err
}

// document is a letter as a paper of its own.
func (d *Desk) document(ctx context.Context, f Filled) (block.Document, error) {
	from := d.service
	logo, err := from.from.Dossier.Logo(ctx, d.profile)
	if err != nil {
		return block.Document{}, err
	}
	paper := d.profile.Paper
	if paper != "letter" {
		paper = "a4"
	}
	language := from.texts.Get(d.Lang, "dossier.lang", nil)
	head := block.Letterhead{
		Name: f.Head.Name, Sub: f.Head.Sub, Logo: block.Photo{Path: logo.Path, W: logo.W, H: logo.H, Alt: f.Head.Name},
	}
	blocks := Blocks(f)
	if head.Name != "" || logo.Path != "" {
		blocks = append([]block.Block{head}, blocks...)
	}
	return block.Document{
		Paper: paper, Lang: language, Number: d.Case.Number,
		Title: f.Title(), Author: f.Head.Name, Subject: f.Title(), Keywords: d.Case.Number,
		Created: from.now().In(d.profile.Location()).Format("D:20060102150405-0700"), Blocks: blocks,
	}, nil
}
