package dossier

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"casefolio/app/dossier"
	"casefolio/app/dossier/audience"
	"casefolio/app/redact"
	"casefolio/app/shop"
	"casefolio/ui/kit"
	uiredact "casefolio/ui/redact"
)

// What can be chosen, in the order on screen.
var (
	forms  = []string{"full", "summary"}
	langs  = []string{kit.Chinese, kit.English, "both"}
	papers = []string{"a4", "letter"}
	photos = []string{"1", "2", "4"}

	audiences = []string{string(audience.Own), string(audience.Outside), string(audience.Supplier)}
)

// Where the last choice is kept on this machine. Language and paper follow the
// shop profile.
const (
	prefForm   = "dossier.form"
	prefPhotos = "dossier.photos"
	prefAttach = "dossier.attach"

	prefAudience = "dossier.audience"
)

// Defaults are what a dossier is made with unless the seller says otherwise:
// language and paper of the profile, the rest as it was chosen last.
func Defaults(profile shop.Profile) dossier.Options {
	p := fyne.CurrentApp().Preferences()
	return dossier.Options{
		Lang: langs[place(langs, profile.PaperLang, kit.Language())], Paper: papers[place(papers, profile.Paper)],
		Form:   forms[place(forms, p.String(prefForm))],
		Photos: perPage(place(photos, strconv.Itoa(p.Int(prefPhotos)), "2")),
		Attach: p.Bool(prefAttach),

		Audience: audience.Audience(audiences[place(audiences, p.String(prefAudience))]),
	}
}

// place is that of the first wanted value that is offered, or the first.
func place(offered []string, wanted ...string) int {
	for _, w := range wanted {
		if i := slices.Index(offered, w); i >= 0 {
			return i
		}
	}
	return 0
}

func perPage(i int) int {
	n, err := strconv.Atoi(photos[i])
	if err != nil {
		return 0 // the service has a number of its own
	}
	return n
}

// Attachable tells what attaching the originals of a case would add.
type Attachable interface {
	Originals(ctx context.Context, caseRef string) (dossier.Originals, error)
}

// Options is the choice of what a dossier is like, with the size of the
// originals before they are attached.
type Options struct {
	changed func(dossier.Options)
	found   *dossier.Originals // nil: not known yet

	audience, form, lang, paper, photos, attach *kit.Segments
	audienceField, photosField, attachField     *kit.Field
	line                                        *uiredact.Line // nil: nobody said of which case
	cover                                       *fyne.Container
	body                                        fyne.CanvasObject
}

// NewOptions shows opt. changed, which may be nil, is told of every choice.
func NewOptions(opt dossier.Options, changed func(dossier.Options)) *Options {
	o := &Options{changed: changed}
	segments := func(offered []string, word func(string) string) *kit.Segments {
		words := make([]string, len(offered))
		for i, v := range offered {
			words[i] = word(v)
		}
		return kit.NewSegments(words, 0, func(int) { o.chosen() })
	}
	o.audience = segments(audiences, func(v string) string { return kit.T("preview.audience." + v) })
	o.audienceField = kit.NewField(kit.T("preview.audience"), false, o.audience)
	o.cover = kit.VBox(0)
	o.form = segments(forms, func(v string) string { return kit.T("preview.form." + v) })
	o.lang = segments(langs, func(v string) string { return kit.T("preview.lang." + v) })
	o.paper = segments(papers, func(v string) string { return kit.T("preview.paper." + v) })
	o.photos = segments(photos, func(v string) string { return v })
	o.attach = segments([]string{"no", "yes"}, func(v string) string { return kit.T("preview.attach." + v) })
	o.photosField = kit.NewField(kit.T("preview.photos"), false, o.photos)
	o.attachField = kit.NewField(kit.T("preview.attach"), false, o.attach)
	o.body = kit.VBox(12, o.audienceField, o.cover,
		kit.Columns(2, 12,
			kit.NewField(kit.T("preview.form"), false, o.form), kit.NewField(kit.T("preview.lang"), false, o.lang),
			kit.NewField(kit.T("preview.paper"), false, o.paper), o.photosField),
		o.attachField)
	o.Set(opt)
	return o
}

// Object is what belongs into the window.
func (o *Options) Object() fyne.CanvasObject { return o.body }

// First is the first choice, to give the focus to.
func (o *Options) First() fyne.Focusable { return o.audience.First() }

// Covers offers to choose what is covered in the papers of a case. changed, which
// may be nil, is told when another choice was kept.
func (o *Options) Covers(deps uiredact.Deps, caseRef string, changed func()) {
	if o.line == nil {
		o.line = uiredact.NewLine(deps, caseRef, func([]redact.Term) {
			if changed != nil {
				changed()
			}
		})
		o.cover.Add(o.line)
	}
	o.line.Load()
	o.hint()
}

// Options are those chosen.
func (o *Options) Options() dossier.Options {
	return dossier.Options{
		Form: forms[o.form.Selected()], Lang: langs[o.lang.Selected()], Paper: papers[o.paper.Selected()],
		Photos: perPage(o.photos.Selected()), Attach: o.attach.Selected() == 1,
		Audience: o.Audience(),
	}
}

// Audience is who the paper is for.
func (o *Options) Audience() audience.Audience {
	return audience.Audience(audiences[o.audience.Selected()])
}

// Set shows opt without telling anybody.
func (o *Options) Set(opt dossier.Options) {
	o.audience.Set(place(audiences, string(opt.Audience)))
	o.form.Set(place(forms, opt.Form))
	o.lang.Set(place(langs, opt.Lang, kit.Language()))
	o.paper.Set(place(papers, opt.Paper))
	o.photos.Set(place(photos, strconv.Itoa(opt.Photos), "2"))
	attach := 0
	if opt.Attach {
		attach = 1
	}
	o.attach.Set(attach)
	o.hint()
}

// chosen keeps the choice for the next dossier and tells of it.
func (o *Options) chosen() {
	opt := o.Options()
	p := fyne.CurrentApp().Preferences()
	p.SetString(prefForm, opt.Form)
	p.SetInt(prefPhotos, opt.Photos)
	p.SetBool(prefAttach, opt.Attach)
	p.SetString(prefAudience, string(opt.Audience))
	o.hint()
	if o.changed != nil {
		o.changed(opt)
	}
}

// Weigh finds out how large the originals are. A newer case ends the search of
// an older one.
func (o *Options) Weigh(tasks *kit.Tasks, from Attachable, caseRef string) {
	kit.Run(tasks, slotWeigh, func(ctx context.Context) (dossier.Originals, error) {
		return from.Originals(ctx, caseRef)
	}, func(found dossier.Originals, err error) {
		if err == nil { // otherwise the pages or the file will tell
			o.found = &found
			o.hint()
		}
	})
}

// hint says what follows from the choice.
func (o *Options) hint() {
	words := " " // keeps its room, so that nothing moves
	if o.Options().Form == "summary" {
		words = kit.T("preview.photos.none")
	}
	o.photosField.WithHint(words)
	o.attachField.WithHint(o.weight())
	a := o.Audience()
	o.audienceField.WithHint(kit.T("preview.audience." + string(a) + ".means"))
	o.attachField.Hidden = a.Leaves()
	o.cover.Hidden = !a.Leaves() || o.line == nil
	if o.line != nil {
		o.line.SetAudience(a)
	}
	o.body.Refresh()
}

func (o *Options) weight() string {
	switch {
	case o.found == nil:
		return kit.T("preview.attach.weighing")
	case o.found.Count+len(o.found.Left) == 0:
		return kit.T("preview.attach.none")
	}
	many, one := "preview.attach.would", "preview.attach.would.one"
	if o.Options().Attach {
		many, one = "preview.attach.will", "preview.attach.will.one"
	}
	words := counted(many, one, o.found.Count, "size", kit.FileSize(o.found.Bytes))
	if len(o.found.Left) > 0 {
		words += "\n" + kit.T("preview.attach.left", "problems", Sentence(o.found.Left))
	}
	return words
}

// counted is the text of many with their number, or that of one.
func counted(many, one string, n int, args ...string) string {
	if n == 1 {
		return kit.T(one, args...)
	}
	return kit.T(many, append(args, "count", kit.Count(n))...)
}
