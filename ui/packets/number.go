package packets

import (
	"math"
	"strconv"
	"strings"

	"casefolio/ui/kit"
)

// number is a limit to type; an empty field is no limit. One that was not
// touched stays as it was, to the last byte.
type number struct {
	entry *kit.Entry
	field *kit.Field
	was   string
	take  func(text string) bool // empty text: no limit; false: no number
}

func newNumber(key, was string, take func(text string) bool) *number {
	n := &number{entry: kit.NewEntry(), was: was, take: take}
	n.entry.SetText(was)
	n.field = kit.NewField(kit.T(key), false, n.entry)
	return n
}

// read takes what was typed and tells whether it is a number.
func (n *number) read() bool {
	n.field.Clear()
	text := strings.TrimSpace(n.entry.Text)
	return text == n.was || n.take(text)
}

// countOf is a whole number of at least one.
func countOf(key string, to **int) *number {
	was := ""
	if *to != nil {
		was = kit.Count(**to)
	}
	return newNumber(key, was, func(text string) bool {
		if text == "" {
			*to = nil
			return true
		}
		v, err := strconv.Atoi(text)
		if err != nil || v < 1 || v > 100_000 {
			return false
		}
		*to = &v
		return true
	})
}

// bytesOf is a number of MB.
func bytesOf(key string, to **int64) *number {
	was := ""
	if *to != nil {
		was = limit(**to)
	}
	return newNumber(key, was, func(text string) bool {
		if text == "" {
			*to = nil
			return true
		}
		v, ok := decimal(text, 100_000)
		bytes := int64(math.Round(v * mega))
		if !ok || bytes < 1 {
			return false
		}
		*to = &bytes
		return true
	})
}

// pointsOf is the size of text in points.
func pointsOf(key string, to *float64) *number {
	was := ""
	if *to > 0 {
		was = strconv.FormatFloat(*to, 'f', -1, 64)
	}
	return newNumber(key, was, func(text string) bool {
		if text == "" {
			*to = 0
			return true
		}
		v, ok := decimal(text, 72)
		if ok {
			*to = v
		}
		return ok
	})
}

// dotsOf is the resolution of pictures in dots per inch.
func dotsOf(key string, to *int) *number {
	was := ""
	if *to > 0 {
		was = kit.Count(*to)
	}
	return newNumber(key, was, func(text string) bool {
		if text == "" {
			*to = 0
			return true
		}
		v, err := strconv.Atoi(text)
		if err != nil || v < 1 || v > 2400 {
			return false
		}
		*to = v
		return true
	})
}

// decimal reads a number above zero; a comma is a point.
func decimal(text string, most float64) (float64, bool) {
	v, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64)
	return v, err == nil && v > 0 && v <= most
}
