package phrases_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/phrases"
)

// TestOtherLanguagesCover holds that every language beside Chinese and English has
// the same phrases, and something for every group, category and stage.
func TestOtherLanguagesCover(t *testing.T) {
	_, l := service(t)
	lists, err := cases.LoadLists(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	others := phrases.Spoken()[len(phrases.Languages()):]
	for _, lang := range others {
		n, groups, tops, stages := 0, map[string]int{}, map[string]int{}, map[string]int{}
		for _, p := range l.Phrases {
			if has, first := p.Texts[lang] != "", p.Texts[others[0]] != ""; has != first {
				t.Errorf("%s is in one of %s and %s", p.ID, lang, others[0])
			}
			if p.Texts[lang] == "" {
				continue
			}
			n++
			groups[p.Group]++
			stages[p.Stage]++
			top, _, _ := strings.Cut(p.Category, ".")
			tops[top]++
		}
		if n < 110 {
			t.Errorf("%d phrases in %s", n, lang)
		}
		for _, g := range l.Groups {
			if groups[g.ID] < 5 {
				t.Errorf("%d phrases of the group %s in %s", groups[g.ID], g.ID, lang)
			}
		}
		for _, c := range lists.Categories() {
			if tops[c.ID] == 0 {
				t.Errorf("no phrase of %s in %s", c.ID, lang)
			}
		}
		for _, s := range lists.Stages {
			if stages[s.ID] == 0 {
				t.Errorf("no phrase of the stage %s in %s", s.ID, lang)
			}
		}
	}
}

// TestOtherLanguagesAreSet holds the marks and the form of address of each
// language: what a reader there takes for carelessness.
func TestOtherLanguagesAreSet(t *testing.T) {
	word := func(words string) string { return `(?:^|[^\pL])(?:` + words + `)(?:[^\pL]|$)` }
	wrong := map[string][]string{
		"de": {word(`[Dd]u|[Dd]ir|[Dd]ich|[Dd]eine?[mnrs]?|[Ee]uch`), `[«»]`},
		"fr": {`[^\x{a0}\x{202f}\d][;:!?»]`, `«[^\x{a0}\x{202f}]`, word(`[Tt]u|toi|[Tt]a|[Tt]es`)},
		"es": {word(`[Tt]ú|[Tt]us?|[Tt]e|contigo|vosotros|vuestr\pL+`)},
		"it": {word(`[Tt]u|[Tt]i|[Tt]uo|[Tt]ua|[Tt]uoi|[Tt]ue|voi|[Vv]ostr\pL+`), `[^.!?:\n] (Le|Lei|Suo|Sua|Suoi|Sue) `, word(`\pL+chè|pò|nè`)},
		"ja": {`[,.?!:;()]`, `[^\x{0}-\x{7f}] [^\x{0}-\x{7f}]`},
	}
	everywhere := []string{`['"]`, `  `, ` \n`, `^\s`, `\s$`, ` [,.]`}
	gap, item := regexp.MustCompile(`\{\w+\}`), regexp.MustCompile(`(?m)^\d\. `)
	_, l := service(t)
	for lang, patterns := range wrong {
		for _, pattern := range append(patterns, everywhere...) {
			re := regexp.MustCompile(pattern)
			for _, p := range l.Phrases {
				text := item.ReplaceAllString(gap.ReplaceAllString(p.Texts[lang], "7"), "")
				if bad := re.FindString(text); bad != "" {
					t.Errorf("%s in %s: %q in %q", p.ID, lang, bad, text)
				}
			}
		}
	}
	// A moment has its zone in brackets; in Japanese a day has its weekday so.
	within := map[string]string{"ja": `（[^）]*\{(deadline|\w*scan|\w*arrival|return_by)\}`}
	for _, lang := range phrases.Spoken()[len(phrases.Languages()):] {
		pattern := within[lang]
		if pattern == "" {
			pattern = `\([^)]*\{(deadline|\w*scan)\}`
		}
		re := regexp.MustCompile(pattern)
		for _, p := range l.Phrases {
			if bad := re.FindString(p.Texts[lang]); bad != "" {
				t.Errorf("%s in %s: brackets within brackets: %q", p.ID, lang, bad)
			}
		}
	}
	for _, p := range l.Phrases {
		text := p.Texts["es"]
		if strings.Count(text, "?") != strings.Count(text, "¿") || strings.Count(text, "!") != strings.Count(text, "¡") {
			t.Errorf("%s in es opens and closes differently: %q", p.ID, text)
		}
	}
}
