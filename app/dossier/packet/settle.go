package packet

import (
	"context"

	"casefolio/app/dossier/packet/fit"
)

// tightness are the shares of the limits that are tried one after the other,
// should a file come out larger than was reckoned.
var tightness = []float64{1, 0.96, 0.9}

// settled packs, fills the plan and has the files weighed, until they keep to
// the limits as they are. Preflight and Write both settle, so that one tells
// what the other does. A plan that does not fit has its savings.
func (j *job) settled(ctx context.Context, look func(context.Context, []sized) ([]measure, error)) (p packed, found []measure, err error) {
	for _, tight := range tightness {
		if p, err = j.fitted(ctx, tight); err != nil {
			return p, nil, err
		}
		if _, err = j.finish(ctx, &p); err != nil || !j.plan.Fits {
			return p, nil, err
		}
		if found, err = look(ctx, p.files); err != nil {
			return p, nil, err
		}
		if j.weigh(&p, found); j.plan.Fits {
			return p, found, nil
		}
	}
	j.plan.Savings, err = j.savings(ctx, &p, j.places(p.files))
	return p, found, err
}

// weigh puts what was found in the place of what was reckoned.
func (j *job) weigh(p *packed, found []measure) {
	plan := &j.plan
	plan.Checks, plan.Pages, plan.Bytes = j.limits(found, 1), 0, 0
	plan.Fits = passed(plan.Checks)
	for i, m := range found {
		p.files[i].bytes, plan.Files[i].Pages, plan.Files[i].Bytes = m.bytes, m.pages, m.bytes
		plan.Pages, plan.Bytes = plan.Pages+m.pages, plan.Bytes+m.bytes
	}
}

// weighed tells what the files weigh. They are written to nowhere, of pictures
// that are on the disk by now, so that this takes little.
func (j *job) weighed(ctx context.Context, files []sized) ([]measure, error) {
	found := measures(files, j.r.Grey)
	for i, f := range files {
		if f.document != nil {
			continue
		}
		var err error
		if found[i].bytes, err = fit.Weigh(ctx, f.doc, j.faces); err != nil {
			return nil, err
		}
	}
	return found, nil
}
