package evidence

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	fold "golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// chatBar searches in a chat and shows what is marked in it.
type chatBar struct {
	v       *chatView
	content *fyne.Container
	words   *kit.Entry
	note    *kit.Text
	marked  *kit.Chip
	copy    *kit.Button

	texts func() []string // of the messages, folded once and for all by the first search
	hits  []int
	at    int // place in hits
}

func newChatBar(v *chatView) *chatBar {
	b := &chatBar{v: v, words: kit.NewEntry(), note: kit.Small("").Whole()}
	messages := v.x.messages
	b.texts = sync.OnceValue(func() []string { return foldedTexts(messages) })
	b.words.SetPlaceHolder(kit.T("chat.find"))
	b.words.OnChanged = func(string) { b.search() }
	b.words.OnSubmitted = func(string) { b.step(1) }
	b.marked = kit.NewChip("", kit.ToneNeutral, b.toggle)
	b.copy = kit.NewButton(kit.T("chat.cited.copy"), b.copyQuote)
	all := kit.NewQuiet(kit.T("chat.find.all"), v.page.findAll)
	b.content = kit.Flow(8, kit.Sized(b.words, 220, b.words.MinSize().Height), kit.Pad(b.note, 9, 0, 0, 0),
		kit.NewButton("▲", func() { b.step(-1) }).Repeating(), kit.NewButton("▼", func() { b.step(1) }).Repeating(), all, kit.Pad(b.marked, 6, 0, 0, 0), b.copy)
	b.count()
	return b
}

// take goes on where the bar of the same chat was.
func (b *chatBar) take(was *chatBar) {
	b.words.SetText(was.words.Text)
	if was.v.only != nil {
		b.only()
	}
}

// folded makes texts comparable that differ in letter case or width.
func folded(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return fold.Fold().String(norm.NFKC.String(s))
		}
	}
	return strings.ToLower(s)
}

// search finds the messages with every word, beside the window.
func (b *chatBar) search() {
	words := strings.Fields(folded(b.words.Text))
	if len(words) == 0 {
		b.found(nil, false)
		return
	}
	texts := b.texts
	kit.Run(b.v.page.deps.Shell.Tasks(), "viewer/find", func(ctx context.Context) ([]int, error) {
		return matches(texts(), words), ctx.Err()
	}, func(hits []int, err error) {
		if err == nil {
			b.found(hits, true)
		}
	})
}

func foldedTexts(messages []evidence.Message) []string {
	texts := make([]string, len(messages))
	for i, m := range messages {
		texts[i] = folded(m.Sender + "\n" + m.Body + "\n" + m.Translation)
	}
	return texts
}

// matches are the texts that hold every word.
func matches(texts, words []string) []int {
	var hits []int
	for i, t := range texts {
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(t, w) }) {
			hits = append(hits, i)
		}
	}
	return hits
}

func (b *chatBar) found(hits []int, asked bool) {
	b.hits, b.at = hits, 0
	b.say(asked)
	if len(hits) > 0 {
		b.v.reveal(hits[0])
	} else if b.v.list != nil {
		b.v.list.Refresh()
	}
}

func (b *chatBar) say(asked bool) {
	switch {
	case len(b.hits) > 0:
		b.note.SetText(kit.T("chat.find.count", "at", strconv.Itoa(b.at+1), "count", strconv.Itoa(len(b.hits))))
	case asked:
		b.note.SetText(kit.T("chat.find.none"))
	default:
		b.note.SetText("")
	}
	b.content.Refresh()
}

// step goes to the next (1) or previous (-1) message that was found.
func (b *chatBar) step(by int) {
	if n := len(b.hits); n > 0 {
		b.at = (b.at + by + n) % n
		b.say(true)
		b.v.reveal(b.hits[b.at])
	}
}

// isHit tells whether the search stands at a message.
func (b *chatBar) isHit(at int) bool { return len(b.hits) > 0 && b.hits[b.at] == at }

func (b *chatBar) cited() []int {
	var all []int
	for i, m := range b.v.x.messages {
		if m.Cited {
			all = append(all, i)
		}
	}
	return all
}

// count says how many messages are marked.
func (b *chatBar) count() {
	n := len(b.cited())
	b.marked.SetText(kit.T("chat.cited.only", "count", strconv.Itoa(n)))
	b.marked.Hidden, b.copy.Hidden = n == 0 && b.v.only == nil, n == 0
	b.content.Refresh()
}

// toggle shows the marked messages alone, or all again.
func (b *chatBar) toggle() {
	if b.v.only != nil {
		b.showAll()
		return
	}
	b.only()
	b.v.place = 0
	b.v.relist()
}

func (b *chatBar) only() {
	if b.v.only = b.cited(); b.v.only == nil {
		b.v.only = []int{}
	}
	b.marked.SetSelected(true)
}

func (b *chatBar) showAll() {
	b.v.only = nil
	b.marked.SetSelected(false)
	b.count()
	b.v.relist()
}

// copyQuote puts the marked messages on the clipboard as a quotation for a
// reply, in the buyer's time where it is known.
func (b *chatBar) copyQuote() {
	var messages []evidence.Message
	for _, i := range b.cited() {
		messages = append(messages, b.v.x.messages[i])
	}
	zone := b.v.zones.Buyer
	if zone == nil {
		zone = b.v.zones.Seller
	}
	fyne.CurrentApp().Clipboard().SetContent(evidence.Quote(messages, zone, kit.T("viewer.undated")))
	b.v.page.deps.Shell.Toast(kit.T("chat.cited.copied", "count", strconv.Itoa(len(messages))))
}

// relist makes the list again from its top.
func (v *chatView) relist() {
	v.list = nil
	v.layOut()
}

// find puts the focus into the search of the chat.
func (p *Page) find() {
	if p.chat != nil && len(p.now.messages) > 0 {
		p.deps.Shell.Window().Canvas().Focus(p.chat.bar.words)
		return
	}
	p.findAll()
}
