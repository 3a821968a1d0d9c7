package compose

import (
	"casefolio/app/dossier/block"
	"casefolio/app/evidence"
	"casefolio/app/shop"
)

// Picture is a picture file with its pixels.
type Picture struct {
	Path string
	W, H int
}

func (c *composer) photos(run []Exhibit) {
	title := joined("\u2003", run[0].Label(), c.kind(evidence.Photo))
	if len(run) > 1 {
		title = joined("\u2003", run[0].Label()+" – "+run[len(run)-1].Label(), c.t("photos"))
	}
	c.add(block.Header{Text: title, Running: title})
	out := block.Photos{PerPage: c.Photos, Close: c.close}
	for _, e := range run {
		caption := append([]block.Text{block.Say(block.SmallInk, e.Label()+"\u2002"+c.name(e))}, c.caption(e)...)
		if e.Lost != "" {
			caption = append(caption, block.Say(block.Small, e.Lost))
		}
		out.Photos = append(out.Photos, block.Photo{
			Mark: c.mark(e), Path: e.Path, W: e.W, H: e.H, Alt: joined(" ", e.Label(), c.name(e)),
			Caption: caption, Fault: e.Fault, Parts: c.parts(e), Words: c.words[e.Path],
		})
	}
	c.add(out)
}

// parts labels the strips of a long picture, so that the reader of one page
// knows that there is another.
func (c *composer) parts(e Exhibit) []block.Part {
	all := make([]block.Part, len(e.Parts))
	for i, p := range e.Parts {
		no := c.t("part", "label", e.Label(), "part", count(i+1), "parts", count(len(e.Parts)))
		above, below := no, ""
		if i > 0 {
			above = joined("\u2003", no, c.t("part.before"))
		}
		if i+1 < len(e.Parts) {
			below = joined("\u2003", no, c.t("part.after"))
		}
		all[i] = block.Part{Path: p.Path, W: p.W, H: p.H, Above: above, Below: below}
	}
	return all
}

// letterhead names the owner and the shop of the case, with the logo.
func (c *composer) letterhead() {
	owner, of := oneLine(c.Profile.Owner), oneLine(c.Case.Shop)
	if of == "" {
		of = oneLine(firstShop(c.Profile))
	}
	if owner == "" || owner == of {
		owner, of = of, ""
	}
	if owner == "" && c.Logo.Path == "" {
		return
	}
	c.add(block.Letterhead{
		Name: owner, Sub: of,
		Logo: block.Photo{Path: c.Logo.Path, W: c.Logo.W, H: c.Logo.H, Alt: owner},
	})
}

func firstShop(p shop.Profile) string {
	if len(p.Shops) > 0 {
		return p.Shops[0].Name
	}
	return ""
}
