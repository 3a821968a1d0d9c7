package packets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/packet"
	"casefolio/app/redact"
	"casefolio/ui/kit"
	uiredact "casefolio/ui/redact"
	"casefolio/ui/theme"
)

// What can be chosen, in the order on screen.
var (
	langs  = []string{kit.Chinese, kit.English, "both"}
	papers = []string{"a4", "letter"}
)

// prefLang keeps the language that was chosen last for packets on this machine.
const prefLang = "packets.lang"

// whoPane says whom the packet is for, in which language, what is masked in it
// and which letter goes with it.
type whoPane struct {
	page     *Page
	who      *fyne.Container
	pick     *kit.Button
	lang     *kit.Segments
	paper    *kit.Segments
	paperRow *kit.Field
	masked   *kit.Text
	mask     *kit.Button
	letter   *fyne.Container
	body     *fyne.Container
	rest     *fyne.Container
	scroll   *kit.Scroller
	content  fyne.CanvasObject
}

func newWhoPane(p *Page) *whoPane {
	w := &whoPane{page: p, who: kit.VBox(0), masked: kit.Body(" ").Wrapped()}
	words := func(key string, offered []string) []string {
		out := make([]string, len(offered))
		for i, v := range offered {
			out[i] = kit.T(key + v)
		}
		return out
	}
	w.pick = kit.NewButton(kit.T("packets.recipient.pick"), p.pick).WithKeys(kit.ShortcutLabel(fyne.KeyO))
	w.lang = kit.NewSegments(words("preview.lang.", langs), 0, func(i int) {
		fyne.CurrentApp().Preferences().SetString(prefLang, langs[i])
		p.change(func(r *packet.Request) { r.Lang = langs[i] })
	})
	w.paper = kit.NewSegments(words("preview.paper.", papers), 0, func(i int) {
		p.change(func(r *packet.Request) { r.Paper = papers[i] })
	})
	w.letter = kit.VBox(6)
	w.mask = kit.NewButton(kit.T("masking.choose"), p.askMask)
	w.paperRow = kit.NewField(kit.T("preview.paper"), false, w.paper)
	w.rest = kit.VBox(14,
		kit.VBox(10, kit.NewField(kit.T("preview.lang"), false, w.lang), w.paperRow),
		kit.VBox(6, kit.Heading(kit.T("packets.mask")), w.masked, kit.HBox(0, w.mask)),
		w.letter)
	w.body = kit.VBox(14, kit.Heading(kit.T("packets.recipient")), w.who, w.rest)
	w.scroll = kit.NewScroller(kit.Pad(w.body, 16, 14, 20, 16))
	w.content = w.scroll
	return w
}

// show takes over the wish.
func (w *whoPane) show() {
	p := w.page
	if !p.made {
		return
	}
	r, ok := p.state.recipient(p.req.Recipient)
	w.who.RemoveAll()
	if ok {
		w.who.Add(w.card(r))
	} else {
		w.who.Add(kit.VBox(8, kit.Muted(kit.T("packets.recipient.hint")).Wrapped(), kit.HBox(0, w.pick)))
	}
	set(w.rest, ok)
	w.lang.Set(slices.Index(langs, p.req.Lang))
	set(w.paper, r.Paper == "")
	w.paperRow.WithHint("")
	if r.Paper != "" {
		w.paperRow.WithHint(kit.T("packets.paper.fixed", "paper", kit.T("preview.paper."+r.Paper)))
	}
	at := slices.Index(papers, p.req.Paper)
	if at < 0 {
		at = max(0, slices.Index(papers, p.state.profile.Paper))
	}
	w.paper.Set(at)
	w.fillLetter()
	w.showMasked()
}

// showMasked tells how much is masked.
func (w *whoPane) showMasked() {
	switch p := w.page; {
	case p.plan == nil:
		w.masked.SetText(" ")
	case len(p.plan.Masked) == 0:
		w.masked.SetText(kit.T("packets.mask.none"))
	default:
		w.masked.SetText(counted("packets.mask.some", "packets.mask.some.one", len(p.plan.Masked)))
	}
	w.scroll.Settle()
}

// askMask lets the seller choose what is covered. What they keep holds for all
// papers of the case that go out, this packet among them.
func (p *Page) askMask() {
	r, ok := p.state.recipient(p.req.Recipient)
	if !ok || !p.state.writable() {
		return
	}
	uiredact.Ask(uiredact.Deps{Shell: p.deps.Shell, Service: p.deps.Masking}, p.state.c.ID, audience.Audience(r.Audience),
		func([]redact.Term) { p.check() })
}

// card is the recipient: the limits, where they are known from, and how far
// they can be relied on.
func (w *whoPane) card(r packet.Recipient) fyne.CanvasObject {
	box := kit.VBox(6,
		kit.Strong(oneLine(r.Name(kit.Language()))).Wrapped(),
		kit.Flow(6, kit.Small(kit.T("packets.kind."+r.Kind)).Whole(), badge(r)),
		kit.Body(limitsText(r)).Wrapped())
	if note := oneLine(r.NoteIn(kit.Language())); note != "" {
		box.Add(kit.Small(note).Wrapped())
	}
	if r.Stale(w.page.deps.Now()) {
		box.Add(kit.Small(kit.T("packets.stale", "date", r.AsOf)).Wrapped().Colored(theme.ColorSoon))
	}
	if source := sourceText(r); source != "" {
		line := kit.Small(source).Wrapped()
		box.Add(line)
		if r.SourceURL != "" {
			box.Add(kit.HBox(0, kit.NewQuiet(kit.T("readiness.fact.copy"), func() {
				fyne.CurrentApp().Clipboard().SetContent(r.SourceURL)
				w.page.deps.Shell.Toast(kit.T("readiness.copied", "text", r.SourceURL))
			})))
		}
	}
	box.Add(kit.Flow(6, w.pick, kit.NewQuiet(kit.T("packets.recipient.edit"), func() { w.page.edit(r) })))
	return kit.NewCard(box)
}

// badge says how far a recipient's limits can be relied on.
func badge(r packet.Recipient) *kit.Badge {
	switch {
	case r.Own:
		return kit.NewBadge(kit.T("packets.own"), kit.ToneInfo)
	case r.Changed:
		return kit.NewBadge(kit.T("packets.changed"), kit.ToneInfo)
	case r.Verified:
		return kit.NewBadge(kit.T("packets.verified"), kit.ToneGood)
	}
	return kit.NewBadge(kit.T("packets.unverified"), kit.ToneSoon)
}

// sourceText says where the limits are from, and of when.
func sourceText(r packet.Recipient) string {
	if r.Own || r.SourceKind == "" {
		return ""
	}
	return joined(oneLine(r.SourceTitle), kit.T("packets.source."+r.SourceKind), r.AsOf)
}

// limitsText names the limits in a few words.
func limitsText(r packet.Recipient) string {
	var parts []string
	count := func(many, one string, n *int) {
		if n != nil {
			parts = append(parts, counted(many, one, *n))
		}
	}
	bytes := func(key string, n *int64) {
		if n != nil {
			parts = append(parts, kit.T(key, "size", limit(*n)+" MB"))
		}
	}
	count("packets.limit.files", "packets.limit.files.one", r.Files)
	count("packets.limit.pages", "packets.limit.pages.one", r.Pages)
	count("packets.limit.pages_total", "packets.limit.pages_total.one", r.PagesTotal)
	bytes("packets.limit.bytes_file", r.BytesFile)
	bytes("packets.limit.bytes_total", r.BytesTotal)
	for _, flag := range []struct {
		on  bool
		key string
	}{{r.Grey, "packets.limit.grey"}, {r.Slots, "packets.limit.slots"}} {
		if flag.on {
			parts = append(parts, kit.T(flag.key))
		}
	}
	if len(parts) == 0 {
		return kit.T("packets.limit.none")
	}
	return strings.Join(parts, kit.T("packets.limit.and"))
}

// langFor is the language for a recipient: the one chosen last, else the
// seller's paper for those at home, and English for those abroad.
func (p *Page) langFor(r packet.Recipient) string {
	if last := fyne.CurrentApp().Preferences().String(prefLang); slices.Contains(langs, last) {
		return last
	}
	if home := p.state.profile.PaperLang; r.Kind == "supplier" && slices.Contains(langs, home) {
		return home
	}
	return kit.English
}
