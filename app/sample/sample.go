// Package sample fills an empty workspace with invented cases, so that a new
// seller sees the program at work. Everything is made here or in the data
// files beside it: chats, tracking records and pictures show nobody real. All
// goes through the services, at the times at which a seller would have done it.
package sample

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"text/template"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/shop"
)

const folder = "sample/"

// moment is a time of day, some days from today in the seller's zone.
type moment struct {
	Day   int    `json:"day"`
	Clock string `json:"clock"`
}

// script is the data file.
type script struct {
	Profile struct {
		Owner    string      `json:"owner"`
		Currency string      `json:"currency"`
		Zone     string      `json:"zone"`
		Shops    []shop.Shop `json:"shops"`
	} `json:"profile"`
	Cases []scene `json:"cases"`
}

// scene is one case and what happens to it. Texts may hold {{d days layout}}.
type scene struct {
	Filed    moment     `json:"filed"`
	Form     cases.Form `json:"form"`
	Exhibits []exhibit  `json:"exhibits"`
	Moves    []struct {
		moment
		To     cases.Stage `json:"to"`
		Reason string      `json:"reason"`
	} `json:"moves"`
	Replies []letter `json:"replies"`
	Proof   *proof   `json:"proof"`
	Money   []sum    `json:"money"`
	Returns []turn   `json:"returns"`
	Tasks   []todo   `json:"tasks"`
	Cause   *found   `json:"cause"`
	Visits  []asked  `json:"visits"`
	Outcome *outcome `json:"outcome"`
	Trash   *moment  `json:"trash"`
}

// exhibit is pasted text, a text file or a picture, added on the day of filing.
type exhibit struct {
	Clock   string   `json:"clock"`
	Paste   string   `json:"paste"` // data file with the text
	File    string   `json:"file"`  // name under which it is added
	Text    string   `json:"text"`  // data file with the content
	Picture string   `json:"picture"`
	Texts   []string `json:"texts"`
	Title   string   `json:"title"`
	Taken   moment   `json:"taken"`

	Translations []translation `json:"translations"`
}

// director plays the script.
type director struct {
	files   fs.FS
	fonts   *fonts
	app     *app.Services
	profile shop.Profile
	today   time.Time // midnight in the seller's zone
	clock   time.Time // what the services take for now
	steps   []step
}

// step is one deed of the seller.
type step struct {
	at time.Time
	do func(ctx context.Context) error
}

// Fill files the invented cases and returns how many. progress, which may be
// nil, is told how many deeds are done. A workspace that has cases is left
// alone with the fault "sample.not_empty".
func Fill(ctx context.Context, services *app.Services, files fs.FS, progress func(done, total int)) (int, error) {
	counts, err := services.Cases.Counts(ctx)
	if err != nil {
		return 0, err
	}
	if counts[cases.All]+counts[cases.Trash] > 0 {
		return 0, fault.New("sample.not_empty")
	}
	var s script
	raw, err := fs.ReadFile(files, folder+"cases.json")
	if err == nil {
		err = json.Unmarshal(raw, &s)
	}
	if err != nil {
		return 0, fmt.Errorf("sample/cases.json: %w", err)
	}
	d := &director{files: files}
	if d.fonts, err = loadFonts(files); err != nil {
		return 0, err
	}
	if err := d.begin(ctx, services, s); err != nil {
		return 0, err
	}
	for i := range s.Cases {
		if err := d.plan(&s.Cases[i]); err != nil {
			return 0, err
		}
	}
	slices.SortStableFunc(d.steps, func(a, b step) int { return a.at.Compare(b.at) })
	for i, step := range d.steps {
		d.clock = step.at
		if err := step.do(ctx); err != nil {
			return 0, err
		}
		if progress != nil {
			progress(i+1, len(d.steps))
		}
	}
	return len(s.Cases), nil
}

// begin saves the profile and takes the services over with a clock of its own.
func (d *director) begin(ctx context.Context, services *app.Services, s script) error {
	p, err := services.Shop.Profile(ctx)
	if err != nil {
		return err
	}
	p.Owner, p.Currency, p.Zone, p.Shops = s.Profile.Owner, s.Profile.Currency, s.Profile.Zone, s.Profile.Shops
	d.profile = p
	now := services.Now().In(p.Location())
	d.today = time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	d.app, err = services.WithClock(func() time.Time { return d.clock })
	if err != nil {
		return err
	}
	d.clock = d.today.AddDate(0, 0, -60)
	return d.app.Shop.Save(ctx, p)
}

// at is a moment as an instant.
func (d *director) at(m moment) (time.Time, error) {
	t, err := time.Parse("15:04", m.Clock)
	if err != nil {
		return time.Time{}, err
	}
	day := d.today.AddDate(0, 0, m.Day)
	return time.Date(day.Year(), day.Month(), day.Day(), t.Hour(), t.Minute(), 0, 0, day.Location()), nil
}

// expand fills the dates of a text.
func (d *director) expand(text string) (string, error) {
	day := func(days int, layout string) string { return d.today.AddDate(0, 0, days).Format(layout) }
	t, err := template.New("").Funcs(template.FuncMap{"d": day}).Parse(text)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = t.Execute(&b, nil)
	return b.String(), err
}

// plan turns a case into steps.
func (d *director) plan(s *scene) error {
	filed := new(cases.Case)
	err := d.add(s.Filed, func(ctx context.Context) error { return d.file(ctx, s, filed) })
	for _, e := range s.Exhibits {
		m := moment{Day: s.Filed.Day, Clock: e.Clock}
		err = cmp.Or(err, d.add(m, func(ctx context.Context) error { return d.capture(ctx, *filed, e) }))
	}
	for _, m := range s.Moves {
		err = cmp.Or(err, d.add(m.moment, func(ctx context.Context) error {
			_, err := d.app.Cases.Move(ctx, filed.ID, m.To, m.Reason)
			return err
		}))
	}
	for _, r := range s.Replies {
		err = cmp.Or(err, d.add(r.moment, func(ctx context.Context) error { return d.reply(ctx, filed.ID, r) }))
	}
	if s.Proof != nil {
		err = cmp.Or(err, d.add(s.Proof.moment, func(ctx context.Context) error { return d.prove(ctx, filed.ID, *s.Proof) }))
	}
	err = cmp.Or(err, d.spend(s, filed), d.see(s, filed))
	if s.Outcome != nil {
		err = cmp.Or(err, d.add(s.Outcome.moment, func(ctx context.Context) error { return d.close(ctx, filed.ID, s.Outcome.Form) }))
	}
	if s.Trash != nil {
		err = cmp.Or(err, d.add(*s.Trash, func(ctx context.Context) error { return d.app.Cases.Trash(ctx, filed.ID) }))
	}
	return err
}

func (d *director) add(m moment, do func(context.Context) error) error {
	at, err := d.at(m)
	d.steps = append(d.steps, step{at, do})
	return err
}

// file creates the case of a scene.
func (d *director) file(ctx context.Context, s *scene, filed *cases.Case) error {
	f := s.Form
	for _, text := range []*string{&f.Occurred, &f.Received, &f.Story} {
		var err error
		if *text, err = d.expand(*text); err != nil {
			return err
		}
	}
	c, faults := f.Case(d.profile.Currency, d.profile.Location())
	if len(faults) > 0 {
		return fmt.Errorf("sample case of %s: %v", f.Customer, faults)
	}
	var err error
	*filed, err = d.app.Cases.Create(ctx, c)
	return err
}

// capture adds one exhibit.
func (d *director) capture(ctx context.Context, c cases.Case, e exhibit) error {
	in, err := d.input(e)
	if err != nil {
		return err
	}
	added, err := d.app.Evidence.Add(ctx, c.ID, in, app.ReadingOptions(c, d.profile))
	if err != nil {
		return err
	}
	if err := d.translate(ctx, added.ID, e.Translations); err != nil || e.Title == "" {
		return err
	}
	return d.app.Evidence.Retitle(ctx, added.ID, e.Title)
}

func (d *director) input(e exhibit) (evidence.Input, error) {
	if e.Paste != "" {
		text, err := d.text(e.Paste)
		return evidence.TextInput(text), err
	}
	var content []byte
	modified := d.clock
	if e.Picture == "" {
		text, err := d.text(e.Text)
		if err != nil {
			return evidence.Input{}, err
		}
		content = []byte(text)
	} else {
		var err error
		if e.Taken.Clock != "" {
			if modified, err = d.at(e.Taken); err != nil {
				return evidence.Input{}, err
			}
		}
		if content, err = photo(d.fonts, e.Picture, e.Texts, modified); err != nil {
			return evidence.Input{}, err
		}
	}
	return evidence.Input{
		Name: e.File, Source: evidence.FromFile, ModTime: modified,
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil },
	}, nil
}

// text reads a data file and fills its dates.
func (d *director) text(name string) (string, error) {
	raw, err := fs.ReadFile(d.files, folder+name)
	if err != nil {
		return "", err
	}
	return d.expand(string(raw))
}
