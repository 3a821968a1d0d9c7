package evidence

import (
	"context"
	"strings"
	"time"
)

// MessageStore keeps what belongs to messages and to how chats are read.
type MessageStore interface {
	// RereadChat replaces the messages and events of e and what depends on them,
	// and keeps the choices. Translations, marks and linked files stay with the messages
	// that have the same entry and start.
	RereadChat(ctx context.Context, e Exhibit, m []Message, ev []Event, c Choices, at time.Time) (Exhibit, error)
	KeepChoices(ctx context.Context, exhibitID string, c Choices, at time.Time) error
	ReadingChoices(ctx context.Context, exhibitID string) (Choices, error)
	Patterns(ctx context.Context) ([]Pattern, error)
	KeepPattern(ctx context.Context, p Pattern, at time.Time) error
	ForgetPattern(ctx context.Context, name string, at time.Time) error
	FindMessages(ctx context.Context, caseID, search string, limit int) ([]Found, error)
	CiteMessages(ctx context.Context, exhibitID string, seqs []int, cited bool, at time.Time) error
	CitedMessages(ctx context.Context, caseID string) ([]Found, error)
	LinkMedia(ctx context.Context, exhibitID string, media map[int]string, at time.Time) error // by message
}

// Found is a message that a search found, with where it stands.
type Found struct {
	Exhibit Exhibit
	Case    string // its number
	Message Message
}

// MaxFound is how many messages a search gives at most.
const MaxFound = 200

// Find returns the messages whose text, translation or sender hold every word
// of search, in one case or, without a caseID, in all: newest case first, then
// as they stand in their chats. Letter case and width make no difference. more
// tells that there are others beyond MaxFound.
func (s *Service) Find(ctx context.Context, caseID, search string) (found []Found, more bool, err error) {
	if strings.TrimSpace(search) == "" {
		return nil, false, nil
	}
	found, err = s.store.FindMessages(ctx, caseID, search, MaxFound+1)
	if len(found) > MaxFound {
		return found[:MaxFound], true, err
	}
	return found, false, err
}

// Cite marks messages of a chat as worth quoting, or takes the mark away.
func (s *Service) Cite(ctx context.Context, exhibitID string, seqs []int, cited bool) error {
	return s.store.CiteMessages(ctx, exhibitID, seqs, cited, s.now())
}

// Cited lists the messages of a case that are marked, by exhibit and place. Their
// case is not named.
func (s *Service) Cited(ctx context.Context, caseID string) ([]Found, error) {
	return s.store.CitedMessages(ctx, caseID)
}

// Quote writes messages as a quotation for a reply: speaker and time in zone,
// then the words, each line with a mark in front. undated says that no time is
// known.
func Quote(messages []Message, zone *time.Location, undated string) string {
	var b strings.Builder
	for i, m := range messages {
		if i > 0 {
			b.WriteString("\n\n")
		}
		at := undated
		if !m.At.IsZero() {
			at = m.At.In(zone).Format("2006-01-02 15:04 (-07:00)")
		}
		b.WriteString(strings.TrimSpace(m.Sender+", "+at) + ":")
		for _, line := range strings.Split(m.Body, "\n") {
			b.WriteString("\n> " + line)
		}
	}
	return b.String()
}
