package app

import (
	"io/fs"
	"reflect"
	"sync"
)

// loaded are the rules of shared, by the files and the kind of rules.
var loaded sync.Map

type rulesOf struct {
	files fs.FS
	kind  reflect.Type
}

// shared is load, with the same rules for the same files: to read and compile them
// takes longer than many a command. It is for rules that nobody can change. Files
// that cannot be compared are read anew.
func shared[T any](files fs.FS, load func(fs.FS) (T, error)) (T, error) {
	if files == nil || !reflect.ValueOf(files).Comparable() {
		return load(files)
	}
	key := rulesOf{files, reflect.TypeFor[T]()}
	if rules, ok := loaded.Load(key); ok {
		return rules.(T), nil
	}
	rules, err := load(files)
	if err == nil {
		loaded.Store(key, rules)
	}
	return rules, err
}
