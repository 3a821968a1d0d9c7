package intake

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Weights of a phrase that speaks for a category, and how many categories are
// offered.
const (
	fullWeight    = 1.0
	weakWeight    = 0.45
	maxCategories = 5
)

// place is where a phrase was found.
type place struct {
	start, end int
	weight     float64
}

// categories offers the categories that the text speaks of, the likeliest
// first, and marks the words of the first. Words that lie within a longer
// phrase of another category count half there.
func (r *Recogniser) categories(s *scan) []Scored {
	found := make([][]place, len(r.tree))
	for i, c := range r.tree {
		found[i] = r.places(s, c)
	}
	sums := make([]float64, len(r.tree))
	order := make([]int, 0, len(r.tree))
	for i := range r.tree {
		for _, p := range found[i] {
			if within(found, i, p) {
				p.weight /= 2
			}
			sums[i] += p.weight
		}
		if sums[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(sums[b], sums[a]) })
	var scored []Scored
	var marked [][2]int
	for _, i := range order[:min(len(order), maxCategories)] {
		scored = append(scored, Scored{r.tree[i].id, math.Round(100*(1-math.Exp(-0.8*sums[i]))) / 100})
		for _, p := range found[i] {
			if sums[i] >= sums[order[0]]/2 && !overlaps(marked, p.start, p.end) {
				marked = append(marked, [2]int{p.start, p.end})
				s.add(Hit{Kind: Category, Value: r.tree[i].id, Start: p.start, End: p.end}, false)
			}
		}
	}
	return scored
}

// places are where the phrases of a category stand, none over another: the
// longer ones win.
func (r *Recogniser) places(s *scan, c keywords) []place {
	var all []place
	look := func(words []pattern, weight float64) {
		for _, w := range words {
			for pos, tries := 0, 0; tries < 4; tries++ {
				start, end, ok := s.find(w, pos)
				if !ok {
					break
				}
				if !r.denied(s, start) {
					all = append(all, place{start, end, weight * (1 + min(0.5, float64(w.length())/60))})
					break
				}
				pos = end
			}
		}
	}
	look(c.words, fullWeight)
	look(c.weak, weakWeight)
	slices.SortStableFunc(all, func(a, b place) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(b.end-b.start, a.end-a.start))
	})
	var kept []place
	for _, p := range all {
		if !slices.ContainsFunc(kept, func(k place) bool { return p.start < k.end && k.start < p.end }) {
			kept = append(kept, p)
		}
	}
	return kept
}

// within tells whether a longer phrase of another category covers p.
func within(found [][]place, own int, p place) bool {
	for i, other := range found {
		if i == own {
			continue
		}
		for _, o := range other {
			if o.start <= p.start && p.end <= o.end && o.end-o.start > p.end-p.start {
				return true
			}
		}
	}
	return false
}

// denied tells whether a word of denial stands right before: "not broken",
// 没有破损. Phrases that hold their own denial begin with it.
func (r *Recogniser) denied(s *scan, start int) bool {
	near := s.folded[max(s.lineStart(start), start-24):start]
	near = strings.TrimRight(near, " ")
	for _, filler := range []string{" at all", " a", " any", " is", " been", " been", " so", " sehr", " está", " esté"} {
		near = strings.TrimSuffix(near, filler)
	}
	return slices.ContainsFunc(r.negators, func(n string) bool {
		if !strings.HasSuffix(near, n) {
			return false
		}
		rest := near[:len(near)-len(n)]
		return n == "n't" || rest == "" || !spelledByte(rest[len(rest)-1]) || !spelledByte(n[0])
	})
}

func spelledByte(c byte) bool { return isAlnum(c) || c >= 0xC3 && c <= 0xCF }
