package replies

import "casefolio/app/replies"

// past keeps drafts by their text, so that what is taken back in the text has its
// phrases, values, files and language again, which no text can tell.
type past struct {
	drafts map[string]replies.Draft
	order  []string
}

// pastLength is how many states of the text are kept.
const pastLength = 300

func (h *past) keep(d replies.Draft) {
	if h.drafts == nil {
		h.drafts = map[string]replies.Draft{}
	}
	if _, ok := h.drafts[d.Text]; !ok {
		h.order = append(h.order, d.Text)
		if len(h.order) > pastLength {
			delete(h.drafts, h.order[0])
			h.order = h.order[1:]
		}
	}
	h.drafts[d.Text] = d
}

// back is the draft as it was when it had a text. What was let stand stays so.
func (h *past) back(text string, now replies.Draft) (replies.Draft, bool) {
	d, ok := h.drafts[text]
	d.ID, d.Passed, d.UpdatedAt = now.ID, now.Passed, now.UpdatedAt
	return d, ok
}
