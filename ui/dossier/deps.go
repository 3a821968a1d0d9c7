// Package dossier shows a dossier before it is written: its pages as pictures,
// to look through, save and print.
package dossier

import (
	"context"
	"encoding/json"
	"image"
	"strings"

	"casefolio/app/dossier"
	"casefolio/ui/kit"
	uiredact "casefolio/ui/redact"
)

// PageName is the page's name for the shell.
const PageName = "dossier"

// Pages are the laid out pages of a dossier.
type Pages interface {
	Pages() int
	Size() (w, h float64)
	Page(ctx context.Context, i int, scale float64) (image.Image, error)
}

// Service lays dossiers out and writes them.
type Service interface {
	Preview(ctx context.Context, caseRef string, opt dossier.Options) (*dossier.Preview, error)
	Attachable
	Writer
	uiredact.Service
	MarkLooked(ctx context.Context, exhibitID string) error
}

// Deps is what the page needs. Folder is where dossiers go unless the seller
// says otherwise; Open and Print may be nil where the system offers no way.
type Deps struct {
	Shell   kit.Shell
	Dossier Service
	Folder  string
	Open    func(path string) error
	Print   func(path string) error
}

// Route leads to the preview of a case's dossier.
func Route(caseID string, opt dossier.Options) kit.Route {
	raw, err := json.Marshal(opt)
	if err != nil {
		raw = nil // options are plain values; without them the shop profile decides
	}
	return kit.Route{Page: PageName, ID: caseID + "\n" + string(raw)}
}

// parse takes the id of a route apart.
func parse(id string) (caseID string, opt dossier.Options) {
	caseID, raw, _ := strings.Cut(id, "\n")
	if json.Unmarshal([]byte(raw), &opt) != nil {
		opt = dossier.Options{}
	}
	return caseID, opt
}
