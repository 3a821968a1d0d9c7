package render

import (
	"strings"
	"testing"

	"casefolio/app/dossier/page"
)

func TestDatesKeepTheirZone(t *testing.T) {
	tests := []struct{ created, want string }{
		{"D:20240102030405+08'00'", "(D:20240102030405+08'00')"},
		{"D:20240102030405-03'30'", "(D:20240102030405-03'30')"},
		{"D:20240102030405Z", "(D:20240102030405+00'00')"},
		{"20240102030405", "(D:20240102030405+00'00')"},
		{"", "(D:19700101000000+00'00')"},
	}
	for _, test := range tests {
		b := newBuilder(page.Document{W: 100, H: 100, Created: test.created}, nil)
		info := "1 0 obj\n<<\n/CreationDate (" + b.created().Format(gofpdfDate) + ")\n>>"
		if got := string(b.complete([]byte(info), true)); !strings.Contains(got, test.want) {
			t.Errorf("%q: got %s", test.created, got)
		}
	}
}

func TestSplitRefusesOtherFiles(t *testing.T) {
	for _, raw := range []string{"", "startxref\n", "startxref\n9\n", "xref\n0 3\nstartxref\n1\n", "xxxxx xref\n0 999999\nstartxref\n6\n"} {
		if _, err := split([]byte(raw)); err == nil {
			t.Errorf("%q was taken", raw)
		}
	}
}
