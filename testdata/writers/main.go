// Command writers makes the same document in several ways, so that the figures
// can be compared: text in Chinese, then photos, two to a page.
//
//	writers content DIR    writes DIR/text.txt, DIR/photo-NN.jpg and DIR/font.ttf
//	writers casefolio DIR  lays out and renders as the program does
//	writers gofpdf DIR     gofpdf alone, lines cut by counting characters
//
// Both write DIR/<way>.pdf. It runs in the project's folder.
package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/jung-kurt/gofpdf"

	"casefolio/app/dossier/block"
	"casefolio/app/dossier/layout"
	"casefolio/app/dossier/render"
	"casefolio/app/dossier/typeset"
	"casefolio/app/packed"
)

const (
	photos         = 40
	photoW, photoH = 1600, 1200
	paragraphs     = 450 // about 50 pages of 10 points
	runes          = 240 // in a paragraph
)

func main() {
	ways := map[string]func(dir string) error{"content": content, "casefolio": casefolio, "gofpdf": plain}
	if len(os.Args) != 3 || ways[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: writers content|casefolio|gofpdf DIR")
		os.Exit(2)
	}
	if err := ways[os.Args[1]](os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func photoPath(dir string, n int) string { return filepath.Join(dir, fmt.Sprintf("photo-%02d.jpg", n)) }

func content(dir string) error {
	if err := os.WriteFile(filepath.Join(dir, "text.txt"), []byte(chinese()), 0o644); err != nil {
		return err
	}
	if err := unzip("assets/fonts/NotoSansSC-Regular.ttf.zst", filepath.Join(dir, "font.ttf")); err != nil {
		return err
	}
	noise := rand.New(rand.NewPCG(1, 2))
	for n := range photos {
		m := image.NewYCbCr(image.Rect(0, 0, photoW, photoH), image.YCbCrSubsampleRatio420)
		for i := range m.Y {
			m.Y[i] = uint8((i/photoW+i%photoW)/12) + uint8(noise.IntN(16))
		}
		for i := range m.Cb {
			m.Cb[i], m.Cr[i] = 120+uint8(i%17), 130
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 82}); err != nil {
			return err
		}
		if err := os.WriteFile(photoPath(dir, n), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// chinese is paragraphs of frequent and less frequent characters with commas
// and full stops, the same in every run; about 1,500 different characters, as a
// long correspondence has.
func chinese() string {
	draw := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	for range paragraphs {
		for k := range runes {
			switch {
			case k == runes-1:
				b.WriteRune('。')
			case k%19 == 18:
				b.WriteRune('，')
			default: // the frequent ones far more often
				at := int(1500 * draw.Float64() * draw.Float64() * draw.Float64())
				b.WriteRune(rune(0x4E00 + at*7%0x3000))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func unzip(from, to string) error {
	raw, err := packed.ReadFile(os.DirFS(filepath.Dir(from)), filepath.Base(from))
	if err != nil {
		return err
	}
	return os.WriteFile(to, raw, 0o644)
}

func text(dir string) ([]string, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "text.txt"))
	return strings.Split(strings.TrimSpace(string(raw)), "\n"), err
}

// casefolio takes the packages of the program from blocks to the file.
func casefolio(dir string) error {
	all, err := text(dir)
	if err != nil {
		return err
	}
	doc := block.Document{Paper: "a4", Lang: "zh-CN", Title: "Figures"}
	for _, p := range all {
		doc.Blocks = append(doc.Blocks, block.Paragraph{Text: block.Say(block.Body, p)})
	}
	set := block.Photos{PerPage: 2}
	for n := range photos {
		set.Photos = append(set.Photos, block.Photo{Path: photoPath(dir, n), W: photoW, H: photoH})
	}
	doc.Blocks = append(doc.Blocks, set)
	faces := typeset.LoadFaces(os.DirFS("assets"))
	pages, err := layout.Layout(context.Background(), doc, faces)
	if err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(dir, "casefolio.pdf"))
	if err != nil {
		return err
	}
	if _, err := render.Render(context.Background(), f, pages, faces); err != nil {
		return err
	}
	return f.Close()
}

// plain is the quickest that gofpdf can do: characters of one width, counted
// into lines.
func plain(dir string) error {
	const size, leading, margin, perLine, perPage = 10.0, 16.0, 56.0, 48, 45
	all, err := text(dir)
	if err != nil {
		return err
	}
	font, err := os.ReadFile(filepath.Join(dir, "font.ttf"))
	if err != nil {
		return err
	}
	pdf := gofpdf.New("P", "pt", "A4", "")
	pdf.SetAutoPageBreak(false, 0)
	pdf.AddUTF8FontFromBytes("sc", "", font)
	pdf.SetFont("sc", "", size)
	line := perPage
	for _, p := range all {
		for rest := []rune(p); len(rest) > 0; line++ {
			if line == perPage {
				pdf.AddPage()
				line = 0
			}
			n := min(perLine, len(rest))
			pdf.Text(margin, margin+float64(line+1)*leading, string(rest[:n]))
			rest = rest[n:]
		}
	}
	for n := range photos {
		if n%2 == 0 {
			pdf.AddPage()
		}
		options := gofpdf.ImageOptions{ImageType: "jpg"}
		pdf.ImageOptions(photoPath(dir, n), margin, margin+float64(n%2)*370, 480, 360, false, options, 0, "")
	}
	return pdf.OutputFileAndClose(filepath.Join(dir, "gofpdf.pdf"))
}
