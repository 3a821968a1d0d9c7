package letter

import (
	"slices"
	"strings"
)

// bearing is what there is for a letter to rest on.
type bearing struct {
	linked func(key string) bool  // an exhibit is linked to a piece of evidence
	known  func(fact string) bool // the case knows a fact
}

func (b bearing) fits(p Paragraph) bool {
	return !slices.ContainsFunc(p.Needs, func(need string) bool { return !b.any(need) }) &&
		!slices.ContainsFunc(p.Unless, b.any) &&
		!slices.ContainsFunc(p.Facts, func(fact string) bool { return !b.known(fact) })
}

// any tells whether one of the alternatives "a|b" is linked.
func (b bearing) any(need string) bool {
	return slices.ContainsFunc(strings.Split(need, "|"), b.linked)
}

// paragraphs are those of a template that hold, in their order.
func (b bearing) paragraphs(t Template) []Paragraph {
	var out []Paragraph
	taken := map[string]bool{}
	refers := false
	for _, p := range t.Paragraphs {
		if p.One != "" && taken[p.One] || !b.fits(p) || p.Listed && !refers {
			continue
		}
		taken[p.One] = true
		_, keys := tokens(p.Texts[Languages()[0]])
		refers = refers || len(keys) > 0
		out = append(out, p)
	}
	return out
}

// compose writes the text of a template, with its tokens.
func (b bearing) compose(t Template, lang string) string {
	var text string
	for _, p := range b.paragraphs(t) {
		text = appendTo(text, p.Texts[lang])
	}
	return text
}

// appendTo adds a paragraph; items of a list follow each other line by line.
func appendTo(text, paragraph string) string {
	switch {
	case text == "":
		return paragraph
	case strings.HasPrefix(paragraph, item) && strings.HasPrefix(lastLine(text), item):
		return text + "\n" + paragraph
	}
	return text + "\n\n" + paragraph
}

func lastLine(text string) string { return text[strings.LastIndexByte(text, '\n')+1:] }

// Offer is a paragraph that the linked exhibits bear out by now and that a
// letter does not have.
type Offer struct {
	Text string // with its tokens
	Keys []string
	at   int // place among the paragraphs of the template
}

// offers are the paragraphs that speak of evidence which text says nothing of.
func (b bearing) offers(t Template, text, lang string) []Offer {
	_, said := tokens(text)
	var spoken []string
	for _, keys := range said {
		spoken = append(spoken, strings.Split(keys, "|")...)
	}
	var out []Offer
	for i, p := range t.Paragraphs {
		if !slices.ContainsFunc(b.paragraphs(t), func(o Paragraph) bool { return o.Texts[lang] == p.Texts[lang] }) {
			continue
		}
		_, keys := tokens(p.Texts[lang])
		told := slices.ContainsFunc(keys, func(k string) bool {
			return slices.ContainsFunc(strings.Split(k, "|"), func(one string) bool { return slices.Contains(spoken, one) })
		})
		if len(keys) > 0 && !told {
			out = append(out, Offer{Text: p.Texts[lang], Keys: keys, at: i})
		}
	}
	return out
}

// insert puts an offered paragraph behind the nearest one that stands before
// it in the template and that the text still has, or else at its end.
func insert(t Template, text string, o Offer, lang string) string {
	for i := o.at - 1; i >= 0; i-- {
		before := t.Paragraphs[i].Texts[lang]
		at := strings.Index(text, before)
		if at < 0 {
			continue
		}
		at += len(before)
		return appendTo(text[:at], o.Text) + text[at:]
	}
	return appendTo(text, o.Text)
}

// without takes out the lines that refer to exhibits and have none of them,
// and the space that they leave.
func without(text string, empty []string) string {
	var kept []string
	for line := range strings.SplitSeq(text, "\n") {
		_, keys := tokens(line)
		if len(keys) > 0 && !slices.ContainsFunc(keys, func(k string) bool { return !slices.Contains(empty, k) }) {
			continue
		}
		if line == "" && len(kept) > 0 && kept[len(kept)-1] == "" {
			continue
		}
		kept = append(kept, line)
	}
	return strings.Trim(strings.Join(kept, "\n"), "\n")
}
