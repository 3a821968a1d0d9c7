package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// The program's own colour names, usable wherever the toolkit takes one.
const (
	ColorGround     fyne.ThemeColorName = "casefolio.ground"     // the window behind cards
	ColorPane       fyne.ThemeColorName = "casefolio.pane"       // side panes
	ColorCard       fyne.ThemeColorName = "casefolio.card"       // cards, fields, menus
	ColorLine       fyne.ThemeColorName = "casefolio.line"       // hairlines
	ColorFieldLine  fyne.ThemeColorName = "casefolio.fieldLine"  // borders of fields and buttons
	ColorInk        fyne.ThemeColorName = "casefolio.ink"        // text
	ColorMuted      fyne.ThemeColorName = "casefolio.muted"      // secondary text
	ColorRail       fyne.ThemeColorName = "casefolio.rail"       // navigation rail
	ColorRailText   fyne.ThemeColorName = "casefolio.railText"   // text on the rail
	ColorRailActive fyne.ThemeColorName = "casefolio.railActive" // the rail's current entry
	ColorRailInk    fyne.ThemeColorName = "casefolio.railInk"    // text of the current entry
	ColorAccent     fyne.ThemeColorName = "casefolio.accent"     // the main action
	ColorOnAccent   fyne.ThemeColorName = "casefolio.onAccent"   // text on the main action
	ColorSelected   fyne.ThemeColorName = "casefolio.selected"   // behind the selected row

	ColorLate        fyne.ThemeColorName = "casefolio.late"
	ColorLateBack    fyne.ThemeColorName = "casefolio.lateBack"
	ColorSoon        fyne.ThemeColorName = "casefolio.soon"
	ColorSoonBack    fyne.ThemeColorName = "casefolio.soonBack"
	ColorGood        fyne.ThemeColorName = "casefolio.good"
	ColorGoodBack    fyne.ThemeColorName = "casefolio.goodBack"
	ColorInfo        fyne.ThemeColorName = "casefolio.info"
	ColorInfoBack    fyne.ThemeColorName = "casefolio.infoBack"
	ColorNeutral     fyne.ThemeColorName = "casefolio.neutral"
	ColorNeutralBack fyne.ThemeColorName = "casefolio.neutralBack"
)

// palette is one variant of all colours.
type palette map[fyne.ThemeColorName]color.NRGBA

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func withAlpha(c color.NRGBA, a uint8) color.NRGBA {
	c.A = a
	return c
}

func lightPalette() palette {
	return palette{
		ColorGround: rgb(0xF6F5F2), ColorPane: rgb(0xFBFAF8), ColorCard: rgb(0xFFFFFF),
		ColorLine: rgb(0xE4E1DA), ColorFieldLine: rgb(0xC9C5BC),
		ColorInk: rgb(0x1F2530), ColorMuted: rgb(0x626976),
		ColorRail: rgb(0x22303C), ColorRailText: rgb(0xB9C4CE),
		ColorRailActive: rgb(0x33495B), ColorRailInk: rgb(0xFFFFFF),
		ColorAccent: rgb(0x1E5F8C), ColorOnAccent: rgb(0xFFFFFF), ColorSelected: rgb(0xE7EEF5),
		ColorLate: rgb(0xA5330A), ColorLateBack: rgb(0xFBE3DA),
		ColorSoon: rgb(0x7F5500), ColorSoonBack: rgb(0xFBEFD0),
		ColorGood: rgb(0x1B6B3A), ColorGoodBack: rgb(0xDDF0E4),
		ColorInfo: rgb(0x1E4E74), ColorInfoBack: rgb(0xDEEAF3),
		ColorNeutral: rgb(0x454C58), ColorNeutralBack: rgb(0xE8E5DF),
	}
}

func darkPalette() palette {
	return palette{
		ColorGround: rgb(0x15181C), ColorPane: rgb(0x1A1E23), ColorCard: rgb(0x20252B),
		ColorLine: rgb(0x333A43), ColorFieldLine: rgb(0x4B545F),
		ColorInk: rgb(0xE9EBEE), ColorMuted: rgb(0xA4ACB7),
		ColorRail: rgb(0x0F1317), ColorRailText: rgb(0xB0BBC6),
		ColorRailActive: rgb(0x263442), ColorRailInk: rgb(0xFFFFFF),
		ColorAccent: rgb(0x79B8E4), ColorOnAccent: rgb(0x0B1A26), ColorSelected: rgb(0x26333F),
		ColorLate: rgb(0xFFA988), ColorLateBack: rgb(0x47261A),
		ColorSoon: rgb(0xF2C869), ColorSoonBack: rgb(0x3F3318),
		ColorGood: rgb(0x86D6A6), ColorGoodBack: rgb(0x1B3826),
		ColorInfo: rgb(0xA3CDED), ColorInfoBack: rgb(0x1D3548),
		ColorNeutral: rgb(0xC6CCD4), ColorNeutralBack: rgb(0x323840),
	}
}

// Pair is a text colour and a background that it stands on somewhere in the
// window.
type Pair struct{ Text, Back fyne.ThemeColorName }

// Pairs lists every combination of text and background that the window uses;
// each must be readable (4.5 : 1) in both variants.
func Pairs() []Pair {
	var pairs []Pair
	for _, back := range []fyne.ThemeColorName{ColorGround, ColorPane, ColorCard, ColorSelected} {
		for _, text := range []fyne.ThemeColorName{ColorInk, ColorMuted, ColorAccent, ColorLate, ColorSoon, ColorGood, ColorInfo} {
			pairs = append(pairs, Pair{text, back})
		}
	}
	return append(pairs,
		Pair{ColorRailText, ColorRail}, Pair{ColorRailInk, ColorRail}, Pair{ColorRailInk, ColorRailActive},
		Pair{ColorRailText, ColorRailActive}, Pair{ColorOnAccent, ColorAccent}, Pair{ColorCard, ColorLate},
		Pair{ColorLate, ColorLateBack}, Pair{ColorSoon, ColorSoonBack}, Pair{ColorGood, ColorGoodBack},
		Pair{ColorInfo, ColorInfoBack}, Pair{ColorNeutral, ColorNeutralBack}, Pair{ColorInk, ColorNeutralBack},
	)
}
