package check

import (
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// anchors tell which patterns can match in a text at all: of each pattern a few
// pieces are known of which a match must contain one. They are found in one pass,
// by their first two bytes.
type anchors struct {
	pieces []piece
	byPair [1 << 16]int32 // first of its row in rows, from 1; 0: none
	rows   [][]int32      // pieces that begin with the pair
	always []int32        // patterns without a piece
}

type piece struct {
	text     string
	patterns []int32
}

// Pieces shorter than leastPiece or more than mostPieces of them are of no use.
const (
	leastPiece = 2
	mostPieces = 80
)

func newAnchors(patterns []pattern) anchors {
	var a anchors
	at := map[string]int32{}
	for i, p := range patterns {
		tree, err := syntax.Parse(p.re.String(), syntax.Perl)
		var needs []string
		if err == nil {
			needs = needed(tree.Simplify())
		}
		if len(needs) == 0 {
			a.always = append(a.always, int32(i))
		}
		for _, text := range needs {
			k, ok := at[text]
			if !ok {
				k = int32(len(a.pieces))
				at[text] = k
				a.pieces = append(a.pieces, piece{text: text})
				pair := uint16(text[0])<<8 | uint16(text[1])
				if a.byPair[pair] == 0 {
					a.rows = append(a.rows, nil)
					a.byPair[pair] = int32(len(a.rows))
				}
				row := a.byPair[pair] - 1
				a.rows[row] = append(a.rows[row], k)
			}
			a.pieces[k].patterns = append(a.pieces[k].patterns, int32(i))
		}
	}
	return a
}

// in calls found with each pattern that may match and where its piece begins.
func (a *anchors) in(text string, found func(pattern int32, at int)) {
	for i := 0; i+1 < len(text); i++ {
		row := a.byPair[uint16(text[i])<<8|uint16(text[i+1])]
		if row == 0 {
			continue
		}
		for _, k := range a.rows[row-1] {
			if p := &a.pieces[k]; strings.HasPrefix(text[i:], p.text) {
				for _, n := range p.patterns {
					found(n, i)
				}
			}
		}
	}
}

// needed returns pieces of which every match of an expression has one, nil where
// that cannot be told.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if text := string(re.Rune); len(text) >= leastPiece && re.Flags&syntax.FoldCase == 0 {
			return []string{text}
		}
	case syntax.OpCharClass:
		return classPieces(re.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			needs := needed(sub)
			if needs == nil || len(all)+len(needs) > mostPieces {
				return nil
			}
			all = append(all, needs...)
		}
		return all
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if needs := needed(sub); better(needs, best) {
				best = needs
			}
		}
		return best
	}
	return nil
}

// classPieces are the characters of a small class that take two bytes or more.
func classPieces(ranges []rune) []string {
	var all []string
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i] < utf8.RuneSelf || ranges[i+1]-ranges[i] > 8 || len(all) > 16 {
			return nil
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			all = append(all, string(r))
		}
	}
	return all
}

// better tells which pieces are rarer in a text: long ones, and few.
func better(a, b []string) bool {
	if a == nil || b == nil {
		return b == nil && a != nil
	}
	return score(a) > score(b)
}

func score(pieces []string) float64 {
	sum := 0.0
	for _, p := range pieces {
		sum += 1 / float64(len(p)*len(p)*len(p))
	}
	return 1 / sum
}
