// Package text gives the program's sentences outside the window: command
// messages and the labels on paper. The window shows the same files through
// the toolkit's own translation.
package text

import (
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"strings"
	"sync"
	"text/template"

	"casefolio/app/facts"
)

// Catalog holds the texts by language and key.
type Catalog map[string]map[string]string

// Load reads every "<area>.<lang>.json" of dir. A key that stands twice is an
// error.
func Load(files fs.FS, dir string) (Catalog, error) {
	names, err := fs.Glob(files, path.Join(dir, "*.json"))
	if err != nil {
		return nil, err
	}
	c := Catalog{}
	for _, name := range names {
		var texts map[string]string
		if err := facts.Whole(files, name, &texts); err != nil {
			return nil, err
		}
		base := strings.TrimSuffix(path.Base(name), ".json")
		lang := base[strings.LastIndexByte(base, '.')+1:]
		if c[lang] == nil {
			c[lang] = map[string]string{}
		}
		for key, text := range texts {
			if _, twice := c[lang][key]; twice {
				return nil, fmt.Errorf("%s: key %q stands in another file, too", name, key)
			}
			c[lang][key] = text
		}
	}
	return c, nil
}

// shared are the catalogues of Shared.
var shared sync.Map

type place struct {
	files fs.FS
	dir   string
}

// Shared is Load, with the same catalogue for the same files; nobody may change
// it. Files that cannot be compared are read anew.
func Shared(files fs.FS, dir string) (Catalog, error) {
	if files == nil || !reflect.ValueOf(files).Comparable() {
		return Load(files, dir)
	}
	if c, ok := shared.Load(place{files, dir}); ok {
		return c.(Catalog), nil
	}
	c, err := Load(files, dir)
	if err == nil {
		shared.Store(place{files, dir}, c)
	}
	return c, err
}

// Has tells whether lang has the key.
func (c Catalog) Has(lang, key string) bool { _, ok := c[lang][key]; return ok }

// Get returns the text of key with {{.name}} placeholders filled from args, the
// English one where lang has none, the key itself where nobody has.
func (c Catalog) Get(lang, key string, args map[string]string) string {
	s, ok := c[lang][key]
	if !ok {
		if s, ok = c["en"][key]; !ok {
			return key
		}
	}
	if !strings.Contains(s, "{{") {
		return s
	}
	t, err := template.New("").Option("missingkey=zero").Parse(s)
	if err != nil {
		return s
	}
	var b strings.Builder
	if err := t.Execute(&b, args); err != nil {
		return s
	}
	return b.String()
}
