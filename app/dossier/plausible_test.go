package dossier

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/dossier/audience"
	"casefolio/app/fault"
	"casefolio/app/redact"
)

// Whatever a seller may want to cover, a paper in which all of it is covered is
// handed over: short names, names that are words or months, numbers that are
// years, words of the shop, of the product and of the paper itself.
func TestPlausibleMasksAreNotRefused(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c, err := d.from.Cases.Create(ctx, cases.Case{
		Customer: "May Li", Contact: "li@may.example, +49 151 2026 2026", Order: "2026", Tracking: "LP00123456789012", SKU: "E-01",
		Shop: "LumoHaus", Platform: "amazon", Product: "Green lamp PDF", Category: "logistics.lost", BuyerZone: "Asia/Hong_Kong",
		Story: "May Li wrote in May 2026. Ana, Wu and Jo may know; 王 说：“五月”。Case 2026 of 2026-05-02, page 12, EUR 20.26.",
	})
	check(t, err)
	d.add(t, c, "May Li.txt", []byte("[2026/05/02 13:31:05] May Li: In May it was green, says Wu.\n[2026/05/02 14:07:00] LumoHaus: Dear May, order 2026 is on its way.\n"))
	d.add(t, c, "track.txt", []byte("LP00123456789012\n2026-05-03 08:40 Shenzhen, CN Accepted\n2026-05-09 22:14 Wu, DE Delivered\n"))
	terms := func(kind redact.Kind, texts ...string) (all []redact.Term) {
		for _, text := range texts {
			all = append(all, redact.Term{Kind: kind, Text: text})
		}
		return all
	}
	all := terms(redact.Name, "Li", "Wu", "Ana", "May", "Jo", "May Li", "王", "Green", "Page", "Case", "E", "Event", "Photo", "买家", "Buyer", "Amazon", "Casefolio", "LumoHaus")
	all = append(all, terms(redact.Order, "2026", "LP00123456789012", "E-01", "CF-2026-0001", "20.26", "2026-05")...)
	all = append(all, terms(redact.Word, "lamp", "PDF", "SHA-256", "de", "CN", "UTC", "EUR", "file", "may", "sRGB", "Regular", "obj", "C++", "“", "·", "–")...)
	all = append(all, terms(redact.Address, "Wu, DE", "DE", "Shenzhen")...)
	options := []Options{
		{Lang: "both", Audience: audience.Outside}, {Lang: "en", Audience: audience.Supplier}, {Lang: "zh", Form: "summary", Audience: audience.Outside},
	}
	write := func(i int, mask []redact.Term) {
		opt := options[i%len(options)]
		opt.Mask = mask
		path := filepath.Join(d.folder, "x.pdf")
		if _, err := d.Write(ctx, c.Number, opt, path); err != nil {
			var f *fault.Error
			errors.As(err, &f)
			t.Errorf("%q: %v %v", mask, err, f.Args)
		}
	}
	for i := 0; i < len(all); i += long(5, 1) {
		write(i, all[i:i+1])
	}
	for i := range options {
		write(i, all)
	}
}

// A nickname of one Chinese character is a name.
func TestANameOfOneCharacter(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	c, err := d.from.Cases.Create(ctx, cases.Case{Customer: "琳", Story: "琳说灯坏了。"})
	check(t, err)
	path := filepath.Join(d.folder, "x.pdf")
	_, err = d.Write(ctx, c.Number, Options{Lang: "zh", Audience: audience.Supplier}, path)
	check(t, err)
	if text := tool(t, "pdftotext", path, "-"); strings.Contains(text, "琳") || !strings.Contains(text, "说灯坏了") {
		t.Error(text)
	}
}
