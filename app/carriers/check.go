package carriers

// checkDigits holds the algorithms by their names in rules/carriers.json. They
// are called with numbers that have the format's form.
var checkDigits = map[string]func(string) bool{
	"s10":         checkS10,
	"ups_1z":      checkUPS,
	"ups_waybill": func(s string) bool { return checkWeighted(s[1:], 1, 2) },
	"mod10_3_1":   mod10,
	"mod10_22":    func(s string) bool { return mod10(lastDigits(s, 22)) }, // behind 420 and the ZIP code
	"mod10_26":    func(s string) bool { return mod10(lastDigits(s, 26)) },
	"mod10_1_3":   func(s string) bool { return mod10(lastDigits(s, 15)) },
	"usps20":      func(s string) bool { return mod10(s) || mod10("91"+s) },
	"fedex12":     func(s string) bool { return checkFedEx(s, [3]int{3, 1, 7}) },
	"fedex34":     func(s string) bool { return checkFedEx(lastDigits(s, 14), [3]int{1, 7, 3}) },
	"mod7":        checkMod7,
}

// lastDigits returns the last n characters.
func lastDigits(s string, n int) string {
	if n < len(s) {
		return s[len(s)-n:]
	}
	return s
}

// checkS10 is the rule of the Universal Postal Union for two letters, eight
// digits, a check digit and a country.
func checkS10(s string) bool {
	sum := 0
	for i, weight := range [...]int{8, 6, 4, 2, 3, 5, 9, 7} {
		sum += weight * int(s[2+i]-'0')
	}
	check := 11 - sum%11
	switch check {
	case 10:
		check = 0
	case 11:
		check = 5
	}
	return check == int(s[10]-'0')
}

func checkUPS(s string) bool {
	sum := 0
	for i, c := range []byte(s[2 : len(s)-1]) {
		v := int(c - '0')
		if c >= 'A' {
			v = (int(c) - 3) % 10
		}
		if i%2 == 1 {
			v *= 2
		}
		sum += v
	}
	return (10-sum%10)%10 == int(s[len(s)-1]-'0')
}

// checkWeighted adds digits times alternating weights from the left.
func checkWeighted(s string, odd, even int) bool {
	sum := 0
	for i, c := range []byte(s[:len(s)-1]) {
		if i%2 == 0 {
			sum += odd * int(c-'0')
		} else {
			sum += even * int(c-'0')
		}
	}
	return (10-sum%10)%10 == int(s[len(s)-1]-'0')
}

// mod10 weighs the digits 3, 1, 3, 1 … from the right, beside the check digit.
func mod10(s string) bool {
	sum, weight := 0, 3
	for i := len(s) - 2; i >= 0; i-- {
		sum += weight * int(s[i]-'0')
		weight = 4 - weight
	}
	return (10-sum%10)%10 == int(s[len(s)-1]-'0')
}

func checkFedEx(s string, weights [3]int) bool {
	sum := 0
	for i := range len(s) - 1 {
		sum += weights[i%3] * int(s[i]-'0')
	}
	return sum%11%10 == int(s[len(s)-1]-'0')
}

// checkMod7 is the rule for ten digits; the form of eleven has none.
func checkMod7(s string) bool {
	if len(s) != 10 {
		return true
	}
	value := 0
	for _, c := range []byte(s[:9]) {
		value = (value*10 + int(c-'0')) % 7
	}
	return value == int(s[9]-'0')
}
