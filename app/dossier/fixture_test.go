package dossier

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/compose"
	"casefolio/app/dossier/layout"
	"casefolio/app/dossier/page"
	"casefolio/app/dossier/render"
	"casefolio/app/dossier/typeset"
	"casefolio/app/evidence"
	"casefolio/app/money"
	"casefolio/app/phrases"
	"casefolio/app/shop"
	"casefolio/app/text"
)

var (
	china  = time.FixedZone("CST", 8*3600)
	berlin = time.FixedZone("CET", 3600)
)

func assets() fs.FS { return os.DirFS("../../assets") }

// faces are parsed once for all tests.
var faces = sync.OnceValue(func() *typeset.Faces { return typeset.Shared(assets()) })

// lists and texts are read once; no test changes them.
var (
	lists = sync.OnceValues(func() (*cases.Lists, error) { return cases.LoadLists(assets()) })
	texts = sync.OnceValues(func() (text.Catalog, error) { return text.Load(assets(), "translations") })
)

func at(zone *time.Location, month, day, hour, minute int) time.Time {
	return time.Date(2026, time.Month(month), day, hour, minute, 0, 0, zone)
}

// pictures are the bytes of picture by size, drawn once for all tests.
var pictures sync.Map

// picture writes a JPEG with a few shapes.
func picture(t testing.TB, w, h int) string {
	t.Helper()
	raw, ok := pictures.Load([2]int{w, h})
	if !ok {
		raw, _ = pictures.LoadOrStore([2]int{w, h}, drawn(t, w, h))
	}
	path := filepath.Join(t.TempDir(), "page.jpg")
	if err := os.WriteFile(path, raw.([]byte), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func drawn(t testing.TB, w, h int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := 0; y < h; y++ {
		for x := 0; x < w; x++ {
			img.SetRGBA(x, y, color.RGBA{uint8(200 - 60*y/h), uint8(190 - 40*x/w), 170, 255})
			if x > w/4 && x < 3*w/4 && y > h/3 && y < 2*h/3 {
				img.SetRGBA(x, y, color.RGBA{150, 110, 70, 255})
			}
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func hash(n int) string { return strings.Repeat(fmt.Sprintf("%02x4d7ac1", n), 8) }

// fixture is the case of the design picture with every kind of exhibit.
func fixture(t testing.TB, lang, paper string) compose.Input {
	t.Helper()
	lists, err := lists()
	if err != nil {
		t.Fatal(err)
	}
	texts, err := texts()
	if err != nil {
		t.Fatal(err)
	}
	in := compose.Input{
		Case: cases.Case{
			ID: "case", Number: "CF-2026-0142", Customer: "Emma Schneider", Contact: "emma.s@example.com",
			Shop: "LumoHaus", Platform: "amazon", Channel: "platform_message",
			Order: "302-8841276-2210751", SKU: "LH-LAMP-02-BK", Product: "折叠台灯 黑色 / Folding desk lamp, black",
			Tracking: "YT2630921266112233", Amount: money.Amount{Minor: 3990, Currency: "EUR"},
			Category: "logistics.lost", Severity: "high", CustomerType: "aggressive", Responsibility: "carrier",
			Occurred: at(berlin, 11, 9, 22, 14), Received: at(china, 11, 20, 13, 35), BuyerZone: "Europe/Berlin",
			Story:  "买家下单两周未收到包裹，物流自 11-09 到达莱比锡处理中心后停滞。卖家当日向承运商发起查询，承运商于 11-24 确认遗失；卖家 11-24 免费补发（YT2632000008810），11-30 签收，买家次日确认满意。",
			Demand: "周末前收到灯，否则全额退款。",
			Stage:  cases.Archive, CreatedAt: at(china, 11, 20, 13, 36),
		},
		Moves: []cases.StageMove{
			{From: cases.Intake, To: cases.Analysis, At: at(china, 11, 20, 14, 2)},
			{From: cases.Analysis, To: cases.Resolution, At: at(china, 11, 24, 17, 2), Reason: "承运商确认遗失"},
			{From: cases.FollowUp, To: cases.Archive, At: at(china, 12, 2, 10, 12)},
		},
		Uses:    []phrases.Use{{Lang: "en", Text: "Dear Emma,\n\nI am very sorry that your order has not reached you yet. I will ask the carrier today and write to you before Saturday 18:00 (Berlin).\n\nKind regards", At: at(china, 11, 20, 14, 7)}},
		Entries: 23, Seq: 1187, Head: hash(75),
		Profile: shop.Profile{Owner: "LumoHaus"},
		Lists:   lists, Texts: texts, Lang: lang, Paper: paper, Zone: china, Now: at(china, 12, 2, 10, 12),
	}
	in.Exhibits = fixtureExhibits(picture(t, 300, 400), picture(t, 400, 300))
	return in
}

func fixtureExhibits(portrait, landscape string) []compose.Exhibit {
	add := func(no int, kind evidence.Kind, e evidence.Exhibit) evidence.Exhibit {
		e.ID, e.No, e.Kind = fmt.Sprint("x", no), no, kind
		e.SHA256, e.Size = hash(no), int64(1000+no*123457)
		e.AddedAt, e.FileAt = at(china, 11, 20, 13, 35+no), at(china, 11, 20, 13, no)
		if e.Source == "" {
			e.Source = evidence.FromFile
		}
		return e
	}
	messages := []evidence.Message{
		{At: at(berlin, 11, 20, 6, 31), ZoneKnown: true, Sender: "Emma Schneider", Role: evidence.Buyer, Body: "Hello, I ordered two weeks ago and the tracking has not moved since 9 Nov. Where is my parcel? I need it before the weekend. 😡"},
		{At: at(berlin, 11, 20, 7, 7), ZoneKnown: true, Sender: "LumoHaus", Role: evidence.Seller, Body: "Dear Emma, I am very sorry that your order has not reached you yet.\nI have asked the carrier and will answer before Saturday 18:00 (Berlin)."},
		{Sender: "", Role: evidence.System, Body: "The order was marked as urgent."},
		{At: at(china, 11, 24, 17, 10), Sender: "LumoHaus", Role: evidence.Seller, Body: "The carrier has lost it. A new lamp is on its way: YT2632000008810."},
		{At: at(china, 11, 24, 17, 12), Sender: "LumoHaus", Role: evidence.Seller, Body: "It should arrive on Monday."},
	}
	events := []evidence.Event{
		{At: at(berlin, 11, 20, 9, 0), ZoneKnown: true, Place: "Leipzig, DE", Text: "Shipment under investigation", Milestone: "exception.other"},
		{At: at(berlin, 11, 9, 22, 14), ZoneKnown: true, Place: "Leipzig, DE", Text: "Arrived at facility", Milestone: "in_transit.arrived_hub"},
		{At: at(berlin, 11, 8, 3, 55), ZoneKnown: true, Place: "Leipzig, DE", Text: "Customs cleared", Milestone: "in_transit.customs_released"},
		{At: at(china, 11, 5, 8, 40), ZoneKnown: true, Place: "深圳", Text: "已离港", Milestone: "in_transit.departed"},
		{At: at(china, 11, 3, 0, 0), DateOnly: true, Place: "深圳", Text: "承运商揽收", Milestone: "in_transit.picked_up"},
	}
	for i := range events {
		events[i].Seq = i + 1
	}
	photo := func(no int, name, title, path string, w, h int) compose.Exhibit {
		e := add(no, evidence.Photo, evidence.Exhibit{FileName: name, Title: title, MediaType: "image/jpeg", Source: evidence.FromDrop,
			EventAt: at(china, 11, 3, 16, 17+no), Picture: evidence.Picture{Width: w * 2, Height: h * 2, CapturedAt: at(china, 11, 3, 16, 17+no), ZoneKnown: true}})
		return compose.Exhibit{Exhibit: e, Path: path, W: w, H: h}
	}
	broken := photo(6, "IMG_2240.JPG", "", "", 0, 0)
	broken.Fault = "这张图片无法显示。"
	return []compose.Exhibit{
		{Exhibit: add(1, evidence.Chat, evidence.Exhibit{Source: evidence.FromPaste, Messages: len(messages), EventAt: messages[0].At}), Messages: messages},
		{Exhibit: add(2, evidence.Tracking, evidence.Exhibit{FileName: "track.csv", Events: len(events), Parcel: evidence.Parcel{Number: "YT2630921266112233", Carrier: "Yunexpress"}, EventAt: events[4].At}), Events: events},
		photo(3, "IMG_2231.HEIC", "面单", portrait, 1200, 1600),
		photo(4, "IMG_2232.HEIC", "称重 0.42 kg", portrait, 1200, 1600),
		photo(5, "IMG_2233.HEIC", "", landscape, 1600, 1200),
		broken,
		{Exhibit: add(7, evidence.Document, evidence.Exhibit{FileName: "Lost parcel confirmation.pdf", MediaType: "application/pdf"})},
		{Exhibit: add(8, evidence.Text, evidence.Exhibit{FileName: "phone note.txt", MediaType: "text/plain"}), Text: "Called the carrier at 09:10.\r\nThey promised an answer within two days.\n\n通话 6 分钟。"},
	}
}

// pages lays the input out.
func pages(t testing.TB, in compose.Input) page.Document {
	t.Helper()
	doc, err := layout.Layout(context.Background(), compose.Compose(in), faces())
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// printed writes the PDF of the input.
func printed(t testing.TB, doc page.Document) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dossier.pdf")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := render.Render(context.Background(), f, doc, faces()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// tool runs a program that a developer may not have.
func tool(t testing.TB, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed", name)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
