package replies

import (
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/deadlines/words"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// How many lines of what the buyer wrote stand above the reply, before and after
// a tap.
const (
	heardLines = 2
	heardWhole = 12
)

// heard is what the buyer wrote last, above the reply to it: its beginning, after
// a tap all of it. Of a case without messages it is what the seller wrote down.
type heard struct {
	p       *Page
	whole   bool
	low     bool // there is no room for it
	head    *kit.Text
	text    *kit.Text
	means   *kit.Text // in the seller's language, as far as they kept it
	card    *kit.Card
	content *fyne.Container
}

func newHeard(p *Page) *heard {
	h := &heard{p: p, head: kit.Small(" "), text: kit.Body(" "), means: kit.Small("").Colored(theme.ColorMuted)}
	h.card = kit.NewCard(kit.VBox(2, h.head, h.text, h.means), h.tap)
	h.content = kit.VBox(0, h.card)
	h.content.Hide()
	return h
}

func (h *heard) tap() {
	h.whole = !h.whole
	h.fill()
	place(h.p.middle)
	place(h.p.split)
}

func (h *heard) fill() {
	head, text, means := h.says()
	lines := heardLines
	if h.whole {
		lines = heardWhole
	}
	h.head.SetText(head)
	h.text.Clamped(lines).SetText(text)
	h.means.Clamped(lines).SetText(means)
	show(h.means, means != "")
	show(h.content, text != "" && !h.low)
	h.card.Refresh()
}

// says is what is shown: of several messages each has lines of its own once all is
// shown.
func (h *heard) says() (head, text, means string) {
	s := h.p.state
	all := s.desk.Heard
	if len(all) == 0 {
		text = strings.TrimSpace(s.c.Story)
		if demand := strings.TrimSpace(s.c.Demand); demand != "" {
			text = strings.TrimSpace(text + "\n" + demand)
		}
		return kit.T("replies.heard.story"), h.lines(text), ""
	}
	var bodies, meanings []string
	for _, m := range all {
		bodies = append(bodies, strings.TrimSpace(m.Body))
		if m.Translation != "" {
			meanings = append(meanings, strings.TrimSpace(m.Translation))
		}
	}
	last := all[len(all)-1]
	about := []string{kit.T("replies.heard")}
	if !last.At.IsZero() {
		about = append(about, words.Texts(kit.T).Moment(last.At, h.p.d.Now()))
	}
	about = append(about, last.Exhibit)
	if len(all) > 1 {
		about = append(about, kit.T("replies.heard.count", "count", kit.Count(len(all))))
	}
	return strings.Join(about, " · "), h.lines(strings.Join(bodies, "\n")), h.lines(strings.Join(meanings, "\n"))
}

// lines keeps the lines of a text only where there is room for them.
func (h *heard) lines(text string) string {
	if h.whole {
		return text
	}
	return oneLine(text)
}
