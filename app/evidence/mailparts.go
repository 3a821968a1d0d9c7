package evidence

import (
	"bytes"
	"mime"
	"path"
	"strconv"
	"strings"

	"github.com/jhillyerd/enmime/v2"
)

// mailWalker collects the text and the files of a mail. at is where the search
// for the bytes of the next part begins.
type mailWalker struct {
	raw        []byte
	at         int
	start, end int64
	started    bool
	html       string // the first HTML text, as it came
	files      []MailFile
	cut        bool
}

// text returns the words of a part and of the parts in it.
func (w *mailWalker) text(p *enmime.Part) (string, bool) {
	if p.FirstChild == nil {
		return w.leaf(p)
	}
	if p.ContentType == "multipart/alternative" {
		return w.alternative(p)
	}
	var texts []string
	for c := p.FirstChild; c != nil; c = c.NextSibling {
		if text, ok := w.text(c); ok && strings.TrimSpace(text) != "" {
			texts = append(texts, strings.Trim(text, "\n"))
		}
	}
	return strings.Join(texts, "\n\n"), len(texts) > 0
}

// alternative takes the plain text of several forms of the same, else the first
// that has words.
func (w *mailWalker) alternative(p *enmime.Part) (best string, found bool) {
	var start, end int64
	started, plain := w.started, false
	for c := p.FirstChild; c != nil; c = c.NextSibling {
		w.started = false
		text, ok := w.text(c)
		isPlain := c.FirstChild == nil && (c.ContentType == "text/plain" || c.ContentType == "")
		if ok && strings.TrimSpace(text) != "" && (!found || isPlain && !plain) {
			best, found, plain = text, true, isPlain
			start, end = w.start, w.end
		}
	}
	if found && !started {
		w.start, w.end = start, end
	}
	w.started = started || found
	return best, found
}

// leaf is a part that holds no others: words, or a file.
func (w *mailWalker) leaf(p *enmime.Part) (string, bool) {
	from, to := w.place(p.Content)
	kind := strings.ToLower(p.ContentType)
	name := partName(p)
	isText := kind == "" || kind == "text/plain" || kind == "text/html"
	attached := strings.EqualFold(p.Disposition, "attachment") || name != "" && kind != ""
	if !isText || attached {
		w.file(p, kind, name)
		return "", false
	}
	data := transferred(p)
	text := inCharset(data, headerParam(p.Header.Get("Content-Type"), "charset"))
	if kind == "text/html" {
		if w.html == "" {
			w.html = text
		}
		text = htmlText(text)
	} else if strings.EqualFold(headerParam(p.Header.Get("Content-Type"), "format"), "flowed") {
		text = reflow(text)
	}
	if strings.TrimSpace(text) == "" {
		return "", false
	}
	if !w.started {
		w.started, w.start = true, from
	}
	w.end = to
	return text, true
}

// place finds the bytes of a part in the mail: behind an empty line, after the
// part before. Where they cannot be found it is the whole mail.
func (w *mailWalker) place(content []byte) (from, to int64) {
	at := w.at
	for tries := 0; tries < 100 && len(content) > 0; tries++ {
		i := bytes.Index(w.raw[at:], content)
		if i < 0 {
			break
		}
		at += i
		if at >= 2 && w.raw[at-1] == '\n' && (w.raw[at-2] == '\n' || at >= 4 && string(w.raw[at-4:at]) == "\r\n\r\n") {
			w.at = at + len(content)
			return int64(at), int64(w.at)
		}
		next := bytes.Index(w.raw[at:], []byte("\n"))
		if next < 0 {
			break
		}
		at += next + 1
	}
	return 0, int64(len(w.raw))
}

// transferred undoes how the bytes of a part were made fit for the way.
func transferred(p *enmime.Part) []byte {
	how := strings.ToLower(strings.TrimSpace(p.Header.Get("Content-Transfer-Encoding")))
	how, _, _ = strings.Cut(how, ";")
	switch how {
	case "base64":
		return unbase64(p.Content)
	case "quoted-printable":
		return unquote(string(p.Content))
	}
	return p.Content
}

// unsaid are parts that tell nothing to a reader: signatures of programs.
var unsaid = map[string]bool{
	"application/pgp-signature": true, "application/pkcs7-signature": true, "application/x-pkcs7-signature": true,
	"text/x-amp-html": true,
}

func (w *mailWalker) file(p *enmime.Part, kind, name string) {
	if unsaid[kind] || strings.HasPrefix(kind, "multipart/") && len(p.Content) == 0 {
		return
	}
	f := MailFile{
		Name: name, MediaType: kind, Data: transferred(p),
		Inline: !strings.EqualFold(p.Disposition, "attachment") && strings.HasPrefix(kind, "image/"),
	}
	if len(f.Data) == 0 || f.Inline && isSpeck(f.Data) {
		return
	}
	if len(w.files) == maxMailFiles {
		w.cut = true
		return
	}
	if f.Name == "" {
		f.Name = nameless(kind, f.Data, len(w.files)+1)
	}
	w.files = append(w.files, f)
}

// partName is the file name of a part without any path, or empty.
func partName(p *enmime.Part) string {
	name := headerParam(p.Header.Get("Content-Disposition"), "filename")
	if name == "" {
		name = headerParam(p.Header.Get("Content-Type"), "name")
	}
	return safeName(name)
}

// maxName is the longest name of an attachment, in bytes.
const maxName = 180

// safeName takes the path and what no file name holds out of a name.
func safeName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || isMark(r) {
			return -1
		}
		return r
	}, name)
	name = strings.Trim(name, " ")
	if name == "." || name == "/" || name == ".." {
		return ""
	}
	if len(name) > maxName {
		ext := path.Ext(name)
		if len(ext) > 12 {
			ext = ""
		}
		name = cutText(name[:len(name)-len(ext)], maxName-len(ext)) + ext
	}
	return name
}

// nameless names a file that came without a name; a mail by its subject.
func nameless(kind string, data []byte, no int) string {
	if kind == "message/rfc822" {
		if subject := safeName(strings.NewReplacer("/", "-", `\`, "-").Replace(readHeadOf(data).Subject)); subject != "" {
			return subject + ".eml"
		}
		return "mail-" + strconv.Itoa(no) + ".eml"
	}
	ext := ""
	if all, err := mime.ExtensionsByType(kind); err == nil && len(all) > 0 {
		ext = all[0]
	}
	switch kind {
	case "image/jpeg":
		ext = ".jpg"
	case "text/plain", "message/delivery-status", "text/rfc822-headers":
		ext = ".txt"
	case "application/ms-tnef":
		return "winmail.dat"
	}
	return "attachment-" + strconv.Itoa(no) + ext
}

func readHeadOf(raw []byte) Letter {
	var l Letter
	if headEnd(raw) <= maxMailHeader {
		l.readHead(headOnly(raw))
	}
	return l
}

// reflow joins the lines that a program broke softly (RFC 3676).
func reflow(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		line = strings.TrimPrefix(line, " ")
		if strings.HasSuffix(line, " ") && line != "-- " && !strings.HasPrefix(line, ">") {
			out.WriteString(line)
			continue
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}

// cutText shortens s to at most n bytes at the border of a character.
func cutText(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// speck is the edge of a picture that is no picture to a reader but a mark of
// the page or a trap for those who open it, in pixels.
const speck = 48

func isSpeck(data []byte) bool {
	config, err := header(bytes.NewReader(data))
	return err == nil && config.Width <= speck && config.Height <= speck
}
