package cases

import (
	"cmp"
	"slices"
	"time"

	"casefolio/app/cases"
	"casefolio/app/evidence"
	"casefolio/app/phrases"
	"casefolio/app/replies"
	"casefolio/app/submissions"
)

// happening is one thing on the timeline. Exactly one of its parts is set;
// photos taken in one sitting share a happening.
type happening struct {
	at       time.Time
	undated  bool // at is when it was added, because nothing says when it happened
	exhibits []evidence.Exhibit
	move     *cases.StageMove
	use      *phrases.Use
	reply    *replies.Entry          // sent, or copied and nobody knows
	sent     *submissions.Submission // handed in, or with answered decided
	answered bool
	intake   bool
}

// sitting is how far apart photos may be taken to stand in one card.
const sitting = time.Hour

// timeline puts everything that happened in a case in order, newest first: the
// question on opening a file is where the case stands, and the answer should
// need no scrolling. Things of the same moment keep their exhibit order.
func timeline(f file) []happening {
	hs := []happening{{at: f.c.Received, intake: true}}
	hs = append(hs, submitted(f)...)
	for _, e := range f.exhibits {
		if e.Source == evidence.FromPacket { // its submission says when it went out
			continue
		}
		at, known := eventTime(e)
		hs = append(hs, happening{at: at, undated: !known, exhibits: []evidence.Exhibit{e}})
	}
	for i := range f.moves {
		hs = append(hs, happening{at: f.moves[i].At, move: &f.moves[i]})
	}
	for i := range f.uses {
		hs = append(hs, happening{at: f.uses[i].At, use: &f.uses[i]})
	}
	for _, e := range replies.Waiting(f.replies) {
		hs = append(hs, happening{at: e.Is.CopiedAt, reply: &e})
	}
	for i := range f.replies {
		if e := &f.replies[i]; e.Is.Sent() {
			hs = append(hs, happening{at: e.Is.SentAt, reply: e})
		}
	}
	slices.SortStableFunc(hs, func(a, b happening) int { return b.at.Compare(a.at) })
	return joinPhotos(hs)
}

// eventTime is when an exhibit's content happened; known is false where only
// the time it was added is left. A file's own time is no event: copying resets it.
func eventTime(e evidence.Exhibit) (at time.Time, known bool) {
	switch {
	case !e.EventAt.IsZero():
		return e.EventAt, true
	case !e.Picture.CapturedAt.IsZero():
		return e.Picture.CapturedAt, true
	}
	return e.AddedAt, false
}

// joinPhotos puts neighbouring photos of one sitting into one happening, in
// the order of their numbers.
func joinPhotos(hs []happening) []happening {
	joined := hs[:0]
	for _, h := range hs {
		if n := len(joined); n > 0 && sameSitting(joined[n-1], h) {
			last := &joined[n-1]
			last.exhibits = append(last.exhibits, h.exhibits...)
			last.at = h.at
			continue
		}
		joined = append(joined, h)
	}
	for _, h := range joined {
		slices.SortFunc(h.exhibits, func(a, b evidence.Exhibit) int { return cmp.Compare(a.No, b.No) })
	}
	return joined
}

func sameSitting(a, b happening) bool {
	return a.isPhoto() && b.isPhoto() && a.undated == b.undated && a.at.Sub(b.at) <= sitting
}

func (h happening) isPhoto() bool {
	return len(h.exhibits) > 0 && h.exhibits[0].Kind == evidence.Photo
}
