package letter

import (
	"slices"
	"strings"
	"testing"
)

func linked(labels ...int) []Reference {
	var out []Reference
	for _, no := range labels {
		label := "E-0" + string(rune('0'+no))
		out = append(out, Reference{ID: label, No: no, Label: label})
	}
	return out
}

func TestFill(t *testing.T) {
	m := material{
		values: map[string]string{"shop": "Lumen", "product": "台灯", "amount": "EUR 5", "braces": "{order}"},
		linked: map[string][]Reference{"a": linked(2), "b": linked(1, 2), "c": linked(3, 4, 5, 6)},
		shows:  func(key string) string { return "shows " + key },
	}
	for _, tt := range []struct{ lang, text, want, missing, empty string }{
		{"en", "({e:a}) ({e:b}) ({e:a|b|c})", "(E-02) (E-01, E-02) (E-01 to E-06)", "", ""},
		{"zh", "（{e:b}）（{e:c}）", "（E-01、E-02）（E-03 至 E-06）", "", ""},
		{"en", "{order}, {order} {e:x} {e:x|y}", "{order}, {order} {e:x} {e:x|y}", "order", "x,x|y"},
		{"en", "List\n{exhibits}\n{e:b}", "List\nE-01\u2002shows b\nE-02\u2002shows b\nE-01, E-02", "", ""},
		{"en", "{exhibits}", "{exhibits}", "", "exhibits"},
		{"en", "- a\n- b\n\nc\n- d", "1. a\n2. b\n\nc\nd", "", ""},
		{"en", "{braces} {e:}", "{order} {e:}", "", ""},
		{"zh", "我方{shop}的{product}，金额 {amount}（{e:a}）", "我方 Lumen 的台灯，金额 EUR 5（E-02）", "", ""},
		{"zh", "商品为 {product}，", "商品为台灯，", "", ""},
		{"zh", "包裹 {e:a} 已到", "包裹 E-02 已到", "", ""},
	} {
		m.lang, m.comma, m.to = tt.lang, ", ", " to "
		if m.lang == "zh" {
			m.comma, m.to = "、", " 至 "
		}
		f := m.fill(tt.text)
		if f.Text != tt.want || strings.Join(f.Missing, ",") != tt.missing || strings.Join(f.Empty, ",") != tt.empty {
			t.Errorf("%q: %q missing %v empty %v", tt.text, f.Text, f.Missing, f.Empty)
		}
	}
}

func FuzzFill(f *testing.F) {
	for _, s := range []string{"{order} ({e:a})", "{exhibits}{exhibits}", "- {shop}\n- {e:a|b}", "# {e:}{}", "案卷{shop}号"} {
		f.Add(s, "zh")
	}
	m := material{
		values: map[string]string{"shop": "Lumen", "product": "台灯"}, linked: map[string][]Reference{"a": linked(1, 3)},
		shows: func(key string) string { return key }, comma: ", ", to: " to ",
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		m.lang = lang
		got := m.fill(text)
		var pieces strings.Builder
		for _, p := range got.Pieces {
			pieces.WriteString(p.Text)
		}
		if pieces.String() != got.Text {
			t.Fatalf("%q: the pieces are not the text", text)
		}
		for _, s := range got.Spans {
			if s[0] > s[1] || s[1] > len(got.Text) {
				t.Fatalf("%q: span %v", text, s)
			}
		}
		Blocks(got)
		without(text, got.Empty)
		if slices.Contains(got.Missing, "shop") {
			t.Fatal("a fact is missing that is there")
		}
	})
}
