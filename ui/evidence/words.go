package evidence

import (
	"strings"
	"unicode"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
)

// KindText names a kind of exhibit in the seller's language.
func KindText(k evidence.Kind) string { return kit.T("kind." + string(k)) }

// ProblemText says in a sentence what went wrong while an original was read.
func ProblemText(code string) string {
	if key := "problem." + code; kit.Has(key) {
		return kit.T(key)
	}
	return kit.T("viewer.problem.other")
}

// Title is what an exhibit is called: the seller's words, else what it is
// about, else its file name, else its kind.
func Title(e evidence.Exhibit) string {
	switch {
	case e.Title != "":
		return e.Title
	case e.Parcel.Number != "":
		return strings.TrimSpace(e.Parcel.Carrier + " " + e.Parcel.Number)
	case e.FileName != "":
		return e.FileName
	}
	return KindText(e.Kind)
}

// RoleText names who speaks, in the seller's language.
func RoleText(r evidence.Role) string {
	if r == evidence.Unknown {
		return kit.T("role.unknown")
	}
	return kit.T("role." + string(r))
}

// printable drops control characters that would spoil a line, and tabs.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// SenderName is who speaks, on one line and without the mail address that a
// copied message carries behind the name.
func SenderName(s string) string {
	if name, _, ok := strings.Cut(s, "<"); ok && strings.TrimSpace(name) != "" {
		s = name
	}
	return oneWord(s)
}

// oneLine folds white space and drops what cannot be shown on a line.
func oneLine(s string) string { return strings.Join(strings.Fields(printable(s)), " ") }

// oneWord is a name on one line, bounded.
func oneWord(s string) string {
	const most = 40
	s = oneLine(s)
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
