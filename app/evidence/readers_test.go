package evidence

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

var testNow = time.Date(2026, 11, 22, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))

func testReaders(t testing.TB) *Readers {
	t.Helper()
	r, err := LoadReaders(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func readString(t testing.TB, r *Readers, name, text string, opt Options) Reading {
	t.Helper()
	if opt.Zone == nil {
		opt.Zone = testNow.Location()
	}
	out, err := r.read(bytes.NewReader([]byte(text)), int64(len(text)), Input{Name: name, Source: FromPaste}, opt, testNow)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// brief writes messages in one line each for comparing.
func brief(messages []Message) string {
	var b strings.Builder
	for _, m := range messages {
		at := "-"
		if !m.At.IsZero() {
			at = m.At.Format("2006-01-02 15:04:05")
			if m.ZoneKnown {
				at += m.At.Format("Z07:00")
			}
		}
		who := m.Sender
		if m.Role == System {
			who = "*"
		}
		b.WriteString(at + "|" + who + "|" + string(m.Role) + "|" + strings.ReplaceAll(m.Body, "\n", "⏎") + "\n")
	}
	return b.String()
}

func TestMailWithoutPlainText(t *testing.T) {
	r := testReaders(t)
	for kind, problem := range map[string]string{"text/plain": "", "text/html": "", "application/pdf": problemNoText} {
		got := readString(t, r, "a.eml", "From: e@example.com\nSubject: Parcel\nContent-Type: "+kind+"\n\n<p>Where?</p>\n", chatOptions)
		if got.Problem != problem || len(got.Messages) != 1 {
			t.Errorf("%s: %q, %+v", kind, got.Problem, got.Messages)
		}
	}
}
