package app_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"casefolio/app/evidence"
	"casefolio/app/submissions"
)

// A chat that comes as an archive brings its pictures along, as it does
// elsewhere.
func TestAnswerIsAChatWithPictures(t *testing.T) {
	d := newDesk(t)
	s := d.record(submissions.Draft{Recipient: "Amazon", ProgrammeID: claim, Files: []string{d.file("p.pdf", packetBytes)}})
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for name, content := range map[string]string{
		"_chat.txt":         "[20/11/2026, 06:40:12] Support: <attached: 00000002-note.txt>\n[20/11/2026, 06:52:30] Shop: Thank you.\n",
		"00000002-note.txt": "We decided for you.",
	} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	answered, err := d.Submissions.Answer(t.Context(), s.ID, submissions.Decision{
		Result: submissions.Won, Files: []string{d.file("WhatsApp Chat - Support.zip", packed.String())},
	})
	if err != nil || len(answered.AnswerExhibits) != 1 {
		t.Fatal(answered, err)
	}
	all, err := d.Evidence.List(t.Context(), d.c.ID)
	if err != nil || len(all) != 3 || all[1].Kind != evidence.Chat || all[2].ParentID != all[1].ID {
		t.Errorf("%+v %v", all, err)
	}
}
