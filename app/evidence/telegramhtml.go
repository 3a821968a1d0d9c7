package evidence

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// readTelegramHTML reads a page that Telegram Desktop exports: blocks of the
// class "message", whose time stands in a title with its zone. A block of the
// class "joined" has the sender of the one before it.
func (r *chatReader) readTelegramHTML(raw []byte, opt Options, now time.Time) (Reading, bool) {
	if !bytes.Contains(raw[:min(len(raw), 1<<20)], []byte(`class="message `)) {
		return Reading{}, false
	}
	w := htmlWalker{r: r, zone: opt.Choices.zone(opt.Zone), tokens: html.NewTokenizer(bytes.NewReader(raw))}
	w.tokens.SetMaxBuf(maxHTMLToken)
	for w.next() && len(w.messages) < maxLines {
	}
	w.close(w.at)
	if len(w.messages) == 0 {
		return Reading{}, false
	}
	res := newOrdered(w.stamps, opt.Choices.Order, w.zone, now)
	out := Reading{Kind: Chat, Format: formatTelegram, MediaType: "text/html", Messages: w.messages}
	for i := range out.Messages {
		m, s := &out.Messages[i], w.stamps[i]
		m.At, m.ZoneKnown = res.at(s), s.zoned
		m.Doubt = res.doubt(m.At, s)
	}
	out.dated(res, w.stamps)
	if err := w.tokens.Err(); err != nil && !errors.Is(err, io.EOF) {
		out.Problem = problemChatBroken
	}
	r.knowing(opt).finish(&out, opt)
	return out, true
}

// maxHTMLToken bounds one tag or text of a page.
const maxHTMLToken = 4 << 20

// htmlWalker goes over the tags of a page. Only div elements are counted, for
// nothing else holds a message.
type htmlWalker struct {
	r        *chatReader
	zone     *time.Location
	tokens   *html.Tokenizer
	at       int // offset behind the present token
	messages []Message
	stamps   []stamp

	depth   int // of div elements, at most maxDivs of them are told apart
	message int // depth of the open message, 0: none
	part    string
	partAt  int // depth of the part
	inner   int // depth of what is quoted or forwarded within, 0: none
	start   int
	service bool
	last    string // sender of the message before
	stamp   stamp
	media   string
	title   strings.Builder // what the media is called
	text    strings.Builder
	name    strings.Builder
}

// next reads a token and tells whether there was one.
func (w *htmlWalker) next() bool {
	kind := w.tokens.Next()
	from := w.at
	w.at += len(w.tokens.Raw())
	switch kind {
	case html.ErrorToken:
		return false
	case html.StartTagToken, html.SelfClosingTagToken:
		w.open(w.tokens.Token(), from, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		if tag, _ := w.tokens.TagName(); string(tag) == "div" {
			w.closeDiv()
		}
	case html.TextToken:
		w.write(string(w.tokens.Text()))
	}
	return true
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasClass(class, name string) bool {
	for c := range strings.FieldsSeq(class) {
		if c == name {
			return true
		}
	}
	return false
}

func (w *htmlWalker) open(t html.Token, from int, closed bool) {
	switch {
	case t.Data == "br":
		w.write("\n")
	case t.Data == "a" && w.message > 0 && w.inner == 0 && w.media == "":
		if href := attribute(t, "href"); strings.HasSuffix(w.part, "media") && href != "" && !strings.Contains(href, ":") && href[0] != '#' {
			w.media = shortened(href, 2*maxSender)
		}
	case t.Data == "div" && !closed:
		w.depth++
		w.openDiv(attribute(t, "class"), attribute(t, "title"), from)
	}
}

func (w *htmlWalker) openDiv(class, title string, from int) {
	if hasClass(class, "message") && (hasClass(class, "default") || hasClass(class, "service")) {
		w.close(from)
		w.message, w.start, w.service = w.depth, from, hasClass(class, "service")
		return
	}
	if w.message == 0 || w.inner > 0 && w.depth > w.inner && !hasClass(class, "text") {
		return
	}
	if w.part == "media" && hasClass(class, "title") {
		w.part = "named media"
		return
	}
	switch part := w.partOf(class, title); part {
	case "":
	case "forwarded":
		w.inner = w.depth
	default:
		w.part, w.partAt = part, w.depth
		c := cursor{s: title}
		if at, ok := w.r.dates.stamp(&c); part == "date" && ok {
			w.stamp = at
		}
	}
}

// partOf names the part of a message that a div of these classes begins.
func (w *htmlWalker) partOf(class, title string) string {
	for _, p := range []struct {
		class, part string
		holds       bool
	}{
		{"forwarded", "forwarded", true}, {"reply_to", "reply", true}, {"date", "date", title != "" && w.inner == 0},
		{"from_name", "name", w.inner == 0}, {"text", "text", true}, {"details", "text", w.service}, {"media_wrap", "media", true},
	} {
		if p.holds && hasClass(class, p.class) {
			return p.part
		}
	}
	return ""
}

func (w *htmlWalker) closeDiv() {
	if w.depth == w.message && w.message > 0 {
		w.close(w.at)
	}
	if w.depth <= w.partAt {
		w.part, w.partAt = "", 0
	} else if w.part == "named media" {
		w.part = "media"
	}
	if w.depth <= w.inner {
		w.inner = 0
	}
	w.depth = max(0, w.depth-1)
}

func (w *htmlWalker) write(s string) {
	if w.message == 0 {
		return
	}
	switch w.part {
	case "name":
		w.name.WriteString(s)
	case "text":
		w.text.WriteString(html.UnescapeString(s))
	case "named media":
		w.title.WriteString(s)
	}
}

// close ends the open message at end.
func (w *htmlWalker) close(end int) {
	if w.message == 0 {
		return
	}
	m := Message{Start: int64(w.start), End: int64(end), Media: w.media, Body: strings.ToValidUTF8(strings.TrimSpace(w.text.String()), "\uFFFD")}
	name := shortened(cleanName(html.UnescapeString(strings.ToValidUTF8(w.name.String(), "\uFFFD"))), maxSender)
	if m.Sender = strings.Join(strings.Fields(name), " "); m.Sender == "" {
		m.Sender = w.last
	}
	called := strings.Join(strings.Fields(strings.ToValidUTF8(w.title.String(), "\uFFFD")), " ")
	switch {
	case m.Media != "":
		m.Fact = Attached
	case called != "":
		m.Fact = Omitted
	}
	if m.Body == "" && called+m.Media != "" {
		m.Body = strings.TrimSpace("[" + strings.TrimSpace(called+" "+m.Media) + "]")
	}
	if w.service {
		m.Role, m.Sender = System, ""
	} else {
		w.last = m.Sender
	}
	c := cursor{s: m.Body}
	if _, ok := w.r.dates.date(&c, false); !w.service || m.Body != "" && (!ok || !c.atEnd()) {
		w.messages, w.stamps = append(w.messages, m), append(w.stamps, w.stamp)
	}
	w.message, w.part, w.partAt, w.inner, w.media, w.stamp, w.service = 0, "", 0, 0, "", stamp{}, false
	w.text.Reset()
	w.name.Reset()
	w.title.Reset()
}
