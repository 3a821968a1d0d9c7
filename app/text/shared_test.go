package text

import (
	"os"
	"testing"
	"testing/fstest"
)

func TestShared(t *testing.T) {
	files := os.DirFS("../../assets")
	first, err := Shared(files, "translations")
	if err != nil || len(first["zh"]) == 0 {
		t.Fatal(len(first), err)
	}
	again, err := Shared(os.DirFS("../../assets"), "translations")
	if err != nil || len(again["en"]) != len(first["en"]) {
		t.Error(err)
	}
	for _, bad := range []string{`{"a":`, `{"a": "b"}`} {
		m := fstest.MapFS{"t/x.en.json": {Data: []byte(bad)}, "t/y.en.json": {Data: []byte(`{"a": "c"}`)}}
		if c, err := Shared(m, "t"); err == nil {
			t.Errorf("%v", c)
		}
	}
}
