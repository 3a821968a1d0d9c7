package recipient

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

const rulesFile = "rules/recipients.json"

// Load reads and checks rules/recipients.json.
func Load(files fs.FS) ([]Recipient, error) {
	raw, err := fs.ReadFile(files, rulesFile)
	if err != nil {
		return nil, err
	}
	all, err := Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", rulesFile, err)
	}
	return all, nil
}

// Parse reads and checks recipients: ids are unique, limits make sense, all are
// named in both languages, and each says where its limits were read, and when.
func Parse(raw []byte) ([]Recipient, error) {
	var in struct {
		Recipients []Recipient `json:"recipients"`
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return nil, err
	}
	if len(in.Recipients) == 0 {
		return nil, errors.New("no recipients")
	}
	seen := map[string]bool{}
	for _, r := range in.Recipients {
		err := r.checkShipped()
		if seen[r.ID] {
			err = errors.New("stands twice")
		}
		if err != nil {
			return nil, fmt.Errorf("%q: %w", r.ID, err)
		}
		seen[r.ID] = true
	}
	return in.Recipients, nil
}

// checkShipped holds a shipped recipient to more than one of the seller's own.
func (r Recipient) checkShipped() error {
	switch {
	case r.ID == "" || strings.HasPrefix(r.ID, OwnPrefix) || r.Own || r.Changed:
		return errors.New("no id for what is shipped")
	case r.Names["en"] == "" || r.Names["zh"] == "":
		return errors.New("a name is missing in zh or en")
	case (r.Note["en"] == "") != (r.Note["zh"] == ""):
		return errors.New("a note is missing in a language")
	case r.Verified && (r.SourceKind == "none" || r.SourceKind == "third_party"):
		return errors.New("verified without a source that could verify it")
	case (r.SourceKind == "none") != (r.SourceTitle == ""):
		return errors.New("a source without its title, or a title without a source")
	}
	if _, err := time.Parse(dateLayout, r.AsOf); err != nil {
		return fmt.Errorf("as_of: %w", err)
	}
	return r.Check()
}

// Bounds of what anybody may enter; far beyond need.
const (
	maxCount = 100_000
	maxBytes = 1 << 40
	maxDPI   = 2400
	maxText  = 4000 // characters of a note
	maxName  = 200
	// Larger letters than these leave no room for a table.
	maxMinText = 14
)

// Check tells whether a recipient makes sense.
func (r Recipient) Check() error {
	return errors.Join(r.checkNumbers(), r.checkChoices(), r.checkTexts(), r.checkLists())
}

func (r Recipient) checkNumbers() error {
	for _, n := range []*int{r.Pages, r.PagesTotal, r.Files} {
		if senseless(n, maxCount) {
			return errors.New("a number of pages or files that makes no sense")
		}
	}
	for _, n := range []*int64{r.BytesFile, r.BytesTotal} {
		if senseless(n, maxBytes) {
			return errors.New("a number of bytes that makes no sense")
		}
	}
	for _, n := range []int{r.MinDPI, r.MaxDPI} {
		if n < 0 || n > maxDPI || r.MaxDPI > 0 && n > r.MaxDPI {
			return errors.New("a resolution that makes no sense")
		}
	}
	if !(r.MinText >= 0 && r.MinText <= maxMinText) {
		return errors.New("a size of text that makes no sense")
	}
	return nil
}

func senseless[T int | int64](n *T, most T) bool { return n != nil && (*n < 1 || *n > most) }

func (r Recipient) checkChoices() error {
	if strings.TrimSpace(r.Name("en")) == "" {
		return errors.New("no name")
	}
	if len(r.Formats) > 0 && !slices.Contains(r.Formats, "pdf") {
		return errors.New("a recipient that takes no PDF")
	}
	for _, choice := range []struct {
		what, value string
		known       []string
	}{
		{"kind", r.Kind, Kinds()}, {"paper", r.Paper, []string{"", "a4", "letter"}},
		{"audience", r.Audience, Audiences()}, {"kind of source", r.SourceKind, SourceKinds()},
	} {
		if !slices.Contains(choice.known, choice.value) {
			return fmt.Errorf("unknown %s %q", choice.what, choice.value)
		}
	}
	return nil
}

func (r Recipient) checkTexts() error {
	for _, texts := range []map[string]string{r.Names, r.Note} {
		for lang, text := range texts {
			if lang != "en" && lang != "zh" {
				return fmt.Errorf("unknown language %q", lang)
			}
			if !utf8.ValidString(text) || utf8.RuneCountInString(text) > maxText {
				return errors.New("a text that is too long")
			}
		}
	}
	for _, name := range r.Names {
		if utf8.RuneCountInString(name) > maxName {
			return errors.New("a name that is too long")
		}
	}
	if r.SourceURL != "" {
		if u, err := url.Parse(r.SourceURL); err != nil || u.Scheme != "https" && u.Scheme != "http" {
			return fmt.Errorf("source_url %q", r.SourceURL)
		}
	}
	return nil
}

func (r Recipient) checkLists() error {
	for _, kind := range r.Mask {
		if !slices.Contains(MaskKinds(), kind) {
			return fmt.Errorf("unknown kind of term %q", kind)
		}
	}
	for _, format := range r.Formats {
		if format == "" || format != strings.ToLower(format) {
			return fmt.Errorf("format %q", format)
		}
	}
	return nil
}
