package evidence

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// TestMutations reads every chat again in the guises in which such files come.
func TestMutations(t *testing.T) {
	r := testReaders(t)
	utf16 := func(e unicode.Endianness, bom unicode.BOMPolicy) func(string) string {
		return func(s string) string {
			out, err := unicode.UTF16(e, bom).NewEncoder().String(s)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
	}
	plain := func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
	for name, mutate := range map[string]func(string) string{
		"crlf":      func(s string) string { return strings.ReplaceAll(plain(s), "\n", "\r\n") },
		"cr":        func(s string) string { return strings.ReplaceAll(plain(s), "\n", "\r") },
		"bom":       func(s string) string { return "\ufeff" + s },
		"marks":     func(s string) string { return "\u200e" + strings.ReplaceAll(s, "\n", "\n\u200e") },
		"no end":    func(s string) string { return strings.TrimRight(s, "\n") },
		"blank top": func(s string) string { return "\n\n" + s },
		"utf16le":   utf16(unicode.LittleEndian, unicode.UseBOM),
		"utf16be":   utf16(unicode.BigEndian, unicode.UseBOM),
	} {
		for _, c := range chatCases {
			text := mutate(c.text)
			got := readString(t, r, "chat.txt", text, chatOptions)
			if b := strings.ReplaceAll(brief(got.Messages), "⏎\u200e", "⏎"); b != c.want {
				t.Errorf("%s, %s: got\n%swant\n%s", c.name, name, b, c.want)
			}
			checkReading(t, []byte(text), got)
		}
	}
}

func TestGB18030(t *testing.T) {
	r := testReaders(t)
	for _, text := range []string{
		"买家：什么时候到？\n卖家：明天，请放心\n",
		"张三 和 李四 在微信上的聊天记录如下\n\n—————  2026-04-06  —————\n\n张三  10:23\n\n你好，货到了吗？\n",
	} {
		raw, err := simplifiedchinese.GB18030.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		got, want := readString(t, r, "", raw, Options{}), readString(t, r, "", text, Options{})
		if brief(got.Messages) != brief(want.Messages) || len(got.Messages) == 0 {
			t.Errorf("got\n%swant\n%s", brief(got.Messages), brief(want.Messages))
		}
		checkReading(t, []byte(raw), got)
	}
	latin := "29.01.18, 12:24 - Emma: Gr\xfc\xdfe aus K\xf6ln\n"
	if got := readString(t, r, "", latin, Options{}); len(got.Messages) != 1 || got.Messages[0].Body != "Grüße aus Köln" {
		t.Errorf("%+v", got.Messages)
	}
}

func TestCutAnywhere(t *testing.T) {
	r := testReaders(t)
	text := strings.Repeat("[29/01/2018, 12:24:03] Emma: Grüße 你好\n还有一行\n", 4)
	for n := range len(text) {
		got := readString(t, r, "chat.txt", text[:n], chatOptions)
		checkReading(t, []byte(text[:n]), got)
		if n > 60 && len(got.Messages) == 0 {
			t.Fatalf("cut at %d: nothing read", n)
		}
	}
}

func TestOddBodies(t *testing.T) {
	r := testReaders(t)
	word := strings.Repeat("好x", 5_000)
	for _, body := range []string{word, "a\x00b", "\u202eabc", "𠀀𪚥 👩‍👩‍👧", "- 12:24 - : x", "[x] : y", "http://a.b/c?d=1:2"} {
		text := "[29/01/2018, 12:24:03] Emma: " + body + "\n[29/01/2018, 12:24:04] Lin: ok\n"
		got := readString(t, r, "chat.txt", text, chatOptions)
		if len(got.Messages) != 2 || got.Messages[0].Body != strings.TrimPrefix(body, "\u202e") {
			t.Errorf("%.40q: %d messages, body %.40q", body, len(got.Messages), got.Messages[0].Body)
		}
	}
	bad := readString(t, r, "chat.txt", "[29/01/2018, 12:24:03] Emma: a\xffb und Grüße, Öl, Äpfel, für, über, süß\n", chatOptions)
	if len(bad.Messages) != 1 || !strings.HasPrefix(bad.Messages[0].Body, "a\uFFFDb und Grüße") {
		t.Errorf("%+v", bad.Messages)
	}
}

func TestDateOrder(t *testing.T) {
	r := testReaders(t)
	for _, c := range []struct{ name, text, want, problem string }{
		{"above 12, later line", "1/2/2026, 10:00 - A: x\n1/29/2026, 10:00 - B: y\n", "2026-01-02", ""},
		{"day first by default", "1/2/2026, 10:00 - A: x\n2/2/2026, 10:00 - B: y\n", "2026-02-01", problemOrder},
		{"capital PM with slashes", "1/2/26, 3:00 PM - A: x\n1/3/26, 3:00 PM - B: y\n", "2026-01-02", problemOrder},
		{"small pm", "1/2/26, 3:00 pm - A: x\n2/2/26, 3:00 pm - B: y\n", "2026-02-01", problemOrder},
		{"not in the future", "10/12/2025, 10:00 - A: x\n11/12/2026, 10:00 - B: y\n", "2025-10-12", ""},
		{"runs one way", "1/2/2026, 10:00 - A: x\n1/3/2026, 10:00 - B: y\n2/1/2026, 10:00 - A: z\n", "2026-01-02", ""},
		{"same either way", "5/5/2026, 10:00 - A: x\n", "2026-05-05", ""},
		{"short year last", "21/3/26, 10:00 - A: x\n", "2026-03-21", ""},
		{"short year first", "25-06-29, 10:00 - A: x\n25-06-30, 10:00 - A: x\n25-07-01, 10:00 - A: x\n", "2025-06-29", ""},
		{"year first", "2026/01/02, 10:00 - A: x\n", "2026-01-02", ""},
	} {
		got := readString(t, r, "chat.txt", c.text, Options{})
		if d := got.Messages[0].At.Format("2006-01-02"); d != c.want || got.Problem != c.problem {
			t.Errorf("%s: %s %q, want %s %q", c.name, d, got.Problem, c.want, c.problem)
		}
	}
}

func TestKinds(t *testing.T) {
	r := testReaders(t)
	for _, c := range []struct {
		name string
		kind Kind
		text string
	}{
		{"message", Text, "Hello, I ordered two weeks ago (order 302-8841276-2210751) and nothing came.\nPlease help: I need it before Saturday!\n\nBest regards,\nEmma"},
		{"form", Text, "Order: 302-8841276-2210751\nName: Emma Schneider\nAddress: Hauptstr. 1\nPhone: 030 123456\nItem: Bottle\n"},
		{"form, Chinese", Text, "订单号：302-8841276-2210751\n姓名：王芳\n地址：深圳\n电话：13800000000\n"},
		{"message about tracking", Text, "My number is YT2630921266112233.\nOn 2026-11-09 22:14 the page said delivered.\nI was at home and nobody came.\nNow I want my money back.\n"},
		{"message with days", Text, "YT2630921266112233\n11-09 it was delivered, but I have nothing.\nI was at home all day and I asked everybody.\nMy neighbours have nothing either.\nWhere is it now?\nPlease look into it.\nEmma\n"},
		{"form with the buyer", Text, "Buyer: Emma Schneider\nOrder: 302-8841276-2210751\nAmount: 39.90\n"},
		{"form with the buyer, Chinese", Text, "买家：张三\n订单号：302-8841276-2210751\n金额：39.90\n"},
		{"a name and a time, nothing said", Text, "Meeting 2026-11-20 10:23"},
		{"list", Text, "Shopping:\n- bottle: blue\n- lid: black\n"},
		{"chat about tracking", Chat, "[09/11/2026, 22:14:00] Emma: It was delivered?\n[09/11/2026, 22:15:00] Lin: Departed Leipzig\n[09/11/2026, 22:16:00] Emma: delivered to a neighbour YT2630921266112233\n"},
		{"one WhatsApp line", Chat, "09/11/2026, 22:14 - Emma: my parcel YT2630921266112233 was not delivered"},
		{"tracking with colons", Tracking, "2026-11-09 22:14 Leipzig: Arrived at facility\n2026-11-08 10:00 Frankfurt: Departed\n2026-11-07 09:00 Shenzhen: Picked up\n"},
		{"number", Text, "YT2630921266112233"},
		{"code", Text, "func main() {\n\tfmt.Println(\"a: b\")\n}\n"},
	} {
		if got := readString(t, r, "", c.text, Options{}); got.Kind != c.kind {
			t.Errorf("%s: %s %s\n%s%s", c.name, got.Kind, got.Format, brief(got.Messages), briefEvents(got.Events))
		}
	}
}
