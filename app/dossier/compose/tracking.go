package compose

import (
	"cmp"
	"strings"
	"time"

	"casefolio/app/dossier/block"
	"casefolio/app/evidence"
)

// local marks a time of which the source states no zone, but a place.
const local = "°"

// eventStamp writes when an event happened in its own zone, marked where the
// source does not state that zone.
func eventStamp(e evidence.Event) string {
	if e.PlaceZone && !e.DateOnly && !e.At.IsZero() {
		return stamp(e.At) + local
	}
	return stampOf(e.At, e.ZoneKnown, e.DateOnly)
}

// assumedZone tells whether nothing but an assumption gives an event its zone.
func assumedZone(e evidence.Event) bool {
	return !e.ZoneKnown && !e.PlaceZone && !e.DateOnly && !e.At.IsZero()
}

// eventText is what an event says, with what the shop did to it below.
func (c *composer) eventText(e evidence.Event) block.Text {
	text := block.Say(block.Body, plain(e.Text))
	note := ""
	switch {
	case e.Own:
		note = c.t("track.own")
	case e.Was != nil:
		note = c.t("track.was", "value", c.wasRead(e))
	}
	if note != "" {
		text = append(text, block.Span{Tone: block.Muted, Text: "\n" + note})
	}
	return text
}

// wasRead names what was read where the shop corrected it.
func (c *composer) wasRead(e evidence.Event) string {
	var parts []string
	if was := e.Was; !was.At.Equal(e.At) || was.DateOnly != e.DateOnly {
		parts = append(parts, stampOf(was.At, true, was.DateOnly))
	}
	if e.Was.Place != e.Place {
		parts = append(parts, cmp.Or(plain(e.Was.Place), "—"))
	}
	if e.Was.Milestone != e.Milestone {
		parts = append(parts, cmp.Or(c.named("milestone", e.Was.Milestone), "—"))
	}
	return strings.Join(parts, " · ")
}

// judged says what a tracking record supports, what it does not, and what is
// odd about it. Silences stand among the events.
func (c *composer) judged(e Exhibit) {
	for _, holds := range []bool{true, false} {
		if text := c.supports(e.Supports, holds); text != "" {
			c.add(block.Paragraph{Text: block.Say(block.Body, text), Keep: true})
		}
	}
	for _, f := range e.Findings {
		switch f.Code {
		case evidence.FindGap, evidence.FindAssumed:
			continue
		}
		args := make(map[string]string, len(f.Args)/2)
		for i := 0; i+1 < len(f.Args); i += 2 {
			args[f.Args[i]] = f.Args[i+1]
		}
		say := func(lang string) string { return c.Texts.Get(lang, "finding."+f.Code, args) }
		c.add(block.Paragraph{Text: block.Say(block.Body, c.each(say)), Keep: true})
	}
}

// supports is one sentence with the facts that hold, or with those that do not.
func (c *composer) supports(all []evidence.Support, holds bool) string {
	key := "track.lacks"
	if holds {
		key = "track.supports"
	}
	any := false
	text := c.each(func(lang string) string {
		var facts []string
		for _, s := range all {
			if s.Holds == holds {
				facts = append(facts, c.support(lang, s))
			}
		}
		any = any || len(facts) > 0
		return c.Texts.Get(lang, "dossier."+key, map[string]string{"facts": strings.Join(facts, " · ")})
	})
	if !any {
		return ""
	}
	return text
}

func (c *composer) support(lang string, s evidence.Support) string {
	name, day := c.Texts.Get(lang, "fact."+s.ID, nil), ""
	if !s.Event.At.IsZero() {
		day = s.Event.At.Format(time.DateOnly)
	}
	if s.WeakBy == "" {
		return joined(" ", name, day)
	}
	return c.Texts.Get(lang, "dossier."+"track.weak", map[string]string{
		"fact": name, "day": day, "by": c.Texts.Get(lang, "fact."+s.WeakBy, nil),
	})
}

// zoneNotes explain the marks of times whose zone the source does not state.
func (c *composer) zoneNotes(place, guess bool) {
	if place {
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t("local"))})
	}
	if guess {
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t("track.assumed"))})
	}
}

// sameEvents joins the lines of events that several records of one parcel tell
// in the same words.
func sameEvents(all []happening) []happening {
	seen := map[string]int{}
	out := all[:0]
	for _, h := range all {
		if i, there := seen[h.event]; there && h.event != "" {
			out[i].exhibits = merged(out[i].exhibits, h.exhibits)
			continue
		}
		seen[h.event] = len(out)
		out = append(out, h)
	}
	return out
}
