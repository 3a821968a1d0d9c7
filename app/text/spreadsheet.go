package text

import "strings"

// ForSpreadsheet puts an apostrophe before what a spreadsheet would take for a
// formula, and before long numbers that it would round. Package tables takes it
// away again.
func ForSpreadsheet(s string) string {
	trimmed := strings.TrimLeft(s, " \t\r\n\u00a0\u3000")
	if trimmed == "" {
		return s
	}
	number := len(s) > 11 && strings.Trim(s, "0123456789") == ""
	formula := strings.ContainsAny(trimmed[:1], "=+-@'") || strings.HasPrefix(trimmed, "＝") || strings.HasPrefix(trimmed, "＋") ||
		strings.HasPrefix(trimmed, "－") || strings.HasPrefix(trimmed, "＠")
	if number || formula || strings.ContainsAny(s[:1], "\t\r\n") {
		return "'" + s
	}
	return s
}
