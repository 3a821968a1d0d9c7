package phrases_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"casefolio/app/cases"
	"casefolio/app/phrases"
)

// TestStarterCovers holds that the library has something for every category,
// stage and platform there is, and for a buyer who wants it short.
func TestStarterCovers(t *testing.T) {
	_, l := service(t)
	lists, err := cases.LoadLists(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	leaves, tops, stages, platforms, tones := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, p := range l.Phrases {
		top, _, _ := strings.Cut(p.Category, ".")
		leaves[p.Category]++
		tops[top]++
		stages[p.Stage]++
		platforms[p.Platform]++
		tones[p.Tone]++
	}
	for _, c := range lists.Categories() {
		if tops[c.ID] < 4 {
			t.Errorf("category %s has %d phrases", c.ID, tops[c.ID])
		}
		for _, leaf := range c.Leaves {
			if leaves[leaf.ID] < 3 {
				t.Errorf("category %s has %d phrases", leaf.ID, leaves[leaf.ID])
			}
			delete(leaves, leaf.ID)
		}
		delete(leaves, c.ID)
	}
	for _, s := range lists.Stages {
		if stages[s.ID] < 5 {
			t.Errorf("stage %s has %d phrases", s.ID, stages[s.ID])
		}
		delete(stages, s.ID)
	}
	for _, p := range lists.Platforms {
		if platforms[p.ID] < 2 {
			t.Errorf("platform %s has %d phrases", p.ID, platforms[p.ID])
		}
		delete(platforms, p.ID)
	}
	for _, left := range []map[string]int{leaves, stages, platforms} {
		delete(left, "")
		if len(left) > 0 {
			t.Errorf("the lists do not have %v", left)
		}
	}
	if tones["firm"] < 20 {
		t.Errorf("%d phrases are short and firm", tones["firm"])
	}
}

// TestStarterTypography holds the texts to one way of writing.
func TestStarterTypography(t *testing.T) {
	_, l := service(t)
	var (
		flaws = map[string]map[string]*regexp.Regexp{
			"zh": {
				"a mark of half width":         regexp.MustCompile(`\p{Han}[,;:?!()]|[,;:?!()]\p{Han}`),
				"a blank between characters":   regexp.MustCompile(`\p{Han} \p{Han}`),
				"a date with blanks around it": regexp.MustCompile(` \{(?:ordered|delivered|arrival|deadline|return_by|other_arrival|other_delivered)\}|\{(?:ordered|delivered|arrival|deadline|return_by|other_arrival|other_delivered)\} `),
				"a number without a blank":     regexp.MustCompile(`\p{Han}\{(?:order|tracking|amount|offer|extra|refund)\}|\{(?:order|tracking|amount|offer|extra|refund)\}\p{Han}`),
				"shouting":                     regexp.MustCompile(`！`),
				"words nobody says":            regexp.MustCompile(`亲[，,：:]|亲爱的|敬请|尊敬的|贵方|我司|给您带来(?:的)?不便|深表歉意|竭诚|予以|进行(?:处理|核实|沟通)|您的满意`),
				"no time":                      regexp.MustCompile(`尽快|马上|稍后|第一时间(?:处理|回复|答复)|立刻`),
				"你 to the buyer":               regexp.MustCompile(`你`),
			},
			"en": {
				"curly quotes":          regexp.MustCompile(`[“”‘’]`),
				"two blanks":            regexp.MustCompile(`  `),
				"shouting":              regexp.MustCompile(`!`),
				"a blank before a mark": regexp.MustCompile(` [,.;:?]`),
				"stock phrases":         regexp.MustCompile(`(?i)inconvenience|valued customer|dear (?:friend|customer)|kindly|at your earliest|do not hesitate|rest assured|as per`),
				"no time":               regexp.MustCompile(`(?i)\bsoon\b|\bshortly\b|immediately|right away|as quickly as`),
				"a contraction":         regexp.MustCompile(`(?i)\b(?:i'm|i'll|i've|you're|don't|can't|won't|isn't|we'll|it's)\b`),
			},
		}
		end = regexp.MustCompile(`[。？.?}]$`)
	)
	for _, p := range l.Phrases {
		for lang, all := range flaws {
			text := p.Texts[lang]
			for name, flaw := range all {
				if m := flaw.FindString(text); m != "" {
					t.Errorf("%s in %s: %s: %q", p.ID, lang, name, m)
				}
			}
			if !end.MatchString(text) {
				t.Errorf("%s in %s does not end: %q", p.ID, lang, text)
			}
			if p.Group != "closing" && strings.Count(text, "\n") != strings.Count(p.Texts["zh"], "\n") {
				t.Errorf("%s has other lines in %s", p.ID, lang)
			}
			for _, advice := range []string{p.When[lang], p.Not[lang]} {
				if strings.HasSuffix(advice, ".") || strings.HasSuffix(advice, "。") {
					t.Errorf("%s in %s: advice is a line without a stop: %q", p.ID, lang, advice)
				}
			}
			if lang == "en" && !strings.HasPrefix(p.Not[lang], "N") && !strings.Contains(p.Not[lang], "only") && !strings.Contains(p.Not[lang], "once") {
				t.Errorf("%s: %q does not say when not", p.ID, p.Not[lang])
			}
		}
	}
}

// TestTitlesOnce holds that no two phrases of a language have the same title.
func TestTitlesOnce(t *testing.T) {
	_, l := service(t)
	seen := map[string]string{}
	for _, p := range l.Phrases {
		for _, lang := range phrases.Languages() {
			if other := seen[lang+p.Titles[lang]]; other != "" {
				t.Errorf("%s and %s are both called %q", p.ID, other, p.Titles[lang])
			}
			seen[lang+p.Titles[lang]] = p.ID
		}
	}
}
