package check

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// mostFindings is how often one rule is told of one reply.
const mostFindings = 40

// Check returns what there is to look at, by place. It never returns nil.
func (r *Rules) Check(in Input) []Finding {
	if err := r.Prepare(); err != nil {
		panic(err) // the file is shipped with the program, and a test prepares it
	}
	w := r.read(in)
	w.patterns()
	w.shouted()
	w.placeholders()
	w.greeted()
	w.tooLong()
	w.parts()
	w.contradictions()
	return w.result()
}

// work is one reply being checked.
type work struct {
	*Rules
	in        Input
	view      view
	flat      string // of the view, lines joined
	sentences [][2]int
	langs     []string
	found     []Finding
	count     map[string]int
	refusals  map[[2]int]refusal // by sentence
	told      map[*Said]earlierTold
	partAt    map[string][2]int // where parts of a reply stand first
	offering  map[[2]int]bool   // sentences that speak of money for the buyer
}

func (r *Rules) read(in Input) *work {
	if len(in.Text) > MostText {
		in.Text = in.Text[:MostText]
		for len(in.Text) > 0 {
			if c, size := utf8.DecodeLastRuneInString(in.Text); c != utf8.RuneError || size != 1 {
				break
			}
			in.Text = in.Text[:len(in.Text)-1]
		}
	}
	w := &work{Rules: r, in: in, count: map[string]int{}, refusals: map[[2]int]refusal{}, partAt: map[string][2]int{}, offering: map[[2]int]bool{}}
	w.view = newView(in.Text, r.spelled)
	w.flat = strings.ReplaceAll(w.view.text, "\n", " ")
	w.sentences = sentences(w.view.text)
	w.langs = r.languages(in.Lang, w.flat)
	return w
}

// on tells whether a rule is to be looked at.
func (w *work) on(rule string) bool {
	_, known := w.index[rule]
	return known && w.in.Off[rule] == ""
}

// add notes bytes of the view; none for what is missing.
func (w *work) add(rule string, from, to int, args ...string) {
	start, end := 0, 0
	if to > from {
		start, end = w.view.span(from, to)
	}
	w.addAt(rule, start, end, nil, args...)
}

// addAt notes bytes of the text. messages go before those of the rule; args are
// pairs of name and value for them.
func (w *work) addAt(rule string, start, end int, messages map[string]string, args ...string) {
	if !w.on(rule) || w.count[rule] >= mostFindings {
		return
	}
	w.count[rule]++
	of := w.List[w.index[rule]]
	if messages == nil {
		messages = of.Messages
	}
	if len(args) > 0 {
		filled := make(map[string]string, len(messages))
		pairs := make([]string, len(args))
		for i, a := range args {
			if pairs[i] = a; i%2 == 0 {
				pairs[i] = "{" + a + "}"
			}
		}
		for lang, text := range messages {
			filled[lang] = strings.NewReplacer(pairs...).Replace(text)
		}
		messages = filled
	}
	w.found = append(w.found, Finding{rule, of.Severity, start, end, messages, of.Advice})
}

// patterns runs the expressions of the rules over the sentences in which they
// may match.
func (w *work) patterns() {
	w.anchors.in(w.flat, w.sentences, func(n int32, at [2]int) {
		if p := &w.Rules.patterns[n]; p.part != "" {
			w.matchPart(p, at)
		} else {
			w.match(p, at)
		}
	})
}

// offering is the part of sentences that speak of money for the buyer.
const offering = "offering"

// matchPart notes where a part of a reply stands first.
func (w *work) matchPart(p *pattern, at [2]int) {
	first, ok := w.partAt[p.part]
	if p.part == offering {
		if !w.offering[at] && len(w.in.Said) > 0 && p.holds(w) && p.get().MatchString(w.flat[at[0]:at[1]]) {
			w.offering[at] = true
		}
		return
	}
	if ok && first[0] < at[0] || !p.holds(w) {
		return
	}
	if m := p.get().FindStringIndex(w.flat[at[0]:at[1]]); m != nil && (!ok || at[0]+m[0] < first[0]) {
		w.partAt[p.part] = [2]int{at[0] + m[0], at[0] + m[1]}
	}
}

func (p *pattern) holds(w *work) bool {
	if p.lang != "*" && !slices.Contains(w.langs, p.lang) || slices.Contains(p.except, w.in.Platform) {
		return false
	}
	return len(p.on) == 0 || slices.Contains(p.on, w.in.Platform)
}

func (w *work) match(p *pattern, at [2]int) {
	rule := w.List[p.rule].ID
	if !p.holds(w) || !w.on(rule) || w.count[rule] >= mostFindings {
		return
	}
	text := w.flat[at[0]:at[1]]
	matches := p.get().FindAllStringSubmatchIndex(text, mostFindings)
	if matches == nil || p.unless != nil && p.unless.get().MatchString(text) || p.timed && w.certain(text) {
		return
	}
	for _, m := range matches {
		core := m[0]
		if len(m) > 2 && m[2] >= 0 {
			core = m[2]
		}
		if p.refusable && w.refused(at, text, m[0], core, m[1]) || rule == "contact" && (w.ownLink(text[m[0]:m[1]]) || !dialled(text, m[0], m[1])) {
			continue
		}
		from, to := trim(text, m[0], m[1])
		start, end := w.view.span(at[0]+from, at[0]+to)
		w.addAt(rule, start, end, p.messages)
	}
}

func trim(text string, from, to int) (int, int) {
	for from < to && text[from] == ' ' {
		from++
	}
	for to > from && text[to-1] == ' ' {
		to--
	}
	return from, to
}

// ownLink tells a link to the platform that the reply is for.
func (w *work) ownLink(text string) bool {
	if strings.Contains(text, "@") {
		return false
	}
	host := strings.TrimPrefix(strings.TrimPrefix(text, "https://"), "http://")
	host, _, _ = strings.Cut(host, "/")
	return slices.ContainsFunc(w.domains[w.in.Platform], func(d string) bool {
		return host == d || strings.HasSuffix(host, "."+d)
	})
}

// mostDialled is how many digits a telephone number has at most (ITU-T E.164).
const mostDialled = 15

// dialled is false for what has the shape of a telephone number, but is part of
// a longer number, as of an order or a parcel.
func dialled(text string, from, to int) bool {
	first := strings.IndexAny(text[from:to], "+(0123456789")
	if first < 0 {
		return true
	}
	n := 0
	for _, c := range text[from+first : to] {
		if c >= '0' && c <= '9' {
			n++
		} else if !strings.ContainsRune(" +-./()", c) {
			return true // an address or a link
		}
	}
	before := strings.TrimRight(text[:from+first], "-")
	after := strings.TrimLeft(text[to:], "-")
	return n <= mostDialled && (before == "" || !isDigit(before[len(before)-1])) && (after == "" || !isDigit(after[0]))
}

// certain tells whether a text names a time.
func (w *work) certain(text string) bool {
	return slices.ContainsFunc(w.langs, func(lang string) bool { return w.tongues[lang].certain.get().MatchString(text) })
}

// refusal is where a sentence says no.
type refusal struct {
	not, until, after [][2]int
}

func (w *work) refusal(at [2]int, text string) refusal {
	if r, ok := w.refusals[at]; ok {
		return r
	}
	var r refusal
	for _, lang := range w.langs {
		t := w.tongues[lang]
		for _, m := range t.not.get().FindAllStringSubmatchIndex(text, -1) {
			if m[2] >= 0 {
				r.not = append(r.not, [2]int{m[2], m[3]})
			}
		}
		for _, m := range t.until.get().FindAllStringIndex(text, -1) {
			r.until = append(r.until, [2]int{m[0], m[1]})
		}
		for _, m := range t.after.get().FindAllStringIndex(text, -1) {
			r.after = append(r.after, [2]int{m[0], m[1]})
		}
	}
	w.refusals[at] = r
	return r
}

// refused tells whether a sentence says no to what was found in it: a no before
// its core, which nothing ends in between, or one behind it.
func (w *work) refused(at [2]int, text string, from, core, to int) bool {
	r := w.refusal(at, text)
	for _, n := range r.not {
		if n[1] <= core && (n[0] < from || core > from) && !parted(text[n[1]:core]) &&
			!slices.ContainsFunc(r.until, func(u [2]int) bool { return u[0] >= n[1] && u[0] < core }) {
			return true
		}
	}
	return slices.ContainsFunc(r.after, func(a [2]int) bool { return a[0] >= core && a[1] > core && !parted(text[min(to, a[0]):a[0]]) })
}

// parted tells whether a comma ends what is said; two hold only a remark.
func parted(text string) bool {
	n := strings.Count(text, ",") + strings.Count(text, "\u3001") + strings.Count(text, ":")
	return n%2 == 1
}

// result sorts the findings; of one rule, those that touch are one.
func (w *work) result() []Finding {
	slices.SortStableFunc(w.found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(w.index[a.Rule], w.index[b.Rule]), cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	all := []Finding{}
	for _, f := range w.found {
		if n := len(all) - 1; n >= 0 && all[n].Rule == f.Rule && f.Start < all[n].End {
			all[n].End = max(all[n].End, f.End)
			continue
		}
		all = append(all, f)
	}
	all = w.withoutLesser(all)
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(w.index[a.Rule], w.index[b.Rule]))
	})
	return all
}

// lesser rules say nothing where the other one has spoken of the same sentence.
var lesser = map[string]string{"review_ask": "review", "rude": "insult", "time": "soon"}

func (w *work) withoutLesser(all []Finding) []Finding {
	return slices.DeleteFunc(all, func(f Finding) bool {
		more := lesser[f.Rule]
		return more != "" && slices.ContainsFunc(all, func(g Finding) bool { return g.Rule == more && w.together(f, g) })
	})
}

// together tells whether two findings are of one sentence.
func (w *work) together(f, g Finding) bool {
	for _, s := range w.sentences {
		start, end := w.view.span(s[0], s[1])
		if f.Start >= start && f.Start < end {
			return g.Start >= start && g.Start < end
		}
	}
	return false
}

// Characters turns the bytes of findings into characters of the text.
func Characters(text string, findings []Finding) [][2]int {
	at := make([][2]int, len(findings))
	for i, f := range findings {
		at[i] = [2]int{utf8.RuneCountInString(text[:f.Start]), utf8.RuneCountInString(text[:f.End])}
	}
	return at
}

// Knows tells whether there is a rule.
func (r *Rules) Knows(rule string) bool {
	_, ok := r.index[rule]
	return ok
}

// Name is what a rule is called, in "zh" or "en"; its id where there is none.
func (r *Rules) Name(rule, lang string) string {
	i, ok := r.index[rule]
	if !ok {
		return rule
	}
	return r.List[i].Name(lang)
}

// Name is what the rule is called.
func (r Rule) Name(lang string) string { return in(r.Names, lang) }

// Message says what the rule minds.
func (r Rule) Message(lang string) string { return in(r.Messages, lang) }
