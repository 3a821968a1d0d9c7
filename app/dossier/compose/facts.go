package compose

import (
	"casefolio/app/cases"
	"casefolio/app/dossier/block"
)

// facts lists every field of the case that is filled.
func (c *composer) facts() []block.Fact {
	k, l := c.Case, c.Lists
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
		{Label: "stage", Value: c.listed(l.Stages, string(k.Stage))},
		{Label: "archived", Value: archived},
		{Label: "category", Value: c.each(func(lang string) string { return l.CategoryName(k.Category, lang) })},
		{Label: "responsibility", Value: c.listed(l.Responsibilities, k.Responsibility)},
		{Label: "severity", Value: c.listed(l.Severities, k.Severity)},
		{Label: "amount", Value: k.Amount.String()},
		{Label: "customer", Value: k.Customer},
		{Label: "contact", Value: k.Contact},
		{Label: "customer_type", Value: c.listed(l.CustomerTypes, k.CustomerType)},
		{Label: "buyer_zone", Value: k.BuyerZone},
		{Label: "shop", Value: k.Shop},
		{Label: "platform", Value: c.listed(l.Platforms, k.Platform)},
		{Label: "channel", Value: c.listed(l.Channels, k.Channel)},
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
