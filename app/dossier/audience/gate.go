package audience

import (
	"reflect"

	"casefolio/app/redact"
)

// gate lets through what one audience may have.
type gate struct {
	audience Audience
	masker   *redact.Masker
	marks    int // set so far
}

// passed lets through of a struct what may leave, in a copy.
func passed[T any](g *gate, whole T) T {
	g.fields(reflect.ValueOf(&whole).Elem())
	return whole
}

// fields empties and masks the fields of a struct by the table. A type that the
// table does not know has nothing that may leave.
func (g *gate) fields(v reflect.Value) {
	kinds := table[v.Type()]
	for i := range v.NumField() {
		kind := kinds[v.Type().Field(i).Name]
		field := v.Field(i)
		switch kept, masked := g.audience.passes(kind); {
		case !kept:
			field.SetZero()
		case kind == Part:
			g.part(field)
		case kind == Speaker && g.audience == Supplier:
			g.cover(field)
		case masked:
			g.mask(field)
		}
	}
}

// part goes on within a field, on copies of what it points to.
func (g *gate) part(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		g.fields(v)
	case reflect.Slice:
		copied := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(copied, v)
		for i := range copied.Len() {
			g.part(copied.Index(i))
		}
		if !v.IsNil() {
			v.Set(copied)
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		copied := reflect.New(v.Type().Elem())
		copied.Elem().Set(v.Elem())
		g.part(copied.Elem())
		v.Set(copied)
	default:
		v.SetZero()
	}
}

// mask covers terms in a text. Amounts, times and numbers are no text.
func (g *gate) mask(v reflect.Value) {
	if v.Kind() != reflect.String || v.Len() == 0 {
		return
	}
	if said := v.String(); g.masker.Count(said) > 0 {
		g.marks++
		v.SetString(g.masker.Mask(said))
	}
}

// cover leaves of a text only that there is one.
func (g *gate) cover(v reflect.Value) {
	if v.Kind() == reflect.String && v.Len() > 0 {
		g.marks++
		v.SetString(redact.Mark)
	}
}
