package packet

import (
	"math"

	"casefolio/app/dossier/page"
)

// measure is what is known of one file, planned or written.
type measure struct {
	pages    int
	bytes    int64
	smallest float64 // points; 0: no text
	blank    int     // pages
	colour   bool
	unread   bool // somebody else's file that cannot be read
}

// measures tells of planned files what is known before they are written.
func measures(files []sized, grey bool) []measure {
	out := make([]measure, len(files))
	for i, f := range files {
		m := measure{pages: f.pages, bytes: f.bytes}
		if d := f.document; d != nil {
			m.colour, m.unread, m.smallest, m.blank = d.colour, !d.known, d.text, d.blank
		} else {
			m.colour, m.smallest, m.blank = !grey, smallest(f.doc), blank(f.doc)
		}
		out[i] = m
	}
	return out
}

// smallest is the size of the smallest text, in points; 0 without text.
func smallest(doc page.Document) float64 {
	least := 0.0
	for _, p := range doc.Pages {
		for _, t := range p.Texts {
			for _, r := range t.Line.Runs {
				if r.Size > 0 && (least == 0 || r.Size < least) {
					least = r.Size
				}
			}
		}
	}
	return least
}

// blank counts pages with nothing but head and foot.
func blank(doc page.Document) (n int) {
	const running = 4 // texts at the four corners
	for _, p := range doc.Pages {
		if len(p.Images)+len(p.Fills) == 0 && len(p.Texts) <= running {
			n++
		}
	}
	return n
}

// checks holds planned files against every limit. tight below 1 leaves room
// where files came out larger than planned.
func (j *job) checks(files []sized, tight float64) []Check {
	return j.limits(measures(files, j.r.Grey), tight)
}

// limits holds measures against the limits of the recipient.
func (j *job) limits(files []measure, tight float64) []Check {
	c := checker{tight: tight}
	r := j.r
	c.most("pages", files, r64(r.Pages), func(m measure) int64 { return int64(m.pages) })
	c.sum("pages_total", files, r64(r.PagesTotal), func(m measure) int64 { return int64(m.pages) })
	c.most("bytes_file", files, c.scaled(r.BytesFile), func(m measure) int64 { return m.bytes })
	c.sum("bytes_total", files, c.scaled(r.BytesTotal), func(m measure) int64 { return m.bytes })
	c.sum("files", files, r64(r.Files), func(measure) int64 { return 1 })
	zero := int64(0)
	flag := func(b bool) int64 {
		if b {
			return 1
		}
		return 0
	}
	if r.Grey {
		c.sum("grey", files, &zero, func(m measure) int64 { return flag(m.colour) })
	}
	if !r.Blank {
		c.sum("blank", files, &zero, func(m measure) int64 { return int64(m.blank) })
	}
	if r.Pages != nil || r.PagesTotal != nil {
		if n := count(files, func(m measure) bool { return m.unread }); n > 0 {
			c.all = append(c.all, Check{What: "pages_known", Value: n, Limit: &zero})
		}
	}
	if r.MinText > 0 {
		c.text(files, r.MinText)
	}
	return c.restored(r)
}

type checker struct {
	tight float64
	all   []Check
}

func r64(n *int) *int64 {
	if n == nil {
		return nil
	}
	v := int64(*n)
	return &v
}

func (c *checker) scaled(n *int64) *int64 {
	if n == nil {
		return nil
	}
	v := int64(float64(*n) * c.tight)
	return &v
}

// restored puts the recipient's own figures in the place of tightened ones.
func (c *checker) restored(r Recipient) []Check {
	for i := range c.all {
		switch c.all[i].What {
		case "bytes_file":
			c.all[i].Limit = r.BytesFile
		case "bytes_total":
			c.all[i].Limit = r.BytesTotal
		}
	}
	return c.all
}

// most checks the file that has most.
func (c *checker) most(what string, files []measure, limit *int64, of func(measure) int64) {
	check := Check{What: what, Limit: limit}
	for i, m := range files {
		if v := of(m); check.File == 0 || v > check.Value {
			check.Value, check.File = v, i+1
		}
	}
	check.OK = limit == nil || check.Value <= *limit
	c.all = append(c.all, check)
}

// sum checks all files together.
func (c *checker) sum(what string, files []measure, limit *int64, of func(measure) int64) {
	check := Check{What: what, Limit: limit}
	for _, m := range files {
		check.Value += of(m)
	}
	check.OK = limit == nil || check.Value <= *limit
	c.all = append(c.all, check)
}

// text checks the smallest text, in tenths of a point.
func (c *checker) text(files []measure, least float64) {
	limit := int64(math.Round(least * 10))
	check := Check{What: "text", Limit: &limit}
	for i, m := range files {
		if v := int64(math.Round(m.smallest * 10)); v > 0 && (check.File == 0 || v < check.Value) {
			check.Value, check.File = v, i+1
		}
	}
	check.OK = check.File == 0 || check.Value >= limit
	c.all = append(c.all, check)
}

func count(files []measure, is func(measure) bool) (n int64) {
	for _, m := range files {
		if is(m) {
			n++
		}
	}
	return n
}

func passed(checks []Check) bool {
	for _, c := range checks {
		if !c.OK {
			return false
		}
	}
	return true
}
