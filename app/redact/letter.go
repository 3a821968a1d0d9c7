package redact

// AppendFold appends what a letter or digit counts as where words are compared:
// case, width, accents and variants of characters are folded away, and what
// shows nothing adds nothing. It is false for spaces, punctuation and signs.
func AppendFold(b []byte, r rune) ([]byte, bool) {
	f := fold(foldTable(), r)
	if f.class == none {
		return b, false
	}
	for _, c := range f.runes {
		if c == 0 {
			break
		}
		b = append(b, string(c)...)
	}
	return b, true
}
