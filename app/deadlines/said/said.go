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
	original := []rune(strings.ToValidUTF8(text, "\uFFFD"))
	text = width.Fold.String(string(original)) // a character for a character
	var found deadlines.Promise
	take := func(due time.Time, at []int) {
		if due.After(now) && (found.Due.IsZero() || due.Before(found.Due)) {
			found = deadlines.Promise{Text: sentence(original, utf8.RuneCountInString(text[:at[0]]), utf8.RuneCountInString(text[:at[1]])), Due: due, MadeAt: now}
		}
	}
	for _, re := range r.spans {
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			n, _ := strconv.Atoi(group(re, text, m, "n"))
			unit := r.units[folded(group(re, text, m, "unit"))]
			if n > 0 {
				take(deadlines.Add(now, deadlines.Span{N: int64(n), Unit: unit}, work), m)
			}
		}
	}
	zones := []*time.Location{now.Location()}
	if buyer != nil {
		zones = append(zones, buyer)
	}
	for _, re := range r.points {
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			var first time.Time
			zones := zones
			if own := zoneOf(func(name string) string { return group(re, text, m, name) }); own != nil {
				zones = []*time.Location{own}
			}
			for _, zone := range zones {
				at, ok := r.moment(func(name string) string { return folded(group(re, text, m, name)) }, now.In(zone))
				if ok && at.After(now) && (first.IsZero() || at.Before(first)) {
					first = at
				}
			}
			take(first, m)
		}
	}
	return found, !found.Due.IsZero()
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
func sentence(text []rune, from, to int) string {
	for from > 0 && !ends(text, from-1) {
		from--
	}
	for to < len(text) && !ends(text, to) {
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

// ends tells whether a sentence ends at a character. A point does before a capital,
// unless it stands behind a number.
func ends(text []rune, i int) bool {
	switch text[i] {
	case '\n', '!', '?', '。', '！', '？':
		return true
	case '.':
		return i > 0 && !unicode.IsDigit(text[i-1]) && i+2 < len(text) && unicode.IsSpace(text[i+1]) && unicode.IsUpper(text[i+2])
	}
	return false
}
