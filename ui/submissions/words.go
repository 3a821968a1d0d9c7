package submissions

import (
	"strings"
	"time"
	"unicode"

	"casefolio/app/programmes"
	"casefolio/app/submissions"
	"casefolio/ui/kit"
)

// ResultText says how a recipient decided, or that the answer is awaited.
func ResultText(r submissions.Result) string {
	if r == submissions.Open {
		return kit.T("submissions.result.open")
	}
	return kit.T("submissions.result." + string(r))
}

// ChannelText names a way, or gives the seller's own words for it.
func ChannelText(channel string) string {
	for _, id := range submissions.Channels() {
		if id == channel {
			return kit.T("submissions.channel." + id)
		}
	}
	return oneLine(channel)
}

// channelID is the id of what ChannelText wrote, or the words themselves.
func channelID(text string) string {
	for _, id := range submissions.Channels() {
		if kit.T("submissions.channel."+id) == strings.TrimSpace(text) {
			return id
		}
	}
	return text
}

// programmeText names a programme with its reason.
func programmeText(p programmes.Programme) string {
	if r := oneLine(p.ReasonIn(kit.Language())); r != "" {
		return oneLine(p.Title()) + " · " + r
	}
	return oneLine(p.Title())
}

// Sentence says in plain words what an entry of the journal records about a
// submission. zone is the seller's.
func Sentence(action string, facts map[string]string, zone *time.Location) string {
	return kit.T("cases.journal."+action, "recipient", oneLine(facts["recipient"]), "channel", ChannelText(facts["channel"]),
		"labels", facts["labels"], "time", stamped(facts["at"], zone), "result", ResultText(submissions.Result(facts["result"])),
		"amount", facts["amount"], "reason", oneLine(facts["reason"]), "programme", oneLine(facts["name"]),
		"changes", changes(facts, zone))
}

// changes lists what a correction put in the place of what.
func changes(facts map[string]string, zone *time.Location) string {
	var parts []string
	for _, name := range strings.Split(facts["fields"], ",") {
		old, now := facts[name+".old"], facts[name]
		switch name {
		case "at":
			old, now = stamped(old, zone), stamped(now, zone)
		case "channel":
			old, now = ChannelText(old), ChannelText(now)
		case "programme":
			name, old, now = "name", facts["name.old"], facts["name"]
		case "recipient", "note":
		default: // follows from the others
			continue
		}
		if old == "" {
			old = kit.T("submissions.nothing")
		}
		if now == "" {
			now = kit.T("submissions.nothing")
		}
		parts = append(parts, kit.T("submissions.change", "field", kit.T("submissions.field."+name), "old", oneLine(old), "new", oneLine(now)))
	}
	return strings.Join(parts, kit.T("cases.list_comma"))
}

// stamped writes a time of the journal in the seller's zone.
func stamped(text string, zone *time.Location) string {
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return ""
	}
	return at.In(zone).Format(kit.StampLayout)
}

// shortHead is enough of a hash to compare by eye.
func shortHead(head string) string {
	if len(head) < 16 {
		return head
	}
	return head[:12] + "…"
}

// shortened is the beginning of a line, at most n characters long.
func shortened(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return strings.TrimSpace(string(runes[:n])) + "…"
	}
	return s
}

// oneLine folds white space and drops what cannot be shown on a line.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}
