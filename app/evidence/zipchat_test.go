package evidence

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"
)

// archive packs files in the order in which they are given.
func archive(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestZipWithMedia(t *testing.T) {
	chat := "[29/01/2018, 12:24:03] Emma: Hi\n\u200e[29/01/2018, 12:25:04] Emma: \u200e<attached: 00000001-PHOTO.jpg>\n\u200e[29/01/2018, 12:26:04] Emma: \u200e<attached: gone.jpg>\n"
	got := readString(t, testReaders(t), "WhatsApp.zip", archive(t, "00000001-PHOTO.jpg", "jpeg", "_chat.txt", chat, "sub/notes.zip", "PK"), chatOptions)
	if got.Kind != Chat || len(got.Messages) != 3 || len(got.media) != 1 || got.media[0].entry != "00000001-PHOTO.jpg" || !slices.Equal(got.media[0].seqs, []int{2}) {
		t.Fatalf("%s %+v\n%s", got.Kind, got.media, brief(got.Messages))
	}
	for _, m := range got.Messages {
		if m.Entry != "_chat.txt" || !strings.Contains(chat[m.Start:m.End], strings.TrimLeft(m.Body, "\u200e")) {
			t.Errorf("%+v points to %q", m, chat[m.Start:m.End])
		}
	}
}

func TestZipOfMessenger(t *testing.T) {
	part := func(ms, text string) string {
		return `{"participants": [], "messages": [{"sender_name": "Emma", "timestamp_ms": ` + ms + `, "content": "` + text + `"}, {"sender_name": "Lin", "timestamp_ms": ` + ms + `, "photos": [{"uri": "messages/inbox/emma_1/photos/7.jpg"}]}], "title": "Emma", "thread_path": "inbox/emma_1"}`
	}
	zipped := archive(t,
		"messages/inbox/emma_1/message_10.json", part("1795156000000", "first"), "messages/inbox/emma_1/message_2.json", part("1795156200000", "second"),
		"messages/inbox/emma_1/message_1.json", part("1795156300000", "third"), "messages/inbox/bo_2/message_1.json", `{"messages": [{"sender_name": "Bo", "timestamp_ms": 1795156300000, "content": "x"}]}`,
		"messages/inbox/emma_1/photos/7.jpg", "jpeg")
	r := testReaders(t)
	got := readString(t, r, "facebook.zip", zipped, chatOptions)
	var texts []string
	for _, m := range got.Messages {
		if m.Fact != Attached {
			texts = append(texts, m.Body)
		}
	}
	if !slices.Equal(texts, []string{"first", "second", "third"}) || got.Problem != problemChatMany || len(got.chats) != 2 || len(got.media) != 1 || len(got.media[0].seqs) != 3 {
		t.Errorf("%v %q %+v %+v", texts, got.Problem, got.chats, got.media)
	}
	opt := chatOptions
	opt.Choices.Chat = "messages/inbox/bo_2"
	if got := readString(t, r, "facebook.zip", zipped, opt); got.Problem != "" || len(got.Messages) != 1 || got.Messages[0].Sender != "Bo" {
		t.Errorf("%q %s", got.Problem, brief(got.Messages))
	}
}

func TestZipOfTelegramPages(t *testing.T) {
	second := strings.ReplaceAll(strings.ReplaceAll(telegramPage, "24.04.2025", "25.04.2025"), "24 April", "25 April")
	got := readString(t, testReaders(t), "export.zip", archive(t, "ChatExport/messages2.html", second, "ChatExport/messages.html", telegramPage, "ChatExport/photos/photo_1.jpg", "jpeg"), chatOptions)
	if got.Format != formatTelegram || len(got.Messages) != 10 || got.Messages[0].At.Day() != 24 || got.Messages[9].At.Day() != 25 || len(got.media) != 1 {
		t.Errorf("%s %+v\n%s", got.Format, got.media, brief(got.Messages))
	}
}

func TestHostileZip(t *testing.T) {
	r := testReaders(t)
	many := make([]string, 0, 2*(maxZipFiles+1))
	for range maxZipFiles + 1 {
		many = append(many, "a", "")
	}
	for name, c := range map[string]struct{ zip, problem string }{
		"bomb":       {archive(t, "_chat.txt", strings.Repeat("x", 8<<20)), problemZipBomb},
		"many files": {archive(t, many...), problemZipFiles},
		"nested":     {archive(t, "inner.zip", archive(t, "_chat.txt", chatCases[0].text)), ""},
		"no archive": {"PK\x03\x04 nothing", problemZipCut},
	} {
		if got := readString(t, r, "a.zip", c.zip, chatOptions); got.Kind != Document || got.Problem != c.problem {
			t.Errorf("%s: %s %q, want %q", name, got.Kind, got.Problem, c.problem)
		}
	}
}

func TestMediaName(t *testing.T) {
	for in, want := range map[string]string{
		"a/b/photo.jpg": "photo.jpg", "../../etc/passwd": "passwd", `..\..\x.exe`: "x.exe", "C:\\a\\b.jpg": "b.jpg", "a\u202egpj.exe": "agpj.exe", "..": "file", "": "file", "a\x00b": "ab", "con<>.txt": "con.txt",
	} {
		if got := mediaName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
