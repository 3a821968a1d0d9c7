package redact

import (
	"fmt"
	"os"
	"slices"
	"testing"
)

func rules(t testing.TB) *Rules {
	t.Helper()
	r, err := Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestFind(t *testing.T) {
	r := rules(t)
	known := []Term{{Kind: Name, Text: "Emma Schneider"}, {Kind: Name, Text: "王小明"}, {Kind: Contact, Text: "+49 341 1234567"}, {Kind: Order, Text: "302-8841276-1234567"},
		{Kind: Address, Text: "Beispielstraße 12, 04109 Leipzig"}, {Kind: Name, Text: "Nobody Here"}}
	got := r.Find(known, []Passage{
		{"story", "Emma says that Emma Schneider, Beispielstr. 12, never got order 302-8841276-1234567. 小明也是。王小明"},
		{"E-01", "Call 0341/1234567 or 0151 23456789. Mail: emma@example.com, Emma@Example.com"},
		{"E-02", "您好，我的微信号：wxid_abc123，手机 138 1234 5678，地址：广东省深圳市南山区示例路88号3栋1201室\n运单号 YT2630921266112233 see https://www.example.com/p/1"},
		{"E-03", "Dear John Miller,\r\nyour parcel RB123456785CN arrived on 2026-11-20.\r\nBest regards,\r\nAnna Kowalska"},
		{"E-03", "Emma"},
	})
	var lines []string
	for _, c := range got {
		lines = append(lines, fmt.Sprint(c.Kind, " ", c.Text, " ", c.Count, " ", c.Where))
	}
	want := []string{
		"name Emma Schneider 1 [story]",
		"name Emma 5 [story E-01 E-03]",
		"name Schneider 1 [story]",
		"name 王小明 1 [story]",
		"name 小明 2 [story]",
		"contact +49 341 1234567 1 [E-01]",
		"order 302-8841276-1234567 1 [story]",
		"address Beispielstraße 12 1 [story]",
		"name John Miller 1 [E-03]",
		"name John 1 [E-03]",
		"name Miller 1 [E-03]",
		"name Anna Kowalska 1 [E-03]",
		"name Anna 1 [E-03]",
		"name Kowalska 1 [E-03]",
		"contact emma@example.com 2 [E-01]",
		"contact 0151 23456789 1 [E-01]",
		"contact https://www.example.com/p/1 1 [E-02]",
		"contact 138 1234 5678 1 [E-02]",
		"contact wxid_abc123 1 [E-02]",
		"address 广东省深圳市南山区示例路88号3栋1201室 1 [E-02]",
		"order YT2630921266112233 1 [E-02]",
		"order RB123456785CN 1 [E-03]",
	}
	if !slices.Equal(lines, want) {
		for i := range max(len(lines), len(want)) {
			a, b := "", ""
			if i < len(lines) {
				a = lines[i]
			}
			if i < len(want) {
				b = want[i]
			}
			if a != b {
				t.Errorf("got %q, want %q", a, b)
			}
		}
	}
}

// What is no contact, address or number is not offered.
func TestFindNothing(t *testing.T) {
	for _, text := range []string{
		"The lamp broke after 3 days, I paid 1,299.00 EUR on 12.05.2026 at 14:30.",
		"订单已于2026年11月20日发货，价格￥1,299.00，共3件。",
		"Size 10 x 20 x 30 cm, 220-240 V, ISO 9001:2015, IP65",
		"Hello, dear seller,\nwhere is it?\nThanks,\n",
		"v1.2.3 at 100% of 2-3 weeks; 50-60 pieces @ 3 each",
		"01/02/2026 - 05/03/2026, 2026-11-20T14:03:22Z",
		"您好，\n谢谢",
	} {
		if got := rules(t).Find(nil, []Passage{{"story", text}}); len(got) > 0 {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// What is offered can be masked: nothing of it is found afterwards.
func TestFoundCanBeMasked(t *testing.T) {
	r := rules(t)
	for _, shapes := range [][]shapeRule{r.shapes, r.late} {
		for _, s := range shapes {
			for text := range s.Finds {
				var terms []Term
				for _, c := range r.Find(nil, []Passage{{"story", text}}) {
					terms = append(terms, c.Term)
				}
				if len(terms) == 0 {
					t.Errorf("%s: nothing in %q", s.Name, text)
				}
				m := NewMasker(terms)
				if again := r.Find(nil, []Passage{{"story", m.Mask(text)}}); len(again) > 0 {
					t.Errorf("%s: %v in %q", s.Name, again, m.Mask(text))
				}
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range maskCases {
		f.Add(c.in)
	}
	r := rules(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 3000 {
			return
		}
		var terms []Term
		for _, c := range r.Find([]Term{{Kind: Name, Text: "Emma Li"}}, []Passage{{"a", text}}) {
			terms = append(terms, c.Term)
			if c.Count < 1 || len(c.Where) != 1 {
				t.Fatalf("%v", c)
			}
		}
		checkMask(t, NewMasker(terms), text)
	})
}

// BenchmarkFind looks through 100,000 messages.
func BenchmarkFind(b *testing.B) {
	r := rules(b)
	var in []Passage
	for _, m := range messages(100_000) {
		in = append(in, Passage{"E-01", m})
	}
	known := manyTerms()
	for b.Loop() {
		r.Find(known, in)
	}
}
