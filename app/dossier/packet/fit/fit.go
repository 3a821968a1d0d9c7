// Package fit makes the pictures of a packet small enough for its recipient:
// which pixels, which quality, grey or in colours, and what that weighs. It
// knows neither cases nor recipients. Lengths are points, sizes bytes.
package fit

// Level is how a picture is written. The zero Level leaves it as it is.
type Level struct {
	DPI     int  // pixels to a printed inch at most; 0: all that there are
	Quality int  // of JPEG, 1 to 100; 0: not written anew for its quality
	Grey    bool // without colours
}

// Class is what a picture mainly shows. Words need more pixels than a photo.
type Class int

// The classes.
const (
	Photo Class = iota
	Words       // a screenshot, a scan, a drawing: small text on flat ground
)

// Rung is one step down: a level for each class.
type Rung struct{ Photo, Words Level }

// Level is that of one class.
func (r Rung) Level(c Class) Level {
	if c == Words {
		return r.Words
	}
	return r.Photo
}

// Least of what small text bears: below it strokes of Chinese characters run
// into one another on paper.
const (
	WordsDPI     = 150
	WordsQuality = 55
)

// rungs go down in steps of about a quarter of the bytes. The first one leaves
// the pictures as they are.
var rungs = []Rung{
	{},
	{Level{200, 85, false}, Level{220, 80, false}},
	{Level{180, 80, false}, Level{200, 75, false}},
	{Level{150, 75, false}, Level{180, 70, false}},
	{Level{130, 65, false}, Level{170, 60, false}},
	{Level{110, 60, false}, Level{WordsDPI, 60, false}},
	{Level{96, 50, false}, Level{WordsDPI, WordsQuality, false}},
}

// Ladder returns the rungs from the best to the smallest, for a recipient who
// takes no more than maxDPI (0: any), and grey only where grey is set. Words
// stay at WordsDPI even where maxDPI is less: Made tells, and whoever asked for
// it refuses, but no evidence becomes illegible on the way.
func Ladder(maxDPI int, grey bool) []Rung {
	words := maxDPI
	if words > 0 {
		words = max(words, WordsDPI)
	}
	out := make([]Rung, 0, len(rungs))
	for _, r := range rungs {
		r = Rung{r.Photo.within(maxDPI, grey), r.Words.within(words, grey)}
		if n := len(out); n == 0 || out[n-1] != r {
			out = append(out, r)
		}
	}
	return out
}

func (l Level) within(maxDPI int, grey bool) Level {
	if maxDPI > 0 && (l.DPI == 0 || l.DPI > maxDPI) {
		l.DPI = maxDPI
	}
	l.Grey = grey
	return l
}
