package said

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"casefolio/app/deadlines"
)

// mostText bounds how much of a reply is looked through, in bytes.
const mostText = 20000

// Find is the first thing that a text promises with a time after now, as it is
// due. work counts working days; of a time of day the earlier of the seller's
// reading, in the zone of now, and the buyer's counts, so that who keeps to it is
// never late. buyer may be nil.
func (r *Rules) Find(text string, now time.Time, work deadlines.Calendar, buyer *time.Location) (deadlines.Promise, bool) {
	if len(text) > mostText {
		text = strings.ToValidUTF8(text[:mostText], "")
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	low := strings.Map(small, width.Fold.String(text)) // a character for a character
	f := finder{Rules: r, now: now, work: work, zones: []*time.Location{now.Location()}, text: text, low: low}
	if buyer != nil {
		f.zones = append(f.zones, buyer)
	}
	f.find()
	return f.found, !f.found.Due.IsZero()
}

// finder looks through one text.
type finder struct {
	*Rules
	now       time.Time
	work      deadlines.Calendar
	zones     []*time.Location
	text, low string
	original  []rune // of text; nil: not needed so far
	found     deadlines.Promise
}

// find tries the few places where the words of a promise stand.
func (f *finder) find() {
	for at := 0; at < len(f.low); at++ {
		rest := f.low[at:]
		if len(f.within.begins[rest[0]])+len(f.by.begins[rest[0]]) > 0 && !wordBefore(f.low[:at], rest) {
			if n := f.within.at(rest); n > 0 {
				f.spanBehind(at, at+n)
			}
			if n := f.by.at(rest); n > 0 {
				f.pointBehind(at, at+n)
			}
		}
		if n := f.withinAfter.at(rest); n > 0 {
			f.spanBefore(at, at+n)
		}
		if n := f.byAfter.at(rest); n > 0 {
			f.pointBefore(at, at+n)
		}
	}
}

// take keeps what is due first of all that is found.
func (f *finder) take(due time.Time, from, to int) {
	if !due.After(f.now) || !f.found.Due.IsZero() && !due.Before(f.found.Due) || f.ofBuyer(from, to) {
		return
	}
	if f.original == nil {
		f.original = []rune(f.text)
	}
	words := f.sentence(f.original, utf8.RuneCountInString(f.low[:from]), utf8.RuneCountInString(f.low[:to]))
	f.found = deadlines.Promise{Text: words, Due: due, MadeAt: f.now}
}

func (f *finder) span(n int, unit string, from, to int) {
	if n > 0 {
		f.take(deadlines.Add(f.now, deadlines.Span{N: int64(n), Unit: f.units[unit]}, f.work), from, to)
	}
}

// mostDigits is how many digits the number of a span has at most.
const mostDigits = 3

// spanBehind reads a number and a unit behind a word that ends at to.
func (f *finder) spanBehind(from, to int) {
	number := strings.TrimLeft(f.low[to:], " ")
	digits := 0
	for digits < len(number) && isDigit(number[digits]) {
		digits++
	}
	if digits == 0 || digits > mostDigits || len(number) == len(f.low)-to {
		return
	}
	unit := strings.TrimLeft(number[digits:], " -")
	size := f.unitWords.at(unit)
	if size == 0 || wordBehind(unit[size:]) && !unicode.Is(unicode.Han, firstOf(unit)) {
		return
	}
	n, _ := strconv.Atoi(number[:digits])
	f.span(n, folded(unit[:size]), from, len(f.low)-len(unit)+size)
}

// spanBefore reads them before a word that begins at from.
func (f *finder) spanBefore(from, to int) {
	before := strings.TrimRight(f.low[:from], " ")
	unit := f.unitWords.ending(before)
	if unit == "" {
		return
	}
	number := strings.TrimRight(before[:len(before)-len(unit)], " -")
	digits := 0
	for digits < len(number) && isDigit(number[len(number)-1-digits]) {
		digits++
	}
	if digits == 0 || digits > mostDigits {
		return
	}
	n, _ := strconv.Atoi(number[len(number)-digits:])
	f.span(n, unit, len(number)-digits, to)
}

// How many bytes a day and a time take at most.
const mostWhen = 120

// pointBehind reads a day and a time behind a word that ends at to.
func (f *finder) pointBehind(from, to int) {
	rest := strings.TrimLeft(f.low[to:], " ")
	for {
		n := f.fillers.at(rest)
		if n == 0 || n >= len(rest) || rest[n] != ' ' {
			break
		}
		rest = strings.TrimLeft(rest[n:], " ")
	}
	if rest == "" || !isDigit(rest[0]) && f.dayWords.at(rest) == 0 {
		return
	}
	begin := len(f.low) - len(rest)
	if m := f.behind.FindStringSubmatchIndex(clip(rest)); m != nil {
		f.point(f.behind, rest, m, from, begin+m[1])
	}
}

// clip is the beginning of a text in which a day and a time can stand.
func clip(text string) string {
	if len(text) <= mostWhen {
		return text
	}
	n := mostWhen
	for !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// pointBefore reads them before a word that begins at from.
func (f *finder) pointBefore(from, to int) {
	before := strings.TrimRight(f.low[:from], " ")
	if before == "" {
		return
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	if !strings.ContainsRune("0123456789)点时時日号mh", last) && f.dayWords.ending(before) == "" {
		return
	}
	begin := max(0, len(before)-mostWhen)
	for begin < len(before) && !utf8.RuneStart(before[begin]) {
		begin++
	}
	if k := strings.LastIndexAny(before[begin:], "。!?;"); k >= 0 {
		begin += k
	}
	if m := f.before.FindStringSubmatchIndex(before[begin:]); m != nil {
		f.point(f.before, before[begin:], m, begin+m[0], to)
	}
}

// point takes the earliest moment that a day and a time can mean.
func (f *finder) point(re *regexp.Regexp, text string, m []int, from, to int) {
	part := func(name string) string { return folded(group(re, text, m, name)) }
	zones := f.zones
	if own := zoneOf(part); own != nil {
		zones = []*time.Location{own}
	}
	var first time.Time
	for _, zone := range zones {
		at, ok := f.moment(part, f.now.In(zone))
		if ok && at.After(f.now) && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	f.take(first, from, to)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func firstOf(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

func group(re *regexp.Regexp, text string, m []int, name string) string {
	i := re.SubexpIndex(name)
	if i < 0 || m[2*i] < 0 {
		return ""
	}
	return text[m[2*i]:m[2*i+1]]
}

// folded writes a word as the rules have it.
func folded(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

// moment is when a day and a time of day are in the zone of now: of a day alone
// its end, of a time alone the next one. A name of a day that is given with a
// date is left out.
func (r *Rules) moment(part func(name string) string, now time.Time) (time.Time, bool) {
	day, dated, ok := r.day(part, now)
	clock, timed, okClock := clockOf(part)
	if !ok || !okClock || !dated && !timed {
		return time.Time{}, false
	}
	cal := deadlines.Calendar{Zone: now.Location()}
	if !timed {
		clock = 24 * 60
	}
	at := cal.At(day, clock)
	if !at.After(now) && part("weekday") != "" && part("day3")+part("day4")+part("day")+part("day2") == "" {
		at = cal.At(day.Add(7), clock)
	}
	if !at.After(now) && !dated {
		at = cal.At(day.Add(1), clock)
	}
	return at, true
}

func (r *Rules) day(part func(name string) string, now time.Time) (day deadlines.Day, dated, ok bool) {
	today := deadlines.DayOf(now)
	month, number := 0, ""
	switch {
	case part("day") != "":
		month, _ = strconv.Atoi(part("month"))
		number = part("day")
	case part("day2") != "":
		month, _ = strconv.Atoi(part("month2"))
		number = part("day2")
	case part("day3") != "":
		month, number = r.months[part("name3")], part("day3")
	case part("day4") != "":
		month, number = r.months[part("name4")], part("day4")
	}
	if number != "" {
		n, _ := strconv.Atoi(number)
		year, _ := strconv.Atoi(part("year") + part("year2") + part("year3") + part("year4"))
		given := year != 0
		if !given {
			year = today.Year
		}
		day = deadlines.Day{Year: year, Month: time.Month(month), Day: n}
		if !given && day.Compare(today) < 0 {
			day.Year++
		}
		return day, true, day.Add(0) == day // not 31 November
	}
	if n, is := r.days[part("relative")]; is {
		return today.Add(n), true, true
	}
	if n, is := r.weekdays[part("weekday")]; is {
		return today.Add((n - today.Weekday() + 7) % 7), true, true
	}
	return today, false, true
}

// zoneOf is the zone that stands behind a time of day; nil: none does.
func zoneOf(part func(name string) string) *time.Location {
	if part("sign") == "" {
		return nil
	}
	hours, _ := strconv.Atoi(part("off"))
	minutes, _ := strconv.Atoi(part("offmin"))
	seconds := 3600*hours + 60*minutes
	if part("sign") == "-" {
		seconds = -seconds
	}
	return time.FixedZone("", seconds)
}

func clockOf(part func(name string) string) (clock deadlines.Clock, timed, ok bool) {
	if part("hour") == "" {
		return 0, false, true
	}
	hour, _ := strconv.Atoi(part("hour"))
	minute, _ := strconv.Atoi(part("minute"))
	switch part("half") + part("half2") {
	case "a", "p":
		if hour < 1 || hour > 12 {
			return 0, true, false
		}
		hour %= 12
		if part("half")+part("half2") == "p" {
			hour += 12
		}
	}
	return deadlines.Clock(60*hour + minute), true, hour < 24 && minute < 60 || hour == 24 && minute == 0
}

// mostWords is how many characters of a sentence name a promise.
const mostWords = 200

// sentence is the one of a text in which so many characters stand.
func (r *Rules) sentence(text []rune, from, to int) string {
	for from > 0 && !r.ends(text, from-1) {
		from--
	}
	for to > from && text[to-1] != '\n' && unicode.IsSpace(text[to-1]) {
		to--
	}
	if to > from && r.ends(text, to-1) { // the mark behind a time was read with it
		to--
	}
	for to < len(text) && !r.ends(text, to) {
		to++
	}
	if to < len(text) && text[to] != '\n' {
		to++ // with its mark
	}
	words := []rune(strings.Join(strings.Fields(string(text[from:to])), " "))
	if len(words) > mostWords {
		words = append(words[:mostWords-1], '…')
	}
	return string(words)
}

// ends tells whether a sentence ends at a character. A point does before a
// capital, unless a number of one or two digits stands before it that can be the
// day of a month, as in "am 25. November".
func (r *Rules) ends(text []rune, i int) bool {
	switch text[i] {
	case '\n', '!', '?', '。', '！', '？':
		return true
	case '.':
		next := i + 1
		for next < len(text) && unicode.IsSpace(text[next]) {
			next++
		}
		if i == 0 || next == i+1 || next == len(text) || !unicode.IsUpper(text[next]) && text[next] != '¿' && text[next] != '¡' {
			return false
		}
		return !unicode.IsDigit(text[i-1]) || !r.ordinal(text, i, next)
	}
	return false
}

// ordinal tells whether the number before a point goes on with the word behind it.
func (r *Rules) ordinal(text []rune, point, next int) bool {
	first := point
	for first > 0 && unicode.IsDigit(text[first-1]) {
		first--
	}
	if point-first > 2 || first > 0 && !unicode.IsSpace(text[first-1]) && text[first-1] != '(' {
		return false // a year, or the end of a time, an amount or a date
	}
	last := next
	for last < len(text) && unicode.IsLetter(text[last]) {
		last++
	}
	if _, month := r.months[folded(string(text[next:last]))]; month {
		return true
	}
	end := first
	for end > 0 && unicode.IsSpace(text[end-1]) {
		end--
	}
	begin := end
	for begin > 0 && (unicode.IsLetter(text[begin-1]) || text[begin-1] == '.') {
		begin--
	}
	before := strings.TrimSuffix(folded(string(text[begin:end])), ".")
	_, month := r.months[before] // "November 25. Kind regards"
	_, day := r.weekdays[before]
	return !month || day
}
