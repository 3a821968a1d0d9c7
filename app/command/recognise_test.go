package command

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"casefolio/app"
)

// recognise runs the command where opening a workspace is a failure.
func recognise(t *testing.T, text string, args ...string) (out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	h := Host{
		Name: "casefolio", Version: "1", Files: os.DirFS("../../assets"), Lang: "en", In: strings.NewReader(text), Out: &o, Err: &e,
		Open: func(context.Context, string) (*app.Services, func() error, error) { panic("a workspace was opened") },
	}
	if code := Run(context.Background(), h, append([]string{"recognise", "-"}, args...)); code != 0 {
		t.Fatalf("exit code %d: %s", code, e.String())
	}
	return o.String(), e.String()
}

func TestRecogniseJSON(t *testing.T) {
	out, errs := recognise(t, "\ufeffDate: Fri, 20 Nov 2026 06:31:09 +0100\nOrder 302-8841276-2210751, 302-8841276-2210751 for EUR 39,90.\n"+
		"Sent 2026-11-05 08:40, on 3/4/2026 too. UPS 1Z5R89390357567128, YT2630921266112233. Where is my parcel? a@b.example", "--json")
	want := `{"orders":["302-8841276-2210751"],"tracking":[{"number":"YT2630921266112233","carrier":"YunExpress"}],"emails":["a@b.example"],` +
		`"amounts":[{"amount":"39.90","currency":"EUR"}],"dates":["2026-11-20T06:31:09+01:00","2026-11-05T08:40:00"],"language":"en",` +
		`"categories":[{"id":"logistics.late","score":0.65}]}` + "\n"
	if out != want {
		t.Errorf("got  %swant %s", out, want)
	}
	for _, doubt := range []string{"1Z5R89390357567128", "2026-03-04"} {
		if !strings.Contains(errs, doubt) {
			t.Errorf("%s is left out without a word: %s", doubt, errs)
		}
	}
}

func TestRecogniseNothing(t *testing.T) {
	out, _ := recognise(t, "", "--json")
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"orders", "tracking", "emails", "amounts", "dates", "categories"} {
		if !reflect.DeepEqual(got[key], []any{}) {
			t.Errorf("%s is %v", key, got[key])
		}
	}
	if len(got) != 7 {
		t.Errorf("%d keys", len(got))
	}
}

func TestRecogniseListing(t *testing.T) {
	out, _ := recognise(t, "Order #1042: tracking 1Z5R89390357567127, refund $5")
	for _, want := range []string{"Order number", "1042", "UPS", "USD 5.00"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not listed:\n%s", want, out)
		}
	}
}

func TestRecogniseReadsFilesOfAnyKind(t *testing.T) {
	chinese, err := simplifiedchinese.GB18030.NewEncoder().String("订单号8123456789012346，退款58元")
	if err != nil {
		t.Fatal(err)
	}
	if out, _ := recognise(t, chinese, "--json"); !strings.Contains(out, `"8123456789012346"`) || !strings.Contains(out, `"CNY"`) {
		t.Errorf("GB18030: %s", out)
	}
	for name, text := range map[string]string{"long": "order 1042 " + strings.Repeat("é", 100_000), "huge": "order 1042 " + strings.Repeat("a b\n", 5<<20)} {
		if out, errs := recognise(t, text, "--json"); !strings.Contains(out, `"1042"`) || !strings.Contains(errs, "64 KB") {
			t.Errorf("%s: %s %s", name, out, errs)
		}
	}
	var errs bytes.Buffer
	h := Host{
		Name: "casefolio", Version: "1", Files: os.DirFS("../../assets"), Lang: "en", Out: io.Discard, Err: &errs,
		In: strings.NewReader("\x7fELF\x02\x01\x01\x00\x00\x01$5\x00\x00\x00"),
	}
	if code := Run(context.Background(), h, []string{"recognise", "-", "--json"}); code == 0 || !strings.Contains(errs.String(), "not a text") {
		t.Errorf("a program: %d %s", code, errs.String())
	}
}
