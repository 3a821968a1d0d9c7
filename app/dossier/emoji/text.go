package emoji

import (
	"strings"
	"unicode"
)

// The selectors that ask for a character as text or as a picture.
const (
	textSelector    = '\uFE0E'
	pictureSelector = '\uFE0F'
)

// pictograms are the characters below U+1F000 that are pictures unless a
// selector says otherwise (Emoji_Presentation in Unicode's emoji-data.txt).
// All others there are text, as © and ❤ are.
var pictograms = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x231A, Hi: 0x231B, Stride: 1}, {Lo: 0x23E9, Hi: 0x23EC, Stride: 1}, {Lo: 0x23F0, Hi: 0x23F3, Stride: 3},
	{Lo: 0x25FD, Hi: 0x25FE, Stride: 1}, {Lo: 0x2614, Hi: 0x2615, Stride: 1}, {Lo: 0x2648, Hi: 0x2653, Stride: 1},
	{Lo: 0x267F, Hi: 0x2693, Stride: 0x14}, {Lo: 0x26A1, Hi: 0x26AA, Stride: 9}, {Lo: 0x26AB, Hi: 0x26BD, Stride: 0x12},
	{Lo: 0x26BE, Hi: 0x26C4, Stride: 6}, {Lo: 0x26C5, Hi: 0x26CE, Stride: 9}, {Lo: 0x26D4, Hi: 0x26EA, Stride: 0x16},
	{Lo: 0x26F2, Hi: 0x26F3, Stride: 1}, {Lo: 0x26F5, Hi: 0x26FA, Stride: 5}, {Lo: 0x26FD, Hi: 0x2705, Stride: 8},
	{Lo: 0x270A, Hi: 0x270B, Stride: 1}, {Lo: 0x2728, Hi: 0x274C, Stride: 0x24}, {Lo: 0x274E, Hi: 0x2753, Stride: 5},
	{Lo: 0x2754, Hi: 0x2755, Stride: 1}, {Lo: 0x2757, Hi: 0x2795, Stride: 0x3E}, {Lo: 0x2796, Hi: 0x2797, Stride: 1},
	{Lo: 0x27B0, Hi: 0x27BF, Stride: 15}, {Lo: 0x2B1B, Hi: 0x2B1C, Stride: 1}, {Lo: 0x2B50, Hi: 0x2B55, Stride: 5},
}}

// IsPictogram tells the characters that are pictures unless a selector asks
// for text. Above U+1F000 the standard counts some as text; but no face of text
// has them, and a chat showed them in colour.
func IsPictogram(r rune) bool { return r >= 0x1F000 || unicode.Is(pictograms, r) }

// Find returns the picture of a cluster of characters. One with the selector of
// text has none. Whether a character that may be either is text is the caller's
// to decide: © is where a face of text has it.
func (p *Pack) Find(text string) (ID, bool) {
	if strings.ContainsRune(text, textSelector) {
		return ID{}, false
	}
	id, ok := p.ids[strings.ReplaceAll(text, string(pictureSelector), "")]
	return id, ok
}
