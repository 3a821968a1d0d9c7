package dossier

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/audience"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/journal"
	"casefolio/app/money"
	"casefolio/app/phrases"
	"casefolio/app/shop"
	"casefolio/data/datatest"
)

// desk is a real workspace with the services that a dossier needs.
type desk struct {
	*Service
	folder string
}

func newDesk(t testing.TB) desk {
	t.Helper()
	w, now := datatest.Open(t), datatest.Clock()
	lists, err := lists()
	check(t, err)
	library, err := phrases.LoadLibrary(assets())
	check(t, err)
	readers, err := evidence.LoadReaders(assets())
	check(t, err)
	s, err := NewService(Sources{
		Cases: cases.NewService(w, now), Evidence: evidence.NewService(w, w, readers, now),
		Journal: journal.NewService(w, now), Phrases: phrases.NewService(w, library, now),
		Shop: shop.NewService(w, now), Lists: lists, Masking: w,
	}, assets(), now)
	check(t, err)
	return desk{s, t.TempDir()}
}

// long is how much of something a test takes: more of it in the long tests.
func long(usual, most int) int {
	if os.Getenv("CASEFOLIO_LONG") != "" {
		return most
	}
	return usual
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d desk) newCase(t testing.TB) cases.Case {
	t.Helper()
	c, err := d.from.Cases.Create(context.Background(), cases.Case{
		Customer: "Emma Schneider", Platform: "amazon", Order: "302-8841276-2210751", Category: "logistics.lost",
		Amount: money.Amount{Minor: 3990, Currency: "EUR"}, Story: "The parcel never came.", BuyerZone: "Europe/Berlin",
	})
	check(t, err)
	return c
}

func (d desk) add(t testing.TB, c cases.Case, name string, raw []byte) evidence.Exhibit {
	t.Helper()
	e, err := d.from.Evidence.Add(context.Background(), c.ID, evidence.Input{
		Name: name, Source: evidence.FromFile, ModTime: at(china, 11, 8, 9, 0),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(raw)), nil },
	}, evidence.Options{Zone: china, Buyer: c.Customer})
	check(t, err)
	return e
}

func photo(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	check(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, w, h)), nil))
	return b.Bytes()
}

const chat = "[2026/11/20 13:31:05] Emma Schneider: Where is my parcel? 😡\n[2026/11/20 14:07:00] LumoHaus: I am sorry.\nI will ask the carrier.\n"

func TestWrite(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := d.newCase(t)
	d.add(t, c, "chat.txt", []byte(chat))
	d.add(t, c, "shelf.jpg", photo(t, 640, 480))
	broken := d.add(t, c, "broken.jpg", photo(t, 640, 480)[:400])
	d.add(t, c, "answer.pdf", []byte("%PDF-1.4\nnot much of one"))
	_, err := d.from.Phrases.Copied(ctx, "", c.ID, "en", "We are looking into it.")
	check(t, err)
	path := filepath.Join(d.folder, "案卷 1.pdf")
	check(t, os.WriteFile(path, []byte("older"), 0o600))

	res, err := d.Write(ctx, c.Number, Options{Lang: "en"}, path)
	check(t, err)
	raw, err := os.ReadFile(path)
	check(t, err)
	sum := sha256.Sum256(raw)
	if res.SHA256 != hex.EncodeToString(sum[:]) || res.Path != path || !bytes.HasPrefix(raw, []byte("%PDF-")) {
		t.Errorf("%+v for a file of %d bytes", res, len(raw))
	}
	if !slices.Equal(res.Faults, []string{broken.Label()}) {
		t.Errorf("faults %v", res.Faults)
	}
	d.onlyFile(t, path)
	d.noted(t, c, res)
	if n := strings.TrimSpace(tool(t, "qpdf", "--show-npages", path)); n != strconv.Itoa(res.Pages) {
		t.Errorf("%s pages in the file, %d in the result", n, res.Pages)
	}
	tool(t, "qpdf", "--check", path)
	text := bare(tool(t, "pdftotext", path, "-"))
	for _, want := range []string{"Where is my parcel? 😡", "I am sorry. I will ask the carrier.", "The parcel never came.", "We are looking into it.", "answer.pdf"} {
		if !strings.Contains(text, bare(want)) {
			t.Errorf("%q is missing", want)
		}
	}
}

// onlyFile checks that no temporary file stayed behind.
func (d desk) onlyFile(t *testing.T, path string) {
	t.Helper()
	left, err := os.ReadDir(d.folder)
	check(t, err)
	if len(left) != 1 || left[0].Name() != filepath.Base(path) {
		t.Errorf("left behind: %v", left)
	}
}

func (d desk) noted(t *testing.T, c cases.Case, res Result) {
	t.Helper()
	entries, err := d.from.Journal.Case(context.Background(), c.ID)
	check(t, err)
	last := entries[len(entries)-1]
	facts, err := last.Facts()
	check(t, err)
	if last.Action != "dossier.written" || facts["sha256"] != res.SHA256 || facts["file"] != filepath.Base(res.Path) || facts["pages"] != strconv.Itoa(res.Pages) {
		t.Errorf("journal: %s %v", last.Action, facts)
	}
}

func TestAnUnchangedCaseGivesTheSameFile(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	d.now = func() time.Time { return at(china, 11, 20, 13, 35) }
	c := d.newCase(t)
	d.add(t, c, "chat.txt", []byte(chat))
	write := func(name string) string {
		res, err := d.Write(ctx, c.Number, Options{Attach: true}, filepath.Join(d.folder, name))
		check(t, err)
		return res.SHA256
	}
	first := write("1.pdf")
	if again := write("2.pdf"); again != first {
		t.Error("the second file differs from the first")
	}
	d.add(t, c, "more.txt", []byte("one more"))
	if after := write("3.pdf"); after == first {
		t.Error("a change cannot be seen in the file")
	}
}

func TestWriteFollowsTheProfile(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := d.newCase(t)
	p := shop.Defaults()
	p.Paper, p.Language, p.Zone = "letter", "zh", "Asia/Shanghai"
	check(t, d.from.Shop.Save(ctx, p))
	in, err := d.gather(ctx, c, Options{})
	check(t, err)
	if in.Paper != "letter" || in.Lang != "zh" || in.Zone.String() != "Asia/Shanghai" {
		t.Errorf("%s %s %s", in.Paper, in.Lang, in.Zone)
	}
	p.PaperLang = "en"
	if got := (Options{}).with(p); !reflect.DeepEqual(got, Options{Lang: "en", Paper: "letter", Form: "full", Photos: 2, Audience: audience.Own}) {
		t.Errorf("%+v", got)
	}
	if got := (Options{}).with(shop.Profile{}); !reflect.DeepEqual(got, Options{Lang: "en", Paper: "a4", Form: "full", Photos: 2, Audience: audience.Own}) {
		t.Errorf("%+v", got)
	}
}

func TestWriteRefuses(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := d.newCase(t)
	file := filepath.Join(d.folder, "file.txt")
	check(t, os.WriteFile(file, nil, 0o600))
	for _, v := range []struct {
		ref, path, code string
		opt             Options
	}{
		{"CF-1999-0001", file, "case.unknown", Options{}},
		{c.Number, "", "dossier.path", Options{}},
		{c.Number, d.folder, "dossier.path", Options{}},
		{c.Number, filepath.Join(d.folder, "none", "x.pdf"), "dossier.folder", Options{}},
		{c.Number, filepath.Join(file, "x.pdf"), "dossier.folder", Options{}},
		{c.Number, file, "dossier.option", Options{Lang: "fr"}},
		{c.Number, file, "dossier.option", Options{Paper: "a5"}},
		{c.Number, file, "dossier.option", Options{Form: "poster"}},
		{c.Number, file, "dossier.option", Options{Photos: 3}},
	} {
		_, err := d.Write(ctx, v.ref, v.opt, v.path)
		if !fault.Is(err, v.code) {
			t.Errorf("%s %+v %s: %v, not %s", v.ref, v.opt, v.path, err, v.code)
		}
		if f := fault.Of(err); strings.HasPrefix(f.Code, "dossier.") {
			for _, lang := range []string{"zh", "en"} {
				if !d.texts.Has(lang, "fault."+f.Code) || !d.texts.Has(lang, "fault."+f.Code+".hint") {
					t.Errorf("%s has no words in %s", f.Code, lang)
				}
			}
		}
	}
}

func TestCancelLeavesTheOldFile(t *testing.T) {
	d := newDesk(t)
	c := d.newCase(t)
	d.add(t, c, "chat.txt", []byte(strings.Repeat(chat, 300)))
	path := filepath.Join(d.folder, "x.pdf")
	check(t, os.WriteFile(path, []byte("older"), 0o600))
	for _, after := range []time.Duration{0, time.Millisecond, 20 * time.Millisecond} {
		ctx, cancel := context.WithTimeout(context.Background(), after)
		_, err := d.Write(ctx, c.Number, Options{}, path)
		cancel()
		if err == nil {
			continue // the machine was faster
		}
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		if raw, _ := os.ReadFile(path); string(raw) != "older" {
			t.Error("the old file is gone")
		}
		d.onlyFile(t, path)
	}
}
