package fit

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	_ "image/png" // read by image.Decode
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
)

// More than any page picture or slice has.
const (
	maxSource = 32 << 20 // pixels
	maxBytes  = 64 << 20
)

// Of a name in the store: the sum of an original in hexadecimal.
const sumLength = 64

var errPicture = errors.New("no picture of the store that can be made smaller")

// look is what is known of a page picture once it was read.
type look struct {
	w, h  int
	bytes int64
	grey  bool
	signs signs
	sum   [sha256.Size]byte
}

// picture makes one picture, or finds it made.
func (s *Sizer) picture(ctx context.Context, p place, level func(Class) Level) (Made, error) {
	if err := s.enter(ctx); err != nil {
		return Made{}, err
	}
	defer s.leave()
	src := source{path: p.path}
	seen, err := s.look(&src)
	if err != nil {
		return Made{}, err
	}
	made, l := seen.planned(p, level)
	if made.Path == p.path {
		return made, nil
	}
	sum, name, err := s.named(made, p.path, l)
	if err != nil {
		return Made{}, err
	}
	return s.find(&src, seen, made, sum, name, l)
}

// planned is what a picture is to be, and the level for what it shows.
func (k look) planned(p place, level func(Class) Level) (Made, Level) {
	class := classify(k.signs, p.hint)
	l := level(class)
	made := k.at(p, l)
	made.Class, made.from = class, k.sum
	return made, l
}

// enter waits until there is room for one more decoded picture.
func (s *Sizer) enter(ctx context.Context) error {
	select {
	case s.workers <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *Sizer) leave() { <-s.workers }

// at is the page picture itself, or what it becomes on a level, without a path.
func (k look) at(p place, l Level) Made {
	made := Made{Path: p.path, Bytes: k.bytes, W: k.w, H: k.h, Grey: k.grey}
	printed := p.w / 72 // inches
	if k.w > 0 && k.h > 0 {
		printed = min(p.w/float64(k.w), p.h/float64(k.h)) * float64(k.w) / 72
	}
	if most := l.across(printed); l.DPI > 0 && most < k.w && printed > 0 {
		made.Path, made.W, made.H = "", most, max(1, (k.h*most+k.w/2)/k.w)
	}
	if l.Grey && !k.grey || l.Quality > 0 && l.Quality < sourceQuality {
		made.Path = ""
	}
	made.Grey = k.grey || l.Grey
	if printed > 0 {
		made.DPI = float64(made.W) / printed
	}
	return made
}

// across is how many pixels stand side by side on so many inches: no more than
// the level has, but for words no fewer than they need.
func (l Level) across(inches float64) int {
	pixels := inches * float64(l.DPI)
	if l.DPI <= WordsDPI {
		pixels = math.Ceil(pixels)
	}
	return max(1, int(pixels))
}

// named is what a picture is called in the store: after the page picture, which
// tells how it is turned, then its width, quality and want of colours.
func (s *Sizer) named(made Made, path string, l Level) (sum, name string, err error) {
	base, ok := strings.CutSuffix(filepath.Base(path), ".jpg")
	if !ok || len(base) < sumLength+2 || base[sumLength] != '-' {
		return "", "", errPicture
	}
	sum, name = base[:sumLength], base[sumLength+1:]
	if s.store.Derived(sum, name) != path {
		return "", "", errPicture
	}
	name = fmt.Sprintf("%s-w%d-q%d", name, made.W, l.quality())
	if l.Grey {
		name += "-grey"
	}
	return sum, name, nil
}

func (l Level) quality() int {
	if l.Quality == 0 {
		return anewQuality
	}
	return l.Quality
}

// find gives the picture of that name, which is made where it is not there yet.
func (s *Sizer) find(src *source, seen look, made Made, sum, name string, l Level) (Made, error) {
	whole := made.W == seen.w && made.Grey == seen.grey // smaller files are all that is to gain
	itself := made
	itself.Path, itself.Bytes = src.path, seen.bytes
	if made.Bytes = s.worseBytes(sum + name); whole && made.Bytes > 0 {
		s.learn(made, l)
		return itself, nil
	}
	made.Path = s.store.Derived(sum, name)
	if made.Bytes = wholeJPEG(made.Path); made.Bytes > 0 {
		s.learn(made, l)
		return made, nil
	}
	data, err := src.make(made.W, made.H, l)
	if err != nil {
		return Made{}, err
	}
	made.Bytes = int64(len(data))
	s.learn(made, l)
	if whole && made.Bytes >= seen.bytes {
		s.setWorse(sum+name, made.Bytes)
		return itself, nil
	}
	return made, s.store.PutDerived(sum, name, data)
}

// wholeJPEG is the size of a picture that was made before; 0: there is none, or
// the power went before all of it was on the disk.
func wholeJPEG(path string) int64 {
	f, err := os.Open(path)
	if err != nil {
		return 0
	}
	defer f.Close()
	info, err := f.Stat()
	end := make([]byte, 2)
	if err != nil || info.Size() < 4 {
		return 0
	}
	if _, err := f.ReadAt(end, info.Size()-2); err != nil || !bytes.Equal(end, []byte{0xFF, 0xD9}) {
		return 0
	}
	return info.Size()
}

// worseBytes is what a picture took that came out larger than its page picture;
// 0: none of that name did.
func (s *Sizer) worseBytes(name string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.worse[name]
}

func (s *Sizer) setWorse(name string, bytes int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.worse) > remembered {
		clear(s.worse)
	}
	s.worse[name] = bytes
}

// look reads a page picture, or remembers it.
func (s *Sizer) look(src *source) (look, error) {
	info, err := os.Stat(src.path)
	if err != nil {
		return look{}, err
	}
	s.mu.Lock()
	seen, ok := s.seen[src.path]
	s.mu.Unlock()
	if ok && seen.bytes == info.Size() {
		return seen, nil
	}
	full, err := src.planes()
	if err != nil {
		return look{}, err
	}
	seen = look{w: full.w, h: full.h, bytes: info.Size(), grey: full.grey(), signs: readSigns(full.y), sum: src.sum}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.seen) > remembered {
		clear(s.seen)
	}
	s.seen[src.path] = seen
	return seen, nil
}

// source is a page picture that is decoded at most once.
type source struct {
	path string
	full *planes
	sum  [sha256.Size]byte // of the file
}

func (s *source) planes() (p *planes, err error) {
	if s.full != nil {
		return s.full, nil
	}
	defer func() {
		if v := recover(); v != nil { // a decoder's slip must not end the program
			err = fmt.Errorf("decoder: %v", v)
		}
	}()
	raw, err := s.read()
	if err != nil {
		return nil, err
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > maxSource/config.Height {
		return nil, errPicture
	}
	img, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	s.full, s.sum = split(img), sha256.Sum256(raw)
	return s.full, nil
}

func (s *source) read() ([]byte, error) {
	f, err := os.Open(s.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err == nil && len(raw) > maxBytes {
		err = errPicture
	}
	return raw, err
}

// make writes the picture in w × h pixels. What the program itself writes holds
// pixels and nothing else: no camera, no place, no thumbnail.
func (s *source) make(w, h int, l Level) ([]byte, error) {
	full, err := s.planes()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = jpeg.Encode(&out, full.scaled(w, h, l.Grey), &jpeg.Options{Quality: l.quality()})
	return out.Bytes(), err
}
