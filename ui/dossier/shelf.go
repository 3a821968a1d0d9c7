package dossier

import "image"

// shelf keeps the pictures that were used last, up to a number of pixels.
type shelf struct {
	most  int // pixels of all
	held  int
	books []book // the last used at the end
}

type book struct {
	page    int
	scale   float64 // pixels to a point
	picture image.Image
}

func pixelsOf(img image.Image) int { return img.Bounds().Dx() * img.Bounds().Dy() }

// find returns the picture of a page at a scale, or at any with scale zero.
func (s *shelf) find(page int, scale float64) image.Image {
	for i := len(s.books) - 1; i >= 0; i-- {
		b := s.books[i]
		if b.page != page || scale != 0 && b.scale != scale {
			continue
		}
		s.books = append(append(s.books[:i:i], s.books[i+1:]...), b)
		return b.picture
	}
	return nil
}

// put keeps a picture and lets go of the oldest; the new one always stays.
func (s *shelf) put(page int, scale float64, picture image.Image) {
	s.books = append(s.books, book{page, scale, picture})
	s.held += pixelsOf(picture)
	for len(s.books) > 1 && s.held > s.most {
		s.held -= pixelsOf(s.books[0].picture)
		s.books = append([]book(nil), s.books[1:]...)
	}
}

func (s *shelf) clear() { s.books, s.held = nil, 0 }
