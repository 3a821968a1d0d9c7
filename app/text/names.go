package text

// Named is one of a list that has a name in each language.
type Named interface{ Name(lang string) string }

// Find is the first of a list that is meant.
func Find[T any](all []T, is func(T) bool) (T, bool) {
	for _, one := range all {
		if is(one) {
			return one, true
		}
	}
	var none T
	return none, false
}

// NameOf is the name of the one that is meant, or its id where the list has none
// such: it is gone, or the seller's own words.
func NameOf[T Named](all []T, is func(T) bool, id, lang string) string {
	if one, ok := Find(all, is); ok {
		return one.Name(lang)
	}
	return id
}
