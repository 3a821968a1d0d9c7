package evidence

import (
	"bytes"
	"io"
	"regexp"
	"strconv"

	"casefolio/app/fault"
)

// maxPDF is how much of a PDF is looked through, in bytes.
const maxPDF = 64 << 20

var (
	pdfPage  = regexp.MustCompile(`/Type\s*/Page[^s\w]`)
	pdfCount = regexp.MustCompile(`/Type\s*/Pages\b[^>]{0,400}?/Count\s+(\d{1,6})|/Count\s+(\d{1,6})[^>]{0,400}?/Type\s*/Pages\b`)
)

// Pages counts the pages of a PDF as far as they stand in the open: newer files
// may hide them in packed parts. Zero means that they are not known.
func (s *Service) Pages(e Exhibit) (int, error) {
	if e.Format != "pdf" || e.Size > maxPDF {
		return 0, nil
	}
	r, err := s.vault.Open(e.SHA256)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, maxPDF))
	if err != nil {
		return 0, fault.Wrap(err, "vault.unreadable", "name", e.FileName)
	}
	return pdfPages(raw), nil
}

// pdfPages takes the largest count of a tree of pages, else the pages one by
// one. A file that was changed after it was written may hold old pages, too,
// and then only the count tells.
func pdfPages(raw []byte) int {
	most := 0
	for _, m := range pdfCount.FindAllSubmatch(raw, 1000) {
		if n, err := strconv.Atoi(string(bytes.Join(m[1:], nil))); err == nil {
			most = max(most, n)
		}
	}
	if most > 0 {
		return most
	}
	return len(pdfPage.FindAllIndex(raw, 100_000))
}
