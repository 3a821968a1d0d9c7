package compose

import (
	"strconv"
	"strings"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/block"
	"casefolio/app/evidence"
	"casefolio/app/money"
)

// balance is what a case brought back less what it cost. It is not given where
// either is not known or the two are in different currencies.
func balance(k cases.Case) string {
	if !k.Cost.Given() || k.Cost.Currency != k.Recovered.Currency {
		return ""
	}
	left := money.Amount{Minor: k.Recovered.Minor - k.Cost.Minor, Currency: k.Cost.Currency}
	return signed(left)
}

// signed writes an amount with a minus where it has one, which is wider than a
// hyphen.
func signed(a money.Amount) string { return strings.Replace(a.String(), "-", "\u2212", 1) }

// remedyFacts are what was agreed and what it came to.
func (c *composer) remedyFacts() []block.Fact {
	k := c.Case
	return []block.Fact{
		{Label: "remedy", Value: c.listed(c.Lists.Remedies, k.Remedy)},
		{Label: "cost", Value: k.Cost.String()},
		{Label: "recovered", Value: k.Recovered.String()},
		{Label: "balance", Value: balance(k)},
	}
}

func (c *composer) satisfaction() string {
	if c.Case.Satisfaction == 0 {
		return ""
	}
	return c.listed(c.Lists.Satisfactions, strconv.Itoa(c.Case.Satisfaction))
}

// outcome writes the sections on what became of the case, those that say
// something.
func (c *composer) outcome() {
	k := c.Case
	c.cause()
	c.course()
	c.remedy()
	c.returned()
	c.done()
	visit := c.filled([]block.Fact{
		{Label: "followed_up", Value: c.moment(k.FollowedUp)}, {Label: "satisfaction", Value: c.satisfaction()},
	})
	if said := c.flatFollowUp(); len(visit) > 0 || said != "" || len(c.Handling.Visits) > 0 {
		c.section("follow_up")
		c.addFacts(visit)
		c.titled("follow_up", said)
		c.visits()
	}
	if lesson, prevention := plain(k.Lesson), plain(k.Prevention); lesson != "" || prevention != "" {
		c.section("lesson")
		c.titled("lesson", lesson)
		c.titled("prevention", prevention)
	}
}

// remedy tells what was agreed, on what way it came to that, and what it cost.
func (c *composer) remedy() {
	facts := c.filled(c.remedyFacts())
	if len(facts)+len(c.Handling.Offers)+len(c.Handling.Money) == 0 {
		return
	}
	c.section("remedy")
	c.addFacts(facts)
	if balance(c.Case) != "" {
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t("balance.note"))})
	}
	c.offers()
	c.money()
}

// titled is running text under its name, nothing where there is no text.
func (c *composer) titled(key, text string) {
	if text == "" {
		return
	}
	c.add(
		block.Paragraph{Text: block.Say(block.Strong, c.t(key)), Keep: true},
		block.Paragraph{Text: block.Say(block.Body, text)},
	)
}

// shortOutcome says the same in a line each; what was agreed and what it came
// to stands among the facts.
func (c *composer) shortOutcome() {
	k := c.Case
	visit := joined(" · ", c.moment(k.FollowedUp), oneLine(k.FollowUp))
	var lines []block.Block
	cut := false
	for _, l := range []struct{ key, text string }{
		{"section.returns", c.shortReturn()}, {"follow_up", visit}, {"lesson", oneLine(k.Lesson)}, {"prevention", oneLine(k.Prevention)},
	} {
		if l.text == "" {
			continue
		}
		text, clipped := clip(l.text, c.room.fact)
		cut = cut || clipped
		lines = append(lines, block.Paragraph{Text: block.Text{
			{Tone: block.Strong, Text: oneLine(c.t(l.key)) + c.t("colon")}, {Tone: block.Body, Text: text},
		}})
	}
	if len(lines) == 0 {
		return
	}
	c.section("outcome")
	c.add(lines...)
	if cut {
		c.add(block.Paragraph{Text: block.Say(block.Small, c.t("summary.cut"))})
	}
}

// firstAnswer tells how long after the complaint came in the seller first
// wrote: by a chat among the evidence, else by a reply that the seller says was
// sent, else by one that was copied and may never have been. Where the first
// message is older than the complaint, nothing is known.
func (c *composer) firstAnswer() block.Fact {
	received := c.Case.Received
	if received.IsZero() {
		return block.Fact{}
	}
	var first evidence.Message
	in := ""
	for _, e := range c.Exhibits {
		for _, m := range e.Messages {
			if m.Role == evidence.Seller && !m.At.IsZero() && (in == "" || m.At.Before(first.At)) {
				first, in = m, e.Label()
			}
		}
	}
	switch {
	case in != "" && first.At.After(received):
		span := c.span(first.At.Sub(received))
		if !first.ZoneKnown {
			span += assumed
		}
		return block.Fact{Label: "first_response", Value: joined(" · ", span, in)}
	case in != "":
		return block.Fact{}
	}
	var sent time.Time
	for _, a := range c.Handling.Course.Answers {
		if a.At.After(received) && (sent.IsZero() || a.At.Before(sent)) {
			sent = a.At
		}
	}
	if !sent.IsZero() {
		return block.Fact{Label: "first_response", Value: c.span(sent.Sub(received))}
	}
	for _, u := range c.Uses { // oldest first
		if u.At.After(received) {
			return block.Fact{Label: "first_copied", Value: c.span(u.At.Sub(received))}
		}
	}
	return block.Fact{}
}

// closedAfter tells how long the case took from the complaint to the archive,
// where it lies there.
func (c *composer) closedAfter() string {
	at := c.archivedAt()
	if at.IsZero() || c.Case.Received.IsZero() || at.Before(c.Case.Received) {
		return ""
	}
	return c.span(at.Sub(c.Case.Received))
}

// archivedAt is when the case was last archived; zero outside the archive.
func (c *composer) archivedAt() (at time.Time) {
	for _, m := range c.Moves {
		if m.To == cases.Archive && c.Case.Stage == cases.Archive {
			at = m.At
		}
	}
	return at
}

// span writes a length of time, in two languages one after the other.
func (c *composer) span(d time.Duration) string {
	minutes := int(d / time.Minute)
	key, args := "days", map[string]string{"days": count(minutes / (24 * 60)), "hours": strconv.Itoa(minutes / 60 % 24)}
	switch {
	case minutes == 0:
		key = "moment"
	case minutes < 60:
		key, args = "minutes", map[string]string{"minutes": strconv.Itoa(minutes)}
	case minutes < 24*60:
		key, args = "hours", map[string]string{"hours": strconv.Itoa(minutes / 60), "minutes": strconv.Itoa(minutes % 60)}
	}
	say := func(lang string) string { return c.Texts.Get(lang, "dossier.span."+key, args) }
	if c.Lang == Both {
		return say("zh") + " / " + say("en")
	}
	return say(c.Lang)
}

// translation is what the seller put beside a message, to follow its text.
func (c *composer) translation(m evidence.Message) block.Text {
	if m.Translation == "" {
		return nil
	}
	source := c.named("translation", oneLine(m.TranslationSource))
	return block.Say(block.Muted, "\n"+joined(" — ", c.t("translation")+plain(m.Translation), source))
}
