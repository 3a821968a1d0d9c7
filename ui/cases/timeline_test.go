package cases

import (
	"testing"
	"time"

	"casefolio/app/replies"
)

// Of replies the timeline shows what was sent, when it was, and the version that
// waits for a word; not what was dropped or copied anew.
func TestRepliesOnTheTimeline(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 11, 9, hour, 0, 0, 0, time.UTC) }
	f := file{replies: []replies.Entry{
		{Is: replies.Reply{Text: "first words", Draft: "a", CopiedAt: at(1)}},
		{Is: replies.Reply{Text: "sent", Draft: "a", CopiedAt: at(2), SentAt: at(5)}},
		{Is: replies.Reply{Text: "dropped", Draft: "b", CopiedAt: at(3), DroppedAt: at(3)}},
		{Is: replies.Reply{Text: "older", Draft: "c", CopiedAt: at(4)}},
		{Is: replies.Reply{Text: "waits", Draft: "c", CopiedAt: at(6)}},
	}}
	var got []string
	for _, h := range timeline(f) {
		if h.reply != nil {
			got = append(got, h.at.Format("15 ")+h.reply.Is.Text)
		}
	}
	if len(got) != 2 || got[0] != "06 waits" || got[1] != "05 sent" {
		t.Errorf("%q", got)
	}
}
