package programmes

import (
	"slices"
	"strings"
)

// Facts are what a case says about which programme it may come to. Empty ones
// are unknown.
type Facts struct {
	Platform, Channel, Category string // ids of the lists, or the seller's words
	Carrier                     string // id of the parcel's carrier
	ByCarrier                   bool   // the carrier is held responsible
}

// maxFitting is how many programmes are offered.
const maxFitting = 6

// paymentDispute is the channel of what comes by way of the payment.
const paymentDispute = "payment_dispute"

// Fitting lists the programmes that a case like this most likely comes to, the
// likeliest first. It only offers; the seller chooses.
func (r *Rules) Fitting(all []Programme, f Facts) []Programme {
	type scored struct {
		p     Programme
		score int
	}
	var found []scored
	for _, p := range all {
		if n := r.score(p, f); n > 0 {
			found = append(found, scored{p, n})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return b.score - a.score })
	out := make([]Programme, 0, maxFitting)
	for _, s := range found[:min(len(found), maxFitting)] {
		out = append(out, s.p)
	}
	return out
}

// score is how well a programme fits, or 0 where the case has no tie to its
// party, or is about something else.
func (r *Rules) score(p Programme, f Facts) int {
	tie, about := r.tie(r.parties[p.Party], f), r.about(p, f.Category)
	open := p.Own || known(p.Topics, "general") || known(p.Topics, "message") // about anything
	if tie == 0 || about == 0 && f.Category != "" && !open {
		return 0
	}
	score := tie + about
	switch {
	case f.Channel == "" || len(p.Channels) == 0:
	case known(p.Channels, f.Channel):
		score += 3
	default:
		score--
	}
	return max(score, 0)
}

// tie is how closely a case is tied to a party.
func (r *Rules) tie(p Party, f Facts) int {
	switch {
	case f.Platform != "" && known(p.Platforms, f.Platform):
		return 4
	case f.Carrier != "" && known(p.Carriers, f.Carrier) && f.ByCarrier:
		return 5
	case f.Carrier != "" && known(p.Carriers, f.Carrier):
		return 1
	case f.Channel == paymentDispute && (p.Kind == "payment" || p.Kind == "card"):
		return 2
	}
	return 0
}

// about is how well a programme is about a category: 3 for the leaf itself, 2
// for the top above or below it.
func (r *Rules) about(p Programme, category string) int {
	best := 0
	top, _, leaf := strings.Cut(category, ".")
	for _, id := range p.Topics {
		for _, c := range r.topics[id].Categories {
			above, _, _ := strings.Cut(c, ".")
			switch {
			case category == "":
			case c == category:
				best = 3
			case c == top, !leaf && above == category:
				best = max(best, 2)
			}
		}
	}
	return best
}

// Search lists the programmes in which every word of text stands, in either
// language and by any name of the party; an empty text lists all.
func (r *Rules) Search(all []Programme, text string) []Programme {
	words := strings.Fields(strings.ToLower(text))
	var found []Programme
	for _, p := range all {
		parts := []string{p.ID, p.Party, p.Name, p.Reason, p.ReasonZH, p.ReasonCode}
		for _, t := range p.Topics {
			parts = append(parts, r.topics[t].Names["en"], r.topics[t].Names["zh"])
		}
		parts = append(parts, r.parties[p.Party].Words...)
		in := strings.ToLower(strings.Join(parts, "\n"))
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(in, w) }) {
			found = append(found, p)
		}
	}
	return found
}
