package letter

import (
	"regexp"
	"strconv"
	"strings"
)

// braced is anything in braces on a line.
var braced = regexp.MustCompile(`\{[^{}\n]*\}`)

// Show writes the tokens of a text in the words of a language, as the seller
// edits it: {order} as {Order number}, {e:return_label|return_address} as
// {Exhibit: Return label +1}. Read takes them back. base is the letter as it
// was read, whose own tokens have words, too.
func (d *Desk) Show(text, base, lang string) string {
	shown, _ := d.wording(base, lang)
	return braced.ReplaceAllStringFunc(text, func(token string) string {
		if s, ok := shown[token]; ok {
			return s
		}
		return token
	})
}

// Read is Show taken back. What is in braces and not known stays as it was
// typed.
func (d *Desk) Read(shown, base, lang string) string {
	_, tokens := d.wording(base, lang)
	return braced.ReplaceAllStringFunc(shown, func(s string) string {
		if token, ok := tokens[strings.Join(strings.Fields(s), " ")]; ok {
			return token
		}
		return s
	})
}

// wording gives the words of every token of the template, of the vocabulary and
// of a text, and the tokens by their words.
func (d *Desk) wording(text, lang string) (shown, tokens map[string]string) {
	shown, tokens = map[string]string{}, map[string]string{}
	add := func(token string, words ...string) {
		if shown[token] != "" {
			return
		}
		for _, w := range words {
			w = "{" + strings.Join(strings.Fields(w), " ") + "}"
			if tokens[w] == "" {
				shown[token], tokens[w] = w, token
				return
			}
		}
	}
	for _, p := range d.service.library.Placeholders {
		add("{"+p.ID+"}", p.Names[lang])
	}
	add("{"+exhibitsToken+"}", d.service.texts.Get(lang, "letter.list", nil))
	label := d.service.texts.Get(lang, "letter.exhibit", nil)
	for _, e := range d.service.from.Programmes.Rules().Vocabulary {
		add("{e:"+e.Key+"}", label+d.Name(e.Key, lang))
	}
	all := []string{text}
	for _, p := range d.Template.Paragraphs {
		all = append(all, p.Texts[d.Lang])
	}
	for _, one := range all {
		for _, key := range references(one) {
			first, rest, several := strings.Cut(key, "|")
			short := label + d.Name(first, lang)
			if several {
				short += " +" + strconv.Itoa(1+strings.Count(rest, "|"))
			}
			add("{e:"+key+"}", short, label+d.Name(key, lang))
		}
	}
	return shown, tokens
}
