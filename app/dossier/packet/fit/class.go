package fit

// What a picture shows is told by its ground. A screenshot, a scan and a
// drawing have even ground with strokes on it; a camera gives every place some
// noise. What is in doubt counts as words: a photo that stays larger is a
// smaller harm than a message that nobody can read.

// signs are shares of the blocks of a picture, 0 to 1.
type signs struct {
	even   float64 // of one brightness throughout
	common float64 // of the even ones in the few most frequent brightnesses
	inked  float64 // strong strokes on even ground
}

const (
	blockSide  = 8
	evenRange  = 3  // of brightness in an even block; compression leaves some
	strong     = 72 // of brightness between stroke and ground
	ground     = 10 // within which a stroke's ground lies
	groundPart = 24 // pixels of a block that are ground, of 64
	frequent   = 6  // brightnesses that count as few
)

func readSigns(p plane) signs {
	var even, inked, all int
	var levels [256]int
	for y := 0; y+blockSide <= p.h; y += blockSide {
		for x := 0; x+blockSide <= p.w; x += blockSide {
			all++
			low, high, dark, light := p.block(x, y)
			switch {
			case high-low <= evenRange:
				even++
				levels[(low+high)/2]++
			case high-low >= strong && max(dark, light) >= groundPart:
				inked++
			}
		}
	}
	if all == 0 {
		return signs{}
	}
	s := signs{even: float64(even) / float64(all), inked: float64(inked) / float64(all)}
	if even > 0 {
		s.common = float64(topOf(levels)) / float64(even)
	}
	return s
}

// block tells the darkest and the lightest pixel of a block, and how many are
// about as dark or as light.
func (p plane) block(x, y int) (low, high, dark, light int) {
	low, high = 255, 0
	for dy := range blockSide {
		for _, v := range p.pix[(y+dy)*p.stride+x:][:blockSide] {
			low, high = min(low, int(v)), max(high, int(v))
		}
	}
	if high-low < strong {
		return low, high, 0, 0
	}
	for dy := range blockSide {
		for _, v := range p.pix[(y+dy)*p.stride+x:][:blockSide] {
			if int(v) <= low+ground {
				dark++
			}
			if int(v) >= high-ground {
				light++
			}
		}
	}
	return low, high, dark, light
}

// topOf counts the blocks of the most frequent brightnesses, each with its two
// neighbours.
func topOf(levels [256]int) (n int) {
	for range frequent {
		best := 0
		for i, v := range levels {
			if v > levels[best] {
				best = i
			}
		}
		for i := max(0, best-1); i <= min(255, best+1); i++ {
			n += levels[i]
			levels[i] = 0
		}
	}
	return n
}

// classify decides. Formats without loss hold what a screen showed, unless
// there is hardly an even place in them; what a camera signed is a photo,
// unless nearly all of it is even ground: some phones sign their screenshots.
func classify(s signs, h Hint) Class {
	drawn := s.even * s.common
	limit := 0.16
	switch {
	case h.Camera != "":
		limit = 0.5
	case h.Format == "png" || h.Format == "gif" || h.Format == "bmp" || h.Format == "webp" && s.inked > 0:
		limit = 0.04
	}
	if drawn >= limit || h.Camera == "" && s.inked >= 0.12 {
		return Words
	}
	return Photo
}
