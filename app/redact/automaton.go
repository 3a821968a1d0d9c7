package redact

import "slices"

// automaton finds all patterns in one pass (Aho and Corasick): each node is a
// beginning of patterns, and knows the longest beginning that its end is.
type automaton struct {
	nodes []node
	roots [256]*[256]int32 // the edges of the root, by the high and low byte
}

type node struct {
	edges []edge // by rising character
	fail  int32
	found []int32 // patterns that end here
	next  int32   // the nearest node by way of fail where one ends; 0: none
}

type edge struct {
	r  rune
	to int32
}

func newAutomaton(patterns []pattern) *automaton {
	a := &automaton{nodes: make([]node, 1)}
	for i, p := range patterns {
		at := int32(0)
		for _, r := range p.units {
			at = a.grow(at, r)
		}
		a.nodes[at].found = append(a.nodes[at].found, int32(i))
	}
	a.connect()
	return a
}

// grow returns the node behind an edge, made where it is missing.
func (a *automaton) grow(at int32, r rune) int32 {
	if to := a.edge(at, r); to != 0 {
		return to
	}
	to := int32(len(a.nodes))
	a.nodes = append(a.nodes, node{})
	if at == 0 {
		a.growRoot(r, to)
	}
	edges := a.nodes[at].edges
	k, _ := slices.BinarySearchFunc(edges, r, func(e edge, r rune) int { return int(e.r - r) })
	a.nodes[at].edges = slices.Insert(edges, k, edge{r, to})
	return to
}

func (a *automaton) growRoot(r rune, to int32) {
	if r >= 0x10000 {
		return
	}
	page := &a.roots[r>>8]
	if *page == nil {
		*page = new([256]int32)
	}
	(*page)[r&0xFF] = to
}

// edge returns the node behind an edge, 0 where there is none.
func (a *automaton) edge(at int32, r rune) int32 {
	if at == 0 && r < 0x10000 {
		if page := a.roots[r>>8]; page != nil {
			return page[r&0xFF]
		}
		return 0
	}
	edges := a.nodes[at].edges
	if len(edges) > 8 {
		k, ok := slices.BinarySearchFunc(edges, r, func(e edge, r rune) int { return int(e.r - r) })
		if !ok {
			return 0
		}
		return edges[k].to
	}
	for _, e := range edges {
		if e.r == r {
			return e.to
		}
	}
	return 0
}

// connect sets where to go on when a pattern breaks off, level by level.
func (a *automaton) connect() {
	var queue []int32
	for _, e := range a.nodes[0].edges {
		queue = append(queue, e.to)
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, e := range a.nodes[at].edges {
			fail := a.step(a.nodes[at].fail, e.r)
			a.nodes[e.to].fail = fail
			a.nodes[e.to].next = a.nodes[fail].next
			if len(a.nodes[fail].found) > 0 {
				a.nodes[e.to].next = fail
			}
			queue = append(queue, e.to)
		}
	}
}

func (a *automaton) step(at int32, r rune) int32 {
	for {
		if to := a.edge(at, r); to != 0 || at == 0 {
			return to
		}
		at = a.nodes[at].fail
	}
}

// scan calls found with each pattern that ends with unit i.
func (a *automaton) scan(units []unit, found func(pattern int32, i int)) {
	at := int32(0)
	for i := range units {
		at = a.step(at, units[i].r)
		for hit := at; hit != 0; hit = a.nodes[hit].next {
			for _, p := range a.nodes[hit].found {
				found(p, i)
			}
		}
	}
}
