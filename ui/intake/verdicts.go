package intake

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"casefolio/app/intake"
)

// verdicts are what the seller said about hits of the pasted text: what they
// are not, or what else they are. They hold for the words, so that they survive
// further typing.
type verdicts struct {
	of map[judged]intake.Hit // without a kind it is nothing at all
}

// judged are words that were recognised as of a kind.
type judged struct{ Kind, Words string }

func judgedOf(h intake.Hit, text string) judged {
	if h.End > len(text) {
		return judged{}
	}
	return judged{h.Kind, text[h.Start:h.End]}
}

// say keeps a verdict.
func (v *verdicts) say(on judged, is intake.Hit) {
	if v.of == nil {
		v.of = map[judged]intake.Hit{}
	}
	v.of[on] = is
}

// apply leaves out what was dismissed and gives the others what they are.
func (v *verdicts) apply(found intake.Found, text string) intake.Found {
	out := found
	out.Hits = nil
	for _, h := range found.Hits {
		is, said := v.of[judgedOf(h, text)]
		switch {
		case said && is.Kind == "":
			continue
		case said:
			is.Start, is.End = h.Start, h.End
			h = is
		}
		out.Hits = append(out.Hits, h)
	}
	return out
}

// verdict is one verdict as a draft keeps it.
type verdict struct {
	judged
	Is string `json:",omitempty"` // the kind; empty: nothing at all
}

// kept are the verdicts for a draft, in a settled order.
func (v *verdicts) kept() []verdict {
	all := make([]verdict, 0, len(v.of))
	for on, is := range v.of {
		all = append(all, verdict{on, is.Kind})
	}
	slices.SortFunc(all, func(a, b verdict) int {
		return cmp.Or(strings.Compare(a.Words, b.Words), strings.Compare(a.Kind, b.Kind))
	})
	return all
}

// restore takes the verdicts of a draft.
func (s *pastePane) restore(all []verdict) {
	for _, v := range all {
		s.said.say(v.judged, s.read(v.Is, v.Words))
	}
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
	on := judgedOf(h, s.text())
	is := s.read(kind, on.Words)
	s.said.say(on, is)
	s.offer()
	if all := readings(is, s.page.deps.Now().Location()); len(all) > 0 {
		s.take(all[0])
		return
	}
	s.page.form.touched = true
	s.page.typed()
}

// read takes words for a kind: as they are recognised by themselves, else as
// they stand. Without a kind they are nothing.
func (s *pastePane) read(kind, words string) intake.Hit {
	if kind == "" {
		return intake.Hit{}
	}
	for _, h := range s.page.deps.Recogniser.Recognise(words).Hits {
		if h.Kind == kind {
			return h
		}
	}
	return intake.Hit{Kind: kind, Value: words}
}
