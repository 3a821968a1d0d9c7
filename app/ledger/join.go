package ledger

import (
	"slices"
	"time"

	"casefolio/app/money"
)

// Joined is what the ledger of a case becomes when it takes in that of another.
type Joined struct {
	Cost, Recovered money.Amount // of the kept case
	Rest            Typed        // what the other case still says of itself
	Take            []int        // places of the other's lines that come along
	New             []Line       // sums that were typed without a line, as lines
	Typed           Typed        // what stood in the kept case before its first line
}

// Join takes the ledger of a case into that of another. Nothing of the balance is
// lost, and nothing counts twice: where both are about one order, what stands in
// both is one payment. The sums of a case without lines become lines.
func Join(into, from Facts, ours, theirs []Line, at time.Time) (j Joined, err error) {
	was, err := Count(into, "", ours)
	if err != nil {
		return j, err
	}
	theirsWas, err := Count(from, "", theirs)
	if err != nil {
		return j, err
	}
	oneOrder := into.Order != "" && into.Order == from.Order
	open, all := slices.Clone(ours), slices.Clone(ours)
	var rest []Line
	for i, l := range theirs {
		if k := slices.IndexFunc(open, func(o Line) bool { return oneOrder && l.Ref == "" && o.same(l) }); k >= 0 {
			open, rest = slices.Delete(open, k, k+1), append(rest, l)
			continue
		}
		j.Take, all = append(j.Take, i), append(all, l)
	}
	left, err := Count(Facts{Price: from.Price, Shop: from.Shop}, "", rest)
	if err != nil {
		return j, err
	}
	j.Rest = Typed{left.Cost, left.Recovered}
	for _, s := range []struct {
		kind                      Kind
		is, their                 money.Amount // as the cases say
		counted, theirs, comeWith bool
		typed, rest               *money.Amount
	}{
		{Other, was.Cost, theirsWas.Cost, was.CostCounted, theirsWas.CostCounted, counts(all, false), &j.Typed.Cost, &j.Rest.Cost},
		{Recovered, was.Recovered, theirsWas.Recovered, was.RecoveredCounted, theirsWas.RecoveredCounted, counts(all, true), &j.Typed.Recovered, &j.Rest.Recovered},
	} {
		one := oneOrder && s.is == s.their
		typed := s.their.Minor > 0 && !s.theirs && !one
		if typed {
			j.New = append(j.New, Line{Kind: s.kind, Amount: s.their, At: at, Note: from.Number})
		}
		if one && !s.theirs {
			*s.rest = s.their
		}
		if s.is.Given() && !s.counted && (typed || s.comeWith) {
			*s.typed = s.is
			if s.is.Minor > 0 && !(one && s.theirs) {
				j.New = append(j.New, Line{Kind: s.kind, Amount: s.is, At: at})
			}
		}
	}
	sums, err := Count(into, "", append(all, j.New...))
	j.Cost, j.Recovered = sums.Cost, sums.Recovered
	return j, err
}

// same tells whether two lines are one payment that was written down twice.
func (l Line) same(o Line) bool {
	day := func(t time.Time) string { return t.UTC().Format(dayLayout) }
	return l.Kind == o.Kind && l.Amount == o.Amount && l.From == o.From && l.Order == o.Order &&
		(l.Order || day(l.At) == day(o.At)) // what the order itself cost has no day of its own
}

// counts tells whether a side of a case is counted from lines.
func counts(lines []Line, recovered bool) bool {
	return slices.ContainsFunc(lines, func(l Line) bool {
		return recovered && l.Kind == Recovered || !recovered && l.Kind != Recovered && !l.Order
	})
}
