package evidence

import (
	"slices"
	"strings"
	"time"
)

// Order is how day, month and year stand in the dates of a chat; empty: as the
// text says.
type Order string

// The orders.
const (
	DayFirst   Order = "dmy"
	MonthFirst Order = "mdy"
	YearFirst  Order = "ymd"
)

var orders = map[Order]dateOrder{DayFirst: orderDMY, MonthFirst: orderMDY, YearFirst: orderYMD}

// Choices say how a chat is to be read where the seller knows better than the
// text. The zero value leaves everything to the readers.
type Choices struct {
	Order   Order    `json:"order,omitempty"`
	Zone    string   `json:"zone,omitempty"`    // IANA name; empty: the seller's
	People  []Person `json:"people,omitempty"`  // those whom the seller named
	Pattern *Pattern `json:"pattern,omitempty"` // reads the text with this shape
	Chat    string   `json:"chat,omitempty"`    // id of a ChatChoice, for an export of many
}

// Person says who a sender of a chat is. Several senders under one As are one
// person.
type Person struct {
	Name string `json:"name"`         // as the log has it
	As   string `json:"as,omitempty"` // empty: the same
	Role Role   `json:"role"`
}

// ChatChoice is one chat of an export that holds several.
type ChatChoice struct {
	ID, Name string
	Messages int
}

// zone is the zone of times that state none. A name that is no zone counts as
// none.
func (c Choices) zone(otherwise *time.Location) *time.Location {
	if otherwise == nil {
		otherwise = time.UTC
	}
	if c.Zone == "" {
		return otherwise
	}
	if loc, err := time.LoadLocation(c.Zone); err == nil {
		return loc
	}
	return otherwise
}

// apply names the people. A message that the app wrote stays so.
func (c Choices) apply(messages []Message) {
	if len(c.People) == 0 {
		return
	}
	people := make(map[string]Person, len(c.People))
	for _, p := range c.People {
		people[p.Name] = p
	}
	for i := range messages {
		m := &messages[i]
		p, ok := people[m.Sender]
		if !ok || m.Sender == "" {
			continue
		}
		m.Role = p.Role
		if p.As != "" {
			m.Sender = p.As
		}
	}
}

// Same tells whether two choices read a chat alike.
func (c Choices) Same(d Choices) bool {
	pattern := c.Pattern == d.Pattern || c.Pattern != nil && d.Pattern != nil && *c.Pattern == *d.Pattern
	return pattern && c.Order == d.Order && c.Zone == d.Zone && c.Chat == d.Chat && slices.Equal(c.People, d.People)
}

// tidy bounds what came from outside.
func (c Choices) tidy() Choices {
	const most = 200
	c.People = slices.Clone(c.People[:min(len(c.People), most)])
	for i := range c.People {
		p := &c.People[i]
		p.As = shortened(strings.Join(strings.Fields(strings.ToValidUTF8(p.As, "\uFFFD")), " "), maxSender)
		if p.As == p.Name {
			p.As = ""
		}
	}
	if _, ok := orders[c.Order]; !ok {
		c.Order = ""
	}
	return c
}

// shortened cuts s to at most n bytes without breaking a character.
func shortened(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
