package evidence

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
)

// The ids of the formats that are structured files.
const (
	formatTelegram  = "telegram"
	formatMessenger = "messenger"
	formatInstagram = "instagram"
)

// The problem codes of such files.
const (
	problemChatBroken = "chat_broken" // cut off or damaged: what came before is read
	problemChatDeep   = "chat_too_deep"
	problemChatMany   = "chat_many" // several chats: the one with the most messages is shown
)

// maxJSONDepth is how deep the exports nest at most, several times over.
const maxJSONDepth = 60

// errTooDeep tells that a JSON text nests beyond maxJSONDepth.
var errTooDeep = errors.New("nested too deep")

// structured reads the exports that are no lines of text.
func (r *chatReader) structured(raw []byte, opt Options, now time.Time) (Reading, bool) {
	if out, ok := r.readJSONChat(raw, opt, now); ok {
		return out, true
	}
	return r.readKakaoCSV(raw, opt, now)
}

// readJSONChat reads the exports of Telegram, Messenger and Instagram. Each
// message points to its object in the text.
func (r *chatReader) readJSONChat(raw []byte, opt Options, now time.Time) (Reading, bool) {
	raw, skip := withoutBOM(raw)
	start := bytes.TrimLeft(raw, " \t\r\n")
	if len(start) == 0 || start[0] != '{' || !bytes.Contains(raw, []byte(`"messages"`)) {
		return Reading{}, false
	}
	found, err := findChats(raw)
	if errors.Is(err, errTooDeep) || err != nil && strings.Contains(err.Error(), "max depth") {
		return Reading{Kind: Text, Format: "text", Problem: problemChatDeep}, true
	}
	if len(found) == 0 {
		return Reading{}, false
	}
	chosen, problem := choose(found, opt.Choices.Chat)
	out := Reading{Kind: Chat, Problem: problem}
	if err != nil {
		out.Problem = problemChatBroken
	}
	if len(found) > 1 {
		for _, f := range found {
			out.chats = append(out.chats, ChatChoice{f.id, f.name, len(f.items)})
		}
	}
	if isMeta(chosen, raw) {
		metaMessages(&out, chosen, raw)
	} else {
		telegramMessages(&out, chosen, raw, opt.Choices.zone(opt.Zone), now)
	}
	if len(out.Messages) == 0 {
		return Reading{}, false
	}
	shift(out.Messages, int64(skip))
	sortByTime(&out)
	r.knowing(opt).finish(&out, opt)
	return out, true
}

func withoutBOM(raw []byte) ([]byte, int) {
	const bom = "\xef\xbb\xbf"
	if bytes.HasPrefix(raw, []byte(bom)) {
		return raw[len(bom):], len(bom)
	}
	return raw, 0
}

func shift(messages []Message, by int64) {
	for i := range messages {
		messages[i].Start += by
		messages[i].End += by
	}
}

// place is a byte range.
type place struct{ start, end int }

// foundChat is one chat of an export: where its messages stand.
type foundChat struct {
	id, name, path string
	items          []place
}

// choose takes the chat that the seller chose, else the one with the most
// messages, and says when that was a guess.
func choose(all []foundChat, id string) (foundChat, string) {
	best := 0
	for i, f := range all {
		if id != "" && f.id == id {
			return f, ""
		}
		if len(f.items) > len(all[best].items) {
			best = i
		}
	}
	if len(all) > 1 {
		return all[best], problemChatMany
	}
	return all[best], ""
}

// findChats finds every object with a list of messages: the export itself or
// one in a list of chats. It walks tokens, so that no text however nested costs
// more than its length; what was found before an error is returned with it.
func findChats(raw []byte) ([]foundChat, error) {
	w := chatWalker{dec: json.NewDecoder(bytes.NewReader(raw)), raw: raw}
	err := w.value(0)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return w.found, err
}

type chatWalker struct {
	dec   *json.Decoder
	raw   []byte
	found []foundChat
}

// value walks one value, looking into objects and lists.
func (w *chatWalker) value(depth int) error {
	if depth > maxJSONDepth {
		return errTooDeep
	}
	t, err := w.dec.Token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('{'):
		return w.object(depth)
	case json.Delim('['):
		for w.dec.More() {
			if err := w.value(depth + 1); err != nil {
				return err
			}
		}
		_, err = w.dec.Token()
	}
	return err
}

func (w *chatWalker) object(depth int) error {
	var f foundChat
	err := w.fields(&f, depth)
	if len(f.items) > 0 {
		if f.id == "" {
			f.id = strconv.Itoa(len(w.found) + 1)
		}
		w.found = append(w.found, f)
	}
	return err
}

func (w *chatWalker) fields(f *foundChat, depth int) error {
	for w.dec.More() {
		key, err := w.dec.Token()
		if err != nil {
			return err
		}
		switch key {
		case "messages":
			err = w.messages(f, depth+1)
		case "name", "title", "id", "thread_path":
			err = w.label(f, key.(string), depth+1)
		default:
			err = w.value(depth + 1)
		}
		if err != nil {
			return err
		}
	}
	_, err := w.dec.Token()
	return err
}

// label reads what a chat is called.
func (w *chatWalker) label(f *foundChat, key string, depth int) error {
	start := int(w.dec.InputOffset())
	if err := w.value(depth); err != nil {
		return err
	}
	raw := bytes.TrimLeft(w.raw[start:w.dec.InputOffset()], " \t\r\n:,")
	if len(raw) > 2*maxSender || len(raw) == 0 || raw[0] == '{' || raw[0] == '[' {
		return nil
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		s = string(raw) // a number
	}
	switch key {
	case "id":
		f.id = s
	case "thread_path":
		f.path = s
	default:
		f.name = shortened(cleanName(unmojibake(s)), maxSender)
	}
	return nil
}

// messages notes where the objects of a list stand.
func (w *chatWalker) messages(f *foundChat, depth int) error {
	t, err := w.dec.Token()
	if err != nil || t != json.Delim('[') {
		if t == json.Delim('{') {
			return w.object(depth)
		}
		return err
	}
	for w.dec.More() {
		if depth+1 > maxJSONDepth {
			return errTooDeep
		}
		var item json.RawMessage
		if err := w.dec.Decode(&item); err != nil {
			return err
		}
		end := int(w.dec.InputOffset())
		if nesting(item) > maxJSONDepth {
			return errTooDeep
		}
		if len(item) > 0 && item[0] == '{' && len(f.items) < maxLines {
			f.items = append(f.items, place{end - len(item), end})
		}
	}
	_, err = w.dec.Token()
	return err
}

// nesting is how deep a valid JSON text nests.
func nesting(raw []byte) int {
	depth, most, quoted := 0, 0, false
	for i := 0; i < len(raw); i++ {
		switch b := raw[i]; {
		case quoted && b == '\\':
			i++
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '{' || b == '[':
			depth++
			most = max(most, depth)
		case b == '}' || b == ']':
			depth--
		}
	}
	return most
}
