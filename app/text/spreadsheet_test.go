package text

import "testing"

func TestForSpreadsheet(t *testing.T) {
	for in, want := range map[string]string{
		"": "", " ": " ", "a": "a", "5 days": "5 days", "12345678901": "12345678901", "a=b": "a=b",
		"123456789012": "'123456789012", "=1+1": "'=1+1", " =1": "' =1", "+49 170": "'+49 170", "-5": "'-5", "@SUM": "'@SUM",
		"'5": "''5", "＝1": "'＝1", "－1": "'－1", "\ta": "'\ta", "\u3000=1": "'\u3000=1",
	} {
		if got := ForSpreadsheet(in); got != want {
			t.Errorf("%q became %q, not %q", in, got, want)
		}
	}
}
