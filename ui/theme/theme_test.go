package theme

import (
	"image/color"
	"math"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// contrast is the ratio of WCAG 2.2.
func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	lin := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(n.R) + 0.7152*lin(n.G) + 0.0722*lin(n.B)
}

func TestEveryPairIsReadable(t *testing.T) {
	th := New(os.DirFS("../../assets"))
	for name, v := range map[string]fyne.ThemeVariant{"light": fynetheme.VariantLight, "dark": fynetheme.VariantDark} {
		for _, p := range Pairs() {
			if got := contrast(th.Color(p.Text, v), th.Color(p.Back, v)); got < 4.5 {
				t.Errorf("%s: %s on %s is %.2f : 1", name, p.Text, p.Back, got)
			}
		}
	}
}

// The toolkit draws text of its own on the colours that it asks for.
func TestToolkitPairsAreReadable(t *testing.T) {
	th := New(os.DirFS("../../assets"))
	pairs := []Pair{
		{fynetheme.ColorNameForeground, fynetheme.ColorNameButton},
		{fynetheme.ColorNameForeground, fynetheme.ColorNameMenuBackground},
		{fynetheme.ColorNamePlaceHolder, fynetheme.ColorNameInputBackground},
		{fynetheme.ColorNameForegroundOnPrimary, fynetheme.ColorNamePrimary},
		{fynetheme.ColorNameForegroundOnError, fynetheme.ColorNameError},
		{fynetheme.ColorNameForegroundOnSuccess, fynetheme.ColorNameSuccess},
		{fynetheme.ColorNameForegroundOnWarning, fynetheme.ColorNameWarning},
		{fynetheme.ColorNameHyperlink, fynetheme.ColorNameOverlayBackground},
	}
	for _, v := range []fyne.ThemeVariant{fynetheme.VariantLight, fynetheme.VariantDark} {
		for _, p := range pairs {
			if got := contrast(th.Color(p.Text, v), th.Color(p.Back, v)); got < 4.5 {
				t.Errorf("variant %d: %s on %s is %.2f : 1", v, p.Text, p.Back, got)
			}
		}
	}
}

func TestVariantsHaveTheSameNames(t *testing.T) {
	light, dark := lightPalette(), darkPalette()
	for name := range light {
		if _, ok := dark[name]; !ok {
			t.Errorf("%s is missing in the dark variant", name)
		}
	}
	if len(light) != len(dark) {
		t.Errorf("light has %d colours, dark %d", len(light), len(dark))
	}
}

func TestModeHoldsTheVariant(t *testing.T) {
	th := New(os.DirFS("../../assets"))
	dark := th.Mode(Dark)
	if th.Color(ColorInk, fynetheme.VariantLight) == dark.Color(ColorInk, fynetheme.VariantLight) {
		t.Error("the dark mode follows the system")
	}
	if th.Color(ColorInk, fynetheme.VariantDark) != dark.Color(ColorInk, fynetheme.VariantLight) {
		t.Error("the dark mode has colours of its own")
	}
}

func TestFontsAreBundled(t *testing.T) {
	th := New(os.DirFS("../../assets"))
	for _, s := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Monospace: true}} {
		if r := th.Font(s); len(r.Content()) < 1<<20 {
			t.Errorf("%+v: %s has %d bytes", s, r.Name(), len(r.Content()))
		}
	}
}
