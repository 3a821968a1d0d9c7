package dossier

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"casefolio/app/evidence"
)

func TestOriginalsAreAttached(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := d.newCase(t)
	d.add(t, c, "聊天.txt", []byte(chat))
	d.add(t, c, "shelf.jpg", photo(t, 640, 480))
	lost := d.add(t, c, "track.csv", []byte("time,place,event\n2026-11-03 16:20,Leipzig,Arrived at facility\n2026-11-04 16:20,Leipzig,Departed\n"))
	gone := d.original(lost)
	check(t, os.Chmod(filepath.Dir(gone), 0o700))
	check(t, os.Remove(gone))
	path := filepath.Join(d.folder, "a.pdf")
	res, err := d.Write(ctx, c.Number, Options{Lang: "en", Attach: true}, path)
	check(t, err)
	tool(t, "qpdf", "--check", path)
	list := tool(t, "pdfdetach", "-list", path)
	for _, want := range []string{"2 embedded files", "E-01 聊天.txt", "E-02 shelf.jpg"} {
		if !strings.Contains(list, want) {
			t.Errorf("%q is missing in %s", want, list)
		}
	}
	out := filepath.Join(t.TempDir(), "chat.txt")
	tool(t, "pdfdetach", "-save", "1", "-o", out, path)
	if raw, err := os.ReadFile(out); err != nil || string(raw) != chat {
		t.Errorf("%q %v", raw, err)
	}
	if !slices.Equal(res.Faults, []string{"E-03"}) {
		t.Errorf("faults %v", res.Faults)
	}
	text := bare(tool(t, "pdftotext", path, "-"))
	for _, want := range []string{"Originals attached to this file: 2", "no longer in the evidence vault", "Arrived at facility"} {
		if !strings.Contains(text, bare(want)) {
			t.Errorf("%q is missing", want)
		}
	}
	_, err = d.Write(ctx, c.Number, Options{}, path)
	check(t, err)
	if list := tool(t, "pdfdetach", "-list", path); !strings.Contains(list, "0 embedded files") {
		t.Errorf("attached without being asked: %s", list)
	}
}

// What was submitted does not travel again inside a dossier: only its parts do.
func TestSubmittedFilesAreNotAttached(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := d.newCase(t)
	d.add(t, c, "note.txt", []byte("The lamp is broken.\n"))
	packet := []byte("%PDF-1.4 as it was submitted")
	_, err := d.from.Evidence.Add(ctx, c.ID, evidence.Input{
		Name: "packet.pdf", Source: evidence.FromPacket,
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(packet)), nil },
	}, evidence.Options{})
	check(t, err)
	path := filepath.Join(d.folder, "a.pdf")
	res, err := d.Write(ctx, c.Number, Options{Lang: "en", Attach: true}, path)
	check(t, err)
	if list := tool(t, "pdfdetach", "-list", path); !strings.Contains(list, "1 embedded files") || strings.Contains(list, "packet") {
		t.Error(list)
	}
	text := bare(tool(t, "pdftotext", path, "-"))
	if !strings.Contains(text, bare("packet.pdf")) || !strings.Contains(text, bare("Files as they were submitted are not attached.")) || len(res.Faults) > 0 {
		t.Errorf("%v\n%s", res.Faults, text)
	}
	if all, err := d.Originals(ctx, c.Number); err != nil || all.Count != 1 {
		t.Errorf("%+v %v", all, err)
	}
}

// 500 exhibits, 5,000 in the long tests.
func TestThousandsOfExhibits(t *testing.T) {
	n := long(500, 5000)
	in := fixture(t, "both", "a4")
	in.Exhibits = numerous(t, n)
	doc := pages(t, in)
	path := printed(t, doc)
	if got := strings.TrimSpace(tool(t, "qpdf", "--show-npages", path)); got != strconv.Itoa(len(doc.Pages)) {
		t.Errorf("%s pages of %d", got, len(doc.Pages))
	}
	anchors, links := map[string]bool{}, 0
	for _, p := range doc.Pages {
		for _, a := range p.Anchors {
			anchors[a.Name] = true
		}
		links += len(p.Links)
	}
	for _, e := range in.Exhibits {
		if !anchors[e.Label()] {
			t.Errorf("%s is on no page", e.Label())
		}
	}
	if links < len(in.Exhibits) {
		t.Errorf("%d links", links)
	}
	last := strconv.Itoa(len(doc.Pages))
	if text := bare(tool(t, "pdftotext", "-f", last, "-l", last, path, "-")); !strings.Contains(text, in.Exhibits[n-1].Label()) {
		t.Errorf("the last page is %s", text)
	}
}

func TestAnEmptyCaseOnPaper(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c := d.newCase(t)
	for _, lang := range languages() {
		for _, form := range forms() {
			path := filepath.Join(d.folder, lang+form+".pdf")
			res, err := d.Write(ctx, c.Number, Options{Lang: lang, Form: form, Attach: true}, path)
			check(t, err)
			tool(t, "qpdf", "--check", path)
			if len(res.Faults) != 0 {
				t.Errorf("%s %s: %v", lang, form, res.Faults)
			}
		}
	}
}
