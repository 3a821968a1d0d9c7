package evidence

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"casefolio/app/fault"
)

// The longest translation of a message in bytes, which is more than the longest
// message that a bubble shows, and the longest name of its source in characters.
const (
	MaxTranslation       = 64 << 10
	MaxTranslationSource = 80
)

// Translate keeps a translation beside a message of a chat; seq is the
// message's number. The message and the original stay as they are. source is
// Self (also where it is empty) or the name of a tool or a person. An empty
// text takes the translation away. Faults: "translation.too_long",
// "message.unknown".
func (s *Service) Translate(ctx context.Context, exhibitID string, seq int, text, source string) error {
	text = strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD"))
	source = strings.Join(strings.Fields(strings.ToValidUTF8(source, "\uFFFD")), " ")
	if len(text) > MaxTranslation || utf8.RuneCountInString(source) > MaxTranslationSource {
		return fault.New("translation.too_long", "limit", strconv.Itoa(MaxTranslation>>10), "source", strconv.Itoa(MaxTranslationSource))
	}
	switch {
	case text == "":
		source = ""
	case source == "":
		source = Self
	}
	return s.store.TranslateMessage(ctx, exhibitID, seq, text, source, s.now())
}
