package command

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"casefolio/app"
	"casefolio/app/replies/check"
)

// checkReply runs the command where opening a workspace is a failure.
func checkReply(t *testing.T, text string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	h := Host{
		Name: "casefolio", Version: "1", Files: os.DirFS("../../assets"), Lang: "en", In: strings.NewReader(text), Out: &o, Err: &e,
		Open: func(context.Context, string) (*app.Services, func() error, error) { panic("a workspace was opened") },
	}
	code = Run(context.Background(), h, append([]string{"reply", "check", "-"}, args...))
	return code, o.String(), e.String()
}

func TestReplyCheckJSON(t *testing.T) {
	text := "\ufeff您好，add me on WhatsApp ☎ or you idiot."
	code, out, errs := checkReply(t, text, "--platform", "ebay", "--json")
	var got []map[string]any
	if err := json.Unmarshal([]byte(out), &got); code != 0 || err != nil {
		t.Fatalf("code %d, %v: %s%s", code, err, out, errs)
	}
	runes := []rune(strings.TrimPrefix(text, "\ufeff"))
	found := map[any]string{}
	for _, f := range got {
		if len(f) != 5 || f["severity"] == "" || f["message"] == "" {
			t.Errorf("%v", f)
		}
		found[f["rule"]] = string(runes[int(f["start"].(float64)):int(f["end"].(float64))])
	}
	if found["contact"] != "WhatsApp" || !strings.Contains(found["insult"], "idiot") {
		t.Errorf("%q", found)
	}
}

func TestReplyCheckNothing(t *testing.T) {
	for _, text := range []string{"", "Thank you for the photos."} {
		if code, out, _ := checkReply(t, text, "--json"); code != 0 || out != "[]\n" {
			t.Errorf("%q: code %d, %s", text, code, out)
		}
	}
	if code, out, _ := checkReply(t, "Thank you."); code != 0 || out != "Nothing was found.\n" {
		t.Errorf("code %d, %s", code, out)
	}
}

func TestReplyCheckRefuses(t *testing.T) {
	for _, c := range []struct {
		text string
		args []string
		code int
	}{
		{"Thank you.", []string{"--platform", "nowhere"}, exitUsage},
		{strings.Repeat("a", check.MostText+1), nil, exitFailed},
		{strings.Repeat("a", 5*check.MostText), nil, exitFailed},
		{"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", nil, exitFailed},
	} {
		if code, out, errs := checkReply(t, c.text, append(c.args, "--json")...); code != c.code || out != "" || errs == "" {
			t.Errorf("%.20q %v: code %d, %q, %q", c.text, c.args, code, out, errs)
		}
	}
}

// Rules are switched off with a reason for a whole workspace, and on again.
func TestReplyRules(t *testing.T) {
	run, _ := runnerOn(t, "You idiot, your parcel comes soon.")
	rules := func() map[string]replyRule {
		t.Helper()
		var all []replyRule
		if err := json.Unmarshal([]byte(run("reply", "rules", "--json").out), &all); err != nil {
			t.Fatal(err)
		}
		at := map[string]replyRule{}
		for _, r := range all {
			if r.Name == "" || r.Message == "" || r.Severity == "" {
				t.Errorf("%+v", r)
			}
			at[r.Rule] = r
		}
		return at
	}
	checked := func(args ...string) string {
		t.Helper()
		got := run(append([]string{"reply", "check", "-", "--json"}, args...)...)
		if got.code != 0 {
			t.Fatal(got)
		}
		return got.out
	}
	if all := rules(); len(all) < 20 || all["soon"].Off || all["soon"].Since != "" {
		t.Errorf("%+v", all)
	}
	if got := run("reply", "off", "soon", "--reason", "no date"); got.code != 0 || !strings.Contains(got.out, "no date") {
		t.Fatal(got)
	}
	if is := rules()["soon"]; !is.Off || is.Reason != "no date" || is.Since == "" {
		t.Errorf("%+v", is)
	}
	if got := run("reply", "rules"); got.code != 0 || !strings.Contains(got.out, "no date") {
		t.Errorf("%+v", got)
	}
	if out := checked(); !strings.Contains(out, `"soon"`) {
		t.Error("no workspace was named:", out)
	}
	if out := checked("--workspace", "here"); strings.Contains(out, `"soon"`) || !strings.Contains(out, `"insult"`) {
		t.Error(out)
	}
	if got := run("reply", "on", "soon"); got.code != 0 || rules()["soon"].Off {
		t.Errorf("%+v", got)
	}
	for _, c := range []struct {
		code int
		args []string
	}{
		{exitUsage, []string{"off", "soon"}}, {exitFailed, []string{"off", "soon", "--reason", " "}},
		{exitFailed, []string{"off", "nothing", "--reason", "because"}}, {exitFailed, []string{"on", "nothing"}},
	} {
		if got := run(append([]string{"reply"}, c.args...)...); got.code != c.code || got.out != "" || got.err == "" {
			t.Errorf("%v: %+v", c.args, got)
		}
	}
}
