package check

import (
	"cmp"
	"regexp/syntax"
	"slices"
)

// anchors tell which patterns can match in a sentence at all. Of each pattern a
// few groups of pieces are known: whatever it matches has a piece of every group.
// The pieces are found in one pass, by their first bytes.
type anchors struct {
	nodes  []node        // of a trie of all pieces; the first is the root
	roots  [1 << 8]int32 // nodes of the first bytes
	pairs  []int32       // nodes of the first two bytes, where most ways end
	of     [][]member    // by node
	whole  []uint8       // of each pattern, the bits of all its groups
	digits []int         // of each pattern, how many digits it matches at least
	always []int32       // patterns that have none
}

// node is the end of a beginning of pieces.
type node struct {
	child, next int32 // the first of its children, the next of its siblings; 0: none
	c           byte
}

// member is a group of a pattern.
type member struct {
	pattern int32
	bit     uint8
}

// More pieces than these say nothing about a text; more groups say no more.
const (
	mostExact  = 80
	mostPieces = 160
	mostGroups = 3
)

func newAnchors(texts []string) (anchors, error) {
	a := anchors{nodes: make([]node, 1), of: make([][]member, 1), whole: make([]uint8, len(texts)), digits: make([]int, len(texts))}
	for i, text := range texts {
		tree, err := syntax.Parse(text, syntax.Perl)
		if err != nil {
			return a, err
		}
		a.digits[i] = leastDigits(tree)
		groups := best(needs(tree.Simplify()))
		if len(groups) == 0 {
			a.always = append(a.always, int32(i))
		}
		for n, group := range groups {
			a.whole[i] |= 1 << n
			for _, p := range group {
				k := a.grow(p)
				a.of[k] = append(a.of[k], member{int32(i), 1 << n})
			}
		}
	}
	a.pairs = make([]int32, 1<<16)
	for c, at := range a.roots {
		if at == 0 {
			continue
		}
		for to := a.nodes[at].child; to != 0; to = a.nodes[to].next {
			a.pairs[c<<8|int(a.nodes[to].c)] = to
		}
	}
	return a, nil
}

// groupsOf are the best groups of an expression.
func groupsOf(text string) ([][]string, error) {
	tree, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return nil, err
	}
	return best(needs(tree.Simplify())), nil
}

// grow returns the node of a piece.
func (a *anchors) grow(text string) int32 {
	at := a.roots[text[0]]
	if at == 0 {
		at = a.node(text[0], 0)
		a.roots[text[0]] = at
	}
	for i := 1; i < len(text); i++ {
		to := a.step(at, text[i])
		if to == 0 {
			to = a.node(text[i], a.nodes[at].child)
			a.nodes[at].child = to
		}
		at = to
	}
	return at
}

func (a *anchors) node(c byte, next int32) int32 {
	a.nodes = append(a.nodes, node{next: next, c: c})
	a.of = append(a.of, nil)
	return int32(len(a.nodes) - 1)
}

func (a *anchors) step(at int32, c byte) int32 {
	for to := a.nodes[at].child; to != 0; to = a.nodes[to].next {
		if a.nodes[to].c == c {
			return to
		}
	}
	return 0
}

// in calls found with each pattern that may match in a sentence, once.
func (a *anchors) in(text string, sentences [][2]int, found func(pattern int32, sentence [2]int)) {
	seen := make([]uint8, len(a.whole))
	var touched []int32
	for _, s := range sentences {
		digits := 0
		for i := s[0]; i < s[1]; i++ {
			if isDigit(text[i]) {
				digits++
			}
			at := a.roots[text[i]]
			for k := i + 1; at != 0; k++ {
				for _, m := range a.of[at] {
					if seen[m.pattern] == 0 {
						touched = append(touched, m.pattern)
					}
					seen[m.pattern] |= m.bit
				}
				if k >= s[1] {
					break
				}
				if k == i+1 {
					at = a.pairs[int(text[i])<<8|int(text[k])]
				} else {
					at = a.step(at, text[k])
				}
			}
		}
		for _, p := range touched {
			if seen[p] == a.whole[p] && digits >= a.digits[p] {
				found(p, s)
			}
			seen[p] = 0
		}
		touched = touched[:0]
		for _, p := range a.always {
			if digits >= a.digits[p] {
				found(p, s)
			}
		}
	}
}

// leastDigits is how many digits every match of an expression has.
func leastDigits(re *syntax.Regexp) int {
	switch re.Op {
	case syntax.OpLiteral:
		n := 0
		for _, r := range re.Rune {
			if r >= '0' && r <= '9' {
				n++
			}
		}
		return n
	case syntax.OpCharClass:
		if len(re.Rune) > 1 && re.Rune[0] >= '0' && re.Rune[len(re.Rune)-1] <= '9' {
			return 1
		}
	case syntax.OpCapture, syntax.OpPlus:
		return leastDigits(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min * leastDigits(re.Sub[0])
	case syntax.OpConcat:
		n := 0
		for _, sub := range re.Sub {
			n += leastDigits(sub)
		}
		return n
	case syntax.OpAlternate:
		n := leastDigits(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			n = min(n, leastDigits(sub))
		}
		return n
	}
	return 0
}

// needs returns groups of pieces; every match of an expression has one of each.
func needs(re *syntax.Regexp) [][]string {
	if all, ok := exact(re); ok {
		return group(all)
	}
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return needs(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needs(re.Sub[0])
		}
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			groups := best(needs(sub))
			if len(groups) == 0 {
				return nil
			}
			all = append(all, groups[0]...)
		}
		return group(all)
	case syntax.OpConcat:
		return needsOfRow(re.Sub)
	}
	return nil
}

// needsOfRow joins what follows one another as long as it is a few words.
func needsOfRow(subs []*syntax.Regexp) (groups [][]string) {
	run := []string{""}
	flush := func() {
		groups = append(groups, group(run)...)
		run = []string{""}
	}
	for _, sub := range subs {
		all, ok := exact(sub)
		if !ok && sub.Op == syntax.OpPlus { // the first of several stands beside what is before it
			if all, ok = exact(sub.Sub[0]); ok && len(run)*len(all) <= mostExact {
				run = product(run, all)
				flush()
				continue
			}
			ok = false
		}
		if !ok {
			flush()
			groups = append(groups, needs(sub)...)
			continue
		}
		if len(run)*len(all) > mostExact {
			flush()
		}
		run = product(run, all)
	}
	flush()
	return groups
}

// group is one group of pieces, none where a piece is empty or says nothing.
func group(all []string) [][]string {
	slices.Sort(all)
	all = slices.Compact(all)
	if len(all) == 0 || len(all) > mostPieces || slices.ContainsFunc(all, func(p string) bool {
		return p == "" || len(p) == 1 && (p == " " || p[0] >= 'a' && p[0] <= 'z')
	}) {
		return nil
	}
	return [][]string{all}
}

// exact returns all that an expression can match, where that is little.
func exact(re *syntax.Regexp) ([]string, bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpWordBoundary, syntax.OpNoWordBoundary, syntax.OpBeginText, syntax.OpEndText:
		return []string{""}, true
	case syntax.OpLiteral:
		return []string{string(re.Rune)}, re.Flags&syntax.FoldCase == 0
	case syntax.OpCharClass:
		return characters(re.Rune)
	case syntax.OpCapture:
		return exact(re.Sub[0])
	case syntax.OpQuest:
		all, ok := exact(re.Sub[0])
		return append([]string{""}, all...), ok && len(all) < mostExact
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			more, ok := exact(sub)
			if all = append(all, more...); !ok || len(all) > mostExact {
				return nil, false
			}
		}
		return all, true
	case syntax.OpConcat:
		all := []string{""}
		for _, sub := range re.Sub {
			more, ok := exact(sub)
			if !ok || len(all)*len(more) > mostExact {
				return nil, false
			}
			all = product(all, more)
		}
		return all, true
	}
	return nil, false
}

func product(a, b []string) []string {
	all := make([]string, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			all = append(all, x+y)
		}
	}
	return all
}

func characters(ranges []rune) ([]string, bool) {
	var all []string
	for i := 0; i+1 < len(ranges); i += 2 {
		if int(ranges[i+1]-ranges[i])+len(all) > mostExact/2 {
			return nil, false
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			all = append(all, string(r))
		}
	}
	return all, true
}

// best are the groups that are rarest in a text: of few and long pieces.
func best(groups [][]string) [][]string {
	slices.SortStableFunc(groups, func(a, b []string) int { return cmp.Compare(commonness(a), commonness(b)) })
	return groups[:min(len(groups), mostGroups)]
}

func commonness(pieces []string) float64 {
	sum := 0.0
	for _, p := range pieces {
		sum += 1 / float64(len(p)*len(p)*len(p))
	}
	return sum
}
