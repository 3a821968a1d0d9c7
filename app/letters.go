package app

import (
	"context"
	"strings"
	"time"

	"casefolio/app/cases"
	"casefolio/app/dossier/letter"
)

// letterSources are what letters are filled from.
func (s *Services) letterSources() letter.Sources {
	return letter.Sources{
		Cases: s.Cases, Evidence: s.Evidence, Programmes: s.Programmes, Shop: s.Shop, Journal: s.Journal,
		Dossier: s.Dossier, Facts: s.letterFacts, Ordered: s.ordered,
	}
}

// letterFacts is what a case and the list of products know for the placeholders
// of a letter. A time to answer by that suits a buyer suits nobody else.
func (s *Services) letterFacts(ctx context.Context, c cases.Case, lang string) (map[string]string, error) {
	p, err := s.Shop.Profile(ctx)
	if err != nil {
		return nil, err
	}
	values := PhraseValues(c, p, s.Lists, lang)
	if c.SKU == "" {
		return values, nil
	}
	known, ok, err := s.Tables.ProductBySKU(ctx, c.SKU)
	if err != nil || !ok {
		return values, err
	}
	values["supplier"] = known.Supplier
	if name := known.Name(lang); values["product"] == "" && (lang != "en" || strings.IndexFunc(name, isHan) < 0) {
		values["product"] = name
	}
	return values, nil
}

// ordered is when the order of a case was placed, by the order report.
func (s *Services) ordered(ctx context.Context, c cases.Case) (time.Time, error) {
	order, _, err := s.Tables.Lookup(ctx, c.Order)
	return order.Ordered.Time, err
}
