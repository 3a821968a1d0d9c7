package kit

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// byRune counts one unit for Latin and two for wider characters.
func byRune(s string) float32 {
	w := float32(0)
	for _, r := range s {
		w++
		if r > 0x2E80 {
			w++
		}
	}
	return w
}

func TestWrapText(t *testing.T) {
	for _, c := range []struct {
		name, in string
		width    float32
		want     string
	}{
		{"fits", "short", 10, "short"},
		{"at spaces", "one two three", 8, "one two\nthree"},
		{"a long word breaks", "abcdefghij", 4, "abcd\nefgh\nij"},
		{"between Han", "包裹没有收到", 6, "包裹没\n有收到"},
		{"Latin beside Han stays whole", "订单 302 没有", 8, "订单 302\n没有"},
		{"Latin word moves whole", "请在SHA-256里", 9, "请在\nSHA-256里"},
		{"no closing mark in front", "包裹没有，收到", 8, "包裹没\n有，收到"},
		{"no opening mark at the end", "包裹（运单）", 6, "包裹\n（运\n单）"},
		{"own line ends stay", "a\nb", 10, "a\nb"},
		{"empty", "", 10, ""},
		{"no width yet", "abc def", 0, "abc def"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := wrapText(c.in, c.width, byRune); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzWrapText(f *testing.F) {
	f.Add("包裹 is late，请查", 7)
	f.Add("\t  \n  x", 1)
	f.Fuzz(func(t *testing.T, s string, width int) {
		if !utf8.ValidString(s) || width < 1 || width > 200 || len(s) > 2000 {
			return
		}
		strip := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got := wrapText(s, float32(width), byRune); strip(got) != strip(s) {
			t.Errorf("%q became %q", s, got)
		}
	})
}
