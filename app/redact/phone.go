package redact

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// callingCodes are the country codes of telephone numbers (ITU-T E.164).
var callingCodes = strings.Fields("1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 " +
	"81 82 84 86 90 91 92 93 94 95 98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 " +
	"240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 298 299 " +
	"350 351 352 353 354 355 356 357 358 359 370 371 372 373 374 375 376 377 378 380 381 382 383 385 386 387 389 420 421 423 " +
	"500 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675 676 677 678 679 680 681 682 683 " +
	"685 686 687 688 689 690 691 692 800 808 850 852 853 855 856 870 878 880 881 882 883 886 888 960 961 962 963 964 965 966 967 968 970 " +
	"971 972 973 974 975 976 977 979 992 993 994 995 996 998")

const (
	leastPhone = 7  // digits of a number that can be a telephone's
	mostPhone  = 17 // with a prefix to dial out and the code of a country
	leastCore  = 5
	longPhone  = 8 // digits of a number without its country where none was told
)

// phoneCores returns the digits of a telephone number without country code and
// trunk zero, in which all its spellings agree. A text that is no number has
// none.
func phoneCores(text string) []string {
	number, international := dialled(text)
	if len(number) < leastPhone || len(number) > mostPhone {
		return nil
	}
	var cores []string
	add := func(core string) {
		if core = strings.TrimPrefix(core, "0"); len(core) >= leastCore && !slices.Contains(cores, core) {
			cores = append(cores, core)
		}
	}
	code := callingCode(number)
	if international && code > 0 {
		add(number[code:])
		return cores
	}
	add(number)
	if rest := number[code:]; code > 0 && len(rest) >= longPhone && len(number) > 10 {
		add(rest) // as messengers write it
	}
	return cores
}

// longestExtension is how many letters and digits can follow a number.
const longestExtension = 8

// dialled returns the digits that a text begins with, and whether they begin
// with the code of a country.
func dialled(text string) (number string, international bool) {
	var s stream
	s.read(text)
	var digits strings.Builder
	for _, u := range s.units {
		if u.class != digit {
			break // an extension, or no number
		}
		digits.WriteRune(u.r)
	}
	number = digits.String()
	if len(number) < len(s.units)-longestExtension {
		return "", false
	}
	if strings.HasPrefix(norm.NFKC.String(strings.TrimLeft(text, " (\u202A\u202D\u2066\u200E")), "+") {
		return number, true
	}
	for _, out := range []string{"00", "011"} {
		if rest, ok := strings.CutPrefix(number, out); ok && callingCode(rest) > 0 {
			return rest, true
		}
	}
	return number, false
}

// callingCode returns how many digits of a number are the code of a country.
// No code begins with another.
func callingCode(number string) int {
	for n := 1; n <= 3 && n <= len(number); n++ {
		if slices.Contains(callingCodes, number[:n]) {
			return n
		}
	}
	return 0
}

// phonePrefix returns where a telephone number begins whose core begins with
// unit i: at the code of the country or the trunk zero before it. It is false
// where other digits stand directly before.
func (s *stream) phonePrefix(i int) (int, bool) {
	const longest = 7 // 011, three digits of a country, trunk zero
	from := i
	for from > 0 && i-from < longest && s.units[from-1].class == digit && inNumber(s.units[from].gap) {
		from--
	}
	var digits strings.Builder
	for _, u := range s.units[from:i] {
		digits.WriteRune(u.r)
	}
	for text := digits.String(); from < i; from, text = from+1, text[1:] {
		if isPrefix(text) && !s.digitBefore(from) {
			return from, true
		}
	}
	return i, !s.digitBefore(i)
}

func (s *stream) digitBefore(i int) bool {
	return i > 0 && s.units[i-1].class == digit && s.units[i].gap.adjacent()
}

func inNumber(g gap) bool { return g.kinds&(other|wall) == 0 && g.size <= 4 && g.lines < 2 }

func isPrefix(digits string) bool {
	if digits == "0" {
		return true
	}
	for _, out := range []string{"", "00", "011", "+"} {
		rest, ok := strings.CutPrefix(digits, out)
		if !ok {
			continue
		}
		if code := callingCode(rest); code > 0 && (len(rest) == code || rest[code:] == "0") {
			return true
		}
	}
	return false
}
