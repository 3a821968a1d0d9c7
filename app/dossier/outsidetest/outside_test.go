package outsidetest

import (
	"bytes"
	"context"
	"encoding/hex"
	"image"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/deadlines"
	"casefolio/app/dossier"
	"casefolio/app/dossier/audience"
	"casefolio/app/dossier/packet"
	"casefolio/app/evidence"
	"casefolio/app/ledger"
	"casefolio/app/links"
	"casefolio/app/money"
	"casefolio/app/redact"
	"casefolio/app/remedies"
	"casefolio/app/returns"
	"casefolio/app/tasks"
	"casefolio/data/datatest"
)

var ctx = context.Background()

func assets() fs.FS { return os.DirFS("../../../assets") }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// people are the names that are masked, in ten scripts, with another spelling
// of each.
var people = [][2]string{
	{"Émilie Schneider-Øst", "EMILIE SCHNEIDER-OST"},
	{"张伟明", "張偉明"},
	{"歐陽麗華", "欧阳丽华"},
	{"高橋マリア", "高橋 ﾏﾘｱ"},
	{"김민수", "김 민수"},
	{"Григорий Ковальчук", "ГРИГОРИЙ КОВАЛЬЧУК"},
	{"Γιώργος Παπαδόπουλος", "ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ"},
	{"شيماء الحسيني", "شَيْماء الحُسَيني"},
	{"שרה אברמוביץ", "שָׂרָה אברמוביץ"},
	{"สมชาย วงศ์สวัสดิ์", "สมชาย  วงศ์สวัสดิ์"},
	{"राजेश शर्मा", "राजेश शर्मा\u200d"},
}

// others are masked, too, each with other spellings.
var others = []struct {
	kind      redact.Kind
	text      string
	spellings []string
}{
	{redact.Contact, "emilie.so@example.com", []string{"EMILIE.SO@EXAMPLE.COM", "ｅｍｉｌｉｅ．ｓｏ＠ｅｘａｍｐｌｅ．ｃｏｍ"}},
	{redact.Contact, "+49 341 5550199", []string{"0341/5550199", "(0341) 555 01 99", "00493415550199", "＋４９ ３４１ ５５５０１９９"}},
	{redact.Contact, "13855501234", []string{"+86 138 5550 1234", "138-5550-1234"}},
	{redact.Contact, "wxid_zhang885", []string{"WXID_ZHANG885"}},
	{redact.Address, "Beispielstraße 77, 04109 Leipzig", []string{"Beispielstr. 77\n04109 Leipzig", "BEISPIELSTRASSE 77, 04109 LEIPZIG"}},
	{redact.Address, "广东省深圳市南山区示例路88号3栋", []string{"廣東省 深圳市 南山區 示例路８８號3栋"}},
	{redact.Order, "302-8841276-2210751", []string{"302 8841276 2210751", "30288412762210751"}},
	{redact.Order, "RB987654324CN", []string{"RB 987 654 324 CN"}},
	{redact.Word, "Falkenhorst", []string{"FALKENHORST"}},
}

// needles are what must not be found, as it stands and without spaces; they are
// looked for by plain comparison, not by what masked them.
func needles() []string {
	var list []string
	add := func(texts ...string) {
		for _, text := range texts {
			list = append(list, plain(text))
		}
	}
	for _, p := range people {
		add(p[0], p[1])
	}
	for _, o := range others {
		add(o.text)
		add(o.spellings...)
	}
	add(inner...)
	add("Émilie", "Schneider", "5550199", "55501234", "8841276", "zhang885", "Beispielstr", "Falkenhorst", "Ковальчук", "Παπαδόπουλος", "אברמוביץ", "شيماء", "สมชาย", "राजेश", "高橋", "민수")
	return list
}

// plain leaves out what programs add or lose: spaces, case, marks of direction.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

func terms() []redact.Term {
	var list []redact.Term
	for _, p := range people {
		list = append(list, redact.Term{Kind: redact.Name, Text: p[0], Reason: "not for others"})
		for _, part := range strings.FieldsFunc(p[0], func(r rune) bool { return r == ' ' || r == '-' }) {
			if len([]rune(part)) > 1 {
				list = append(list, redact.Term{Kind: redact.Name, Text: part})
			}
		}
	}
	list = append(list, redact.Term{Kind: redact.Name, Text: "高橋"}, redact.Term{Kind: redact.Name, Text: "민수"})
	for _, o := range others {
		list = append(list, redact.Term{Kind: o.kind, Text: o.text})
	}
	return append(list, redact.Term{Kind: redact.Address, Text: "Beispielstraße 77"})
}

// story says everything that is masked, in every spelling.
func story() string {
	var b strings.Builder
	for _, p := range people {
		b.WriteString("A (" + p[0] + ") 说 “" + p[1] + "”, " + strings.ReplaceAll(p[0], " ", "\n") + ".\n")
	}
	for _, o := range others {
		b.WriteString(o.text + "; ")
		for _, s := range o.spellings {
			b.WriteString("[" + s + "] ")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// stand is a case that says too much everywhere.
func stand(t *testing.T) (*app.Services, cases.Case) {
	services, err := app.New(datatest.Open(t), assets(), datatest.Clock())
	must(t, err)
	c, err := services.Cases.Create(ctx, cases.Case{
		Customer: people[0][0], Contact: "emilie.so@example.com, +49 341 5550199", Order: "302-8841276-2210751", Tracking: "RB987654324CN",
		Shop: "LumoHaus", Platform: "amazon", Product: "Folding lamp for Falkenhorst", SKU: "LH-1",
		Story: story(), Demand: "Refund to " + people[5][0], Lesson: "never " + people[1][0],
	})
	must(t, err)
	handle(t, services, c)
	add := func(name string, data []byte) evidence.Exhibit {
		e, err := services.Evidence.Add(ctx, c.ID, evidence.Input{
			Name: name, Source: evidence.FromFile, ModTime: time.Date(2026, 11, 3, 8, 0, 0, 0, time.UTC),
			Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil },
		}, evidence.Options{Buyer: c.Customer})
		must(t, err)
		return e
	}
	add("note for Falkenhorst.txt", []byte(story()))
	add("track.txt", []byte("RB987654324CN\n2026-11-03 08:40 Shenzhen, accepted from 张伟明\n2026-11-09 22:14 Leipzig, DE delivered to Schneider-Øst\n"))
	var chat strings.Builder
	for i, p := range people {
		chat.WriteString("[2026/11/20, 06:3" + string(rune('0'+i%10)) + ":00] " + p[0] + ": " + p[1] + " 在这里, " + others[i%len(others)].spellings[0] + "\n")
	}
	add("WhatsApp Chat with Émilie Schneider-Øst.txt", []byte(chat.String()))
	for _, shot := range []evidence.Exhibit{
		add("IMG_Émilie_Schneider-Øst.jpg", photo(t, 600, 800, "Emilie Schneider", "家 of Falkenhorst")),
		add("张伟明 截图.png", screenshot(t, 500, 700, "Falkenhorst")),
	} {
		must(t, services.Evidence.Retitle(ctx, shot.ID, "Label of "+people[5][0]))
		_, err := services.Evidence.MarkedCopy(ctx, shot, evidence.Marks{Turn: shot.Picture.Turn, List: []evidence.Mark{
			{Kind: evidence.MarkRedact, X1: boxX1, Y1: boxY1, X2: boxX2, Y2: boxY2},
		}}, "Copy for "+people[2][0])
		must(t, err)
	}
	return services, c
}

// inner are words of the seller's own matters; no paper that leaves has them.
var inner = []string{"ladderwords", "buyercounter", "moneyremark", "taskwords", "taskowner", "causewords", "causenote", "visitwords", "visitpoints", "ladderreason", "branchnote", "postplace", "promisewords", "answernote", "waitnote", "linknote", "returnremark", "EUR 777.13"}

// handle puts them into every record of a case.
func handle(t *testing.T, s *app.Services, c cases.Case) {
	eur := money.Amount{Minor: 77713, Currency: "EUR"}
	_, err := s.Remedies.Offer(ctx, c.ID, remedies.Offer{Option: remedies.Option{Kind: remedies.FreeResend}, Size: eur, Text: "ladderwords", Note: "buyercounter"})
	must(t, err)
	_, err = s.Ledger.Add(ctx, c.ID, ledger.Line{Kind: ledger.Refund, Amount: eur, Note: "moneyremark", Rate: "1", RateDate: "2026-11-20"})
	must(t, err)
	_, err = s.Tasks.Add(ctx, c.ID, tasks.Task{Text: "taskwords", Owner: "taskowner"})
	must(t, err)
	_, err = s.Tasks.SetCause(ctx, c.ID, tasks.Cause{Root: "causewords", Note: "causenote", Valid: tasks.Yes})
	must(t, err)
	_, err = s.Tasks.PutVisit(ctx, c.ID, tasks.VisitEntry{Is: tasks.Visit{Said: "visitwords", OpenPoints: "visitpoints", Score: 1}})
	must(t, err)
	_, err = s.Returns.Add(ctx, c.ID, returns.Step{
		State: returns.OnItsWay, At: time.Date(2026, 11, 9, 8, 0, 0, 0, time.UTC), Tracking: "RB987654324CN", Note: "returnremark by " + people[0][0],
	}, returns.Exchange{})
	must(t, err)
	_, err = s.Steps.Escalate(ctx, c.ID, "platform", "ladderreason")
	must(t, err)
	_, err = s.Steps.Branch(ctx, cases.BranchRecords.New(c.ID, cases.Branch{Kind: "public_post", Note: "branchnote", Post: &cases.Post{Where: "postplace", Stars: 1}}))
	must(t, err)
	made := time.Date(2026, 11, 9, 9, 0, 0, 0, time.UTC)
	_, err = s.Deadlines.Promise(ctx, c.ID, deadlines.Promise{Text: "promisewords", MadeAt: made, Due: made.AddDate(0, 0, 1)})
	must(t, err)
	_, err = s.Deadlines.Answered(ctx, c.ID, deadlines.Answer{At: made, Note: "answernote"})
	must(t, err)
	_, err = s.Deadlines.Wait(ctx, c.ID, deadlines.Wait{For: deadlines.ForCarrier, Since: made, Note: "waitnote"})
	must(t, err)
	tied, err := s.Cases.Create(ctx, cases.Case{Customer: "Nobody else"})
	must(t, err)
	must(t, s.Links.Tie(ctx, links.Case{ID: c.ID, Number: c.Number}, links.Case{ID: tied.ID, Number: tied.Number}, links.SameOrder, "linknote"))
}

// Nothing that is masked can be found in what leaves the house, whatever
// program looks for it.
func TestNothingMaskedLeavesTheHouse(t *testing.T) {
	services, c := stand(t)
	dir := t.TempDir()
	var files []string
	for _, opt := range []dossier.Options{
		{Lang: "en", Audience: audience.Outside, Mask: terms()},
		{Lang: "both", Audience: audience.Supplier, Mask: terms(), Photos: 1, Attach: true},
		{Lang: "zh", Form: "summary", Audience: audience.Outside, Mask: terms()},
	} {
		path := filepath.Join(dir, opt.Lang+".pdf")
		result, err := services.Dossier.Write(ctx, c.ID, opt, path)
		must(t, err)
		if len(result.Faults) > 0 {
			t.Errorf("faults %v", result.Faults)
		}
		files = append(files, path)
	}
	bank := services.Packets.New()
	bank.Names = map[string]string{"en": "Test bank"}
	must(t, services.Packets.Save(ctx, bank))
	for _, recipient := range []string{bank.ID, "paypal"} {
		result, err := services.Packets.Write(ctx, packet.Request{Case: c.ID, Recipient: recipient, Lang: "en", Mask: terms()}, filepath.Join(dir, recipient))
		must(t, err)
		for _, f := range result.Files {
			files = append(files, f.Path)
		}
	}
	pictures := 0
	for i, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) { pictures += checkFile(t, path, i%2 == 0) })
	}
	if pictures < 4 && !t.Failed() && haveTool("pdfimages") {
		t.Errorf("only %d pictures were looked at: the test proves nothing", pictures)
	}
}

// The same papers for the seller's own hands say all of it: what is not found
// above was there to be found.
func TestOwnPapersSayIt(t *testing.T) {
	services, c := stand(t)
	path := filepath.Join(t.TempDir(), "own.pdf")
	_, err := services.Dossier.Write(ctx, c.ID, dossier.Options{Lang: "en", Attach: true}, path)
	must(t, err)
	text := plain(run(t, "pdftotext", "-raw", path, "-"))
	for _, one := range []string{"Émilie", "张伟明", "歐陽麗華", "高橋マリア", "김민수", "Ковальчук", "Παπαδόπουλος", "5550199", "emilie.so@example.com", "Falkenhorst",
		"ladderwords", "buyercounter", "moneyremark", "taskwords", "taskowner", "causewords", "causenote", "visitwords", "visitpoints", "ladderreason", "branchnote", "postplace", "promisewords", "answernote", "waitnote", "linknote", "returnremark", "EUR 777.13", "On its way back"} {
		if !strings.Contains(text, plain(one)) {
			t.Errorf("%q is not found in the seller's own copy", one)
		}
	}
	if got := found(run(t, "strings", "-a", "-n", "4", path)); len(got) == 0 {
		t.Error("strings finds nothing of the attached originals: the test proves nothing")
	}
}

// What is offered for masking is what a seller would think of: with all of it
// masked, only the word that nobody could guess and an unlabelled handle stay.
func TestAllThatIsOfferedIsEnough(t *testing.T) {
	services, c := stand(t)
	offered, err := services.Dossier.Candidates(ctx, c.ID)
	must(t, err)
	list := []redact.Term{{Kind: redact.Word, Text: "Falkenhorst"}, {Kind: redact.Contact, Text: "wxid_zhang885"}}
	for _, one := range offered {
		list = append(list, one.Term)
	}
	path := filepath.Join(t.TempDir(), "offered.pdf")
	_, err = services.Dossier.Write(ctx, c.ID, dossier.Options{Lang: "en", Audience: audience.Outside, Mask: list}, path)
	must(t, err)
	text := run(t, "pdftotext", path, "-")
	if left := found(text); len(left) > 0 {
		t.Errorf("not offered, or not masked: %q", left)
	}
	if strings.Count(text, redact.Mark) < 40 || !strings.Contains(text, "Folding lamp for") || !strings.Contains(text, "Leipzig, DE") {
		t.Errorf("the paper says too little:\n%s", text)
	}
}

// checkFile looks in a file in every way, and returns how many pictures it has.
// Of a file that is like another one only the text and the bytes are looked at,
// unless everything is to be tried.
func checkFile(t *testing.T, path string, alike bool) int {
	t.Helper()
	look := func(how, output string) {
		t.Helper()
		for _, one := range found(output) {
			t.Errorf("%s: %q is found", how, one)
		}
	}
	for _, mode := range [][]string{{}, {"-raw"}, {"-layout"}} {
		look("pdftotext "+strings.Join(mode, ""), run(t, "pdftotext", append(mode, path, "-")...))
	}
	checkBytes(t, path)
	if alike && os.Getenv("CASEFOLIO_LONG") == "" {
		return 0
	}
	look("pdfinfo", run(t, "pdfinfo", "-meta", path)+run(t, "pdfinfo", path))
	look("mutool", run(t, "mutool", "draw", "-q", "-F", "txt", "-o", "-", path))
	exif := run(t, "exiftool", "-a", "-G", "-u", "-ee", path)
	look("exiftool", exif)
	unpacked := filepath.Join(t.TempDir(), "unpacked.pdf")
	run(t, "qpdf", "--qdf", "--object-streams=disable", "--stream-data=uncompress", path, unpacked)
	for _, file := range []string{path, unpacked} {
		for _, encoding := range []string{"s", "S", "l", "b", "L", "B"} {
			look("strings -e"+encoding, run(t, "strings", "-a", "-n", "4", "-e"+encoding, file))
		}
	}
	checkBytes(t, unpacked)
	return checkPictures(t, path, look)
}

// checkBytes looks for the needles in bytes, however they are written.
func checkBytes(t *testing.T, path string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	must(t, err)
	lower := bytes.ToLower(raw)
	for _, p := range append(people, [2]string{"Falkenhorst", "emilie.so@example.com"}) {
		for _, text := range p {
			var big, little []byte
			for _, u := range utf16.Encode([]rune(text)) {
				big, little = append(big, byte(u>>8), byte(u)), append(little, byte(u), byte(u>>8))
			}
			for _, form := range [][]byte{[]byte(text), big, little} {
				if bytes.Contains(raw, form) || bytes.Contains(lower, []byte(hex.EncodeToString(form))) {
					t.Errorf("%q stands in the bytes of %s", text, filepath.Base(path))
				}
			}
		}
	}
}

// checkPictures takes the pictures out and looks at their notes and pixels.
func checkPictures(t *testing.T, path string, look func(how, output string)) int {
	t.Helper()
	dir := t.TempDir()
	run(t, "pdfimages", "-all", path, filepath.Join(dir, "p"))
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	must(t, err)
	count := 0
	for _, name := range names {
		notes := run(t, "exiftool", "-a", "-G", "-u", "-ee", name)
		look("exiftool of a picture", notes)
		for _, group := range []string{"GPS", "[EXIF]", "[XMP]", "[IPTC]", "Comment", "Artist", "[MakerNotes]"} {
			if strings.Contains(notes, group) {
				t.Errorf("a picture has notes of %s:\n%s", group, notes)
			}
		}
		for _, encoding := range []string{"s", "S", "l", "b"} {
			look("strings of a picture", run(t, "strings", "-a", "-n", "5", "-e"+encoding, name))
		}
		f, err := os.Open(name)
		must(t, err)
		m, _, err := image.Decode(f)
		f.Close()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if m.Bounds().Dx() >= 100 {
			count++
		}
		if seen := shining(m); seen != "" {
			t.Errorf("%s: %s", filepath.Base(name), seen)
		}
	}
	return count
}

// found returns the needles that stand in a program's output.
func found(output string) []string {
	text := plain(output)
	var list []string
	for _, n := range needles() {
		if strings.Contains(text, n) {
			list = append(list, n)
		}
	}
	return list
}

func haveTool(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}

// run runs a program over a file; where it is missing, the test is skipped, or
// fails where everything is to be tried.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	if !haveTool(name) {
		if os.Getenv("CASEFOLIO_LONG") != "" {
			t.Fatalf("%s is not installed (.ci/setup test installs it)", name)
		}
		t.Skipf("%s is not installed: what leaves the house was not looked at with it", name)
	}
	command := exec.Command(name, args...)
	var out, aside bytes.Buffer
	command.Stdout, command.Stderr = &out, &aside
	if err := command.Run(); err != nil && name != "exiftool" && name != "qpdf" { // both tell of trifles by their exit code
		t.Fatalf("%s: %v\n%s", name, err, aside.Bytes())
	}
	return out.String()
}
