package carriers_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"casefolio/app/carriers"
)

func load(t testing.TB) *carriers.Table {
	t.Helper()
	table, err := carriers.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestMatch(t *testing.T) {
	table := load(t)
	for _, c := range []struct {
		number string
		want   string // carriers, "!" for a wrong check digit, "~" for loose
	}{
		{"1z 5r8 939 03 5756 7127", "ups"},
		{"1Z5R89390357567128", "ups!"},
		{"RB123456785GB", "royal_mail"},
		{"RB123456786GB", "royal_mail!"},
		{"RB123456785LT", "postal"},
		{"RB123456785XX", "postal!"}, // no such country
		{"EE471108151CN", "ems_china china_post"},
		{"UK933048204YP", "yanwen"},
		{"YT2229521272164446", "yunexpress"},
		{"YT2229521272164", "yto"},
		{"986578788855", "fedex~ sf~"},
		{"986578788856", "sf~ fedex~!"},
		{"9400111206206406260787", "usps"},
		{"420221539101026837331000039521", "usps"},
		{"00340434161094042557", "dhl usps~"},
		{"3318810025", "dhl_express~"},
		{"hello", ""},
		{strings.Repeat("1", 200), ""},
	} {
		var got []string
		for _, m := range table.Match(c.number) {
			s := m.Carrier.ID
			if m.Loose {
				s += "~"
			}
			if m.Check == carriers.Wrong {
				s += "!"
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.number, got, c.want)
		}
	}
	if m, ok := table.Best("1Z5R89390357567128"); ok {
		t.Errorf("a number with a wrong check digit is %s's", m.Carrier.ID)
	}
}

// Changing one digit is noticed by weighted check digits; that of S10 maps two
// remainders to one digit and can miss it.
func TestEveryWrongDigitIsNoticed(t *testing.T) {
	table := load(t)
	for _, number := range []string{"1Z5R89390357567127", "9400111206206406260787", "00340434161094042557"} {
		for i := 2; i < len(number)-2; i++ {
			if number[i] < '0' || number[i] > '9' {
				continue
			}
			wrong := number[:i] + string('0'+(number[i]-'0'+1)%10) + number[i+1:]
			if m, ok := table.Best(wrong); ok && !m.Loose && m.Check == carriers.Right {
				t.Errorf("%s is taken for %s's", wrong, m.Carrier.ID)
			}
		}
	}
}

func TestTableIsChecked(t *testing.T) {
	raw, err := os.ReadFile("../../assets/rules/carriers.json")
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(raw) {
		t.Fatal("not JSON")
	}
	for _, c := range [][2]string{
		{`"check": "s10"`, `"check": "s11"`}, {`"RB123456785US"`, `"RB123456786US"`}, {`^1Z`, `^(1Z`},
		{`"carrier": "ups"`, `"carrier": "upps"`}, {`"id": "ups"`, `"id": "usps"`}, {`{`, ``},
	} {
		files := fstest.MapFS{"rules/carriers.json": &fstest.MapFile{Data: []byte(strings.Replace(string(raw), c[0], c[1], 1))}}
		if _, err := carriers.Load(files); err == nil {
			t.Errorf("%s → %s is not noticed", c[0], c[1])
		}
	}
}

func FuzzMatch(f *testing.F) {
	table := load(f)
	f.Add("RB123456785GB")
	f.Add("1Z5R89390357567127")
	f.Add("4PX3000123456789CN\u200e")
	f.Fuzz(func(t *testing.T, number string) {
		for _, m := range table.Match(number) {
			if m.Carrier.ID == "" || m.Carrier.Name("zh") == "" {
				t.Fatalf("%q: %+v", number, m)
			}
		}
	})
}
