package evidence

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// expected is a message as a public project expects it.
type expected struct {
	at           time.Time
	sender, text string
}

// TestPublicFixtures reads clones of public projects in the folder that
// CASEFOLIO_FIXTURES names; see .ci/fixtures. Every message that a project
// expects has to be there with its time, sender and words, spaces aside.
func TestPublicFixtures(t *testing.T) {
	dir := os.Getenv("CASEFOLIO_FIXTURES")
	if dir == "" {
		t.Skip("CASEFOLIO_FIXTURES names no folder")
	}
	r := testReaders(t)
	for _, c := range []struct {
		files, want string
		parse       func(raw []byte) ([]expected, error)
	}{
		{"line2json/testdata/talk-pc.txt", "line2json/testdata/expected.txt", parseLine},
		{"chat-miner/test/telegram/test_*_export.json", "chat-miner/test/telegram/target.json", parseTelegram},
		{"chat-miner/test/whatsapp/testlog.txt", "chat-miner/test/whatsapp/target.json", parseMiner},
		{"chat-miner/test/instagram/testlog.json", "chat-miner/test/instagram/target.json", parseMiner},
		{"chat-miner/test/whatsapp/test_*.txt", "", nil},
		{"line2json/testdata/talk-mobile.txt", "", nil},
		{"kakaotalk_msg_preprocessor/tests/datasets/*.txt", "", nil},
	} {
		files, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(c.files)))
		if err != nil {
			t.Fatal(err)
		}
		var want []expected
		if raw, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(c.want))); err == nil && c.parse != nil {
			if want, err = c.parse(raw); err != nil {
				t.Errorf("%s: %v", c.want, err)
			}
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := readString(t, r, filepath.Base(file), string(raw), Options{Zone: time.UTC})
			t.Logf("%s: %s, %d messages, %q", file, got.Format, len(got.Messages), got.Problem)
			if got.Kind != Chat {
				t.Errorf("%s is read as %s", file, got.Kind)
			}
			missing(t, got.Messages, want)
		}
	}
	sameWhatsApp(t, r, dir)
}

func missing(t *testing.T, messages []Message, want []expected) {
	t.Helper()
	for _, w := range want {
		found := false
		for _, m := range messages {
			found = found || sameClock(m, w.at) &&
				(m.Sender == w.sender || w.sender == "System" && m.Role == System) && strings.Contains(squeezed(m.Body), squeezed(w.text))
		}
		if !found {
			t.Errorf("not found: %v %s: %s", w.at, w.sender, w.text)
		}
	}
}

// sameClock compares to the minute. Where the chat states its zone, the project
// may have written the time in that of whoever made the file.
func sameClock(m Message, at time.Time) bool {
	off := m.At.Sub(at).Abs().Truncate(time.Minute)
	return off == 0 || m.ZoneKnown && off <= 14*time.Hour && off%(15*time.Minute) == 0
}

// sameWhatsApp wants the same chat from files that differ in their date format
// alone.
func sameWhatsApp(t *testing.T, r *Readers, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "chat-miner", "test", "whatsapp", "test_*hrs.txt"))
	if err != nil {
		t.Fatal(err)
	}
	first := ""
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := brief(readString(t, r, "chat.txt", string(raw), Options{Zone: time.UTC}).Messages)
		if first == "" {
			first = got
		} else if got != first {
			t.Errorf("%s: got\n%swant\n%s", file, got, first)
		}
	}
}

func parseLine(raw []byte) (out []expected, err error) {
	var all []struct{ Date, Time, User, Message string }
	err = json.Unmarshal(raw, &all)
	for _, m := range all {
		at, bad := time.Parse("2006/01/02 15:04", m.Date+" "+m.Time)
		if bad != nil {
			return out, bad
		}
		out = append(out, expected{at, m.User, m.Message})
	}
	return out, err
}

// parseTelegram reads a list of messages.
func parseTelegram(raw []byte) (out []expected, err error) {
	var all []struct{ Timestamp, Author, Message string }
	err = json.Unmarshal(raw, &all)
	for _, m := range all {
		at, bad := time.Parse("2006-01-02T15:04:05", m.Timestamp)
		if bad != nil {
			return out, bad
		}
		out = append(out, expected{at, m.Author, m.Message})
	}
	return out, err
}

// parseMiner reads one object a line.
func parseMiner(raw []byte) (out []expected, err error) {
	for _, l := range bytes.Split(bytes.TrimSpace(raw), []byte("\n")) {
		var m struct {
			Datetime        int64
			Author, Message string
		}
		if err := json.Unmarshal(l, &m); err != nil {
			return out, err
		}
		out = append(out, expected{time.UnixMilli(m.Datetime).UTC(), m.Author, m.Message})
	}
	return out, nil
}
