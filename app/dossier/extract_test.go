package dossier

import (
	"fmt"
	"math/rand"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"casefolio/app/cases"
	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/page"
	"casefolio/app/evidence"
	"casefolio/app/phrases"
)

// bare drops white space, the sign of a blank line and what extraction may add
// to show directions.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069", r) {
			return -1
		}
		return r
	}, s)
}

// extracted is the text of the frame of all pages, white space aside.
func extracted(t *testing.T, path string, doc page.Document, mode ...string) string {
	t.Helper()
	args := append(mode, "-enc", "UTF-8", "-x", "0", "-y", "66", "-W", "650", "-H", strconv.Itoa(int(doc.H)-66-50), path, "-")
	return bare(tool(t, "pdftotext", args...))
}

// talk makes messages of every length and script.
func talk(n int) []evidence.Message {
	bodies := []string{
		"Where is my parcel? It has been more than two weeks now and nobody answers. 😡👨‍👩‍👧‍👦 🇩🇪",
		"您好，包裹已经到达莱比锡处理中心，我们正在向承运商查询，预计两个工作日内答复，请您放心。",
		"ok",
		"Wo ist mein Paket? Größe XL, Straße 5, 40° — „bitte schnell“",
		"Ｆｕｌｌ　ｗｉｄｔｈ 和 half, 𠮷野家 𡃁 𪚥, 2026年11月20日（金）、ありがとうございます。안녕",
		"line one\r\nline two\r\n\r\nline four\ttabbed",
		"https://www.example.com/orders/302-8841276-2210751/tracking?carrier=yunexpress&number=YT2630921266112233&lang=de&utm_source=mail",
		"Привет, где моя посылка? Ελληνικά Việt Nam: đơn hàng",
		"-----Original Message-----\nFrom: a well-known-shop-with-a-very-long-hyphenated-name-that-breaks-somewhere -\n- first - second\n—",
		"é ñ e\u0301 n\u0303 ﬁ ffi 1️⃣ ☎ ✔",
		"a\n😡\nb",
		"Subject: order 302\n\nI ordered nearly a month ago.\n\n\nNo answer to my mails.\nPlease refund me.\nEmma",
	}
	messages := make([]evidence.Message, n)
	for i := range messages {
		m := evidence.Message{Seq: i + 1, At: at(berlin, 11, 20, 6, 0).Add(time.Duration(i*37) * time.Minute), ZoneKnown: i%3 != 0}
		m.Body = fmt.Sprintf("#%d# %s", i, bodies[i%len(bodies)])
		m.Sender, m.Role = "Emma Schneider-Von Habsburg", evidence.Buyer
		if i%5 >= 3 {
			m.Sender, m.Role = "LumoHaus 官方旗舰店", evidence.Seller
		}
		messages[i] = m
	}
	return messages
}

func travel(n int) []evidence.Event {
	events := make([]evidence.Event, n)
	for i := range events {
		events[i] = evidence.Event{
			Seq: i + 1, At: at(china, 11, 3, 8, 0).Add(time.Duration(i*9) * time.Hour), ZoneKnown: true,
			Place: fmt.Sprintf("@%d Leipzig Mockau Süd, Sachsen, Deutschland", i), Milestone: "in_transit.arrived_country",
			Text: fmt.Sprintf("^%d The shipment has been processed in the parcel centre of origin 已到达处理中心", i),
		}
	}
	return events
}

// large is a case with a long chat, a long record and many photos.
func large(t testing.TB, lang, paper string, messages int) compose.Input {
	in := fixture(t, lang, paper)
	in.Case.Product = "Folding desk lamp with a very long name that no column can hold on one line, black, EU plug, 12 W, with spare bulb"
	in.Case.Contact = "emma.schneider-von-habsburg@a-very-long-host-name.example.com, +49 341 0000000, WhatsApp"
	in.Exhibits[0].Exhibit.Messages, in.Exhibits[0].Messages = messages, talk(messages)
	in.Exhibits[1].Exhibit.Events, in.Exhibits[1].Events = 30, travel(30)
	in.Exhibits[7].Text = strings.Repeat("A note that goes on for pages. 一直写下去的记录。\n", 120)
	return in
}

func TestEverythingComesBackWhole(t *testing.T) {
	for i, v := range variants {
		comesBack(t, large(t, v[0], v[1], 200-160*i))
	}
}

// comesBack checks that every text can be found again in the order of its
// characters, however the cells beside it break their lines.
func comesBack(t *testing.T, in compose.Input) {
	t.Helper()
	doc := pages(t, in)
	path := printed(t, doc)
	for _, mode := range [][]string{nil, {"-raw"}} {
		got := extracted(t, path, doc, mode...)
		for _, want := range printedTexts(in) {
			if !strings.Contains(got, bare(want)) {
				t.Errorf("%s %v: %.80q does not come back whole", in.Lang, mode, want)
			}
		}
	}
}

// babble is up to most words of several scripts after a tag of its own.
func babble(r *rand.Rand, tag string, most int) string {
	words := strings.Fields("parcel the Lieferung über 包裹 已到达 查询中，请稍候。 A-1 pre-paid - — 12.50 (a) don’t “quote” / x@y.com ... Where? слово かな 𠮷𡃁 สวัสดีครับ Việt 안녕 😡")
	for range 1 + r.Intn(most) {
		tag += " " + words[r.Intn(len(words))]
	}
	return tag
}

func TestRandomTextComesBackWhole(t *testing.T) {
	for seed := range int64(long(2, 20)) {
		r := rand.New(rand.NewSource(seed))
		v := variants[seed%2]
		in := large(t, v[0], v[1], 50)
		k := &in.Case
		for i, f := range []*string{&k.Customer, &k.Contact, &k.Shop, &k.Order, &k.SKU, &k.Product, &k.Tracking, &k.Channel, &k.Severity, &k.Responsibility} {
			*f = babble(r, fmt.Sprintf("f%d.", i), 20)
		}
		for i := range in.Exhibits[0].Messages {
			m := &in.Exhibits[0].Messages[i]
			m.Sender, m.Body = babble(r, fmt.Sprintf("s%d.", i), 8), babble(r, fmt.Sprintf("m%d.", i), 60)+"\n"+babble(r, "", 30)
		}
		for i := range in.Exhibits[1].Events {
			e := &in.Exhibits[1].Events[i]
			e.Place, e.Text, e.Milestone = babble(r, fmt.Sprintf("p%d.", i), 12), babble(r, fmt.Sprintf("e%d.", i), 30), babble(r, fmt.Sprintf("t%d.", i), 6)
		}
		comesBack(t, in)
	}
}

// printedTexts lists what must be on paper word for word.
func printedTexts(in compose.Input) []string {
	k := in.Case
	all := []string{
		k.Number, k.Customer, k.Contact, k.Shop, k.Order, k.SKU, k.Product, k.Tracking, k.Amount.String(), k.BuyerZone,
		k.Story, k.Demand, in.Head,
		cases.Name(in.Lists.Platforms, k.Platform, in.Lang), cases.Name(in.Lists.Channels, k.Channel, in.Lang),
		cases.Name(in.Lists.Severities, k.Severity, in.Lang), cases.Name(in.Lists.CustomerTypes, k.CustomerType, in.Lang),
		cases.Name(in.Lists.Responsibilities, k.Responsibility, in.Lang), in.Lists.CategoryName(k.Category, in.Lang),
	}
	for _, m := range in.Moves {
		all = append(all, m.Reason)
	}
	for _, u := range in.Uses {
		all = append(all, u.Text)
	}
	for _, e := range in.Exhibits {
		all = append(all, e.Label(), e.FileName, e.Title, e.SHA256, e.Text, e.Fault)
		for _, m := range e.Messages {
			all = append(all, m.Sender, m.Body)
			if !m.At.IsZero() {
				all = append(all, m.At.Format("2006-01-02 15:04 -07:00"))
			}
		}
		for _, ev := range e.Events {
			all = append(all, ev.Place, ev.Text, ev.At.Format("2006-01-02 15:04 -07:00"))
		}
	}
	return all
}

// newlines are line ends of every kind.
const newlines = "\r\n\n\na\rb\u2028c\u2029d\v\f"

// nasty is text that breaks programs.
func nasty() string {
	return strings.Join([]string{
		"👩🏽‍🚀🏴󠁧󠁢󠁥󠁮󠁧󠁿🇨🇳1️⃣❤️", "𠀀𠮷𡃁𪚥𰻝", "שלום עולם مرحبا بالعالم", "order 302 שלום (abc) مرحبا 12.50 EUR",
		"สวัสดีครับ हिन्दी ক", "a\x00b\x07c\x1bd\x7fe\u0085f", "abc\u202Egnp.exe\u202C\u2066x\u2069\u200b\ufeffz",
		strings.Repeat("x", 300), "ok\xff\xfe\xc3(\xed\xa0\x80)\xf8end", "Z" + strings.Repeat("\u0301", 300),
		"\ue000\uf8ff\U000f0000\uffff", "{{.x}} %s %d {{range}} {nb} \\n", newlines,
	}, " | ")
}

func TestNastyTextNeverStopsADossier(t *testing.T) {
	for _, s := range []string{nasty(), newlines, ""} {
		in := fixture(t, "en", "a4")
		spoil(&in, s)
		tool(t, "qpdf", "--check", printed(t, pages(t, in)))
	}
}

// spoil puts s into every text of the case.
func spoil(in *compose.Input, s string) {
	in.Case = cases.Case{
		Number: in.Case.Number, Customer: s, Contact: s, Shop: s, Platform: s, Channel: s, Order: s, SKU: s, Product: s,
		Tracking: s, Category: s, Severity: s, CustomerType: s, Responsibility: s, BuyerZone: s, Story: s, Demand: s, Stage: cases.Stage(s),
	}
	in.Uses = []phrases.Use{{Text: s}}
	in.Moves[0].Reason = s
	for i := range in.Exhibits {
		e := &in.Exhibits[i]
		e.Title, e.FileName, e.MediaType, e.Parcel.Number = s, s, s, s
		for j := range e.Messages {
			e.Messages[j].Body, e.Messages[j].Sender = s, s
		}
		for j := range e.Events {
			e.Events[j].Text, e.Events[j].Place, e.Events[j].Milestone = s, s, s
		}
	}
}

func TestVeryLongWords(t *testing.T) {
	count := long(6000, 10000) // more than a page takes
	for _, letter := range []string{"x", "字"} {
		s := strings.Repeat(letter, count)
		in := fixture(t, "en", "a4")
		in.Case.Customer, in.Case.Story = s, s
		in.Exhibits[0].Messages[0].Body, in.Exhibits[0].Messages[1].Sender = s, s
		in.Exhibits[1].Events[0].Place, in.Exhibits[2].Title = s, s
		doc := pages(t, in)
		path := printed(t, doc)
		tool(t, "qpdf", "--check", path)
		// The customer stands in the title and in the facts, the title of an
		// exhibit in the index and in its caption.
		const whole = 8
		for _, mode := range []string{"-raw", "-nopgbrk"} {
			if got := strings.Count(extracted(t, path, doc, mode), letter); got < whole*count {
				t.Errorf("%s %s: %d characters came back", letter, mode, got)
			}
		}
	}
}
