package playbooks

import (
	"context"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/playbooks"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// editor writes one card: four lists in two languages, a line for each thing.
type editor struct {
	page    *Page
	id      string
	card    playbooks.Card
	entries map[string][]*kit.LongEntry // by language, in the order of Parts
	filling bool                        // the program writes into the fields, not the seller
	away    bool                        // the seller goes elsewhere while it is saved

	state  *kit.Badge
	saved  *kit.Button
	reset  *kit.Button
	status *kit.Text
	foot   fyne.CanvasObject
}

func newEditor(p *Page) *editor {
	e := &editor{page: p, entries: map[string][]*kit.LongEntry{}, state: kit.NewBadge("", kit.ToneInfo), status: kit.Small("").Colored(theme.ColorSoon)}
	e.saved = kit.NewPrimary(kit.T("playbook.save"), e.save).WithKeys(kit.ShortcutLabel(fyne.KeyS))
	e.reset = kit.NewButton(kit.T("playbook.reset"), e.toShipped)
	for _, lang := range playbooks.Languages() {
		for range (playbooks.Text{}).Parts() {
			entry := kit.NewLongEntry(3)
			entry.OnChanged = func(string) { e.changed() }
			e.entries[lang] = append(e.entries[lang], entry)
		}
	}
	e.foot = kit.VBox(0, kit.Hairline(), kit.Pad(kit.Row(8, 0, e.status, e.reset, e.saved), 8, 18, 10, 18))
	return e
}

// body shows the card with the seller's language at the left.
func (e *editor) body() fyne.CanvasObject {
	box := kit.VBox(12, kit.Row(8, 0, kit.Heading(kit.T("playbook.title")), e.state), kit.Muted(kit.T("playbook.hint")).Wrapped())
	languages := []string{kit.Language(), twin()}
	for i, part := range (playbooks.Text{}).Parts() {
		pair := make([]fyne.CanvasObject, len(languages))
		for k, lang := range languages {
			label := kit.T("playbook.field", "part", kit.T("playbook.part."+part.Name), "language", kit.T("playbook.language."+lang))
			pair[k] = kit.NewField(label, false, e.entries[lang][i])
		}
		box.Add(kit.Columns(2, 14, pair...))
	}
	return box
}

// take shows a card. What is being written of the same card stays.
func (e *editor) take(id string, c playbooks.Card) {
	if id == e.id && e.dirty() {
		e.card = c
		e.changed()
		return
	}
	e.id, e.card = id, c
	texts := c.Texts
	if kept, ok := e.page.d.Drafts[id]; ok {
		texts = kept
	}
	e.filling = true
	most := make([]int, len(e.entries[kit.English])) // rows of each pair
	for lang, entries := range e.entries {
		for i, part := range texts[lang].Parts() {
			entries[i].SetText(strings.Join(part.Lines, "\n"))
			most[i] = max(most[i], rowsFor(lang, part.Lines))
		}
	}
	for _, entries := range e.entries {
		for i, entry := range entries {
			entry.SetMinRowsVisible(most[i])
		}
	}
	e.filling = false
	e.changed()
}

// rowsFor is how many rows show lines of text in half the page, and one more to
// write in.
func rowsFor(lang string, lines []string) int {
	perRow := 42
	if lang == kit.Chinese {
		perRow = 22
	}
	rows := 1
	for _, l := range lines {
		rows += 1 + len([]rune(l))/perRow
	}
	return max(rows, 3)
}

// texts are what stands in the fields.
func (e *editor) texts() map[string]playbooks.Text {
	texts := map[string]playbooks.Text{}
	for lang, entries := range e.entries {
		lines := make([][]string, len(entries))
		for i, entry := range entries {
			for _, l := range strings.Split(entry.Text, "\n") {
				if l = strings.Join(strings.Fields(l), " "); l != "" {
					lines[i] = append(lines[i], l)
				}
			}
		}
		if t := (playbooks.Text{Now: lines[0], Look: lines[1], Avoid: lines[2], Prevent: lines[3]}); !t.Empty() {
			texts[lang] = t
		}
	}
	return texts
}

func (e *editor) dirty() bool {
	is := e.texts()
	return e.id != "" && !(len(is) == 0 && len(e.card.Texts) == 0) && !reflect.DeepEqual(is, e.card.Texts)
}

// changed says whether there is something to save.
func (e *editor) changed() {
	if e.filling {
		return
	}
	_, refused := e.page.d.Drafts[e.id]
	enable(e.saved, e.dirty())
	enable(e.reset, e.card.Own || refused)
	status := ""
	switch {
	case refused && e.dirty():
		status = kit.T("playbook.kept")
	case e.dirty():
		status = kit.T("playbook.unsaved")
	}
	e.status.SetText(status)
	_, shipped := e.page.d.Cards.Shipped(e.id)
	switch {
	case e.card.Own:
		e.state.Set(kit.T("playbook.own"), kit.ToneInfo)
	case shipped:
		e.state.Set(kit.T("playbook.shipped"), kit.ToneNeutral)
	default:
		e.state.Set(kit.T("playbook.missing"), kit.ToneSoon)
	}
	label := kit.T("playbook.reset")
	if !shipped {
		label = kit.T("playbook.drop")
	}
	e.reset.SetText(label)
}

func enable(b *kit.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// save keeps what was written.
func (e *editor) save() {
	e.away = false
	e.write()
}

// leave keeps what was written, as another card or page is shown.
func (e *editor) leave() {
	e.away = true
	e.write()
}

func (e *editor) write() {
	if e.dirty() {
		e.keep(e.id, e.card, e.texts(), kit.T("playbook.saved", "name", e.page.d.cardName(e.id)))
	}
}

// keep writes a card, or with no texts goes back to the shipped one, and offers
// to take that back. was is the card as it stood before.
func (e *editor) keep(id string, was playbooks.Card, texts map[string]playbooks.Text, done string) {
	d := e.page.d
	if id == e.id && texts != nil {
		e.card.Texts = texts // so that a second save has nothing to do
	}
	kit.Run(d.Shell.Tasks(), "", func(ctx context.Context) (struct{}, error) {
		if ctx = context.WithoutCancel(ctx); texts == nil {
			return struct{}{}, d.Cards.Reset(ctx, id)
		}
		return struct{}{}, d.Cards.Save(ctx, id, texts)
	}, func(_ struct{}, err error) {
		if err != nil {
			e.refused(id, was, texts, err)
			return
		}
		delete(d.Drafts, id)
		if id == e.id && (texts == nil || done == "") {
			e.id = "" // what stands in the fields is not what is wanted
		}
		e.page.Reload()
		if done == "" {
			return
		}
		d.Shell.Toast(done, kit.Action{Label: kit.T("category.undo"), Do: func() {
			before := was.Texts
			if !was.Own {
				before = nil
			}
			e.keep(id, was, before, "")
		}})
	})
}

// refused keeps what could not be saved, so that it stands in the fields again
// when the card is next shown, and says so where the seller is by then.
func (e *editor) refused(id string, was playbooks.Card, texts map[string]playbooks.Text, err error) {
	d := e.page.d
	if texts != nil && d.Drafts != nil {
		d.Drafts[id] = texts
	}
	if id == e.id {
		e.card = was
		e.changed()
	}
	if texts == nil || id == e.id && !e.away {
		d.Shell.ShowError(err)
		return
	}
	why, _ := kit.FaultText(err)
	d.Shell.Toast(kit.T("playbook.refused", "name", d.cardName(id), "why", why), kit.Action{
		Label: kit.T("playbook.refused.open"), Do: func() { d.Shell.Go(kit.Route{Page: PageName, ID: id}) },
	})
}

// toShipped goes back to the card as it came with the program; of a category of
// the shop's own, the card is taken away. What was refused is dropped with it.
func (e *editor) toShipped() {
	if id := e.id; !e.card.Own {
		delete(e.page.d.Drafts, id)
		e.id = ""
		e.take(id, e.card)
		return
	}
	e.keep(e.id, e.card, nil, kit.T("playbook.was_reset", "name", e.page.d.cardName(e.id)))
}
