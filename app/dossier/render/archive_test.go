package render_test

import (
	"bytes"
	"context"
	"crypto/md5"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"casefolio/app/dossier/page"
	"casefolio/app/dossier/render"
	"casefolio/app/dossier/typeset"
)

var beijing = time.FixedZone("", 8*3600)

// wholeDocument has everything that a dossier can have.
func wholeDocument(t testing.TB) page.Document {
	var doc page.Document
	place(&doc, typeset.Style{Size: 12}, scripts...)
	place(&doc, typeset.Style{Size: 12, Weight: typeset.Bold}, scripts...)
	doc.Title, doc.Author, doc.Subject = "卷宗 <😀> & (1)", "店铺\\", "退货\x00说明"
	doc.Keywords, doc.Lang = "退货，补发, a & b", "zh-CN"
	doc.CaseNumber, doc.JournalHead = "CF-2024-0001", strings.Repeat("ab", 32)
	doc.Pages[0].Images = samplePictures(t)
	doc.Pages[0].Anchors = []page.Anchor{{Name: "first", Y: 10, Title: "一"}}
	doc.Pages[0].Links = []page.Link{{Rect: page.Rect{X: 50, Y: 50, W: 100, H: 12}, Target: "first"}}
	modified := time.Date(2023, 12, 31, 23, 59, 58, 0, beijing)
	doc.Attachments = []page.Attachment{
		{Name: "聊天记录😀.txt", Path: save(t, "chat", []byte("您好\r\n")), MediaType: "text/plain", Modified: modified},
		{Name: "photo.jpg", Path: save(t, "photo", bytes.Repeat([]byte("endstream\nendobj\n"), 50_000)), MediaType: "image/jpeg", Modified: modified},
		{Name: "photo.jpg", Path: save(t, "empty", nil), MediaType: "not a type"},
		{Name: "../evil\u202egpj.exe", Path: save(t, "evil", []byte{0}), MediaType: "application/vnd.ms-excel"},
	}
	return doc
}

// Foreign programs that know the standard of files have nothing to say.
func TestArchiveIsValid(t *testing.T) {
	pdf, faults := write(t, wholeDocument(t))
	if len(faults) != 0 {
		t.Fatal(faults)
	}
	strict(t, pdf)
	if out := tool(t, pdf, "qpdf", "--check", "FILE"); strings.Contains(out, "WARNING") {
		t.Error(out)
	}
	if out := tool(t, pdf, "qpdf", "--list-attachments", "FILE"); !strings.Contains(out, "聊天记录😀.txt") {
		t.Error(out)
	}
}

// strict validates the file as pdfcpu does at its strictest. Files that belong
// to the document are in PDF 2.0; an archive file of part 3 has them all the
// same and must call itself 1.7. pdfcpu 0.15 lets their description pass only in
// a file of 2.0, and the catalog's list of them (AF) never: of a file with
// attachments it sees a copy where the version and this one name are changed.
// TestArchiveAttachments looks at the list.
func strict(t *testing.T, pdf []byte) {
	t.Helper()
	if bytes.Contains(pdf, []byte("/AFRelationship")) {
		pdf = bytes.Replace(pdf, []byte("\n/AF ["), []byte("\n/XX ["), 1)
		copy(pdf, "%PDF-2.0")
	}
	api.DisableConfigDir()
	config := model.NewDefaultConfiguration()
	config.ValidationMode, config.Offline = model.ValidationStrict, true
	if err := api.Validate(bytes.NewReader(pdf), config); err != nil {
		t.Errorf("strict validation: %v", err)
	}
}

func TestArchiveCatalog(t *testing.T) {
	pdf, _ := write(t, wholeDocument(t))
	f := parse(t, pdf)
	if !regexp.MustCompile(`^%PDF-1\.7\n%[\x80-\xFF]{4}\n`).Match([]byte(asLatin1(pdf[:15]))) {
		t.Errorf("header %q", pdf[:15])
	}
	id := f.list(f.trailer["ID"])
	if len(id) != 2 || len(id[0].([]byte)) != 16 || !bytes.Equal(id[0].([]byte), id[1].([]byte)) {
		t.Errorf("ID %v", id)
	}
	if f.trailer["Encrypt"] != nil {
		t.Error("the file is encrypted")
	}
	root := f.dict(f.trailer["Root"])
	if f.dict(root["ViewerPreferences"])["DisplayDocTitle"] != "true" || f.dict(root["MarkInfo"])["Marked"] != "false" || string(root["Lang"].([]byte)) != "zh-CN" {
		t.Errorf("catalog %v", root)
	}
	intents := f.list(root["OutputIntents"])
	if len(intents) != 1 {
		t.Fatalf("%d output intents", len(intents))
	}
	intent := f.dict(intents[0])
	profile := f.stream(intent["DestOutputProfile"])
	if intent["S"] != "/GTS_PDFA1" || f.dict(intent["DestOutputProfile"])["N"] != 3 || intent["OutputConditionIdentifier"] == nil ||
		len(profile) != int(binary.BigEndian.Uint32(profile)) || string(profile[12:20]) != "mntrRGB " || profile[8] > 4 {
		t.Errorf("output intent %v", intent)
	}
	for _, forbidden := range []string{"AA", "Requirements", "Perms", "OCProperties", "OpenAction", "AcroForm"} {
		if root[forbidden] != nil {
			t.Errorf("the catalog has %s", forbidden)
		}
	}
}

func asLatin1(raw []byte) string {
	var out strings.Builder
	for _, b := range raw {
		out.WriteRune(rune(b))
	}
	return out.String()
}

func TestArchiveForbidsWhatItMust(t *testing.T) {
	pdf, _ := write(t, wholeDocument(t))
	links := 0
	parse(t, pdf).all(func(d dict) {
		for _, key := range []string{"Interpolate", "SMask", "Group", "JavaScript", "JS", "AA", "CIDSet", "Alternates", "OPI", "F8", "Encrypt"} {
			if d[key] != nil {
				t.Errorf("%s in %v", key, d)
			}
		}
		if d["Filter"] == "/LZWDecode" || d["ColorSpace"] == "/DeviceCMYK" || d["S"] == "/URI" {
			t.Errorf("not allowed: %v", d)
		}
		if d["Type"] == "/Annot" {
			links++
			if d["F"] != 4 {
				t.Errorf("an annotation that is not printed: %v", d)
			}
		}
	})
	if links != 1 {
		t.Errorf("%d links", links)
	}
}

// The metadata agree with the information dictionary.
func TestArchiveMetadata(t *testing.T) {
	pdf, _ := write(t, wholeDocument(t))
	f := parse(t, pdf)
	info, root := f.dict(f.trailer["Info"]), f.dict(f.trailer["Root"])
	entries := f.dict(root["Metadata"])
	if entries["Type"] != "/Metadata" || entries["Subtype"] != "/XML" || entries["Filter"] != nil {
		t.Errorf("metadata %v", entries)
	}
	xmp := properties(t, f.stream(root["Metadata"]))
	for key, name := range map[string]string{
		"Title": "title", "Author": "creator", "Subject": "description", "Keywords": "Keywords",
		"Producer": "Producer", "Creator": "CreatorTool",
	} {
		if got, want := strings.Join(xmp[name], "|"), unicodeText(info[key]); got != want || want == "" {
			t.Errorf("%s: %q in the metadata, %q in the dictionary", key, got, want)
		}
	}
	for key, name := range map[string]string{"CreationDate": "CreateDate", "ModDate": "ModifyDate"} {
		got, err := time.Parse(time.RFC3339, strings.Join(xmp[name], "|"))
		if err != nil || got.Format("D:20060102150405-07'00'") != unicodeText(info[key]) {
			t.Errorf("%s: %v %v, %s", key, got, err, info[key])
		}
	}
	for name, want := range map[string][]string{
		"part": {"3"}, "conformance": {"U"}, "subject": {"退货", "补发", "a & b"}, "language": {"zh-CN"},
		"CaseNumber": {"CF-2024-0001"}, "JournalHead": {strings.Repeat("ab", 32)},
		"namespaceURI": {"urn:casefolio:case:1.0/"}, "prefix": {"casefolio"},
		"described name": {"CaseNumber", "JournalHead"}, "described valueType": {"Text", "Text"}, "described category": {"external", "external"},
	} {
		if !slices.Equal(xmp[name], want) {
			t.Errorf("%s is %q", name, xmp[name])
		}
	}
}

// properties collects the texts below each property, by its local name.
func properties(t *testing.T, packet []byte) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	var open []string
	decoder := xml.NewDecoder(bytes.NewReader(packet))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Space != "http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
				open = append(open, localName(token.Name))
			}
		case xml.EndElement:
			if token.Name.Space != "http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			if text := string(token); len(open) > 0 && strings.Trim(text, "\n") != "" {
				name := open[len(open)-1]
				found[name] = append(found[name], text)
			}
		}
	}
}

// localName tells the words that describe a property from the property itself.
func localName(name xml.Name) string {
	if strings.HasSuffix(name.Space, "/pdfa/ns/property#") {
		return "described " + name.Local
	}
	return name.Local
}

func TestArchiveAttachments(t *testing.T) {
	doc := wholeDocument(t)
	pdf, _ := write(t, doc)
	f := parse(t, pdf)
	root := f.dict(f.trailer["Root"])
	files := f.list(root["AF"])
	want := []struct{ name, kind, date string }{
		{"聊天记录😀.txt", "/text#2Fplain", "D:20231231235958+08'00'"},
		{"photo.jpg", "/image#2Fjpeg", "D:20231231235958+08'00'"},
		{"photo (2).jpg", "/application#2Foctet-stream", "D:20240102030405+08'00'"},
		{".._evil_gpj.exe", "/application#2Fvnd.ms-excel", "D:20240102030405+08'00'"},
	}
	if len(files) != len(want) {
		t.Fatalf("%d files", len(files))
	}
	for i, want := range want {
		spec := f.dict(files[i])
		ascii := string(spec["F"].([]byte))
		if spec["Type"] != "/Filespec" || spec["AFRelationship"] != "/Source" || unicodeText(spec["UF"]) != want.name || strings.ContainsFunc(ascii, func(r rune) bool { return r > 0x7E }) {
			t.Errorf("file %d: %v", i, spec)
		}
		embedded := f.dict(spec["EF"])
		stream := f.dict(embedded["UF"])
		params := f.dict(stream["Params"])
		original, err := os.ReadFile(doc.Attachments[i].Path)
		if err != nil {
			t.Fatal(err)
		}
		sum := md5.Sum(original)
		if embedded["F"] != embedded["UF"] || stream["Type"] != "/EmbeddedFile" || stream["Subtype"] != want.kind || params["Size"] != len(original) ||
			unicodeText(params["ModDate"]) != want.date || !bytes.Equal(params["CheckSum"].([]byte), sum[:]) {
			t.Errorf("file %d: %v, %v", i, stream, params)
		}
		if !bytes.Equal(f.stream(embedded["UF"]), original) {
			t.Errorf("file %d is not the original", i)
		}
	}
	checkNameTree(t, f, root, files)
}

func checkNameTree(t *testing.T, f *file, root dict, files []any) {
	t.Helper()
	tree := f.list(f.dict(f.dict(root["Names"])["EmbeddedFiles"])["Names"])
	if len(tree) != 2*len(files) {
		t.Fatalf("%d entries", len(tree))
	}
	last := []byte(nil)
	for i := 0; i < len(tree); i += 2 {
		key := tree[i].([]byte)
		if bytes.Compare(last, key) >= 0 {
			t.Errorf("%x does not come after %x", key, last)
		}
		last = key
		if !slices.Contains(files, tree[i+1]) {
			t.Errorf("%v belongs to nothing", tree[i+1])
		}
	}
}

// An attachment that is not there is told; the file is whole without it.
func TestAttachmentThatIsMissing(t *testing.T) {
	doc := wholeDocument(t)
	folder := t.TempDir()
	gone := filepath.Join(folder, "gone")
	doc.Attachments = append(doc.Attachments, page.Attachment{Name: "a", Path: gone}, page.Attachment{Name: "b", Path: folder}, page.Attachment{Name: "c", Path: gone})
	pdf, faults := write(t, doc)
	if !slices.Equal(faults, []string{gone, folder}) {
		t.Error(faults)
	}
	f := parse(t, pdf)
	if n := len(f.list(f.dict(f.trailer["Root"])["AF"])); n != 4 {
		t.Errorf("%d files", n)
	}
	strict(t, pdf)
}

// A file too long for the numbers of an archive is told as well.
func TestAttachmentThatIsTooLong(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("elsewhere an empty file of this size takes its room")
	}
	path := save(t, "long", nil)
	if err := os.Truncate(path, 1<<31); err != nil {
		t.Skip(err)
	}
	_, faults := write(t, page.Document{W: 300, H: 300, Attachments: []page.Attachment{{Name: "a", Path: path}}})
	if !slices.Equal(faults, []string{path}) {
		t.Error(faults)
	}
}

func TestWithoutAttachmentsThereAreNoNames(t *testing.T) {
	pdf, _ := write(t, page.Document{W: 300, H: 300})
	f := parse(t, pdf)
	if root := f.dict(f.trailer["Root"]); root["Names"] != nil || root["AF"] != nil {
		t.Errorf("catalog %v", root)
	}
	strict(t, pdf)
}

func TestArchiveSameBytes(t *testing.T) {
	doc := wholeDocument(t)
	first, _ := write(t, doc)
	for range 3 {
		if again, _ := write(t, doc); !bytes.Equal(first, again) {
			t.Fatal("the same document gave another file")
		}
	}
	doc.Attachments[0].Path = save(t, "other", []byte("再见\r\n"))
	other, _ := write(t, doc)
	if bytes.Equal(parse(t, first).trailer["ID"].([]any)[0].([]byte), parse(t, other).trailer["ID"].([]any)[0].([]byte)) {
		t.Error("another attachment, and the same identifier")
	}
}

func TestCancelWhileAttaching(t *testing.T) {
	doc := wholeDocument(t)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := render.Render(ctx, cancelOnWrite{cancel}, doc, faces)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// cancelOnWrite takes everything, and cancels with the first bytes.
type cancelOnWrite struct{ cancel func() }

func (c cancelOnWrite) Write(p []byte) (int, error) {
	c.cancel()
	return len(p), nil
}
