package evidence

import (
	"strconv"
	"strings"
	"testing"
)

const telegramJSON = `{
 "name": "Emma Schneider", "type": "personal_chat", "id": 4711,
 "messages": [
  {"id": 1, "type": "service", "date": "2026-11-20T06:00:00", "date_unixtime": "1795154400", "actor": "Emma Schneider", "action": "phone_call", "text": ""},
  {"id": 2, "type": "message", "date": "2026-11-20T06:31:00", "date_unixtime": "1795156260", "from": "Emma Schneider", "from_id": "user1",
   "text": ["Where is ", {"type": "bold", "text": "my parcel"}, "? 你好"]},
  {"id": 3, "type": "message", "date": "2026-11-20T06:32:00", "date_unixtime": "1795156320", "from": "Nordlicht Shop", "text": "On its way", "edited": "2026-11-20T06:33:00"},
  {"id": 4, "type": "message", "date": "2026-11-20T06:34:00", "date_unixtime": "1795156440", "from": "Emma Schneider", "photo": "photos/photo_1.jpg", "text": ""},
  {"id": 5, "type": "message", "date": "2026-11-20T06:35:00", "date_unixtime": "1795156500", "from": "Emma Schneider", "file": "(File not included. Change data exporting settings to download.)", "media_type": "voice_message", "text": ""}
 ]
}`

const telegramOld = `{"about": "x", "chats": {"about": "y", "list": [
 {"name": "Few", "id": 1, "messages": [{"id": 1, "type": "message", "date": "2018-05-03T07:08:09", "from": "Bo", "text": "one"}]},
 {"name": "Many", "id": 2, "messages": [
  {"id": 1, "type": "message", "date": "2018-05-03T07:08:09", "from": "Emma", "text": "a"},
  {"id": 2, "type": "message", "date": "2018-05-03T07:08:10", "from": "Lin", "text": "b"}]}]}}`

const messengerJSON = `{"participants": [{"name": "Jos\u00c3\u00a9 P\u00c3\u00a9rez"}, {"name": "Nordlicht Shop"}],
 "messages": [
  {"sender_name": "Nordlicht Shop", "timestamp_ms": 1795156320000, "photos": [{"uri": "messages/inbox/jose_1/photos/7.jpg"}]},
  {"sender_name": "Jos\u00c3\u00a9 P\u00c3\u00a9rez", "timestamp_ms": 1795156290500, "content": "\u00c2\u00bfD\u00c3\u00b3nde est\u00c3\u00a1? \u00f0\u009f\u0098\u00a1"},
  {"sender_name": "Jos\u00c3\u00a9 P\u00c3\u00a9rez", "timestamp_ms": 1795156260000, "content": "Hola \u4f60\u597d", "reactions": [{"reaction": "x"}]},
  {"sender_name": "Nordlicht Shop", "timestamp_ms": 1795156250000, "is_unsent": true}
 ], "title": "Jos\u00c3\u00a9", "is_still_participant": true, "thread_path": "inbox/jose_1"}`

var jsonCases = []struct{ name, format, text, want, problem string }{
	{"Telegram", formatTelegram, telegramJSON,
		"2026-11-20 06:00:00Z|*|system|Emma Schneider phone_call\n2026-11-20 06:31:00Z|Emma Schneider|buyer|Where is my parcel? 你好\n" +
			"2026-11-20 06:32:00Z|Nordlicht Shop|seller|On its way\n2026-11-20 06:34:00Z|Emma Schneider|buyer|[photo_1.jpg]\n2026-11-20 06:35:00Z|Emma Schneider|buyer|[voice message (File not included. Change data exporting settings to download.)]\n", ""},
	{"Telegram, whole account", formatTelegram, telegramOld,
		"2018-05-03 07:08:09|Emma|buyer|a\n2018-05-03 07:08:10|Lin|seller|b\n", problemChatMany},
	{"Messenger", formatMessenger, messengerJSON,
		"2026-11-20 06:30:50Z|Nordlicht Shop|seller|\n2026-11-20 06:31:00Z|José Pérez|buyer|Hola 你好\n2026-11-20 06:31:30Z|José Pérez|buyer|¿Dónde está? 😡\n2026-11-20 06:32:00Z|Nordlicht Shop|seller|[messages/inbox/jose_1/photos/7.jpg]\n", ""},
	{"Instagram", formatInstagram, `{"messages": [{"sender_name": "Emma", "timestamp_ms": 1795156260000, "content": "Hi", "is_geoblocked_for_viewer": false}]}`,
		"2026-11-20 06:31:00Z|Emma|buyer|Hi\n", ""},
	{"cut off", formatTelegram, telegramJSON[:strings.Index(telegramJSON, `{"id": 4`)] + `{"id": 4, "ty`,
		"2026-11-20 06:00:00Z|*|system|Emma Schneider phone_call\n2026-11-20 06:31:00Z|Emma Schneider|buyer|Where is my parcel? 你好\n2026-11-20 06:32:00Z|Nordlicht Shop|seller|On its way\n", problemChatBroken},
}

func TestJSONChats(t *testing.T) {
	r := testReaders(t)
	for _, c := range jsonCases {
		for _, bom := range []string{"", "\ufeff"} {
			text := bom + c.text
			got := readString(t, r, "result.json", text, chatOptions)
			if got.Kind != Chat || got.Format != c.format || got.Problem != c.problem || brief(got.Messages) != c.want {
				t.Errorf("%s: %s %s %q\n%swant\n%s", c.name, got.Kind, got.Format, got.Problem, brief(got.Messages), c.want)
			}
			for _, m := range got.Messages {
				if part := text[m.Start:m.End]; part[0] != '{' || part[len(part)-1] != '}' {
					t.Errorf("%s: message %d points to %q", c.name, m.Seq, part)
				}
			}
		}
	}
}

func TestTelegramFacts(t *testing.T) {
	got := readString(t, testReaders(t), "result.json", telegramJSON, chatOptions).Messages
	for i, want := range []Fact{NoFact, NoFact, Edited, Attached, Omitted} {
		if got[i].Fact != want {
			t.Errorf("%d: %q, want %q", i, got[i].Fact, want)
		}
	}
	if got[3].Media != "photos/photo_1.jpg" {
		t.Error(got[3].Media)
	}
}

func TestChooseAChat(t *testing.T) {
	opt := chatOptions
	opt.Choices.Chat = "1"
	got := readString(t, testReaders(t), "result.json", telegramOld, opt)
	if got.Problem != "" || len(got.Messages) != 1 || got.Messages[0].Body != "one" || len(got.chats) != 2 || got.chats[1] != (ChatChoice{"2", "Many", 2}) {
		t.Errorf("%q %s%+v", got.Problem, brief(got.Messages), got.chats)
	}
}

func TestHostileJSON(t *testing.T) {
	r := testReaders(t)
	for name, c := range map[string]struct{ text, problem string }{
		"nested lists":        {`{"messages": ` + strings.Repeat("[", 500_000), problemChatDeep},
		"nested in a value":   {`{"a": ` + strings.Repeat(`{"b":`, 500_000) + `"messages"`, problemChatDeep},
		"nested in a message": {`{"messages": [{"type": "message", "x": ` + strings.Repeat("[", 5_000) + strings.Repeat("]", 5_000) + `}]}`, problemChatDeep},
		"long text":           {`{"messages": [{"sender_name": "A", "timestamp_ms": 1795156260000, "content": "` + strings.Repeat("x", 8<<20) + `"}]}`, ""},
		"no messages":         {`{"messages": []}`, ""},
		"wrong types":         {`{"messages": [{"type": 7, "date": "2018-05-03T07:08:09"}, 4, "x", null]}`, ""},
		"odd numbers":         {`{"messages": [{"sender_name": "A", "timestamp_ms": 1e300, "content": "x"}]}`, ""},
	} {
		if got := readString(t, r, "result.json", c.text, chatOptions); got.Problem != c.problem {
			t.Errorf("%s: %s %q, want %q", name, got.Kind, got.Problem, c.problem)
		}
	}
}

func FuzzJSONChat(f *testing.F) {
	r := testReaders(f)
	for _, c := range jsonCases {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got := readString(t, r, "result.json", string(raw), chatOptions)
		for _, m := range got.Messages {
			if m.Start < 0 || m.End < m.Start || m.End > int64(len(raw)) {
				t.Fatalf("message %d: %d to %d of %d", m.Seq, m.Start, m.End, len(raw))
			}
		}
	})
}

func TestMojibake(t *testing.T) {
	for in, want := range map[string]string{"Jos\u00c3\u00a9": "José", "José": "José", "你好": "你好", "plain": "plain", "": "", "\u00e4\u00bd\u00a0": "你", "\u00c3": "\u00c3"} {
		if got := unmojibake(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

const telegramPage = `<!DOCTYPE html><html><head><title>Exported Data</title></head><body onload="CheckLocation();">
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">Emma Schneider</div></div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">24 April 2025</div></div>
<div class="message default clearfix" id="message1">
 <div class="pull_left userpic_wrap"><div class="userpic userpic3"><div class="initials">E</div></div></div>
 <div class="body"><div class="pull_right date details" title="24.04.2025 13:49:04 UTC+06:00">13:49</div>
 <div class="from_name">Emma Schneider </div>
 <div class="text">Where is it?<br>I paid &lt;40&gt; &amp; waited <a href="https://example.com">link</a></div></div>
</div>
<div class="message default clearfix joined" id="message2"><div class="body"><div class="pull_right date details" title="24.04.2025 13:50:00 UTC+06:00">13:50</div>
 <div class="media_wrap clearfix"><a class="photo_wrap clearfix pull_left" href="photos/photo_1.jpg"><img class="photo" src="photos/photo_1_thumb.jpg"></a></div></div></div>
<div class="message default clearfix" id="message3"><div class="body"><div class="pull_right date details" title="24.04.2025 13:51:00 UTC+06:00">13:51</div>
 <div class="from_name">Nordlicht Shop</div>
 <div class="reply_to details">In reply to <a href="#go_to_message1">this message</a></div>
 <div class="text">On its way</div></div></div>
<div class="message service" id="message4"><div class="body details">Emma Schneider pinned a message</div></div>
<div class="message default clearfix" id="message5"><div class="body"><div class="pull_right date details" title="24.04.2025 13:52:00 UTC+06:00">13:52</div>
 <div class="from_name">Nordlicht Shop</div><div class="forwarded body"><div class="from_name">Carrier <span class="date details" title="23.04.2025 10:00:00">23.04.2025</span></div><div class="text">Delivered</div></div></div></div>
</div></div></div></body></html>`

func TestTelegramPage(t *testing.T) {
	got := readString(t, testReaders(t), "messages.html", telegramPage, chatOptions)
	want := "2025-04-24 13:49:04+06:00|Emma Schneider|buyer|Where is it?⏎I paid <40> & waited link\n" +
		"2025-04-24 13:50:00+06:00|Emma Schneider|buyer|[photos/photo_1.jpg]\n" +
		"2025-04-24 13:51:00+06:00|Nordlicht Shop|seller|On its way\n-|*|system|Emma Schneider pinned a message\n" +
		"2025-04-24 13:52:00+06:00|Nordlicht Shop|seller|Delivered\n"
	if got.Kind != Chat || got.Format != formatTelegram || brief(got.Messages) != want {
		t.Errorf("%s %s\n%swant\n%s", got.Kind, got.Format, brief(got.Messages), want)
	}
	for _, m := range got.Messages {
		if part := telegramPage[m.Start:m.End]; !strings.HasPrefix(part, `<div class="message`) || !strings.HasSuffix(part, "</div>") {
			t.Errorf("message %d points to %q", m.Seq, part)
		}
	}
	if page := readString(t, testReaders(t), "a.html", "<html><p>Order 302-1</p></html>", chatOptions); page.Kind != Document {
		t.Error(page.Kind)
	}
}

// A page with a text beyond every limit is read up to it, and says so.
func TestHostilePage(t *testing.T) {
	page := strings.Replace(telegramPage, "On its way", strings.Repeat("x", maxHTMLToken+1), 1)
	got := readString(t, testReaders(t), "messages.html", page, chatOptions)
	if got.Problem != problemChatBroken || len(got.Messages) < 2 {
		t.Errorf("%q, %d messages", got.Problem, len(got.Messages))
	}
	deep := strings.Repeat("<div>", 100_000) + telegramPage
	if got := readString(t, testReaders(t), "messages.html", deep, chatOptions); len(got.Messages) != 5 {
		t.Errorf("%d messages in a deep page", len(got.Messages))
	}
}

func FuzzTelegramPage(f *testing.F) {
	r := testReaders(f)
	f.Add([]byte(telegramPage))
	f.Add([]byte(`<div class="message default"><div class="text">` + strings.Repeat("<div>", 50)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got := readString(t, r, "messages.html", string(raw), chatOptions)
		at := int64(0)
		for _, m := range got.Messages {
			if m.Start < at || m.End < m.Start || m.End > int64(len(raw)) {
				t.Fatalf("message %d: %d to %d of %d", m.Seq, m.Start, m.End, len(raw))
			}
			at = m.Start
		}
	})
}

func BenchmarkTelegram100k(b *testing.B) {
	r := testReaders(b)
	var s strings.Builder
	s.WriteString(`{"name": "Emma", "messages": [`)
	for i := range 100_000 {
		if i > 0 {
			s.WriteByte(',')
		}
		s.WriteString(`{"id": ` + strconv.Itoa(i) + `, "type": "message", "date": "2026-11-20T06:31:00", "date_unixtime": "` + strconv.Itoa(1795156260+i) +
			`", "from": "Emma Schneider", "from_id": "user1", "text": ["Where is ", {"type": "bold", "text": "my parcel"}], "text_entities": []}`)
	}
	s.WriteString(`]}`)
	for b.Loop() {
		if got := readString(b, r, "result.json", s.String(), chatOptions); len(got.Messages) != 100_000 {
			b.Fatal(len(got.Messages))
		}
	}
}
