package facts_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"casefolio/app/facts"
)

func TestRead(t *testing.T) {
	files := fstest.MapFS{
		"ok.json":      {Data: []byte("{\"a\":1}\n")},
		"more.json":    {Data: []byte(`{"a":1,"b":2}`)},
		"two.json":     {Data: []byte(`{"a":1}{"a":2}`)},
		"torn.json":    {Data: []byte(`{"a":`)},
		"another.json": {Data: []byte(`{"a":"x"}`)},
	}
	for _, tt := range []struct {
		name        string
		whole, part bool // can be read
	}{
		{"ok.json", true, true},
		{"more.json", false, true},
		{"two.json", false, false},
		{"torn.json", false, false},
		{"another.json", false, false},
		{"none.json", false, false},
	} {
		for _, way := range []struct {
			read func(string, any) error
			ok   bool
		}{
			{func(n string, to any) error { return facts.Whole(files, n, to) }, tt.whole},
			{func(n string, to any) error { return facts.Part(files, n, to) }, tt.part},
		} {
			var to struct {
				A int `json:"a"`
			}
			err := way.read(tt.name, &to)
			if (err == nil) != way.ok || way.ok && to.A != 1 {
				t.Errorf("%s: %v, %+v", tt.name, err, to)
			}
			if err != nil && !strings.Contains(err.Error(), tt.name) {
				t.Errorf("%s: %v does not name the file", tt.name, err)
			}
		}
	}
}
