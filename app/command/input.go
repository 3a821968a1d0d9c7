package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"casefolio/app/cases"
	"casefolio/app/fault"
)

// maxForm is the size of a form that is read, in bytes.
const maxForm = 8 << 20

// read reads a file, or the input for "-".
func (s *session) read(name string) ([]byte, error) {
	raw, err := s.readHead(name, maxForm+1)
	if err == nil && len(raw) > maxForm {
		return nil, fault.New("command.too_large", "file", name)
	}
	return raw, err
}

// readHead reads the first bytes of a file, or of the input for "-".
func (s *session) readHead(name string, most int64) ([]byte, error) {
	in := s.host.In
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, fileFault(err, name)
		}
		defer f.Close()
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, most))
	if err != nil {
		return nil, fileFault(err, name)
	}
	return raw, nil
}

func fileFault(err error, name string) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fault.Wrap(err, "command.no_file", "file", name)
	}
	return fault.Wrap(err, "command.unreadable", "file", name)
}

// readForm reads a JSON object into a form. Numbers are taken as they are
// written, null as nothing; keys that no field has are returned. Files from
// Windows tools may begin with a byte order mark or be in UTF-16.
func readForm(raw []byte) (f cases.Form, unknown []string, err error) {
	utf8, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), raw)
	if err != nil {
		return f, nil, fault.Wrap(err, "command.json")
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(utf8, &object); err != nil || object == nil {
		return f, nil, fault.Wrap(err, "command.json")
	}
	fields := formFields(&f)
	for key, value := range object {
		field, known := fields[key]
		if !known {
			unknown = append(unknown, key)
			continue
		}
		if *field, err = plain(value); err != nil {
			return f, nil, fault.Wrap(err, "command.field.text", "field", key)
		}
	}
	slices.Sort(unknown)
	return f, unknown, nil
}

// formFields are the fields of a form by their JSON keys.
func formFields(f *cases.Form) map[string]*string {
	v := reflect.ValueOf(f).Elem()
	fields := map[string]*string{}
	for i := range v.NumField() {
		key, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		fields[key] = v.Field(i).Addr().Interface().(*string)
	}
	return fields
}

// plain is a JSON string, or a number as it is written.
func plain(raw json.RawMessage) (string, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return "", err
	}
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case json.Number:
		return v.String(), nil
	}
	return "", errors.New("neither text nor number")
}
