package evidence_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/data/datatest"
	uievidence "casefolio/ui/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/kit/kittest"
)

type bench struct {
	*kittest.Shell
	s    *app.Services
	deps uievidence.Deps
	c    cases.Case
}

func open(t *testing.T, language string) *bench {
	t.Helper()
	files := os.DirFS("../../assets")
	s, err := app.New(datatest.Open(t), files, datatest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{Shell: kittest.New(t, files, language), s: s}
	b.Undo = s.Undo
	b.deps = uievidence.Deps{
		Shell: b, Evidence: s.Evidence, Cases: s.Cases, Shop: s.Shop, Now: s.Now,
		Open: func(string) error { return nil },
	}
	b.c, err = s.Cases.Create(context.Background(), cases.Case{Customer: "Emma Schneider", BuyerZone: "Europe/Berlin", Story: "?"})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *bench) addText(t *testing.T, text string) evidence.Exhibit {
	t.Helper()
	e, err := b.s.Evidence.Add(context.Background(), b.c.ID, evidence.TextInput(text),
		evidence.Options{Buyer: "Emma Schneider", Seller: []string{"LumoHaus"}})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// addPhoto captures a drawn picture.
func (b *bench) addPhoto(t *testing.T) evidence.Exhibit {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, 900, 1800))
	for y := range 1800 {
		for x := range 900 {
			img.SetNRGBA(x, y, color.NRGBA{R: uint8(x / 4), G: uint8(y / 8), B: uint8(x ^ y), A: 255})
		}
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "label.png")
	if err := os.WriteFile(path, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := evidence.FileInput(path, evidence.FromDrop)
	if err != nil {
		t.Fatal(err)
	}
	e, err := b.s.Evidence.Add(context.Background(), b.c.ID, in, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// longChat is a WhatsApp export of n messages in both scripts.
func longChat(n int) string {
	var s strings.Builder
	for i := range n {
		who, text := "Emma Schneider", "Where is my parcel? I ordered it two weeks ago and need it before the weekend, it is a present for my sister."
		if i%2 == 1 {
			who, text = "LumoHaus", "您好，我们已向承运商查询，24 小时内给您答复。抱歉让您久等了，Emma。"
		}
		fmt.Fprintf(&s, "[%02d/10/2026, %02d:%02d:%02d] %s: %s %d\n", 1+i/400, i/60%24, i%60, i%60, who, text, i)
	}
	return s.String()
}

const parcel = `Tracking number: YT2630921266112233
2026-11-01 22:14 Leipzig, Arrived at facility
2026-10-20 08:40 Shenzhen, Departed
2026-10-19 16:20 Shenzhen, Picked up by the carrier after the label was scanned twice because the first scan could not be read at the counter
`

func TestViewsOfEveryKind(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			b := open(t, language)
			shown := map[string]evidence.Exhibit{
				"chat": b.addText(t, longChat(40)), "parcel": b.addText(t, parcel),
				"photo": b.addPhoto(t), "text": b.addText(t, "Just a note about the box. 纸箱有一角压坏。"),
			}
			for name, e := range shown {
				b.Show(uievidence.NewPage(b.deps, e.ID))
				b.Picture(t, "view-"+name+"-"+language)
				if n := b.Reach(t); n < 6 {
					t.Errorf("%s: only %d things to tap", name, n)
				}
			}
			if len(b.Errors) > 0 {
				t.Fatal(b.Errors)
			}
		})
	}
}

func (b *bench) noErrors(t *testing.T) {
	t.Helper()
	if len(b.Errors) > 0 {
		t.Fatalf("errors were shown: %v", b.Errors)
	}
}

func TestALongChatScrolls(t *testing.T) {
	b := open(t, "zh")
	e := b.addText(t, longChat(5000))
	start := time.Now()
	b.Show(uievidence.NewPage(b.deps, e.ID))
	opened := time.Since(start)
	var list *widget.List
	b.Walk(func(o fyne.CanvasObject) {
		if l, ok := o.(*widget.List); ok {
			list = l
		}
	})
	if list == nil || list.Length() != 5000 {
		t.Fatal("the chat is not there")
	}
	start = time.Now()
	list.ScrollToBottom()
	if !b.Has("LumoHaus") {
		t.Error("the end of the chat is blank")
	}
	t.Logf("5,000 messages: opened in %v, scrolled to the end in %v", opened, time.Since(start))
	b.Picture(t, "chat-end")
	b.noErrors(t)
}

func TestASpeakerIsCorrected(t *testing.T) {
	b := open(t, "en")
	e := b.addText(t, longChat(4))
	b.Show(uievidence.NewPage(b.deps, e.ID))
	label := kit.T("viewer.speaker", "name", "LumoHaus", "role", kit.T("role.seller"), "count", "2")
	b.Tap(t, label+" ▼")
	var items []fyne.Tappable
	b.Walk(func(o fyne.CanvasObject) {
		if fmt.Sprintf("%T", o) == "*widget.menuItem" { // the toolkit keeps the type to itself
			items = append(items, o.(fyne.Tappable))
		}
	})
	if len(items) != 4 {
		t.Fatalf("%d roles are offered", len(items))
	}
	test.Tap(items[0])
	b.noErrors(t)
	messages, err := b.s.Evidence.Messages(context.Background(), e.ID)
	if err != nil || messages[1].Role != evidence.Buyer {
		t.Errorf("role %v, %v", messages[1].Role, err)
	}
}

// link taps the n-th deed in a message's line that says text.
func (b *bench) link(t *testing.T, text string, n int) {
	t.Helper()
	var found []fyne.Tappable
	b.Walk(func(o fyne.CanvasObject) {
		if x, ok := o.(fyne.Tappable); ok && fmt.Sprintf("%T", o) == "*evidence.link" && slices.Contains(kittest.Words(o), text) {
			found = append(found, x)
		}
	})
	if len(found) <= n {
		t.Fatalf("%d deeds say %q", len(found), text)
	}
	test.Tap(found[n])
}

func TestAMessageIsTranslated(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			b := open(t, language)
			e := b.addText(t, longChat(4))
			b.Show(uievidence.NewPage(b.deps, e.ID))
			translation := func() (string, string) {
				t.Helper()
				all, err := b.s.Evidence.Messages(context.Background(), e.ID)
				if err != nil || !strings.HasPrefix(all[2].Body, "Where is my parcel?") {
					t.Fatalf("%+v, %v", all, err)
				}
				return all[2].Translation, all[2].TranslationSource
			}
			canvas := b.Window().Canvas()

			b.link(t, kit.T("viewer.translate"), 2)
			test.Type(canvas.Focused(), "我的包裹在哪里？")
			b.Picture(t, "translate-"+language)
			canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
			if canvas.Overlays().Top() == nil {
				t.Fatal("Esc threw the typed text away")
			}
			b.Tap(t, kit.T("viewer.translate.save"))
			b.noErrors(t)
			if text, source := translation(); text != "我的包裹在哪里？" || source != evidence.Self {
				t.Fatalf("%q from %q", text, source)
			}
			b.Picture(t, "translated-"+language)
			b.Reach(t)

			b.link(t, kit.T("viewer.translate.change"), 0)
			canvas.Focused().(*kit.LongEntry).SetText(" 包裹在哪？\n\n我两周前下的单。")
			canvas.FocusNext()
			test.Type(canvas.Focused(), "DeepL")
			canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			b.noErrors(t)
			if text, source := translation(); text != "包裹在哪？\n\n我两周前下的单。" || source != "DeepL" || canvas.Overlays().Top() != nil {
				t.Fatalf("%q from %q", text, source)
			}
			b.Actions[0].Do()
			if text, source := translation(); text != "我的包裹在哪里？" || source != evidence.Self {
				t.Errorf("%q from %q after undo", text, source)
			}

			b.link(t, kit.T("viewer.translate.change"), 0)
			canvas.Focused().(*kit.LongEntry).SetText("")
			b.Tap(t, kit.T("viewer.translate.save"))
			if text, source := translation(); text != "" || source != "" {
				t.Errorf("%q from %q", text, source)
			}
			b.noErrors(t)
		})
	}
}

// Keeping a translation leaves the list where it was.
func TestTranslatingKeepsThePlace(t *testing.T) {
	b := open(t, "en")
	e := b.addText(t, longChat(60))
	b.Show(uievidence.NewPage(b.deps, e.ID))
	list := func() (found *widget.List) {
		b.Walk(func(o fyne.CanvasObject) {
			if l, ok := o.(*widget.List); ok {
				found = l
			}
		})
		return found
	}
	list().ScrollToOffset(1500)
	b.link(t, kit.T("viewer.translate"), 2)
	test.Type(b.Window().Canvas().Focused(), "x")
	b.Tap(t, kit.T("viewer.translate.save"))
	if at := list().GetScrollOffset(); at != 1500 {
		t.Errorf("the list stands at %v", at)
	}
	b.noErrors(t)
}

// A translation that is too long stays in its dialog.
func TestATranslationThatIsTooLong(t *testing.T) {
	b := open(t, "en")
	e := b.addText(t, longChat(2))
	b.Show(uievidence.NewPage(b.deps, e.ID))
	b.link(t, kit.T("viewer.translate"), 0)
	b.Window().Canvas().Focused().(*kit.LongEntry).SetText(strings.Repeat("x", evidence.MaxTranslation+1))
	b.Tap(t, kit.T("viewer.translate.save"))
	if codes := b.FaultCodes(); len(codes) != 1 || codes[0] != "translation.too_long" || b.Window().Canvas().Overlays().Top() == nil {
		t.Errorf("%v", codes)
	}
}

func TestRenamingAndTrashingCanBeUndone(t *testing.T) {
	b := open(t, "en")
	ctx := context.Background()
	first, second := b.addText(t, longChat(4)), b.addText(t, parcel)
	b.Show(uievidence.NewPage(b.deps, first.ID))

	b.Tap(t, kit.T("viewer.retitle"))
	test.Type(b.Window().Canvas().Focused(), "The first talk")
	b.Picture(t, "retitle")
	b.Window().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	title := func() string {
		e, err := b.s.Evidence.Get(ctx, first.ID)
		if err != nil {
			t.Fatal(err)
		}
		return e.Title
	}
	if title() != "The first talk" || !b.Has("The first talk") {
		t.Fatalf("title %q", title())
	}
	b.Actions[0].Do()
	if title() != "" {
		t.Errorf("title %q after undo", title())
	}

	b.Tap(t, "↓")
	if !b.Has("E-02") {
		t.Fatal("the next exhibit is not shown")
	}
	b.Tap(t, kit.T("viewer.trash"))
	if e, err := b.s.Evidence.Get(ctx, second.ID); err != nil || e.DeletedAt.IsZero() || b.Backs != 1 {
		t.Fatalf("%v, %v, %d times back", e.DeletedAt, err, b.Backs)
	}
	b.Actions[0].Do()
	if e, err := b.s.Evidence.Get(ctx, second.ID); err != nil || !e.DeletedAt.IsZero() {
		t.Errorf("%v, %v", e.DeletedAt, err)
	}
	b.noErrors(t)
}

func TestAnUnknownExhibitGoesBack(t *testing.T) {
	b := open(t, "en")
	b.Show(uievidence.NewPage(b.deps, "nothing"))
	if codes := b.FaultCodes(); len(codes) != 1 || codes[0] != "exhibit.unknown" || b.Backs != 1 {
		t.Errorf("%v, %d times back", codes, b.Backs)
	}
}

func TestARemovedExhibitCanBeSeenAndRestored(t *testing.T) {
	b := open(t, "zh")
	ctx := context.Background()
	e := b.addText(t, longChat(4))
	if err := b.s.Evidence.Trash(ctx, e.ID); err != nil {
		t.Fatal(err)
	}
	b.Show(uievidence.NewPage(b.deps, e.ID))
	if !b.Has(kit.T("viewer.removed")) {
		t.Error("nothing says that it is removed")
	}
	b.Tap(t, kit.T("viewer.restore"))
	b.noErrors(t)
	if now, err := b.s.Evidence.Get(ctx, e.ID); err != nil || !now.DeletedAt.IsZero() || b.Has(kit.T("viewer.removed")) {
		t.Errorf("%v, %v", now.DeletedAt, err)
	}
}

func TestATrackingNumberIsOfferedNotTaken(t *testing.T) {
	b := open(t, "en")
	number := func() string {
		c, err := b.s.Cases.Get(context.Background(), b.c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return c.Tracking
	}
	uievidence.NewAdder(b.deps, func(string) {}).Text(b.c.ID, parcel)
	b.noErrors(t)
	if len(b.Actions) != 2 || b.Actions[0].Label != kit.T("viewer.take_number") || number() != "" {
		t.Fatalf("%d actions, number %q", len(b.Actions), number())
	}
	b.Actions[0].Do()
	if number() != "YT2630921266112233" {
		t.Errorf("number %q", number())
	}
	b.Actions[0].Do() // undo
	if number() != "" {
		t.Errorf("number %q after undo", number())
	}
}
