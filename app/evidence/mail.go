package evidence

import (
	"bytes"
	"errors"
	"io"
	"net/mail"
	"regexp"
	"strings"
	"time"

	"github.com/jhillyerd/enmime/v2"
	"github.com/jhillyerd/enmime/v2/mediatype"
)

// The problem codes of mails.
const (
	problemMail       = "broken_mail"
	problemNoText     = "mail_no_text"
	problemMailHead   = "mail_head_too_large"
	problemMailParts  = "mail_too_many_parts"
	problemMailFiles  = "mail_files_cut"
	problemMailNested = "mail_too_deep"
	problemMailLarge  = "mail_too_large"
)

// Limits of a mail, against those that are made to cost memory or time. Real
// ones stay far below all of them.
const (
	maxMailHeader  = 1 << 20 // bytes of the mail's own head
	maxPartHeader  = 8 << 10 // bytes of one header of a part that is looked at
	maxMailParts   = 1000
	maxMultiparts  = 16      // parts that hold parts
	maxMailDelims  = 20_000  // lines that could part a mail
	maxMailFiles   = 100     // attachments that become exhibits
	maxNestedMails = 3       // mails within mails that are taken apart
	maxMailText    = 4 << 20 // characters of the text of one mail
)

// Letter is one mail as it is read. Text is the plain text, or what the HTML
// says; Start and End are its byte range in the mail. At is the head's Date with
// its offset, zero where it states none that can be read.
type Letter struct {
	From, To, Cc, Subject, ID string
	At                        time.Time
	Text                      string
	Start, End                int64
	Order, ASIN               string // of a marketplace's mail
	Files                     []MailFile
	Problem                   string

	sender, reached string // the addresses it came from and went to, lower case
	key             string // stays the same for one person; empty: the sender's own words
}

// MailFile is something that came with a mail.
type MailFile struct {
	Name, MediaType string
	Inline          bool // a picture within the text
	Data            []byte
	Size            int
	SHA256          string // where Data was left out
}

var errManyParts = errors.New("more parts than a mail has")

// readLetter takes a mail apart. What is wrong with it is its Problem.
func readLetter(raw []byte) Letter {
	var l Letter
	if end := headEnd(raw); end > maxMailHeader {
		l.Problem = problemMailHead
		return l
	}
	if delimiters(raw) > maxMailDelims {
		l.Problem = problemMailParts
		l.readHead(headOnly(raw))
		return l
	}
	root, err := parseMail(raw)
	if err != nil {
		l.Problem = problemMail
		if errors.Is(err, errManyParts) {
			l.Problem = problemMailParts
		}
		l.readHead(headOnly(raw))
		return l
	}
	l.readHead(root)
	w := mailWalker{raw: raw, end: int64(len(raw))}
	text, found := w.text(root)
	l.Text, l.Files = cutText(strings.Trim(text, "\r\n"), maxMailText), w.files
	l.Start, l.End = w.start, w.end
	switch {
	case w.cut:
		l.Problem = problemMailFiles
	case !found:
		l.Problem = problemNoText
	}
	l.readMarket(w.html)
	return l
}

// headEnd is where the head of a mail ends.
func headEnd(raw []byte) int {
	for i := 0; i < len(raw); {
		n := bytes.IndexByte(raw[i:], '\n')
		if n < 0 {
			break
		}
		if line := raw[i : i+n]; len(bytes.TrimRight(line, "\r")) == 0 && i > 0 {
			return i
		}
		i += n + 1
	}
	return len(raw)
}

// headOnly reads the head of a mail whose rest is not read.
func headOnly(raw []byte) *enmime.Part {
	part, err := parseMail(append(bytes.Clone(raw[:headEnd(raw)]), "\n\n"...))
	if err != nil {
		return enmime.NewPart("text/plain")
	}
	return part
}

// delimiters counts the lines that could stand between parts.
func delimiters(raw []byte) int {
	n := bytes.Count(raw, []byte("\n--"))
	if bytes.HasPrefix(raw, []byte("--")) {
		n++
	}
	return n
}

// parseMail lets the library find the parts and leaves their bytes as they
// came. It is told of no more parts within parts than the limit and stops at too
// many parts.
func parseMail(raw []byte) (*enmime.Part, error) {
	parts, multi := 0, 0
	mediaType := func(value string) (string, map[string]string, []string, error) {
		if len(value) > maxPartHeader {
			value = value[:maxPartHeader]
		}
		kind, params, invalid, err := mediatype.Parse(value)
		if err != nil || !strings.Contains(kind, "/") {
			if strings.Contains(value, "/") {
				return "application/octet-stream", map[string]string{}, nil, nil
			}
			return kind, params, invalid, err
		}
		if parts++; parts > maxMailParts {
			return "", nil, nil, errManyParts
		}
		if params["boundary"] != "" {
			if !strings.HasPrefix(kind, "multipart/") {
				delete(params, "boundary")
			} else if multi++; multi > 2*maxMultiparts { // each is asked for twice
				return "", nil, nil, errManyParts
			}
		}
		return kind, params, invalid, nil
	}
	parser := enmime.NewParser(
		enmime.RawContent(true),
		enmime.MultipartWOBoundaryAsSinglePart(true),
		enmime.MaxStoredPartErrors(8),
		enmime.SetCustomParseMediaType(mediaType),
	)
	return parser.ReadParts(bytes.NewReader(raw))
}

var (
	addressPattern = regexp.MustCompile(`[^\s<>,;:"'()\[\]]+@[^\s<>,;:"'()\[\]]+`)
	angleAddress   = regexp.MustCompile(`<\s*([^<>\s]+@[^<>\s]+)\s*>`)
)

// readHead takes over who wrote to whom, when and about what.
func (l *Letter) readHead(root *enmime.Part) {
	from := root.Header.Get("From")
	name, address := splitAddress(from)
	l.sender = address
	l.From = name
	switch {
	case address != "" && name != "":
		l.From = name + " <" + address + ">"
	case name == "":
		l.From = address
	}
	l.To, l.Cc = headerText(root.Header.Get("To")), headerText(root.Header.Get("Cc"))
	l.reached = strings.ToLower(strings.Join(addressPattern.FindAllString(l.To+" "+l.Cc, 50), " "))
	l.Subject, l.ID = headerText(root.Header.Get("Subject")), headerText(root.Header.Get("Message-Id"))
	if at, err := mail.ParseDate(headerText(root.Header.Get("Date"))); err == nil && at.Year() > 1970 && at.Year() < 9000 {
		l.At = at
	}
}

// splitAddress takes a sender apart: the name as a person reads it, and the
// address in lower case.
func splitAddress(value string) (name, address string) {
	if len(value) > maxHeader {
		value = value[:maxHeader]
	}
	if at := angleAddress.FindAllStringSubmatchIndex(value, -1); len(at) > 0 {
		last := at[len(at)-1]
		name = headerText(value[:last[0]])
		name = strings.Trim(strings.ReplaceAll(name, `\"`, `"`), `"' `)
		return name, strings.ToLower(value[last[2]:last[3]])
	}
	decoded := headerText(value)
	if address = addressPattern.FindString(decoded); address != "" {
		name = strings.Trim(strings.Replace(decoded, address, "", 1), `"'()<> `)
		return name, strings.ToLower(address)
	}
	return decoded, ""
}

// readMail reads a mail as one message; what came with it is for exhibits of
// their own.
func (r *Readers) readMail(raw []byte, found sniffed, opt Options) Reading {
	out := Reading{Kind: Email, Format: found.format, MediaType: found.mediaType}
	l := readLetter(raw)
	out.EventAt, out.Problem = l.At, l.Problem
	if l.From == "" && l.Subject == "" && l.Text == "" {
		out.Problem = problemMail
		return out
	}
	out.Messages = []Message{l.message(1, r.chat.words.with(opt))}
	for _, f := range l.Files {
		out.Attached = append(out.Attached, Attachment{Name: f.Name, Data: f.Data})
	}
	return out
}

// readMailHead reads who wrote a mail that is too large to be taken apart, when
// and about what.
func (r *Readers) readMailHead(original io.Reader, out Reading, opt Options) (Reading, error) {
	out.Problem = problemMailLarge
	start, err := io.ReadAll(io.LimitReader(original, maxMailHeader))
	if err != nil {
		return out, err
	}
	if l := readHeadOf(start); l.From != "" || l.Subject != "" {
		out.EventAt = l.At
		out.Messages = []Message{l.message(1, r.chat.words.with(opt))}
	}
	return out, nil
}

// message is a mail as an entry among others: its subject, then its words.
func (l Letter) message(seq int, words *speakers) Message {
	return Message{
		Seq: seq, At: l.At, ZoneKnown: !l.At.IsZero(), Sender: l.From, Role: mailRole(l, words),
		Body: strings.TrimSpace(l.Subject + "\n\n" + l.Text), Start: l.Start, End: l.End,
	}
}
