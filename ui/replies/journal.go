package replies

import (
	"encoding/json"
	"time"

	"casefolio/app/replies"
	"casefolio/ui/kit"
)

// Sentence says what an entry of the journal about a reply records.
func Sentence(zone *time.Location) func(action string, old, is json.RawMessage) string {
	return func(action string, _, is json.RawMessage) string {
		var r replies.Reply
		if json.Unmarshal(is, &r) != nil {
			return kit.T("replies.journal.taken")
		}
		switch {
		case action == "record.removed":
			return kit.T("replies.journal.taken")
		case r.Sent():
			return kit.T("replies.journal.sent", "time", r.SentAt.In(zone).Format(kit.StampLayout))
		case !r.DroppedAt.IsZero():
			return kit.T("replies.journal.dropped")
		}
		return kit.T("replies.journal.copied")
	}
}
