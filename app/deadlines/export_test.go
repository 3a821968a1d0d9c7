package deadlines

import "time"

// Extend is extend with pauses as pairs of their ends.
func Extend(due time.Time, s Span, c Calendar, pauses ...[2]time.Time) time.Time {
	all := make([]pause, len(pauses))
	for i, p := range pauses {
		all[i] = pause{p[0], p[1]}
	}
	return extend(due, s, c, all)
}
