package evidence

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// Where messages are looked for.
const (
	_ = iota // in the case
	findEverywhere
	findMarked
)

// finder looks for messages in a case or in all of them.
type finder struct {
	deps   Deps
	caseID string
	zones  kit.Zones
	where  int
	found  []evidence.Found
	words  *kit.Entry
	body   *kit.Scroller
	dialog *kit.Dialog
}

// FindMessages opens the search for messages. With a caseID it can be kept to
// that case.
func FindMessages(deps Deps, caseID, words string) {
	f := &finder{
		deps: deps, caseID: caseID, where: findEverywhere, zones: kit.Zones{Seller: deps.Now().Location()},
		words: kit.NewEntry(), body: kit.NewScroller(kit.VBox(0)),
	}
	head := kit.VBox(8, f.words)
	if caseID != "" {
		head.Add(kit.NewSegments([]string{kit.T("chat.find.case"), kit.T("chat.find.everywhere"), kit.T("chat.find.marked")}, findEverywhere, func(i int) {
			f.where = i
			f.search()
		}))
	}
	f.words.SetPlaceHolder(kit.T("chat.find.words"))
	f.words.SetText(words)
	f.words.OnChanged = func(string) { f.search() }
	f.dialog = kit.NewDialog(deps.Shell.Window().Canvas(), kit.T("chat.find.title"), kit.Dock(kit.Pad(head, 2, 2, 10, 2), nil, f.body))
	f.dialog.SetWidth(640)
	f.dialog.Height = 480
	f.dialog.SetButtons(kit.NewButton(kit.T("chat.cited.copy"), f.copyQuote), kit.NewButton(kit.T("chat.find.close"), f.dialog.Hide))
	f.search()
	f.dialog.Show()
	deps.Shell.Window().Canvas().Focus(f.words)
}

// findAll begins with the words that the search of the chat has.
func (p *Page) findAll() {
	words := ""
	if p.chat != nil && p.chat.x.e.ID == p.now.e.ID {
		words = p.chat.bar.words.Text
	}
	FindMessages(p.deps, p.now.c.ID, words)
}

func (f *finder) search() {
	words, in, where := f.words.Text, f.caseID, f.where
	if where == findEverywhere {
		in = ""
	}
	type result struct {
		found []evidence.Found
		more  bool
	}
	kit.Run(f.deps.Shell.Tasks(), "viewer/find-all", func(ctx context.Context) (r result, err error) {
		if where == findMarked {
			r.found, err = f.deps.Evidence.Cited(ctx, in)
			r.found = holding(r.found, strings.Fields(folded(words)))
			return r, err
		}
		r.found, r.more, err = f.deps.Evidence.Find(ctx, in, words)
		return r, err
	}, func(r result, err error) {
		if err != nil {
			f.deps.Shell.ShowError(err)
			return
		}
		f.show(words, r.found, r.more)
	})
}

// holding are the messages that hold every word.
func holding(found []evidence.Found, words []string) []evidence.Found {
	var out []evidence.Found
	for _, x := range found {
		if len(matches(foldedTexts([]evidence.Message{x.Message}), words)) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// copyQuote puts what is shown on the clipboard as a quotation for a reply.
func (f *finder) copyQuote() {
	if len(f.found) == 0 {
		return
	}
	messages := make([]evidence.Message, len(f.found))
	for i, x := range f.found {
		messages[i] = x.Message
	}
	fyne.CurrentApp().Clipboard().SetContent(evidence.Quote(messages, f.zones.Seller, kit.T("viewer.undated")))
	f.deps.Shell.Toast(kit.T("chat.cited.copied", "count", strconv.Itoa(len(messages))))
}

func (f *finder) show(words string, found []evidence.Found, more bool) {
	f.found = found
	box := kit.VBox(6)
	if len(found) == 0 && (words != "" || f.where == findMarked) {
		box.Add(kit.Muted(kit.T("chat.find.empty")).Wrapped())
	}
	for _, x := range found {
		box.Add(f.row(x))
	}
	if more {
		box.Add(kit.Small(kit.T("chat.find.more", "count", strconv.Itoa(len(found)))).Wrapped())
	}
	f.body.SetContent(kit.Pad(box, 2, 12, 2, 2), false)
}

// row is one message; a tap opens its chat there.
func (f *finder) row(x evidence.Found) fyne.CanvasObject {
	at := kit.T("viewer.undated")
	if !x.Message.At.IsZero() {
		at = f.zones.Stamp(x.Message.At)
	}
	head := kit.T("chat.find.result", "case", x.Case, "label", x.Exhibit.Label(), "who", SenderName(x.Message.Sender), "at", at)
	return kit.NewCard(kit.Pad(kit.VBox(2, kit.Small(head), kit.Body(oneLine(clipped(x.Message.Body, 300))).Wrapped().Clamped(2)), 6, 8, 6, 8), func() {
		f.dialog.Hide()
		f.deps.Shell.Go(MessageRoute(x.Exhibit.ID, x.Message.Seq))
	})
}
