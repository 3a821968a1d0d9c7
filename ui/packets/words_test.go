package packets

import "testing"

func TestSizes(t *testing.T) {
	for _, c := range []struct {
		bytes         int64
		mb, any, most string
	}{
		{1, "0 MB", "1 KB", "0"},
		{12_300, "0.01 MB", "13 KB", "0.012"},
		{150_000, "0.15 MB", "150 KB", "0.15"},
		{700_000, "0.7 MB", "700 KB", "0.7"},
		{3_140_000, "3.1 MB", "3.1 MB", "3.14"},
		{9_999_999, "10 MB", "10 MB", "10"},
		{14_500_000, "14.5 MB", "14.5 MB", "14.5"},
		{50_000_000, "50 MB", "50 MB", "50"},
	} {
		if got := megabytes(c.bytes); got != c.mb {
			t.Errorf("%d bytes are %s, not %s", c.bytes, got, c.mb)
		}
		if got := size(c.bytes); got != c.any {
			t.Errorf("%d bytes are %s, not %s", c.bytes, got, c.any)
		}
		if got := limit(c.bytes); got != c.most {
			t.Errorf("%d bytes are at most %s, not %s", c.bytes, got, c.most)
		}
	}
}
