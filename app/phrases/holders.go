package phrases

import "slices"

// gram is one letter after a zero, or two letters that stand side by side.
type gram [2]rune

// plain letters are most of what there is, and have a table.
const plain = 128

// holders are the numbers of the texts that hold each gram, in their order.
type holders struct {
	plain [][]uint32 // of two plain letters, the first times plain and the second
	other map[gram][]uint32
}

// of are the texts that hold a gram.
func (h *holders) of(first, second rune) []uint32 {
	if first < plain && second < plain {
		return h.plain[first*plain+second]
	}
	return h.other[gram{first, second}]
}

func (h *holders) set(first, second rune, list []uint32) {
	if first < plain && second < plain {
		h.plain[first*plain+second] = list
	} else {
		h.other[gram{first, second}] = list
	}
}

// add puts a text in under its number.
func (h *holders) add(n uint32, text string) {
	eachGram(text, func(a, b rune) {
		list := h.of(a, b)
		if len(list) == 0 || list[len(list)-1] < n {
			h.set(a, b, append(list, n))
		} else if at, ok := slices.BinarySearch(list, n); !ok {
			h.set(a, b, slices.Insert(list, at, n))
		}
	})
}

// drop takes a text out.
func (h *holders) drop(n uint32, text string) {
	eachGram(text, func(a, b rune) {
		list := h.of(a, b)
		if at, ok := slices.BinarySearch(list, n); ok {
			h.set(a, b, slices.Delete(list, at, at+1))
		}
	})
}

// eachGram calls fn for every gram of a folded text, as often as it stands there.
func eachGram(text string, fn func(first, second rune)) {
	var last rune
	for _, r := range text {
		if parts(r) {
			last = 0
			continue
		}
		if fn(0, r); last != 0 {
			fn(last, r)
		}
		last = r
	}
}
