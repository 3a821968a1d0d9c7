package evidence

import (
	"encoding/base64"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// charsetNamed is the encoding that a mail names. The Chinese ones are read as
// GB18030, which holds them all: programs write gb2312 and mean more. nil is no
// name that is known.
func charsetNamed(name string) encoding.Encoding {
	name = strings.ToLower(strings.Trim(name, " \t\"'"))
	name = strings.TrimPrefix(name, "charset=")
	switch {
	case name == "":
		return nil
	case strings.HasPrefix(name, "gb"), name == "x-gbk", name == "cp936", name == "ms936", name == "936", name == "euc-cn":
		return simplifiedchinese.GB18030
	case name == "cp932", name == "ms932", name == "x-ms-cp932":
		name = "shift_jis"
	case name == "cp949", name == "ms949", name == "ks_c_5601":
		name = "euc-kr"
	case name == "cp950", name == "ms950":
		name = "big5"
	case strings.HasPrefix(name, "cp125"):
		name = "windows-" + name[2:]
	}
	if enc, err := htmlindex.Get(name); err == nil {
		return enc
	}
	if enc, err := ianaindex.MIME.Encoding(name); err == nil {
		return enc
	}
	return nil
}

// inCharset decodes bytes by the charset that is stated for them, or by what
// they look like where none is stated, none is known or it plainly is another.
func inCharset(raw []byte, name string) string {
	enc := charsetNamed(name)
	if enc == nil {
		return decodeText(raw)
	}
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return decodeText(raw)
	}
	text := strings.ToValidUTF8(string(out), "\uFFFD")
	if bad := strings.Count(text, "\uFFFD"); bad > 2 && bad*50 > utf8.RuneCountInString(text) {
		if other := decodeText(raw); strings.Count(other, "\uFFFD") < bad {
			return other
		}
	}
	return strings.ReplaceAll(text, "\r\n", "\n")
}

// maxHeader is how much of one header is decoded, in bytes.
const maxHeader = 16 << 10

// headerText decodes the value of a header: words in another charset (RFC 2047)
// and bytes that some program left as they were. It comes on one line.
func headerText(value string) string {
	if len(value) > maxHeader {
		value = value[:maxHeader]
	}
	return strings.Join(strings.Fields(decodeWords(value)), " ")
}

var encodedWord = regexp.MustCompile(`=\?([^?\s]{1,40})\?([bBqQ])\?([^?\r\n]*)\?=`)

// decodeWords joins the bytes of neighbouring words in one charset before it
// decodes them, as many programs cut words in the middle of a character.
func decodeWords(s string) string {
	var out strings.Builder
	var held []byte
	charset := ""
	flush := func() {
		out.WriteString(inCharset(held, charset))
		held = held[:0]
	}
	at := 0
	for _, m := range encodedWord.FindAllStringSubmatchIndex(s, -1) {
		between := s[at:m[0]]
		name, _, _ := strings.Cut(s[m[2]:m[3]], "*") // a language may follow
		word, ok := wordBytes(s[m[4]:m[5]], s[m[6]:m[7]])
		if !ok {
			continue
		}
		if len(held) > 0 && (strings.TrimSpace(between) != "" || !strings.EqualFold(charset, name)) {
			flush()
		}
		if at == 0 || strings.TrimSpace(between) != "" {
			out.WriteString(plainHeader(between))
		}
		held, charset, at = append(held, word...), name, m[1]
	}
	flush()
	out.WriteString(plainHeader(s[at:]))
	return out.String()
}

// plainHeader is a piece of a header without encoded words.
func plainHeader(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return decodeText([]byte(s))
}

func wordBytes(how, text string) ([]byte, bool) {
	if strings.EqualFold(how, "b") {
		text = strings.TrimRight(text, "=")
		raw, err := base64.RawStdEncoding.DecodeString(text)
		return raw, err == nil || len(raw) > 0
	}
	return unquote(strings.ReplaceAll(text, "_", " ")), true
}

// unquote decodes quoted-printable without a word about what is wrong with it.
// A sign of equality at the end of a line joins it to the next.
func unquote(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '=' {
			out = append(out, s[i])
			continue
		}
		if i+2 < len(s) {
			hi, lo := hexDigit(s[i+1]), hexDigit(s[i+2])
			if hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		end := i + 1
		for end < len(s) && (s[end] == ' ' || s[end] == '\t' || s[end] == '\r') {
			end++
		}
		switch {
		case end == len(s):
			i = end
		case s[end] == '\n':
			i = end
		default:
			out = append(out, '=')
		}
	}
	return out
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// unbase64 decodes what is base64 in s, up to where it ends; what else stands
// there is passed over.
func unbase64(s []byte) []byte {
	clean := make([]byte, 0, len(s))
	for _, c := range s {
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' {
			clean = append(clean, c)
		} else if c == '=' && len(clean)%4 >= 2 {
			break
		}
	}
	if len(clean)%4 == 1 {
		clean = clean[:len(clean)-1]
	}
	n, err := base64.RawStdEncoding.Decode(clean, clean)
	if err != nil && n == 0 {
		return nil
	}
	return clean[:n]
}

// headerParam is a parameter of a header as a person reads it: plain, with
// encoded words, or in the parts and charsets of RFC 2231.
func headerParam(value, name string) string {
	if len(value) > maxHeader {
		value = value[:maxHeader]
	}
	plain, charset := "", ""
	pieces := map[string]string{}
	for key, v := range headerParams(value) {
		base, rest, extended := strings.Cut(key, "*")
		if base != name {
			continue
		}
		if !extended {
			plain = v
			continue
		}
		pieces[strings.Trim(rest, "*")] = v
		if strings.HasSuffix(key, "*") {
			if rest == "" || strings.HasPrefix(rest, "0") {
				if cs, tail, ok := strings.Cut(v, "'"); ok {
					charset = cs
					_, v, _ = strings.Cut(tail, "'")
				}
			}
			if un, err := url.PathUnescape(v); err == nil {
				v = un
			}
			pieces[strings.Trim(rest, "*")] = v
		}
	}
	if whole, ok := pieces[""]; ok {
		return headerText(inCharset([]byte(whole), charset))
	}
	joined := ""
	for i := range len(pieces) {
		joined += pieces[strconv.Itoa(i)]
	}
	if joined != "" {
		return headerText(inCharset([]byte(joined), charset))
	}
	return headerText(plain)
}

// headerParams splits the parameters of a header, their names in lower case.
func headerParams(value string) map[string]string {
	all := map[string]string{}
	_, rest, _ := strings.Cut(value, ";")
	for rest != "" && len(all) < 100 {
		var key, v string
		key, rest, _ = strings.Cut(rest, "=")
		if before, after, ok := strings.Cut(key, ";"); ok { // one without a value
			_, key = before, after
		}
		rest = strings.TrimLeft(rest, " \t\r\n")
		if strings.HasPrefix(rest, `"`) {
			v, rest = quotedValue(rest[1:])
			_, rest, _ = strings.Cut(rest, ";")
		} else {
			v, rest, _ = strings.Cut(rest, ";")
			v = strings.TrimSpace(v)
		}
		all[strings.ToLower(strings.TrimSpace(key))] = v
	}
	return all
}

func quotedValue(s string) (value, rest string) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\'):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			return b.String(), s[i+1:]
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), ""
}
