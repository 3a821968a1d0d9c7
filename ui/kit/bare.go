package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
)

// bare is the theme of fields of one line without the scroll bar that the toolkit puts
// under a text that is longer than its field.
type bare struct{}

// WithoutBars shows o without scroll bars.
func WithoutBars(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(o, bare{})
}

func (bare) now() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color implements fyne.Theme.
func (b bare) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch name {
	case fynetheme.ColorNameShadow, fynetheme.ColorNameScrollBar, fynetheme.ColorNameScrollBarBackground:
		return color.Transparent
	}
	return b.now().Color(name, v)
}

// Font implements fyne.Theme.
func (b bare) Font(s fyne.TextStyle) fyne.Resource { return b.now().Font(s) }

// Icon implements fyne.Theme.
func (b bare) Icon(name fyne.ThemeIconName) fyne.Resource { return b.now().Icon(name) }

// Size implements fyne.Theme.
func (b bare) Size(name fyne.ThemeSizeName) float32 { return b.now().Size(name) }
