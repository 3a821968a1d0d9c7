package evidence

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// What Amazon's mails between buyer and seller are known by. The address stands
// for one buyer towards one seller and stays the same; what follows a plus in it
// does not. The words of the sender stand between two lines of dashes, in
// whatever language those are.
var (
	marketHost  = regexp.MustCompile(`^([^@+]+)(?:\+[^@]*)?@(marketplace\.amazon\.[a-z.]+)$`)
	marketFence = regexp.MustCompile(`(?m)^[ \t>]*-{6,}[ \t]*[^\s-].{0,80}?[ \t]*-{6,}[ \t]*$`)
	marketToken = regexp.MustCompile(`(?m)^.*\[commMgrTok:[^\]]*\].*$`)
	marketName  = regexp.MustCompile(`(?i)\s*-\s*Amazon Marketplace\s*`)
	marketOrder = regexp.MustCompile(`\b\d{3}-\d{7}-\d{7}\b`)
	marketASIN  = regexp.MustCompile(`(?i)\bASIN\b[^A-Z0-9]{0,4}(B0[A-Z0-9]{8}|\d{9}[\dX])\b`)
	noReply     = regexp.MustCompile(`^(do-?not-?reply|no-?reply|auto-confirm|shipment-tracking|payments-messages)[^@]*@`)
)

// marketKey is the address that stands for a buyer, or empty.
func marketKey(address string) string {
	m := marketHost.FindStringSubmatch(strings.ToLower(address))
	if m == nil {
		return ""
	}
	return m[1] + "@" + m[2]
}

// fromMarket tells whether a mail went over Amazon's exchange.
func (l *Letter) fromMarket() bool {
	if marketKey(l.sender) != "" {
		return true
	}
	for _, to := range strings.Fields(l.reached) {
		if marketKey(to) != "" {
			return true
		}
	}
	return false
}

// readMarket keeps the words of the sender of a mail that went over Amazon's
// exchange, and notes what they are about.
func (l *Letter) readMarket(source string) {
	if !l.fromMarket() {
		return
	}
	about := l.Subject + "\n" + l.Text
	l.Order = marketOrder.FindString(about)
	if m := marketASIN.FindStringSubmatch(about); m != nil {
		l.ASIN = m[1]
	}
	if key := marketKey(l.sender); key != "" {
		l.key = key
		name, _ := splitAddress(l.From)
		l.From = strings.TrimSpace(marketName.ReplaceAllString(name, "") + " <" + key + ">")
	}
	text := marketToken.ReplaceAllString(l.Text, "")
	if fences := marketFence.FindAllStringIndex(text, 3); len(fences) >= 2 {
		text = text[fences[0][1]:fences[1][0]]
	} else if words := onlyPre(source); words != "" {
		text = words
	}
	l.Text = strings.Trim(tidyLines(text), "\n")
}

// onlyPre is the text of the one pre-formatted part of a page, which holds the
// sender's words in newer mails.
func onlyPre(source string) string {
	if len(source) > maxHTML || strings.Count(strings.ToLower(source), "<pre") != 1 {
		return ""
	}
	z := html.NewTokenizer(strings.NewReader(source))
	z.SetMaxBuf(maxHTML)
	inside := false
	var words strings.Builder
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.TrimSpace(marketToken.ReplaceAllString(words.String(), ""))
		case html.StartTagToken, html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "pre" {
				inside = !inside
			} else if inside && string(name) == "br" {
				words.WriteByte('\n')
			}
		case html.TextToken:
			if inside {
				words.Write(z.Text())
			}
		}
	}
}

// mailRole tells who wrote a mail: by the buyer's address, by the exchange's,
// by who got it, and at last by the name.
func mailRole(l Letter, words *speakers) Role {
	name, _ := splitAddress(l.From)
	buyer := strings.ToLower(strings.TrimSpace(words.opt.Contact))
	switch {
	case buyer != "" && l.sender == buyer, l.key != "":
		return Buyer
	case noReply.MatchString(l.sender), words.platform[strings.Join(nameWords(name), " ")]:
		return Platform
	case buyer != "" && strings.Contains(" "+l.reached+" ", " "+buyer+" "), l.fromMarket():
		return Seller
	}
	return words.role(name)
}
