package remedies

import "slices"

// Like tells how near the cases of a history are.
type Like string

// The kinds of nearness, the nearest first.
const (
	SameProduct Like = "product" // and the same reason
	SameReason  Like = "reason"
	SameTop     Like = "top" // the same top of the tree
)

// Outcome is how the cases went that were settled with one remedy.
type Outcome struct {
	Remedy string
	Cases  int

	Shares    int   // cases of which the share is known
	MeanShare int64 // of these, in basis points, rounded half to even

	Scored, Satisfied int // cases with a score, and those of 4 and 5
}

// History is what settled cases like this one say together.
type History struct {
	Like     Like // empty: there are none
	Cases    int
	Outcomes []Outcome // the most frequent first
}

// enough is how many cases make a sample worth showing before a wider one.
const enough = 3

// satisfied is the lowest score of a satisfied buyer.
const satisfied = 4

// Summary counts settled cases. It takes the nearest kind that has enough of
// them, else the widest that has any.
func Summary(past []Past, f Facts) History {
	kinds := []struct {
		like Like
		fits func(Past) bool
	}{
		{SameProduct, func(p Past) bool { return f.SKU != "" && p.SKU == f.SKU && slices.Contains(f.Categories, p.Category) }},
		{SameReason, func(p Past) bool { return slices.Contains(f.Categories, p.Category) }},
		{SameTop, func(p Past) bool { return slices.Contains(f.UnderTop, p.Category) }},
	}
	var found History
	for _, k := range kinds {
		var like []Past
		for _, p := range past {
			if k.fits(p) {
				like = append(like, p)
			}
		}
		if len(like) > found.Cases {
			found = History{Like: k.like, Cases: len(like), Outcomes: outcomes(like)}
		}
		if len(like) >= enough {
			break
		}
	}
	return found
}

func outcomes(past []Past) []Outcome {
	var all []Outcome
	sums := map[string]int64{}
	for _, p := range past {
		i := slices.IndexFunc(all, func(o Outcome) bool { return o.Remedy == p.Remedy })
		if i < 0 {
			i = len(all)
			all = append(all, Outcome{Remedy: p.Remedy})
		}
		o := &all[i]
		o.Cases++
		if share := p.share(); share > 0 {
			o.Shares++
			sums[p.Remedy] += share
		}
		if p.Satisfaction > 0 {
			o.Scored++
			if p.Satisfaction >= satisfied {
				o.Satisfied++
			}
		}
	}
	for i := range all {
		if n := int64(all[i].Shares); n > 0 {
			all[i].MeanShare = ratio(sums[all[i].Remedy], n*Whole)
		}
	}
	slices.SortStableFunc(all, func(a, b Outcome) int { return b.Cases - a.Cases })
	return all
}

// share is the share that was accepted, else what a discount cost of the price.
func (p Past) share() int64 {
	switch {
	case p.Share > 0:
		return p.Share
	case Kind(p.Remedy) == Discount && p.Cost.Given() && p.Cost.Currency == p.Amount.Currency && p.Amount.Minor > 0:
		return min(Whole, max(0, ratio(p.Cost.Minor, p.Amount.Minor)))
	}
	return 0
}
