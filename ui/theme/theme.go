// Package theme is how Casefolio looks: its colours in a light and a dark
// variant, its sizes and its bundled typeface.
package theme

import (
	"image/color"
	"io/fs"
	"sync"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"casefolio/app/packed"
)

// Text sizes of the window.
const (
	SizeTitle   fyne.ThemeSizeName = "casefolio.title"   // 18
	SizeHeading fyne.ThemeSizeName = "casefolio.heading" // 14
	SizeBody    fyne.ThemeSizeName = "casefolio.body"    // 13
	SizeSmall   fyne.ThemeSizeName = "casefolio.small"   // 11
)

// The two variants a seller can choose; any other mode follows the system.
const (
	Light = "light"
	Dark  = "dark"
)

// Theme implements fyne.Theme. Fonts are read from the embedded files when
// they are first asked for.
type Theme struct {
	light, dark   palette
	standard      map[fyne.ThemeColorName]fyne.ThemeColorName
	veils         map[fyne.ThemeColorName]veil
	sizes         map[fyne.ThemeSizeName]float32
	mode          string
	regular, bold func() fyne.Resource
}

// New returns a theme that follows the system's variant. files holds
// fonts/CasefolioUI-Regular.ttf.zst and fonts/CasefolioUI-Bold.ttf.zst.
func New(files fs.FS) *Theme {
	return &Theme{
		light: lightPalette(), dark: darkPalette(), standard: standard(), veils: veils(), sizes: sizes(),
		regular: sync.OnceValue(func() fyne.Resource {
			return font(files, "fonts/CasefolioUI-Regular.ttf.zst", fynetheme.DefaultTextFont())
		}),
		bold: sync.OnceValue(func() fyne.Resource {
			return font(files, "fonts/CasefolioUI-Bold.ttf.zst", fynetheme.DefaultTextBoldFont())
		}),
	}
}

// Mode returns the same theme held to Light or Dark; any other value follows
// the system.
func (t *Theme) Mode(mode string) *Theme {
	c := *t
	c.mode = mode
	return &c
}

func font(files fs.FS, name string, fallback fyne.Resource) fyne.Resource {
	raw, err := packed.ReadFile(files, name)
	if err != nil {
		fyne.LogError("bundled font", err)
		return fallback
	}
	return fyne.NewStaticResource(name, raw)
}

func (t *Theme) palette(v fyne.ThemeVariant) palette {
	switch {
	case t.mode == Light:
		return t.light
	case t.mode == Dark, v == fynetheme.VariantDark:
		return t.dark
	}
	return t.light
}

// standard maps the toolkit's colour names to ours.
func standard() map[fyne.ThemeColorName]fyne.ThemeColorName {
	return map[fyne.ThemeColorName]fyne.ThemeColorName{
		fynetheme.ColorNameBackground:          ColorGround,
		fynetheme.ColorNameButton:              ColorNeutralBack,
		fynetheme.ColorNameDisabledButton:      ColorNeutralBack,
		fynetheme.ColorNameDisabled:            ColorMuted,
		fynetheme.ColorNameError:               ColorLate,
		fynetheme.ColorNameForeground:          ColorInk,
		fynetheme.ColorNameForegroundOnError:   ColorCard,
		fynetheme.ColorNameForegroundOnPrimary: ColorOnAccent,
		fynetheme.ColorNameForegroundOnSuccess: ColorCard,
		fynetheme.ColorNameForegroundOnWarning: ColorCard,
		fynetheme.ColorNameHeaderBackground:    ColorPane,
		fynetheme.ColorNameHyperlink:           ColorAccent,
		fynetheme.ColorNameInputBackground:     ColorCard,
		fynetheme.ColorNameInputBorder:         ColorFieldLine,
		fynetheme.ColorNameMenuBackground:      ColorCard,
		fynetheme.ColorNameOverlayBackground:   ColorCard,
		fynetheme.ColorNamePlaceHolder:         ColorMuted,
		fynetheme.ColorNamePrimary:             ColorAccent,
		fynetheme.ColorNameSeparator:           ColorLine,
		fynetheme.ColorNameSuccess:             ColorGood,
		fynetheme.ColorNameWarning:             ColorSoon,
	}
}

// veil is a translucent layer over whatever lies below.
type veil struct {
	of    fyne.ThemeColorName
	alpha uint8
}

func veils() map[fyne.ThemeColorName]veil {
	return map[fyne.ThemeColorName]veil{
		fynetheme.ColorNameHover:               {ColorInk, 0x12},
		fynetheme.ColorNamePressed:             {ColorInk, 0x24},
		fynetheme.ColorNameFocus:               {ColorAccent, 0x38},
		fynetheme.ColorNameSelection:           {ColorAccent, 0x40},
		fynetheme.ColorNameScrollBar:           {ColorInk, 0x60},
		fynetheme.ColorNameScrollBarBackground: {ColorInk, 0x10},
	}
}

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	p := t.palette(v)
	if own, ok := t.standard[name]; ok {
		name = own
	}
	if c, ok := p[name]; ok {
		return c
	}
	if v, ok := t.veils[name]; ok {
		return withAlpha(p[v.of], v.alpha)
	}
	if name == fynetheme.ColorNameShadow {
		return color.NRGBA{A: 0x50}
	}
	return fynetheme.DefaultTheme().Color(name, v)
}

// Font implements fyne.Theme. The program has one family, upright, in two
// weights; its figures are tabular.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol:
		return fynetheme.DefaultSymbolFont()
	case s.Bold:
		return t.bold()
	}
	return t.regular()
}

// Icon implements fyne.Theme with the toolkit's icons.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fynetheme.DefaultTheme().Icon(name)
}

func sizes() map[fyne.ThemeSizeName]float32 {
	return map[fyne.ThemeSizeName]float32{
		SizeTitle: 18, SizeHeading: 14, SizeBody: 13, SizeSmall: 11,
		fynetheme.SizeNameHeadingText:     18,
		fynetheme.SizeNameSubHeadingText:  14,
		fynetheme.SizeNameText:            13,
		fynetheme.SizeNameCaptionText:     11,
		fynetheme.SizeNamePadding:         4,
		fynetheme.SizeNameInnerPadding:    7,
		fynetheme.SizeNameLineSpacing:     4,
		fynetheme.SizeNameScrollBar:       10,
		fynetheme.SizeNameScrollBarSmall:  4,
		fynetheme.SizeNameInputRadius:     6,
		fynetheme.SizeNameSelectionRadius: 4,
		fynetheme.SizeNameButtonRadius:    6,
		fynetheme.SizeNameCardRadius:      8,
		fynetheme.SizeNameDialogRadius:    8,
		fynetheme.SizeNamePopupRadius:     8,
		fynetheme.SizeNameModalBlurRadius: 0,
	}
}

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := t.sizes[name]; ok {
		return s
	}
	return fynetheme.DefaultTheme().Size(name)
}

// current is the program's theme, if it is the one in force.
func current() (*Theme, fyne.ThemeVariant, bool) {
	app := fyne.CurrentApp()
	if app == nil {
		return nil, 0, false
	}
	t, ok := app.Settings().Theme().(*Theme)
	return t, app.Settings().ThemeVariant(), ok
}

// Color is the present colour of a name: that of the theme in force, or of the
// light variant where another theme is in force.
func Color(name fyne.ThemeColorName) color.Color {
	if t, v, ok := current(); ok {
		return t.Color(name, v)
	}
	if c, ok := lightPalette()[name]; ok {
		return c
	}
	return fynetheme.Color(name)
}

// Size is the present size of a name.
func Size(name fyne.ThemeSizeName) float32 {
	if t, _, ok := current(); ok {
		return t.Size(name)
	}
	if s, ok := sizes()[name]; ok {
		return s
	}
	return fynetheme.Size(name)
}
