package evidence

import (
	"strings"
	"testing"

	"casefolio/app/fault"
)

var patternCases = []struct {
	name, text       string
	sender, at, body int
	want             string
}{
	{"name, time, text", "Emma Schneider\n2026-11-20 10:23 read\nWhere is it?\n\nNordlicht Shop\n2026-11-20 10:25 read\nOn its way\nto you\n", 0, 1, 2,
		"2026-11-20 10:23:00|Emma Schneider|buyer|Where is it?\n2026-11-20 10:25:00|Nordlicht Shop|seller|On its way⏎to you\n"},
	{"name, text, time", "Emma\nWhere is it?\nI wait\nSent 2026-11-20 10:23\nLin:\nOn its way\nSent 2026-11-20 10:25\n", 0, 3, 1,
		"2026-11-20 10:23:00|Emma|buyer|Where is it?⏎I wait\n2026-11-20 10:25:00|Lin:|seller|On its way\n"},
	{"time and name in one line", "2026-11-20 10:23 | Emma\nWhere?\n2026-11-20 10:24 | Lin\nHere\n", 0, 0, 1,
		"2026-11-20 10:23:00|Emma|buyer|Where?\n2026-11-20 10:24:00|Lin|seller|Here\n"},
	{"name before the time", "Emma / 10:23\nWhere?\nLin / 10:24\nHere\n", 0, 0, 1,
		"-|Emma|buyer|Where?\n-|Lin|seller|Here\n"},
	{"all in one line", "(10:23) Emma: Where?\n(10:24) Lin: Here\nand there\n", 0, 0, 0,
		"-|Emma|buyer|Where?\n-|Lin|seller|Here⏎and there\n"},
	{"no year", "Emma\nNov 20, 10:23\nWhere?\nLin\nNov 20, 10:24\nHere\n", 0, 1, 2,
		"2026-11-20 10:23:00|Emma|buyer|Where?\n2026-11-20 10:24:00|Lin|seller|Here\n"},
	{"text before the name", "Where?\nEmma\n2026-11-20 10:23\nHere\nLin\n2026-11-20 10:24\n", 1, 2, 0,
		"2026-11-20 10:23:00|Emma|buyer|Where?\n2026-11-20 10:24:00|Lin|seller|Here\n"},
}

func TestLearn(t *testing.T) {
	r := testReaders(t)
	for _, c := range patternCases {
		p, err := r.Learn(c.text, c.sender, c.at, c.body)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		opt := chatOptions
		opt.Choices.Pattern = &p
		got := readString(t, r, "", c.text, opt)
		if brief(got.Messages) != c.want {
			t.Errorf("%s: %+v\n%swant\n%s", c.name, p, brief(got.Messages), c.want)
		}
		checkTiles(t, []byte(c.text), got)
		opt.Choices.Pattern, opt.Patterns = nil, []Pattern{p}
		if entries, ok := r.chat.knowing(opt).remembered(splitLines([]byte(c.text)), opt); !ok || len(entries) != 2 {
			t.Errorf("%s: not recognised again", c.name)
		}
		if note := readString(t, r, "", "Dear shop,\nI ordered on 2026-11-01 10:00 and nothing came.\nPlease help.\n", opt); note.Kind == Chat {
			t.Errorf("%s: takes a letter for a chat", c.name)
		}
	}
}

// checkTiles wants messages to hold every byte, one after the other.
func checkTiles(t *testing.T, raw []byte, got Reading) {
	t.Helper()
	at := int64(0)
	for _, m := range got.Messages {
		if m.Start != at || m.End < m.Start {
			t.Fatalf("message %d reaches from %d to %d, after %d", m.Seq, m.Start, m.End, at)
		}
		at = m.End
	}
	if len(got.Messages) > 0 && at != int64(len(raw)) {
		t.Fatalf("messages end at %d of %d", at, len(raw))
	}
}

func TestLearnRefuses(t *testing.T) {
	r := testReaders(t)
	text := "Emma\nno time\nWhere?\n\n\n\n\n2026-11-20 10:23\n"
	for _, c := range []struct {
		sender, at, body int
		code             string
	}{{0, 1, 2, "pattern.no_time"}, {0, 7, 2, "pattern.far"}, {-1, 1, 2, "pattern.far"}, {0, 99, 2, "pattern.far"}, {6, 7, 7, "pattern.no_sender"}, {7, 7, 7, "pattern.no_sender"}} {
		if _, err := r.Learn(text, c.sender, c.at, c.body); !fault.Is(err, c.code) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func FuzzPattern(f *testing.F) {
	r := testReaders(f)
	for _, c := range patternCases {
		f.Add(c.text, c.sender, c.at, c.body)
	}
	f.Fuzz(func(t *testing.T, text string, sender, at, body int) {
		p, err := r.Learn(text, sender, at, body)
		if err != nil {
			return
		}
		for _, text := range []string{text, text + "\n" + text, strings.ReplaceAll(text, "\n", "\n\n")} {
			opt := chatOptions
			opt.Choices.Pattern = &p
			got := readString(t, r, "", text, opt)
			if got.Format == formatPlain && got.Kind == Chat {
				checkTiles(t, []byte(text), got)
			}
		}
	})
}
