package replies

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/cases"
	"casefolio/app/fault"
	"casefolio/app/phrases"
	"casefolio/app/replies"
	"casefolio/app/replies/check"
	"casefolio/ui/due"
	"casefolio/ui/kit"
)

func asJSON(v any) string {
	raw, _ := json.Marshal(v)
	return string(raw)
}

// langName names a language in itself.
func langName(lang string) string { return kit.T("replies.lang." + lang) }

// filesOf are the attachments of a phrase, as they travel with a reply.
func filesOf(f phrases.Phrase) []replies.File {
	var out []replies.File
	for _, a := range f.Files {
		out = append(out, replies.File{Name: a.Name, SHA256: a.SHA256, Bytes: a.Bytes, Mime: a.Mime})
	}
	return out
}

// choice is a line of a menu.
type choice struct {
	label string
	on    bool
	do    func()
}

// menu opens below o.
func (p *Page) menu(o fyne.CanvasObject, all []choice) {
	items := make([]*fyne.MenuItem, len(all))
	for i, c := range all {
		items[i] = fyne.NewMenuItem(c.label, c.do)
		items[i].Checked = c.on
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.canvas(), pos.AddXY(0, o.Size().Height))
}

// ruleName is what a rule of the checks is called.
func (p *Page) ruleName(id string) string {
	if i := slices.IndexFunc(p.d.Rules.List, func(r check.Rule) bool { return r.ID == id }); i >= 0 {
		return name(p.d.Rules.List[i].Names)
	}
	return id
}

// ask lets the seller say when, how and with which promise the version went out.
func (b *sentBar) ask() {
	if !b.on {
		return
	}
	p, e := b.p, b.entry
	kit.Run(p.d.Shell.Tasks(), "", func(ctx context.Context) (replies.Sending, error) {
		return p.d.Replies.Likely(ctx, e.ID)
	}, func(how replies.Sending, err error) {
		if err != nil {
			p.d.Shell.ShowError(err)
			return
		}
		b.askHow(how)
	})
}

func (b *sentBar) askHow(likely replies.Sending) {
	p, e, promise := b.p, b.entry, likely.Promise
	zone := p.d.Now().Location()
	at := kit.NewEntry()
	at.SetText(likely.At.In(zone).Format(kit.StampLayout))
	var names []string
	for _, t := range p.d.Lists.Channels {
		names = append(names, t.Name(kit.Language()))
	}
	channel := kit.NewCombo(names)
	channel.SetText(cases.Name(p.d.Lists.Channels, likely.Channel, kit.Language()))
	q := kit.NewQuestion(p.d.Shell, e.CaseID)
	body := kit.VBox(10, q.Field(kit.T("replies.sent.at"), true, at, "reply.time", "reply.future", "reply.early"),
		kit.NewField(kit.T("replies.sent.channel"), false, channel))
	keeps := kit.NewCheck("", promise != nil, nil)
	if promise != nil {
		keeps.SetText(kit.T("replies.sent.promise", "time", due.Words().Moment(promise.Due, p.d.Now())))
		body.Add(kit.VBox(2, keeps, kit.Small(promise.Text).Wrapped()))
	}
	var how replies.Sending
	q.Show(kit.T("replies.sent.title"), kit.T("replies.sent.yes"), body, at, func() (func(context.Context) error, error) {
		t, ok := cases.ParseTime(strings.TrimSpace(at.Text), zone)
		if !ok || t.IsZero() {
			return nil, fault.New("reply.time")
		}
		p.keep() // not after the draft is gone
		how = replies.Sending{At: t, Channel: p.channelID(channel.Text)}
		if keeps.Checked {
			how.Promise = promise
			if promised := p.state.desk.Promises; promised != nil { // "within two days" counts from then
				if is, ok := promised(e.Is.Text, t); ok {
					how.Promise = &is
				}
			}
		}
		return func(ctx context.Context) error {
			_, err := p.d.Replies.Sent(ctx, e.ID, how)
			return err
		}, nil
	}, func(back kit.Back) { p.sent(how, back) })
}

// channelID is the listed id of a channel, or the seller's words.
func (p *Page) channelID(text string) string {
	text = strings.TrimSpace(text)
	for _, t := range p.d.Lists.Channels {
		for _, n := range t.Names {
			if strings.EqualFold(n, text) {
				return t.ID
			}
		}
	}
	return text
}

// askVersion lists what was copied for the case: one can be read, and a new
// reply can begin with it.
func (p *Page) askVersion() {
	all := p.state.desk.Versions
	f := kit.NewFinder(p.canvas(), kit.T("replies.versions.title"), kit.T("replies.versions.search"), func(words string) ([]kit.Found, string) {
		var rows []kit.Found
		for i := len(all) - 1; i >= 0; i-- {
			e := all[i]
			if words != "" && !strings.Contains(strings.ToLower(e.Is.Text), strings.ToLower(words)) {
				continue
			}
			badge, tone := kit.T("replies.version.copied"), kit.ToneSoon
			switch {
			case e.Is.Sent():
				badge, tone = kit.T("replies.version.sent"), kit.ToneGood
			case !e.Is.DroppedAt.IsZero():
				badge, tone = kit.T("replies.version.dropped"), kit.ToneNeutral
			}
			rows = append(rows, kit.Found{
				Name: shortened(oneLine(e.Is.Text), 70), Below: e.Is.CopiedAt.Format(kit.StampLayout) + " · " + langName(e.Is.Lang),
				Badge: badge, Tone: tone, Take: func() { p.readVersion(e) },
			})
		}
		return rows, kit.T("replies.versions", "count", kit.Count(len(rows)))
	})
	f.Show()
}

// readVersion shows an earlier version.
func (p *Page) readVersion(e replies.Entry) {
	d := kit.NewDialog(p.canvas(), kit.T("replies.version.title", "time", e.Is.CopiedAt.Format(kit.StampLayout)),
		kit.NewCard(kit.Selectable(e.Is.Text)))
	d.SetWidth(620)
	d.SetButtons(kit.NewButton(kit.T("replies.version.close"), d.Hide), kit.NewPrimary(kit.T("replies.version.again"), func() {
		d.Hide()
		p.begin(e.Is.Again())
	}))
	d.Show()
}

// begin puts a draft in the place of what is written, with a way back.
func (p *Page) begin(d replies.Draft) {
	if !p.writable() {
		return
	}
	was := p.draft
	put := func(d replies.Draft) {
		p.draft = d
		p.editor.write(len(d.Text))
		p.tellHead()
		p.side.fillEvidence()
		p.acted()
		p.left.find()
	}
	put(d)
	if !was.Empty() {
		p.d.Shell.Toast(kit.T("replies.version.begun"), kit.Action{Label: kit.T("undo.undo"), Do: func() { put(was) }})
	}
}

// askPhrase keeps what is written, or what is selected of it, as a phrase of the
// shop's own. Values become placeholders again.
func (p *Page) askPhrase() {
	text := p.words.read(p.editor.entry.SelectedText())
	if strings.TrimSpace(text) == "" {
		text = p.general()
	}
	if !p.made || strings.TrimSpace(text) == "" {
		p.d.Shell.Toast(kit.T("replies.save.empty"))
		return
	}
	title, own := kit.NewEntry(), kit.NewLongEntry(3)
	words := kit.NewLongEntry(6)
	words.SetText(p.words.show(text))
	step := p.left.step
	if step == "" {
		step = p.d.Library.Groups()[0].ID
	}
	steps := kit.Flow(5)
	chips := map[string]*kit.Chip{}
	for _, g := range p.d.Library.Groups() {
		chips[g.ID] = kit.NewChip(name(g.Names), kit.ToneNeutral, func() {
			step = g.ID
			for id, c := range chips {
				c.SetSelected(id == step)
			}
		})
		chips[g.ID].SetSelected(g.ID == step)
		steps.Add(chips[g.ID])
	}
	q := kit.NewQuestion(p.d.Shell, "")
	body := kit.VBox(10, q.Field(kit.T("replies.save.name"), true, title, "phrase.title"), q.Field(langName(p.draft.Lang), true, words, "phrase.text", "phrase.empty"))
	if p.draft.Lang != kit.Chinese {
		body.Add(kit.NewField(kit.T("replies.save.meaning"), false, own))
	}
	body.Add(kit.NewField(kit.T("replies.save.step"), false, steps))
	q.Show(kit.T("replies.save.title"), kit.T("replies.save.verb"), body, title, func() (func(context.Context) error, error) {
		is := phrases.Phrase{
			Group: step, Tone: p.toneOfNew(), Titles: map[string]string{kit.Language(): strings.TrimSpace(title.Text)},
			Texts: map[string]string{p.draft.Lang: p.words.read(words.Text)}, Category: "",
		}
		if meaning := strings.TrimSpace(own.Text); meaning != "" {
			is.Texts[kit.Chinese] = p.words.read(meaning)
		}
		return func(ctx context.Context) error {
			_, err := p.d.Library.Add(ctx, is)
			return err
		}, nil
	}, func(kit.Back) {
		p.d.Shell.Toast(kit.T("replies.save.done"))
		p.left.find()
	})
}

// toneOfNew is the tone of a phrase that is kept from here.
func (p *Page) toneOfNew() string {
	if p.tone != "" {
		return p.tone
	}
	return p.d.Library.Tones()[0].ID
}

// general is the text with its values as placeholders.
func (p *Page) general() string {
	text := p.draft.Text
	for i := len(p.draft.Places) - 1; i >= 0; i-- {
		v := p.draft.Places[i]
		text = text[:v.Start] + "{" + v.Name + "}" + text[v.End:]
	}
	return text
}

// takeHanded puts in what the seller came with.
func (p *Page) takeHanded() {
	h := p.d.Hand.take(p.state.c.ID)
	if f, ok := p.d.Library.Get(h.phrase); ok {
		p.insert(f)
	}
	if len(h.texts) == 0 {
		return
	}
	if h.lang != "" && p.draft.Empty() {
		p.draft.Lang = h.lang
		p.tellHead()
		p.left.find()
	}
	p.insertPart(replies.Part{Group: "options", Texts: h.texts})
}
