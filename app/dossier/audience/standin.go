package audience

import "casefolio/app/evidence"

// StandIns leaves of the pictures that were covered only the last covered copy,
// in the place of the first that it covers: the original and copies that show
// what is covered stay in the house. instead tells by which exhibit, by id, each
// of the others is replaced. Exhibits of which there is no covered copy stay.
func StandIns(list []evidence.Exhibit) (kept []evidence.Exhibit, instead map[string]string) {
	f := family{by: make(map[string]evidence.Exhibit, len(list))}
	for _, e := range list {
		f.by[e.ID] = e
	}
	last := map[string]evidence.Exhibit{} // covered copy, by the root of its family
	for _, e := range list {
		if root := f.root(e); f.covered(e) && e.No >= last[root].No {
			last[root] = e
		}
	}
	instead = map[string]string{}
	placed := map[string]bool{}
	for _, e := range list {
		root := f.root(e)
		copied, ok := last[root]
		switch {
		case !ok:
			kept = append(kept, e)
			continue
		case !placed[root]:
			kept, placed[root] = append(kept, copied), true
		}
		if e.ID != copied.ID {
			instead[e.ID] = copied.ID
		}
	}
	return kept, instead
}

// Covered tells of which exhibits places are covered, by id: in themselves or in
// what they were made of.
func Covered(list []evidence.Exhibit) map[string]bool {
	f := family{by: make(map[string]evidence.Exhibit, len(list))}
	for _, e := range list {
		f.by[e.ID] = e
	}
	all := map[string]bool{}
	for _, e := range list {
		if f.covered(e) {
			all[e.ID] = true
		}
	}
	return all
}

// family finds what copies were made of.
type family struct{ by map[string]evidence.Exhibit }

// deepest is how many copies of copies are followed.
const deepest = 100

// root is the id of the first original, which may have been deleted since.
func (f family) root(e evidence.Exhibit) string {
	for range deepest {
		of, there := f.by[e.CopyOf]
		switch {
		case e.CopyOf == "":
			return e.ID
		case !there:
			return e.CopyOf
		}
		e = of
	}
	return e.ID
}

// covered tells whether something is covered in e or in what it was made of.
func (f family) covered(e evidence.Exhibit) bool {
	for range deepest {
		if e.Redactions > 0 {
			return true
		}
		of, there := f.by[e.CopyOf]
		if !there {
			return false
		}
		e = of
	}
	return false
}
