package packet_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"casefolio/app"
	"casefolio/app/cases"
	"casefolio/app/dossier/packet"
	"casefolio/app/evidence"
	"casefolio/app/programmes"
	"casefolio/data/datatest"
)

var ctx = context.Background()

func assets() fs.FS { return os.DirFS("../../../assets") }

// stand is a workspace with one case.
type stand struct {
	*app.Services
	c cases.Case
}

func newStand(t testing.TB, c cases.Case) stand {
	t.Helper()
	services, err := app.New(datatest.Open(t), assets(), datatest.Clock())
	must(t, err)
	c, err = services.Cases.Create(ctx, c)
	must(t, err)
	return stand{services, c}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d stand) add(t testing.TB, name string, data []byte) evidence.Exhibit {
	t.Helper()
	e, err := d.Evidence.Add(ctx, d.c.ID, evidence.Input{
		Name: name, Source: evidence.FromFile, ModTime: time.Date(2026, 11, 3, 8, 0, 0, 0, time.UTC),
		Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil },
	}, evidence.Options{Buyer: d.c.Customer})
	must(t, err)
	return e
}

// choose gives the case a programme, with exhibits linked to its evidence.
func (d stand) choose(t testing.TB, id string, links map[string][]evidence.Exhibit) {
	t.Helper()
	_, err := d.Programmes.Choose(ctx, d.c.ID, id, time.Time{})
	must(t, err)
	for key, all := range links {
		for _, e := range all {
			must(t, d.Programmes.Link(ctx, d.c.ID, programmes.Mark{Key: key, ExhibitID: e.ID}))
		}
	}
}

// plan makes a plan that must not fail.
func (d stand) plan(t testing.TB, req packet.Request) packet.Plan {
	t.Helper()
	req.Case = d.c.Number
	p, err := d.Packets.Preflight(ctx, req)
	must(t, err)
	return p
}

// limited keeps a recipient of the seller's own with these limits.
func (d stand) limited(t testing.TB, change func(*packet.Recipient)) string {
	t.Helper()
	r := d.Packets.New()
	r.Names = map[string]string{"en": "Test bank"}
	change(&r)
	must(t, d.Packets.Save(ctx, r))
	return r.ID
}

func ptr[T any](v T) *T { return &v }

// photo is noise, as a camera gives it: it packs badly.
func noise(t testing.TB, seed uint64, w, h int) []byte {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			n := uint8(r.IntN(48))
			img.SetRGBA(x, y, color.RGBA{uint8(90+100*x/w) + n, uint8(80+90*y/h) + n, 120 + n/2, 255})
		}
	}
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, img, &jpeg.Options{Quality: 85}))
	return b.Bytes()
}

func note(n, lines int) []byte {
	var b strings.Builder
	for i := range lines {
		fmt.Fprintf(&b, "Note %d, line %d: the parcel was asked for at the counter and nobody knew of it.\n", n, i+1)
	}
	return []byte(b.String())
}

const track = "Tracking number: YT2630921266112233\n2026-11-01 22:14 Leipzig, Delivered\n2026-10-30 08:00 Leipzig, Arrived at facility\n"
