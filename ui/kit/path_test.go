package kit

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestShortenKeepsBothEnds(t *testing.T) {
	measure := func(s string) float32 { return float32(utf8.RuneCountInString(s)) }
	long := "/home/卖家/文档/" + strings.Repeat("很长的文件夹/", 9) + "dossiers"
	for _, test := range []struct {
		path  string
		width float32
		want  string
	}{
		{"/a/b", 4, "/a/b"},
		{"/a/b", 0, "/a/b"},
		{"/home/shop/dossiers", 10, "/ho…ssiers"},
		{"abc", 1, "…"},
	} {
		if got := shorten(test.path, test.width, measure); got != test.want {
			t.Errorf("%q in %v: %q, want %q", test.path, test.width, got, test.want)
		}
	}
	for width := float32(1); width < 90; width++ {
		got := shorten(long, width, measure)
		if measure(got) > width || !utf8.ValidString(got) || width > 20 && !strings.HasSuffix(got, "dossiers") {
			t.Errorf("%v: %q", width, got)
		}
	}
}
