package data

import (
	"strings"

	fold "golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"casefolio/app/cases"
	"casefolio/app/evidence"
)

// maxSearchWords bounds the work that one search asks for.
const maxSearchWords = 8

// folded makes texts comparable that differ in letter case or in the width of
// their characters: "ＡB１" finds "ab1".
func folded(s string) string { return fold.Fold().String(norm.NFKC.String(s)) }

// searchWords splits what stands in the search box.
func searchWords(search string) []string {
	words := strings.Fields(folded(search))
	return words[:min(len(words), maxSearchWords)]
}

// caseSearchText is what a case can be found by.
func caseSearchText(c cases.Case, number string) string {
	return folded(strings.Join([]string{
		number, c.Customer, c.Contact, c.Order, c.Tracking, c.SKU, c.Product, c.Story, c.Demand,
		c.FollowUp, c.Lesson, c.Prevention,
	}, "\n"))
}

// exhibitSearchText is what a case can be found by through one of its exhibits.
func exhibitSearchText(e evidence.Exhibit, messages []evidence.Message) string {
	texts := []string{e.Title, e.FileName, e.Parcel.Number}
	named := map[string]bool{}
	for _, m := range messages {
		if !named[m.Sender] {
			named[m.Sender] = true
			texts = append(texts, m.Sender)
		}
		texts = append(texts, m.Body, m.Translation)
	}
	return folded(strings.Join(texts, "\n"))
}

// putSearchText keeps the text of a case or an exhibit under that row's id.
func (t *tx) putSearchText(id, caseID, text string) error {
	return t.exec(`INSERT INTO search_texts (id, case_id, live, text) VALUES (?, ?, 1, ?)
		ON CONFLICT (id) DO UPDATE SET text = excluded.text`, id, caseID, text)
}
