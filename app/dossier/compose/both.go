package compose

import "strings"

// Both is the paper language of Chinese labels with the English ones beside.
const Both = "both"

// once are the texts that need no second language: signs, and what frames
// other texts.
var once = map[string]bool{"lang": true, "numerals": true, "section": true, "comma": true, "list": true, "colon": true}

// each gives what f says in the language of the paper, or in both.
func (c *composer) each(f func(lang string) string) string {
	if c.Lang == Both {
		return Beside(f("zh"), f("en"))
	}
	return f(c.Lang)
}

// main is the language of texts that are not said twice.
func (c *composer) main() string {
	if c.Lang == Both {
		return "zh"
	}
	return c.Lang
}

// Beside sets the English text beside the Chinese one, below it where it is a
// whole sentence. A number or a time that both begin or end with stands once.
func Beside(zh, en string) string {
	switch {
	case zh == en || en == "":
		return zh
	case zh == "":
		return en
	case strings.HasSuffix(zh, "\u3002") || strings.HasSuffix(zh, "\uff1a"): // full stop, colon
		return zh + "\n" + en
	}
	n := sharedEnd(zh, en)
	end := zh[len(zh)-n:]
	zh, en = zh[:len(zh)-n], en[:len(en)-n]
	m := sharedStart(zh, en)
	return zh[:m] + joined(" ", zh[m:], en[m:]) + end
}

// sharedEnd is the length of the longest end of both that begins with a space.
func sharedEnd(a, b string) int {
	for i := range a {
		if a[i] == ' ' && strings.HasSuffix(b, a[i:]) {
			return len(a) - i
		}
	}
	return 0
}

// sharedStart is the length of the longest start of both that ends with a space.
func sharedStart(a, b string) int {
	for i := len(a) - 1; i >= 0; i-- {
		if a[i] == ' ' && strings.HasPrefix(b, a[:i+1]) {
			return i + 1
		}
	}
	return 0
}
