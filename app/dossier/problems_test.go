package dossier

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/progress"
	"casefolio/app/evidence"
)

// rareSign is a cuneiform sign, which no embedded font has.
const rareSign = "\U00012000"

// lose takes an original out of the vault.
func (d desk) lose(t *testing.T, e evidence.Exhibit) {
	t.Helper()
	path := d.original(e)
	check(t, os.Chmod(filepath.Dir(path), 0o700))
	check(t, os.Remove(path))
}

// spoilt is a case with one exhibit of each problem, and one that is sound.
func (d desk) spoilt(t *testing.T) (cases.Case, []evidence.Exhibit) {
	t.Helper()
	c, err := d.from.Cases.Create(context.Background(), cases.Case{Customer: "Emma Schneider", Story: "Marked " + rareSign + rareSign + " on the box."})
	check(t, err)
	all := []evidence.Exhibit{
		d.add(t, c, "chat.txt", []byte(chat)),
		d.add(t, c, "broken.jpg", photo(t, 640, 480)[:400]),
		d.add(t, c, "rare.txt", []byte("The label says "+rareSign+".\n")),
		d.add(t, c, "long.txt", []byte(strings.Repeat("A long log.\n", longestText/10))),
		d.add(t, c, "gone.txt", []byte("Nobody will read this.\n")),
	}
	d.lose(t, all[4])
	return c, all
}

func TestProblemsAreNamedWithTheirReasons(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c, e := d.spoilt(t)
	for _, form := range forms() {
		opt := Options{Lang: "en", Form: form}
		p, err := d.Preview(ctx, c.Number, opt)
		check(t, err)
		want := []Problem{
			{Label: e[1].Label(), Code: Picture}, {Label: e[2].Label(), Code: NoGlyph, Count: 1},
			{Label: e[3].Label(), Code: Long}, {Label: e[4].Label(), Code: Missing}, {Part: Story, Code: NoGlyph, Count: 2},
		}
		if form == "summary" { // it prints no text of an exhibit
			want = slices.Delete(want, 1, 2)
		}
		for i := range want {
			want[i].Page = 1
			if l := want[i].Label; l != "" && form == "full" {
				page, ok := p.PageOf(l)
				if !ok {
					t.Errorf("%s stands nowhere", l)
				}
				want[i].Page = page + 1
			}
		}
		if !slices.Equal(unnamed(t, p.Problems), want) {
			t.Errorf("%s: %+v, not %+v", form, p.Problems, want)
		}
		res, err := d.Write(ctx, c.Number, opt, filepath.Join(d.folder, form+".pdf"))
		check(t, err)
		if !slices.Equal(unnamed(t, res.Problems), want) || !slices.Equal(res.Faults, []string{e[1].Label(), e[3].Label(), e[4].Label()}) {
			t.Errorf("%s: written with %+v, %v", form, res.Problems, res.Faults)
		}
	}
}

// unnamed are problems without the ids of exhibits, which each must have.
func unnamed(t *testing.T, all []Problem) []Problem {
	t.Helper()
	out := slices.Clone(all)
	for i := range out {
		if (out[i].ID == "") != (out[i].Label == "") {
			t.Errorf("%+v has no id", out[i])
		}
		out[i].ID = ""
	}
	return out
}

func TestTheSizeOfTheOriginalsIsKnownBefore(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c, e := d.spoilt(t)
	all, err := d.Originals(ctx, c.Number)
	check(t, err)
	size := int64(0)
	for _, one := range e[:4] {
		size += one.Size
	}
	if all.Count != 4 || all.Bytes != size || !slices.Equal(unnamed(t, all.Left), []Problem{{Label: e[4].Label(), Code: Missing}}) {
		t.Errorf("%+v", all)
	}
	path := filepath.Join(d.folder, "x.pdf")
	_, err = d.Write(ctx, c.Number, Options{Attach: true}, path)
	check(t, err)
	if list := tool(t, "pdfdetach", "-list", path); !strings.Contains(list, fmt.Sprintf("%d embedded files", all.Count)) {
		t.Error(list)
	}
	if _, err := d.Originals(ctx, "CF-1999-0001"); err == nil {
		t.Error("a case that is none")
	}
	if page, code := d.attachable(evidence.Exhibit{SHA256: e[0].SHA256, Size: 1 << 40}); code != TooLarge || page != "" {
		t.Errorf("%s %s", page, code)
	}
}

// What is told rises to the total, for each step of the work.
func TestProgressIsTold(t *testing.T) {
	d := newDesk(t)
	c, _ := d.spoilt(t)
	d.add(t, c, "shelf.jpg", photo(t, 640, 480))
	for _, v := range []struct {
		opt     Options
		missing progress.Step
	}{{Options{Attach: true}, progress.Search}, {Options{Audience: audience.Outside}, progress.Originals}} {
		last := map[progress.Step][2]int{}
		ctx := progress.With(context.Background(), func(step progress.Step, done, total int) {
			if was := last[step]; done < was[0] || done > total || total <= 0 {
				t.Errorf("%s: %d of %d after %v", step, done, total, was)
			}
			last[step] = [2]int{done, total}
		})
		_, err := d.Write(ctx, c.Number, v.opt, filepath.Join(d.folder, "x.pdf"))
		check(t, err)
		for _, step := range progress.Steps() {
			if was, ok := last[step]; ok == (step == v.missing) || was[0] != was[1] && step != progress.Originals {
				t.Errorf("%s ends at %v", step, was)
			}
		}
	}
}

func TestEveryProblemHasWords(t *testing.T) {
	d := newDesk(t)
	for _, lang := range []string{"zh", "en"} {
		var keys []string
		for _, c := range Codes() {
			keys = append(keys, "preview.problem."+string(c))
		}
		for _, p := range Parts() {
			keys = append(keys, "preview.part."+string(p))
		}
		for _, s := range progress.Steps() {
			keys = append(keys, "preview.step."+string(s))
		}
		for _, c := range []Code{Missing, Picture, Unread, Long, TooLarge} {
			keys = append(keys, "dossier.problem."+string(c))
		}
		for _, key := range keys {
			if !d.texts.Has(lang, key) {
				t.Errorf("%s has no words in %s", key, lang)
			}
		}
	}
}

func TestPlaces(t *testing.T) {
	d := newDesk(t)
	c := d.newCase(t)
	d.add(t, c, "chat.txt", []byte(strings.Repeat(chat, 200)))
	d.add(t, c, "note.txt", []byte("The end.\n"))
	p, err := d.Preview(context.Background(), c.Number, Options{Lang: "en"})
	check(t, err)
	first, ok := p.PageOf("E-01")
	if !ok || p.Pages() < first+3 || p.Place(first+1) != "E-01" {
		t.Errorf("E-01 on page %d of %d, then %q", first, p.Pages(), p.Place(first+1))
	}
	if _, ok := p.PageOf("E-09"); ok || p.Place(p.Pages()+1) != "" || p.Place(-1) != "" {
		t.Error("a place that is none")
	}
}
