package intake

import (
	"time"

	"casefolio/app/intake"
)

// verdicts are what the seller said about hits of the pasted text: what they
// are not, or what else they are. They hold for the words, so that they survive
// further typing.
type verdicts struct {
	of map[string]intake.Hit // by kind and words; without a kind it is nothing at all
}

func verdictKey(h intake.Hit, text string) string {
	if h.End > len(text) {
		return ""
	}
	return h.Kind + "\x00" + text[h.Start:h.End]
}

// say keeps a verdict.
func (v *verdicts) say(h intake.Hit, text string, is intake.Hit) {
	if v.of == nil {
		v.of = map[string]intake.Hit{}
	}
	v.of[verdictKey(h, text)] = is
}

// apply leaves out what was dismissed and gives the others what they are.
func (v *verdicts) apply(found intake.Found, text string) intake.Found {
	out := found
	out.Hits = nil
	for _, h := range found.Hits {
		is, judged := v.of[verdictKey(h, text)]
		switch {
		case judged && is.Kind == "":
			continue
		case judged:
			is.Start, is.End = h.Start, h.End
			h = is
		}
		out.Hits = append(out.Hits, h)
	}
	return out
}

// readings are the ways in which a hit can be taken: both of an ambiguous date.
func readings(h intake.Hit, zone *time.Location) []offer {
	var out []offer
	values := []string{h.Value}
	if h.Other != "" {
		values = append(values, h.Other)
	}
	for _, v := range values {
		one := h
		one.Value, one.Other = v, ""
		if fields := fieldsOf(one, zone); len(fields) > 0 {
			out = append(out, offer{hit: one, fields: fields})
		}
	}
	return out
}

// judge keeps what the seller says about a hit: it is nothing, or of another
// kind, which is taken at once.
func (s *pastePane) judge(h intake.Hit, kind string) {
	text := s.text()
	var is intake.Hit
	if kind != "" {
		is = s.read(kind, text[h.Start:h.End])
	}
	s.said.say(h, text, is)
	s.offer()
	if kind != "" {
		if all := readings(is, s.page.deps.Now().Location()); len(all) > 0 {
			s.take(all[0])
		}
	}
}

// read takes words for a kind: as they are recognised by themselves, else as
// they stand.
func (s *pastePane) read(kind, words string) intake.Hit {
	for _, h := range s.page.deps.Recogniser.Recognise(words).Hits {
		if h.Kind == kind {
			return h
		}
	}
	return intake.Hit{Kind: kind, Value: words}
}
