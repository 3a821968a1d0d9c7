package remedies

import (
	"strings"
	"time"

	"golang.org/x/text/width"

	"casefolio/app/fault"
	"casefolio/app/money"
	"casefolio/app/records"
)

// narrow folds full-width digits and signs.
func narrow(s string) string { return width.Narrow.String(s) }

// Answer is what a buyer said to an offer.
type Answer string

// The answers.
const (
	Open     Answer = "open"
	Accepted Answer = "accepted"
	Declined Answer = "declined"
	Counter  Answer = "counter" // the buyer asks for something else, which Note says
)

func (a Answer) known() bool {
	return a == Open || a == Accepted || a == Declined || a == Counter
}

// Offer is one step of what was offered to a buyer.
type Offer struct {
	Option     Option       `json:"option"`
	Size       money.Amount `json:"size,omitzero"`  // what it came to then
	Share      int64        `json:"share,omitzero"` // of the price then, in basis points
	Text       string       `json:"text,omitempty"` // as it was told to the buyer
	Channel    string       `json:"channel,omitempty"`
	OfferedAt  time.Time    `json:"offered_at"`
	Answer     Answer       `json:"answer"`
	AnsweredAt time.Time    `json:"answered_at,omitzero"`
	Note       string       `json:"note,omitempty"` // the buyer's counter, or the seller's remark

	Before  string `json:"before,omitempty"`  // the case's remedy before it was accepted
	Instead string `json:"instead,omitempty"` // declined, as this other offer was accepted
}

// mostText is how many bytes the texts of an offer may have.
const mostText = 32 << 10

// OfferKind names the records of offers.
const OfferKind = "offer"

// offerKind is how offers are kept.
func offerKind() records.Kind[Offer] {
	return records.Kind[Offer]{Name: OfferKind, Check: (*Offer).check}
}

func (o *Offer) check() error {
	for _, text := range []*string{&o.Text, &o.Channel, &o.Note} {
		if *text = strings.TrimSpace(strings.ToValidUTF8(*text, "\uFFFD")); len(*text) > mostText {
			return fault.New("record.long")
		}
	}
	if o.Answer == "" {
		o.Answer = Open
	}
	switch {
	case !o.Answer.known():
		return fault.New("remedy.answer")
	case o.OfferedAt.IsZero():
		return fault.New("remedy.time")
	case o.Answer == Open:
		o.AnsweredAt = time.Time{}
	case o.AnsweredAt.Before(o.OfferedAt):
		return fault.New("remedy.early")
	}
	return o.Option.check()
}
