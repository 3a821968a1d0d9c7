package evidence

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"

	"golang.org/x/text/encoding/htmlindex"
)

// The problem codes of a file that is no mail, and of a mail without plain text.
const (
	problemMail   = "broken_mail"
	problemNoText = "mail_no_text"
)

// Limits of a mail's parts that are looked through.
const (
	maxParts = 100
	maxDepth = 5
)

// readMail reads who wrote a mail, when, and its plain text, as one message.
func (r *Readers) readMail(raw []byte, found sniffed, _ Options, _ time.Time) Reading {
	out := Reading{Kind: Email, Format: found.format, MediaType: found.mediaType}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		out.Problem = problemMail
		return out
	}
	words := mime.WordDecoder{CharsetReader: charsetReader}
	header := func(name string) string {
		value := m.Header.Get(name)
		if decoded, err := words.DecodeHeader(value); err == nil {
			value = decoded
		}
		return strings.ToValidUTF8(value, "\uFFFD")
	}
	at, err := m.Header.Date()
	if err == nil {
		out.EventAt = at
	}
	parts := 0
	body, ok := plainPart(textproto.MIMEHeader(m.Header), m.Body, &parts, 0)
	if !ok {
		out.Problem = problemNoText
	}
	if !ok && header("From") == "" {
		return out
	}
	text := strings.TrimSpace(header("Subject") + "\n\n" + strings.TrimRight(body, "\r\n"))
	out.Messages = []Message{{
		Seq: 1, At: out.EventAt, ZoneKnown: !out.EventAt.IsZero(),
		Sender: header("From"), Body: text, End: int64(len(raw)),
	}}
	return out
}

func charsetReader(charset string, input io.Reader) (io.Reader, error) {
	enc, err := htmlindex.Get(charset)
	if err != nil {
		return nil, err
	}
	return enc.NewDecoder().Reader(input), nil
}

// plainPart returns the first plain text of a mail or of its parts.
func plainPart(header textproto.MIMEHeader, body io.Reader, parts *int, depth int) (string, bool) {
	if *parts++; *parts > maxParts || depth > maxDepth {
		return "", false
	}
	kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" {
		inner := multipart.NewReader(body, params["boundary"])
		for *parts <= maxParts {
			p, err := inner.NextRawPart()
			if err != nil {
				break
			}
			if text, ok := plainPart(p.Header, p, parts, depth+1); ok {
				return text, true
			}
		}
		return "", false
	}
	if kind != "text/plain" || strings.HasPrefix(header.Get("Content-Disposition"), "attachment") {
		return "", false
	}
	switch strings.ToLower(strings.TrimSpace(header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	raw, _ := io.ReadAll(io.LimitReader(body, maxText)) // what came before the damage is still worth showing
	return decodePart(raw, params["charset"]), true
}

// decodePart decodes the text of a part by the charset it states, or by its
// bytes where it states none that is known.
func decodePart(raw []byte, charset string) string {
	if enc, err := htmlindex.Get(charset); err == nil && charset != "" {
		if out, err := enc.NewDecoder().Bytes(raw); err == nil {
			return strings.ReplaceAll(strings.ToValidUTF8(string(out), "\uFFFD"), "\r\n", "\n")
		}
	}
	return decodeText(raw)
}
