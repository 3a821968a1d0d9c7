package replies

import (
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/replies"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// beside is the Chinese of the text, piece by piece.
type beside struct {
	p     *Page
	text  *kit.Passage
	notes *fyne.Container
	card  *kit.Card
}

func newBeside(p *Page) *beside {
	b := &beside{p: p, text: kit.NewPassage(), notes: kit.VBox(2)}
	b.card = kit.NewCard(kit.VBox(5, kit.Small(kit.T("replies.beside")).Bold(true), b.text, b.notes))
	b.card.Hide()
	return b
}

// fill writes the meaning of the text. Pieces that were changed and words of the
// seller's own are marked, with a way to say what they mean.
func (b *beside) fill() {
	p := b.p
	show(b.card, p.draft.Lang != replies.Chinese && strings.TrimSpace(p.draft.Text) != "")
	if !b.card.Visible() {
		return
	}
	var spans []kit.Span
	b.notes.RemoveAll()
	for _, s := range p.draft.Segments() {
		if len(spans) > 0 {
			spans = append(spans, kit.Span{Text: " "})
		}
		if s.Piece < 0 {
			spans = append(spans, kit.Span{Text: b.words(s)})
			b.notes.Add(b.ask(s, kit.T("replies.beside.own", "text", shortened(b.words(s), 40)), ""))
			continue
		}
		piece := p.draft.Pieces[s.Piece]
		text := oneLine(p.words.show(p.draft.Beside(piece, p.values())))
		switch {
		case text == "":
			spans = append(spans, kit.Span{Text: b.words(s)})
			b.notes.Add(b.ask(s, kit.T("replies.beside.own", "text", shortened(b.words(s), 40)), ""))
		case p.draft.Changed(piece):
			spans = append(spans, kit.Span{Text: text, Marked: true, Tone: kit.ToneSoon})
			b.notes.Add(b.ask(s, kit.T("replies.beside.changed", "text", shortened(oneLine(text), 30)), text))
		case piece.Phrase == "":
			spans = append(spans, kit.Span{Text: text})
			b.notes.Add(b.ask(s, kit.T("replies.beside.yours", "text", shortened(oneLine(text), 30)), text))
		default:
			spans = append(spans, kit.Span{Text: text})
		}
	}
	b.text.Set(spans)
	b.card.Refresh()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// ask is a line about a stretch whose meaning is open, with the way to write it.
func (b *beside) ask(s replies.Segment, says, now string) fyne.CanvasObject {
	return kit.Row(6, 0, kit.Small(says).Colored(theme.ColorMuted), kit.NewQuiet(kit.T("replies.beside.write"), func() {
		b.p.askMeaning(s, now)
	}))
}

// askMeaning lets the seller write what a stretch of the text means.
func (p *Page) askMeaning(s replies.Segment, now string) {
	if !p.writable() {
		return
	}
	text := p.draft.Text
	e := kit.NewLongEntry(3)
	e.SetText(now)
	d := kit.NewDialog(p.canvas(), kit.T("replies.meaning.title"), kit.VBox(8, kit.Muted(strings.TrimSpace(text[s.Start:s.End])).Wrapped(), e))
	d.SetWidth(520)
	d.SetButtons(kit.NewButton(kit.T("kit.cancel"), d.Hide), kit.NewPrimary(kit.T("replies.meaning.verb"), func() {
		d.Hide()
		if p.draft.Text == text { // else the stretch is another
			p.draft = p.draft.SetBeside(s, p.words.read(e.Text))
			p.acted()
		}
	}))
	d.Show()
	p.canvas().Focus(e)
}

// words are a stretch of the text on one line, as the seller reads it.
func (b *beside) words(s replies.Segment) string {
	return oneLine(b.p.words.show(b.p.draft.Text[s.Start:s.End]))
}
