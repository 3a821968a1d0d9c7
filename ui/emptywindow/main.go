// Command emptywindow shows a window of the toolkit with the program's fonts
// and nothing else. Cold starts are measured against it.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"

	"casefolio/assets"
	"casefolio/ui/theme"
)

func main() {
	a := app.NewWithID("app.casefolio.empty")
	a.Settings().SetTheme(theme.New(assets.Files))
	w := a.NewWindow("Casefolio empty")
	w.SetContent(widget.NewLabel("案卷 Casefolio"))
	w.Resize(fyne.NewSize(1360, 860))
	w.CenterOnScreen()
	w.ShowAndRun()
}
