package typeset

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"sync"

	"github.com/go-text/typesetting/font"

	"casefolio/app/dossier/emoji"
	"casefolio/app/packed"
)

// family is one of the designs that text is set in.
type family int8

const (
	noFamily family = iota - 1 // no face has the character: a box
	hanFamily
	latinFamily
	emojiFamily
	hangulFamily
	arabicFamily
	hebrewFamily
	thaiFamily
	familyCount
)

// fontNames tells the file of each family, regular and bold. The emoji have
// one weight.
var fontNames = [familyCount][2]string{
	hanFamily:    {"NotoSansSC-Regular", "NotoSansSC-Bold"},
	latinFamily:  {"NotoSans-Regular", "NotoSans-Bold"},
	emojiFamily:  {"NotoEmoji-Regular", "NotoEmoji-Regular"},
	hangulFamily: {"NotoSansKR-Regular", "NotoSansKR-Bold"},
	arabicFamily: {"NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"},
	hebrewFamily: {"NotoSansHebrew-Regular", "NotoSansHebrew-Bold"},
	thaiFamily:   {"NotoSansThai-Regular", "NotoSansThai-Bold"},
}

// Faces are the embedded fonts, each loaded on the first need. Safe for
// concurrent use.
type Faces struct {
	files   fs.FS
	slots   [familyCount][2]slot
	workers sync.Pool

	packOnce sync.Once
	pack     *emoji.Pack
	packErr  error
}

type slot struct {
	once sync.Once
	face *Face
	err  error
}

// LoadFaces returns the fonts below "fonts" in files. Nothing is read yet.
func LoadFaces(files fs.FS) *Faces {
	f := &Faces{files: files}
	f.workers.New = func() any { return &worker{faces: f} }
	return f
}

// Load reads and parses the fonts of Chinese, European letters and emoji now,
// and sees that the others are there, so that a broken installation is told
// before work starts. Break and Measure load on their own what they need, and
// draw boxes for a font that cannot be read.
func (f *Faces) Load() error {
	var errs []error
	var all sync.WaitGroup
	for fam := range hangulFamily {
		for _, weight := range []Weight{Regular, Bold} {
			all.Go(func() { f.slot(fam, weight) })
		}
	}
	all.Wait()
	for fam := range familyCount {
		for _, weight := range []Weight{Regular, Bold} {
			if fam < hangulFamily {
				errs = append(errs, f.slot(fam, weight).err)
			} else if _, err := fs.Stat(f.files, fontPath(fontNames[fam][weight])); err != nil {
				errs = append(errs, fmt.Errorf("font %s: %w", fontNames[fam][weight], err))
			}
		}
	}
	f.Pictures()
	return errors.Join(append(errs, f.packErr)...)
}

// shared are the faces of Shared, by the files that they come from.
var shared sync.Map

// Shared is LoadFaces, with the same faces for the same files: another workspace
// does not read the fonts once more. Files that cannot be compared are read anew.
func Shared(files fs.FS) *Faces {
	if files == nil || !reflect.ValueOf(files).Comparable() {
		return LoadFaces(files)
	}
	f, ok := shared.Load(files)
	if !ok {
		f, _ = shared.LoadOrStore(files, LoadFaces(files))
	}
	return f.(*Faces)
}

func fontPath(name string) string { return "fonts/" + name + ".ttf.zst" }

// face returns the face of a family, nil when it cannot be read.
func (f *Faces) face(fam family, weight Weight) *Face {
	if fam == noFamily {
		return nil
	}
	return f.slot(fam, weight).face
}

func (f *Faces) slot(fam family, weight Weight) *slot {
	if fam == emojiFamily || weight != Bold {
		weight = Regular
	}
	s := &f.slots[fam][weight]
	s.once.Do(func() { s.face, s.err = loadFace(f.files, fontNames[fam][weight]) })
	return s
}

func loadFace(files fs.FS, name string) (*Face, error) {
	raw, err := packed.ReadFile(files, fontPath(name))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	metrics, err := withoutOutlines(raw)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	parsed, err := font.ParseTTF(bytes.NewReader(metrics))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	face := &Face{Name: name, Data: raw, font: parsed.Font}
	face.space, _ = face.Nominal(' ')
	face.spaceWidth = float64(parsed.HorizontalAdvance(font.GID(face.space))) / float64(parsed.Upem())
	return face, nil
}

// Base returns the regular face of Chinese text, nil when it cannot be read.
func (f *Faces) Base() *Face { return f.face(hanFamily, Regular) }

// has tells whether the face draws the character.
func (f *Face) has(r rune) bool {
	if f == nil {
		return false
	}
	_, ok := f.font.NominalGlyph(r)
	return ok
}

// Nominal returns the glyph that the face's character map gives for r.
func (f *Face) Nominal(r rune) (glyph uint32, ok bool) {
	g, ok := f.font.NominalGlyph(r)
	return uint32(g), ok
}
