package layout

// placed is a piece with its top edge on its page.
type placed struct {
	piece *piece
	y     float64
}

// dealer fills pages from the top.
type dealer struct {
	sheets [][]placed
	y      float64 // used of the present page
	height float64 // of a page
}

// deal puts the pieces on pages of that height, in order, and never tears
// apart what is kept together unless it is taller than a page.
func deal(pieces []*piece, height float64) [][]placed {
	d := dealer{sheets: [][]placed{nil}, height: height}
	for i, p := range pieces {
		if !d.fresh() && (p.fresh || !d.fits(pieces[i:])) {
			d.sheets = append(d.sheets, nil)
			d.y = 0
		}
		if d.fresh() && p.head != nil {
			d.put(p.head)
		}
		d.put(p)
	}
	return d.sheets
}

func (d *dealer) fresh() bool { return len(d.sheets[len(d.sheets)-1]) == 0 }

func (d *dealer) put(p *piece) {
	if !d.fresh() {
		d.y += p.before
	}
	last := len(d.sheets) - 1
	d.sheets[last] = append(d.sheets[last], placed{p, frameTop + d.y})
	d.y += p.height
}

// fits tells whether the first piece and all that it is kept with have room on
// the present page. A chain that no page can hold is not kept together.
func (d *dealer) fits(pieces []*piece) bool {
	const rounding = 0.01
	own := pieces[0].before + pieces[0].height
	chain := own
	for i := 0; pieces[i].keep && i+1 < len(pieces); i++ {
		chain += pieces[i+1].before + pieces[i+1].height
	}
	if chain > d.height {
		chain = own
	}
	return d.y+chain <= d.height+rounding
}
