package intake_test

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"casefolio/app/intake"
)

func recogniser(t testing.TB) *intake.Recogniser {
	t.Helper()
	r, err := intake.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const pasted = `From: Emma Schneider <k2x9.7qf@marketplace.amazon.de>
Date: Fri, 20 Nov 2026 06:31:09 +0100
Order ID: 302-8841276-2210751

Hello, I ordered two weeks ago and the tracking has not moved since 9 Nov. Where is my parcel? I need it before the weekend. 😡

--- 17TRACK ---
YT2630921266112233
2026-11-09 22:14 Leipzig, Arrived at facility
2026-11-05 08:40 Shenzhen, Departed
`

func TestRecognisePasted(t *testing.T) {
	found := recogniser(t).Recognise(pasted)
	for kind, want := range map[string]string{
		intake.Name: "Emma Schneider", intake.Email: "k2x9.7qf@marketplace.amazon.de",
		intake.Date: "2026-11-20T06:31:09+01:00", intake.Order: "302-8841276-2210751",
		intake.Platform: "amazon", intake.Tracking: "YT2630921266112233",
		intake.Category: "logistics.late", intake.Demand: "Where is my parcel?",
	} {
		if got := first(found, kind); got != want {
			t.Errorf("%s: %q, want %q", kind, got, want)
		}
	}
	for _, h := range found.Hits {
		if h.Kind == intake.Date && h.Event != (h.Start > strings.Index(pasted, "YT")) {
			t.Errorf("only the lines of the tracking record are its events: %+v", h)
		}
	}
}

func first(found intake.Found, kind string) string {
	for _, h := range found.Hits {
		if h.Kind == kind {
			return h.Value
		}
	}
	return ""
}

func TestRecognise(t *testing.T) {
	r := recogniser(t)
	for _, tt := range []struct {
		text string
		kind string
		want []string
	}{
		{"eBay 12-34567-89012 please", intake.Order, []string{"12-34567-89012"}},
		{"eBay 12-34567-89012 please", intake.Platform, []string{"ebay"}},
		{"订单号：8123456789012345", intake.Order, []string{"8123456789012345"}},
		{"Order #1042", intake.Order, []string{"1042"}},
		{"my order (#100234) is late", intake.Order, []string{"100234"}},
		{"Bestellnummer: DE-44871-B", intake.Order, []string{"DE-44871-B"}},
		{"注文番号 250-1234567-7654321 です", intake.Order, []string{"250-1234567-7654321"}},
		{"order was 2034-AB via your website", intake.Order, []string{"2034-AB"}},
		{"PO-211-01234567890123-D01", intake.Order, []string{"PO-211-01234567890123"}},
		{"快递单号是773012345678901，圆通的", intake.Tracking, []string{"773012345678901"}},
		{"45€50 payés", intake.Amount, []string{"EUR 45.50"}},
		{"1.5万元", intake.Amount, []string{"CNY 15000.00"}},
		{"2026年11月3日晚上9点半", intake.Date, []string{"2026-11-03 21:30:00"}},
		{"2026-11-03 12:00 AM", intake.Date, []string{"2026-11-03 00:00:00"}},
		{"2026-11-03 12:00 pm", intake.Date, []string{"2026-11-03 12:00:00"}},
		{"2026年11月3日晚上12:30", intake.Date, []string{"2026-11-03"}},
		{"2026-11-03 10:00-12:00", intake.Date, []string{"2026-11-03 10:00:00"}},
		{"order number please", intake.Order, nil},
		{"in order to receive", intake.Order, nil},
		{"PO-211-01234567890123", intake.Order, []string{"PO-211-01234567890123"}},

		{"RR 123 456 785 CN", intake.Tracking, []string{"RR123456785CN"}},
		{"RR123456789CN", intake.Tracking, nil}, // wrong check digit
		{"1Z999AA10123456784", intake.Tracking, []string{"1Z999AA10123456784"}},
		{"Tracking number: 772899004412", intake.Tracking, []string{"772899004412"}},
		{"物流单号：SF1234567890123", intake.Tracking, []string{"SF1234567890123"}},
		{"运单号 773012345678901", intake.Tracking, []string{"773012345678901"}},
		{"Sendungsnummer: 00340434161094042557", intake.Tracking, []string{"00340434161094042557"}},
		{"tracking information", intake.Tracking, nil},

		{"I paid €39.90 for it", intake.Amount, []string{"EUR 39.90"}},
		{"39,90 € bezahlt", intake.Amount, []string{"EUR 39.90"}},
		{"It cost US$24.", intake.Amount, []string{"USD 24.00"}},
		{"6,200円", intake.Amount, []string{"JPY 6200"}},
		{"¥6,200 の返金をお願いします", intake.Amount, []string{"JPY 6200"}},
		{"まだ届きません。¥5,980 を返金してください\n客户说没收到", intake.Amount, []string{"JPY 5980"}},
		{"退我¥58", intake.Amount, []string{"CNY 58.00"}},
		{"1.299,00 EUR", intake.Amount, []string{"EUR 1299.00"}},
		{"20 years", intake.Amount, nil},

		{"2026年11月9日 22:14 に", intake.Date, []string{"2026-11-09 22:14:00"}},
		{"on 9 November 2026", intake.Date, []string{"2026-11-09"}},
		{"on Nov. 9, 2026, 8:05", intake.Date, []string{"2026-11-09 08:05:00"}},
		{"am 9. März 2026", intake.Date, []string{"2026-03-09"}},
		{"09.11.2026 14:30", intake.Date, []string{"2026-11-09 14:30:00"}},
		{"el 9 de noviembre de 2026", intake.Date, []string{"2026-11-09"}},
		{"2026-02-30", intake.Date, nil},
		{"11/9/2026", intake.Date, nil}, // could be either
		{"2026-11-09 25:00", intake.Date, []string{"2026-11-09"}},

		{"Von: \"Jonas Weber\" <j@example.de>", intake.Name, []string{"Jonas Weber"}},
		{"发件人：佐藤 美咲", intake.Name, []string{"佐藤 美咲"}},
		{"Where?\nKind regards,\nCarlos Ruiz\n", intake.Name, []string{"Carlos Ruiz"}},
		{"From: someone@example.com", intake.Name, nil},
		{"20.11.26, 06:31 - Jonas Weber: Hallo\n20.11.26, 06:35 - LumoHaus: Guten Tag", intake.Name, []string{"Jonas Weber"}},
		{"[11/20/26, 6:31:09 AM] Olivia Brown: hey", intake.Name, []string{"Olivia Brown"}},
		{"2026/11/20 10:05 - 佐藤 美咲: こんにちは", intake.Name, []string{"佐藤 美咲"}},

		{"SKU: TB-500-BL\nItem: Thermos 500 ml, blue\n", intake.SKU, []string{"TB-500-BL"}},
		{"SKU: TB-500-BL\r\nItem: Thermos 500 ml, blue \r\n", intake.Product, []string{"Thermos 500 ml, blue"}},
		{"商品名称：保温杯 500ml 蓝", intake.Product, []string{"保温杯 500ml 蓝"}},
		{"the item: it is broken", intake.Product, nil},

		{"a@marketplace.amazon.de wrote about PayPal", intake.Platform, []string{"amazon"}},
		{"You have a new message on Etsy", intake.Platform, []string{"etsy"}},
		{"速卖通订单", intake.Platform, []string{"aliexpress"}},
		{"the template is wrong", intake.Platform, nil},

		{"Mein Becher kam kaputt an, der Karton war eingedrückt. Transportschaden!", intake.Category, []string{"logistics.damaged", "logistics.damaged"}},
		{"カップが割れていました。ひびがあります。", intake.Category, []string{"quality.damaged", "quality.damaged"}},
		{"Quiero el reembolso. Gracias", intake.Demand, []string{"Quiero el reembolso."}},
		{"杯子漏水。请给我退款！谢谢", intake.Demand, []string{"请给我退款！"}},
		{"refundable", intake.Demand, nil},
	} {
		var got []string
		for _, h := range r.Recognise(tt.text).Hits {
			if h.Kind == tt.kind && !h.Wrong && h.Other == "" {
				got = append(got, h.Value)
			}
		}
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%q: %s %q, want %q", tt.text, tt.kind, got, tt.want)
		}
	}
}

func TestRecogniseLimit(t *testing.T) {
	long := strings.Repeat("案", 50_000) + " 302-8841276-2210751"
	if found := recogniser(t).Recognise(long); len(found.Hits) != 0 {
		t.Errorf("%v beyond the limit", found.Hits)
	}
	many := strings.Repeat("302-8841276-2210751 €5 a@b.cd\n", 300)
	if n := len(recogniser(t).Recognise(many).Hits); n > 400 {
		t.Errorf("%d hits", n)
	}
}

func BenchmarkRecognise(b *testing.B) {
	r := recogniser(b)
	text := strings.Repeat(pasted, 20)
	for b.Loop() {
		r.Recognise(text)
	}
}

func FuzzRecognise(f *testing.F) {
	r := recogniser(f)
	f.Add(pasted)
	f.Add("From: \xff\n€\xff1,,\nRR123456785CN\r\nKind regards\r\n\r\nİ")
	f.Add("1.1.2026 refund? 。？")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, h := range r.Recognise(text).Hits {
			if h.Start < last || h.End <= h.Start || h.End > len(text) {
				t.Fatalf("%q: %+v after %d", text, h, last)
			}
			if !utf8.ValidString(h.Value) || h.Value == "" {
				t.Fatalf("%q: value %q", text, h.Value)
			}
			last = h.Start
		}
	})
}
