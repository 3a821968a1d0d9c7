package dossier

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/page"
	"casefolio/app/evidence"
)

// summaryOf lays the short form out as the service does.
func summaryOf(t *testing.T, in compose.Input) page.Document {
	t.Helper()
	in.Form = compose.Summary
	check(t, faces().Load())
	doc, err := (&Service{faces: faces()}).layOut(context.Background(), material{Input: in})
	check(t, err)
	return doc
}

func TestASummaryHasTwoPagesAtMost(t *testing.T) {
	for _, v := range variants {
		huge := large(t, v[0], v[1], long(40, 200))
		huge.Case.Story = strings.Repeat("很长的经过。A long story. ", long(200, 900))
		huge.Case.Demand = huge.Case.Story
		spoilt := large(t, v[0], v[1], 50)
		spoil(&spoilt, nasty())
		many := fixture(t, v[0], v[1])
		many.Exhibits = numerous(t, long(150, 5000))
		told := settled(t, v[0], v[1])
		told.Logo = compose.Picture{Path: picture(t, 600, 200), W: 600, H: 200}
		for name, in := range map[string]compose.Input{"told": told, "plain": fixture(t, v[0], v[1]), "huge": huge, "spoilt": spoilt, "many": many} {
			doc := summaryOf(t, in)
			if n := len(doc.Pages); n > summaryPages {
				t.Errorf("%s %s: %d pages", v, name, n)
			}
			tool(t, "qpdf", "--check", printed(t, doc))
		}
	}
}

func TestASummarySaysWhatCounts(t *testing.T) {
	in := fixture(t, "en", "a4")
	text := bare(tool(t, "pdftotext", printed(t, summaryOf(t, in)), "-"))
	want := []string{
		in.Case.Number, in.Case.Customer, in.Case.Story, in.Case.Demand, in.Head, "Case summary", "Signatures",
		"Complaint received", "Arrived at facility", "Hello, I ordered two weeks ago", "cannot be shown whole: E-06",
	}
	for _, e := range in.Exhibits {
		want = append(want, e.Label(), e.SHA256)
	}
	for _, w := range want {
		if !strings.Contains(text, bare(w)) {
			t.Errorf("%q is missing", w)
		}
	}
	if strings.Contains(text, bare("The order was marked as urgent.")) {
		t.Error("the transcript is in the summary")
	}
}

func TestWriteASummary(t *testing.T) {
	d := newDesk(t)
	c := d.newCase(t)
	d.add(t, c, "chat.txt", []byte(chat))
	path := filepath.Join(d.folder, "s.pdf")
	res, err := d.Write(context.Background(), c.Number, Options{Form: "summary"}, path)
	check(t, err)
	if n := strings.TrimSpace(tool(t, "qpdf", "--show-npages", path)); n != strconv.Itoa(res.Pages) || res.Pages > summaryPages {
		t.Errorf("%s pages, %+v", n, res)
	}
}

// numerous are n exhibits, every fourth a photo.
func numerous(t testing.TB, n int) []compose.Exhibit {
	path := picture(t, 80, 60)
	all := make([]compose.Exhibit, n)
	for i := range all {
		e := evidence.Exhibit{ID: fmt.Sprint("n", i), No: i + 1, Kind: evidence.Text, FileName: fmt.Sprintf("note %d.txt", i), SHA256: hash(i % 256), AddedAt: at(china, 11, 20, 13, 35)}
		all[i] = compose.Exhibit{Exhibit: e, Text: "查询中，请稍候。 Please wait."}
		if i%4 == 3 {
			all[i].Kind, all[i].Text = evidence.Photo, ""
			all[i].Path, all[i].W, all[i].H = path, 80, 60
		}
	}
	return all
}
