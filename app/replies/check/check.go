// Package check looks through a reply to a buyer before it is sent: what a
// platform forbids, what hurts, what cannot be kept, what is missing. It speaks
// of sentences, never of the person who wrote them, and it changes nothing.
package check

import (
	"time"

	"casefolio/app/money"
)

// Severity is how much a finding weighs.
type Severity string

// The severities: a reply with a finding that blocks should not go out as it is.
const (
	Block Severity = "block"
	Warn  Severity = "warn"
	Hint  Severity = "hint"
)

// Input is a reply and what is known of whom it is for. Only Text is needed.
type Input struct {
	Text     string
	Lang     string   // "zh", "en" …; empty: found out
	Platform string   // id of the lists; empty: not known
	Buyer    string   // the name in the case
	Names    []string // other names that a greeting may have: of the shop, of who signs
	Said     []Said   // what this buyer was told before, in any channel
	Promises []Promised
	Now      time.Time
	Zone     *time.Location    // the buyer's; nil: not known
	Off      map[string]string // rules that are switched off, with the reason
}

// Promised is a time that the reply itself names, as the rules of deadlines found
// it, to be held against what was promised before.
type Promised struct {
	Text string // the words of the reply
	Due  time.Time
}

// Said is something that the buyer was told before.
type Said struct {
	Kind    Kind
	Text    string       // as it was told; may be empty where the fields below say it
	Amount  money.Amount // of an offer
	Share   int64        // of an offer, in basis points of the price; 0: not known
	Goods   Goods        // of an offer
	Due     time.Time    // of a promise
	At      time.Time    // when it was told
	Channel string       // where, as the seller reads it
}

// Kind is what was told.
type Kind string

// The kinds of what a buyer was told.
const (
	Offer   Kind = "offer"   // noted as an offer
	Promise Kind = "promise" // noted as a promise with a time
	Reply   Kind = "reply"   // sent through the composer
	Message Kind = "message" // read in an exhibit
)

// Goods is what an offer does with the goods.
type Goods string

// What can become of the goods.
const (
	Unknown Goods = ""
	Keep    Goods = "keep"
	Return  Goods = "return"
)

// Finding is one thing to look at. Start and End are bytes of the text; both 0
// for what is missing from the whole of it.
type Finding struct {
	Rule       string
	Severity   Severity
	Start, End int

	message, advice map[string]string // by language
}

// Message says what is the matter, in "zh" or "en".
func (f Finding) Message(lang string) string { return in(f.message, lang) }

// Advice says what could stand there instead; it may be empty.
func (f Finding) Advice(lang string) string { return in(f.advice, lang) }

func in(texts map[string]string, lang string) string {
	if text, ok := texts[lang]; ok {
		return text
	}
	return texts["en"]
}
