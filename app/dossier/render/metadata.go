package render

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// The metadata say in XML what the information dictionary says: archives read
// the one, programs the other, and the two must agree.

const (
	producer = "Casefolio"
	// caseSpace names the program's own properties.
	caseSpace = "urn:casefolio:case:1.0/"
)

// plain is a text as both places hold it: control characters are spaces, and
// what XML cannot hold is replaced.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case isControl(r):
			return ' '
		case r == 0xFFFE || r == 0xFFFF:
			return 0xFFFD
		}
		return r
	}, text)
}

func escapeXML(text string) string {
	var out strings.Builder
	xml.EscapeText(&out, []byte(plain(text))) // a strings.Builder takes everything
	return out.String()
}

// metadata returns the packet that the catalog points to.
func (b *builder) metadata() []byte {
	var out strings.Builder
	out.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n" +
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n")
	b.describe(&out)
	out.WriteString("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n")
	return []byte(out.String())
}

func (b *builder) describe(out *strings.Builder) {
	when := b.created().Format(time.RFC3339)
	if strings.HasSuffix(when, "Z") { // as the dictionary has it
		when = strings.TrimSuffix(when, "Z") + "+00:00"
	}
	out.WriteString("<rdf:Description rdf:about=\"\"\n" +
		" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n" +
		" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n" +
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n" +
		" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n" +
		" xmlns:casefolio=\"" + caseSpace + "\">\n")
	property(out, "pdfaid:part", "3")
	property(out, "pdfaid:conformance", "U")
	list(out, "dc:title", "Alt", b.doc.Title)
	list(out, "dc:creator", "Seq", b.doc.Author)
	list(out, "dc:description", "Alt", b.doc.Subject)
	list(out, "dc:subject", "Bag", keywords(b.doc.Keywords)...)
	if languageCode.MatchString(b.doc.Lang) {
		list(out, "dc:language", "Bag", b.doc.Lang)
	}
	property(out, "pdf:Keywords", b.doc.Keywords)
	property(out, "pdf:Producer", producer)
	property(out, "xmp:CreatorTool", producer)
	property(out, "xmp:CreateDate", when)
	property(out, "xmp:ModifyDate", when)
	property(out, "casefolio:CaseNumber", b.doc.CaseNumber)
	property(out, "casefolio:JournalHead", b.doc.JournalHead)
	out.WriteString("</rdf:Description>\n" + extension)
}

func property(out *strings.Builder, name, value string) {
	if value != "" {
		fmt.Fprintf(out, "<%s>%s</%s>\n", name, escapeXML(value), name)
	}
}

// list writes a property of several values; empty ones are left out.
func list(out *strings.Builder, name, kind string, values ...string) {
	language := ""
	if kind == "Alt" {
		language = ` xml:lang="x-default"`
	}
	items := ""
	for _, value := range values {
		if value != "" {
			items += "<rdf:li" + language + ">" + escapeXML(value) + "</rdf:li>"
		}
	}
	if items != "" {
		fmt.Fprintf(out, "<%s><rdf:%s>%s</rdf:%s></%s>\n", name, kind, items, kind, name)
	}
}

// keywords takes the single words out of a list in either script.
func keywords(text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;\uFF0C\uFF1B\u3001", r) })
	for i := range words {
		words[i] = strings.TrimSpace(words[i])
	}
	return words
}

// extension describes the program's own properties, without which an archive
// may not accept them.
var extension = `<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Casefolio case file</pdfaSchema:schema>
<pdfaSchema:namespaceURI>` + caseSpace + `</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>casefolio</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
` + describedProperty("CaseNumber", "Number of the case that the document records") +
	describedProperty("JournalHead", "Head of the journal's hash chain when the document was made") +
	`</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`

func describedProperty(name, description string) string {
	return `<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>` + name + `</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>` + description + `</pdfaProperty:description>
</rdf:li>
`
}
