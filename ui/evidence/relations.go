package evidence

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"casefolio/app/evidence"
	"casefolio/app/shelf"
	"casefolio/app/submissions"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// relations is what an exhibit has to do with others, and what stands on the
// envelope of a mail.
type relations struct {
	parent evidence.Exhibit
	within []evidence.Exhibit
	twins  []evidence.Twin
	letter evidence.Letter
	was    shelf.Version
	now    shelf.Item
	pages  int
	sent   []submissions.Submission // that hold it
}

// relationsOf is a part of the right pane that is filled when it was read.
func (p *Page) relationsOf(x exhibit, zones kit.Zones) fyne.CanvasObject {
	box := kit.VBox(14)
	kit.Run(p.deps.Shell.Tasks(), "viewer/relations", func(ctx context.Context) (relations, error) {
		return p.deps.relations(ctx, x)
	}, func(r relations, err error) {
		if err != nil {
			sentence, _ := kit.FaultText(err)
			box.Add(fact("relations", kit.Body(sentence).Wrapped().Colored(theme.ColorLate)))
		}
		p.envelope(box, r.letter, zones)
		p.papers(box, r)
		p.submitted(box, r.sent, zones)
		p.family(box, x, r)
		p.elsewhere(box, r.twins)
		if r.pages > 0 {
			box.Add(fact("pages", kit.Body(kit.Count(r.pages))))
		}
		p.facts.Settle()
	})
	return box
}

func (d Deps) relations(ctx context.Context, x exhibit) (r relations, err error) {
	if x.e.ParentID != "" {
		if r.parent, err = d.Evidence.Get(ctx, x.e.ParentID); err != nil {
			return r, err
		}
	}
	if r.within, err = d.Evidence.Within(ctx, x.e); err != nil {
		return r, err
	}
	if r.twins, err = d.Evidence.Elsewhere(ctx, x.e); err != nil {
		return r, err
	}
	if x.e.ShelfVersion != "" && d.Papers != nil {
		if r.was, r.now, err = d.Papers.Paper(ctx, x.e); err != nil {
			return r, err
		}
	}
	if d.Submitted != nil {
		if r.sent, err = d.Submitted.With(ctx, x.e.ID); err != nil {
			return r, err
		}
	}
	if r.pages, err = d.Evidence.Pages(x.e); err != nil || !isMail(x.e) {
		return r, err
	}
	r.letter, err = d.Evidence.Letter(x.e, 1, x.messages)
	return r, err
}

// isMail tells one mail from a mailbox and from all else.
func isMail(e evidence.Exhibit) bool {
	return e.Kind == evidence.Email && e.Format != evidence.FormatMailbox && e.Messages > 0
}

// envelope shows the head of a mail.
func (p *Page) envelope(box *fyne.Container, l evidence.Letter, zones kit.Zones) {
	for _, f := range []struct{ key, value string }{
		{"mail.from", l.From}, {"mail.to", l.To}, {"mail.cc", l.Cc}, {"mail.subject", l.Subject},
		{"mail.order", l.Order}, {"mail.asin", l.ASIN}, {"mail.id", l.ID},
	} {
		if f.value != "" {
			box.Add(fact(f.key, kit.Selectable(shorten(oneLine(f.value), 400))))
		}
	}
	if !l.At.IsZero() {
		box.Add(fact("mail.date", kit.Body(l.At.Format("2006-01-02 15:04:05 -07:00")).Wrapped()))
	}
}

// shorten cuts a text that nobody reads to its end.
func shorten(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

// papers says which version of which paper of the shop an exhibit is.
func (p *Page) papers(box *fyne.Container, r relations) {
	if r.was.ID == "" {
		return
	}
	lines := kit.VBox(4, kit.Body(kit.T("shelf.fact.version", "title", r.now.Title, "date", r.was.Dated)).Wrapped())
	if newest := r.now.Current(); newest.ID != r.was.ID && newest.Dated >= r.was.Dated {
		lines.Add(kit.Muted(kit.T("shelf.fact.newer", "date", newest.Dated)).Wrapped())
	}
	lines.Add(kit.HBox(0, kit.NewQuiet(kit.T("shelf.fact"), func() {
		p.deps.Shell.Go(kit.Route{Page: PageShelf, ID: p.now.c.ID})
	})))
	box.Add(fact("shelf", lines))
}

// mostRelatives bounds how many exhibits are listed beside one.
const mostRelatives = 12

// family names what an exhibit came within, and what came within it.
func (p *Page) family(box *fyne.Container, x exhibit, r relations) {
	if r.parent.ID != "" {
		box.Add(fact("parent", p.links([]evidence.Exhibit{r.parent})))
	}
	children := r.within
	var left []string
	for _, f := range r.letter.Files { // one that the case had before has no parent
		i := slices.IndexFunc(x.siblings, func(e evidence.Exhibit) bool { return e.SHA256 == f.SHA256 })
		switch {
		case i < 0:
			left = append(left, f.Name)
		case !slices.ContainsFunc(children, func(e evidence.Exhibit) bool { return e.ID == x.siblings[i].ID }):
			children = append(children, x.siblings[i])
		}
	}
	if len(children) > 0 {
		box.Add(fact("within", p.links(children)))
	}
	if len(left) > 0 {
		lines := kit.VBox(2)
		for _, name := range left[:min(len(left), mostRelatives)] {
			lines.Add(kit.Muted(oneWord(name)).Wrapped())
		}
		box.Add(fact("left", lines))
	}
	if x.e.Format == evidence.FormatMailbox {
		box.Add(fact("enclosed", kit.HBox(0, kit.NewButton(kit.T("viewer.enclosed"), p.chooseEnclosed))))
	}
}

// links are exhibits of the same case, with a way to each.
func (p *Page) links(all []evidence.Exhibit) fyne.CanvasObject {
	box := kit.VBox(2)
	for n, e := range all {
		if n == mostRelatives {
			box.Add(kit.Small(kit.T("viewer.more", "count", strconv.Itoa(len(all)-n))))
			break
		}
		box.Add(kit.HBox(0, kit.NewQuiet(e.Label()+"  "+oneWord(Title(e)), func() {
			p.id = e.ID
			p.Reload()
		})))
	}
	return box
}

// elsewhere names the other cases that have the same bytes.
func (p *Page) elsewhere(box *fyne.Container, twins []evidence.Twin) {
	if len(twins) == 0 {
		return
	}
	lines := kit.VBox(2)
	for n, t := range twins {
		if n == mostRelatives {
			lines.Add(kit.Small(kit.T("viewer.more", "count", strconv.Itoa(len(twins)-n))))
			break
		}
		lines.Add(kit.HBox(0, kit.NewQuiet(t.CaseNumber+"  "+t.Label(), func() {
			p.deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: t.ExhibitID})
		})))
	}
	box.Add(fact("elsewhere", lines))
}
