package dossier

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casefolio/app/evidence"
)

// A case of which nothing can be shown is still a correct file, in every form,
// and says of each exhibit what became of it.
func TestNothingButBrokenAndLost(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := d.newCase(t)
	var labels []string
	for i := range 12 {
		e := d.add(t, c, fmt.Sprintf("IMG_%04d.jpg", i), photo(t, 640+i, 480)[:380])
		labels = append(labels, e.Label())
	}
	var lost []evidence.Exhibit
	for i := range 3 {
		lost = append(lost,
			d.add(t, c, fmt.Sprintf("gone %d.jpg", i), photo(t, 320+i, 240)),
			d.add(t, c, fmt.Sprintf("gone %d.txt", i), fmt.Appendf(nil, "Nobody reads line %d.\n", i)))
	}
	for _, e := range lost {
		labels = append(labels, e.Label())
		if e.Kind == evidence.Photo { // nothing made from it is left either
			path, err := d.from.Evidence.PagePicture(ctx, e)
			check(t, err)
			check(t, os.Remove(path))
		}
		d.lose(t, e)
	}
	say := map[string]string{}
	for _, problem := range []string{"picture", "missing"} {
		say[problem] = bare(d.texts.Get("en", "dossier.problem."+problem, nil))
	}
	for _, opt := range []Options{{Lang: "en"}, {Lang: "en", Attach: true}, {Lang: "en", Form: "summary"}, {Lang: "both", Photos: 4}} {
		path := filepath.Join(d.folder, "x.pdf")
		res, err := d.Write(ctx, c.Number, opt, path)
		check(t, err)
		if !slices.Equal(res.Faults, labels) {
			t.Errorf("%+v: faults %v", opt, res.Faults)
		}
		tool(t, "qpdf", "--check", path)
		text := bare(tool(t, "pdftotext", path, "-"))
		for problem, count := range map[string]int{"picture": 12, "missing": len(lost)} {
			if n := strings.Count(text, say[problem]); opt.Form != "summary" && n < count {
				t.Errorf("%+v: %q stands there %d times, not %d", opt, problem, n, count)
			}
		}
		for _, label := range labels {
			if !strings.Contains(text, label) {
				t.Errorf("%+v: %s is not named", opt, label)
			}
		}
	}
}

// gofpdf is given only the heads of photos: each must be in the file whole and
// once, and in the same order every time.
func TestManyPhotosGiveOneFile(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := d.newCase(t)
	photos := long(24, 60)
	for i := range photos {
		d.add(t, c, fmt.Sprintf("IMG_%04d.jpg", i), photo(t, 640, 400+i))
	}
	in, err := d.gather(ctx, c, Options{Lang: "en", Paper: "a4", Form: "full", Photos: 4})
	check(t, err)
	check(t, d.faces.Load())
	doc := pages(t, in.Input)
	first, again := printed(t, doc), printed(t, doc)
	a, err := os.ReadFile(first)
	check(t, err)
	b, err := os.ReadFile(again)
	check(t, err)
	if !slices.Equal(a, b) {
		t.Error("two files")
	}
	if list := tool(t, "pdfimages", "-list", first); strings.Count(list, "jpeg") != photos {
		t.Errorf("%d photos in the file", strings.Count(list, "jpeg"))
	}
	tool(t, "qpdf", "--check", first)
}
