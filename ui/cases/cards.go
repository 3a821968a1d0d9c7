package cases

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// How much of a thing its card shows; the rest is one tap away.
const (
	shownEvents = 4
	shownPhotos = 8
	shownRunes  = 420
)

// cardMaker makes the cards of one file.
type cardMaker struct {
	deps   Deps
	file   file
	zones  kit.Zones
	thumbs *uievidence.Thumbs
	rest   func() // shows all exhibits
}

// card makes the card of a happening.
func (m cardMaker) card(h happening) fyne.CanvasObject {
	switch {
	case h.intake:
		return m.intake()
	case h.move != nil:
		return m.move(*h.move)
	case h.use != nil:
		return m.reply(h, kit.T("cases.card.reply_note"), h.use.Text)
	case h.reply != nil && h.reply.Is.Sent():
		return m.reply(h, joinWords(kit.T("cases.card.reply_sent"), cases.Name(m.deps.Lists.Channels, h.reply.Is.Channel, kit.Language())), h.reply.Is.Text)
	case h.reply != nil:
		return m.reply(h, kit.T("cases.card.reply_note"), h.reply.Is.Text)
	case h.sent != nil:
		return m.submitted(h)
	}
	e := h.exhibits[0]
	switch {
	case h.isPhoto():
		return m.photos(h)
	case e.Events > 0:
		return m.parcel(e, h)
	case e.Messages > 0:
		return m.chat(e, h)
	}
	return m.document(e, h)
}

// head is the first line of a card: what kind, whose, when, and where the
// original is. The title gives way last.
func head(badge *kit.Badge, title, when string, right fyne.CanvasObject) fyne.CanvasObject {
	title = oneLine(title)
	return container.New(newHeadLayout(title, when), badge, kit.Strong(title), kit.Small(when), right)
}

// when writes the time of a happening in both zones; an undated one says that
// this is when it was added.
func (m cardMaker) when(h happening) string {
	s := m.zones.Both(h.at)
	if h.undated {
		return kit.T("cases.added_at", "time", s)
	}
	return s
}

// note is the right end of a card's head: which exhibit, how much it holds,
// and that it needs a look.
func (m cardMaker) note(e evidence.Exhibit, what string) fyne.CanvasObject {
	label := kit.Small(joinWords(e.Label(), what)).Whole()
	if e.Problem == "" {
		return label
	}
	return kit.HBox(8, kit.NewBadge(kit.T("viewer.problem"), kit.ToneSoon), label)
}

func (m cardMaker) openExhibit(e evidence.Exhibit) func() {
	return func() { m.deps.Shell.Go(kit.Route{Page: kit.PageEvidence, ID: e.ID}) }
}

// intake tells the story and the demand.
func (m cardMaker) intake() fyne.CanvasObject {
	c := m.file.c
	channel := cases.Name(m.deps.Lists.Channels, c.Channel, kit.Language())
	rows := []fyne.CanvasObject{head(kit.NewBadge(kit.T("cases.card.intake"), kit.ToneInfo),
		c.Customer, m.zones.Both(c.Received), kit.Small(oneLine(channel)).Whole())}
	if c.Story != "" {
		rows = append(rows, paragraph(c.Story))
	}
	if c.Demand != "" {
		rows = append(rows, kit.Row(8, 1, kit.Small(kit.T("cases.card.demand")).Whole(), paragraph(c.Demand)))
	}
	return kit.NewCard(kit.VBox(6, rows...))
}

// chat shows the first messages of people.
func (m cardMaker) chat(e evidence.Exhibit, h happening) fyne.CanvasObject {
	first := m.file.messages[e.ID]
	who, tone, badge := uievidence.Title(e), kit.ToneNeutral, uievidence.KindText(e.Kind)
	if len(first) > 0 {
		who = uievidence.SenderName(first[0].Sender)
		if first[0].Role == evidence.Buyer {
			tone, badge = kit.ToneInfo, kit.T("cases.card.from_buyer")
		}
	}
	if who == "" {
		who = uievidence.Title(e)
	}
	count := kit.T("viewer.count.messages", "count", strconv.Itoa(e.Messages))
	rows := []fyne.CanvasObject{head(kit.NewBadge(badge, tone), who, m.when(h), m.note(e, count))}
	for i, msg := range first {
		if i == 0 {
			rows = append(rows, paragraph(msg.Body))
			continue
		}
		rows = append(rows, kit.Row(8, 1, kit.Small(uievidence.SenderName(msg.Sender)).Whole(), kit.Body(oneLine(msg.Body))))
	}
	return kit.NewCard(kit.VBox(6, rows...), m.openExhibit(e))
}

// parcel shows the newest events and how long nothing moved.
func (m cardMaker) parcel(e evidence.Exhibit, h happening) fyne.CanvasObject {
	events := m.file.events[e.ID]
	count := kit.T("viewer.count.events", "count", strconv.Itoa(e.Events))
	rows := []fyne.CanvasObject{head(kit.NewBadge(uievidence.KindText(evidence.Tracking), kit.ToneNeutral),
		uievidence.Title(e), "", m.note(e, count))}
	lines := kit.VBox(0)
	for i, step := range uievidence.Steps(events, m.deps.Now()) {
		if i == shownEvents {
			break
		}
		lines.Add(m.step(step))
		lines.Add(kit.Hairline())
	}
	return kit.NewCard(kit.VBox(4, append(rows, lines)...), m.openExhibit(e))
}

func (m cardMaker) step(s uievidence.Step) fyne.CanvasObject {
	at := kit.Sized(kit.Small(uievidence.TimeText(s.Event, m.deps.Now(), true)).Whole(), 76, 0)
	milestone := kit.NewBadge(uievidence.MilestoneText(s.Milestone), uievidence.MilestoneTone(s.Milestone))
	quiet := kit.NewBadge(s.QuietText(), kit.ToneSoon)
	return kit.Pad(container.New(stepLayout{}, at, kit.Body(oneLine(joinWords(s.Place, uievidence.EventLine(s.Event)))), milestone, quiet), 5, 0, 5, 4)
}

// photos shows a strip of thumbnails, made in the background.
func (m cardMaker) photos(h happening) fyne.CanvasObject {
	first, last := h.exhibits[0], h.exhibits[len(h.exhibits)-1]
	title, label := uievidence.Title(first), first.Label()
	if last.No != first.No {
		label += "…" + last.Label()
	}
	when := m.when(h)
	if !h.undated {
		when = kit.T("cases.card.captured", "time", when)
	}
	count := kit.T("cases.card.photos", "count", strconv.Itoa(len(h.exhibits)))
	strip := kit.Flow(8)
	for i, e := range h.exhibits {
		if i == shownPhotos {
			strip.Add(kit.Pad(kit.NewQuiet(kit.T("cases.more", "count", strconv.Itoa(len(h.exhibits)-i)), m.rest), 22, 0, 0, 0))
			break
		}
		strip.Add(m.thumb(e))
	}
	return kit.NewCard(kit.VBox(8, head(kit.NewBadge(uievidence.KindText(evidence.Photo), kit.ToneNeutral),
		title, when, kit.Small(joinWords(label, count)).Whole()), strip))
}

// thumb is one small picture that opens its exhibit.
func (m cardMaker) thumb(e evidence.Exhibit) fyne.CanvasObject {
	return m.thumbs.New(e, fyne.NewSize(118, 78), m.openExhibit(e))
}

// document is a card for what has no parts: mail, papers, plain text.
func (m cardMaker) document(e evidence.Exhibit, h happening) fyne.CanvasObject {
	title, kind := uievidence.Title(e), uievidence.KindText(e.Kind)
	if title == kind { // said once is enough
		title = ""
	}
	return kit.NewCard(head(kit.NewBadge(kind, kit.ToneNeutral), title, m.when(h),
		m.note(e, kit.FileSize(e.Size))), m.openExhibit(e))
}

// reply shows what was sent, or copied to be.
func (m cardMaker) reply(h happening, note, text string) fyne.CanvasObject {
	return kit.NewCard(kit.VBox(6,
		head(kit.NewBadge(kit.T("cases.card.reply"), kit.ToneGood), "", m.when(h), kit.Small(note).Whole()),
		paragraph(text)))
}

// move is a slim line: stages changed.
func (m cardMaker) move(mv cases.StageMove) fyne.CanvasObject {
	lang := kit.Language()
	text := kit.T("cases.card.moved",
		"from", cases.Name(m.deps.Lists.Stages, string(mv.From), lang),
		"to", cases.Name(m.deps.Lists.Stages, string(mv.To), lang))
	skipped := kit.NewBadge("", kit.ToneSoon)
	if n := m.file.skipped[mv.ID]; n > 0 {
		skipped.Set(kit.T("steps.skipped", "count", strconv.Itoa(n)), kit.ToneSoon)
	}
	return kit.Pad(kit.Row(8, 2, kit.Small("●").Whole().Colored(theme.ColorAccent),
		kit.Body(text).Whole(), kit.Muted(oneLine(mv.Reason)), skipped, kit.Small(m.zones.Stamp(mv.At)).Whole()), 2, 14, 2, 16)
}

// paragraph is wrapped text of bounded length.
func paragraph(s string) fyne.CanvasObject {
	s = cleanLines(s[:min(len(s), 8*shownRunes)])
	if runes := []rune(s); len(runes) > shownRunes {
		s = string(runes[:shownRunes]) + "…"
	}
	return kit.Body(s).Wrapped()
}
