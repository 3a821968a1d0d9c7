package dossier

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"strings"
	"testing"

	"casefolio/app/dossier"
	"casefolio/app/dossier/audience"
	"casefolio/app/redact"
	"casefolio/app/shop"
	"casefolio/ui/kit"
)

// Who a dossier is for is told over the pages and beside the choice, and the
// next one begins with it.
func TestThePreviewTellsWhoItIsFor(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		b := openCase(t, language, "The parcel never came.")
		if !b.Has(kit.T("preview.badge.own")) || !b.Has(kit.T("preview.audience.own.means")) || b.Has(kit.T("masking.choose")) {
			t.Error("an own copy is not told")
		}
		for _, a := range []string{"outside", "supplier"} {
			b.Tap(t, kit.T("preview.audience."+a))
			if got := b.page.preview.Options.Audience; string(got) != a || !b.Has(kit.T("preview.badge."+a)) || !b.Has(kit.T("preview.audience."+a+".means")) {
				t.Errorf("%s: %s", a, got)
			}
			if b.Has(kit.T("preview.attach")) || !b.Has(kit.T("masking.choose")) {
				t.Errorf("%s: the choices are those of an own copy", a)
			}
			b.Picture(t, "preview-"+a)
			b.Reach(t)
		}
		if Defaults(shop.Profile{}).Audience != audience.Supplier {
			t.Error("not remembered")
		}
	}
}

// Pictures that nobody looked at are named beside the pages, with the way to
// look and the way to say that there is nothing to cover.
func TestUnlookedPictures(t *testing.T) {
	var raw bytes.Buffer
	check(t, jpeg.Encode(&raw, image.NewGray(image.Rect(0, 0, 64, 48)), nil))
	b := openCase(t, "en", "Emma Schneider wrote.", raw.Bytes())
	check(t, b.page.deps.Dossier.KeepMasking(context.Background(), b.c.ID, []redact.Term{{Kind: redact.Name, Text: "Schneider"}}))
	if b.Has(kit.T("preview.problem.unlooked")) {
		t.Error("named in an own copy")
	}
	b.Tap(t, kit.T("preview.audience.outside"))
	if !b.Has(kit.T("preview.problem.unlooked")) || len(b.page.preview.Masked) != 1 {
		t.Fatal("not named")
	}
	b.Picture(t, "preview-unlooked")
	b.Reach(t)
	b.Tap(t, kit.T("preview.unlooked.open"))
	if n := len(b.Routes); n == 0 || b.Routes[n-1].Page != kit.PageEvidence || b.Routes[n-1].ID != b.page.preview.Problems[0].ID {
		t.Errorf("%v", b.Routes)
	}
	b.Tap(t, kit.T("preview.unlooked.clear"))
	if b.Has(kit.T("preview.problem.unlooked")) {
		t.Error("still named")
	}
	if len(b.Errors) > 0 {
		t.Error(b.Errors)
	}
}

// The result says who the file is for.
func TestTheResultTellsWhoItIsFor(t *testing.T) {
	open(t, "en")
	for _, a := range audience.All() {
		said := Written(dossier.Result{Path: "/x/CF.pdf", Pages: 3, Audience: a, Masked: make([]redact.Term, 2)})
		if !strings.HasPrefix(said, kit.T("preview.badge."+string(a))) || !strings.Contains(said, "CF.pdf") || !strings.Contains(said, "2") {
			t.Error(said)
		}
	}
}
