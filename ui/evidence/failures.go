package evidence

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// ShowFailures names every file that could not be added, why, and what to do.
func ShowFailures(shell kit.Shell, failed []evidence.Added) {
	if len(failed) == 0 {
		return
	}
	rows := kit.VBox(10)
	for _, f := range failed {
		sentence, hint := kit.FaultText(f.Err)
		row := kit.VBox(2, kit.Strong(f.Name), kit.Body(sentence).Wrapped().Colored(theme.ColorLate))
		if hint != "" {
			row.Add(kit.Muted(hint).Wrapped())
		}
		rows.Add(row)
	}
	var body fyne.CanvasObject = rows
	if len(failed) > 4 {
		body = kit.Sized(kit.Scroll(rows), 420, 320)
	}
	d := kit.NewDialog(shell.Window().Canvas(), kit.T("viewer.failed", "count", strconv.Itoa(len(failed))), body)
	d.SetButtons(kit.NewPrimary(kit.T("viewer.understood"), d.Hide))
	d.Show()
}
