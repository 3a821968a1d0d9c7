package compose

import (
	"strings"
	"testing"

	"casefolio/app/evidence"
	"casefolio/app/money"
	"casefolio/app/submissions"
)

// TestSubmissionsAreListed with what was answered; the files themselves stand
// in the index alone.
func TestSubmissionsAreListed(t *testing.T) {
	for lang, want := range map[string][]string{
		"en":   {"Submitted", "Quokka Bank", "post", "no answer yet", "partly won, EUR 19.50", "half of it", "Submitted to Quokka Bank", "Journal as submitted: no. 1,234, abcd efab … cdef"},
		"zh":   {"提交记录", "邮寄", "等待答复", "部分胜诉，EUR 19.50", "提交给Quokka Bank"},
		"both": {"post", "邮寄", "部分胜诉", "partly won"},
	} {
		in := input(t, lang)
		in.Exhibits = []Exhibit{{Exhibit: evidence.Exhibit{
			ID: "x", No: 1, Kind: evidence.Document, Source: evidence.FromPacket, FileName: "packet.pdf", SHA256: strings.Repeat("ab", 32),
		}}}
		open := Submission{Submission: submissions.Submission{
			Recipient: "Quokka Bank", Channel: submissions.ByPost, At: at(10, 9, 0), Seq: 1234, Head: "abcdefab" + strings.Repeat("0", 52) + "cdef",
		}, Files: []int{1}}
		done := open
		done.Result, done.Amount, done.Reason = submissions.Partly, money.Amount{Minor: 1950, Currency: "EUR"}, "half of it"
		done.AnsweredAt = at(12, 9, 0)
		in.Submissions = []Submission{open, done}
		for _, form := range []string{Full, Summary} {
			in.Form = form
			all := strings.Join(lines(Compose(in)), "\n")
			for _, w := range want {
				if form == Full && !strings.Contains(all, w) {
					t.Errorf("%s: %q is missing in\n%s", lang, w, all)
				}
			}
			if n := strings.Count(all, "packet.pdf"); n != 1 {
				t.Errorf("%s %s: the packet is named %d times", lang, form, n)
			}
			if !strings.Contains(all, "Quokka Bank") {
				t.Errorf("%s %s does not name the recipient", lang, form)
			}
		}
	}
}
