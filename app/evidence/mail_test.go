package evidence

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"mime"
	"mime/quotedprintable"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// in encodes a text for a mail.
func in(t testing.TB, charset, text string) string {
	t.Helper()
	enc, err := htmlindex.Get(charset)
	if err != nil {
		t.Fatal(err)
	}
	if charset == "gb18030" {
		enc = simplifiedchinese.GB18030
	}
	out, err := enc.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func base64Lines(s string) string {
	all := base64.StdEncoding.EncodeToString([]byte(s))
	var b strings.Builder
	for len(all) > 76 {
		b.WriteString(all[:76] + "\r\n")
		all = all[76:]
	}
	return b.String() + all + "\r\n"
}

func quoted(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := quotedprintable.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestMailCharsets writes one sentence in each charset, in each way to send it,
// in the text, the subject and the name of a file.
func TestMailCharsets(t *testing.T) {
	for charset, text := range map[string]string{
		"utf-8": "Grüße 你好 😡", "gb18030": "你好，包裹还没有到。𠮷", "gbk": "包裹还没有到", "big5": "包裹還沒有到",
		"iso-2022-jp": "荷物が届きません", "shift_jis": "荷物が届きません", "euc-jp": "荷物が届きません", "euc-kr": "소포가 도착하지 않았습니다",
		"koi8-r": "Посылка не пришла", "windows-1251": "Посылка не пришла", "windows-1252": "Größe – “nicht” €", "iso-8859-2": "Zásilka nedorazila, příště",
		"windows-1255": "החבילה לא הגיעה", "windows-1256": "لم تصل الشحنة", "iso-8859-15": "100 € für Öl", "utf-16le": "Where is it?",
	} {
		raw := in(t, charset, text)
		for _, way := range []string{"8bit", "base64", "quoted-printable"} {
			if charset == "utf-16le" && way != "base64" {
				continue
			}
			body := map[string]func() string{
				"8bit": func() string { return raw + "\r\n" }, "base64": func() string { return base64Lines(raw) },
				"quoted-printable": func() string { return quoted(t, raw) + "\r\n" },
			}[way]()
			subject := "=?" + charset + "?B?" + base64.StdEncoding.EncodeToString([]byte(raw)) + "?="
			l := readLetter([]byte("From: " + subject + " <e@example.com>\r\nSubject: " + subject + "\r\nDate: Fri, 20 Nov 2026 06:31:00 +0100\r\n" +
				"Content-Type: text/plain; charset=\"" + charset + "\"\r\nContent-Transfer-Encoding: " + way + "\r\n\r\n" + body))
			if l.Text != text || l.Subject != text || l.From != text+" <e@example.com>" || l.Problem != "" {
				t.Errorf("%s %s: %q %q %q %q", charset, way, l.Text, l.Subject, l.From, l.Problem)
			}
		}
		name := fmt.Sprintf("filename*=%s''%s.pdf", charset, percent(raw))
		if got := headerParam("attachment; "+name, "filename"); charset != "utf-16le" && got != text+".pdf" {
			t.Errorf("%s: file %q", charset, got)
		}
	}
}

func percent(s string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, "%%%02X", s[i])
	}
	return b.String()
}

func TestHeaderWords(t *testing.T) {
	gbk := in(t, "gbk", "包裹")
	for value, want := range map[string]string{
		"plain": "plain",
		"=?gb2312?B?" + base64.StdEncoding.EncodeToString([]byte(gbk[:3])) + "?=\r\n =?GB2312?B?" + base64.StdEncoding.EncodeToString([]byte(gbk[3:])) + "?=": "包裹",
		"Re: =?utf-8?q?Paket_=C3=BCber?= fällig": "Re: Paket über fällig",
		gbk:                                   "包裹",
		"=?utf-8?q?a?= =?utf-8?q?b?=":         "ab",
		"=?utf-8?q?a?= and =?utf-8?q?b?=":     "a and b",
		"=?nonsense?B?aGk=?=":                 "hi",
		"=?utf-8*de?q?a?=":                    "a",
		"=?utf-8?x?a?=":                       "=?utf-8?x?a?=",
		"=?broken":                            "=?broken",
		mime.QEncoding.Encode("utf-8", "Zoë"): "Zoë",
	} {
		if got := headerText(value); got != want {
			t.Errorf("%q: %q, want %q", value, got, want)
		}
	}
	for value, want := range map[string]string{
		`attachment; filename="a;b.pdf"; size=3`:                              "a;b.pdf",
		`attachment; filename*0="long "; filename*1="name.pdf"`:               "long name.pdf",
		`attachment; filename*0*=utf-8''%e5%8c%85; filename*1*=%e8%a3%b9.pdf`: "包裹.pdf",
		`attachment; filename="=?utf-8?q?=C3=BC.pdf?="`:                       "ü.pdf",
		`attachment; filename=a b.pdf`:                                        "a b.pdf",
		`attachment; filename="x.pdf"; filename*=utf-8''y.pdf`:                "y.pdf",
		`attachment; filename="say \"hi\".pdf"`:                               `say "hi".pdf`,
		`attachment`:                                                          "",
		`attachment; filename`:                                                "",
	} {
		if got := headerParam(value, "filename"); got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
	}
	for name, want := range map[string]string{`..\..\evil.exe`: "evil.exe", "/etc/passwd": "passwd", "..": "", "a\x00\nb.txt": "ab.txt", strings.Repeat("长", 100) + ".pdf": strings.Repeat("长", 58) + ".pdf"} {
		if got := safeName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// dot is a picture of n × n pixels.
func dot(t testing.TB, n int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, n, n))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMailParts(t *testing.T) {
	inner := "From: Zoll <z@example.com>\r\nSubject: Inner =?utf-8?q?=C3=BC?=\r\n\r\nInside.\r\n"
	raw := strings.Join([]string{
		"From: \"Schneider, Emma\" <Emma@Example.com>", "To: LumoHaus <shop@example.com>", "Cc: a@b.example", "Subject: Broken lamp",
		"Date: Fri, 20 Nov 2026 06:31:00 -0500 (EST)", "Message-ID: <1@example.com>", "MIME-Version: 1.0",
		"Content-Type: multipart/mixed; boundary=out", "", "preamble", "--out",
		"Content-Type: multipart/related; boundary=rel", "", "--rel",
		"Content-Type: multipart/alternative; boundary=alt", "", "--alt",
		"Content-Type: text/html", "", "<p>HTML <b>text</b></p>", "--alt",
		"Content-Type: text/plain; charset=utf-8", "", "The lamp is broken.", "Größe 2", "--alt--", "--rel",
		"Content-Type: image/png", "Content-ID: <i>", "Content-Disposition: inline; filename=lamp.png", "Content-Transfer-Encoding: base64", "", strings.TrimSpace(base64Lines(dot(t, 80))), "--rel",
		"Content-Type: image/png", "Content-ID: <spy>", "Content-Transfer-Encoding: base64", "", strings.TrimSpace(base64Lines(dot(t, 1))), "--rel--", "--out",
		"Content-Type: text/csv; charset=gb2312; name=list.csv", "Content-Disposition: attachment", "Content-Transfer-Encoding: base64", "", strings.TrimSpace(base64Lines(in(t, "gbk", "包裹,1"))), "--out",
		"Content-Type: message/rfc822", "", strings.TrimSuffix(inner, "\r\n"), "--out",
		"Content-Type: application/ms-tnef", "Content-Transfer-Encoding: base64", "", "eJ8+IgA=", "--out",
		"Content-Type: application/pgp-signature", "", "sig", "--out",
		"Content-Type: text/plain", "", "A footer.", "--out--", "", "epilogue"}, "\r\n")
	l := readLetter([]byte(raw))
	if l.Text != "The lamp is broken.\nGröße 2\n\nA footer." || l.Problem != "" {
		t.Errorf("%q %q", l.Text, l.Problem)
	}
	if l.From != "Schneider, Emma <emma@example.com>" || l.To != "LumoHaus <shop@example.com>" || l.Subject != "Broken lamp" || l.ID != "<1@example.com>" ||
		l.At.Format(time.RFC3339) != "2026-11-20T06:31:00-05:00" {
		t.Errorf("%+v", l)
	}
	if part := raw[l.Start:l.End]; !strings.HasPrefix(part, "The lamp is") || !strings.HasSuffix(part, "A footer.") {
		t.Errorf("%q", part)
	}
	var names []string
	for _, f := range l.Files {
		names = append(names, f.Name)
	}
	if !slices.Equal(names, []string{"lamp.png", "list.csv", "Inner ü.eml", "winmail.dat"}) {
		t.Fatalf("%q", names)
	}
	if string(l.Files[0].Data) != dot(t, 80) || !l.Files[0].Inline || string(l.Files[1].Data) != in(t, "gbk", "包裹,1") ||
		string(l.Files[2].Data) != strings.TrimSuffix(inner, "\r\n") {
		t.Error("the files are not what was sent")
	}
	got := readString(t, testReaders(t), "a.eml", raw, Options{Contact: "emma@example.com"})
	if got.Kind != Email || len(got.Messages) != 1 || got.Messages[0].Role != Buyer || len(got.Attached) != 4 || !got.EventAt.Equal(l.At) {
		t.Errorf("%+v", got)
	}
}

func TestHTMLText(t *testing.T) {
	for source, want := range map[string]string{
		"<html><head><title>x</title><style>p{}</style></head><body><p>Hello <b>you</b>,</p><p>bye<br>now</p></body></html>": "Hello you,\n\nbye\nnow",
		`See <a href="https://example.com/t">the page</a> and <a href="https://example.com">https://example.com</a>.`:        "See the page (https://example.com/t) and https://example.com.",
		`<a href="javascript:x()">go</a> <a href="mailto:a@b.example">write</a>`:                                             "go write (a@b.example)",
		"<ul><li>one<li>two</ul>after": "• one\n• two\n\nafter",
		"<table><tr><td>Order</td><td>123</td></tr><tr><td>Item</td><td>Lamp</td></tr></table>": "Order 123\nItem Lamp",
		"<pre>a\n  b</pre>": "a\n  b", "a &amp; b &nbsp;&#x1F621;": "a & b \u00a0😡",
		`<img src="http://spy.example/x.gif" alt="Lamp"><script>alert(1)</script>`: "[Lamp]",
		"": "", "<p>": "", "a<b": "a", "<!-- x -->y": "y",
	} {
		if got := htmlText(source); got != want {
			t.Errorf("%s\n%q, want %q", source, got, want)
		}
	}
}

const marketMail = "From: \"Emma - Amazon Marketplace\" <abc123+A1B2@marketplace.amazon.de>\r\nTo: shop@example.com\r\n" +
	"Subject: Anfrage von Amazon-Kunde Emma (Bestellung: 302-8841276-2210751)\r\nDate: Fri, 20 Nov 2026 06:31:00 +0000\r\n"

func TestMarketMail(t *testing.T) {
	for name, rest := range map[string]string{
		"plain": "Content-Type: text/plain; charset=utf-8\r\n\r\nBestellnummer 302-8841276-2210751:\r\n1 of Lampe [ASIN: B0ABCDEFGH]\r\n\r\n" +
			"------------- Anfang der Nachricht -------------\r\n\r\nWo ist mein Paket?\r\n-- Emma\r\n\r\n------------- Ende der Nachricht -------------\r\n\r\nDatenschutz\r\n[commMgrTok:XYZ]\r\n",
		"html": "Content-Type: text/html; charset=utf-8\r\n\r\n<p>302-8841276-2210751 [ASIN: B0ABCDEFGH]</p><pre>Wo ist mein Paket?\n-- Emma</pre><p>Footer</p><p>[commMgrTok:XYZ]</p>",
	} {
		l := readLetter([]byte(marketMail + rest))
		if l.Text != "Wo ist mein Paket?\n-- Emma" || l.Order != "302-8841276-2210751" || l.ASIN != "B0ABCDEFGH" || l.From != "Emma <abc123@marketplace.amazon.de>" {
			t.Errorf("%s: %+v", name, l)
		}
	}
	words := testReaders(t).chat.words.with(Options{Buyer: "Emma Schneider", Contact: "emma@example.com", Seller: []string{"LumoHaus"}})
	for head, want := range map[string]Role{
		marketMail: Buyer,
		"From: LumoHaus <x@example.com>\nTo: b@example.com":           Seller,
		"From: x@example.com\nTo: Abc <abc@marketplace.amazon.co.uk>": Seller,
		"From: x@example.com\nTo: Emma@Example.com":                   Seller,
		"From: e@x.example\nTo: Emma@Example.com.cn":                  Unknown,
		"From: Amazon <donotreply@amazon.com>\nTo: emma@example.com":  Platform,
		"From: someone <emma@example.com>":                            Buyer,
		"From: Emma Schneider <other@example.com>":                    Buyer,
	} {
		if got := mailRole(readLetter([]byte(head+"\n\nx")), words); got != want {
			t.Errorf("%s: %q, want %q", head, got, want)
		}
	}
}

func TestMailbox(t *testing.T) {
	raw := "From abc@example.com Fri Nov 20 06:31:00 2026\n" + strings.ReplaceAll(marketMail, "\r\n", "\n") + "\nHello\n>From here\nFrom nowhere\n\nFrom me, too\n\n" +
		"From - Sat Nov 21 2026\nFrom: Emma B. - Amazon Marketplace <abc123+ZZ@marketplace.amazon.de>\nSubject: Again\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nSee.\n--x\nContent-Type: application/pdf; name=a.pdf\n\n%PDF-\n--x--\n"
	r := testReaders(t)
	for _, name := range []string{"all.mbox", "", "all"} {
		in := name
		if name == "" {
			in = "Inbox" // no extension: recognised by its first line
		}
		got := readString(t, r, in, raw, Options{})
		if got.Kind != Email || got.Format != FormatMailbox || len(got.Messages) != 2 || got.Problem != "" {
			t.Fatalf("%s: %+v", name, got)
		}
		a, b := got.Messages[0], got.Messages[1]
		if !strings.HasSuffix(a.Body, "Hello\nFrom here\nFrom nowhere\n\nFrom me, too") || b.Body != "Again\n\nSee.\n\n[a.pdf]" || a.Sender != b.Sender || a.Role != Buyer {
			t.Errorf("%q %q %q %q", a.Body, b.Body, a.Sender, b.Sender)
		}
		if !strings.HasPrefix(raw[a.Start:a.End], "From: \"Emma -") || !strings.HasPrefix(raw[b.Start:], "From: Emma B.") || b.End != int64(len(raw)) || got.EventAt.IsZero() {
			t.Errorf("%q", raw[a.Start:a.End])
		}
	}
	if got := readString(t, r, "empty.mbox", "nothing\n", Options{}); got.Problem != problemMail {
		t.Errorf("%+v", got)
	}
}

// TestHostileMails reads mails that are made to cost memory or time.
func TestHostileMails(t *testing.T) {
	nested := strings.Builder{}
	for i := range 2000 {
		fmt.Fprintf(&nested, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	deep := "x"
	for range 50 {
		deep = "Content-Type: message/rfc822\n\n" + deep
	}
	head := "From: a@example.com\nSubject: s\n"
	for name, c := range map[string]struct{ raw, problem string }{
		"nested":     {head + nested.String(), problemMailParts},
		"parts":      {head + "Content-Type: multipart/mixed; boundary=x\n\n" + strings.Repeat("--x\nContent-Type: text/plain\n\na\n", 5000), problemMailParts},
		"bare parts": {head + "Content-Type: multipart/mixed; boundary=x\n\n" + strings.Repeat("--x\n\na\n", maxMailDelims+1), problemMailParts},
		"files":      {head + "Content-Type: multipart/mixed; boundary=x\n\n" + strings.Repeat("--x\nContent-Type: application/pdf\n\na\n", 500), problemMailFiles},
		"header":     {"Subject: " + strings.Repeat("a", 2<<20) + "\n\nx", problemMailHead},
		"headers":    {strings.Repeat("X-A: b\n", 1<<18) + "\nx", problemMailHead},
		"words":      {"From: " + strings.Repeat("=?utf-8?q?a?= ", 50_000) + "\n\nx", ""},
		"type":       {head + "Content-Type: text/plain; " + strings.Repeat("a=b;", 100_000) + "\n\nx", ""},
		"tags":       {head + "Content-Type: text/html\n\n" + strings.Repeat("<a href=http://x>", 300_000), ""},
		"line":       {head + "\n" + strings.Repeat("a", 40<<20), ""},
		"base64":     {head + "Content-Transfer-Encoding: base64\n\n" + strings.Repeat("====", 1<<20), ""},
		"place":      {head + "Content-Type: multipart/mixed; boundary=x\n\n" + strings.Repeat("ab\n", 1<<20) + "--x\n\n" + strings.Repeat("ab\n", 1<<19) + "--x--", ""},
		"mails":      {head + deep, ""},
		"none":       {"--\n\n", ""},
		"boundary":   {head + "Content-Type: multipart/mixed\n\n--\n\nx\n----\n", ""},
	} {
		start := time.Now()
		l := readLetter([]byte(c.raw))
		if c.problem != "" && (l.Problem != c.problem || name != "header" && name != "headers" && l.Subject != "s") {
			t.Errorf("%s: %q %q", name, l.Problem, l.Subject)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

// FuzzMail promises that no bytes bring the reader of mails to a fall, that its
// text is text, and that what it points to is there.
func FuzzMail(f *testing.F) {
	for _, seed := range []string{
		marketMail + "\r\n------------- Begin message -------------\r\nHi\r\n------------- End message -------------\r\n",
		"From a@b Fri Nov 20 06:31:00 2026\nFrom: a@b\n\nx\n\nFrom - 2026\nSubject: y\n\nz",
		"Content-Type: multipart/alternative; boundary=\"x\"\n\n--x\nContent-Type: text/html\n\n<p>a<a href=http://b>c\n--x\n\nd\n--x--",
		"Subject: =?gb2312?B?sPy5/A==?=\nContent-Transfer-Encoding: base64\n\nsPy5/A==",
		"Content-Type: message/rfc822; name*=utf-8''%e5\nContent-Transfer-Encoding: quoted-printable\n\n=E5=\n=",
	} {
		f.Add([]byte(seed))
	}
	r := testReaders(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 1<<16 {
			return
		}
		l := readLetter(raw)
		if l.Start < 0 || l.End < l.Start || l.End > int64(len(raw)) {
			t.Fatalf("%d to %d of %d", l.Start, l.End, len(raw))
		}
		for _, s := range []string{l.From, l.To, l.Subject, l.ID, l.Text} {
			if strings.ToValidUTF8(s, "") != s {
				t.Fatalf("%q", s)
			}
		}
		for _, file := range l.Files {
			if file.Name == "" || strings.ContainsAny(file.Name, "/\\\x00\n") || file.Name == ".." || len(file.Name) > maxName+20 {
				t.Fatalf("%q", file.Name)
			}
		}
		got := r.readMailbox(bytes.NewReader(raw), byName[".mbox"], Options{})
		last := int64(0)
		for _, m := range got.Messages {
			if m.Start < last || m.End < m.Start || m.End > int64(len(raw)) || strings.ToValidUTF8(m.Body, "") != m.Body {
				t.Fatalf("%+v", m)
			}
			last = m.End
		}
	})
}

// TestLargeMail reads the head alone of a mail beyond the limit.
func TestLargeMail(t *testing.T) {
	got := readString(t, testReaders(t), "a.eml", "From: a@example.com\nSubject: Film\nDate: Fri, 20 Nov 2026 06:31:00 +0100\n\n"+strings.Repeat("QUJD\n", maxText/5+1), Options{})
	if got.Problem != problemMailLarge || len(got.Messages) != 1 || got.Messages[0].Body != "Film" || got.EventAt.IsZero() {
		t.Errorf("%q %+v", got.Problem, got.EventAt)
	}
}
