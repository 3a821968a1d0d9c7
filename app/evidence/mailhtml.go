package evidence

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxHTML is how much of an HTML text is read, in bytes.
const maxHTML = 8 << 20

// htmlText turns HTML into text that can be read: paragraphs and lines stay,
// a link keeps its address behind its words, a picture its description. Nothing
// is loaded and nothing runs.
func htmlText(source string) string {
	if len(source) > maxHTML {
		source = source[:maxHTML]
	}
	w := htmlWriter{}
	z := html.NewTokenizer(strings.NewReader(source))
	z.SetMaxBuf(maxHTML)
	for {
		switch z.Next() {
		case html.ErrorToken:
			w.closeLink()
			return tidyLines(strings.ToValidUTF8(w.out.String(), "\uFFFD"))
		case html.TextToken:
			w.text(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			w.open(atom.Lookup(name), attributes(z, more))
		case html.EndTagToken:
			name, _ := z.TagName()
			w.close(atom.Lookup(name))
		}
	}
}

// attributes are those that a text can show.
func attributes(z *html.Tokenizer, more bool) map[atom.Atom]string {
	var all map[atom.Atom]string
	for n := 0; more && n < 50; n++ {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch a := atom.Lookup(key); a {
		case atom.Href, atom.Alt:
			if all == nil {
				all = map[atom.Atom]string{}
			}
			all[a] = string(value)
		}
	}
	return all
}

// htmlWriter writes the text of HTML as its tags go by.
type htmlWriter struct {
	out    bytes.Buffer
	hidden int  // within so many parts that nobody sees
	pre    int  // within so many parts whose spaces count
	space  bool // a space is due
	href   string
	linked int // where the words of the link begin
}

// silent are the parts of a page that are not its text.
var silent = map[atom.Atom]bool{atom.Head: true, atom.Style: true, atom.Script: true, atom.Title: true, atom.Template: true}

// breaks are the tags that begin and end a line, true for those with an empty
// line around.
var breaks = map[atom.Atom]bool{
	atom.P: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Blockquote: true, atom.Pre: true, atom.Ul: true, atom.Ol: true, atom.Table: true,
	atom.Div: false, atom.Tr: false, atom.Li: false, atom.Dt: false, atom.Dd: false, atom.Section: false,
	atom.Article: false, atom.Header: false, atom.Footer: false, atom.Address: false, atom.Hr: false,
}

func (w *htmlWriter) open(tag atom.Atom, with map[atom.Atom]string) {
	switch tag {
	case atom.Style, atom.Script, atom.Head, atom.Title, atom.Template:
		w.hidden++
		return
	case atom.Body: // a head that nobody closed ends here
		w.hidden = 0
	case atom.Br:
		w.newline(1)
	case atom.Td, atom.Th:
		w.space = true
	case atom.A:
		w.closeLink()
		w.href, w.linked = strings.TrimSpace(with[atom.Href]), w.out.Len()
	case atom.Img:
		if alt := strings.TrimSpace(with[atom.Alt]); alt != "" && w.hidden == 0 {
			w.text("[" + alt + "]")
		}
	}
	if wide, ok := breaks[tag]; ok {
		w.lineFor(wide)
	}
	if tag == atom.Pre {
		w.pre++
	}
	if tag == atom.Li {
		w.text("• ")
	}
}

func (w *htmlWriter) close(tag atom.Atom) {
	if silent[tag] {
		w.hidden = max(0, w.hidden-1)
		return
	}
	switch tag {
	case atom.A:
		w.closeLink()
	case atom.Pre:
		w.pre = max(0, w.pre-1)
	}
	if wide, ok := breaks[tag]; ok {
		w.lineFor(wide)
	}
}

// closeLink writes the address behind the words of a link that do not show it.
func (w *htmlWriter) closeLink() {
	href := w.href
	if w.href = ""; href == "" || w.hidden > 0 || w.linked > w.out.Len() {
		return
	}
	words := strings.TrimSpace(string(w.out.Bytes()[w.linked:]))
	address := strings.TrimPrefix(href, "mailto:")
	lower := strings.ToLower(href)
	if words == "" || strings.Contains(words, address) ||
		!strings.HasPrefix(lower, "http") && !strings.HasPrefix(lower, "mailto:") {
		return
	}
	w.out.WriteString(" (" + oneLineOf(address) + ")")
}

func oneLineOf(s string) string { return strings.Join(strings.Fields(s), " ") }

func (w *htmlWriter) text(s string) {
	if w.hidden > 0 {
		return
	}
	if w.pre > 0 {
		w.out.WriteString(s)
		return
	}
	for i, word := range strings.FieldsFunc(s, isSpaceInHTML) {
		if i > 0 || w.space || isSpaceInHTML(firstRune(s)) {
			w.blank()
		}
		w.out.WriteString(word)
		w.space = false
	}
	w.space = w.space || s != "" && isSpaceInHTML(lastRune(s))
}

// isSpaceInHTML tells the characters that HTML folds; a no-break space stays.
func isSpaceInHTML(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' }

// blank writes a space, but none at the beginning of a line.
func (w *htmlWriter) blank() {
	if b := w.out.Bytes(); len(b) > 0 && b[len(b)-1] != '\n' && b[len(b)-1] != ' ' {
		w.out.WriteByte(' ')
	}
}

func (w *htmlWriter) lineFor(wide bool) {
	switch {
	case w.out.Len() == 0:
	case wide:
		w.newline(2)
	case !bytes.HasSuffix(w.out.Bytes(), []byte("\n")):
		w.newline(1)
	}
	w.space = false
}

func (w *htmlWriter) newline(n int) {
	if w.hidden > 0 {
		return
	}
	if n == 2 {
		for have := trailingNewlines(w.out.Bytes()); have < 2; have++ {
			w.out.WriteByte('\n')
		}
		return
	}
	w.out.WriteByte('\n')
	w.space = false
}

func trailingNewlines(b []byte) int {
	n := 0
	for n < len(b) && n < 2 && b[len(b)-1-n] == '\n' {
		n++
	}
	return n
}

// tidyLines takes the spaces off the ends of lines and leaves one empty line
// where there were more.
func tidyLines(s string) string {
	var out strings.Builder
	empty := 0
	for line := range strings.Lines(strings.ReplaceAll(s, "\r", "")) {
		line = strings.TrimRight(strings.TrimRight(line, "\n"), " \t")
		if line == "" {
			empty++
			continue
		}
		if out.Len() > 0 {
			out.WriteString(strings.Repeat("\n", min(empty, 1)+1))
		}
		empty = 0
		out.WriteString(line)
	}
	return out.String()
}
