package compose

import (
	"casefolio/app/cases"
	"casefolio/app/dossier/block"
)

// facts lists every field of the case that is filled.
func (c *composer) facts() []block.Fact {
	k, l, lang := c.Case, c.Lists, c.Lang
	archived := ""
	for _, m := range c.Moves {
		if m.To == cases.Archive && k.Stage == cases.Archive {
			archived = c.moment(m.At)
		}
	}
	all := []block.Fact{
		{Label: "received", Value: c.moment(k.Received)},
		{Label: "occurred", Value: c.moment(k.Occurred)},
		{Label: "filed", Value: c.moment(k.CreatedAt)},
		{Label: "stage", Value: cases.Name(l.Stages, string(k.Stage), lang)},
		{Label: "archived", Value: archived},
		{Label: "category", Value: l.CategoryName(k.Category, lang)},
		{Label: "responsibility", Value: cases.Name(l.Responsibilities, k.Responsibility, lang)},
		{Label: "severity", Value: cases.Name(l.Severities, k.Severity, lang)},
		{Label: "amount", Value: k.Amount.String()},
		{Label: "customer", Value: k.Customer},
		{Label: "contact", Value: k.Contact},
		{Label: "customer_type", Value: cases.Name(l.CustomerTypes, k.CustomerType, lang)},
		{Label: "buyer_zone", Value: k.BuyerZone},
		{Label: "shop", Value: k.Shop},
		{Label: "platform", Value: cases.Name(l.Platforms, k.Platform, lang)},
		{Label: "channel", Value: cases.Name(l.Channels, k.Channel, lang)},
		{Label: "order", Value: k.Order},
		{Label: "sku", Value: k.SKU},
		{Label: "product", Value: k.Product},
		{Label: "tracking", Value: k.Tracking},
	}
	filled := all[:0]
	for _, f := range all {
		if f.Value != "" {
			filled = append(filled, block.Fact{Label: c.t("fact." + f.Label), Value: plain(f.Value)})
		}
	}
	return filled
}
