package app

import (
	"context"
	"slices"
	"strings"

	"casefolio/app/evidence"
	"casefolio/app/replies"
)

// mostHeard is how many messages of the buyer stand beside a reply, the last.
const mostHeard = 10

// message is one of the buyer or of the seller, with the label of its exhibit.
type message struct {
	evidence.Message
	label string
}

// messages are what both sides wrote, in the order of the evidence.
func (f replyFiler) messages(ctx context.Context, exhibits []evidence.Exhibit) (all []message, err error) {
	for _, e := range exhibits {
		if e.Messages == 0 {
			continue
		}
		messages, err := f.Evidence.Messages(ctx, e.ID)
		if err != nil {
			return nil, err
		}
		for _, m := range messages {
			if (m.Role == evidence.Buyer || m.Role == evidence.Seller) && strings.TrimSpace(m.Body) != "" {
				all = append(all, message{m, e.Label()})
			}
		}
	}
	return all, nil
}

// heard are the buyer's messages that nobody answered yet: those at the end of all
// conversations in the evidence, or else the last one. Of equal times the later
// in the evidence is the later.
func heard(said []message) (all []replies.Heard) {
	said = slices.Clone(said)
	slices.SortStableFunc(said, func(a, b message) int { return a.At.Compare(b.At) })
	for _, m := range slices.Backward(said) {
		switch {
		case m.Role == evidence.Buyer:
			all = append(all, replies.Heard{At: m.At, Body: m.Body, Translation: m.Translation, Exhibit: m.label})
		case len(all) > 0:
			slices.Reverse(all)
			return all
		}
		if len(all) == mostHeard {
			break
		}
	}
	slices.Reverse(all)
	return all
}

// heardText is what was heard as one text.
func heardText(all []replies.Heard) string {
	var text strings.Builder
	for _, h := range all {
		text.WriteString(h.Body + "\n")
	}
	return text.String()
}
