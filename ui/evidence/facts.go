package evidence

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// factsOf is the right pane: the three times, the hash and where the original
// came from.
func (p *Page) factsOf(x exhibit, zones kit.Zones) fyne.CanvasObject {
	e := x.e
	box := kit.VBox(14,
		kit.Heading(kit.T("viewer.facts")),
		timeFact("event", eventAt(e), zones),
		timeFact("file", e.FileAt, zones),
		timeFact("added", e.AddedAt, zones),
	)
	add := func(key, value string) {
		if value != "" {
			box.Add(fact(key, kit.Body(value).Wrapped()))
		}
	}
	add("name", e.FileName)
	add("source", kit.T("source."+string(e.Source)))
	add("format", formatText(e))
	add("size", kit.FileSize(e.Size))
	add("parcel", strings.TrimSpace(e.Parcel.Carrier+" "+e.Parcel.Number))
	if e.Picture.Width > 0 {
		add("pixels", strconv.Itoa(e.Picture.Width)+" × "+strconv.Itoa(e.Picture.Height))
	}
	add("camera", e.Picture.Camera)
	if e.Problem != "" {
		box.Add(fact("problem", kit.Body(ProblemText(e.Problem)).Wrapped().Colored(theme.ColorSoon)))
	}
	box.Add(p.relationsOf(x, zones))
	box.Add(fact("sha256", kit.VBox(4, kit.Body(spaced(e.SHA256)).Wrapped(),
		kit.HBox(0, kit.NewButton(kit.T("viewer.copy_hash"), func() {
			fyne.CurrentApp().Clipboard().SetContent(e.SHA256)
			p.deps.Shell.Toast(kit.T("viewer.copied_hash"))
		})))))
	box.Add(kit.Small(kit.T("viewer.honest")).Wrapped())
	return box
}

func fact(key string, value fyne.CanvasObject) fyne.CanvasObject {
	return kit.VBox(2, kit.Small(kit.T("viewer.fact."+key)), value)
}

func timeFact(key string, t time.Time, zones kit.Zones) fyne.CanvasObject {
	text := kit.T("viewer.unknown")
	if !t.IsZero() {
		text = zones.Both(t)
	}
	return fact("at."+key, kit.Body(text).Wrapped())
}

func eventAt(e evidence.Exhibit) time.Time {
	if e.EventAt.IsZero() {
		return e.Picture.CapturedAt
	}
	return e.EventAt
}

// formatText names the format, or shows its code where it has no name.
func formatText(e evidence.Exhibit) string {
	name := e.Format
	if key := "format." + e.Format; e.Format != "" && kit.Has(key) {
		name = kit.T(key)
	}
	switch {
	case e.MediaType == "":
		return name
	case name == "":
		return e.MediaType
	}
	return name + " · " + e.MediaType
}

// spaced breaks a hash into groups of eight, which can be compared by eye.
func spaced(sum string) string {
	out := ""
	for i := 0; i < len(sum); i += 8 {
		if i > 0 {
			out += " "
		}
		out += sum[i:min(i+8, len(sum))]
	}
	return out
}
