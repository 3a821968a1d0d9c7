package evidence

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"casefolio/app/evidence"
	"casefolio/app/safefile"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// reportLine is what is said about one file.
type reportLine struct{ name, sentence, hint string }

// ShowFailures names every file that could not be added, why, and what to do.
// The list can be copied and saved.
func ShowFailures(shell kit.Shell, failed []evidence.Added) {
	lines := make([]reportLine, len(failed))
	for i, f := range failed {
		sentence, hint := kit.FaultText(f.Err)
		lines[i] = reportLine{oneLine(f.Name), sentence, hint}
	}
	showReport(shell, kit.T("viewer.failed", "count", kit.Count(len(failed))), lines, theme.ColorLate)
}

// ShowSame names the files whose bytes were here already, or are in other cases.
func ShowSame(shell kit.Shell, o Result) {
	var lines []reportLine
	for _, a := range append(append([]evidence.Added{}, o.Known...), o.Elsewhere...) {
		lines = append(lines, reportLine{oneLine(a.Name), sameText(a), ""})
	}
	showReport(shell, kit.T("viewer.same.title", "count", kit.Count(len(lines))), lines, theme.ColorInk)
}

// mostReported bounds how many lines the dialog shows; the copied and the saved
// report have all.
const mostReported = 100

func showReport(shell kit.Shell, title string, lines []reportLine, color fyne.ThemeColorName) {
	if len(lines) == 0 {
		return
	}
	rows := kit.VBox(10)
	for n, l := range lines {
		if n == mostReported {
			rows.Add(kit.Muted(kit.T("viewer.report.more", "count", kit.Count(len(lines)-n))).Wrapped())
			break
		}
		row := kit.VBox(2, kit.Strong(l.name), kit.Body(l.sentence).Wrapped().Colored(color))
		if l.hint != "" {
			row.Add(kit.Muted(l.hint).Wrapped())
		}
		rows.Add(row)
	}
	var body fyne.CanvasObject = rows
	if len(lines) > 4 {
		body = kit.Sized(kit.Scroll(rows), 420, 320)
	}
	text := reportText(title, lines)
	d := kit.NewDialog(shell.Window().Canvas(), title, body)
	d.SetButtons(kit.NewQuiet(kit.T("viewer.report.copy"), func() {
		fyne.CurrentApp().Clipboard().SetContent(text)
		shell.Toast(kit.T("viewer.report.copied"))
	}), kit.NewQuiet(kit.T("viewer.report.save"), func() {
		kit.ChooseSave(shell, kit.T("viewer.report.save"), "", kit.T("viewer.report.name")+".txt", func(path string) {
			saveReport(shell, path, text)
		})
	}), kit.NewPrimary(kit.T("viewer.understood"), d.Hide))
	d.Show()
}

func reportText(title string, lines []reportLine) string {
	var b strings.Builder
	b.WriteString(title + "\n\n")
	for _, l := range lines {
		b.WriteString(l.name + "\t" + l.sentence)
		if l.hint != "" {
			b.WriteString("\t" + l.hint)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// saveReport writes the report where the seller wants it.
func saveReport(shell kit.Shell, path, text string) {
	write := func() error {
		temp, err := os.CreateTemp(filepath.Dir(path), ".casefolio-*")
		if err != nil {
			return err
		}
		_, err = temp.WriteString(text)
		if end := safefile.Finish(temp); err == nil {
			err = end
		}
		if err == nil {
			err = safefile.Move(temp.Name(), path)
		}
		if err != nil {
			_ = os.Remove(temp.Name())
		}
		return err
	}
	if err := write(); err != nil {
		shell.ShowError(err)
		return
	}
	shell.Toast(kit.T("viewer.saved", "file", filepath.Base(path)))
}
