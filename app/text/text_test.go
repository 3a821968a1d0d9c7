package text_test

import (
	"testing"
	"testing/fstest"

	"casefolio/app/text"
)

func TestCatalog(t *testing.T) {
	c, err := text.Load(fstest.MapFS{
		"t/a.en.json": {Data: []byte(`{"hello":"Hello {{.name}}","only":"English"}`)},
		"t/a.zh.json": {Data: []byte(`{"hello":"你好，{{.name}}"}`)},
	}, "t")
	if err != nil {
		t.Fatal(err)
	}
	args := map[string]string{"name": "{{.x}}"}
	for _, w := range []struct{ lang, key, want string }{
		{"zh", "hello", "你好，{{.x}}"}, {"en", "hello", "Hello {{.x}}"},
		{"zh", "only", "English"}, {"fr", "only", "English"}, {"zh", "none", "none"},
	} {
		if got := c.Get(w.lang, w.key, args); got != w.want {
			t.Errorf("Get(%s, %s) = %q, want %q", w.lang, w.key, got, w.want)
		}
	}
}

func TestLoadRefusesAKeyTwice(t *testing.T) {
	_, err := text.Load(fstest.MapFS{
		"t/a.en.json": {Data: []byte(`{"k":"1"}`)}, "t/b.en.json": {Data: []byte(`{"k":"2"}`)},
	}, "t")
	if err == nil {
		t.Fatal("a key in two files should be refused")
	}
}
