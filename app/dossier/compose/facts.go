package compose

import (
	"slices"
	"time"

	"casefolio/app/dossier/block"
)

// facts lists every field of the case that is filled. A summary leaves to its
// timeline when the case was filed and archived.
func (c *composer) facts() []block.Fact {
	k, l := c.Case, c.Lists
	filed, archived := k.CreatedAt, c.archivedAt()
	if c.Form == Summary {
		filed, archived = time.Time{}, time.Time{}
	}
	all := []block.Fact{
		{Label: "received", Value: c.moment(k.Received)},
		{Label: "occurred", Value: c.moment(k.Occurred)},
		{Label: "filed", Value: c.moment(filed)},
		{Label: "stage", Value: c.listed(l.Stages, string(k.Stage))},
		{Label: "archived", Value: c.moment(archived)},
		c.firstAnswer(),
		{Label: "closed_after", Value: c.closedAfter()},
		{Label: "category", Value: c.each(func(lang string) string { return l.CategoryName(k.Category, lang) })},
		{Label: "responsibility", Value: c.listed(l.Responsibilities, k.Responsibility)},
	}
	if c.Form == Summary { // the long form has a section of them
		all = append(all, c.causeFacts()...)
	}
	all = append(all, c.remedyFacts()...)
	all = append(all, []block.Fact{
		{Label: "satisfaction", Value: c.satisfaction()},
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
	}...)
	if c.room.lean {
		all = slices.DeleteFunc(all, spare)
	}
	return c.filled(all)
}

// filled keeps the facts that say something and gives them their names.
func (c *composer) filled(all []block.Fact) []block.Fact {
	filled := all[:0]
	for _, f := range all {
		if f.Value != "" {
			filled = append(filled, block.Fact{Label: c.t("fact." + f.Label), Value: plain(f.Value)})
		}
	}
	return filled
}
