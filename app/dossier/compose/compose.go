// Package compose says what stands in the dossier of a case: it turns the case
// with its exhibits into blocks, in the language of the paper. Pure: what it
// needs is handed to it, pictures as paths.
package compose

import (
	"strings"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/block"
	"casefolio/app/evidence"
	"casefolio/app/phrases"
	"casefolio/app/redact"
	"casefolio/app/shop"
	"casefolio/app/text"
)

// Exhibit is one original with all that is printed of it.
type Exhibit struct {
	evidence.Exhibit
	Messages []evidence.Message
	Events   []evidence.Event
	Supports []evidence.Support // of a tracking record: what it speaks for
	Findings []evidence.Finding // and what is odd about it
	Text     string             // a text document, decoded
	Path     string             // of the page-size picture
	W, H     int                // its pixels
	Parts    []Picture          // strips of a picture too long for a page
	Original string             // where its bytes lie, when they are attached to the file
	Lost     string             // why they cannot be attached, in the language of the paper
	Fault    string             // why the exhibit cannot be shown whole, in the language of the paper; empty: it can
}

// Input is everything a dossier is made from.
type Input struct {
	Case        cases.Case
	Moves       []cases.StageMove // oldest first
	Exhibits    []Exhibit         // by number
	Uses        []phrases.Use     // replies copied, oldest first
	Submissions []Submission      // oldest first
	Handling    Handling
	Entries     int    // journal entries of the case
	Seq         int64  // number of the last of them in the journal
	Head        string // its hash
	Profile     shop.Profile
	Lists       *cases.Lists
	Texts       text.Catalog
	Lang        string  // "zh", "en"
	Paper       string  // "a4", "letter"
	Form        string  // Full (also where empty) or Summary
	Tight       int     // of a summary: 0 says most, Tightest least
	Photos      int     // to a page: 1, 2, 4; 0 is 2
	Logo        Picture // of the letterhead, where there is one
	Zone        *time.Location
	Now         time.Time
	Outside     bool // the paper leaves the house
	Masked      bool // something in it is masked
}

// composer holds the input while the parts are written.
type composer struct {
	Input
	buyer  *time.Location // nil: unknown
	room   room           // of a summary
	number int            // of the last section
	head   string         // what the top of a page says
	close  bool           // photos stand close, those of words do not
	words  map[string]bool
	out    []block.Block
}

// Compose writes the dossier.
func Compose(in Input) block.Document {
	c := &composer{Input: in}
	if c.Zone == nil {
		c.Zone = time.Local
	}
	if in.Case.BuyerZone != "" {
		if loc, err := time.LoadLocation(in.Case.BuyerZone); err == nil {
			c.buyer = loc
		}
	}
	paper := c.t("title")
	if in.Form == Summary {
		paper = c.t("title.summary")
	}
	c.head = joined(" · ", oneLine(c.shopName()), paper)
	title := c.title()
	c.letterhead()
	if in.Form == Summary {
		c.summary()
	} else {
		c.full(title)
	}
	return block.Document{
		Paper: in.Paper, Lang: c.t("lang"),
		Head: c.head, Number: in.Case.Number,
		Foot:  c.foot(),
		Made:  c.t("made", "time", c.moment(in.Now)),
		Title: joined(" ", in.Case.Number, oneLine(title)), Author: oneLine(c.author()),
		Subject: paper, Keywords: in.Case.Number,
		Created: pdfTime(in.Now), Blocks: c.out,
	}
}

// full writes the long form.
func (c *composer) full(title string) {
	c.opening(title, block.Facts{Facts: c.facts()})
	c.story()
	c.timeline()
	c.index()
	c.integrity()
	c.written()
	c.replies()
	c.submitted()
	c.outcome()
	c.exhibits()
	c.signatures()
}

// foot is what stands at the end of every page; in two languages there is no
// room for the whole of it.
func (c *composer) foot() string {
	key := "foot"
	switch two := c.Lang == Both; {
	case two && c.Outside:
		key = "foot.outside.both"
	case two:
		key = "foot.both"
	case c.Outside:
		key = "foot.outside"
	}
	return c.t(key, "number", c.Case.Number)
}

func (c *composer) opening(title string, facts block.Facts) {
	sub := c.subtitle()
	if c.Form == Summary {
		title, _ = clip(oneLine(title), 2*c.room.fact)
		sub, _ = clip(strings.ReplaceAll(sub, "\n", " "), max(2*c.room.fact, 100))
	}
	c.add(block.Opening{Title: title, Sub: sub}, facts)
}

func (c *composer) add(b ...block.Block) { c.out = append(c.out, b...) }

// section opens a numbered section with a bookmark.
func (c *composer) section(name string) {
	numerals := strings.Fields(c.t("numerals"))
	text := c.t("section." + name)
	if c.number < len(numerals) {
		text = c.t("section", "number", numerals[c.number], "title", text)
	}
	c.number++
	c.add(block.Header{
		Text: text, Running: c.head,
		Marks: []block.Mark{{Name: "section." + name, Title: text}},
	})
}

func (c *composer) shopName() string {
	if c.Case.Shop != "" {
		return c.Case.Shop
	}
	return c.author()
}

func (c *composer) author() string {
	switch {
	case c.Profile.Owner != "":
		return c.Profile.Owner
	case len(c.Profile.Shops) > 0:
		return c.Profile.Shops[0].Name
	}
	return c.Case.Shop
}

// title is "lost — Emma Schneider": the leaf of the category and the customer.
func (c *composer) title() string {
	what := c.Case.Category
	if top, leaf, ok := c.Lists.Category(what); ok {
		what = c.each(top.Name)
		if leaf.ID != "" {
			what = c.each(leaf.Name)
		}
	}
	if t := joined(" — ", what, c.Case.Customer); t != "" {
		return plain(t)
	}
	return c.Case.Number
}

func (c *composer) subtitle() string {
	order := ""
	if c.Case.Order != "" {
		order = c.t("sub.order", "order", c.Case.Order)
	}
	amount := ""
	if c.Case.Amount.Given() {
		amount = c.t("sub.amount", "amount", c.Case.Amount.String())
	}
	platform := c.listed(c.Lists.Platforms, c.Case.Platform)
	return plain(joined("\u2003", joined(" ", platform, order), amount))
}

// listed is the name of an id in a list, or the id itself.
func (c *composer) listed(list []cases.Term, id string) string {
	return c.each(func(lang string) string { return cases.Name(list, id, lang) })
}

func (c *composer) story() {
	if c.Case.Story == "" && c.Case.Demand == "" {
		return
	}
	c.section("story")
	c.add(block.Paragraph{Text: block.Say(block.Body, plain(c.Case.Story))})
	if c.Case.Demand != "" {
		c.add(
			block.Paragraph{Text: block.Say(block.Strong, c.t("demand")), Keep: true},
			block.Paragraph{Text: block.Say(block.Body, plain(c.Case.Demand))},
		)
	}
}

// written gives what was sent to the buyer, as it was sent.
func (c *composer) written() {
	if len(c.Handling.Replies) == 0 {
		return
	}
	c.section("sent")
	t := block.Table{Columns: []block.Column{
		{Head: c.t("column.sent"), Width: stampWidth}, {Head: c.t("column.text"), Grow: 1},
	}}
	for _, r := range c.Handling.Replies {
		t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{
			{Text: noted(c.at(r.SentAt), c.listed(c.Lists.Channels, oneLine(r.Channel)))},
			{Text: block.Say(block.Body, plain(r.Text)), Bar: true},
		}})
	}
	c.add(t)
}

// replies gives the copied texts whole; the timeline only quotes them.
func (c *composer) replies() {
	if len(c.Uses) == 0 {
		return
	}
	c.section("replies")
	c.add(block.Paragraph{Text: block.Say(block.Small, c.t("replies.note")), Keep: true})
	t := block.Table{Columns: []block.Column{
		{Head: c.t("column.copied"), Width: stampWidth}, {Head: c.t("column.text"), Grow: 1},
	}}
	for _, u := range c.Uses {
		t.Rows = append(t.Rows, block.Row{Cells: []block.Cell{
			{Text: block.Say(block.Figure, stamp(u.At.In(c.Zone)))},
			{Text: block.Say(block.Body, plain(u.Text)), Bar: true},
		}})
	}
	c.add(t)
}

func (c *composer) integrity() {
	c.section("integrity")
	counts := c.t("integrity.counts", "exhibits", count(len(c.Exhibits)), "entries", count(c.Entries))
	text := []block.Text{block.Say(block.Body, counts)}
	if c.Head != "" {
		text = append(text,
			block.Say(block.Body, c.t("integrity.head", "seq", count(int(c.Seq)))),
			block.Say(block.SmallInk, c.Head))
	}
	check := c.t("integrity.check")
	if c.Form == Summary {
		check = c.t("summary.check")
	}
	text = append(text,
		block.Say(block.Body, check),
		block.Say(block.Muted, c.t("integrity.limit")))
	if c.Masked {
		text = append(text, block.Say(block.Body, c.t("masked", "mark", redact.Mark)))
	}
	seal := block.Seal{Text: text}
	if c.Head != "" {
		// Upper case lets the code use its denser alphabet; hex reads the same.
		seal.Code = strings.ToUpper(c.Case.Number + " " + c.Head)
	}
	c.add(seal)
}

func (c *composer) signatures() {
	text := c.t("signatures")
	c.add(
		block.Header{Text: text, Running: c.head, Marks: []block.Mark{{Name: "signatures", Title: text}}},
		block.Signatures{Labels: []string{c.t("signatures.handled"), c.t("signatures.reviewed")}},
	)
}
