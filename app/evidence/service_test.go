package evidence_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/data"
	"casefolio/data/datatest"
)

var ctx = context.Background()

func newService(t testing.TB) (*evidence.Service, *data.Workspace, string) {
	t.Helper()
	w := datatest.Open(t)
	now := datatest.Clock()
	made, err := w.CreateCase(ctx, cases.Case{Customer: "Emma Schneider", Stage: cases.Intake, CreatedAt: now(), UpdatedAt: now()})
	if err != nil {
		t.Fatal(err)
	}
	readers, err := evidence.LoadReaders(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return evidence.NewService(w, w, readers, now), w, made.ID
}

func writeFile(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func picture(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, w, h)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAddFiles(t *testing.T) {
	s, _, caseID := newService(t)
	chat := "29/01/2018, 12:24 - Emma: Hello\n29/01/2018, 12:25 - Lin: Hi\n"
	paths := []string{
		writeFile(t, "chat.txt", []byte(chat)),
		writeFile(t, "track.csv", []byte("Time,Location,Status\n2026-11-09 22:14,Leipzig,Delivered\n")),
		t.TempDir(),
		writeFile(t, "empty.txt", nil),
		writeFile(t, "photo.jpg", picture(t, 2000, 1000)),
		filepath.Join(t.TempDir(), "gone.txt"),
		writeFile(t, "broken.jpg", []byte("\xff\xd8\xffnothing")),
		writeFile(t, "a.pdf", []byte("%PDF-1.7\n")),
		writeFile(t, "data.bin", []byte{0, 1, 2, 3, 0, 0, 0}),
		writeFile(t, "mail.eml", []byte("From: =?utf-8?q?Emma_M=C3=BCller?= <e@example.com>\r\nDate: Fri, 20 Nov 2026 06:31:00 +0100\r\nSubject: Parcel\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=DFe\r\n")),
	}
	var steps []int
	added := s.AddFiles(ctx, caseID, paths, evidence.FromFile, evidence.Options{Buyer: "Emma"}, func(n int) { steps = append(steps, n) })
	want := []struct {
		fault, kind, format, problem string
		messages, events             int
	}{
		{"", "chat", "whatsapp", "", 2, 0},
		{"", "tracking", "tracking_csv", "", 0, 1},
		{fault: "file.folder"},
		{fault: "file.empty"},
		{"", "photo", "jpeg", "", 0, 0},
		{fault: "file.missing"},
		{"", "photo", "jpeg", "broken_image", 0, 0},
		{"", "document", "pdf", "", 0, 0},
		{"", "document", "binary", "", 0, 0},
		{"", "email", "eml", "", 1, 0},
	}
	no := 0
	for i, w := range want {
		got := added[i]
		if w.fault != "" {
			if !fault.Is(got.Err, w.fault) {
				t.Errorf("%s: %v, want %s", got.Name, got.Err, w.fault)
			}
			continue
		}
		no++
		e := got.Exhibit
		if got.Err != nil || e.No != no || string(e.Kind) != w.kind || e.Format != w.format || e.Problem != w.problem || e.Messages != w.messages || e.Events != w.events {
			t.Errorf("%s: %+v %v", got.Name, e, got.Err)
		}
		if e.FileAt.IsZero() || e.AddedAt.IsZero() || e.Size == 0 {
			t.Errorf("%s: times or size missing: %+v", got.Name, e)
		}
		r, err := s.Original(e)
		if err != nil {
			t.Fatal(err)
		}
		kept, _ := io.ReadAll(r)
		r.Close()
		if raw, _ := os.ReadFile(paths[i]); !bytes.Equal(raw, kept) {
			t.Errorf("%s: the original is not the file", got.Name)
		}
	}
	if len(steps) != len(paths) || steps[len(steps)-1] != len(paths) {
		t.Errorf("progress %v", steps)
	}
	list, err := s.List(ctx, caseID)
	if err != nil || len(list) != no {
		t.Errorf("%d exhibits, %v", len(list), err)
	}
	mail, err := s.Messages(ctx, added[9].Exhibit.ID)
	if err != nil || len(mail) != 1 || mail[0].Body != "Parcel\n\nGrüße" || mail[0].Sender != "Emma Müller <e@example.com>" {
		t.Errorf("%+v %v", mail, err)
	}
}

func TestPictures(t *testing.T) {
	s, w, caseID := newService(t)
	in, err := evidence.FileInput(writeFile(t, "p.jpg", picture(t, 2000, 1000)), evidence.FromDrop)
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.Add(ctx, caseID, in, evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		get  func(context.Context, evidence.Exhibit) (string, error)
		want image.Point
	}{{s.PagePicture, image.Pt(1600, 800)}, {s.Thumb, image.Pt(320, 160)}} {
		for range 2 { // as made at capture, and made again
			path, err := c.get(ctx, e)
			if err != nil {
				t.Fatal(err)
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			config, err := jpeg.DecodeConfig(bytes.NewReader(raw))
			if err != nil || config.Width != c.want.X || config.Height != c.want.Y {
				t.Errorf("%d × %d %v", config.Width, config.Height, err)
			}
			for _, name := range []string{"page", "thumb"} {
				if err := os.Remove(w.Derived(e.SHA256, name)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	text, err := s.Add(ctx, caseID, evidence.TextInput("no picture"), evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Thumb(ctx, text); !fault.Is(err, "picture.none") {
		t.Errorf("%v", err)
	}
}

func TestPaste(t *testing.T) {
	s, _, caseID := newService(t)
	if _, err := s.Add(ctx, caseID, evidence.TextInput(""), evidence.Options{}); !fault.Is(err, "paste.empty") {
		t.Errorf("%v", err)
	}
	const words = "Hello, I ordered two weeks ago.\r\nWhere is it? 😡\x00"
	e, err := s.Add(ctx, caseID, evidence.TextInput(words), evidence.Options{})
	if err != nil || e.Kind != evidence.Text || e.Messages != 0 || e.Source != evidence.FromPaste || !e.FileAt.IsZero() {
		t.Fatalf("%+v %v", e, err)
	}
	text, whole, err := s.PlainText(e, 1<<20)
	if want := strings.ReplaceAll(words, "\r", ""); text != want || !whole || err != nil {
		t.Errorf("%q %v %v", text, whole, err)
	}
	if err := s.Retitle(ctx, e.ID, "First message"); err != nil {
		t.Fatal(err)
	}
	if err := s.Trash(ctx, e.ID); err != nil {
		t.Fatal(err)
	}
	if list, _ := s.List(ctx, caseID); len(list) != 0 {
		t.Errorf("%v", list)
	}
	if err := s.Restore(ctx, e.ID); err != nil {
		t.Fatal(err)
	}
	if e, err = s.Get(ctx, e.ID); err != nil || e.Title != "First message" || e.No != 1 {
		t.Errorf("%+v %v", e, err)
	}
}

func TestZip(t *testing.T) {
	s, _, caseID := newService(t)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{"00000001-PHOTO.jpg": "x", "_chat.txt": "[29/01/2018, 12:24:03] Emma: Hi\n"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	in, err := evidence.FileInput(writeFile(t, "chat.zip", b.Bytes()), evidence.FromDrop)
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.Add(ctx, caseID, in, evidence.Options{})
	if err != nil || e.Kind != evidence.Chat || e.Format != "whatsapp" || e.Messages != 1 || e.MediaType != "application/zip" {
		t.Errorf("%+v %v", e, err)
	}
}

func TestSetSpeaker(t *testing.T) {
	s, _, caseID := newService(t)
	e, err := s.Add(ctx, caseID, evidence.TextInput("[29/01/2018, 12:24:03] Ann: Hi\n[29/01/2018, 12:24:04] Bo: Yes\n"), evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetSpeaker(ctx, e.ID, "Ann", evidence.Buyer); err != nil {
		t.Fatal(err)
	}
	m, err := s.Messages(ctx, e.ID)
	if err != nil || len(m) != 2 || m[0].Role != evidence.Buyer || m[1].Role != evidence.Unknown {
		t.Errorf("%+v %v", m, err)
	}
}

// endless gives bytes for ever and calls off the context on the way.
type endless struct {
	cancel func()
	n      int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.n += len(p); e.n > 1<<20 {
		e.cancel()
	}
	return len(p), nil
}

func (e *endless) Close() error { return nil }

func TestCancelLeavesNothing(t *testing.T) {
	s, w, caseID := newService(t)
	cancelled, cancel := context.WithCancel(ctx)
	in := evidence.Input{Name: "film.mp4", Source: evidence.FromFile, Open: func() (io.ReadCloser, error) { return &endless{cancel: cancel}, nil }}
	if _, err := s.Add(cancelled, caseID, in, evidence.Options{}); !errors.Is(err, context.Canceled) {
		t.Fatalf("%v", err)
	}
	if list, _ := s.List(ctx, caseID); len(list) != 0 {
		t.Errorf("%v", list)
	}
	files := 0
	vault := filepath.Dir(filepath.Dir(filepath.Dir(w.Derived(strings.Repeat("a", 64), "page"))))
	if err := filepath.WalkDir(vault, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".part") {
			files++
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if files != 0 {
		t.Errorf("%d files stayed behind", files)
	}
}

func TestReadFailure(t *testing.T) {
	s, _, caseID := newService(t)
	bad := evidence.Input{Name: "usb.txt", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader("half"), failing{})), nil
	}}
	if _, err := s.Add(ctx, caseID, bad, evidence.Options{}); !fault.Is(err, "file.unreadable") {
		t.Errorf("%v", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("device gone") }

func TestTooLarge(t *testing.T) {
	path := writeFile(t, "big.mp4", nil)
	if err := os.Truncate(path, evidence.MaxOriginal+1); err != nil {
		t.Skip(err)
	}
	if _, err := evidence.FileInput(path, evidence.FromFile); !fault.Is(err, "file.too_large") {
		t.Errorf("%v", err)
	}
}

func TestTranslate(t *testing.T) {
	s, w, caseID := newService(t)
	e, err := s.Add(ctx, caseID, evidence.TextInput("[29/01/2018, 12:24:03] Emma: Wo ist es?\n[29/01/2018, 12:25:03] Lin: Hallo\n"), evidence.Options{})
	if err != nil || e.Messages != 2 {
		t.Fatalf("%+v %v", e, err)
	}
	all, err := s.Messages(ctx, e.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []struct{ text, source, want, from string }{
		{" 在哪里？\n\xff ", "", "在哪里？\n\uFFFD", evidence.Self},
		{"哪里", " Deep\nL ", "哪里", "Deep L"},
		{" \n", "DeepL", "", ""},
	} {
		if err := s.Translate(ctx, e.ID, all[0].Seq, v.text, v.source); err != nil {
			t.Fatal(err)
		}
		now, err := s.Messages(ctx, e.ID)
		if err != nil || now[0].Translation != v.want || now[0].TranslationSource != v.from || now[0].Body != "Wo ist es?" {
			t.Errorf("%+v %v", now[0], err)
		}
	}
	for _, v := range []struct{ text, source string }{
		{strings.Repeat("x", evidence.MaxTranslation+1), ""}, {"x", strings.Repeat("字", evidence.MaxTranslationSource+1)},
	} {
		if err := s.Translate(ctx, e.ID, all[0].Seq, v.text, v.source); !fault.Is(err, "translation.too_long") {
			t.Error(err)
		}
	}
	if err := s.Translate(ctx, e.ID, 99, "x", ""); !fault.Is(err, "message.unknown") {
		t.Error(err)
	}
	entries, err := w.CaseEntries(ctx, caseID)
	if err != nil || entries[len(entries)-1].Action != "message.translated" || len(entries) != 5 {
		t.Errorf("%d entries, %v", len(entries), err)
	}
}
